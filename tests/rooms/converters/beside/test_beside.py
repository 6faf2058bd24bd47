"""Processes beside: real ones, that die, that cannot be started, that somebody interrupts."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

import aas_toolkit as aas
from aas_converters.beside.cutting import Cutter
from aas_converters.beside.messages import receive, send
from aas_converters.beside.process import Beside, Crew
from aas_converters.coverage import coverage_json
from aas_converters.mapping.read import parse_mapping
from tests.laws.plating_tables import COLUMNS, MAPPING, write

ROWS = 400


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of many small blocks."""
    monkeypatch.setattr("aas_converters.passing.ENOUGH", 0)
    monkeypatch.setattr("aas_converters.sources.delimited.DelimitedTable.block_size", lambda table, rows: 2_000)
    table = [
        {"Time": f"2024-03-{1 + i // 24:02} {i % 24:02}:00:00", "Machine": f"라인 {i % 3}", "Lot": "P-1"}
        | {"Temp": f"{50 + i % 9}.5", "Current": "700" if i != 300 else "?", "pH": "7.1", "Product": "니켈 <A&B>"}
        for i in range(ROWS)
    ]
    return write(tmp_path / "plant.csv", table)


def converted(plant: Path, jobs: int) -> tuple[bytes, int, list[str]]:
    mapping, _ = parse_mapping(MAPPING.replace("KEY", "{Header.EquipmentId}/{row}"))
    assert mapping is not None
    target = plant.with_name(f"{jobs}.aasx")
    found = aas.convert(plant, mapping=mapping, to=target, jobs=jobs, on_error="skip")
    return target.read_bytes(), found.written, [one.rule.code for one in found.report]


def test_processes_write_the_same_package(plant: Path) -> None:
    alone = converted(plant, 1)
    assert alone[1] == ROWS - 1
    assert converted(plant, 3) == alone


def test_the_work_of_a_process_that_dies_is_done_here(plant: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask, asked = Beside.ask, []

    def ask_and_kill(self: Beside, *of: Any, references: bool) -> Any:
        asked.append(self.process.pid)
        if len(asked) == 3:
            self.process.kill()
        return ask(self, *of, references=references)

    monkeypatch.setattr(Beside, "ask", ask_and_kill)
    assert converted(plant, 2) == converted(plant, 1)
    assert len(asked) >= 3


def test_no_process_is_needed(plant: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Beside) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    alone = converted(plant, 1)
    with monkeypatch.context() as patch:
        patch.setattr(Beside, "__init__", refuse)
        assert converted(plant, 2) == alone
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert Crew(3).most == 0
    assert converted(plant, 2) == alone


@pytest.mark.parametrize(
    ("most", "names"),
    [
        (3, ("python", "python3.13t", "python_d.exe", "Python.exe", "pythonw.exe", "pypy3.10")),
        (0, ("uwsgi", "MATLAB.exe", "pythonservice.exe", "", None)),
    ],
)
def test_only_a_python_is_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, most: int, names: tuple[str | None, ...]
) -> None:
    for name in names:
        monkeypatch.setattr(sys, "executable", str(tmp_path / name) if name else name)
        assert Crew(3).most == most, name


def row(number: int, machine: str) -> str:
    time = f"2024-03-{1 + number // 24:02} {number % 24:02}:00:00"
    return f"{time},{machine},P-1,55.0,{'?' if number == 150 else 700},7.1,x"


def all_about(
    monkeypatch: pytest.MonkeyPatch, sources: list[Path], jobs: int, at_once: int
) -> tuple[bytes, int, Any, Any]:
    """What is written and said where a block of 2,000 bytes holds batches of so many rows."""
    monkeypatch.setattr("aas_converters.passing.rows_at_once", lambda columns: at_once)
    mapping, _ = parse_mapping(MAPPING.replace("KEY", "{Header.EquipmentId}/{row}"))
    assert mapping is not None
    target = sources[0].with_name(f"{jobs}.aasx")
    found = aas.convert(list(sources), mapping=mapping, to=target, jobs=jobs, on_error="skip")
    findings = [(one.rule.code, one.where, one.values, one.count) for one in found.report]
    return target.read_bytes(), found.rows, findings, coverage_json(found.coverage)


