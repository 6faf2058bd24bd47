"""Grow environments that break no rule, know a value that would break one, and write them with every place noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

Pointer = tuple[str | int, ...]
NAMES = ("Press", "Force_1", "Zone2", "Bath", "Run", "Temperature")
TITLES = ("en", "ko", "de")
WORDS = ("Kraft & Weg", "성형 <1>", 'a "b"', "x\\y", "😀")

PLACES: dict[str, str] = {
    "assetAdministrationShells": "assetAdministrationShell",
    "submodels": "submodel",
    "conceptDescriptions": "conceptDescription",
    "keys": "key",
    "description": "langStringTextType",
    "displayName": "langStringNameType",
    "qualifiers": "qualifier",
    "specificAssetIds": "specificAssetId",
}
"""The XML element of an item in a list of one class."""


@dataclass(frozen=True)
class Break:
    """A value that breaks a rule: where, which value instead, which family or code says so, at which idShort path."""

    pointer: Pointer
    value: Any
    code: str
    path: str


@dataclass
class Grown:
    """An environment and everything that can be broken in it."""

    value: dict[str, Any]
    breaks: list[Break] = field(default_factory=list)


@st.composite
def environments(draw: st.DrawFn) -> Grown:
    """Environments of shells, submodels and concepts, elements nested three deep."""
    grown = Grown({})
    for attribute, grow in (
        ("assetAdministrationShells", shell),
        ("submodels", submodel),
        ("conceptDescriptions", concept),
    ):
        least = 1 if attribute == "submodels" else 0
        held = [
            grow(draw, grown, (attribute, n), f"urn:example:{attribute}:{n}")
            for n in range(draw(st.integers(least, 2)))
        ]
        if held:
            grown.value[attribute] = held
    return grown


def head(draw: st.DrawFn, grown: Grown, at: Pointer, path: str, name: str | None) -> dict[str, Any]:
    """The first attributes of a referable, in the order of the schema; a path of its own where it has a name."""
    found: dict[str, Any] = {}
    if name is not None:
        found["idShort"] = name
        wrong = path.removesuffix(name) + "1 x"
        grown.breaks.append(Break((*at, "idShort"), "1 x", "AAS002", wrong))
    if draw(st.booleans()):
        languages = draw(st.lists(st.sampled_from(TITLES), min_size=1, unique=True))
        found["description"] = [{"language": one, "text": draw(st.sampled_from(WORDS))} for one in languages]
        which = draw(st.integers(0, len(languages) - 1))
        grown.breaks.append(Break((*at, "description", which, "language"), "e n", "SCH", path))
    return found


def reference(draw: st.DrawFn, grown: Grown, at: Pointer, path: str) -> dict[str, Any]:
    """A reference to something outside."""
    grown.breaks.append(Break((*at, "type"), "Reference", "SCH", path))
    grown.breaks.append(Break((*at, "keys", 0, "type"), "Thing", "SCH", path))
    key = {"type": "GlobalReference", "value": f"urn:example:{draw(st.integers(0, 3))}"}
    return {"type": "ExternalReference", "keys": [key]}


def shell(draw: st.DrawFn, grown: Grown, at: Pointer, identifier: str) -> dict[str, Any]:
    name = draw(st.sampled_from(NAMES))
    grown.breaks.append(Break((*at, "assetInformation", "assetKind"), "Kind", "SCH", name))
    return {
        "modelType": "AssetAdministrationShell",
        **head(draw, grown, at, name, name),
        "id": identifier,
        "assetInformation": {"assetKind": "Instance", "globalAssetId": f"{identifier}:asset"},
    }


def concept(draw: st.DrawFn, grown: Grown, at: Pointer, identifier: str) -> dict[str, Any]:
    name = draw(st.sampled_from(NAMES))
    return {"modelType": "ConceptDescription", **head(draw, grown, at, name, name), "id": identifier}


def submodel(draw: st.DrawFn, grown: Grown, at: Pointer, identifier: str) -> dict[str, Any]:
    name = draw(st.none() | st.sampled_from(NAMES))
    path = name or identifier
    found = {"modelType": "Submodel", **head(draw, grown, at, path, name), "id": identifier}
    if draw(st.booleans()):
        found["kind"] = "Instance"
        grown.breaks.append(Break((*at, "kind"), "Copy", "SCH", path))
    if draw(st.booleans()):
        found["semanticId"] = reference(draw, grown, (*at, "semanticId"), path)
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    found["submodelElements"] = [
        element(draw, grown, (*at, "submodelElements", n), f"{path}/{one}", one, 2) for n, one in enumerate(names)
    ]
    return found


def element(
    draw: st.DrawFn, grown: Grown, at: Pointer, path: str, name: str | None, depth: int, kind: str | None = None
) -> dict[str, Any]:
    """An element of any of the kinds below; one in a list has no name."""
    kind = kind or draw(st.sampled_from([*LEAVES, *(CONTAINERS if depth else ())]))
    found = {"modelType": kind, **head(draw, grown, at, path, name)}
    if name is not None and draw(st.booleans()):
        found["semanticId"] = reference(draw, grown, (*at, "semanticId"), path)
    if kind in LEAVES:
        return {**found, **LEAVES[kind](grown, at, path)}
    return {**found, **CONTAINERS[kind](draw, grown, at, path, depth)}


def a_property(grown: Grown, at: Pointer, path: str) -> dict[str, Any]:
    grown.breaks.append(Break((*at, "value"), "12,5", "AAS501", path))
    grown.breaks.append(Break((*at, "valueType"), "xs:volt", "SCH", path))
    return {"valueType": "xs:int", "value": "7"}


def a_range(grown: Grown, at: Pointer, path: str) -> dict[str, Any]:
    grown.breaks.append(Break((*at, "min"), "low", "AAS501", path))
    grown.breaks.append(Break((*at, "max"), "high", "AAS501", path))
    return {"valueType": "xs:double", "min": "0", "max": "1.5"}


def a_multi_language_property(grown: Grown, at: Pointer, path: str) -> dict[str, Any]:
    grown.breaks.append(Break((*at, "value", 1, "language"), "-", "SCH", path))
    return {"value": [{"language": "en", "text": "steel"}, {"language": "ko", "text": "강"}]}


def a_file(grown: Grown, at: Pointer, path: str) -> dict[str, Any]:
    grown.breaks.append(Break((*at, "contentType"), "pdf", "SCH", path))
    return {"value": "https://example.com/a.pdf", "contentType": "application/pdf"}


def a_collection(draw: st.DrawFn, grown: Grown, at: Pointer, path: str, depth: int) -> dict[str, Any]:
    # one path of names, separated by dots below the submodel
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    held = [element(draw, grown, (*at, "value", n), f"{path}.{one}", one, depth - 1) for n, one in enumerate(names)]
    return {"value": held}


def a_list(draw: st.DrawFn, grown: Grown, at: Pointer, path: str, depth: int) -> dict[str, Any]:
    kind = draw(st.sampled_from(["Property", "MultiLanguageProperty", "SubmodelElementCollection"]))
    grown.breaks.append(Break((*at, "typeValueListElement"), "Things", "SCH", path))
    number = draw(st.integers(1, 3))
    held = [element(draw, grown, (*at, "value", n), f"{path}[{n}]", None, depth - 1, kind) for n in range(number)]
    typed = {"valueTypeListElement": "xs:int"} if kind == "Property" else {}
    return {"typeValueListElement": kind, **typed, "value": held}


LEAVES: dict[str, Callable[[Grown, Pointer, str], dict[str, Any]]] = {
    "Property": a_property,
    "Range": a_range,
    "MultiLanguageProperty": a_multi_language_property,
    "File": a_file,
}
CONTAINERS: dict[str, Callable[[st.DrawFn, Grown, Pointer, str, int], dict[str, Any]]] = {
    "SubmodelElementCollection": a_collection,
    "SubmodelElementList": a_list,
}


@dataclass
class Written:
    """A text and where each value begins in it, by pointer."""

    text: str = ""
    places: dict[Pointer, int] = field(default_factory=dict)

    def line_and_column(self, pointer: Pointer) -> tuple[int, int]:
        """Line and column of a value, counted from 1 in characters."""
        before = self.text[: self.places[pointer]]
        return before.count("\n") + 1, len(before) - before.rfind("\n")


def set_at(value: Any, pointer: Pointer, new: Any) -> None:
    """Put another value at a pointer."""
    for step in pointer[:-1]:
        value = value[step]
    value[pointer[-1]] = new


def xml_items(key: str, held: list[Any]) -> Iterator[tuple[str, Any]]:
    """Yield the items of a list with their XML elements."""
    for item in held:
        if key == "value" and "language" in item:
            yield "langStringTextType", item
        else:
            name = item.get("modelType", "")
            yield PLACES.get(key) or name[:1].lower() + name[1:], item
