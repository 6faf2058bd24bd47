"""The progress line: what it says, that it leaves nothing behind, and how many rows a run expects."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import polars as pl
import pytest

import aas_toolkit as aas
from aas_converters.expected import rows_of
from aas_converters.sources import Settings, open_table
from aas_toolkit.cli.progress import RowsLine, clock_text

TABLE = pl.DataFrame(
    {"Time": [f"2024-01-01 00:{i // 60:02}:{i % 60:02}" for i in range(600)], "Temp": range(600, 1200)}
)
MAPPING = (
    "mapping: 1\nmodel: plating\nids: {base: 'https://plant.example'}\ntime: {zone: Asia/Seoul}\n"
    "elements: {Header.Time: Time, Measured.BathTemperature: Temp}\n"
)


def line(*seconds: float, lang: str = "en") -> tuple[RowsLine, io.StringIO]:
    """A line whose clock shows so many seconds more at each look."""
    times: Iterator[float] = accumulate((0.0, 0.0, *seconds))
    stream = io.StringIO()
    return RowsLine(stream, lang, lambda: next(times)), stream


def test_the_line_says_share_rows_and_time_left() -> None:
    progress, stream = line(1, 1)
    progress.expect(1000)
    progress(250)
    progress(250)
    assert stream.getvalue() == "\r25 %, 250 rows, 0:03 left\r50 %, 500 rows, 0:02 left"


def test_a_number_of_rows_nobody_knows_has_no_share() -> None:
    progress, stream = line(61, lang="ko")
    progress.expect(None)
    progress(12_000)
    assert stream.getvalue() == "\r12,000개 행, 1:01"


def test_what_is_done_at_once_needs_no_line() -> None:
    progress, stream = line(0.1)
    progress.expect(10)
    progress(10)
    progress.clear()
    assert stream.getvalue() == ""


def test_a_guess_that_was_too_low_waits_below_the_whole() -> None:
    progress, stream = line(1, 1)
    progress.expect(100)
    progress(150)
    progress(50)
    assert stream.getvalue().endswith("\r99 %, 200 rows, 0:00 left")


def test_the_line_goes_without_a_trace() -> None:
    progress, stream = line(1, lang="ko")
    progress.expect(4)
    progress(1)
    progress.clear()
    _, said, blanks, rest = stream.getvalue().split("\r")
    assert (rest, blanks) == ("", " " * 2 * len(said))


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (59.6, "1:00"), (3599, "59:59"), (3600, "1:00:00")])
def test_spans_of_time(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text


@pytest.mark.parametrize("name", ["t.csv", "t.parquet", "utf-16.csv"])
def test_tables_know_about_how_many_rows_they_have(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if path.suffix == ".parquet":
        TABLE.write_parquet(path)
    else:
        path.write_text(TABLE.write_csv(), encoding="utf-16" if name == "utf-16.csv" else "utf-8")
    rows = rows_of(open_table(path, Settings()))
    assert rows is not None
    assert abs(rows - TABLE.height) <= TABLE.height // 20


def test_a_program_hears_how_many_rows_come_before_the_first(tmp_path: Path) -> None:
    heard: list[tuple[str, int | None]] = []

    class Heard:
        def expect(self, rows: int | None) -> None:
            heard.append(("expected", rows))

        def __call__(self, rows: int) -> None:
            heard.append(("done", rows))

    TABLE.write_parquet(tmp_path / "t.parquet")
    mapping = tmp_path / "map.yaml"
    mapping.write_text(MAPPING, encoding="utf-8")
    aas.convert(tmp_path / "t.parquet", mapping=mapping, to=tmp_path / "o.json", on_error="skip", progress=Heard())
    assert heard == [("expected", 600), ("done", 600)]
