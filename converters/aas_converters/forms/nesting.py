"""Elements in collections: places of names within names, and what they become."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from aas_converters.forms.pieces import Object, collection
from aas_converters.workbooks.names import legal

Place = dict[str, Any]
"""What stands in a collection by its name: an element, or the place of another collection."""


def place_below(root: Place, names: Iterable[str]) -> Place:
    """Return the place that names lead to, made where it is not there; the path of a leaf never leads on."""
    place = root
    for name in names:
        place = place.setdefault(name, {})
    return place


def nested(place: Place, meaning: Callable[[tuple[str, ...]], str], path: tuple[str, ...] = ()) -> list[Object]:
    """Return the elements of a place, in their collections; `meaning` gives the concept of one by its path.

    A collection in which nothing stands is left out.
    """
    found: list[Object] = []
    for name, inside in place.items():
        if "modelType" in inside:
            found.append(inside)
        elif below := nested(inside, meaning, here := (*path, name)):
            found.append(collection(legal(name), meaning(here), below))
    return found
