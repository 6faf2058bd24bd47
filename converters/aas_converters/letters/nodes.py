"""What a letter is made of: fixed text, blanks, and the rules for what happens when a blank stays empty.

A letter is a small tree. It says nothing about JSON or XML: the difference is only in the fixed text and in the
separator between the children of a container.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fixed:
    """Text that is always there."""

    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A place for the text of a column, already canonical and escaped; null where the cell is empty."""

    column: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after the other; the whole is null when any part is null (an element without its value)."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Children of a container; null ones are left out, with their separator.

    Without any child the text is `empty`; None there makes the whole null, so that no empty container is written.
    """

    before: str
    items: tuple[Node, ...]
    separator: str
    after: str
    empty: str | None = None


@dataclass(frozen=True, slots=True)
class OrElse:
    """A node, or another in its place when it is null (an item of a list keeps its place)."""

    node: Node
    other: Node


@dataclass(frozen=True, slots=True)
class When:
    """A node that is null unless at least one of the columns has a value."""

    columns: tuple[str, ...]
    node: Node


Node = Fixed | Blank | Sequence | Joined | OrElse | When


def blanks(node: Node) -> Iterator[str]:
    """Yield the column of every blank, in order of appearance."""
    match node:
        case Fixed():
            return
        case Blank(column):
            yield column
        case Sequence(parts):
            for part in parts:
                yield from blanks(part)
        case Joined(items=items):
            for item in items:
                yield from blanks(item)
        case OrElse(inner, other):
            yield from blanks(inner)
            yield from blanks(other)
        case When(_, inner):
            yield from blanks(inner)


def fixed_length(node: Node) -> int:
    """Return how many characters of fixed text a letter has where all its blanks are filled."""
    match node:
        case Fixed(text):
            return len(text)
        case Blank():
            return 0
        case Sequence(parts):
            return sum(map(fixed_length, parts))
        case Joined():
            inner = sum(fixed_length(item) + len(node.separator) for item in node.items)
            return len(node.before) + inner + len(node.after)
        case OrElse(inner_node, _) | When(_, inner_node):
            return fixed_length(inner_node)
