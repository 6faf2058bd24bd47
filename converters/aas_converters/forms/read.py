"""Read a filled request form: every cell somebody wrote, with its row, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from aas_converters.forms.layout import (
    ABOUT,
    DEVICE_ADDRESS,
    DEVICE_INTERVAL,
    DEVICE_NAME,
    FREE,
    HEADER,
    ITEM,
    MARK,
    NOW,
    POINT_NAME,
    START,
    UNIT,
    VALUE,
)
from aas_converters.sources.workbook import workbook
from aas_converters.workbooks.sheet import read_from

WIDTH: Final = NOW + 1


@dataclass(frozen=True, slots=True)
class Answer:
    """A row with a value: `key` is what was asked for, empty for a row the plant added; `item` its label there."""

    sheet: str
    row: int
    key: str
    item: str
    value: str
    how: str = ""
    definition: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FilledPoint:
    """A row of the points: `key` is the path in the model, empty for one the plant added; `cells` go by column."""

    row: int
    key: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilledDevice:
    """A field device: name, address, sampling interval."""

    row: int
    name: str
    address: str
    interval: str


@dataclass(slots=True)
class Filled:
    """A filled form of a model. `names` are the representative names of the sheets, with their rows."""

    model: str
    lang: str
    answers: list[Answer] = field(default_factory=list)
    points: list[FilledPoint] = field(default_factory=list)
    devices: list[FilledDevice] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    """What the sheets are called in the file, by their keys."""

    def platform(self, key: str) -> str:
        """Return an answer about the platform, empty where there is none."""
        return next((one.value for one in self.answers if one.sheet == "Platform" and one.key == key), "")


def is_form(path: Path) -> bool:
    """Return whether an Excel file is a request form: a hidden sheet says so. SourceError if it cannot be opened."""
    return MARK in workbook(path).sheet_names


def read_form(path: Path) -> Filled:
    """Read a form whole. ValueError if it is none, SourceError if it cannot be opened."""
    book = workbook(path)
    if MARK not in book.sheet_names:
        raise ValueError(f"{path.name} is no request form: it has no sheet {MARK}")
    mark = [*rows_of(book, MARK, path), ("",) * WIDTH][0]
    filled = Filled(mark[2], mark[3])
    for name in book.sheet_names:
        rows = rows_of(book, name, path)
        # rows may have been inserted above, and sheets renamed: the mark in column A is what counts
        head = next((number for number, cells in enumerate(rows[: 3 * HEADER]) if cells[0].startswith(START)), None)
        if head is not None:
            key = rows[head][0].removeprefix(START)
            filled.titles[key] = name
            take(filled, key, list(enumerate(rows, 1))[head + 1 :])
    return filled


def rows_of(book: Any, name: str, path: Path) -> list[tuple[str, ...]]:
    """Return the rows of a sheet, wide enough for every column."""
    return [(*cells, *[""] * WIDTH)[:WIDTH] for cells in read_from(book, name, str(path)).rows]


def take(filled: Filled, key: str, rows: list[tuple[int, tuple[str, ...]]]) -> None:
    """Take the rows of a sheet."""
    if key == "OperationalData":
        filled.points += [FilledPoint(row, cells[0], cells) for row, cells in rows if any(cells[POINT_NAME : NOW + 1])]
    elif key == "Devices":
        filled.devices += [
            FilledDevice(row, cells[DEVICE_NAME], cells[DEVICE_ADDRESS], cells[DEVICE_INTERVAL])
            for row, cells in rows
            if any(cells[DEVICE_NAME : DEVICE_INTERVAL + 1])
        ]
    else:
        for answer in answers(key, rows):
            if answer.key == "name":
                filled.names[key] = answer.value
            else:
                filled.answers.append(answer)


def answers(sheet: str, rows: list[tuple[int, tuple[str, ...]]]) -> Iterator[Answer]:
    """Yield the rows with a value, or with a label where the plant added them."""
    for row, cells in rows:
        key = cells[0]
        own = not key and any(cells[ITEM:ABOUT])
        heading = own and not cells[VALUE] and not cells[UNIT] and is_heading(row, rows)
        if key != FREE and not heading and (cells[VALUE] or own):
            yield Answer(sheet, row, key, cells[ITEM], cells[VALUE], cells[3], cells[4], cells[UNIT])


def is_heading(row: int, rows: list[tuple[int, tuple[str, ...]]]) -> bool:
    """Return whether a row stands above the line for additions: a heading of ours."""
    return any(cells[0] == FREE and number > row for number, cells in rows)
