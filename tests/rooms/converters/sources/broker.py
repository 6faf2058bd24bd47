"""An MQTT broker on 127.0.0.1 for tests, and somebody who publishes."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import paho.mqtt.client as paho
from amqtt.broker import Broker


class Running:
    """A broker in a thread of its own."""

    def __init__(self, passwords: Path | None = None) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.passwords = passwords
        self.broker: Any = None
        self.up = False

    @property
    def url(self) -> str:
        return f"mqtt://127.0.0.1:{self.port}"

    def start(self) -> None:
        logging.getLogger("amqtt").setLevel(logging.CRITICAL + 1)
        logging.getLogger("transitions").setLevel(logging.CRITICAL + 1)
        plugins: dict[str, Any] = {}
        if self.passwords is None:
            plugins["amqtt.plugins.authentication.AnonymousAuthPlugin"] = {"allow_anonymous": True}
        else:
            plugins["amqtt.plugins.authentication.FileAuthPlugin"] = {"password_file": str(self.passwords)}
        listeners = {"default": {"type": "tcp", "bind": f"127.0.0.1:{self.port}"}}
        config = {"listeners": listeners, "plugins": plugins}

        async def begin() -> None:
            self.broker = Broker(config)
            await self.broker.start()

        self.thread.start()
        asyncio.run_coroutine_threadsafe(begin(), self.loop).result(10)
        self.up = True

    @property
    def listeners(self) -> set[str]:
        """Who listens."""
        return {session.client_id for some in list(self.broker._subscriptions.values()) for session, _ in list(some)}

    def stop(self) -> None:
        """Stop the broker, as one that is switched off."""
        if self.up:
            self.up = False
            asyncio.run_coroutine_threadsafe(self.broker.shutdown(), self.loop).result(10)

    def end(self) -> None:
        """Stop everything."""

        async def rest() -> None:
            tasks = asyncio.all_tasks() - {asyncio.current_task()}
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            # the broker leaves connections open that somebody dropped
            for transport in list(getattr(self.loop, "_transports", {}).values()):
                transport.abort()
            await asyncio.sleep(0.05)

        self.stop()
        asyncio.run_coroutine_threadsafe(rest(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
        self.loop.close()


@contextmanager
def publishing(broker: Running, messages: Sequence[tuple[str, bytes]], *, then_stop: bool = False) -> Iterator[None]:
    """Publish messages in order as soon as somebody new listens; afterwards stop the broker, if asked to."""
    done = threading.Event()
    # those of the reading before may not have left yet
    before = broker.listeners

    def run() -> None:
        client = paho.Client(paho.CallbackAPIVersion.VERSION2, reconnect_on_failure=False)
        client.connect("127.0.0.1", broker.port)
        client.loop_start()
        while broker.listeners <= before and not done.wait(0.01):
            pass
        for topic, body in messages:
            client.publish(topic, body, qos=1).wait_for_publish(10)
        client.disconnect()
        client.loop_stop()
        if (left_open := client.socket()) is not None:
            left_open.close()
        if then_stop:
            done.wait(0.5)
            broker.stop()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join(10)
