"""Law of the blocks: whoever works the blocks of a file, every byte, every finding and every count is the same."""

from __future__ import annotations

import pickle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aas_toolkit as aas
from aas_converters.beside.block import worked
from aas_converters.chunks import Filler
from aas_converters.coverage import coverage_json
from aas_converters.mapping.read import parse_mapping
from tests.laws.plating_tables import COLUMNS, MAPPING, rows, write

FEW = settings(max_examples=60, deadline=None)
KEYS = ("{Header.EquipmentId}/{row}", "{Header.EquipmentId}/{Header.Time}", "{Header.EquipmentId}")
ODD = (
    "",
    "," * (len(COLUMNS) - 1),
    ",".join(COLUMNS),
    "2024-04-01 00:00:00,L1,P-1,55",
    '2024-04-01 01:00:00,L1,"two\nlines",55.0,7.0,8.0,x',
    '2024-04-01 02:00:00,L2,"a, ""b""",55.0,7.0,8.0,x',
    "2024-04-01 03:00:00,L2,P-1,55.0,7.0,8.0,x,y",
    f"2024-04-01 04:00:00,{'L' * 2100},P-1,55.0,7.0,8.0,x",
)
"""Lines that are no record, more than one, or not of the right shape."""


class Near:
    """Stands for a process beside: what passes between them is pickled; after so many blocks it is gone."""

    lives = 1_000

    def ask(self, *asked: Any, references: bool) -> tuple[bool, Any]:
        setup, text, coverage = pickle.loads(pickle.dumps(asked))
        self.lives -= 1
        if self.lives < 0:
            return False, None
        found = worked(setup, Filler(setup.filling), text, coverage, references=references)
        return True, pickle.loads(pickle.dumps(found))

    def close(self) -> None:
        """Do nothing."""


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A plant's file with bad cells, many or few machines, odd lines, and line ends of one kind or the other."""
    table = draw(rows(faults=draw(st.booleans()), least=1, most=40))
    if draw(st.booleans()):
        table = [row | {"Machine": f"M{i // draw(st.integers(1, 3))}"} for i, row in enumerate(table)]
    with TemporaryDirectory() as name:
        lines = write(Path(name) / "plant.csv", table).read_text(encoding="utf-8").split("\n")
    for odd in draw(st.lists(st.sampled_from(ODD), max_size=3)):
        lines.insert(draw(st.integers(1, len(lines))), odd)
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines).encode()


def told(result: aas.Conversion) -> Any:
    """Everything a conversion says, for a comparison."""
    return (
        [(d.rule.code, d.where, d.values, d.count, len(d.causes)) for d in result.report],
        (result.rows, result.written, result.left_out),
        coverage_json(result.coverage),
    )


@FEW
@given(
    file=files(),
    key=st.sampled_from(KEYS),
    size=st.integers(100, 900),
    jobs=st.integers(2, 4),
    lives=st.sampled_from([0, 1, 3, 1_000]),
    on_error=st.sampled_from(["stop", "skip"]),
    at_once=st.sampled_from([2, 5, 4_000]),
    part=st.sampled_from(["json", "xml"]),
)
def test_processes_change_nothing(
    file: bytes, key: str, size: int, jobs: int, lives: int, on_error: Any, at_once: int, part: Any
) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        place = Path(name)
        (place / "plant.csv").write_bytes(file)
        patch.setattr("aas_converters.passing.ENOUGH", 0)
        patch.setattr("aas_converters.passing.rows_at_once", lambda columns: at_once)
        patch.setattr("aas_converters.sources.delimited.DelimitedTable.block_size", lambda table, rows: size)
        patch.setattr("aas_converters.beside.process.Beside", Near)
        patch.setattr(Near, "lives", lives)
        results = []
        for count in (1, jobs):
            target = place / f"{count}.aasx"
            mapping, _ = parse_mapping(MAPPING.replace("KEY", key))
            assert mapping is not None
            found = aas.convert(
                place / "plant.csv", mapping=mapping, to=target, jobs=count, on_error=on_error, part=part
            )
            results.append((told(found), target.read_bytes() if target.exists() else None))
        assert results[0] == results[1]
