"""Let values and their types agree: another spelling where the type wants it, another type where the value is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from aas_converters.repair.work import Repair, Work, change, repair_rule
from aas_validators.document.finding import Finding
from aas_validators.metamodel.sdk import lexical_checks
from aas_validators.metamodel.walk import Node

TYPE_OF_CONCEPT: Final = repair_rule(
    7,
    "value-type-of-concept",
    (
        "valueType {before} becomes {after}, as its concept says",
        "valueType {before}을(를) 개념 설명에 따라 {after}(으)로 바꿉니다",
    ),
    (
        "A number kept as text cannot be compared, drawn or summed; the value is one of the type its concept names.",
        "문자열로 둔 숫자는 비교하거나 그래프로 그리거나 합산할 수 없습니다. 값은 개념 설명의 형식에 맞습니다.",
    ),
)
VALUE_SPELLED: Final = repair_rule(
    8,
    "value-spelled-as-type",
    ("{attribute} {before} becomes {after}", "{attribute} {before}을(를) {after}(으)로 바꿉니다"),
    ("The type has one spelling for it.", "해당 형식에서 허용하는 표기가 따로 있습니다."),
)
TYPE_OF_VALUE: Final = repair_rule(
    9,
    "value-type-of-value",
    (
        "valueType {before} becomes {after}: {value} is no {before}",
        "값 {value}이(가) {before} 형식이 아니므로 valueType을 {after}(으)로 바꿉니다",
    ),
    (
        "A value that is none of its type cannot be read; the value is kept.",
        "형식에 맞지 않는 값은 읽을 수 없습니다. 값은 그대로 둡니다.",
    ),
    ("correct the value and the type", "값과 형식을 고치십시오"),
    "IDTA-01001, DataTypeDefXsd",
)
VALUED: Final = {
    "Property": ("value",),
    "Range": ("min", "max"),
    "Qualifier": ("value",),
    "Extension": ("value",),
}
OF_CONCEPT: Final = {
    "BOOLEAN": "xs:boolean",
    "INTEGER_COUNT": "xs:integer",
    "INTEGER_MEASURE": "xs:integer",
    "INTEGER_CURRENCY": "xs:integer",
    "REAL_COUNT": "xs:double",
    "REAL_MEASURE": "xs:double",
    "REAL_CURRENCY": "xs:double",
    "DATE": "xs:date",
    "TIME": "xs:time",
    "TIMESTAMP": "xs:dateTime",
}
"""Value types by the data types of IEC 61360."""
SPELLINGS: Final = {
    "inf": "INF", "+inf": "INF", "infinity": "INF", "-inf": "-INF", "-infinity": "-INF", "nan": "NaN",
    "true": "true", "false": "false", "yes": "true", "no": "false", "on": "true", "off": "false",
}  # fmt: skip


def spelled(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the change of values that their type spells in another way."""
    fits = lexical_checks(work.version).get(node.text("valueType") or "")
    for attribute in VALUED.get(node.name, ()):
        before = node.text(attribute)
        if before is None or fits is None or fits(before):
            continue
        stripped = before.strip()
        for after in (stripped, SPELLINGS.get(stripped.lower(), stripped), stripped.replace(",", "")):
            if after and fits(after) and ("," not in before or thousands(before)):
                yield change(VALUE_SPELLED, node, attribute, before, after)
                node.value[attribute] = after
                break


def thousands(text: str) -> bool:
    """Say whether the commas of a text stand between thousands: `1,200` does, `1,5` does not."""
    whole, *groups = text.strip().partition(".")[0].split(",")
    return bool(whole) and all(len(group) == 3 and group.isdigit() for group in groups)


def type_of_value(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the change of a type that the value beside it is none of: it becomes a text."""
    kind = node.text("valueType") or ""
    fits = lexical_checks(work.version).get(kind)
    wrong = [
        text for attribute in VALUED.get(node.name, ()) if fits and (text := node.text(attribute)) and not fits(text)
    ]
    if wrong:
        values = {"before": kind, "after": "xs:string", "value": wrong[0]}
        yield Finding(TYPE_OF_VALUE, (*node.pointer, "valueType"), values)
        node.value["valueType"] = "xs:string"
        listed = node.parent is not None and node.parent.name == "SubmodelElementList"
        if listed and node.parent is not None and "valueTypeListElement" in node.parent.value:
            node.parent.value["valueTypeListElement"] = "xs:string"
            retype(node.parent)


def retype(holder: Node) -> None:
    """Let every item of a list have the type of the list (AASd-109)."""
    items: Any = holder.value.get("value")
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict) and "valueType" in item:
            item["valueType"] = holder.value["valueTypeListElement"]


def type_of_concept(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the change of a text's type to that of its concept, where the value is one of it."""
    value = node.text("value")
    if node.name != "Property" or node.value.get("valueType") != "xs:string" or not value:
        return
    if node.parent is not None and node.parent.name == "SubmodelElementList":
        return
    kind = OF_CONCEPT.get(str(concept_of(node, work).get("dataType")))
    fits = lexical_checks(work.version)
    if kind is not None and fits[kind](value):
        yield change(TYPE_OF_CONCEPT, node, "valueType", "xs:string", kind)
        node.value["valueType"] = kind


def concept_of(node: Node, work: Work) -> dict[str, Any]:
    """Return the IEC 61360 content of the concept that a node means, an empty one if it is not here."""
    reference: Any = node.value.get("semanticId")
    keys = reference.get("keys") if isinstance(reference, dict) else None
    last = keys[-1] if isinstance(keys, list) and keys else None
    return work.concepts.get(str(last.get("value")), {}) if isinstance(last, dict) else {}


REPAIRS: Final = (
    Repair(VALUE_SPELLED, spelled),
    Repair(TYPE_OF_VALUE, type_of_value),
    Repair(TYPE_OF_CONCEPT, type_of_concept),
)
