"""What a table holds is counted as a person would count it, whatever the size of its batches."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.datasets.contents import contents_of
from aas_converters.sources import Table, open_table

NUMBERS = st.one_of(st.none(), st.integers(-999, 999))


def table(folder: Path, text: str, name: str = "log.csv") -> Table:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return open_table(path)


def test_kinds_ends_gaps_and_steps(tmp_path: Path) -> None:
    text = "t,n,w,e\n" + "".join(f"2026-03-02 08:{i:02}:00,{i - 5},{'ab'[i % 2]},\n" for i in range(20))
    found = contents_of(table(tmp_path, text))
    assert (found.rows, found.whole, found.step, found.missing) == (20, True, 60.0, 0.25)
    assert [one.kind for one in found.columns] == ["time", "number", "text", "empty"]
    time, number, word, empty = found.columns
    assert (time.low, time.high, time.distinct) == ("2026-03-02T08:00:00", "2026-03-02T08:19:00", 20)
    assert (number.low, number.high) == ("-5", "14")
    assert (word.distinct, word.examples, word.low) == (2, ("a", "b"), None)
    assert (empty.filled, empty.distinct, empty.low) == (0, 0, None)


@pytest.mark.parametrize(
    ("cells", "low", "high"),
    [
        (("오전 11:58:30", "오후 1:00:00", "오후 2:00:00"), None, None),
        (("2026-03-02 오전 9:00:00", "2026-03-02 오후 1:00:00"), "2026-03-02T09:00:00", "2026-03-02T13:00:00"),
        (("5/4/20 0:00", "5/13/20 0:00"), "2020-05-04T00:00:00", "2020-05-13T00:00:00"),
        (("2026.3.2", "2026.3.4"), "2026-03-02T00:00:00", "2026-03-04T00:00:00"),
    ],
)
def test_times_as_plants_write_them(tmp_path: Path, cells: tuple[str, ...], low: str | None, high: str | None) -> None:
    (one,) = contents_of(table(tmp_path, "일시\n" + "".join(f"{cell}\n" for cell in cells))).columns
    assert (one.kind, one.low, one.high) == ("time", low, high)


def test_a_column_that_is_numbers_but_for_a_word_is_text(tmp_path: Path) -> None:
    (one,) = contents_of(table(tmp_path, "n\n1\n점검\n3\n")).columns
    assert (one.kind, one.low) == ("text", None)


def test_a_look_at_the_beginning_says_that_it_is_one(tmp_path: Path) -> None:
    source = open_table(pl.DataFrame({"n": list(range(50_000))}))
    looked = contents_of(source, 1)
    assert not looked.whole
    assert 0 < looked.rows < 50_000
    assert contents_of(source, 10_000).whole


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=40))
def test_numbers_are_counted_right(rows: list[tuple[int | None, int | None]]) -> None:
    found = contents_of(open_table(pl.DataFrame(rows, schema={"a": pl.Int64, "b": pl.Int64}, orient="row")))
    assert found.rows == len(rows)
    for at, one in enumerate(found.columns):
        held = [row[at] for row in rows if row[at] is not None]
        assert one.filled == len(held)
        assert one.distinct == len(set(held))
        assert (one.low, one.high) == ((str(min(held)), str(max(held))) if held else (None, None))
