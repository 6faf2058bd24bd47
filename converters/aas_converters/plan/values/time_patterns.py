"""Patterns for times, compiled to one regular expression with a named group for every part.

    yyyy  year             H HH  hour 0-24        s ss  second
    yy    00-68 = 20xx     h hh  hour 1-12        S     fraction; with its point optional
    M MM  month            m mm  minute           a     AM PM am pm 오전 오후
    d dd  day                                     X     zone: Z +09:00 +0900 +09 UTC GMT KST

A doubled letter stands for exactly two digits, a single one for one or two. A blank stands for one or more
blanks. Letters between apostrophes, `T` and everything that is no ASCII letter stand for themselves: yyyy년
M월 d일.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

HALF: Final = r"(?P<half>오전|오후|[AaPp]\.?[Mm]\.?)"
ZONE: Final = r" *(?P<zone>Z|UTC|GMT|KST|[+-][0-9]{2}(?::?[0-9]{2})?)"
FRACTION: Final = r"(?:[.,](?P<fraction>[0-9]+))?"
ONE_OR_TWO: Final = "[0-9]{1,2}"
TWO: Final = "[0-9]{2}"

TOKENS: Final = {
    "yyyy": "(?P<year>[0-9]{4})",
    "yy": f"(?P<year>{TWO})",
    "MM": f"(?P<month>{TWO})",
    "M": f"(?P<month>{ONE_OR_TWO})",
    "dd": f"(?P<day>{TWO})",
    "d": f"(?P<day>{ONE_OR_TWO})",
    "HH": f"(?P<hour>{TWO})",
    "H": f"(?P<hour>{ONE_OR_TWO})",
    "hh": f"(?P<hour>{TWO})",
    "h": f"(?P<hour>{ONE_OR_TWO})",
    "mm": f"(?P<minute>{TWO})",
    "m": f"(?P<minute>{ONE_OR_TWO})",
    "ss": f"(?P<second>{TWO})",
    "s": f"(?P<second>{ONE_OR_TWO})",
    "a": HALF,
    "X": ZONE,
}
PARTS: Final = re.compile(r"'(?P<literal>[^']*)'|(?P<fraction>[.,]?S+)|(?P<token>([A-Za-z])\4*)|(?P<other>.)", re.S)

CLOCK: Final = (
    rf"(?:{HALF} *)?(?P<hour>{ONE_OR_TWO})(?:[:시] *(?P<minute>{ONE_OR_TWO})"
    rf"(?:[:분] *(?P<second>{ONE_OR_TWO}){FRACTION}초?)?분?)(?: *(?P<late>오전|오후|[AaPp]\.?[Mm]\.?))?"
)
DAY: Final = rf"(?P<year>[0-9]{{4}})(?:-|/|\. ?|년 ?)(?P<month>{ONE_OR_TWO})(?:-|/|\. ?|월 ?)(?P<day>{ONE_OR_TWO})"
JOINT: Final = r"(?:T|\.? +|일 *)"
YEAR_FIRST: Final = rf"^{DAY}{JOINT}{CLOCK}(?:{ZONE})?$"
"""Every time that puts a four-digit year first; month and day cannot be confused."""
DAY_ONLY: Final = rf"^{DAY}(?:\.|일|{JOINT}{CLOCK}(?:{ZONE})?)?$"
CLOCK_ONLY: Final = rf"^{CLOCK}(?:{ZONE})?$"


@lru_cache(maxsize=1024)
def compile_pattern(pattern: str) -> str:
    """Return the expression of a pattern; ValueError where a letter is unknown or a part stands twice."""
    pieces = []
    for found in PARTS.finditer(pattern):
        token = found["token"]
        if found["fraction"]:
            pieces.append(FRACTION if len(found["fraction"].rstrip("S")) else "(?P<fraction>[0-9]+)")
        elif found["other"] == " ":
            pieces.append("" if pieces and pieces[-1] == " +" else " +")
        elif token is None or token == "T":
            pieces.append(re.escape(found["literal"] or found["other"] or "T"))
        elif token in TOKENS:
            pieces.append(TOKENS[token])
        else:
            raise ValueError(f"{token!r} in the time pattern {pattern!r} stands for nothing; put text in apostrophes")
    expression = f"^{''.join(pieces)}$"
    try:
        re.compile(expression)
    except re.error as error:
        raise ValueError(f"the time pattern {pattern!r} has a part twice") from error
    return expression


def has(expression: str, part: str) -> bool:
    """Say whether an expression has a group: year, month, day, hour, minute, second, fraction, half, zone."""
    return f"(?P<{part}>" in expression
