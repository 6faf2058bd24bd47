"""Give everything an identifier of its own: equal things once, unlike things under unlike ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from aas_converters.interchange.write import compact
from aas_converters.repair.references import IRDI
from aas_converters.repair.work import Repair, Work, change, external, keep, leaves, repair_rule
from aas_validators.document.finding import Finding, shown
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS, VERSIONS
from aas_validators.metamodel.walk import Node, walk

DUPLICATE: Final = repair_rule(
    16,
    "duplicates-merged",
    ("{name} {before} is there more than once and becomes one", "{name} {before}이(가) 여러 번 있어 하나로 합칩니다"),
    (
        "Servers and readers keep one thing per id, the first or the last. What contradicts is kept as extensions.",
        "서버와 프로그램은 ID 하나에 하나만 둡니다. 서로 다른 내용은 확장(extension)에 남깁니다.",
    ),
)
NUMBERED: Final = repair_rule(
    17,
    "id-numbered",
    (
        "{name} {before} has the id of another one; it becomes {after}",
        "{name} {before}은(는) 다른 것과 ID가 같아 {after}(으)로 바꿉니다",
    ),
    ("Two different things under one id hide each other.", "ID가 같은 두 개체는 서로를 가립니다."),
)
OWN_ID: Final = repair_rule(
    18,
    "submodel-id-of-its-own",
    (
        "the id {before} is that of a concept and becomes {after}",
        "ID {before}은(는) 개념의 식별자이므로 {after}(으)로 바꿉니다",
    ),
    (
        "An IRDI says what a submodel is, not which one: every file would have the same. It is kept as semanticId.",
        "IRDI는 서브모델의 종류를 나타낼 뿐이어서 모든 파일에서 같아집니다. semanticId로 남깁니다.",
    ),
)
ASSET_ID: Final = repair_rule(
    19,
    "asset-id-generated",
    ("the asset has no identifier and gets {after}", "자산에 식별자가 없어 {after}을(를) 넣습니다"),
    ("An asset without identifier cannot be found.", "식별자가 없는 자산은 찾을 수 없습니다."),
    ("give the identifier of the asset", "자산의 식별자를 지정하십시오"),
    "AASd-131",
)
NO_ID: Final = repair_rule(
    20,
    "id-generated",
    ("{name} {before} has no id and gets {after}", "{name} {before}에 ID가 없어 {after}을(를) 넣습니다"),
    ("Without an id nothing can refer to it.", "ID가 없으면 참조할 수 없습니다."),
    ("give an id of your own", "직접 정한 ID를 넣으십시오"),
)
URI: Final = re.compile(r"https?://\S+")


def give_ids(work: Work) -> Iterator[Finding]:
    """Give an id to every identifiable without one: the same for the same content."""
    for node in identifiables(work):
        if not node.text("id"):
            made = f"urn:uuid:{uuid5(NAMESPACE_URL, compact(node.value))}"
            values = {"name": node.name, "before": shown(node.text("idShort") or ""), "after": made}
            yield Finding(NO_ID, work.place(node), values)
            node.value["id"] = made


def merge_duplicates(work: Work) -> Iterator[Finding]:
    """Merge concept descriptions of one id, and anything else that is there twice as it is."""
    for attribute, name in ENVIRONMENT_LISTS.items():
        held: Any = work.environment.get(attribute)
        if not isinstance(held, list):
            continue
        first: dict[str, Node] = {}
        left = []
        for number, item in enumerate(held):
            identifier = item.get("id") if isinstance(item, dict) else None
            if not isinstance(identifier, str) or identifier not in first:
                left.append(item)
                if isinstance(identifier, str):
                    first[identifier] = Node(name, item, (attribute, number))
            elif name == "ConceptDescription" or item == first[identifier].value:
                node = Node(name, item, (attribute, number))
                yield Finding(DUPLICATE, (*work.place(node), "id"), {"name": name, "before": shown(identifier)})
                merge(first[identifier], first[identifier].value, item)
            else:
                left.append(item)
        if len(left) < len(held):
            work.environment[attribute] = left


def merge(top: Node, into: dict[str, Any], other: dict[str, Any], path: str = "") -> None:
    """Put what another object has into one; what contradicts it is kept as extensions of `top`."""
    for name, held in other.items():
        mine = into.get(name)
        inner = f"{path}.{name}".lstrip(".")
        if name in ("id", "modelType") or held == mine:
            continue
        if mine is None:
            into[name] = held
        elif isinstance(mine, dict) and isinstance(held, dict):
            merge(top, mine, held, inner)
        elif name == "embeddedDataSpecifications" and len(mine) == len(held) == 1:
            merge(top, mine[0], held[0], inner)
        elif isinstance(mine, list) and isinstance(held, list):
            merge_lists(top, mine, held, inner)
        elif str(held) not in set(leaves(into)):
            keep(top, inner.rpartition(".")[2], str(held))


def merge_lists(top: Node, mine: list[Any], held: list[Any], path: str) -> None:
    """Put the items of a list into another; a second text of a language is kept apart."""
    languages = {one.get("language") for one in mine if isinstance(one, dict)}
    for item in held:
        if item in mine:
            continue
        if isinstance(item, dict) and "language" in item and item["language"] in languages:
            text = str(item.get("text"))
            if text not in set(leaves(mine)):
                keep(top, f"{path.rpartition('.')[2]} ({item['language']})", text)
        else:
            mine.append(item)


def number_ids(work: Work) -> Iterator[Finding]:
    """Number the ids of unlike things that have the same one; references lead to the first."""
    for attribute, name in ENVIRONMENT_LISTS.items():
        taken: set[str] = set()
        held: Any = work.environment.get(attribute)
        for number, item in enumerate(held if isinstance(held, list) else []):
            identifier = item.get("id") if isinstance(item, dict) else None
            if not isinstance(identifier, str):
                continue
            free, count = identifier, 1
            while free in taken:
                count += 1
                free = f"{identifier.rstrip('/')}/{count}"
            taken.add(free)
            if free != identifier:
                node = Node(name, item, (attribute, number))
                values = {"name": name, "before": shown(identifier), "after": shown(free)}
                yield Finding(NUMBERED, (*work.place(node), "id"), values)
                item["id"] = free


def own_ids(work: Work) -> Iterator[Finding]:
    """Give submodels whose id is that of a concept one of their own, below the shell that has them."""
    moved: dict[str, str] = {}
    owner: dict[str, str] = {}
    for node in walk(work.environment, "Environment", VERSIONS[-1]):
        above = node.parent.parent if node.name == "Key" and node.parent else None
        if above is not None and above.name == "AssetAdministrationShell":
            owner.setdefault(node.text("value") or "", above.text("id") or "")
    for node in identifiables(work):
        before = node.text("id") or ""
        if node.name == "Submodel" and IRDI.fullmatch(before):
            shell = owner.get(before, "")
            name = re.sub(r"[^A-Za-z0-9_-]+", "_", node.text("idShort") or "Submodel")
            after = (
                f"{shell.rstrip('/')}/sm/{name}"
                if URI.fullmatch(shell)
                else f"urn:uuid:{uuid5(NAMESPACE_URL, f'{shell}/{before}/{name}')}"
            )
            yield Finding(OWN_ID, (*work.place(node), "id"), {"before": shown(before), "after": shown(after)})
            node.value["id"] = moved[before] = after
            if "semanticId" not in node.value:
                node.value["semanticId"] = external(before)
    if moved:
        follow(work, moved)


def follow(work: Work, moved: dict[str, str]) -> None:
    """Let model references lead to submodels under their new ids."""
    for node in walk(work.environment, "Environment", VERSIONS[-1]):
        if node.name == "Key" and node.value.get("type") == "Submodel" and node.text("value") in moved:
            node.value["value"] = moved[node.text("value") or ""]


def asset_id(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the making of an identifier for an asset that has none."""
    if node.name != "AssetInformation" or node.text("globalAssetId") or node.value.get("specificAssetIds"):
        return
    shell = node.parent.text("id") if node.parent else None
    after = f"{(shell or 'urn:aas').rstrip('/')}/asset"
    yield change(ASSET_ID, node, "globalAssetId", None, after)
    node.value["globalAssetId"] = after


def identifiables(work: Work) -> Iterator[Node]:
    """Yield the identifiables of an environment."""
    for attribute, name in ENVIRONMENT_LISTS.items():
        held: Any = work.environment.get(attribute)
        for number, item in enumerate(held if isinstance(held, list) else []):
            if isinstance(item, dict):
                yield Node(name, item, (attribute, number))


REPAIRS: Final = (
    Repair(NO_ID, sweep=give_ids),
    Repair(DUPLICATE, sweep=merge_duplicates),
    Repair(NUMBERED, sweep=number_ids),
    Repair(OWN_ID, sweep=own_ids),
    Repair(ASSET_ID, asset_id),
)
