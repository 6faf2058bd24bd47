"""Where the header of a table is: titles above it, name groups, a row of units, the first record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from aas_converters.sources.dialect import is_missing, is_value, text_of
from aas_converters.sources.headers import IsUnit, bare_unit
from aas_converters.sources.settings import Settings
from aas_converters.sources.tokens import Record
from aas_validators.diagnostics import Rule, Sentence, Severity

TITLES_SKIPPED: Final = Rule(
    code="SRC020",
    name="titles-skipped",
    severity=Severity.INFO,
    message=Sentence(
        en="{count} lines above the header were taken for titles, the first is {text!r}",
        ko="머리글 위의 {count}줄을 제목으로 보고 건너뛰었습니다(첫 줄 '{text}')",
    ),
    hint=Sentence(
        en="set skip_rows if the header is on another line",
        ko="머리글이 다른 줄에 있으면 skip_rows를 지정하십시오",
    ),
    why=Sentence(en="what they say is not in the result", ko="그 내용은 결과에 들어가지 않습니다"),
)
HEADER_MISSING: Final = Rule(
    code="SRC021",
    name="header-missing",
    severity=Severity.WARNING,
    message=Sentence(
        en="the first row looks like data, so the columns are numbered",
        ko="첫 행이 데이터로 보여 열에 번호를 붙였습니다",
    ),
    hint=Sentence(
        en="set header_rows to 1 if the first row has the names",
        ko="첫 행이 머리글이면 header_rows를 1로 지정하십시오",
    ),
    why=Sentence(en="nobody knows what the columns mean", ko="열의 뜻을 알 수 없습니다"),
)

LOOKED_AT: Final = 200
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What is where.

    `names` are the header rows, `units` the unit row. `width` counts the cells of a record, `kept` those that
    are columns: empty ones at the right end are not. `numeric` says which columns hold nothing but numbers
    and dates, as far as the sample goes. Records start at byte `start`, on line `line`. `header` is the text
    of the last header row.
    """

    titles: tuple[str, ...]
    names: tuple[Row, ...]
    units: Row | None
    width: int
    kept: int
    numeric: tuple[bool, ...]
    start: int
    line: int
    header_line: int
    header: bytes
    guessed: bool


def find_layout(found: Sequence[Record], settings: Settings, data: bytes, is_unit: IsUnit) -> Layout:
    """Return the layout of a table whose first records are `found` (at least one) in `data`."""
    if settings.skip_rows is not None:
        below = [record for record in found if record.line > settings.skip_rows]
        # what a person said to leave out is no guess of ours to report
        found, titles = below or found[-1:], found[:0]
    else:
        skipped = 0 if settings.header_rows == 0 else title_count(found)
        found, titles = found[skipped:], found[:skipped]
    rows = [texts(record) for record in found]
    width = usual_width(rows)
    guessed = settings.header_rows is None and no_header(rows, width)
    count = header_count(rows, width) if settings.header_rows is None else settings.header_rows
    count = 0 if guessed else min(count, len(rows))
    has_units = settings.unit_row
    if has_units is None:
        has_units = bool(count) and unit_row(rows[count:], is_unit)
    first = min(count + has_units, len(rows))
    body = rows[first : first + LOOKED_AT]
    width = max([width, *(len(trimmed(row)) for row in rows[:first])])
    kept = max(
        [
            1,
            *(len(trimmed(row)) for row in rows[:first]),
            *(len(trimmed(row)) for row in body if len(row) <= width),
        ]
    )
    start = found[first - 1].end if first else found[0].start
    return Layout(
        titles=tuple(" ".join(cell for cell in texts(record) if cell) for record in titles),
        names=tuple(rows[:count]),
        units=rows[count] if has_units and count < len(rows) else None,
        width=width,
        kept=kept,
        numeric=tuple(numeric([row for row in body if len(row) >= kept], index) for index in range(kept)),
        start=start,
        line=found[0].line + data.count(b"\n", found[0].start, start),
        header_line=found[0].line,
        header=data[found[count - 1].start : found[count - 1].end].rstrip(b"\r\n") if count else b"",
        guessed=guessed,
    )


