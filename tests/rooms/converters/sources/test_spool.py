"""The spool: what can be read once is read again and again, the same for any pieces, and leaves nothing behind."""

from __future__ import annotations

import gc
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.sources import spool as spooling
from aas_converters.sources.problem import SourceError
from aas_converters.sources.settings import Settings
from aas_converters.sources.spool import SpooledTable, spool
from aas_converters.sources.table import Column
from tests.cli.running import environment

WORDS = st.one_of(st.none(), st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the temporary files go."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def rows_of(table: SpooledTable, rows: int = 4_000) -> list[dict[str, str | None]]:
    """All rows of a table."""
    return [row for batch in table.batches(rows) for row in batch.frame.iter_rows(named=True)]


def test_a_stream_is_read_twice() -> None:
    frames = (pl.DataFrame({"Lot": [f"L{i}"], "Temp (℃)": [i + 0.5]}) for i in range(3))
    table = spool("a stream", frames, about={"kind": "stream"})
    assert [(c.name, c.header, c.unit) for c in table.columns] == [("Lot", "Lot", None), ("Temp (℃)", "Temp", "℃")]
    assert rows_of(table) == rows_of(table, 1)
    assert rows_of(table)[2] == {"Lot": "L2", "Temp (℃)": "2.5"}
    assert [batch.first_row for batch in table.batches(2)] == [1, 3]
    assert table.about == {"kind": "stream", "rows": "3"}
    assert table.findings == ()


def test_values_of_every_type_become_one_spelling() -> None:
    frame = pl.DataFrame(
        {
            "whole": [1.0],
            "noise": [9.59000015258789],
            "exact": [Decimal("1.50")],
            "at": [datetime(2024, 3, 4, 5, 6, 7, tzinfo=UTC)],
            "ok": [True],
            "word": ["없음"],
            "bytes": [b"\xff"],
            "nested": [{"a": 1, "b": [1, 2]}],
        }
    )
    table = spool("typed", [frame], about={})
    assert rows_of(table) == [
        {
            "whole": "1",
            "noise": "9.59",
            "exact": "1.50",
            "at": "2024-03-04T05:06:07+00:00",
            "ok": "true",
            "word": None,
            "bytes": None,
            "nested.a": "1",
            "nested.b": "[1,2]",
        }
    ]
    assert [(f.rule.code, f.where.field) for f in table.findings] == [("SRC100", None), ("SRC101", "bytes")]


def test_a_type_may_change_and_a_column_come_late() -> None:
    frames = [pl.DataFrame({"a": [1]}), pl.DataFrame({"a": ["x"], "b": [2.0]}), pl.DataFrame({"b": [None]})]
    table = spool("drift", frames, about={})
    assert rows_of(table) == [{"a": "1", "b": None}, {"a": "x", "b": "2"}, {"a": None, "b": None}]


def test_a_late_column_is_empty_in_the_files_before(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = [pl.DataFrame({"a": ["1"]}), pl.DataFrame({"a": ["2"], "b": ["3"]})]
    one_file = spool("x", frames, about={})
    monkeypatch.setattr(spooling, "PIECE", 1)
    two_files = spool("x", frames, about={})
    assert len(two_files.pieces) == 2
    assert rows_of(two_files) == rows_of(one_file)
    assert two_files.identity == one_file.identity


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=12), st.integers(1, 12), st.integers(1, 5))
def test_the_division_into_frames_changes_nothing(rows: list[tuple[str | None, ...]], size: int, batch: int) -> None:
    whole = pl.DataFrame(rows, schema={"a": pl.String, "b": pl.String}, orient="row")
    one = spool("x", [whole], about={})
    many = spool("x", whole.iter_slices(size), about={})
    assert one.identity == many.identity
    assert rows_of(one) == rows_of(many, batch)


@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(WORDS, min_size=1, max_size=6))
def test_other_content_has_another_identity(one: list[str | None], other: list[str | None]) -> None:
    tables = [spool("x", [pl.DataFrame({"a": cells}, schema={"a": pl.String})], about={}) for cells in (one, other)]
    assert (tables[0].identity == tables[1].identity) == (rows_of(tables[0]) == rows_of(tables[1]))


def test_columns_that_are_given_hold_for_every_frame() -> None:
    columns = (Column("t", "t", "℃", ("mtconnect:TEMPERATURE",)), Column("empty", "empty"))
    table = spool("x", [pl.DataFrame({"empty": [None], "t": [1]})], about={}, columns=columns)
    assert table.columns == columns
    assert rows_of(table) == [{"t": "1", "empty": None}]
    with pytest.raises(ValueError, match="'other'"):
        spool("x", [pl.DataFrame({"other": [1]})], about={}, columns=columns)
    assert spool("x", [], about={}, columns=columns).findings[0].rule.code == "SRC024"


def test_nothing_at_all_is_said() -> None:
    with pytest.raises(SourceError) as caught:
        spool("mqtt://here/topic", [], about={})
    assert [f.rule.code for f in caught.value.findings] == ["SRC130"]


def broken(rows: int) -> Iterator[pl.DataFrame]:
    """A source whose server goes away."""
    for number in range(rows):
        yield pl.DataFrame({"a": [number]})
    raise ConnectionResetError("server closed the connection\nwith password=hunter2")


def test_a_source_that_breaks_off_gives_no_table_and_no_files(folder: Path) -> None:
    with pytest.raises(SourceError) as caught:
        spool("a stream", broken(3), about={}, stops=(ConnectionError,))
    (finding,) = caught.value.findings
    assert finding.rule.code == "SRC131"
    assert "after 3 rows: server closed the connection" in str(finding)
    assert "hunter2" not in str(finding)
    assert caught.value.__suppress_context__
    assert list(folder.iterdir()) == []


def test_other_exceptions_pass_and_leave_no_files(folder: Path) -> None:
    with pytest.raises(ConnectionResetError):
        spool("a stream", broken(1), about={})
    assert list(folder.iterdir()) == []


def test_the_files_go_with_the_table_but_not_before_the_last_batch(folder: Path) -> None:
    table = spool("x", [pl.DataFrame({"a": ["1", "2"]})], about={})
    assert [file.suffix for file in folder.rglob("*") if file.is_file()] == [".arrow"]
    batches = table.batches(1)
    del table
    gc.collect()
    assert [batch.frame.item() for batch in batches] == ["1", "2"]
    del batches
    gc.collect()
    assert list(folder.iterdir()) == []


SLOW = """
import signal, time, polars as pl
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it for what runs in the background
from aas_converters.sources.spool import spool
def frames():
    yield pl.DataFrame({"a": ["x"] * 600_000})
    print("here", flush=True)
    time.sleep(60)
spool("x", frames(), about={})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a Ctrl-C cannot be sent to one process there")
def test_ctrl_c_leaves_no_files(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SLOW],
        env={**environment(), "TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
        assert list(folder.rglob("*.arrow"))
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert b"KeyboardInterrupt" in err
    assert list(folder.iterdir()) == []


def test_the_words_of_the_settings_are_missing_values() -> None:
    table = spool("x", [pl.DataFrame({"a": ["9999"]})], about={}, settings=Settings(missing=("9999",)))
    assert rows_of(table) == [{"a": None}]


def test_names_that_polars_takes_for_patterns_are_columns() -> None:
    table = spool("x", [pl.DataFrame({"^a$": ["1"], "*": ["2"]}), pl.DataFrame({"": ["3"]})], about={})
    said = [row for batch in table.batches() for row in batch.frame.rows()]
    assert [column.name for column in table.columns] == ["column_1", "column_2", "column_3"]
    assert said == [("1", "2", None), (None, None, "3")]
