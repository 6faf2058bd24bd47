"""Say what a template and a table leave of each other: elements without data, and columns without an element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aas_converters.letters.prototypes import MAKERS
from aas_converters.mapping.mapping import Mapping
from aas_converters.plan.source import Source
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
UNUSED: Final = Rule(
    code="MAP041",
    name="columns-without-element",
    severity=Severity.WARNING,
    message=Sentence(
        "{count} columns fill no element of the template {template}: {columns}",
        "템플릿 {template}의 요소를 채우지 않는 열이 {count}개 있습니다: {columns}",
    ),
    hint=Sentence(
        "write element paths as headers, or a mapping that leaves the columns out",
        "머리글을 요소 경로로 바꾸거나, 이 열을 뺀 매핑을 작성하십시오",
    ),
    why=Sentence("What the columns say is in no submodel.", "이 열의 내용은 어떤 서브모델에도 들어가지 않습니다."),
    spec="mapping language 1, elements",
)
SHOWN: Final = 12


def unused(model: Model, mapping: Mapping, source: Source) -> Iterator[Diagnostic]:
    """Yield a finding for columns that nothing takes where no person chose; a mapping leaves out what it likes."""
    if model.written is None or mapping.file != source.table:
        return
    taken = {name for one in mapping.assignments for _, cell in one.parts for name in cell.columns}
    taken |= {name for one in mapping.assignments for cell in one.items for name in cell.columns}
    left = [column.name for column in source.columns if column.name not in taken]
    if left:
        values = {"count": len(left), "template": model.name, "columns": ", ".join(left[:SHOWN])}
        yield Diagnostic(UNUSED, Location(file=source.table), values)


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
