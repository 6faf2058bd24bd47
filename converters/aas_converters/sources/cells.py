"""Cells of a workbook: what merged ones hold, and the text of a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from aas_converters.sources.dialect import is_value
from aas_converters.sources.layout import texts
from aas_converters.sources.tokens import Record

Merged = list[tuple[int, int, int, int]]
"""Ranges: first and last row, first and last column."""

WHOLE_BELOW: Final = 1e15


def filled(rows: Iterable[tuple[int, list[Any]]], merged: Merged) -> Iterator[tuple[int, list[Any]]]:
    """Yield rows in which a cell merged downwards holds its value in every row: a lot beside all of its shots.

    Cells merged sideways stay empty but for the first: group names and titles are told by that.
    """
    downwards: dict[int, list[tuple[int, int]]] = {}
    for top, bottom, first, _ in merged:
        if bottom > top and first >= 0:
            downwards.setdefault(top, []).append((bottom, first))
    current: dict[int, tuple[int, Any]] = {}
    for line, values in rows:
        row = list(values)
        for column, (bottom, value) in list(current.items()):
            if line > bottom:
                del current[column]
            elif column < len(row):
                row[column] = value
        for bottom, column in downwards.get(line, ()):
            if column < len(row):
                current[column] = (bottom, row[column])
        yield line, row


def header_rows(found: Sequence[Record], line: int, merged: Merged) -> int:
    """Return how many rows a header on row `line` has: as many as its merged cells, one more under a group name.

    A row with values ends the header, whatever is merged.
    """
    here = [one for one in merged if one[0] == line]
    last = max([line, *(bottom for _, bottom, _, _ in here)])
    if any(right > left for _, _, left, right in here):
        last = max(last, line + 1)
    rows = [record for record in found if line <= record.line <= last]
    count = 0
    for record in rows:
        own = [cell for cell in texts(record) if cell]
        if count and any(map(is_value, own)):
            break
        count += 1
    return count


def cell_texts(values: Sequence[Any], instants: frozenset[int]) -> list[str]:
    """Return the texts of a row's values; in the columns of `instants` a bare date is midnight."""
    return [
        value if isinstance(value, str) else text_of(value, instant=index in instants)
        for index, value in enumerate(values)
    ]


def text_of(value: Any, *, instant: bool = False) -> str:
    """Return the text of a value: numbers with the 15 digits a spreadsheet shows, ISO dates and durations."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < WHOLE_BELOW else format(value, ".15g")
        case datetime() | time():
            return value.isoformat()
        case date():
            return f"{value.isoformat()}T00:00:00" if instant else value.isoformat()
        case timedelta():
            return duration(value)
        case _:
            return str(value)


def duration(value: timedelta) -> str:
    """Return a duration as xs:dayTimeDuration in hours, minutes and seconds: 26:05 is PT26H5M."""
    sign = "-" if value < timedelta() else ""
    seconds, rest = divmod(abs(value), timedelta(seconds=1))
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    fraction = f".{rest.microseconds:06}".rstrip("0").rstrip(".")
    parts = [f"{number}{unit}" for number, unit in ((hours, "H"), (minute, "M")) if number]
    if second or fraction or not parts:
        parts.append(f"{second}{fraction}S")
    return f"{sign}PT{''.join(parts)}"
