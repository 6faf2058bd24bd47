"""Complete concept descriptions: names and definitions in English, units of measures, lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from aas_converters.repair.spelling import literals
from aas_converters.repair.work import Repair, Work, all_texts, change, external, keep, repair_rule
from aas_reference_models.units import unit_named
from aas_validators.document.finding import Finding, shown
from aas_validators.metamodel.iec61360 import ACCEPTED_IDS, SPECIFICATION_ID
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.metamodel.walk import Node

MADE: Final = ("write the right words", "알맞은 말로 고쳐 쓰십시오")
NAME: Final = repair_rule(
    10,
    "english-name-generated",
    ("preferredName in English is missing and becomes {after}", "영어 preferredName이 없어 {after}(으)로 채웁니다"),
    (
        "Every concept has a name in English; it is taken from the idShort or another language.",
        "모든 개념에는 영어 이름이 있어야 합니다. idShort나 다른 언어의 이름에서 가져옵니다.",
    ),
    MADE,
    "AASc-3a-002",
)
DEFINITION: Final = repair_rule(
    11,
    "english-definition-generated",
    ("definition in English is missing and becomes {after}", "영어 definition이 없어 {after}(으)로 채웁니다"),
    (
        "Every concept has a definition in English; it is taken from the name or another language.",
        "모든 개념에는 영어 정의가 있어야 합니다. 이름이나 다른 언어의 정의에서 가져옵니다.",
    ),
    MADE,
    "AASc-3a-008",
)
UNIT: Final = repair_rule(
    12,
    "unit-from-name",
    ("the measure has no unit; its name says {after}", "측정값에 단위가 없어 이름에 있는 {after}을(를) 넣습니다"),
    ("A measure without a unit is no measure.", "단위가 없는 측정값은 의미가 없습니다."),
    spec="AASc-3a-009",
)
NO_UNIT: Final = repair_rule(
    13,
    "measure-without-unit",
    ("{before} without a unit becomes {after}", "단위가 없는 {before}을(를) {after}(으)로 바꿉니다"),
    (
        "A measure must have a unit, and no unit can be made up: until it is given the concept is a plain number.",
        "측정값에는 단위가 필요하지만 임의로 정할 수 없습니다. 단위를 정하기 전까지 단순한 수로 둡니다.",
    ),
    ("give the unit, then set the type back", "단위를 넣은 뒤 형식을 되돌리십시오"),
    "AASc-3a-009",
)
TOO_LONG: Final = repair_rule(
    14,
    "text-shortened",
    (
        "{attribute} {before} is too long and is kept whole as an extension",
        "{attribute} {before}이(가) 너무 길어 전체를 확장(extension)에 둡니다",
    ),
    (
        "Readers with columns of fixed width refuse longer texts.",
        "열 너비가 정해진 프로그램은 더 긴 텍스트를 거부합니다.",
    ),
)
SPECIFICATION: Final = repair_rule(
    15,
    "specification-id-corrected",
    ("the data specification {before} becomes {after}", "데이터 사양 {before}을(를) {after}(으)로 바꿉니다"),
    ("Readers choose by this id how to read the content.", "프로그램은 이 ID로 내용의 해석 방법을 정합니다."),
    spec="AASc-3a-050",
)
CONCEPT_CATEGORY: Final = repair_rule(
    44,
    "concept-category-moved",
    (
        "category {before} does not go with dataType {after} and is kept as an extension",
        "category {before}은(는) dataType {after}과(와) 맞지 않아 확장(extension)에 둡니다",
    ),
    (
        "Categories of concepts ask for certain data types; the category is out of use, the type is not.",
        "개념의 category마다 허용되는 dataType이 있습니다. category는 더 쓰지 않으므로 dataType을 따릅니다.",
    ),
    spec="AASc-3a-004 to AASc-3a-007",
)
CONTENT: Final = "DataSpecificationIec61360"
TYPES: Final = tuple(literals(VERSIONS[-1])[CONTENT]["dataType"])
OF_CATEGORY: Final = {
    "PROPERTY": tuple(kind for kind in TYPES if kind not in ("FILE", "BLOB", "HTML")),
    "VALUE": tuple(kind for kind in TYPES if kind not in ("FILE", "BLOB", "HTML")),
    "REFERENCE": ("STRING", "IRI", "IRDI"),
    "DOCUMENT": ("FILE", "BLOB", "HTML"),
    "QUALIFIER_TYPE": TYPES,
}
"""The data types that a category of concepts allows."""
LONGEST: Final = {
    "LangStringShortNameTypeIec61360": 18,
    "LangStringPreferredNameTypeIec61360": 255,
    "LangStringDefinitionTypeIec61360": 1023,
    "LangStringNameType": 128,
    "LangStringTextType": 1023,
}
"""Longest text of each class, in characters."""
IN_BRACKETS: Final = re.compile(r"[\[(]\s*([^\[\]()]{1,12}?)\s*[\])]")
GENERATED: Final = "generated"


def english_name(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the making of a preferred name in English."""
    if node.name == CONTENT and not english(node.value.get("preferredName")):
        texts = all_texts(node.value.get("preferredName"))
        top = identifiable(node)
        name = texts[0]["text"] if texts else called(top)
        yield Finding(NAME, node.pointer, {"after": shown(name)})
        node.value["preferredName"] = [{"language": "en", "text": name[:255]}, *texts]
        mark(top, "preferredName")


