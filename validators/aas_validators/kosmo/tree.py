"""The tree of tags that the platform makes of an environment: shells, submodels, collections, and points.

Only what the platform reads is here; everything else vanishes there. A tag is the idShorts from the outermost shell
down, joined by dots. A shell stands below the element list that holds a ReferenceElement to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from aas_validators.document.finding import escaped
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.metamodel.walk import listed

PREFIX: Final = "ns=2;s="
"""What a tag begins with where it is the identifier of an OPC UA node."""

SHELL: Final = "AssetAdministrationShell"

Object = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Point:
    """A Property. `value` is None where it has none; `value_type` is as written."""

    name: str
    tag: str
    value_type: str
    value: str | None
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class Branch:
    """A shell, submodel or collection."""

    name: str
    tag: str
    kind: Literal["shell", "submodel", "collection"]
    pointer: Pointer
    children: tuple[Branch | Point, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A ReferenceElement that names a shell. `path` are the idShorts from the parent's submodel on."""

    name: str
    parent: int
    path: tuple[str, ...]
    target: str
    pointer: Pointer


def shells_of(environment: Object) -> list[tuple[Pointer, Object]]:
    """Return the shells that the platform sees: those with idShort and id."""
    found = listed(environment.get("assetAdministrationShells"), ("assetAdministrationShells",))
    return [(at, one) for at, one in found if isinstance(one, dict) and text(one, "idShort") and text(one, "id")]


def submodels_by_id(environment: Object) -> dict[str, tuple[Pointer, Object]]:
    """Return the submodels by id, the first of each."""
    found: dict[str, tuple[Pointer, Object]] = {}
    for at, one in listed(environment.get("submodels"), ("submodels",)):
        if isinstance(one, dict) and (name := text(one, "id")) is not None:
            found.setdefault(name, (at, one))
    return found


def submodels_of(
    shell: Object, by_id: Mapping[str, tuple[Pointer, Object]], pointer: Pointer = ()
) -> Iterator[tuple[Pointer, Object]]:
    """Yield the submodels that a shell references, by ids that are exactly equal, in the order of the references."""
    for _, reference in listed(shell.get("submodels"), (*pointer, "submodels")):
        for key in keys_of(reference):
            if (found := by_id.get(text(key, "value") or "")) is not None:
                yield found


def keys_of(reference: Json) -> list[Object]:
    """Return the keys of a reference."""
    if not isinstance(reference, dict):
        return []
    return [key for _, key in listed(reference.get("keys"), ()) if isinstance(key, dict)]


def text(value: Object, name: str) -> str | None:
    """Return an attribute if it is a text with something in it."""
    found = value.get(name)
    return found if isinstance(found, str) and found else None


def target_of(element: Object) -> str | None:
    """Return the id of the shell that a ReferenceElement names: that of its last key of this type."""
    named = [text(key, "value") for key in keys_of(element.get("value")) if key.get("type") == SHELL]
    return named[-1] if named else None


def links_of(environment: Object) -> list[Link]:
    """Return what builds the hierarchy, in the order in which the platform meets it."""
    by_id = submodels_by_id(environment)
    return [
        link
        for number, (_, shell) in enumerate(shells_of(environment))
        for at, submodel in submodels_of(shell, by_id)
        if (name := text(submodel, "idShort"))
        for link in links_below(number, (name,), submodel, (*at, "submodelElements"))
    ]


def links_below(number: int, path: tuple[str, ...], holder: Object, pointer: Pointer) -> Iterator[Link]:
    """Yield the links in the list of elements at a pointer and below."""
    for at, element in listed(holder.get(str(pointer[-1])), pointer):
        if not isinstance(element, dict) or (name := text(element, "idShort")) is None:
            continue
        if element.get("modelType") == "ReferenceElement" and (target := target_of(element)):
            yield Link(name, number, path, target, at)
        elif element.get("modelType") == "SubmodelElementCollection":
            yield from links_below(number, (*path, name), element, (*at, "value"))


def parents_of(environment: Object) -> dict[int, Link]:
    """Return for each contained shell, by its number among `shells_of`, the link that counts: the first."""
    by_id: dict[str, list[int]] = {}
    for number, (_, shell) in enumerate(shells_of(environment)):
        by_id.setdefault(text(shell, "id") or "", []).append(number)
    found: dict[int, Link] = {}
    for link in links_of(environment):
        for number in by_id.get(link.target, ()):
            found.setdefault(number, link)
    return found


def cycles_of(parents: Mapping[int, Link]) -> set[int]:
    """Return the shells that contain themselves."""
    found: set[int] = set()
    for start in parents:
        here, seen = start, set[int]()
        while here in parents and here not in seen:
            seen.add(here)
            here = parents[here].parent
            if here == start:
                found.add(start)
    return found


def tree_of(environment: Object) -> tuple[Branch, ...]:
    """Return the shells of an environment with everything that the platform reads in them, in the platform's order.

    A shell that contains itself stands at the top."""
    by_id, shells, parents = submodels_by_id(environment), shells_of(environment), parents_of(environment)
    outside = cycles_of(parents)

    def tag_of(number: int) -> str:
        steps = [text(shells[number][1], "idShort") or ""]
        while number in parents and number not in outside:
            link = parents[number]
            number = link.parent
            steps = [text(shells[number][1], "idShort") or "", *link.path, *steps]
        return ".".join(steps)

    found = []
    for number, (at, shell) in enumerate(shells):
        tag = tag_of(number)
        inside = [
            Branch(name, f"{tag}.{name}", "submodel", where, below(one, f"{tag}.{name}", (*where, "submodelElements")))
            for where, one in submodels_of(shell, by_id)
            if (name := text(one, "idShort"))
        ]
        found.append(Branch(text(shell, "idShort") or "", tag, "shell", at, tuple(inside)))
    return tuple(found)


def below(holder: Object, tag: str, pointer: Pointer) -> tuple[Branch | Point, ...]:
    """Return what the platform reads directly in a submodel or collection, whose list of elements is at a pointer."""
    found: list[Branch | Point] = []
    for at, element in listed(holder.get(str(pointer[-1])), pointer):
        if not isinstance(element, dict) or (name := text(element, "idShort")) is None:
            continue
        here = f"{tag}.{name}"
        match element.get("modelType"):
            case "SubmodelElementCollection":
                found.append(Branch(name, here, "collection", at, below(element, here, (*at, "value"))))
            case "Property" if value_type := text(element, "valueType"):
                value = element.get("value")
                found.append(Point(name, here, value_type, value if isinstance(value, str) else None, at))
    return tuple(found)


def tag_shown(tag: str) -> str:
    """Return a tag as a message shows it: whole, because people search for it, and printable."""
    return "".join(sign if sign.isprintable() else escaped(sign) for sign in tag)


def nodes_of(branches: tuple[Branch | Point, ...]) -> Iterator[Branch | Point]:
    """Yield everything in a tree, parents first."""
    waiting = list(reversed(branches))
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Branch):
            waiting.extend(reversed(node.children))


def points_of(branches: tuple[Branch | Point, ...]) -> Iterator[Point]:
    """Yield the points of a tree in the platform's order."""
    return (node for node in nodes_of(branches) if isinstance(node, Point))


def first_points(branches: tuple[Branch | Point, ...]) -> Iterator[Point]:
    """Yield the points that the exported files hold: of several things with one tag the first, if it is a point."""
    seen: set[str] = set()
    for node in nodes_of(branches):
        if node.tag not in seen:
            seen.add(node.tag)
            if isinstance(node, Point):
                yield node
