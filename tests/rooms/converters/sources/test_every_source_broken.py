"""What goes wrong with every kind of source: a column that changes its type far down, files that drift apart, half a
file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import aas_toolkit as aas
from tests.cli.running import mapping

ROWS = 6_000
"""More than any reader looks at before it decides what a column is."""

BAD = "broken"
Row = dict[str, Any]


def rows_of(temperature: str, last: Any) -> list[Row]:
    """Rows of a bath; `temperature` is the header, `last` the last value in it."""
    rows = [
        {"Time": f"2024-03-01T{i // 3600:02}:{i // 60 % 60:02}:{i % 60:02}", "Machine": "L1", "Lot": "A"}
        | {temperature: 25.5, "Current": 3.1, "pH": 4.2}
        for i in range(ROWS)
    ]
    rows[-1][temperature] = last
    return rows


def texts(rows: list[Row]) -> Iterator[list[str]]:
    """Rows as texts."""
    for row in rows:
        yield [str(value) for value in row.values()]


def delimited(path: Path, rows: list[Row]) -> None:
    lines = [",".join(cells) for cells in texts(rows)]
    path.write_text("\n".join([",".join(rows[0]), *lines, ""]), encoding="utf-8")


def parquet(path: Path, rows: list[Row]) -> None:
    pl.DataFrame(list(texts(rows)), schema=list(rows[0]), orient="row").write_parquet(path)


def arrow(path: Path, rows: list[Row]) -> None:
    pl.DataFrame(list(texts(rows)), schema=list(rows[0]), orient="row").write_ipc(path)


def document(path: Path, rows: list[Row]) -> None:
    path.write_text(json.dumps({"rows": rows}), encoding="utf-8")


def lines(path: Path, rows: list[Row]) -> None:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def workbook(path: Path, rows: list[Row]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("측정")
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    book.save(path)


def database(path: Path, rows: list[Row]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE TABLE plating ({', '.join(rows[0])})")
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO plating VALUES ({marks})", [tuple(row.values()) for row in rows])
        connection.commit()


def annotated(path: Path, rows: list[Row]) -> None:
    head = f"#datatype{',string' * (len(rows[0]) + 1)}\n,result,{','.join(rows[0])}\n"
    path.write_text(head + "".join(f",_result,{','.join(cells)}\n" for cells in texts(rows)), encoding="utf-8")


def points(path: Path, rows: list[Row]) -> None:
    def point(row: Row) -> str:
        fields = ",".join(
            f'{name}="{value}"' if isinstance(value, str) else f"{name}={value}" for name, value in row.items()
        )
        return f"bath {fields}\n"

    path.write_text("".join(map(point, rows)), encoding="utf-8")


WRITERS: dict[str, Callable[[Path, list[Row]], None]] = {
    "csv": delimited,
    "parquet": parquet,
    "arrow": arrow,
    "json": document,
    "jsonl": lines,
    "xlsx": workbook,
    "sqlite": database,
    "influx.csv": annotated,
    "lp": points,
}
FRAMES: dict[str, Callable[[list[Row]], Any]] = {
    "dictionaries": lambda rows: rows,
    "polars": lambda rows: pl.DataFrame(rows, schema_overrides={"Temp": pl.String}, strict=False),
}


@pytest.mark.parametrize("kind", [*WRITERS, *FRAMES])
def test_a_value_of_another_type_far_down_is_said_with_its_row(kind: str, tmp_path: Path) -> None:
    rows = rows_of("Temp", BAD)
    source: Any = FRAMES[kind](rows) if kind in FRAMES else tmp_path / f"plant.{kind}"
    if kind in WRITERS:
        WRITERS[kind](source, rows)
    result = aas.convert(source, mapping=mapping(tmp_path), to=tmp_path / "out.json")
    assert result.rows == ROWS
    assert not result.ok
    assert not (tmp_path / "out.json").exists()
    (finding,) = [finding for finding in result.report if finding.rule.code.startswith("VAL")]
    assert finding.count == 1
    place = finding.causes[0].where if finding.causes else finding.where
    assert (place.row, place.field) == (ROWS, "Temp")
    # a person sees where it is: the line of a file that has lines, else the number of the row
    lined = {"csv": ROWS + 1, "xlsx": ROWS + 1, "jsonl": ROWS, "lp": ROWS}
    assert f":{lined[kind]}[Temp]" in str(place) if kind in lined else f"#row={ROWS}[Temp]" in str(place)


@pytest.mark.parametrize("kind", WRITERS)
def test_files_that_drift_apart_are_refused(kind: str, tmp_path: Path) -> None:
    WRITERS[kind](tmp_path / f"day1.{kind}", rows_of("Temp", 25.5))
    WRITERS[kind](tmp_path / f"day2.{kind}", rows_of("Temperature", 25.5))
    result = aas.convert(
        [tmp_path / f"day1.{kind}", tmp_path / f"day2.{kind}"], mapping=mapping(tmp_path), to=tmp_path / "out.json"
    )
    assert [finding.where.file for finding in result.report if finding.rule.code == "SRC040"] == [
        str(tmp_path / f"day2.{kind}")
    ]
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("kind", ["parquet", "arrow", "json", "xlsx", "sqlite"])
def test_half_a_file_gives_nothing(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"plant.{kind}"
    WRITERS[kind](path, rows_of("Temp", 25.5))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(aas.SourceError) as caught:
        aas.convert(path, mapping=mapping(tmp_path), to=tmp_path / "out.json")
    assert {finding.rule.code for finding in caught.value.findings} <= {"SRC009", "SRC131", "SRC144"}
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("kind", ["jsonl", "lp"])
def test_a_line_that_was_cut_off_is_said_and_the_rest_converts_when_asked(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"plant.{kind}"
    WRITERS[kind](path, rows_of("Temp", 25.5))
    path.write_bytes(path.read_bytes()[:-12])
    stopped = aas.convert(path, mapping=mapping(tmp_path), to=tmp_path / "out.json")
    assert [finding.where.line for finding in stopped.report if finding.severity is aas.Severity.ERROR] == [ROWS]
    assert not (tmp_path / "out.json").exists()
    skipped = aas.convert(path, mapping=mapping(tmp_path), to=tmp_path / "out.json", on_error="skip")
    assert (skipped.rows, skipped.written, skipped.left_out) == (ROWS, ROWS - 1, 1)
