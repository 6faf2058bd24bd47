"""How much of a stranger's file we are willing to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on what is read from one file. Sizes are bytes after inflating, counted while they come out.

    `ratio` is how many times larger than its compressed form a package part may become; it only counts beyond
    `ratio_from` bytes, because small parts full of blanks are harmless.
    """

    document_size: int = 2048 * MEBIBYTE
    entries: int = 20_000
    entry_size: int = 2048 * MEBIBYTE
    total_size: int = 8192 * MEBIBYTE
    ratio: float = 400.0
    ratio_from: int = 32 * MEBIBYTE
    depth: int = 240
    """Nested objects and lists in JSON, nested elements in XML. About 110 nested collections."""
    number_length: int = 4000
    """Digits of a bare JSON number; AAS writes none at all."""


DEFAULT_LIMITS: Final = Limits()
