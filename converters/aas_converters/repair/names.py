"""Give elements names that the version allows, each once among its siblings; references follow, people read the old."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from aas_converters.interchange.renaming import LEGAL, elements, legal_name, rename_in
from aas_converters.repair.work import Repair, Work, repair_rule
from aas_validators.document.finding import Finding, shown
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.metamodel.walk import Node, walk

ILLEGAL: Final = repair_rule(
    21,
    "illegal-id-short-renamed",
    ("the idShort {before} becomes {after}", "idShort {before}을(를) {after}(으)로 바꿉니다"),
    (
        "An idShort has letters, digits and underscores only. The old name is kept as displayName, references follow.",
        "idShort에는 영문자, 숫자, 밑줄만 쓸 수 있습니다. 이전 이름은 displayName에 남고 참조도 함께 바뀝니다.",
    ),
    ("check programs that look for the old name", "이전 이름을 찾는 프로그램을 확인하십시오"),
    "AASd-002, AASd-117, AASd-120",
)
SIBLING: Final = repair_rule(
    22,
    "sibling-numbered",
    ("a second {before} becomes {after}", "두 번째 {before}을(를) {after}(으)로 바꿉니다"),
    ("Two siblings of one name cannot be told apart.", "이름이 같은 형제 요소는 구별할 수 없습니다."),
    ("give it a name that says what it is", "무엇인지 알 수 있는 이름을 붙이십시오"),
    "AASd-022",
)


def make_legal(work: Work) -> Iterator[Finding]:
    """Rename what has a name that is not allowed."""
    yield from rename(work, ILLEGAL, {})


def number_siblings(work: Work) -> Iterator[Finding]:
    """Rename the second of two siblings with one name."""
    numbered: dict[int, str] = {}
    for holder in walk(work.environment, "Environment", VERSIONS[-1]):
        if holder.name == "Environment":
            continue
        inner = [child for child in elements(holder) if child.text("idShort")]
        taken = {child.text("idShort") or "" for child in inner}
        seen: set[str] = set()
        for child in inner:
            name = child.text("idShort") or ""
            if name in seen:
                number = 2
                while f"{name}_{number}" in taken:
                    number += 1
                numbered[id(child.value)] = name = f"{name}_{number}"
                taken.add(name)
            seen.add(name)
    if numbered:
        yield from rename(work, SIBLING, numbered)


def rename(work: Work, rule: Any, numbered: dict[int, str]) -> Iterator[Finding]:
    """Rename in place and yield what changed; a name in `numbered` goes before what is legal."""

    def name_of(node: Node) -> str | None:
        if numbered:
            return numbered.get(id(node.value), node.text("idShort"))
        return allowed(node, work.version)

    for node, before, after in rename_in(work.environment, name_of):
        values = {"before": shown(before), "after": shown(after) if after else "(none)"}
        yield Finding(rule, (*work.place(node), "idShort"), values)


def allowed(node: Node, version: str) -> str | None:
    """Return the name of a node in a version: its own where it is legal, a new one where it needs one."""
    name = node.text("idShort")
    if in_list(node):
        return name if version != "3.0" and name and LEGAL[version].fullmatch(name) else None
    if not name:
        below = node.parent is not None and node.parent.name != "Environment"
        return node.name if below else None
    return name if LEGAL[version].fullmatch(name) else legal_name(name.strip(), node.name, version)


def in_list(node: Node) -> bool:
    """Say whether a node is an item of a list."""
    return node.parent is not None and node.parent.name == "SubmodelElementList" and node.attribute == "value"


REPAIRS: Final = (Repair(ILLEGAL, sweep=make_legal), Repair(SIBLING, sweep=number_siblings))
