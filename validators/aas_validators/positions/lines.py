"""Line and column of an offset in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Line and column, both from 1, counted in characters."""

    line: int
    column: int


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line starts; `\\r\\n`, `\\n` and a lone `\\r` end a line."""
    return [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]


def place_of(offset: int, starts: list[int]) -> Place:
    """Return where an offset is, given what `line_starts` returned."""
    line = bisect_right(starts, offset)
    return Place(line, offset - starts[line - 1] + 1)


def place_in(text: str, offset: int) -> Place:
    """Return where one offset is in a text."""
    return place_of(offset, line_starts(text[:offset]))
