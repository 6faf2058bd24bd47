"""idShorts: every element outside a list has one, and it is unique among its neighbours (AASd-117, AASd-022).

The SDK looks neither inside entities nor annotated relationships, and names only the container."""

from __future__ import annotations

from collections.abc import Iterator

from aas_validators.diagnostics import Sentence
from aas_validators.document.finding import Finding, shown
from aas_validators.metamodel.constraint import constraint
from aas_validators.metamodel.walk import Node

ID_SHORT_TWICE = constraint(
    "AASd-022",
    "id-short-unique",
    Sentence(
        "idShort {value} stands twice in the same {container}",
        "같은 {container} 안에 idShort {value}이(가) 두 번 있습니다",
    ),
    Sentence(
        "rename one of the elements, or use a list for repeated ones",
        "요소 하나의 이름을 바꾸거나, 반복 요소는 목록을 쓰십시오",
    ),
    Sentence(
        "Paths and servers find only one of them; the other is overwritten.",
        "경로와 서버에서는 하나만 찾을 수 있고 다른 하나는 덮어써집니다.",
    ),
)

ID_SHORT_MISSING = constraint(
    "AASd-117",
    "id-short-needed",
    Sentence("the {name} has no idShort", "{name}에 idShort가 없습니다"),
    Sentence("give every element outside a list an idShort", "목록 밖의 모든 요소에 idShort를 주십시오"),
    Sentence(
        "Without idShort the element cannot be addressed in any path.",
        "idShort가 없으면 어떤 경로로도 요소를 지정할 수 없습니다.",
    ),
)

HELD_BY = frozenset(["submodelElements", "statements", "annotations", "value"])
"""Attributes that hold submodel elements; `value` holds them in collections, lists and operation
variables."""


def check_namespaces(node: Node) -> Iterator[Finding]:
    """Yield missing and repeated idShorts among the elements an instance directly holds.

    Items of a list need none, but two that have one (possible in 3.1) must differ."""
    if node.name == "OperationVariable":
        held = node.value.get("value")
        if isinstance(held, dict) and "idShort" not in held:
            yield Finding(ID_SHORT_MISSING, (*node.pointer, "value"), {"name": str(held.get("modelType"))})
        return
    for attribute in HELD_BY:
        seen: set[str] = set()
        for pointer, item in node.items(attribute):
            name = item.get("idShort")
            if isinstance(name, str):
                if name in seen:
                    values = {"value": shown(name), "container": node.name}
                    yield Finding(ID_SHORT_TWICE, (*pointer, "idShort"), values)
                seen.add(name)
            elif name is None and "modelType" in item and node.name != "SubmodelElementList":
                yield Finding(ID_SHORT_MISSING, pointer, {"name": str(item["modelType"])})
