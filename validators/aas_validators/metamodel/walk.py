"""Walk a document class by class, so that a check is told the class, the pointer and the parent of what it
sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aas_validators.document.jsonable import Json, Pointer
from aas_validators.metamodel.shapes import Attribute, Shape, shapes


@dataclass(frozen=True, slots=True)
class Node:
    """An instance of a metamodel class inside a document."""

    name: str
    """Class name, e.g. `Property`."""
    value: dict[str, Json]
    pointer: Pointer
    parent: Node | None = None
    attribute: str = ""
    """Name of the parent's attribute that holds it."""

    def text(self, name: str) -> str | None:
        """Return an attribute if it is a text."""
        found = self.value.get(name)
        return found if isinstance(found, str) else None

    def items(self, name: str) -> list[tuple[Pointer, dict[str, Json]]]:
        """Return the objects in a list attribute with their pointers; anything else in it is skipped."""
        return [(p, v) for p, v in listed(self.value.get(name), (*self.pointer, name)) if isinstance(v, dict)]


def listed(value: Json, pointer: Pointer) -> Iterator[tuple[Pointer, Json]]:
    """Yield the items of a list with their pointers; nothing if it is no list."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield (*pointer, number), item


def walk(value: Json, name: str, metamodel: str, pointer: Pointer = ()) -> Iterator[Node]:
    """Yield every class instance below and including a value, parents first, in document order.

    What has the wrong JSON type is skipped: the schema has said so."""
    if not isinstance(value, dict):
        return
    classes = shapes(metamodel)
    waiting = [Node(name, value, pointer)]
    while waiting:
        node = waiting.pop()
        yield node
        shape = classes.get(node.name)
        if shape is not None:
            waiting.extend(reversed(list(children(node, shape, classes))))


def children(node: Node, shape: Shape, classes: Mapping[str, Shape]) -> Iterator[Node]:
    """Yield the class instances an instance directly holds."""
    for key, inner in node.value.items():
        attribute = shape.attributes.get(key)
        if attribute is None or not attribute.classes:
            continue
        here = (*node.pointer, key)
        single: list[tuple[Pointer, Json]] = [(here, inner)]
        for pointer, item in listed(inner, here) if attribute.form == "list" else single:
            if isinstance(item, dict):
                name = class_of(item, attribute, classes)
                if name:
                    yield Node(name, item, pointer, node, key)


def class_of(item: Mapping[str, Json], attribute: Attribute, classes: Mapping[str, Shape]) -> str | None:
    """Return the class of an attribute's object: the declared one, or what modelType says where it
    decides."""
    if not attribute.choice:
        return attribute.classes[0]
    named = item.get("modelType")
    return named if isinstance(named, str) and named in classes else None
