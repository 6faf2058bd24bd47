"""Make the characters of a cell plain: full-width forms, unit signs, odd blanks and minus signs."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import polars as pl

BLANKS: Final = " \t\r\n\u00a0\u3000\ufeff"
"""What is taken from the ends of a cell; a control character is not, it is reported."""
COMPATIBLE: Final = (
    range(0xFF01, 0xFF5F),
    range(0x3300, 0x3400),
    range(0x2100, 0x2150),
    range(0x3371, 0x33E0),
)
PLAIN: Final = {
    chr(code): text
    for block in COMPATIBLE
    for code in block
    if (text := unicodedata.normalize("NFKC", chr(code))) != chr(code)
} | {
    "\N{MINUS SIGN}": "-",
    "\N{EN DASH}": "-",
    "\N{FULLWIDTH HYPHEN-MINUS}": "-",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{THIN SPACE}": " ",
    "\N{IDEOGRAPHIC SPACE}": " ",
    "\N{ZERO WIDTH SPACE}": "",
    "\N{ZERO WIDTH NO-BREAK SPACE}": "",
    "\N{MASCULINE ORDINAL INDICATOR}C": "°C",
    "\N{GREEK SMALL LETTER MU}": "µ",
}
WORDS: Final = list(PLAIN)
PLAIN_WORDS: Final = list(PLAIN.values())


def tidied(cells: pl.Series) -> pl.Series:
    """Return the cells in plain characters without blanks at the ends; ASCII cells cost one look."""
    if cells.str.contains(r"[^\x00-\x7F]").any():
        cells = cells.to_frame("cell").select(pl.col("cell").str.replace_many(WORDS, PLAIN_WORDS)).to_series()
    return cells.str.strip_chars(BLANKS)


def unit_suffix(units: tuple[str, ...]) -> str | None:
    """Return an expression for one of the units at the end of a tidied cell, or None where there is none.

    A unit that begins like a number (the dimensionless "1") could eat digits and is left out.
    """
    plain = tidied(pl.Series(units, dtype=pl.String)).to_list()
    spellings = sorted({unit for unit in plain if re.match(r"[^0-9.,+\-\seE]|[eE].", unit)}, key=len, reverse=True)
    return rf"[ \t]*(?:{'|'.join(map(re.escape, spellings))})$" if spellings else None
