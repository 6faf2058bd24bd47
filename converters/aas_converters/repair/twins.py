"""Tell apart what stands twice in one place: qualifiers, extensions, and the values of a list of values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from aas_converters.repair.work import Repair, Work, change, external, repair_rule
from aas_validators.document.finding import Finding, shown
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS
from aas_validators.metamodel.walk import Node

TWIN: Final = repair_rule(
    33,
    "twin-numbered",
    ("a second {before} in {attribute} becomes {after}", "{attribute}의 두 번째 {before}을(를) {after}(으)로 바꿉니다"),
    ("Of two with one name readers keep one.", "이름이 같은 둘 중 하나만 읽힙니다."),
    spec="AASd-021, AASd-077",
)
VALUE_ID: Final = repair_rule(
    34,
    "value-id-of-a-value",
    (
        "valueId {before} is no single value and becomes {after}",
        "valueId {before}은(는) 하나의 값이 아니므로 {after}(으)로 바꿉니다",
    ),
    (
        "The concept behind an entry of a value list is that of the value, not that of the list.",
        "값 목록의 항목은 목록이 아니라 그 값의 개념을 가리켜야 합니다.",
    ),
    ("give the identifier of the value", "값의 식별자를 지정하십시오"),
    "AASc-3a-003",
)
CONCEPT_VALUE: Final = repair_rule(
    35,
    "concept-value-added",
    (
        "the concept {before} gets the value {after} of the list that names it",
        "값 목록에 따라 개념 {before}에 값 {after}을(를) 넣습니다",
    ),
    ("A concept that stands for a value says which.", "값을 나타내는 개념에는 그 값을 적습니다."),
    spec="AASc-3a-003",
)
MODEL_TYPE: Final = repair_rule(
    36,
    "model-type-by-place",
    ("modelType {before} becomes {after}", "modelType {before}을(를) {after}(으)로 바꿉니다"),
    ("The list that holds it says what it is.", "어느 목록에 있는지로 종류를 알 수 있습니다."),
)
NAMED_BY: Final = {"qualifiers": "type", "extensions": "name"}


def number_twins(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the numbering of qualifiers and extensions that have the name of another; equal ones become one."""
    for attribute, name in NAMED_BY.items():
        items = [item for _, item in node.items(attribute)]
        taken = {item.get(name) for item in items}
        if len(taken) == len(items):
            continue
        left: list[Any] = []
        for item in items:
            before = item.get(name)
            if item in left:
                yield change(TWIN, node, attribute, before, before)
                continue
            if before in [one.get(name) for one in left]:
                number = 2
                while f"{before} ({number})" in taken:
                    number += 1
                after = f"{before} ({number})"
                taken.add(after)
                yield change(TWIN, node, attribute, before, after)
                item[name] = after
            left.append(item)
        node.value[attribute] = left


def concept_values(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the adding of a value to the concept that one entry of a value list means."""
    for _, pair, target, content, alone in entries(node, work):
        if alone:
            yield Finding(CONCEPT_VALUE, node.pointer, {"before": shown(target), "after": shown(pair["value"])})
            content["value"] = pair["value"]


def value_ids(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the change of entries of a value list that name the list, or a concept of several values."""
    for number, pair, target, _, alone in entries(node, work):
        if not alone:
            after = f"{target.rstrip('/')}/{pair['value']}"
            pointer = (*node.pointer, "valueReferencePairs", number, "valueId")
            yield Finding(VALUE_ID, pointer, {"before": shown(target), "after": shown(after)})
            pair["valueId"] = external(after)


def entries(node: Node, work: Work) -> Iterator[tuple[int, dict[str, Any], str, dict[str, Any], bool]]:
    """Yield the entries of a value list whose concept is here and has no value: position, entry, id, content of the
    concept, and whether the concept is that of this entry alone."""
    pairs = [pair for _, pair in node.items("valueReferencePairs")] if node.name == "ValueList" else []
    targets = [target_of(pair) for pair in pairs]
    for number, (pair, target) in enumerate(zip(pairs, targets, strict=True)):
        content = work.concepts.get(target)
        if content is not None and isinstance(pair.get("value"), str) and not content.get("value"):
            yield number, pair, target, content, targets.count(target) == 1 and not content.get("valueList")


def target_of(pair: dict[str, Any]) -> str:
    """Return the identifier that an entry of a value list names."""
    reference = pair.get("valueId")
    keys = reference.get("keys") if isinstance(reference, dict) else None
    last = keys[-1] if isinstance(keys, list) and keys else None
    return str(last.get("value", "")) if isinstance(last, dict) else ""


def model_types(work: Work) -> Iterator[Finding]:
    """Give every identifiable the class of the list that it is in."""
    for attribute, name in ENVIRONMENT_LISTS.items():
        held: Any = work.environment.get(attribute)
        for number, item in enumerate(held if isinstance(held, list) else []):
            if isinstance(item, dict) and item.get("modelType") != name:
                node = Node(name, item, (attribute, number))
                values = {"before": shown(item.get("modelType")), "after": name}
                yield Finding(MODEL_TYPE, (*work.place(node), "modelType"), values)
                item["modelType"] = name


FIRST: Final = (Repair(MODEL_TYPE, sweep=model_types),)
REPAIRS: Final = (Repair(TWIN, number_twins), Repair(CONCEPT_VALUE, concept_values), Repair(VALUE_ID, value_ids))
