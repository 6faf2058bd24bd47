"""Sheets of a workbook as rows of texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from aas_converters.sources.cells import text_of
from aas_converters.sources.workbook import sheet_of, workbook
from aas_converters.workbooks.columns import HEADER_ROWS, is_modelling_sheet

MAGIC: Final = b"PK\x03\x04"
SUFFIXES: Final = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, and its rows from the first on; row n of the sheet is item n - 1."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def sheet_names(path: Path) -> list[str]:
    """Return the names of the sheets, hidden ones too. SourceError if the workbook cannot be opened."""
    return list(workbook(path).sheet_names)


def read_sheet(path: Path, name: str) -> Sheet:
    """Read a sheet whole. SourceError if it cannot be read."""
    return read_from(workbook(path), name, str(path))


def read_from(book: Any, name: str, file: str) -> Sheet:
    """Read a sheet of an open workbook."""
    rows = sheet_of(book, name, file).to_python(skip_empty_area=False)
    return Sheet(name, tuple(tuple(cell_text(value) for value in row) for row in rows))


def cell_text(value: Any) -> str:
    """Return a cell as a person wrote it: truth values as Excel shows them, whole numbers without a point."""
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, float | int | datetime | date | time | timedelta):
        return text_of(value)
    return str(value).strip()


def is_workbook(path: Path) -> bool:
    """Return whether a file is an Excel workbook by its suffix and first bytes."""
    if path.suffix.lower() not in SUFFIXES or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def modelling_sheet(path: Path) -> Sheet | None:
    """Return the first sheet if it is one of a modelling workbook. SourceError if the workbook cannot be opened."""
    book = workbook(path)
    sheet = read_from(book, book.sheet_names[0], str(path)) if book.sheet_names else Sheet("", ())
    return sheet if is_modelling_sheet(*[list(row) for row in (*sheet.rows, (), ())[:HEADER_ROWS]]) else None