def test_many_machines_and_then_few_in_one_block(plant: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machines = [f"M{i}" if 50 <= i < 72 else "A" for i in range(ROWS)]
    plant.write_text("\n".join([",".join(COLUMNS), *map(row, range(ROWS), machines), ""]), encoding="utf-8")
    alone = all_about(monkeypatch, [plant], 1, 10)
    assert alone[1] == ROWS
    assert all_about(monkeypatch, [plant], 2, 10) == alone


@pytest.mark.parametrize("blocks", [1, 2, 3])
def test_blocks_without_a_row_in_front(plant: Path, monkeypatch: pytest.MonkeyPatch, blocks: int) -> None:
    header = ",".join(COLUMNS) + "\n"
    blank = "\n" * (2_000 * blocks - len(header))
    plant.write_text(header + blank + "\n".join([row(i, "A") for i in range(ROWS)] + [""]), encoding="utf-8")
    alone = all_about(monkeypatch, [plant], 1, 4_000)
    assert alone[1] == ROWS
    assert all_about(monkeypatch, [plant], 2, 4_000) == alone


def test_a_column_that_only_a_later_file_has(plant: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = ",".join(COLUMNS)
    plant.write_text("\n".join([header, *(row(i, "A") for i in range(ROWS)), ""]), encoding="utf-8")
    later = plant.with_name("plant2.csv")
    later.write_text("\n".join([f"{header},Note", *(f"{row(i, 'B')},n" for i in range(ROWS)), ""]), encoding="utf-8")
    alone = all_about(monkeypatch, [plant, later], 1, 4_000)
    assert alone[3]["columns"][-1]["rows"] == ROWS
    assert all_about(monkeypatch, [plant, later], 2, 4_000) == alone


def test_no_process_stays_behind(plant: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Beside] = []
    begin = Beside.__init__
    monkeypatch.setattr(Beside, "__init__", lambda self: (begin(self), started.append(self))[0])

    def interrupt(rows: int) -> None:
        raise KeyboardInterrupt

    mapping, _ = parse_mapping(MAPPING.replace("KEY", "{Header.EquipmentId}/{row}"))
    assert mapping is not None
    with pytest.raises(KeyboardInterrupt):
        aas.convert(plant, mapping=mapping, to=plant.with_name("o.aasx"), jobs=3, progress=interrupt)
    assert len(started) == 2
    assert all(one.process.poll() is not None for one in started)
    assert {path.name for path in plant.parent.iterdir()} == {"plant.csv"}


def test_a_small_file_starts_no_process(plant: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aas_converters.passing.ENOUGH", ROWS * 2)
    monkeypatch.setattr(Beside, "__init__", lambda self: pytest.fail("a process was started"))
    assert converted(plant, 2)[1] == ROWS - 1


def test_blocks_are_whole_lines_and_together_the_file() -> None:
    blocks = [b"a\nb", b"", b"c", b"d\n", b"e\nf"]
    cutter, texts = Cutter(iter(blocks), 5, "plant.csv"), []
    while (text := cutter.cut()) is not None:
        texts.append(text)
    assert [text.behind(b"") for text in texts] == [b"a\n", b"bcd\n", b"e\nf"]
    assert [(text.line, text.row, text.lines) for text in texts] == [(5, 1, 1), (6, 2, 1), (7, 3, 2)]


def test_a_broken_message_is_none() -> None:
    pipe = io.BytesIO()
    send(pipe, b"one", b"two")
    for length in range(len(pipe.getvalue())):
        assert receive(io.BytesIO(pipe.getvalue()[:length])) is None
    assert receive(io.BytesIO(pipe.getvalue())) == b"onetwo"
