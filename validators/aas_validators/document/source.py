"""Where a document came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """The file, and the part of a package, that a document came from."""

    file: str | None = None
    part: str | None = None
