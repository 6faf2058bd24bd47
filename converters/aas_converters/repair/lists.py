"""Let lists be lists: items of one kind, or a collection where they are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from aas_converters.interchange.write import compact
from aas_converters.repair.names import allowed
from aas_converters.repair.work import Repair, Work, change, repair_rule
from aas_validators.document.finding import Finding, shown
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.metamodel.walk import Node, walk

LIST_TYPES: Final = repair_rule(
    30,
    "list-types-corrected",
    ("{attribute} {before} becomes {after}", "{attribute} {before}을(를) {after}(으)로 바꿉니다"),
    ("A list says the type that all of its items have.", "리스트에는 모든 항목에 공통된 형식을 적습니다."),
    spec="AASd-107 to AASd-109",
)
UNLIKE: Final = repair_rule(
    38,
    "list-of-unlike-items",
    (
        "the list {before} holds unlike items and becomes a collection",
        "리스트 {before}의 항목 의미가 서로 달라 컬렉션으로 바꿉니다",
    ),
    (
        "All items of a list mean the same; things with different semantic ids stand in a collection, under names.",
        "리스트의 항목은 모두 같은 뜻이어야 합니다. semanticId가 다른 요소는 이름을 붙여 컬렉션에 둡니다.",
    ),
    ("give the items names that say what they are", "항목에 알맞은 이름을 붙이십시오"),
    "AASd-114",
)
ANY: Final = ("SubmodelElement", "DataElement")
ONLY_LISTS: Final = ("orderRelevant", "semanticIdListElement", "typeValueListElement", "valueTypeListElement")


def list_types(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the correction of what a list says about its items."""
    items = [item for _, item in node.items("value")] if node.name == "SubmodelElementList" else []
    meant = node.value.get("semanticIdListElement")
    semantics = [item["semanticId"] for item in items if "semanticId" in item]
    if meant is not None and semantics and all(one == semantics[0] != meant for one in semantics):
        yield change(LIST_TYPES, node, "semanticIdListElement", meant, semantics[0])
        node.value["semanticIdListElement"] = semantics[0]
    kinds = Counter(str(item.get("modelType")) for item in items)
    kind = node.text("typeValueListElement")
    if node.name != "SubmodelElementList":
        return
    fits = kind is not None and (kind in ANY or not kinds or set(kinds) == {kind})
    if not fits:
        after = "SubmodelElement" if len(kinds) != 1 else next(iter(kinds))
        yield change(LIST_TYPES, node, "typeValueListElement", kind, after)
        node.value["typeValueListElement"] = kind = after
    if kind not in ("Property", "Range"):
        return
    types = Counter(str(item.get("valueType")) for item in items if item.get("valueType"))
    held = node.text("valueTypeListElement")
    best = types.most_common(1)[0][0] if types else "xs:string"
    if held is None or (types and held not in types):
        yield change(LIST_TYPES, node, "valueTypeListElement", held, best)
        node.value["valueTypeListElement"] = held = best
    for item in items:
        if item.get("valueType") != held:
            yield change(LIST_TYPES, node, "valueType", item.get("valueType"), held)
            item["valueType"] = held


def unlike(work: Work) -> Iterator[Finding]:
    """Turn lists whose items have different semantic ids into collections; references follow."""
    turned: dict[tuple[str, ...], list[str]] = {}
    inside = Node("SubmodelElementCollection", {}, ())
    for node in walk(work.environment, "Environment", VERSIONS[-1]):
        items = [item for _, item in node.items("value")] if node.name == "SubmodelElementList" else []
        meanings = {compact(item["semanticId"]) for item in items if "semanticId" in item}
        if len(meanings) < 2:
            continue
        yield Finding(UNLIKE, work.place(node), {"before": shown(node.text("idShort") or "")})
        path = path_of(node)
        node.value["modelType"] = "SubmodelElementCollection"
        for attribute in ONLY_LISTS:
            node.value.pop(attribute, None)
        names: list[str] = []
        for number, item in enumerate(items):
            here = Node(str(item.get("modelType")), item, (), inside, "value")
            name = allowed(here, work.version) or here.name
            names.append(name if name not in names else f"{name}_{number}")
            item["idShort"] = names[-1]
        turned[path] = names
    if turned:
        follow(work, turned)


def path_of(node: Node) -> tuple[str, ...]:
    """Return the values of the keys that lead to a node."""
    if "id" in node.value or node.parent is None:
        return (node.text("id") or "",)
    listed = node.parent.name == "SubmodelElementList"
    step = str(node.pointer[-1]) if listed else node.text("idShort") or ""
    above = node.parent if node.parent.name != "OperationVariable" else node.parent.parent
    return (*path_of(above), step) if above else (step,)


def follow(work: Work, turned: dict[tuple[str, ...], list[str]]) -> None:
    """Let the keys behind what was a list name its items instead of counting them."""
    for node in walk(work.environment, "Environment", VERSIONS[-1]):
        keys = [key for _, key in node.items("keys")] if node.name == "Reference" else []
        values = tuple(str(key.get("value")) for key in keys)
        for place in range(1, len(keys)):
            names = turned.get(values[:place])
            if names is None:
                continue
            keys[place - 1]["type"] = "SubmodelElementCollection"
            if values[place].isdigit() and int(values[place]) < len(names):
                keys[place]["value"] = names[int(values[place])]


REPAIRS: Final = (Repair(LIST_TYPES, list_types), Repair(UNLIKE, sweep=unlike))
