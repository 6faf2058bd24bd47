"""Values that stand for a concept: AASd-006, AASd-007 and AASc-3a-003, where the concept is in the file.

Nothing is looked up elsewhere, so a valueId that leads out of the file is not judged."""

from __future__ import annotations

from collections.abc import Iterator

from aas_validators.diagnostics import Sentence
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Json
from aas_validators.metamodel.constraint import constraint
from aas_validators.metamodel.walk import Node

SAME_VALUE = Sentence(
    "{value} is not {expected}, the value of the concept that valueId names",
    "값 {value}이(가) valueId가 가리키는 개념의 값 {expected}와(과) 다릅니다",
)
CORRECT_EITHER = Sentence("correct the value or valueId", "값이나 valueId를 고치십시오")
TWO_TRUTHS = Sentence(
    "Programs that go by the concept and programs that go by the text see different values.",
    "개념을 따르는 프로그램과 텍스트를 따르는 프로그램이 서로 다른 값을 봅니다.",
)

QUALIFIER_VALUE_ID = constraint("AASd-006", "qualifier-value-id", SAME_VALUE, CORRECT_EITHER, TWO_TRUTHS)

PROPERTY_VALUE_ID = constraint("AASd-007", "property-value-id", SAME_VALUE, CORRECT_EITHER, TWO_TRUTHS)

CONCEPT_WITHOUT_VALUE = constraint(
    "AASc-3a-003",
    "value-list-concept-value",
    Sentence(
        "the concept {expected} behind an entry of the value list has no value",
        "값 목록 항목이 가리키는 개념 {expected}에 value가 없습니다",
    ),
    Sentence("give the concept a value", "개념에 value를 넣으십시오"),
    Sentence(
        "An entry of a value list is a value; without one nothing can be chosen.",
        "값 목록의 항목은 값이어야 하며, 없으면 선택할 수 없습니다.",
    ),
)


def check_value_ids(nodes: list[Node], concepts: dict[str, Node]) -> Iterator[Finding]:
    """Yield properties, qualifiers and value list entries that contradict the concept behind their valueId."""
    for node in nodes:
        named = last_key(node.value.get("valueId"))
        concept = concepts.get(named) if named else None
        if concept is None:
            continue
        expected = concept_value(concept)
        if node.name == "ValueReferencePair":
            if expected is None:
                yield Finding(CONCEPT_WITHOUT_VALUE, node.pointer, {"expected": shown(named)})
            continue
        value = node.text("value")
        if value is not None and expected is not None and value != expected:
            rule = QUALIFIER_VALUE_ID if node.name == "Qualifier" else PROPERTY_VALUE_ID
            yield Finding(rule, (*node.pointer, "value"), {"value": shown(value), "expected": shown(expected)})


def last_key(reference: Json) -> str | None:
    """Return the value of a reference's last key."""
    keys = reference.get("keys") if isinstance(reference, dict) else None
    last = keys[-1] if isinstance(keys, list) and keys else None
    value = last.get("value") if isinstance(last, dict) else None
    return value if isinstance(value, str) else None


def concept_value(concept: Node) -> str | None:
    """Return the value in the IEC 61360 content of a concept description."""
    for _, held in concept.items("embeddedDataSpecifications"):
        content = held.get("dataSpecificationContent")
        value = content.get("value") if isinstance(content, dict) else None
        if isinstance(value, str):
            return value
    return None
