"""Where the keys and values of a TOML file stand: tomllib reads the values, this finds their lines.

Only for messages: a key is found by its line, an item of a list by its text after the key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any, Final

from aas_reference_models.marked_yaml import Marked, Path
from aas_reference_models.problem import Problem

KEY: Final = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
HEADER: Final = re.compile(rf"\s*\[\s*({KEY}(?:\s*\.\s*{KEY})*)\s*\]")
MEMBER: Final = re.compile(rf"\s*({KEY}(?:\s*\.\s*{KEY})*)\s*=")
AT: Final = re.compile(r"(.*) \(at line (\d+), column (\d+)\)")
AT_END: Final = " (at end of document)"


def read_toml(text: str, name: str) -> Marked:
    """Read a TOML text; a text that is no TOML gives a problem with its place."""
    try:
        value: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Marked(name, None, {}, {}, {}, (not_toml(str(error), text, name),))
    starts: dict[Path, int] = {}
    for path, offset in keys_in(text):
        starts.setdefault(path, offset)
    marks = {path: place(text, offset) for path, offset in starts.items()}
    places = marks | {path: place(text, offset) for path, offset in items_in(text, value, starts)}
    return Marked(name, value, places, marks, {})


def not_toml(said: str, text: str, name: str) -> Problem:
    """Return the problem behind a sentence of tomllib."""
    match = AT.fullmatch(said)
    what = (match[1] if match else said.removesuffix(AT_END)).lower()
    line, column = (int(match[2]), int(match[3])) if match else place(text, len(text))
    return Problem(
        "toml-syntax",
        name,
        line,
        column,
        f"this is not TOML: {what}",
        "TOML 문법에 맞지 않습니다",
        "look at quotes, brackets and equals signs on this line and the one before",
        "이 줄과 바로 윗줄의 따옴표, 괄호, 등호를 확인하십시오",
    )


def keys_in(text: str) -> Iterator[tuple[Path, int]]:
    """Yield the path of every table and key that has a line of its own, with where it begins."""
    table: Path = ()
    offset = 0
    for line in text.splitlines(keepends=True):
        if match := HEADER.match(line):
            table = names_in(match[1])
            yield from ((table[: end + 1], offset + match.start(1)) for end in range(len(table)))
        elif match := MEMBER.match(line):
            path = (*table, *names_in(match[1]))
            yield from ((path[: end + 1], offset + match.start(1)) for end in range(len(table), len(path)))
        offset += len(line)


def names_in(dotted: str) -> Path:
    """Return the keys of a dotted key, without quotes."""
    found = re.findall(KEY, dotted)
    return tuple(name[1:-1] if name[0] in "\"'" else name for name in found)


def items_in(
    text: str, value: Any, starts: dict[Path, int], path: Path = (), after: int = 0
) -> Iterator[tuple[Path, int]]:
    """Yield where the items of lists, and the members of tables within a line, begin."""
    after = max(after, starts.get(path, 0))
    members: Iterator[tuple[str | int, Any]] = iter(())
    if isinstance(value, dict):
        members = iter(value.items())
    elif isinstance(value, list):
        members = iter(enumerate(value))
    for key, held in members:
        here = (*path, key)
        if here not in starts:
            sought = held if isinstance(key, int) else key
            found = text.find(str(sought), after) if isinstance(sought, str) else -1
            if found >= 0:
                yield here, found
                after = found
        yield from items_in(text, held, starts, here, after)


def place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, counted from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