def texts(record: Record) -> Row:
    """Return the cells of a record as trimmed texts."""
    return tuple(text_of(cell) for cell in record.cells)


def trimmed(row: Row) -> Row:
    """Return a row without the empty cells at its end."""
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]


def usual_width(rows: Sequence[Row]) -> int:
    """Return the most frequent number of cells, the larger of two that are equally frequent."""
    return max(Counter(map(len, rows)).items(), key=lambda item: (item[1], item[0]))[0]


def title_count(found: Sequence[Record]) -> int:
    """Count the records above the header: a few cells at the left, then a row that looks like a header.

    A spreadsheet pads a title with delimiters. So does a header of which most columns have no name: that one
    is followed by data at once, and is no title.
    """
    rows = [texts(record) for record in found[:LOOKED_AT]]
    width = usual_width([trimmed(row) for row in rows])
    count = 0
    while count < len(rows) - 1 and is_title(rows[count], width):
        count += 1
    if count and len(rows[count - 1]) >= width and any(map(is_value, rows[count])):
        count -= 1
    return count


def is_title(row: Row, width: int) -> bool:
    """Return whether a row has only some cells at the left of a wider table."""
    filled = [index for index, cell in enumerate(row) if cell]
    return width > 1 and 0 < len(filled) <= max(1, width // 2) and filled[-1] == len(filled) - 1


def no_header(rows: Sequence[Row], width: int) -> bool:
    """Return whether the first row looks just like those below it."""
    first, body = rows[0], rows[1:LOOKED_AT]
    values = [is_value(cell) for cell in first]
    if not any(values) or is_count(cell for cell, value in zip(first, values, strict=True) if value):
        return False
    if not body:
        return all(values)
    return not any(cell and not values[index] and numeric(body, index) for index, cell in enumerate(first[:width]))


def is_count(cells: Iterable[str]) -> bool:
    """Return whether the cells are at least three integers in sequence: days or years as headers."""
    numbers = [int(cell) if cell.isdigit() else -1 for cell in cells]
    return len(numbers) > 2 and all(after == before + 1 for before, after in pairwise(numbers))


def header_count(rows: Sequence[Row], width: int) -> int:
    """Return 2 if the first row has group names above a row of names, else 1."""
    if len(rows) < 3:
        return 1
    groups, names, body = rows[0], rows[1], rows[2:LOOKED_AT]
    gaps = any(not cell for cell in groups[: len(trimmed(groups))]) or len(trimmed(groups)) < len(trimmed(names))
    if not gaps or any(map(is_value, (*groups, *names))) or len(names) != width:
        return 1
    filled = all(below or not above for above, below in zip(groups[1:], names[1:], strict=False))
    below = any(name and numeric(body, index) for index, name in enumerate(names))
    return 2 if below and filled and any(not cell for cell in groups) else 1


def unit_row(rows: Sequence[Row], is_unit: IsUnit) -> bool:
    """Return whether the first of the rows has units and the second has not."""
    return bool(rows) and all_units(rows[0], is_unit) and not (len(rows) > 1 and all_units(rows[1], is_unit))


def all_units(row: Row, is_unit: IsUnit) -> bool:
    """Return whether at least half of the filled cells are units, and none is a value."""
    cells = [unit for cell in row if (unit := bare_unit(cell))]
    known = sum(map(is_unit, cells))
    return bool(known) and known * 2 >= len(cells) and not any(map(is_value, cells))


def numeric(rows: Sequence[Row], index: int) -> bool:
    """Return whether a column has values (numbers, dates) and no other text."""
    cells = [row[index] for row in rows if index < len(row) and not is_missing(row[index])]
    return bool(cells) and all(map(is_value, cells))
