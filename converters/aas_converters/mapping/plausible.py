"""How far the cells of a column can be values of an element: its type, its range, its code list."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

import polars as pl

from aas_converters.sources.headers import WORDS
from aas_converters.sources.table import Column, Table
from aas_reference_models.model import Element
from aas_reference_models.other_units import units_that_fit
from aas_reference_models.unit_conversion import ConversionError, conversion
from aas_reference_models.units import unit_named

SAMPLE: Final = 400
"""Rows that are looked at, spread over the first batches."""
BATCHES: Final = 5
NUMBERS: Final = frozenset(("xs:double", "xs:float", "xs:decimal", "xs:integer", "xs:int", "xs:long", "xs:short"))
REAL: Final = frozenset(("xs:double", "xs:float", "xs:decimal"))
TIMES: Final = frozenset(("xs:dateTime", "xs:date", "xs:time"))
LOOKS_LIKE_TIME: Final = (
    r"^\D{0,6}\d{1,4}\s*([-/년:]\s*\d{1,2}[-/월:\sT]|[/년:]\s*\d{1,2}$|\.\s*\d{1,2}\.)"
    r"|^\D{0,6}(19|20)\d\d-\d{1,2}$"  # 1-1 is the number of a part or of an operation
    r"|^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([\sT_]?\d{4,6})?$"
)
NOT_USED: Final = frozenset(("-1",))
NUMBER: Final = r"^\s*[-+]?[\d., ]+([eE][-+]?\d+)?\s*$"

OUT_OF_RANGE: Final = 0.6
FIXED_POINT: Final = 0.85
"""What a column keeps of its likeness where no number lies in the range, and where one would in another unit or scale:
plants write 489 for 48.9 °C, and leave the unit out."""
SCALES: Final = (0.1, 0.01, 0.001, 10.0, 100.0, 1000.0)
UNKNOWN_CODES: Final = 0.85
NOT_WHOLE: Final = 0.5
DECIMALS_IN_TEXT: Final = 0.25
TIMES_IN_TEXT: Final = 0.8
"""What it keeps where no word is in the code list, no number is whole, or a text is decimals or times throughout."""
FEW_STEPS: Final = 10
COUNTING: Final = 0.8
CLOCK: Final = r"\d\s*[:시]"
MIDNIGHT: Final = r"(^|[^\d:])(0{1,2}:00(:00(\.0+)?)?|(오전|AM)\s*12:00(:00)?(\.0+)?|12:00(:00)?\s*AM)$"
MOST_WORDS: Final = 12
SMALL: Final = 0.05
UNIT_NOT_SAID: Final = Column("", "")
ENOUGH: Final = 0.5
"""Share of cells that must be numbers, or times, for an element that holds them."""


@dataclass(frozen=True, slots=True)
class Cells:
    """What a sample of a column holds: shares of numbers and times, the numbers, the different texts, and how many
    cells were looked at.

    `words` are the first different texts as they were written. `counting` says whether rows beside each other count by
    one: "up" where no number falls or comes twice, else "again". `days` says that its times have no clock, or always
    that of midnight.
    """

    number_share: float
    time_share: float
    numbers: tuple[float, ...]
    texts: frozenset[str]
    count: int
    words: tuple[str, ...] = ()
    counting: Literal["up", "again"] | None = None
    days: bool = False


def samples(table: Table) -> dict[str, Cells]:
    """Return what the columns of a table hold, from a sample; nothing for columns without a value.

    A column that holds -1 throughout has none either: that is how controllers write "not used".
    """
    frames = []
    first: pl.DataFrame | None = None
    for at, batch in enumerate(table.batches()):
        if at == BATCHES:
            break
        first = batch.frame.head(SAMPLE) if first is None else first
        frames.append(batch.frame.gather_every(max(1, batch.frame.height // (SAMPLE // BATCHES))))
    if not frames or first is None:
        return {}
    whole = pl.concat(frames).head(SAMPLE)
    held = {name: cells_of(whole[name].drop_nulls(), first[name]) for name in whole.columns if whole[name].count()}
    return {name: cells for name, cells in held.items() if cells.texts != NOT_USED}


def cells_of(column: pl.Series, beginning: pl.Series | None = None) -> Cells:
    """Return what a column of text holds; `beginning` are its first cells, one row after the other, if it has gaps."""
    numbers = column.filter(column.str.contains(NUMBER)).str.replace_all(",", "").str.strip_chars()
    values = numbers.cast(pl.Float64, strict=False).drop_nulls()
    times = column.str.contains(LOOKS_LIKE_TIME).sum()
    return Cells(
        number_share=len(values) / len(column),
        time_share=float(times) / len(column),
        numbers=tuple(values.to_list()),
        texts=frozenset(text.strip().casefold() for text in column.unique().to_list()),
        count=len(column),
        words=tuple(column.str.strip_chars().unique(maintain_order=True).head(MOST_WORDS).to_list()),
        counting=counting(column if beginning is None else beginning, values),
        days=bool(times) and bool((~column.str.contains(CLOCK) | column.str.contains(MIDNIGHT)).all()),
    )


def counting(beginning: pl.Series, spread: pl.Series) -> Literal["up", "again"] | None:
    """Return how neighbouring cells count by one, if most do; `spread` are numbers from further down as well.

    Rows of two machines, or three, may take turns: each counts on from a row shortly before."""
    numbers = beginning.cast(pl.Float64, strict=False).drop_nulls()
    if numbers.n_unique() < FEW_STEPS:
        return None
    follows = pl.any_horizontal(*(pl.col(numbers.name).diff(back) == 1 for back in (1, 2, 3)))
    if numbers.to_frame().select(follows.sum()).item() < COUNTING * len(numbers):
        return None
    falls = (numbers.diff().drop_nulls() < 0).any() or (spread.diff().drop_nulls() < 0).any()
    return "again" if falls or numbers.n_unique() < len(numbers) else "up"


def plausibility(column: Column, cells: Cells | None, element: Element) -> float:
    """Return how far the cells can be values of an element, between 0 and 1; 1 where nothing speaks against it."""
    if cells is None:
        return 1.0
    value_type = element.value_type or "xs:string"
    if value_type in TIMES:
        return cells.time_share if cells.time_share >= ENOUGH else 0.0
    if value_type in NUMBERS:
        if cells.number_share < ENOUGH:
            return 0.0
        inside = share_in_range(column, cells, element)
        least = OUT_OF_RANGE if column.unit and fitting_scale(column, cells, element) is None else FIXED_POINT
        degree = least + (1 - least) * inside
        whole = value_type in REAL or all(value.is_integer() for value in cells.numbers)
        return degree if whole else degree * NOT_WHOLE
    if element.codes:
        return UNKNOWN_CODES + (1 - UNKNOWN_CODES) * len(cells.texts & code_words(element)) / max(1, len(cells.texts))
    if value_type != "xs:string":
        return 1.0
    # an id may well be a number, but never has decimals
    broken = sum(not value.is_integer() for value in cells.numbers) / max(1, len(cells.numbers))
    degree = 1 - (1 - DECIMALS_IN_TEXT) * broken
    return degree * TIMES_IN_TEXT if cells.time_share > 1 - SMALL and cells.number_share < SMALL else degree


def code_words(element: Element) -> set[str]:
    """Return every word of an element's code list in small letters."""
    return {word.casefold() for code in element.codes for word in (code.value, *code.aliases)}


