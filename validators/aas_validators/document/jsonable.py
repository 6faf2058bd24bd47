"""The plain data a document becomes, and pointers into it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Pointer: TypeAlias = "tuple[str | int, ...]"
"""Steps from the root: names of members and positions in lists, from 0."""


def pointer_text(pointer: Pointer) -> str:
    """Return a JSON pointer as RFC 6901 writes it, e.g. `/submodels/0/idShort`."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in pointer)


def value_at(value: Json, pointer: Pointer) -> Json:
    """Return the value at a pointer, or None if there is none."""
    for step in pointer:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def depth(value: Json, limit: int) -> int:
    """Return how deep objects and lists are nested, counting no further than `limit` + 1."""
    level: list[Json] = [value]
    deep = 0
    while level and deep <= limit:
        inner: list[Json] = []
        for item in level:
            if isinstance(item, dict):
                inner.extend(v for v in item.values() if isinstance(v, dict | list))
            elif isinstance(item, list):
                inner.extend(v for v in item if isinstance(v, dict | list))
        level = inner
        deep += 1
    return deep


def strings(value: Json, pointer: Pointer = ()) -> Iterator[tuple[Pointer, str]]:
    """Yield every string value of a document with its pointer; names of members are not values."""
    waiting: list[tuple[Pointer, Json]] = [(pointer, value)]
    while waiting:
        here, item = waiting.pop()
        if isinstance(item, str):
            yield here, item
        elif isinstance(item, dict):
            waiting.extend(((*here, name), inner) for name, inner in item.items())
        elif isinstance(item, list):
            waiting.extend(((*here, number), inner) for number, inner in enumerate(item))
