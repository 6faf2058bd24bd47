"""Find the element that a path in a mapping means."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from aas_reference_models.model import Element, Kind, Model

INDEXED: Final = re.compile(r"^(.*)\[(\d+)\]$")

Step = str | int
"""An idShort, or the position of an item in a list."""

EACH: Final = "[]"
"""The step to the item that every row of a group makes: `Rolls[].Number`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value goes: the steps from the submodel and the elements along them, the last being the target."""

    steps: tuple[Step, ...]
    elements: tuple[Element, ...]

    @property
    def element(self) -> Element:
        """The target element."""
        return self.elements[-1]

    @property
    def path(self) -> str:
        """The idShort path as the API writes it: `Measured.Zones[0]`."""
        text = ""
        for step in self.steps:
            if step == EACH:
                text += EACH
            else:
                text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
        return text


class Places:
    """All places of a model, by path and by the end of a path."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.by_path: dict[str, Place] = {}
        self.by_id_short: defaultdict[str, list[str]] = defaultdict(list)
        self.collect(model.elements, (), ())

    def collect(self, elements: tuple[Element, ...], steps: tuple[Step, ...], above: tuple[Element, ...]) -> None:
        """Note the elements below a place; the items of lists are found on demand."""
        for element in elements:
            place = Place((*steps, element.id_short), (*above, element))
            self.by_path[place.path] = place
            self.by_id_short[element.id_short].append(place.path)
            if element.kind is not Kind.SUBMODEL_ELEMENT_LIST:
                self.collect(element.elements, place.steps, place.elements)
            elif place.path == self.model.shape.list:
                item = Place((*place.steps, EACH), (*place.elements, element.item))
                self.by_path[item.path] = item
                self.collect(element.item.elements, item.steps, item.elements)

    def find(self, path: str) -> Place | None:
        """Return the place of a path, or of the one place that ends like it; None if there is none or several."""
        indexed = INDEXED.match(path)
        if indexed:
            whole = self.find(indexed[1])
            return item_of(whole, int(indexed[2])) if whole else None
        if path in self.by_path:
            return self.by_path[path]
        head, _, tail = path.rpartition("].")
        if head:
            return self.find_below(head + "]", tail)
        endings = [p for p in self.by_id_short.get(path.rpartition(".")[2], ()) if p.endswith("." + path)]
        return self.by_path[endings[0]] if len(endings) == 1 else None

    def find_below(self, path: str, rest: str) -> Place | None:
        """Return the place below an item of a list."""
        place = self.find(path)
        for id_short in rest.split("."):
            if place is None:
                return None
            child = next((e for e in place.element.elements if e.id_short == id_short), None)
            place = Place((*place.steps, id_short), (*place.elements, child)) if child else None
        return place

    def meant(self, path: str) -> list[str]:
        """Return paths that somebody may have meant."""
        same = self.by_id_short.get(path.rpartition(".")[2], [])
        if same:
            return same
        by_name = {p.rpartition(".")[2]: p for p in self.by_path}
        return get_close_matches(path, self.by_path, n=3) or [
            by_name[name] for name in get_close_matches(path.rpartition(".")[2], by_name, n=3)
        ]


def item_of(place: Place, position: int) -> Place | None:
    """Return the place of an item of a list; None where the place is no list."""
    if place.element.kind is not Kind.SUBMODEL_ELEMENT_LIST or not place.element.elements:
        return None
    return Place((*place.steps, position), (*place.elements, place.element.item))
