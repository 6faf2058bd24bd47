"""An OPC UA server: read once, its history, its changes, what it calls bad, and a server that is not there."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from aas_converters.sources import Settings, SourceError, Table, open_table
from aas_converters.sources.live import Deadline
from aas_converters.sources.observed import frame_of
from aas_converters.sources.opcua import described
from aas_converters.sources.opcua_browse import Variable
from aas_converters.sources.opcua_reading import Reading
from aas_converters.sources.opcua_words import value_text
from aas_converters.sources.spool import spool
from tests.cli.running import run

pytest.importorskip("asyncua")

from tests.rooms.converters.sources.ua_server import SPACE, Machine, end, start, ua

SECRET = "h0rse-battery"


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    found = start()
    yield found
    end(found)


def rows(table: Table, *names: str) -> list[tuple[str | None, ...]]:
    return [row for batch in table.batches() for row in batch.frame.select(names).rows()]


def codes(error: SourceError) -> list[str]:
    return [finding.rule.code for finding in error.findings]


def test_read_once_is_one_row_with_units_names_and_meanings(machine: Machine) -> None:
    table = open_table(machine.url)
    columns = {column.name: column for column in table.columns}
    assert list(columns) == [
        *("timestamp", "Press1/Spindle/Speed", "Press1/Temperature", "Press1/State", "Press1/Lot"),
        "Press1/Vibration",
    ]
    assert rows(table, "timestamp", "Press1/Temperature", "Press1/State", "Press1/Lot", "Press1/Vibration") == [
        ("2026-03-02T06:00:05Z", "54.5", "READY", "L-0042", None)
    ]
    assert (columns["Press1/Spindle/Speed"].unit, columns["Press1/Temperature"].unit) == ("RPM", "°C")
    assert columns["Press1/Spindle/Speed"].references == (f"opcua:nsu={SPACE};i=1001",)
    assert columns["Press1/Temperature"].header == "Temperature"
    bad = [finding for finding in table.findings if finding.rule.code == "SRC220"]
    assert [(f.values["count"], f.values["node"], f.values["status"]) for f in bad] == [
        ("1", "Press1/Vibration", "BadSensorFailure")
    ]


def test_history_between_two_times(machine: Machine) -> None:
    nodes = ("Press1/Temperature", "Press1/Lot")
    table = open_table(
        machine.url, Settings(nodes=nodes, since="2026-03-02T06:00:02Z", until="2026-03-02T15:00:04+09:00")
    )
    assert rows(table, "timestamp", "Press1/Temperature") == [
        ("2026-03-02T06:00:02Z", "51.5"),
        ("2026-03-02T06:00:03Z", "52.5"),
        ("2026-03-02T06:00:04Z", "53.5"),
    ]


def test_changes_follow_the_state_they_began_with(machine: Machine) -> None:
    machine.say("speed", 1.0)
    thread = machine.repeat(lambda n: machine.say("speed", 100.5 + n), 60, 0.03)
    table = open_table(machine.url, Settings(limit=5, seconds=20))
    thread.join()
    speeds = [float(speed) for (speed,) in rows(table, "Press1/Spindle/Speed") if speed]
    assert len(speeds) == 6
    assert speeds[1:] == sorted(speeds[1:])
    assert rows(table, "Press1/Lot")[:2] == [("L-0042",), (None,)]


def test_a_time_ends_the_reading(machine: Machine) -> None:
    began = time.monotonic()
    assert len(rows(open_table(machine.url, Settings(seconds=1)), "timestamp")) == 1
    assert time.monotonic() - began < 5


@pytest.mark.skipif(os.name == "nt", reason="a signal cannot be sent to oneself on Windows")
def test_ctrl_c_ends_the_reading_and_keeps_what_came(machine: Machine) -> None:
    threading.Timer(1.0, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    table = open_table(machine.url, Settings(seconds=60))
    assert len(rows(table, "timestamp")) == 1
    assert "SRC263" in [finding.rule.code for finding in table.findings]


@pytest.mark.parametrize("node", ["Press1/Spindle", "2:Press1/2:Spindle", "Objects/Press1/Spindle/Speed", "ns=2;s=M.S"])
def test_nodes_are_paths_or_ids(machine: Machine, node: str) -> None:
    table = open_table(machine.url, Settings(nodes=(node,)))
    assert [column.name for column in table.columns] == ["timestamp", "Press1/Spindle/Speed"]
    if not node.endswith("Speed"):
        assert table.columns[1].references == (f"opcua:nsu={SPACE};i=1001",)


def test_a_node_id_with_its_namespace(machine: Machine) -> None:
    table = open_table(machine.url, Settings(nodes=(f"nsu={SPACE};s=M.T",)))
    assert [column.name for column in table.columns] == ["timestamp", "Press1/Temperature"]


@pytest.mark.parametrize("node", ["Press9/Speed", "ns=2;s=nowhere", "nsu=http://other.example/;i=1", "Press1/Speeed"])
def test_a_node_that_is_not_there_is_a_finding(machine: Machine, node: str) -> None:
    with pytest.raises(SourceError) as error:
        open_table(machine.url, Settings(nodes=(node,)))
    assert codes(error.value) == ["SRC222"]


def test_nothing_below_a_node_is_a_finding(machine: Machine) -> None:
    with pytest.raises(SourceError) as error:
        open_table(machine.url, Settings(nodes=("i=86",)))
    assert codes(error.value) == ["SRC221"]


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"opc.tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(SourceError) as error:
        open_table(address)
    assert codes(error.value) == ["SRC260"]


def test_user_and_password_come_from_the_environment(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AAS_SOURCE_PASSWORD", SECRET)
    address = machine.url.replace("//", "//reader@")
    table = open_table(address)
    assert "reader" not in table.name
    assert SECRET not in repr((table.name, table.about, table.findings))


def test_a_wrong_password_is_a_finding_without_it(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AAS_SOURCE_USER", "reader")
    monkeypatch.setenv("AAS_SOURCE_PASSWORD", f"wrong-{SECRET}")
    with pytest.raises(SourceError) as error:
        open_table(machine.url)
    assert codes(error.value) == ["SRC262"]
    answer = run("convert", machine.url, "-m", "injection_moulding", "-o", tmp_path / "o.json")
    assert (answer.code, SECRET in answer.said + str(error.value)) == (1, False)
    written = run(
        "convert", machine.url.replace("//", f"//reader:{SECRET}@"), "-m", "plating", "-o", tmp_path / "o.json"
    )
    assert (written.code, SECRET in written.said, (tmp_path / "o.json").exists()) == (2, False, False)


def test_a_server_converts_end_to_end(machine: Machine, tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "mapping: 1\nmodel: machining_cnc\nsource: {nodes: [Press1]}\nelements:\n  Header.Time: timestamp\n"
        "  Header.EquipmentId: {constant: Press1}\n  State.Execution: Press1/State\n"
        "  Measured.SpindleSpeed: Press1/Spindle/Speed\n  Measured.AirTemperature: Press1/Temperature\n",
        encoding="utf-8",
    )
    answer = run("convert", machine.url, "--map", mapping, "-o", tmp_path / "o.aasx")
    assert answer.code == 0, answer.said
    assert run("validate", tmp_path / "o.aasx").code == 0


def test_a_server_that_stops_leaves_what_it_said() -> None:
    other = start()
    switch = threading.Timer(1.5, other.stop)
    switch.start()
    table = open_table(other.url, Settings(seconds=30))
    assert "SRC261" in [finding.rule.code for finding in table.findings]
    assert len(rows(table, "timestamp")) >= 1
    switch.join()
    end(other)


def test_values_keep_their_digits() -> None:
    assert value_text(9.59000015258789, single=True) == "9.59"
    assert value_text(0.1 + 0.2) == "0.30000000000000004"
    assert (value_text(True), value_text(7), value_text(float("nan")), value_text(None)) == ("true", "7", None, None)
    assert value_text([1.5, 2.0]) == '["1.5", "2"]'
    assert value_text(ua.LocalizedText("가동")) == "가동"
    assert value_text(1, names={0: "READY", 1: "ACTIVE"}) == "ACTIVE"


@dataclass(frozen=True)
class NodeId:
    """What stands for a node of a server, and for its id."""

    text: str

    @property
    def nodeid(self) -> NodeId:
        return self

    def to_string(self) -> str:
        return self.text


def test_browse_names_of_any_text_are_columns() -> None:
    paths = ["", "timestamp", "Load", "Load", "Load (i=3)", " a  b ", "*"]
    variables = [Variable(NodeId(f"i={i}"), (path,), None, ()) for i, path in enumerate(paths)]
    values = {str(i): str(i) for i in range(len(paths)) if i != 4}
    now = "2026-03-02T06:00:00Z"
    reading = Reading("plant", Settings(), Deadline(None, None), ModuleType("ua"), print, variables)
    table = described(reading, spool("plant", [frame_of([{"timestamp": now, **values}])], about={}))
    assert [row for batch in table.batches() for row in batch.frame.rows()] == [
        (now, "0", "1", "2", "3", None, "5", "6")
    ]
    assert [column.name for column in table.columns] == [
        *("timestamp", "column_2", "timestamp_2", "Load", "Load (i=3)", "Load (i=3)_2", "a b", "column_8")
    ]
