"""Names of files as reports, baselines and settings write them: relative, with forward slashes, on every system."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path


def relative(file: str | Path, home: Path) -> str:
    """Return a path with forward slashes, relative to `home` where it lies below it, else absolute."""
    path = Path(file).absolute()
    resolved, here = path.resolve(), home.resolve()
    return resolved.relative_to(here).as_posix() if resolved.is_relative_to(here) else path.as_posix()


def matches(name: str, pattern: str) -> bool:
    """Return whether a relative path with forward slashes fits a pattern, itself or a folder that it lies in.

    As in .gitignore: a pattern without a slash names a file or folder at any depth, one with a slash counts from the
    top; `*` stays within a name and `**` does not.

    >>> matches("lines/old/a.json", "old"), matches("lines/old/a.json", "old/*"), matches("lines/old/a.json", "**/a.*")
    (True, False, True)
    """
    parts = name.split("/")
    wanted = translated(pattern.strip("/") if "/" in pattern.strip("/") else f"**/{pattern.strip('/')}")
    return any(wanted.fullmatch("/".join(parts[: length + 1])) for length in range(len(parts)))


@cache
def translated(pattern: str) -> re.Pattern[str]:
    """Return a pattern of file names as a regular expression."""
    said = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    return re.compile("".join(said.get(piece) or re.escape(piece) for piece in pieces))
