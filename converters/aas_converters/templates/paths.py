"""Find the elements of a template along a path as a plant writes it: `Markings[0].MarkingName`, `Process01.ProcessId`.

In a template a name may hold a counter, a list may have items of several forms, and a collection may be open for
elements of the plant's own. The path says which are meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from aas_reference_models.model import Cardinality, Element, Kind, WrittenReferences
from aas_validators.template.pairing import BRACES, names_match

SEGMENT: Final = re.compile(r"([^.\[\]]+)((?:\[\d{0,6}\])*)")
EACH: Final = "[]"
"""The step to the item that every row of a group makes."""
ARBITRARY: Final = "/General/Arbitrary"
"""What IDTA's ids have in them where a template leaves the name to its user."""
FREE: Final = "arbitrary"
HOLDERS: Final = (
    Kind.SUBMODEL_ELEMENT_COLLECTION,
    Kind.SUBMODEL_ELEMENT_LIST,
    Kind.ENTITY,
    Kind.ANNOTATED_RELATIONSHIP_ELEMENT,
)

Step = str | int


@dataclass(frozen=True, slots=True)
class Found:
    """One step of a path, and the element it leads to, not yet named after it."""

    step: Step
    element: Element


Chain = tuple[Found, ...]


def segments(path: str) -> list[Step] | None:
    """Return the steps of a path, None for what is no path."""
    steps: list[Step] = []
    for one in path.split("."):
        match = SEGMENT.fullmatch(one)
        if match is None:
            return None
        steps.append(match[1])
        steps.extend(EACH if not digits else int(digits) for digits in re.findall(r"\[(\d*)\]", match[2]))
    return steps


def chains(elements: tuple[Element, ...], path: str, parts: Collection[str] = ()) -> Iterator[Chain]:
    """Yield the ways a path may be meant, the likeliest first: from the root, then as the end of a longer path, each
    strictly before new names in open collections. `parts` are those that the last element has to have."""
    steps = segments(path)
    if steps is None:
        return
    for is_open in (False, True):
        yield from below(elements, steps, parts, is_open=is_open)
        ends = [
            (*start, *end)
            for start, held in starts(elements)
            for end in below(held, steps, parts, is_open=is_open)
            # a new name may stand in any open collection, so there it has to be said which
            if end[0].element in held
        ]
        if len({tuple(found.step for found in end) for end in ends}) == 1:
            yield from ends


def starts(elements: tuple[Element, ...], above: Chain = ()) -> Iterator[tuple[Chain, tuple[Element, ...]]]:
    """Yield the collections a path may begin in, with the way to them."""
    for element in elements:
        if element.kind is not Kind.SUBMODEL_ELEMENT_LIST and element.elements:
            here = (*above, Found(counted(element.id_short), element))
            yield here, element.elements
            yield from starts(element.elements, here)


def below(
    elements: tuple[Element, ...], steps: list[Step], parts: Collection[str], *, is_open: bool
) -> Iterator[Chain]:
    """Yield the ways along steps from a parent; `is_open` says whether new names are taken."""
    step, rest = steps[0], steps[1:]
    for element in candidates(elements, step, rest, parts, is_open=is_open):
        here = Found(step, element)
        if not rest:
            yield (here,)
        elif element.kind in HOLDERS:
            for way in below(held_by(element), rest, parts, is_open=is_open):
                yield (here, *way)


def candidates(
    elements: tuple[Element, ...], step: Step, rest: list[Step], parts: Collection[str], *, is_open: bool
) -> Iterator[Element]:
    """Yield the elements one step may lead to."""
    if isinstance(step, int) or step == EACH:
        yield from (element for element in elements if not element.id_short or len(elements) == 1)
        return
    named = [element for element in elements if names_match(str(step), element)]
    yield from sorted(named, key=lambda element: element.id_short != step)
    if is_open and not named and isinstance(step, str):
        yield from of_ones_own(elements, step, wanted(rest, parts))


def held_by(element: Element) -> tuple[Element, ...]:
    """Return what a step below an element may lead to; a list that shows no item still says what its items are."""
    if element.kind is not Kind.SUBMODEL_ELEMENT_LIST:
        return element.elements
    if element.elements or element.list_kind not in set(Kind):
        return tuple(replace(item, id_short="") for item in element.elements)
    meaning = element.list_semantic_id
    return (
        Element(
            id_short="",
            kind=Kind(element.list_kind),
            value_type=element.list_value_type,
            semantic_id=meaning,
            cardinality=Cardinality.ZERO_TO_MANY,
            written=WrittenReferences(),
            described=False,
        ),
    )


def wanted(rest: list[Step], parts: Collection[str]) -> Kind:
    """Return the kind of element that a new name stands for."""
    if rest:
        return Kind.SUBMODEL_ELEMENT_COLLECTION if isinstance(rest[0], str) else Kind.SUBMODEL_ELEMENT_LIST
    if {"min", "max"} & set(parts):
        return Kind.RANGE
    return Kind.PROPERTY if not parts or "value" in parts else Kind.MULTI_LANGUAGE_PROPERTY


def of_ones_own(elements: tuple[Element, ...], name: str, kind: Kind) -> Iterator[Element]:
    """Yield an element of a new name where the template leaves the name open, or says nothing of what it holds."""
    for element in elements:
        if element.kind is kind and is_arbitrary(element):
            yield replace(element, id_short=name, name=replace(element.name, by_language=()))
            return
    if not elements and kind is not Kind.SUBMODEL_ELEMENT_LIST:
        yield Element(id_short=name, kind=kind, value_type="xs:string", written=WrittenReferences(), described=False)


def is_arbitrary(element: Element) -> bool:
    """Say whether an element stands for any of its kind."""
    return element.id_short.casefold().startswith(FREE) or ARBITRARY in (element.semantic_id or "")


def counted(id_short: str) -> str:
    """Return a name whose counter in braces has become a number; `__00__` is a name as it is."""
    return BRACES.sub("00", id_short)
