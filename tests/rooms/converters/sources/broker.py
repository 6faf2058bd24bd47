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

        self.stop()
        asyncio.run_coroutine_threadsafe(rest(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
        self.loop.close()


@contextmanager
def publishing(
    broker: Running, messages: Sequence[tuple[str, bytes]], wait: float = 0.5, user: tuple[str, str] | None = None
) -> Iterator[threading.Event]:
    """Publish messages in order, a moment after the test has begun to listen, again and again until it is done."""
    done = threading.Event()

    def run() -> None:
        client = paho.Client(paho.CallbackAPIVersion.VERSION2)
        if user is not None:
            client.username_pw_set(*user)
        client.connect("127.0.0.1", broker.port)
        client.loop_start()
        done.wait(wait)
        for topic, body in messages:
            if done.is_set() or not broker.up:
                break
            client.publish(topic, body, qos=1).wait_for_publish(2)
        done.wait(10)
        client.disconnect()
        client.loop_stop()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield done
    finally:
        done.set()
        thread.join(5)
