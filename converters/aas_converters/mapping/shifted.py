"""Find a header that lost a comma: two names stand in one, and every later column holds what the one before promises.

A person sees it at once, because a column of seconds holds words; so does this, by counting such contradictions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from aas_converters.mapping.likeness import Meaning, heard, nearness
from aas_converters.mapping.plausible import Cells, plausibility, share_in_range
from aas_converters.sources.table import Column

NAMED: Final = 0.7
"""How far a header must name an element to be held against its cells."""
LEAST: Final = 3
"""Columns that must contradict their headers before anything is suspected."""
LEFT: Final = 0.25
"""Share of them that may be left when the header is put right."""
PARTS: Final = re.compile(r"[\s_]+")


def without_shift(
    columns: Sequence[Column], meanings: Sequence[Meaning], cells: Mapping[str, Cells]
) -> tuple[list[Column], str | None]:
    """Return the columns with the headers they should have, and the name of the one whose header is two, if any."""
    as_is = [contradicted(one, one, meanings, cells) for one in columns]
    if sum(as_is) < LEAST:
        return list(columns), None
    moved = [False, *(contradicted(columns[i], columns[i - 1], meanings, cells) for i in range(1, len(columns)))]
    best: tuple[int, float, int, tuple[str, str]] | None = None
    for at in range(len(columns) - 1):
        left = sum(as_is[: at + 1]) + sum(moved[at + 2 :])
        if left <= LEFT * sum(as_is):
            doubt, halves = two_names(columns[at], meanings)
            best = min(best or (len(columns), 1.0, 0, halves), (left, doubt, at, halves))
    if best is None or best[1] > 1 - NAMED:
        return list(columns), None
    _, _, at, (first, second) = best
    right = [Column(columns[at].name, first), Column(columns[at + 1].name, second)]
    rest = [Column(columns[i].name, columns[i - 1].header, columns[i - 1].unit) for i in range(at + 2, len(columns))]
    return [*columns[:at], *right, *rest], columns[at].name


def contradicted(column: Column, header: Column, meanings: Sequence[Meaning], cells: Mapping[str, Cells]) -> bool:
    """Say whether no cell of a column can be what a header promises; a column of one number is no witness."""
    known = cells.get(column.name)
    if known is None or (known.numbers and len(known.texts) == 1):
        return False
    said = heard(header)
    near, meaning = max(((nearness(said, one), one) for one in meanings), key=lambda pair: pair[0])
    if near < NAMED:
        return False
    if meaning.element.codes:
        return not known.numbers and all(len(text) > len("NG 불량") for text in known.texts)
    value = meaning.value
    return not plausibility(header, known, value) or (bool(known.numbers) and not share_in_range(header, known, value))


def two_names(column: Column, meanings: Sequence[Meaning]) -> tuple[float, tuple[str, str]]:
    """Return how doubtful it is that a header is two names of two elements, from 0 to 1, and the likeliest two."""
    parts = PARTS.split(column.header.strip())
    best = (1.0, (column.header, ""))
    for at in range(1, len(parts)):
        halves = " ".join(parts[:at]), " ".join(parts[at:])
        near, paths = zip(*(nearest(half, meanings) for half in halves), strict=True)
        if len(set(paths)) == len(halves):
            best = min(best, (1 - min(near), halves))
    return best


def nearest(text: str, meanings: Sequence[Meaning]) -> tuple[float, str]:
    """Return how near the nearest element is to a header, and its path."""
    said = heard(Column(text, text))
    return max((nearness(said, one), one.path) for one in meanings)
