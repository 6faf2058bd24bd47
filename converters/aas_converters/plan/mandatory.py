"""Which elements must have a value: those nobody maps are said once, empty cells of the others are faults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from aas_converters.plan.forms import Steps
from aas_converters.plan.places import EACH
from aas_converters.plan.plan import Filler
from aas_converters.shapes.group_plan import GroupPlan
from aas_reference_models.model import Element, Kind, Model
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

UNFILLED: Final = Rule(
    code="MAP016",
    name="mandatory-element-not-mapped",
    severity=Severity.WARNING,
    message=Sentence("nothing fills the mandatory element {path}", "필수 요소 {path}을(를) 채우는 열이 없습니다"),
    hint=Sentence(
        "map a column, or write {path}: {{constant: …}}", "열을 매핑하거나 {path}: {{constant: …}}를 쓰십시오"
    ),
    why=Sentence("The submodels will not conform to their reference model.", "서브모델이 참조모델에 맞지 않게 됩니다."),
    spec="SMT/Cardinality",
)


def unfilled(model: Model, filled: set[Steps], file: str) -> Iterator[Diagnostic]:
    """Yield a finding for each mandatory element that nothing fills.

    What stands in an optional collection is missed only when something else fills that collection.
    """

    def has_any(steps: Steps) -> bool:
        return any(place[: len(steps)] == steps for place in filled)

    def missing(elements: tuple[Element, ...], above: Steps) -> Iterator[str]:
        for element in elements:
            steps = (*above, element.id_short)
            path = ".".join(str(step) for step in steps)
            if element.derived_from is not None and has_any(tuple(element.derived_from.split("."))):
                continue
            if element.kind in (Kind.SUBMODEL_ELEMENT_COLLECTION, Kind.ENTITY):
                if element.cardinality.mandatory or has_any(steps):
                    yield from missing(element.elements, steps)
            elif element.kind is Kind.SUBMODEL_ELEMENT_LIST and has_any(steps):
                yield from in_items(element, steps)
            elif element.cardinality.mandatory and not has_any(steps):
                yield path

    def in_items(element: Element, steps: Steps) -> Iterator[str]:
        positions = {place[len(steps)] for place in filled if place[: len(steps)] == steps and len(place) > len(steps)}
        for position in sorted(positions, key=str):
            # the list and the item that are filled stand before the dot of what is missing
            for path in missing(element.item.elements, (*steps, position)):
                yield path.replace(f".{position}.", EACH + "." if position == EACH else f"[{position}].", 1)

    for path in missing(model.elements, ()):
        yield Diagnostic(UNFILLED, Location(file=file, path=path), {"path": path})


def guards_of(fillers: list[Filler], group: GroupPlan | None, time: str | None = None) -> tuple[Filler, ...]:
    """Mark the fillers of mandatory elements.

    An element of an optional collection is mandatory only in rows where the collection has any other value. In a
    group only its keys, the `time` of a time series and the items of its list must be there in every row; the rest is
    checked for the group.
    """
    if group is None:
        return tuple(guarded(filler, fillers) for filler in fillers)
    return tuple(in_group(filler, fillers, group, time) for filler in fillers)


def in_group(filler: Filler, fillers: list[Filler], group: GroupPlan, time: str | None) -> Filler:
    """Return a filler marked as it counts in a row of a group."""
    if filler.slot in (*group.by, time) or (group.window is not None and filler.slot == group.window.slot):
        return replace(filler, mandatory=True)
    return guarded(filler, fillers) if EACH in filler.target.place.steps else filler


def demanded_language(filler: Filler, fillers: list[Filler]) -> bool:
    """Say whether a text must be there in the language of a filler: those the model demands, else the first mapped."""
    element = filler.target.place.element
    if element.kind is not Kind.MULTI_LANGUAGE_PROPERTY:
        return True
    mapped = [other.target.part for other in fillers if other.target.place.steps == filler.target.place.steps]
    demanded = set(element.demands.languages) & set(mapped) or {"en"} & set(mapped) or set(mapped[:1])
    return filler.target.part in demanded


def guarded(filler: Filler, fillers: list[Filler]) -> Filler:
    """Return a filler with its guards, or as it was when its element is optional."""
    elements = filler.target.place.elements
    steps = filler.target.place.steps
    mandatory = filler.target.place.element.cardinality.mandatory and demanded_language(filler, fillers)
    if not mandatory or isinstance(steps[-1], int):
        return filler
    # a row makes an item of its list whatever the list's own cardinality
    first = steps.index(EACH) + 1 if EACH in steps else 0
    optional = [i for i, e in enumerate(elements[:-1]) if i >= first and not e.cardinality.mandatory]
    if not optional:
        return replace(filler, mandatory=True)
    collection = steps[: optional[-1] + 1]
    others = (f.slot for f in fillers if f.target.place.steps[: len(collection)] == collection)
    return replace(filler, guards=tuple(slot for slot in others if slot != filler.slot))