def english_definition(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the making of a definition in English."""
    if node.name != CONTENT or english(node.value.get("definition")) or "value" in node.value:
        return
    texts = all_texts(node.value.get("definition"))
    top = identifiable(node)
    names = [one["text"] for one in all_texts(node.value.get("preferredName")) if one["language"].startswith("en")]
    found = [one["text"] for one in texts] or names or [called(top)]
    yield Finding(DEFINITION, node.pointer, {"after": shown(found[0])})
    node.value["definition"] = [{"language": "en", "text": found[0]}, *texts]
    mark(top, "definition")


def english(value: Any) -> bool:
    """Say whether a text is there in English."""
    return any(one["language"].lower().split("-")[0] == "en" for one in all_texts(value))


def identifiable(node: Node) -> Node:
    """Return the identifiable that a node is in, or the outermost object."""
    here = node
    while here.parent is not None and "id" not in here.value:
        here = here.parent
    return here


def called(top: Node) -> str:
    """Return what a concept is called: by its idShort, else by the end of its id."""
    last = re.split(r"[/#:]", (top.text("id") or "").rstrip("/#:"))[-1]
    return words(top.text("idShort") or "") or words(last) or "concept"


def words(name: str) -> str:
    """Return a name of code as words: `MotorPower` is `Motor Power`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_+", " ", name).strip()


def mark(top: Node, attribute: str) -> None:
    """Note on a concept which of its attributes nobody wrote."""
    mine: Any = next((one for _, one in top.items("extensions") if one.get("name") == GENERATED), None)
    if mine is None:
        keep(top, GENERATED, attribute)
    elif attribute not in str(mine.get("value", "")):
        mine["value"] = f"{mine.get('value', '')} {attribute}".strip()


def measures(node: Node) -> str | None:
    """Return the data type of a measure or sum of money without a unit."""
    kind = node.text("dataType") or ""
    bare = "unit" not in node.value and "unitId" not in node.value
    return kind if node.name == CONTENT and bare and kind.endswith(("_MEASURE", "_CURRENCY")) else None


def unit_from_name(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the unit of a measure that its names show in brackets: `Speed (mm/s)`."""
    if measures(node):
        names = [one["text"] for name in ("preferredName", "shortName") for one in all_texts(node.value.get(name))]
        for inner in (match for name in names for match in IN_BRACKETS.findall(name)):
            if (unit := unit_named(inner)) is not None:
                yield Finding(UNIT, node.pointer, {"after": shown(unit.symbol)})
                node.value["unit"] = unit.symbol
                return


def no_unit(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the change of a measure without unit to a plain number."""
    if kind := measures(node):
        yield change(NO_UNIT, node, "dataType", kind, after := f"{kind.split('_')[0]}_COUNT")
        keep(node, "dataType", kind)
        node.value["dataType"] = after


def shorten(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the shortening of a text that is longer than its class allows; the whole one is kept."""
    limit, text = LONGEST.get(node.name), node.text("text")
    if limit is not None and text is not None and len(text) > limit:
        values = {"attribute": node.attribute, "before": shown(text)}
        yield Finding(TOO_LONG, (*node.pointer, "text"), values)
        keep(node, f"{node.attribute} ({node.value.get('language')})", text)
        node.value["text"] = text[:limit].rstrip()


def specification(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the correction of the id under which IEC 61360 content stands."""
    content: Any = node.value.get("dataSpecificationContent")
    if node.name != "EmbeddedDataSpecification" or not isinstance(content, dict) or content.get("modelType") != CONTENT:
        return
    reference: Any = node.value.get("dataSpecification")
    keys = reference.get("keys") if isinstance(reference, dict) else None
    named = keys[0].get("value") if isinstance(keys, list) and keys and isinstance(keys[0], dict) else None
    if named not in ACCEPTED_IDS:
        yield change(SPECIFICATION, node, "dataSpecification", named, SPECIFICATION_ID)
        node.value["dataSpecification"] = external(SPECIFICATION_ID)


def concept_category(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the removal of a concept's category that its data type does not go with."""
    category = node.text("category")
    types = OF_CATEGORY.get(category or "")
    kind = work.concepts.get(node.text("id") or "", {}).get("dataType")
    if node.name == "ConceptDescription" and category and types is not None and kind not in types:
        yield change(CONCEPT_CATEGORY, node, "category", category, kind)
        del node.value["category"]
        keep(node, "category", category)


REPAIRS: Final = (
    Repair(CONCEPT_CATEGORY, concept_category),
    Repair(SPECIFICATION, specification),
    Repair(NAME, english_name),
    Repair(DEFINITION, english_definition),
    Repair(UNIT, unit_from_name),
    Repair(NO_UNIT, no_unit),
    Repair(TOO_LONG, shorten),
)