def share_in_range(column: Column, cells: Cells, element: Element) -> float:
    """Return the share of numbers in the plausible range, in the element's unit where the header names one."""
    interval = element.allowed_range
    if interval is None:
        return 1.0
    factor, offset = 1.0, 0.0
    unit = unit_named(column.unit) if column.unit else None
    if unit is not None and element.unit is not None:
        try:
            how = conversion(unit, element.unit)
        except ConversionError:
            return 0.0
        factor, offset = float(how.factor), float(how.offset)
    low = float(interval.low) if interval.low is not None else float("-inf")
    high = float(interval.high) if interval.high is not None else float("inf")
    inside = sum(low <= number * factor + offset <= high for number in cells.numbers)
    return inside / len(cells.numbers)


def fitting_scale(column: Column, cells: Cells, element: Element) -> float | None:
    """Return what brings nearly all numbers into the range where hardly any is; None where that is not so."""
    if not cells.numbers or share_in_range(column, cells, element) > SMALL:
        return None
    scaled = ((scale, replace(cells, numbers=tuple(n * scale for n in cells.numbers))) for scale in SCALES)
    return next((scale for scale, other in scaled if share_in_range(column, other, element) >= 1 - SMALL), None)


def fitting_units(cells: Cells, element: Element) -> tuple[str, ...]:
    """Return the units in which nearly all numbers lie in the range where hardly any does in the element's own."""
    if element.unit is None or element.allowed_range is None or not cells.numbers:
        return ()
    if share_in_range(UNIT_NOT_SAID, cells, element) > SMALL:
        return ()
    return units_that_fit(cells.numbers, element.unit, element.allowed_range)


def unit_in_words(header: str) -> str | None:
    """Return the unit that a header ends in without brackets, as `Usage_kWh` does; None if it ends in none."""
    last = re.split(r"[\s_]+", header.strip())[-1]
    by_accident = last == header.strip() or len(last) < 2 or last.casefold() in WORDS
    return None if by_accident or unit_named(last) is None else last
