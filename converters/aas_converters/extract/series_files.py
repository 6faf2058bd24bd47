"""Read the file of an external segment, CSV or Parquet, a piece at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

import polars as pl
from polars.exceptions import PolarsError

BLOCK: Final = 8 << 20
"""Bytes of CSV that are read together."""
LONGEST_LINE: Final = 256 << 20
PARQUET_ROWS: Final = 50_000
DELIMITERS: Final = ",;\t|"


class FileTableError(ValueError):
    """Raised where a file is no table."""


def frames_of(path: Path) -> Iterator[pl.DataFrame]:
    """Yield the rows of a file; its column names are headers. CSV stays text, empty cells are null.

    Raises FileTableError where the file is no table.
    """
    try:
        with path.open("rb") as file:
            is_parquet = file.read(4) == b"PAR1"
            file.seek(0)
            yield from parquet_frames(path) if is_parquet else csv_frames(file)
    except (PolarsError, UnicodeDecodeError, csv.Error) as error:
        raise FileTableError(str(error).partition("\n")[0].lower()) from error


def parquet_frames(path: Path) -> Iterator[pl.DataFrame]:
    """Yield the rows of a Parquet file."""
    lazy = pl.scan_parquet(path)
    nested = [name for name, type_ in lazy.collect_schema().items() if type_.is_nested() or type_ == pl.Binary]
    if nested:
        raise FileTableError(f"column {nested[0]} holds no single values")
    count = lazy.select(pl.len()).collect().item()
    for start in range(0, count, PARQUET_ROWS):
        yield lazy.slice(start, PARQUET_ROWS).collect()


def csv_frames(file: IO[bytes]) -> Iterator[pl.DataFrame]:
    """Yield the rows of a CSV file in UTF-8 with a header."""
    names: list[str] = []
    delimiter = ","
    for block in blocks(file):
        text = block
        if not names:
            text = text.removeprefix(b"\xef\xbb\xbf")
            end = end_of_record(text)
            names, delimiter = header(text[:end].decode("utf-8"))
            text = text[end:]
        if text.strip():
            yield pl.read_csv(
                text,
                has_header=False,
                new_columns=names,
                schema=dict.fromkeys(names, pl.String),
                separator=delimiter,
                raise_if_empty=False,
            )


def blocks(file: IO[bytes]) -> Iterator[bytes]:
    """Yield pieces of a CSV file that end where a record ends: a line break outside of quotes."""
    rest = b""
    while data := file.read(BLOCK):
        data = rest + data
        end = end_of_last(data)
        if not end and len(data) > LONGEST_LINE:
            raise FileTableError("a quotation mark is never closed")
        if end:
            yield data[:end]
        rest = data[end:]
    if rest:
        yield rest


def end_of_last(data: bytes) -> int:
    """Return the end of the last whole record; 0 where there is none."""
    end = data.rfind(b"\n") + 1
    marks = data.count(b'"', 0, end)
    while end and marks % 2:
        shorter = data.rfind(b"\n", 0, end - 1) + 1
        marks -= data.count(b'"', shorter, end)
        end = shorter
    return end


def end_of_record(data: bytes) -> int:
    """Return the end of the first record."""
    end = data.find(b"\n") + 1
    marks = data.count(b'"', 0, end)
    while end and marks % 2:
        longer = data.find(b"\n", end) + 1
        marks += data.count(b'"', end, longer)
        end = longer
    return end or len(data)


def header(line: str) -> tuple[list[str], str]:
    """Return the names of the columns, each once, and the delimiter."""
    delimiter = max(DELIMITERS, key=lambda sign: len(next(csv.reader([line], delimiter=sign), [])))
    names: list[str] = []
    for name in next(csv.reader(line.splitlines(keepends=True), delimiter=delimiter), []):
        unique = name or "-"
        while unique in names:
            unique += "_"
        names.append(unique)
    if not names:
        raise FileTableError("there is no header")
    return names, delimiter
