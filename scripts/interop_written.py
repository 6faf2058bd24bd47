"""What is written in a file of ours, read with nothing but the standard library."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from interop_readers.canonical import Facts, canonical, texts

LISTS = ("assetAdministrationShells", "submodels", "conceptDescriptions")
CONTAINERS = {"SubmodelElementCollection": "value", "SubmodelElementList": "value", "Entity": "statements"}
"""Classes with elements in them, and the attribute that holds them."""
MANY = frozenset(
    (
        *(*LISTS, "keys", "submodelElements", "statements", "description", "displayName", "preferredName"),
        *("definition", "shortName", "embeddedDataSpecifications", "supplementalSemanticIds", "qualifiers"),
    )
)
"""Attributes that are lists; in XML only their name tells."""


def written(path: Path) -> dict[str, Facts]:
    """Return the facts of every identifiable in a .aasx, .json or .xml."""
    return dict(identifiables(environment(path)))


def environment(path: Path) -> dict[str, Any]:
    """Return the environment in a file as the JSON serialisation has it."""
    data = path.read_bytes()
    is_json = path.suffix == ".json"
    if path.suffix == ".aasx":
        with zipfile.ZipFile(path) as package:
            name = next(name for name in package.namelist() if name.startswith("aasx/data."))
            data, is_json = package.read(name), name.endswith(".json")
    content: dict[str, Any] = json.loads(data) if is_json else from_xml(ElementTree.fromstring(data))
    return content


def from_xml(node: ElementTree.Element) -> Any:
    """Return an XML node as JSON has it, as far as facts need."""
    if not len(node):
        return node.text or ""
    name = node.tag.rpartition("}")[2]
    holds_elements = name == "value" and "idShort" not in {c.tag.rpartition("}")[2] for c in node}
    if name in MANY or holds_elements:
        return [with_class(child) for child in node]
    return {child.tag.rpartition("}")[2]: from_xml(child) for child in node}


def with_class(node: ElementTree.Element) -> Any:
    """Return an item of a list, with its class where it is an element; a collection may be empty."""
    name = node.tag.rpartition("}")[2]
    found = from_xml(node)
    return {**(found if isinstance(found, dict) else {}), "modelType": name[0].upper() + name[1:]}


def identifiables(content: dict[str, Any]) -> Iterator[tuple[str, Facts]]:
    """Yield id and facts of each identifiable."""
    shells, submodels, concepts = (content.get(name, []) for name in LISTS)
    for shell in shells:
        held = sorted(target(reference) or "" for reference in shell.get("submodels", []))
        asset = shell["assetInformation"].get("globalAssetId")
        yield shell["id"], {"": ["AssetAdministrationShell", shell.get("idShort"), asset], "submodels": [*held]}
    for submodel in submodels:
        about = ["Submodel", submodel.get("idShort"), target(submodel.get("semanticId"))]
        yield submodel["id"], {"": about, **dict(elements(submodel.get("submodelElements", []), "", listed=False))}
    for concept in concepts:
        facts: Facts = {"": ["ConceptDescription", concept.get("idShort")]}
        for i, specification in enumerate(concept.get("embeddedDataSpecifications", [])):
            facts[f"IEC 61360 {i}"] = iec61360(specification["dataSpecificationContent"])
        yield concept["id"], facts


def elements(found: list[dict[str, Any]], parent: str, *, listed: bool) -> Iterator[tuple[str, list[object]]]:
    """Yield path and facts of elements and what is in them."""
    for i, element in enumerate(found):
        path = f"{parent}[{i}]" if listed else f"{parent}.{element['idShort']}".lstrip(".")
        kind, value_type = element["modelType"], element.get("valueType")
        about: list[object] = [kind, target(element.get("semanticId"))]
        inside = CONTAINERS.get(kind)
        if inside is not None:
            yield path, about
            yield from elements(element.get(inside, []), path, listed=kind == "SubmodelElementList")
        elif kind == "MultiLanguageProperty":
            yield path, [*about, texts_of(element.get("value"))]
        elif kind == "Range":
            yield path, [*about, *(canonical(value_type, element.get(end)) for end in ("min", "max"))]
        elif kind == "ReferenceElement":
            yield path, [*about, target(element.get("value"))]
        else:
            yield path, [*about, value_type, canonical(value_type, element.get("value"))]


def iec61360(content: Any) -> list[object]:
    """Return the facts of an IEC 61360 data specification; XML has its class around it."""
    content = content.get("dataSpecificationIec61360", content)
    names = [texts_of(content.get(name)) for name in ("preferredName", "definition")]
    return [*names, content.get("unit"), content.get("dataType")]


def texts_of(found: list[dict[str, str]] | None) -> str | None:
    """Return the texts of an attribute."""
    return texts((each["language"], each["text"]) for each in found) if found else None


def target(reference: dict[str, Any] | None) -> str | None:
    """Return the value of the last key of a reference."""
    return None if reference is None else reference["keys"][-1]["value"]
