"""The local dictionary: concept descriptions that could be entries of ECLASS or IEC CDD, and what uses them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aas_validators.diagnostics import Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.kosmo.patterns import is_irdi, is_own_uri
from aas_validators.kosmo.plant import Plant, semantic_id
from aas_validators.kosmo.rule import profile_rule
from aas_validators.kosmo.tree import Object
from aas_validators.metamodel.walk import Node

ENTRY_INCOMPLETE = profile_rule(
    25,
    "own-concept-incomplete",
    ("the own concept {name} has no {attribute}", "자체 개념 {name}에 {attribute}이(가) 없습니다"),
    ("add {attribute} to its IEC 61360 content", "IEC 61360 내용에 {attribute}을(를) 추가하십시오"),
    (
        "Own concepts form a dictionary that is mapped to IRDIs later; an entry needs the same fields.",
        "자체 개념은 나중에 IRDI로 옮길 로컬 사전이므로 같은 항목을 갖추어야 합니다.",
    ),
    "G1 6.2",
)
OTHER_TYPE_THAN_IRDI = profile_rule(
    26,
    "type-contradicts-irdi",
    (
        "the valueType is {found}, but the concept {value} says {expected}",
        "valueType은 {found}인데 개념 {value}의 데이터 타입은 {expected}입니다",
    ),
    (
        "use another valueType, or an own URI if the field data really are of this type",
        "valueType을 맞추거나, 현장 데이터가 실제로 이 타입이면 자체 URI를 쓰십시오",
    ),
    (
        "An IRDI is used only where unit, data type and precision are those of the dictionary.",
        "IRDI는 단위, 데이터 타입, 정밀도가 사전과 같을 때만 씁니다.",
    ),
    "G1 6.3",
)
CONCEPT_TWICE = profile_rule(
    28,
    "concept-twice",
    ("the concept {value} is described twice{how}", "개념 {value}이(가) 두 번 정의되어 있습니다{how}"),
    ("keep one description, with one data type and unit", "데이터 타입과 단위가 하나인 정의만 남기십시오"),
    (
        "One concept is defined once and means the same everywhere.",
        "하나의 개념은 한 번 정의되고 어디서나 같은 뜻이어야 합니다.",
    ),
    "G1 4.1.4, 4.1.7",
)
OTHER_TYPE = profile_rule(
    83,
    "type-contradicts-concept",
    (
        "the valueType is {found}, but the concept says {expected}",
        "valueType은 {found}인데 개념 설명의 데이터 타입은 {expected}입니다",
    ),
    ("use a valueType that fits, such as {better}", "{better} 같은 맞는 valueType을 쓰십시오"),
    ("Numbers that are kept as text cannot be computed with.", "문자로 저장된 숫자는 계산이나 집계에 쓸 수 없습니다."),
    "G1 6.3",
    Severity.WARNING,
)

# fmt: off
WHOLE: Final = (
    "xs:integer", "xs:int", "xs:long", "xs:short", "xs:byte", "xs:nonNegativeInteger", "xs:positiveInteger",
    "xs:nonPositiveInteger", "xs:negativeInteger", "xs:unsignedByte", "xs:unsignedShort", "xs:unsignedInt",
    "xs:unsignedLong",
)
TYPES: Final[dict[str, tuple[str, ...]]] = {
    "REAL_MEASURE": ("xs:double", "xs:float", "xs:decimal"),
    "REAL_COUNT": ("xs:double", "xs:float", "xs:decimal"),
    "REAL_CURRENCY": ("xs:double", "xs:float", "xs:decimal"),
    "RATIONAL": ("xs:string",),
    "RATIONAL_MEASURE": ("xs:string",),
    "INTEGER_MEASURE": ("xs:int", *WHOLE),
    "INTEGER_COUNT": ("xs:int", *WHOLE),
    "INTEGER_CURRENCY": ("xs:int", *WHOLE),
    "BOOLEAN": ("xs:boolean",),
    "DATE": ("xs:date", "xs:dateTime"),
    "TIME": ("xs:time",),
    "TIMESTAMP": ("xs:dateTime",),
}
# fmt: on
"""Value types that fit a data type of IEC 61360, the best first; for others nothing is decided."""


def check_entries(plant: Plant) -> Iterator[Finding]:
    """Yield own concepts that lack what a dictionary entry has."""
    used = used_by_properties(plant)
    for id_, node in plant.concepts.items():
        if is_irdi(id_.strip()) or not is_own_uri(id_) or id_ not in used:
            continue
        content = content_of(node.value)
        wanted = ["preferredName", "definition", "dataType"]
        if str(content.get("dataType", "")).endswith("_MEASURE") and not content.get("unitId"):
            wanted.append("unit")
        for attribute in wanted:
            if not content.get(attribute):
                values = {"name": shown(node.text("idShort") or id_), "attribute": attribute}
                yield Finding(ENTRY_INCOMPLETE, node.pointer, values)


def used_by_properties(plant: Plant) -> set[str]:
    """Return the semantic ids of properties: concepts of groups have neither data type nor unit."""
    return {semantic_id(node.value) or "" for node in plant.of_class("Property")}


def content_of(concept: Object) -> Object:
    """Return the IEC 61360 content of a concept description, empty where there is none."""
    specifications = concept.get("embeddedDataSpecifications")
    for one in specifications if isinstance(specifications, list) else ():
        content = one.get("dataSpecificationContent") if isinstance(one, dict) else None
        if isinstance(content, dict):
            return content
    return {}


def check_twice(plant: Plant) -> Iterator[Finding]:
    """Yield concepts that are described more than once."""
    first: dict[str, Node] = {}
    for node in plant.of_class("ConceptDescription"):
        id_ = node.text("id")
        if not id_:
            continue
        other = first.setdefault(id_, node)
        if other is not node:
            one, two = (content_of(each.value) for each in (other, node))
            differ = [key for key in ("dataType", "unit") if one.get(key) != two.get(key)]
            how = f" ({', '.join(f'{key}: {shown(one.get(key))} / {shown(two.get(key))}' for key in differ)})"
            yield Finding(CONCEPT_TWICE, node.pointer, {"value": shown(id_), "how": how if differ else ""})


def check_types(plant: Plant) -> Iterator[Finding]:
    """Yield properties whose value type is not what their concept says."""
    for node in plant.of_class("Property"):
        id_, found = semantic_id(node.value), node.text("valueType")
        concept = plant.concepts.get(id_ or "")
        expected = str(content_of(concept.value).get("dataType")) if concept else ""
        allowed = TYPES.get(expected)
        if id_ is None or found is None or allowed is None or found in allowed:
            continue
        values = {"found": shown(found), "expected": expected}
        at = (*node.pointer, "valueType")
        if is_irdi(id_):
            yield Finding(OTHER_TYPE_THAN_IRDI, at, {**values, "value": id_})
        else:
            yield Finding(OTHER_TYPE, at, {**values, "better": allowed[0]})


CHECKS: Final = (check_entries, check_twice, check_types)
