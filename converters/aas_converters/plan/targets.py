"""Resolve a mapping against model and table: which cell fills which part of which element."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from aas_converters.letters.prototypes import MAKERS
from aas_converters.mapping.mapping import Assignment, Cell, Mapping
from aas_converters.plan.places import Place, Places, item_of
from aas_converters.sources.table import Column
from aas_reference_models.model import Kind
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

PARTS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.RANGE: ("min", "max"),
    Kind.RELATIONSHIP_ELEMENT: ("first", "second"),
    Kind.ANNOTATED_RELATIONSHIP_ELEMENT: ("first", "second"),
    Kind.ENTITY: ("globalAssetId",),
}
"""Part names of the kinds that have other parts than `value`. A text in several languages has its languages."""

UNKNOWN_ELEMENT: Final = Rule(
    code="MAP002",
    name="unknown-element",
    severity=Severity.ERROR,
    message=Sentence("the model {model} has no element {path}", "모델 {model}에 {path} 요소가 없습니다"),
    hint=Sentence("write one of: {meant}", "다음 중 하나로 쓰십시오: {meant}"),
    why=Sentence("The value would have no place in the submodel.", "값이 들어갈 자리가 서브모델에 없습니다."),
    spec="mapping language 1, elements",
)
ROWS_APART: Final = Rule(
    code="MAP042",
    name="list-without-groups",
    severity=Severity.ERROR,
    message=Sentence(
        "{path} is filled by several rows, but here every row makes a submodel of its own",
        "{path}은(는) 여러 행으로 채우는데, 여기서는 행마다 서브모델을 하나씩 만듭니다",
    ),
    hint=Sentence(
        "write shape: {{one_per: file}}, or shape: {{one_per: group, by: […]}} with the path of the key",
        "shape: {{one_per: file}}을 쓰거나, 키의 경로를 넣어 shape: {{one_per: group, by: […]}}을 쓰십시오",
    ),
    why=Sentence("A list of one item for each row would say nothing.", "행마다 항목이 하나뿐인 목록은 뜻이 없습니다."),
    spec="mapping language 1, shape",
)
NO_SUCH_PATH: Final = Sentence("a path that `aas models show {model}` lists", "`aas models show {model}`에 나오는 경로")
UNKNOWN_COLUMN: Final = Rule(
    code="MAP003",
    name="unknown-column",
    severity=Severity.ERROR,
    message=Sentence("{table} has no column {column}", "{table}에 {column} 열이 없습니다"),
    hint=Sentence("write one of: {meant}", "다음 중 하나로 쓰십시오: {meant}"),
    why=Sentence("The element would stay empty in every row.", "이 요소는 모든 행에서 비게 됩니다."),
    spec="mapping language 1, column",
)
UNFIT_PART: Final = Rule(
    code="MAP004",
    name="unfit-part",
    severity=Severity.ERROR,
    message=Sentence("{path} is a {kind} and has no part {part}", "{path}은(는) {kind}이며 {part} 부분이 없습니다"),
    hint=Sentence("write {parts}", "{parts}(으)로 쓰십시오"),
    why=Sentence("The value would have no place in the element.", "값이 들어갈 자리가 요소에 없습니다."),
    spec="mapping language 1, parts",
)
NO_VALUE_KIND: Final = Rule(
    code="MAP005",
    name="kind-without-value",
    severity=Severity.ERROR,
    message=Sentence("{path} is a {kind}, which no column can fill", "{path}은(는) {kind}이라 열로 채울 수 없습니다"),
    hint=Sentence("map its children, or remove the line", "하위 요소를 매핑하거나 이 줄을 지우십시오"),
    why=Sentence("Only elements that hold a value can take one.", "값을 갖는 요소만 채울 수 있습니다."),
    spec="mapping language 1, elements",
)


@dataclass(frozen=True, slots=True)
class Target:
    """One part of one element, and the cell that fills it. `slot` names its column in the filled frame."""

    place: Place
    part: str
    cell: Cell

    @property
    def slot(self) -> str:
        """Name of the column of canonical text; unique in a plan."""
        return self.place.path if self.part == "value" else f"{self.place.path}|{self.part}"


@dataclass(frozen=True, slots=True)
class Context:
    """What a mapping is resolved against."""

    places: Places
    mapping: Mapping
    table: str
    columns: tuple[Column, ...]

    def find(self, rule: Rule, line: int, **values: object) -> Diagnostic:
        """Return a finding at a line of the mapping."""
        return Diagnostic(rule, Location(file=self.mapping.file, line=line or None), values)


def resolve(context: Context) -> Iterator[Target | Diagnostic]:
    """Yield a target for every cell of the mapping, or what is wrong with it."""
    for assignment in context.mapping.assignments:
        place = context.places.find(assignment.path)
        if place is None:
            yield unknown_element(context, assignment)
        elif place.element.kind is Kind.SUBMODEL_ELEMENT_LIST and len(assignment.parts) == 1:
            yield from list_items(context, place, assignment)
        else:
            yield from parts(context, place, assignment.parts)


def unknown_element(context: Context, assignment: Assignment) -> Diagnostic:
    """Return the finding about a path that a model does not have, or has only where rows are grouped."""
    model, path = context.places.model, assignment.path
    of_list = path.partition("[].")[0] if "[]." in path else ""
    above = context.places.find(of_list) if of_list and model.shape.one_per == "row" else None
    if above is not None and above.element.kind is Kind.SUBMODEL_ELEMENT_LIST:
        return context.find(ROWS_APART, assignment.line, path=path)
    name: dict[str, object] = {"model": model.name}
    none = Sentence(NO_SUCH_PATH.fill("en", name), NO_SUCH_PATH.fill("ko", name))
    meant = ", ".join(context.places.meant(path)) or none
    return context.find(UNKNOWN_ELEMENT, assignment.line, model=model.name, path=path, meant=meant)


def list_items(context: Context, place: Place, assignment: Assignment) -> Iterator[Target | Diagnostic]:
    """Yield the items of a list filled from columns side by side."""
    name, cell = assignment.parts[0]
    for i, one in enumerate(assignment.items or (cell,)):
        item = item_of(place, i)
        if item is not None:
            yield from parts(context, item, ((name, one),))


def parts(context: Context, place: Place, named: tuple[tuple[str, Cell], ...]) -> Iterator[Target | Diagnostic]:
    """Yield the parts of one element."""
    kind = place.element.kind
    for name, cell in named:
        where = {"path": place.path, "kind": kind.value}
        if kind not in MAKERS or kind in (Kind.SUBMODEL_ELEMENT_COLLECTION, Kind.SUBMODEL_ELEMENT_LIST):
            yield context.find(NO_VALUE_KIND, cell.line, **where)
        elif not fits(kind, name):
            allowed = ", ".join(PARTS.get(kind, ("value",)))
            yield context.find(UNFIT_PART, cell.line, **where, part=name, parts=allowed)
        else:
            part = "en" if kind is Kind.MULTI_LANGUAGE_PROPERTY and name == "value" else name
            yield from unknown_columns(context, cell)
            yield Target(place, part, cell)


def fits(kind: Kind, part: str) -> bool:
    """Say whether a kind of element has a part."""
    if kind is Kind.MULTI_LANGUAGE_PROPERTY:
        return part not in ("min", "max", "first", "second", "globalAssetId")
    return part in PARTS.get(kind, ("value",))


def unknown_columns(context: Context, cell: Cell) -> Iterator[Diagnostic]:
    """Yield a finding for every column that the table does not have."""
    known = [column.name for column in context.columns]
    for name in cell.columns:
        if name not in known:
            close = get_close_matches(name, known, n=3) or known[:8]
            values = {"table": context.table, "column": name, "meant": ", ".join(close)}
            yield context.find(UNKNOWN_COLUMN, cell.line, **values)
