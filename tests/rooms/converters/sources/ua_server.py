"""A small OPC UA server on 127.0.0.1 for tests: a machine with a type of its own, units, an enumeration, a history."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from asyncua import Server, ua
from asyncua.server.user_managers import User, UserManager, UserRole

SPACE = "http://plant.example/machine/"
START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


class Users(UserManager):
    """Lets in everybody without a name, and `reader` with the right password."""

    def get_user(self, iserver: Any, username: Any = None, password: Any = None, certificate: Any = None) -> Any:
        if username is None or (username, password) == ("reader", "h0rse-battery"):
            return User(role=UserRole.Admin)
        return None


@dataclass
class Machine:
    """The server and the nodes a test changes."""

    url: str = ""
    nodes: dict[str, Any] = field(default_factory=dict)
    server: Any = None
    loop: Any = None
    thread: Any = None
    stopped: bool = False

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run something in the server's loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(10)

    def say(self, name: str, value: Any, time: datetime | None = None, status: int = 0) -> None:
        """Let a node have a value."""
        said = ua.DataValue(value, ua.StatusCode(status), SourceTimestamp=time)
        self.do(self.nodes[name].write_value(said))

    def repeat(self, work: Callable[[int], None], count: int, pause: float = 0.05) -> threading.Thread:
        """Do something again and again, beside the test."""
        stop = threading.Event()

        def run() -> None:
            for number in range(count):
                work(number)
                stop.wait(pause)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """Stop the server, as a machine that is switched off."""
        if not self.stopped:
            self.stopped = True
            self.do(self.server.stop())


async def build(machine: Machine) -> None:
    """Make the server's address space."""
    server = Server(user_manager=Users())
    await server.init()
    server.set_endpoint("opc.tcp://127.0.0.1:0/plant")
    server.set_security_policy([ua.SecurityPolicyType.NoSecurity])
    idx = await server.register_namespace(SPACE)
    kind = await server.nodes.base_object_type.add_object_type(
        ua.NodeId(1000, idx), ua.QualifiedName("SpindleType", idx)
    )
    declared = await kind.add_variable(ua.NodeId(1001, idx), ua.QualifiedName("Speed", idx), 0.0)
    await declared.set_modelling_rule(True)
    states = await server.nodes.enum_data_type.add_data_type(ua.NodeId(1002, idx), ua.QualifiedName("StateType", idx))
    texts = [ua.LocalizedText("READY"), ua.LocalizedText("ACTIVE")]
    await states.add_property(ua.NodeId(1003, idx), ua.QualifiedName("EnumStrings", 0), texts)
    top = await server.nodes.objects.add_object(ua.NodeId("M", idx), ua.QualifiedName("Press1", idx))
    spindle = await top.add_object(ua.NodeId("M.S", idx), ua.QualifiedName("Spindle", idx), objecttype=kind.nodeid)
    speed = await spindle.get_child([ua.QualifiedName("Speed", idx)])
    await speed.add_property(
        ua.NodeId(1004, idx), ua.QualifiedName("EngineeringUnits", 0), euinformation("RPM", 5394509)
    )
    temp = await top.add_variable(
        ua.NodeId("M.T", idx), ua.QualifiedName("Temperature", idx), ua.Variant(48.9, ua.VariantType.Float)
    )
    await temp.add_property(ua.NodeId(1005, idx), ua.QualifiedName("EngineeringUnits", 0), euinformation("°C", 4408652))
    state = await top.add_variable(ua.NodeId("M.E", idx), ua.QualifiedName("State", idx), 0, datatype=states.nodeid)
    lot = await top.add_variable(ua.NodeId("M.L", idx), ua.QualifiedName("Lot", idx), "L-0042")
    broken = await top.add_variable(ua.NodeId("M.B", idx), ua.QualifiedName("Vibration", idx), 0.0)
    machine.nodes |= {"speed": speed, "temp": temp, "state": state, "lot": lot, "broken": broken}
    for node in machine.nodes.values():
        await node.write_value(ua.DataValue((await node.read_data_value()).Value, SourceTimestamp=START))
    await broken.write_value(ua.DataValue(ua.Variant(0.0), ua.StatusCode(ua.StatusCodes.BadSensorFailure)))
    await server.start()
    await server.historize_node_data_change(temp, period=None, count=100)
    for second in range(5):
        later = START + timedelta(seconds=second + 1)
        value = ua.Variant(50.5 + second, ua.VariantType.Float)
        await temp.write_value(ua.DataValue(value, SourceTimestamp=later))
    port = server.bserver._server.sockets[0].getsockname()[1]
    machine.server, machine.url = server, f"opc.tcp://127.0.0.1:{port}/plant"


def euinformation(shown: str, code: int) -> Any:
    """A unit as a server gives it."""
    return ua.EUInformation(
        NamespaceUri="http://www.opcfoundation.org/UA/units/un/cefact", UnitId=code, DisplayName=ua.LocalizedText(shown)
    )


def start() -> Machine:
    """Start a server in a thread of its own."""
    machine = Machine()
    machine.loop = asyncio.new_event_loop()
    machine.thread = threading.Thread(target=machine.loop.run_forever, daemon=True)
    machine.thread.start()
    machine.do(build(machine))
    return machine


def end(machine: Machine) -> None:
    """Stop everything."""

    async def rest() -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    machine.stop()
    machine.do(rest())
    machine.loop.call_soon_threadsafe(machine.loop.stop)
    machine.thread.join(5)
    machine.loop.close()
