"""Environments of one package: the same id must mean the same thing in every part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aas_validators.diagnostics import Diagnostic
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.document.locate import Document, located
from aas_validators.package.opening import Package
from aas_validators.package.rule import AASX, package_rule

PARTS_DISAGREE = package_rule(
    50,
    "parts-disagree",
    ("{id} has another content in {other}", "{id}의 내용이 {other}에서는 다릅니다"),
    (
        "write one environment part, or the same content in both",
        "환경 파트를 하나만 두거나 두 파트의 내용을 같게 하십시오",
    ),
    (
        "Readers take the one or the other, so users see different data.",
        "프로그램마다 다른 파트를 읽어 서로 다른 데이터를 보게 됩니다.",
    ),
    spec=AASX,
)


def check_agreement(package: Package, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Yield identifiables that two parts describe differently. The same data as XML and JSON is allowed."""
    first: dict[str, tuple[str, Json]] = {}
    for part, document in documents.items():
        found: list[Finding] = []
        for pointer, identifier, value in identifiables(document.value):
            other, known = first.setdefault(identifier, (part, value))
            if other != part and known != value:
                found.append(Finding(PARTS_DISAGREE, (*pointer, "id"), {"id": shown(identifier), "other": other}))
        yield from located(document, found)


def identifiables(value: Json) -> Iterator[tuple[Pointer, str, Json]]:
    """Yield pointer, id and content of every identifiable of an environment."""
    if not isinstance(value, dict):
        return
    for attribute, held in value.items():
        for number, item in enumerate(held if isinstance(held, list) else ()):
            identifier = item.get("id") if isinstance(item, dict) else None
            if isinstance(identifier, str):
                yield (attribute, number), identifier, item
