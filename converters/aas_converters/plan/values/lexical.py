"""The lexical space of every XSD 1.0 type an AAS value may have, as one regular expression each.

The expressions are complete: month lengths, leap years, the missing year 0000, 24:00:00 and the bounds of the
integers are in them, so that one pass over a column decides. They are narrower than XSD 1.0 where the SDKs or
libxml2 refuse: an xs:decimal that ends in a point, zeros like -00 in unsigned types, years of more than 18
digits, URIs with characters outside RFC 2396. The size of xs:float and xs:double is no matter of spelling and
is checked in `numerals`.
"""

from __future__ import annotations

from typing import Final

import polars as pl

MONTH_31: Final = r"(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
MONTH_30: Final = r"(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
FEBRUARY: Final = r"02-(?:0[1-9]|1[0-9]|2[0-8])"
YEAR: Final = r"(?:[1-9][0-9]{3,17}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
FOURTH: Final = r"(?:0[48]|[2468][048]|[13579][26])"
LEAP_YEAR: Final = (
    rf"(?:[0-9]{{2}}{FOURTH}|{FOURTH}00"
    rf"|[1-9][0-9]{{0,13}}[0-9]{{2}}{FOURTH}|[1-9][0-9]{{0,13}}(?:00|{FOURTH})00)"
)
DATE: Final = rf"(?:-?{YEAR}-(?:{MONTH_31}|{MONTH_30}|{FEBRUARY})|{LEAP_YEAR}-02-29)"
TIME: Final = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
ZONE: Final = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))"

SECONDS: Final = r"[0-9]+(?:\.[0-9]+)?S"
CLOCK_PART: Final = rf"T(?:[0-9]+H(?:[0-9]+M)?(?:{SECONDS})?|[0-9]+M(?:{SECONDS})?|{SECONDS})"
DAY_PART: Final = r"(?:[0-9]+Y(?:[0-9]+M)?(?:[0-9]+D)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)"
DURATION: Final = rf"-?P(?:{DAY_PART}(?:{CLOCK_PART})?|{CLOCK_PART})"

FLOAT: Final = r"(?:[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|-?INF|NaN)"

ESCAPED: Final = "%[0-9a-fA-F]{2}"
SIGNS: Final = r"A-Za-z0-9\-_.!~*'()@&=+$,"
PATH: Final = rf"/(?:[{SIGNS}:;/]|{ESCAPED})*"
AUTHORITY: Final = rf"(?:(?:[{SIGNS};:]|{ESCAPED})*|(?:[{SIGNS};:]*@)?\[[0-9A-Fa-f:.]+\](?::[0-9]*)?)"
REST: Final = rf"(?:[{SIGNS};/?:\[\]]|{ESCAPED})*"
PLACE: Final = rf"(?://{AUTHORITY}(?:{PATH})?|{PATH})"
OPAQUE: Final = rf"(?:[{SIGNS};?:]|{ESCAPED}){REST}"
ABSOLUTE: Final = rf"[A-Za-z][A-Za-z0-9+\-.]*:(?:{PLACE}(?:\?{REST})?|{OPAQUE})"
RELATIVE: Final = rf"(?:{PLACE}|(?:[{SIGNS};]|{ESCAPED})+(?:{PATH})?)(?:\?{REST})?"
URI: Final = rf"(?:{ABSOLUTE}|{RELATIVE})?(?:#{REST})?"

BASE64: Final = "[A-Za-z0-9+/] ?"
BASE64_TEXT: Final = (
    rf"(?:(?:{BASE64}){{4}})*(?:(?:{BASE64}){{3}}[A-Za-z0-9+/]"
    rf"|(?:{BASE64}){{2}}[AEIMQUYcgkosw048] ?=|{BASE64}[AQgw] ?= ?=)"
)

NOT_XML: Final = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x{FFFE}\x{FFFF}]"
"""A character no XML 1.0 document can hold, not even as a reference."""


def at_most(bound: str) -> str:
    """Return an expression for the digits of 0 to `bound`, with leading zeros."""
    ways = [bound, rf"[0-9]{{1,{len(bound) - 1}}}"]
    for place, digit in enumerate(bound):
        if digit != "0":
            ways.append(rf"{bound[:place]}[0-{int(digit) - 1}][0-9]{{{len(bound) - place - 1}}}")
    return rf"0*(?:{'|'.join(ways)})"


def signed(bits: int) -> str:
    """Return an expression for a signed integer of so many bits."""
    return rf"(?:\+?{at_most(str(2 ** (bits - 1) - 1))}|-{at_most(str(2 ** (bits - 1)))})"


def unsigned(bits: int) -> str:
    """Return an expression for an unsigned integer of so many bits."""
    return rf"(?:-0|\+?{at_most(str(2**bits - 1))})"


INTEGERS: Final = {
    "xs:integer": r"[+-]?[0-9]+",
    "xs:nonNegativeInteger": r"(?:-0|\+?[0-9]+)",
    "xs:positiveInteger": r"\+?0*[1-9][0-9]*",
    "xs:nonPositiveInteger": r"(?:\+?0|-[0-9]+)",
    "xs:negativeInteger": r"-0*[1-9][0-9]*",
    "xs:long": signed(64),
    "xs:int": signed(32),
    "xs:short": signed(16),
    "xs:byte": signed(8),
    "xs:unsignedLong": unsigned(64),
    "xs:unsignedInt": unsigned(32),
    "xs:unsignedShort": unsigned(16),
    "xs:unsignedByte": unsigned(8),
}
FLOATS: Final = ("xs:double", "xs:float")
NUMBERS: Final = (*INTEGERS, *FLOATS, "xs:decimal")
PARTS_OF_DATES: Final = ("xs:gYear", "xs:gYearMonth", "xs:gMonthDay", "xs:gMonth", "xs:gDay")
TIMES: Final = ("xs:dateTime", "xs:date", "xs:time")

LEXICAL: Final = INTEGERS | {
    "xs:double": FLOAT,
    "xs:float": FLOAT,
    "xs:decimal": r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)",
    "xs:boolean": "(?:true|false|1|0)",
    "xs:dateTime": rf"{DATE}T{TIME}{ZONE}?",
    "xs:date": rf"{DATE}{ZONE}?",
    "xs:time": rf"{TIME}{ZONE}?",
    "xs:duration": DURATION,
    "xs:gYear": rf"-?{YEAR}{ZONE}?",
    "xs:gYearMonth": rf"-?{YEAR}-(?:0[1-9]|1[0-2]){ZONE}?",
    "xs:gMonthDay": rf"--(?:{MONTH_31}|{MONTH_30}|{FEBRUARY}|02-29){ZONE}?",
    "xs:gMonth": rf"--(?:0[1-9]|1[0-2]){ZONE}?",
    "xs:gDay": rf"---(?:0[1-9]|[12][0-9]|3[01]){ZONE}?",
    "xs:hexBinary": "(?:[0-9a-fA-F]{2})*",
    "xs:base64Binary": rf"(?:{BASE64_TEXT})?",
    "xs:anyURI": URI,
}
"""Every type but xs:string, whose only limit is NOT_XML."""


def whole(expression: str) -> str:
    """Return an expression that must match a cell from end to end."""
    return f"^(?:{expression})$"


def are_valid(cells: pl.Series, value_type: str) -> pl.Series:
    """Say for every cell whether it is in the lexical space of a type; null for null."""
    if value_type == "xs:string":
        return ~cells.str.contains(NOT_XML)
    return cells.str.contains(whole(LEXICAL[value_type]))
