"""Read the intervals of SMT/AllowedRange: `[0,100]`, `(0,100]`, `[0,10]|[20,30]`, `*` for an open end."""

from __future__ import annotations

import re
from typing import Final

from aas_reference_models.model import Interval
from aas_validators.metamodel.plausible_values import number

INTERVAL: Final = re.compile(r"([\[\](])\s*([^,;\[\]()]*?)\s*[,;]\s*([^,;\[\]()]*?)\s*([\[\])])")
OPEN_ENDS: Final = frozenset(["", "*", "-∞", "∞", "+∞", "-inf", "inf", "+inf", "-INF", "INF"])


def intervals(text: str) -> tuple[Interval, ...]:
    """Return the intervals of a text; none for `*`, which allows everything.

    Raises ValueError for anything else."""
    if text.strip() in ("*", ""):
        return ()
    return tuple(interval(piece.strip()) for piece in text.split("|"))


def interval(text: str) -> Interval:
    """Return one interval; `]0,1[` excludes its ends as `(0,1)` does."""
    found = INTERVAL.fullmatch(text)
    if found is None:
        raise ValueError(f"{text[:40]} is no interval")
    opening, low, high, closing = found.groups()
    for end in (low, high):
        if end not in OPEN_ENDS and number(end) is None:
            raise ValueError(f"{end[:40]} is no number")
    return Interval(
        low=None if low in OPEN_ENDS else low,
        high=None if high in OPEN_ENDS else high,
        low_excluded=opening in "(]",
        high_excluded=closing in ")[",
    )


def within(value: str, interval: Interval) -> bool | None:
    """Return whether a number lies in an interval; None if it is no number."""
    measured = number(value)
    if measured is None:
        return None
    low = number(interval.low) if interval.low is not None else None
    high = number(interval.high) if interval.high is not None else None
    above = low is None or measured > low or (measured == low and not interval.low_excluded)
    below = high is None or measured < high or (measured == high and not interval.high_excluded)
    return above and below


def said(interval: Interval) -> str:
    """Return an interval as a message shows it."""
    opening = "(" if interval.low_excluded or interval.low is None else "["
    closing = ")" if interval.high_excluded or interval.high is None else "]"
    return f"{opening}{interval.low or '-∞'}, {interval.high or '∞'}{closing}"
