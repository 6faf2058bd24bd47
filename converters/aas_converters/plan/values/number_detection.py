"""Find out from a sample how a plant writes its numbers."""

from __future__ import annotations

from typing import Final

import polars as pl

from aas_converters.plan.values.lexical import FLOAT, whole
from aas_converters.plan.values.numerals import plain
from aas_converters.plan.values.spec import Ambiguous, NumberStyle
from aas_converters.plan.values.tidy import tidied

POINT: Final = NumberStyle(".", ",")
COMMA: Final = NumberStyle(",", ".")
STYLES: Final = (
    POINT,
    COMMA,
    NumberStyle(".", " "),
    NumberStyle(",", " "),
    NumberStyle(".", "'"),
    NumberStyle(",", "'"),
)
ENOUGH: Final = 0.9
"""Share of the cells a style must read; the others may be errors."""


def detect_number_style(sample: pl.Series) -> NumberStyle | Ambiguous[NumberStyle] | None:
    """Return the style that reads a sample of text best, None where hardly a cell is a number.

    Styles that read equally many cells as the same numbers are one. A column of nothing but `1,234` is
    ambiguous: a thousand, or a decimal comma with three decimals; the thousand comes first, as Korean
    software writes it. `1.234` is taken as a decimal point without asking.
    """
    cells = tidied(sample.drop_nulls())
    if cells.is_empty():
        return None
    readings = {style: numbers(cells, style) for style in STYLES}
    counts = {style: len(cells) - reading.null_count() for style, reading in readings.items()}
    most = max(counts.values())
    if most < ENOUGH * len(cells):
        return None
    best = [style for style in STYLES if counts[style] == most]
    if best[0] != POINT or COMMA not in readings:
        return best[0]
    loose = numbers(cells, NumberStyle(",", ""))
    if loose.null_count() == len(cells) - most and not loose.equals(readings[POINT]):
        return Ambiguous((POINT, COMMA))
    return POINT


def numbers(cells: pl.Series, style: NumberStyle) -> pl.Series:
    """Return the numbers of tidied cells, null where a cell is none in this style."""
    read = plain(cells, style, None)
    good = read.str.contains(whole(FLOAT)).fill_null(False)
    return read.zip_with(good, pl.Series([None], dtype=pl.String)).cast(pl.Float64, strict=False)
