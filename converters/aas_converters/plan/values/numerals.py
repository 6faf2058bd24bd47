"""Read numbers as plants write them: `1,234`, `25.3 ℃`, `5,5`, `inf`, `12.5-`; write them as XSD does."""

from __future__ import annotations

import re
from typing import Final

import polars as pl

from aas_converters.plan.values.conversion import PLAIN, converted
from aas_converters.plan.values.lexical import FLOATS, INTEGERS
from aas_converters.plan.values.spec import NumberStyle
from aas_converters.plan.values.tidy import tidied
from aas_reference_models.unit_conversion import Conversion

NOTHING: Final = pl.Series([None], dtype=pl.String)
EXPONENT: Final = r"(?:[eE][+-]?[0-9]+)?"
SMALL_DOUBLE: Final = r"(?:[+-]?(?:[0-9]{1,30}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?|-?INF|NaN)"
SMALL_FLOAT: Final = r"(?:[+-]?(?:[0-9]{1,20}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?0?[0-9])?|-?INF|NaN)"
"""Numbers that no double, no float can be too small for, so that spelling alone decides."""
LARGEST: Final = {"xs:double": 1.7976931348623157e308, "xs:float": 3.4028234663852886e38}


def kept(value_type: str, style: NumberStyle, lexical: str) -> str:
    """Return the expression of numbers that stay as they are written.

    Where the point is no decimal sign, `1.234` is valid and means something else, so only digits are kept.
    """
    if value_type in INTEGERS:
        return lexical
    if style.decimal != ".":
        return r"[+-]?[0-9]{1,20}"
    return {"xs:double": SMALL_DOUBLE, "xs:float": SMALL_FLOAT}.get(value_type, lexical)


def grouped(style: NumberStyle) -> str:
    """Return an expression for a number with thousands separators in this style."""
    sign, point = re.escape(style.thousands), re.escape(style.decimal)
    return rf"^[+-]?[1-9][0-9]{{0,2}}(?:{sign}[0-9]{{3}})+(?:{point}[0-9]*)?{EXPONENT}$"


def read_numbers(
    cells: pl.Series, value_type: str, style: NumberStyle, suffix: str | None, conversion: Conversion | None
) -> pl.Series:
    """Return numbers in XSD spelling; what cannot be one is null or fails the check of its type afterwards.

    `suffix` is an expression for a unit that may follow the number.
    """
    numbers = plain(tidied(cells), style, suffix)
    if conversion is not None:
        numbers = converted(numbers, conversion)
    if value_type in INTEGERS:
        # zeros behind the point only: an exponent in a whole number is what a spreadsheet leaves of a long id
        return numbers.str.replace(r"^([+-]?[0-9]+)\.0*$", "${1}").str.replace("^[+-]?0+$", "0")
    if value_type == "xs:decimal":
        return without_exponent(numbers.str.replace(r"^([+-]?[0-9]+)\.$", "${1}"))
    return numbers


def plain(cells: pl.Series, style: NumberStyle, suffix: str | None) -> pl.Series:
    """Return tidied numbers without unit and thousands separators, with a decimal point.

    Each step looks first whether any cell needs it, because looking is several times cheaper than replacing.
    """
    if suffix is not None:
        cells = cells.str.replace(suffix, "")
    if cells.str.ends_with("-").any():  # SAP writes the minus sign behind
        cells = cells.str.replace(r"^([0-9.,' ]*[0-9])-$", "-${1}")
    if style.thousands and cells.str.contains(style.thousands, literal=True).any():
        parted = cells.str.contains(grouped(style)).fill_null(True)
        cells = cells.str.replace_all(style.thousands, "", literal=True).zip_with(parted, cells)
    if style.decimal == ",":  # a point that is still there parts no thousands, so nobody knows what it means
        known = ~cells.str.contains(".", literal=True).fill_null(True)
        cells = cells.str.replace(",", ".", literal=True).zip_with(known, NOTHING)
    if cells.str.contains("[FfNn∞]").any():
        cells = (
            cells.str.replace(r"^(?i:\+?(?:inf|infinity|∞))$", "INF")
            .str.replace(r"^(?i:-(?:inf|infinity|∞))$", "-INF")
            .str.replace(r"^(?i:nan)$", "NaN")
        )
    return cells


def without_exponent(numbers: pl.Series) -> pl.Series:
    """Return numbers written out in full, as xs:decimal wants them."""
    scientific = numbers.str.contains("[eE]")
    if not scientific.any():
        return numbers
    return numbers.zip_with(~scientific.fill_null(False), converted(numbers, PLAIN))


def too_large(numbers: pl.Series, value_type: str) -> pl.Series:
    """Say which valid floats are beyond the largest number of their type; null counts as no."""
    if value_type not in FLOATS:
        return pl.Series([False]).new_from_index(0, len(numbers))
    size = numbers.cast(pl.Float64, strict=False).abs()
    return ((size > LARGEST[value_type]) & ~numbers.str.ends_with("INF") & size.is_not_nan()).fill_null(False)
