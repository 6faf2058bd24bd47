"""Say which elements of a template a table cannot fill: operations, capabilities and events hold no plant data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aas_converters.letters.prototypes import MAKERS
from aas_reference_models.model import Model, walk
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

UNFILLABLE: Final = Rule(
    code="MAP040",
    name="elements-without-data",
    severity=Severity.INFO,
    message=Sentence(
        "{elements} of the template {template} hold no plant data and are left out",
        "템플릿 {template}의 {elements}은(는) 데이터를 담지 않는 요소이므로 제외합니다",
    ),
    hint=Sentence(
        "add them with the software that offers the operation or sends the event",
        "오퍼레이션이나 이벤트를 제공하는 프로그램에서 추가하십시오",
    ),
    why=Sentence(
        "A table has values, but nothing that could be called or subscribed to.",
        "표에는 값만 있고, 호출하거나 구독할 대상은 없습니다.",
    ),
    spec="IDTA-01001, Operation, Capability, BasicEventElement",
)


def unfillable(model: Model, file: str) -> Iterator[Diagnostic]:
    """Yield one finding if a template has elements that no table can fill."""
    if model.written is None:
        return
    left = [
        (path[-1] or path[-2], element.kind) for path, element in walk(model.elements) if element.kind not in MAKERS
    ]
    if left:
        named = dict.fromkeys(f"{name} ({kind})" for name, kind in left)
        values = {"elements": ", ".join(named), "template": model.name}
        yield Diagnostic(UNFILLABLE, Location(file=file), values)
