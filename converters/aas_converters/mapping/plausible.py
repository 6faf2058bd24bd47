"""How far the cells of a column can be values of an element: its type, its range, its code list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import polars as pl

from aas_converters.sources.table import Column, Table
from aas_reference_models.model import Element
from aas_reference_models.unit_conversion import ConversionError, conversion
from aas_reference_models.units import unit_named

SAMPLE: Final = 400
"""Rows that are looked at, spread over the first batches."""
BATCHES: Final = 5
NUMBERS: Final = frozenset(("xs:double", "xs:float", "xs:decimal", "xs:integer", "xs:int", "xs:long", "xs:short"))
TIMES: Final = frozenset(("xs:dateTime", "xs:date", "xs:time"))
LOOKS_LIKE_TIME: Final = r"^\D{0,6}\d{1,4}\s*([-/년:]\s*\d{1,2}([-/월:\sT]|$)|\.\s*\d{1,2}\.)|^\d{8}([\sT_]?\d{4,6})?$"
NUMBER: Final = r"^\s*[-+]?[\d., ]+([eE][-+]?\d+)?\s*$"

WRONG_TYPE: Final = 0.25
OUT_OF_RANGE: Final = 0.5
UNKNOWN_CODES: Final = 0.75
"""What a column keeps of its likeness where no cell has the type, lies in the range or is in the code list."""


@dataclass(frozen=True, slots=True)
class Cells:
    """What a sample of a column holds: shares of numbers and times, the numbers, and the different texts."""

    number_share: float
    time_share: float
    numbers: tuple[float, ...]
    texts: frozenset[str]


def samples(table: Table) -> dict[str, Cells]:
    """Return what the columns of a table hold, from a sample; nothing for columns without a value."""
    frames = []
    for at, batch in enumerate(table.batches()):
        if at == BATCHES:
            break
        frames.append(batch.frame.gather_every(max(1, batch.frame.height // (SAMPLE // BATCHES))))
    if not frames:
        return {}
    whole = pl.concat(frames).head(SAMPLE)
    return {name: cells_of(whole[name].drop_nulls()) for name in whole.columns if whole[name].count()}


def cells_of(column: pl.Series) -> Cells:
    """Return what a column of text holds."""
    numbers = column.filter(column.str.contains(NUMBER)).str.replace_all(",", "").str.strip_chars()
    values = numbers.cast(pl.Float64, strict=False).drop_nulls()
    times = column.str.contains(LOOKS_LIKE_TIME).sum()
    return Cells(
        number_share=len(values) / len(column),
        time_share=float(times) / len(column),
        numbers=tuple(values.to_list()),
        texts=frozenset(text.strip().casefold() for text in column.unique().to_list()),
    )


def plausibility(column: Column, cells: Cells | None, element: Element) -> float:
    """Return how far the cells can be values of an element, between 0 and 1; 1 where nothing speaks against it."""
    if cells is None:
        return 1.0
    value_type = element.value_type or "xs:string"
    if value_type in NUMBERS:
        right_type = cells.number_share
    elif value_type in TIMES:
        right_type = cells.time_share
    elif value_type == "xs:string" and not element.codes:
        # an id may well be a number, but never has decimals
        right_type = 1 - sum(not value.is_integer() for value in cells.numbers) / max(1, len(cells.numbers))
    else:
        right_type = 1.0
    degree = WRONG_TYPE + (1 - WRONG_TYPE) * right_type
    if value_type in NUMBERS and cells.numbers:
        degree *= OUT_OF_RANGE + (1 - OUT_OF_RANGE) * share_in_range(column, cells, element)
    if element.codes:
        known = {word.casefold() for code in element.codes for word in (code.value, *code.aliases)}
        degree *= UNKNOWN_CODES + (1 - UNKNOWN_CODES) * len(cells.texts & known) / max(1, len(cells.texts))
    return degree


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


def unit_in_words(header: str) -> str | None:
    """Return the unit that a header ends in without brackets, as `Usage_kWh` does; None if it ends in none."""
    last = re.split(r"[\s_]+", header.strip())[-1]
    return last if last != header.strip() and len(last) > 1 and unit_named(last) else None
