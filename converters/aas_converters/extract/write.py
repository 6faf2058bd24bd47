"""Write extracted tables: CSV and JSON lines with every value as it was, Parquet with the types of the values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import polars as pl

from aas_converters.documents.target import replaced
from aas_converters.extract.tables import Table

NOT_IN_A_NAME: Final = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Written:
    """A table that was written: its file, the name of its kind, and its size."""

    path: Path
    name: str
    rows: int
    columns: int


def write_tables(tables: list[Table], target: Path) -> tuple[Written, ...]:
    """Write every table; a single one to the target itself, several to files with their names behind its stem."""
    written: list[Written] = []
    used: set[str] = set()
    for table in tables:
        path = target
        if len(tables) > 1:
            name = unique(NOT_IN_A_NAME.sub("_", table.name).strip("._") or "submodel", used)
            path = target.with_name(f"{target.stem}-{name}{target.suffix}")
        with replaced(path) as file:
            write_table(table, file, target.suffix.lower())
        written.append(Written(path, table.name, table.rows, len(table.columns)))
    return tuple(written)


def unique(name: str, used: set[str]) -> str:
    """Return a name that differs from the others also where small and capital letters are the same."""
    number, found = 1, name
    while found.casefold() in used:
        number += 1
        found = f"{name}-{number}"
    used.add(found.casefold())
    return found


def write_table(table: Table, file: IO[bytes], suffix: str) -> None:
    """Write one table in the format of a suffix."""
    if suffix == ".parquet":
        pieces = [pl.scan_ipc(path) for path in table.pieces]
        parts = [piece.select(table.cells(piece.collect_schema(), typed=True)) for piece in pieces]
        pl.concat(parts).sink_parquet(file.name, compression="zstd")
        return
    for number, path in enumerate(table.pieces):
        piece = pl.read_ipc(path)
        frame = piece.select(table.cells(piece.schema, typed=False))
        if suffix == ".csv":
            frame.write_csv(file, include_header=number == 0)
        else:
            frame.write_ndjson(file)
