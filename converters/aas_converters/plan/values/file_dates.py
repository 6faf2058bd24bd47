"""Find the day in a file name: 2021.09.06, 2021-9-6, 2021_09_06, 20210906, 210906, 2021년 9월 6일."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain
from typing import Final

FULL: Final = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<part>[._\- ])(?P<m>\d{1,2})(?P=part)(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:[T_-]?\d{4}(?:\d\d)?)?(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)년 ?(?P<m>\d{1,2})월 ?(?P<d>\d{1,2})일"),
)
SHORT: Final = (re.compile(r"(?<!\d)(?P<y>\d\d)(?P<part>[._-]?)(?P<m>\d\d)(?P=part)(?P<d>\d\d)(?!\d)"),)


def date_in_name(text: str) -> date | None:
    """Return the one day a file name speaks of; None where there is none, or several.

    A year of two digits counts only where no full year is found, and as 20yy.
    """
    for expressions in (FULL, SHORT):
        matches = chain.from_iterable(expression.finditer(text) for expression in expressions)
        days = {day for found in matches if (day := day_of(found))}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def day_of(found: re.Match[str]) -> date | None:
    """Return the day of a match, or None where there is no such day."""
    year = int(found["y"])
    try:
        return date(year if year > 99 else 2000 + year, int(found["m"]), int(found["d"]))
    except ValueError:
        return None
