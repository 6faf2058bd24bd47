"""Decide how rows become groups and time series: the model's shape with what the mapping changes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from aas_converters.letters.script import Script
from aas_converters.mapping.mapping import Mapping
from aas_converters.plan.places import Places
from aas_converters.plan.targets import Target
from aas_converters.plan.values.lexical import NUMBERS
from aas_converters.shapes.group_plan import GroupPlan, aggregations
from aas_converters.shapes.series_plan import SERIES, SeriesPlan, compile_series, record_targets, under
from aas_converters.shapes.windows import Window, window_of
from aas_reference_models.model import Model, Shape
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

NO_GROUP_KEY: Final = Rule(
    code="MAP018",
    name="group-key-not-mapped",
    severity=Severity.ERROR,
    message=Sentence(
        "groups are made by {key}, which nothing fills", "{key}(으)로 그룹을 나누는데 이 요소를 채우는 열이 없습니다"
    ),
    hint=Sentence(
        "map a column to {key}, or choose other keys under shape: by:",
        "{key}에 열을 매핑하거나 shape: by:에 다른 키를 쓰십시오",
    ),
    why=Sentence("Nobody could tell which rows belong together.", "어느 행이 한 그룹인지 알 수 없습니다."),
    spec="mapping language 1, shape",
)
WRONG_WAY: Final = Rule(
    code="MAP028",
    name="group-value-of-another-type",
    severity=Severity.ERROR,
    message=Sentence(
        "{path} is {type}, which cannot hold the {way} of a group",
        "{path}의 형식은 {type}이라 그룹의 {way} 값을 담을 수 없습니다",
    ),
    hint=Sentence(
        "write of_group: first or last, or choose an element for numbers",
        "of_group: first나 last를 쓰거나 숫자 요소를 고르십시오",
    ),
    why=Sentence(
        "The value would be none of its type, and no tool would accept it.",
        "값이 형식에 맞지 않아 어떤 도구도 받지 않습니다.",
    ),
    spec="mapping language 1, elements",
)
EMPTY_RECORD: Final = Rule(
    code="MAP029",
    name="record-path-fills-nothing",
    severity=Severity.ERROR,
    message=Sentence(
        "record: names {path}, and no column fills anything there",
        "record:에 쓴 {path}에는 채워지는 열이 없습니다",
    ),
    hint=Sentence(
        "write the path of an element that a column fills, such as {known}",
        "열이 채우는 요소의 경로를 쓰십시오. 예: {known}",
    ),
    why=Sentence("The records would lack what somebody asked for.", "요청한 값이 기록에 들어가지 않습니다."),
    spec="mapping language 1, shape",
)
REAL: Final = frozenset(("xs:double", "xs:float", "xs:decimal"))
ENDLESS: Final = REAL | {"xs:integer", "xs:nonNegativeInteger"}
"""Types of numbers without a largest one, so that every sum and count is one of them."""
FITTING: Final = {
    "mean": REAL,
    "sum": ENDLESS,
    "count": ENDLESS,
    "min": frozenset((*NUMBERS, "xs:dateTime")),
    "max": frozenset((*NUMBERS, "xs:dateTime")),
}
"""What a mapping may make of the rows of a group; the first and the last are of every type."""


def chosen_shape(model: Model, mapping: Mapping) -> Shape:
    """Return the model's shape with what the mapping changes of it."""
    said = mapping.shape
    shape = model.shape
    if said.one_per == "row":
        return Shape()
    every = said.every or (None if said.shift else shape.every)
    return replace(
        shape,
        one_per=said.one_per or shape.one_per,
        records=said.records or shape.records,
        by=shape.by if said.by is None else said.by,
        # a record without its time is none, whether or not somebody wrote it down
        record=shape.record if said.record is None else ("Header.Time", *said.record),
        every=every,
    )


def compile_group(
    model: Model, mapping: Mapping, targets: list[Target], zones: dict[str, str | None]
) -> Iterator[GroupPlan | Diagnostic]:
    """Yield what makes a group, after what there is to say; nothing for one submodel per row.

    `zones` are the slots of times with their zones.
    """
    shape, choice = model.shape, mapping.shape
    if shape.one_per == "row":
        return
    where = Location(file=mapping.file)
    times = list(zones)
    window: Window | None = None
    if (shape.every or choice.shift) and shape.one_per == "group":
        if not times:
            yield Diagnostic(NO_GROUP_KEY, where, {"key": "Header.Time"})
            return
        window = window_of(times[0], shape.every, choice.shift, zones[times[0]])
    places = Places(model)
    by = shape.by if shape.one_per == "group" else ()
    found = [place.path if (place := places.find(path)) else path for path in by]
    slots = {target.slot for target in targets}
    for path in found:
        if path not in slots:
            yield Diagnostic(NO_GROUP_KEY, where, {"key": path})
    yield from wrong_ways(mapping, targets)
    aggregated = tuple(aggregations(model, targets, dict.fromkeys(times, True)))
    yield GroupPlan(tuple(found), window, aggregated, tuple(times[:1]))


def series_of(
    model: Model, mapping: Mapping, targets: list[Target], group: GroupPlan, script: Script
) -> Iterator[SeriesPlan | Diagnostic]:
    """Yield how rows become a time series, or what stands in its way; nothing where the model asks for none."""
    if model.shape.records not in SERIES:
        return
    fields = record_targets(model, [target for target in targets if target.cell.columns])
    yield from empty_records(model, mapping, fields)
    time = group.times[0] if group.times else None
    for found in compile_series(script, model, mapping.shape, fields, time):
        yield Diagnostic(found, Location(file=mapping.file)) if isinstance(found, Rule) else found


def wrong_ways(mapping: Mapping, targets: list[Target]) -> Iterator[Diagnostic]:
    """Yield the elements whose type cannot hold what the mapping wants to make of a group."""
    for target in targets:
        way, value_type = target.cell.of_group, target.place.element.value_type or "xs:string"
        if way in FITTING and value_type not in FITTING[way]:
            where = Location(file=mapping.file, line=target.cell.line or None)
            yield Diagnostic(WRONG_WAY, where, {"path": target.place.path, "type": value_type, "way": way})


def empty_records(model: Model, mapping: Mapping, fields: list[Target]) -> Iterator[Diagnostic]:
    """Yield the paths of `record` in a mapping below which nothing is filled."""
    for path in mapping.shape.record or ():
        steps = tuple(path.split("."))
        if not any(under(target.place.steps, steps) for target in fields):
            known = ", ".join(target.place.path for target in fields[:3]) or ", ".join(
                path for path in model.shape.record[:3]
            )
            yield Diagnostic(EMPTY_RECORD, Location(file=mapping.file), {"path": path, "known": known or "Measured"})
