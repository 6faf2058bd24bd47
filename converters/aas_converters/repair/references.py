"""Put references right: their type by what their keys mean, and identifiers that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from aas_converters.repair.work import Repair, Work, change, repair_rule
from aas_validators.document.finding import Finding
from aas_validators.metamodel.shapes import VERSIONS, shapes
from aas_validators.metamodel.walk import Node

REFERENCE_TYPE: Final = repair_rule(
    4,
    "reference-type-corrected",
    (
        "{attribute} to {before} becomes {after}",
        "{before}을(를) 가리키는 {attribute}을(를) {after}(으)로 바꿉니다",
    ),
    (
        "The type of a reference says whether it leads to something in AAS or outside; it must agree with its keys.",
        "참조의 type은 AAS 안과 밖 중 어디를 가리키는지 나타내며 키와 맞아야 합니다.",
    ),
    spec="AASd-121 to AASd-128",
)
NO_DATA: Final = repair_rule(
    5,
    "no-identifier-removed",
    ("{attribute} {before} names nothing and is removed", "{attribute} {before}은(는) 식별자가 아니므로 제거합니다"),
    (
        "A filler in place of an identifier makes unlike things alike.",
        "식별자 자리의 빈 표시는 서로 다른 것을 같은 것으로 보이게 합니다.",
    ),
    ("give the IRDI or URI of the concept", "개념의 IRDI나 URI를 지정하십시오"),
)
SPELLING: Final = repair_rule(
    6,
    "identifier-spelling-corrected",
    ("{before} becomes {after}", "{before}을(를) {after}(으)로 바꿉니다"),
    (
        "Identifiers are compared sign by sign: a blank or a missing slash makes another one.",
        "식별자는 한 글자씩 비교하므로 공백이나 빠진 슬래시가 있으면 다른 식별자가 됩니다.",
    ),
)
SEMANTICS: Final = ("semanticId", "supplementalSemanticIds", "isCaseOf", "valueId", "unitId", "dataSpecification")
"""Attributes whose references lead to definitions, in whichever place they are kept."""
IDENTIFIABLES: Final = ("AssetAdministrationShell", "Submodel", "ConceptDescription")
OUTSIDE: Final = ("GlobalReference", "FragmentReference")
FILLERS: Final = re.compile(r"no[_ -]?data|n/?a|none|null|nan|tbd|unknown|없음|-+|\?+|\.+", re.IGNORECASE)
IRDI: Final = re.compile(r"\d{4}[-/].*#.*|0112/.*")
MISSPELT: Final = (
    (re.compile(r"\b(https?|urn|ftp):/(?=[^/\s])"), r"\1://"),
    (re.compile(r"(?<=\.)k[zA]ungnam\b"), "kyungnam"),
)
IDENTIFIERS: Final = {
    "AssetAdministrationShell": ("id",),
    "Submodel": ("id",),
    "ConceptDescription": ("id",),
    "AssetInformation": ("globalAssetId",),
    "Key": ("value",),
    "Entity": ("globalAssetId",),
}
KEY_TYPES: Final = frozenset(
    name for name, shape in shapes(VERSIONS[-1]).items() if shape.model_type and "idShort" in shape.attributes
)
ABSTRACT: Final = ("SubmodelElement", "DataElement", "EventElement")
LOWER: Final = {name.lower(): name for name in (*KEY_TYPES, *OUTSIDE, *ABSTRACT)}
TARGETS: Final = {"submodels": "Submodel", "derivedFrom": "AssetAdministrationShell"}
"""Attributes that lead to one class only."""


def correct_type(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the correction of a reference whose type and keys do not agree."""
    keys: Any = node.value.get("keys")
    if node.name != "Reference" or not isinstance(keys, list) or not keys:
        return
    if not all(isinstance(key, dict) and isinstance(key.get("value"), str) for key in keys):
        return
    kind, types = wanted(node, keys)
    if kind == node.value.get("type") and types == [key.get("type") for key in keys]:
        return
    last = keys[-1]["value"]
    yield Finding(
        REFERENCE_TYPE,
        (*node.pointer, "type"),
        {"attribute": node.attribute, "before": last, "after": f"{kind} ({', '.join(types)})"},
    )
    node.value["type"] = kind
    for key, name in zip(keys, types, strict=True):
        key["type"] = name


def wanted(node: Node, keys: list[dict[str, Any]]) -> tuple[str, list[str]]:
    """Return the type that a reference should have and those of its keys."""
    types = [LOWER.get(str(key.get("type", "")).lower(), "GlobalReference") for key in keys]
    only = TARGETS.get(node.attribute)
    if only and len(keys) == 1:
        return "ModelReference", [only]
    values = [key["value"] for key in keys]
    semantic = node.attribute in SEMANTICS or (node.parent is not None and node.parent.attribute in SEMANTICS)
    to_dictionary = semantic and IRDI.match(values[0])
    model = node.value.get("type") == "ModelReference" or (not semantic and types[0] in IDENTIFIABLES)
    if model and types[0] in IDENTIFIABLES and not to_dictionary and node.attribute != "dataSpecification":
        return "ModelReference", [types[0], *inside(types[1:], values[1:])]
    last = "FragmentReference" if len(types) > 1 and types[-1] == "FragmentReference" else "GlobalReference"
    return "ExternalReference", ["GlobalReference"] * (len(types) - 1) + [last]


def inside(types: list[str], values: list[str]) -> list[str]:
    """Return the types of the keys below an identifiable: elements, a fragment only behind a file."""
    found: list[str] = []
    for number, name in enumerate(types):
        if name == "FragmentReference" and number == len(types) - 1 and found and found[-1] in ("File", "Blob"):
            found.append(name)
        else:
            found.append("SubmodelElement" if name in OUTSIDE or name in IDENTIFIABLES else name)
        if number and found[-2] == "SubmodelElementList" and not values[number].isdigit():
            found[-2] = "SubmodelElement"
    return found


def remove_fillers(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the removal of references to definitions that are only fillers."""
    for attribute in SEMANTICS:
        held = node.value.get(attribute)
        if isinstance(held, dict) and is_filler(held):
            yield change(NO_DATA, node, attribute, held)
            del node.value[attribute]
        elif isinstance(held, list):
            for one in [item for item in held if isinstance(item, dict) and is_filler(item)]:
                yield change(NO_DATA, node, attribute, one)
                held.remove(one)


def is_filler(reference: dict[str, Any]) -> bool:
    """Say whether every key of a reference is a filler."""
    keys = reference.get("keys")
    if not isinstance(keys, list) or not keys:
        return False
    return all(isinstance(key, dict) and FILLERS.fullmatch(str(key.get("value", "")).strip()) for key in keys)


def correct_spelling(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the correction of identifiers: blanks around them, `https:/`, a misspelt domain."""
    for attribute in IDENTIFIERS.get(node.name, ()):
        before = node.text(attribute)
        if before is None:
            continue
        after = before.strip()
        for pattern, better in MISSPELT:
            after = pattern.sub(better, after)
        after = re.sub(r"(?<=^urn:)//", "", after)
        if after != before and after:
            yield change(SPELLING, node, attribute, before, after)
            node.value[attribute] = after


REPAIRS: Final = (
    Repair(SPELLING, correct_spelling),
    Repair(NO_DATA, remove_fillers),
    Repair(REFERENCE_TYPE, correct_type),
)
