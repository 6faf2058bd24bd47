"""The content of an environment as a tree: shells, submodels, elements with values and units."""

from __future__ import annotations

from typing import Any, Final

from rich.text import Text
from rich.tree import Tree

from aas_toolkit.cli.language import language
from aas_toolkit.cli.words import say

SUBMODELS_SHOWN: Final = 3
"""Submodels of a shell that are shown before the rest is counted; more with --depth."""
ELEMENTS: Final = ("value", "statements", "annotations")

Json = dict[str, Any]


def environment_tree(name: str, content: Json, depth: int, shown: int) -> Tree:
    """Return the tree of an environment: `depth` levels below a submodel, `shown` things of each kind."""
    units = units_of(content)
    tree = Tree(Text(name, style="bold"), guide_style="dim")
    submodels = {submodel["id"]: submodel for submodel in content.get("submodels", [])}
    shells = content.get("assetAdministrationShells", [])
    named = {reference["keys"][-1]["value"] for shell in shells for reference in shell.get("submodels", [])}
    for shell in shells[:shown]:
        asset = shell.get("assetInformation", {}).get("globalAssetId", "")
        branch = tree.add(line("AAS", shell.get("idShort", ""), asset))
        ids = [reference["keys"][-1]["value"] for reference in shell.get("submodels", [])]
        add_submodels(branch, [submodels[i] for i in ids if i in submodels], units, depth, shown)
    count_rest(tree, len(shells), shown)
    add_submodels(tree, [s for i, s in submodels.items() if i not in named], units, depth, shown)
    if concepts := content.get("conceptDescriptions"):
        tree.add(line(say("concepts", language()), str(len(concepts)), ""))
    return tree


def add_submodels(branch: Tree, submodels: list[Json], units: dict[str, str], depth: int, shown: int) -> None:
    """Add submodels with their elements."""
    for submodel in submodels[:shown]:
        below = branch.add(line("Submodel", submodel.get("idShort", ""), submodel["id"]))
        add_elements(below, submodel.get("submodelElements", []), units, depth)
    count_rest(branch, len(submodels), shown)


def add_elements(branch: Tree, elements: list[Json], units: dict[str, str], depth: int, unit_of_list: str = "") -> None:
    """Add elements, `depth` levels of them; items of a list share the unit of their list."""
    if depth <= 0:
        if elements:
            branch.add(Text(say("elements below", language(), count=f"{len(elements):,}"), style="dim"))
        return
    for position, element in enumerate(elements):
        name = element.get("idShort") or f"[{position}]"
        children = next((element[key] for key in ELEMENTS if is_elements(element.get(key))), None)
        unit = units.get(semantic_id(element, "semanticId"), unit_of_list)
        below = branch.add(line(name, "" if children is not None else shown_value(element), unit))
        if children is not None:
            item_unit = units.get(semantic_id(element, "semanticIdListElement"), "")
            add_elements(below, children, units, depth - 1, item_unit)


def is_elements(value: object) -> bool:
    """Say whether a value is a list of submodel elements."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "modelType" in value[0]


def shown_value(element: Json) -> str:
    """Return the value of an element in one line."""
    match element.get("modelType"):
        case "Range":
            return f"{element.get('min', '')} .. {element.get('max', '')}"
        case "MultiLanguageProperty":
            return " | ".join(f"{text['language']}: {text['text']}" for text in element.get("value", []))
        case "ReferenceElement":
            return " > ".join(key["value"] for key in element.get("value", {}).get("keys", []))
        case _:
            value = element.get("value", "")
            return value if isinstance(value, str) else ""


def units_of(content: Json) -> dict[str, str]:
    """Return the unit of each concept that has one, by the id of the concept."""
    units = {}
    for concept in content.get("conceptDescriptions", []):
        for specification in concept.get("embeddedDataSpecifications", []):
            if unit := specification.get("dataSpecificationContent", {}).get("unit"):
                units[concept["id"]] = "" if unit == "1" else unit
    return units


def semantic_id(element: Json, attribute: str) -> str:
    """Return the last key of a reference of an element; an empty text without one."""
    reference = element.get(attribute) or {}
    keys = reference.get("keys") or [{}]
    return str(keys[-1].get("value", ""))


def line(name: str, value: str, rest: str) -> Text:
    """Return one line of the tree."""
    text = Text(name, style="cyan")
    if value:
        text.append(f" {value}", style="bold")
    if rest:
        text.append(f" {rest}", style="dim")
    return text


def count_rest(branch: Tree, count: int, shown: int) -> None:
    """Add how many things are not shown."""
    if count > shown:
        branch.add(Text(say("not shown", language(), count=f"{count - shown:,}"), style="dim"))
