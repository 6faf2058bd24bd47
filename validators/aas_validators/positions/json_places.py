"""Find the line and column of a few values in a JSON text.

Only for what is reported: branches in which nothing is wanted are skipped by counting brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from json import loads

from aas_validators.document.jsonable import Pointer
from aas_validators.positions.lines import Place, line_starts, place_of

TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+', re.DOTALL)


@dataclass(frozen=True, slots=True)
class JsonPlace:
    """Where a value starts, and where the name before it starts (the value again, for an item of a list)."""

    name: Place
    value: Place


@dataclass(slots=True)
class Branch:
    """Wanted pointers as a tree: `wanted` is the pointer that ends here."""

    wanted: Pointer | None = None
    inner: dict[str | int, Branch] = field(default_factory=dict)


@dataclass(slots=True)
class Open:
    """An object or list that the scanner is inside of. `step` is the name or position of what comes next."""

    branch: Branch
    is_list: bool
    step: str | int
    name_start: int = 0


def places(text: str, pointers: Iterable[Pointer]) -> dict[Pointer, JsonPlace]:
    """Return the place of every wanted value that is in a well-formed JSON text.

    Of two members with one name the last counts, as it does for parsers."""
    tree = branches(pointers)
    starts = line_starts(text)
    return {
        pointer: JsonPlace(place_of(name, starts), place_of(value, starts))
        for pointer, name, value in offsets(text, tree)
    }


def branches(pointers: Iterable[Pointer]) -> Branch:
    """Return wanted pointers as a tree."""
    tree = Branch()
    for pointer in pointers:
        here = tree
        for step in pointer:
            here = here.inner.setdefault(step, Branch())
        here.wanted = pointer
    return tree


def offsets(text: str, tree: Branch) -> Iterator[tuple[Pointer, int, int]]:
    """Yield pointer, offset of the name and offset of the value for each wanted value."""
    stack: list[Open] = []
    skipped = 0  # how many brackets are open inside a value in which nothing is wanted
    name: tuple[str, int] | None = None
    for match in TOKEN.finditer(text):
        sign = match.group()
        first = sign[0]
        if skipped:
            skipped += (first in "[{") - (first in "]}")
            continue
        if first in "]}":
            if stack:
                stack.pop()
            continue
        top = stack[-1] if stack else None
        if first == ",":
            if top is not None and top.is_list and isinstance(top.step, int):
                top.step += 1
            name = None
            continue
        if first == ":":
            continue
        if top is not None and not top.is_list and name is None and first == '"':
            name = (spelt_out(sign), match.start())
            continue
        branch, name_start = entered(tree, top, name, match.start())
        name = None
        if branch is not None and branch.wanted is not None:
            yield branch.wanted, name_start, match.start()
        if first in "[{":
            if branch is not None and branch.inner:
                stack.append(Open(branch, first == "[", 0))
            else:
                skipped = 1


def entered(tree: Branch, top: Open | None, name: tuple[str, int] | None, start: int) -> tuple[Branch | None, int]:
    """Return the branch of the value that starts now, and where its name starts."""
    if top is None:
        return tree, start
    if top.is_list:
        return top.branch.inner.get(top.step), start
    if name is None:
        return None, start
    return top.branch.inner.get(name[0]), name[1]


def spelt_out(token: str) -> str:
    """Return the text that a JSON string token stands for."""
    if "\\" not in token:
        return token[1:-1]
    text: str = loads(token, strict=False)
    return text
