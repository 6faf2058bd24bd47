"""Decide how rows become groups and time series: the model's shape with what the mapping changes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from aas_converters.letters.script import Script
from aas_converters.mapping.mapping import Mapping
from aas_converters.plan.places import Places
from aas_converters.plan.targets import Target
from aas_converters.shapes.group_plan import GroupPlan, aggregations
from aas_converters.shapes.series_plan import SERIES, SeriesPlan, compile_series, record_targets
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
    aggregated = tuple(aggregations(model, targets, dict.fromkeys(times, True)))
    yield GroupPlan(tuple(found), window, aggregated, tuple(times[:1]))


def series_of(
    model: Model, mapping: Mapping, targets: list[Target], group: GroupPlan, script: Script
) -> Iterator[SeriesPlan | Diagnostic]:
    """Yield how rows become a time series, or what stands in its way; nothing where the model asks for none."""
    if model.shape.records not in SERIES:
        return
    fields = record_targets(model, [target for target in targets if target.cell.columns])
    time = group.times[0] if group.times else None
    for found in compile_series(script, model, mapping.shape, fields, time):
        yield Diagnostic(found, Location(file=mapping.file)) if isinstance(found, Rule) else found
