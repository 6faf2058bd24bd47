"""Read the types plants seldom have: parts of dates, binary text, URIs."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

import polars as pl

from aas_converters.plan.values.lexical import SIGNS
from aas_converters.plan.values.tidy import BLANKS, tidied

GROUPS: Final = {
    "xs:gYear": r"^(?P<year>[0-9]{4})(?:년|\.0+)?$",
    "xs:gYearMonth": r"^(?P<year>[0-9]{4})(?:[-/.]|년 ?)?(?P<month>[0-9]{1,2})월?$",
    "xs:gMonthDay": r"^(?P<month>[0-9]{1,2})(?:-|월 ?)(?P<day>[0-9]{1,2})일?$",
    "xs:gMonth": r"^(?P<month>[0-9]{1,2})(?:월|\.0+)?$",
    "xs:gDay": r"^(?P<day>[0-9]{1,2})(?:일|\.0+)?$",
}
PREFIX: Final = dict.fromkeys(GROUPS, "") | {"xs:gMonthDay": "--", "xs:gMonth": "--", "xs:gDay": "---"}
SAFE: Final = "-_.!~*'()@&=+$,;/?:[]#%" + "".join(map(chr, range(32))) + "\x7f"
"""What is not escaped: signs a URI may have, and control characters, which make it a bad cell."""


def read_part_of_date(cells: pl.Series, value_type: str) -> pl.Series:
    """Return years, months and days in XSD spelling: `2021년` -> 2021, `3월` -> --03."""
    parts = tidied(cells).str.extract_groups(GROUPS[value_type]).struct.unnest()
    texts = [pl.col(part).str.zfill(2) for part in parts.columns]
    joined = pl.concat_str(texts, separator="-")
    return parts.select((pl.lit(PREFIX[value_type]) + joined).alias(cells.name)).to_series()


def read_uris(cells: pl.Series) -> pl.Series:
    """Return URIs with every character RFC 2396 does not have as %XX, which XSD calls the same URI."""
    tidy = cells.str.strip_chars(BLANKS)
    odd = tidy.str.contains(rf"[^{SIGNS};/?:\[\]#%]")
    if not odd.any():
        return tidy
    texts = tidy.filter(odd).unique().to_list()
    return tidy.replace(texts, [quote(text, safe=SAFE) for text in texts])


def read_binary(cells: pl.Series, value_type: str) -> pl.Series:
    """Return binary text without blanks at the ends; hexadecimal also without 0x."""
    tidy = cells.str.strip_chars(BLANKS)
    return tidy.str.replace("^0[xX]", "") if value_type == "xs:hexBinary" else tidy
