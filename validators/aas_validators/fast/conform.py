"""Compare the submodels of a large document with their models.

Submodels of one skeleton stand for the same elements of the model, so they are compared once; of the others only the
values that the model has something to say about are looked at."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from math import inf
from typing import Final

import msgspec

from aas_reference_models.model import Demands, Element, Kind, Model
from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.fast.accept import ALL_OF_IT, Accepted
from aas_validators.fast.huge import HUGE, groups
from aas_validators.fast.judge import Judge, as_json, new_judge
from aas_validators.fast.pieces import Whole, bytes_at, document_of, value_of
from aas_validators.fast.skeleton import (
    KEPT,
    LARGEST,
    PATIENCE,
    Exact,
    Test,
    homes,
    recognised,
    skeleton_of,
)
from aas_validators.layers import Layer
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.template.check import FindModel, check_template
from aas_validators.template.pairing import NESTED, Instance, Pair, instances, paired
from aas_validators.template.units import check_units
from aas_validators.template.values import check_value

LISTS: Final = "submodels"
SUBMODEL: Final = "Submodel"
ANYTHING: Final = re.compile(rb'[^"\\<&]*+').fullmatch
"""A value that a model says nothing about."""
CONFORMS: Final = Accepted(None, (), remarks=False, files=False)


def model_findings(whole: Whole, find_model: FindModel, layers: Collection[Layer]) -> Iterator[Finding]:
    """Yield what is wrong between submodels and their models, with pointers into the whole.

    The same model is looked for once for all submodels of one skeleton, ids apart."""
    used: dict[int, Model] = {}
    judge = new_judge(whole.text, (whole.frame.metamodel,) if whole.frame else VERSIONS[-1:], prefix_of(whole))
    items = whole.lists.get(LISTS)
    if not any(layer in layers for layer in (Layer.TEMPLATE, Layer.VALUES)):
        return
    for number in range(len(items.starts) if items else 0):
        place = (LISTS, number)
        size = items.ends[number] - items.starts[number] if items else 0
        if size > HUGE and unknown(whole, number, find_model, judge):
            continue
        piece = bytes_at(whole, place)
        if recognised(SUBMODEL, piece, judge.skeletons):
            continue
        value = value_of(document_of(whole, place), LISTS)
        model = find_model(value) if isinstance(value, dict) else None
        found: list[Finding] = []
        if model is not None and isinstance(value, dict):
            used[id(model)] = model
            found = list(check_template(value, place, model, layers))
            yield from found
        if not found and isinstance(value, dict):
            learn_conforming(piece, value, model, judge)
    if used and Layer.TEMPLATE in layers:
        yield from check_units(concepts(whole), used.values())


def unknown(whole: Whole, number: int, find_model: FindModel, judge: Judge) -> bool:
    """Return whether there is no model for a huge submodel; its first elements and all else that it has are asked."""
    try:
        items = whole.lists[LISTS]
        first = next(groups(whole.data, SUBMODEL, items.starts[number], items.ends[number], judge.text))
        value = msgspec.json.decode(as_json(first.text, SUBMODEL, judge))
    except ALL_OF_IT:
        return False
    return isinstance(value, dict) and find_model(value) is None


def prefix_of(whole: Whole) -> bytes:
    """Return the prefix of the XML elements."""
    return whole.frame.prefix if whole.frame else b""


def learn_conforming(piece: bytes, value: Instance, model: Model | None, judge: Judge) -> None:
    """Remember what has to hold of the texts of other submodels, given one that conforms to its model."""
    skeletons = judge.skeletons
    skeletons.last = None
    if len(piece) > LARGEST or skeletons.learnt >= KEPT or skeletons.learnt - PATIENCE >= skeletons.helped:
        return
    skeletons.learnt += 1
    cut = skeletons.blanks.split(piece)
    where = homes(SUBMODEL, cut, VERSIONS[-1], lambda marked: as_json(marked, SUBMODEL, judge))
    elements = {} if model is None else dict(stands_for(instances(value, "submodelElements", ()), model.elements))
    tests: dict[int, tuple[Test, Exact | None]] = {}
    for number, (node, attribute) in where.items():
        pointer = node.pointer
        if attribute == "id" and not pointer:
            tests[number] = ANYTHING, None
        elif attribute == "value" and node.name == "Property":
            element = elements.get(pointer)
            demands = element is not None and element.kind is Kind.PROPERTY and demanding(element)
            tests[number] = (allowed(element, pointer, node.value), None) if element and demands else (ANYTHING, None)
    found = skeleton_of(SUBMODEL, cut, tests, CONFORMS)
    skeletons.known.setdefault(SUBMODEL, []).insert(0, found)


def demanding(element: Element) -> bool:
    """Return whether a model says anything about the values of an element."""
    return bool(element.codes) or element.allowed_range is not None or element.demands != Demands()


def allowed(element: Element, pointer: Pointer, instance: Instance) -> Test:
    """Return a test of an element's value: a quick yes where only a range or a code list counts, else the check."""

    def exactly(piece: bytes, here: int, stop: int) -> bool:
        if not ANYTHING(piece, here, stop):
            return False
        try:
            text = piece[here:stop].decode()
        except UnicodeDecodeError:
            return False
        return not any(check_value(Pair(pointer, {**instance, "value": text}, element), element))

    interval = element.allowed_range
    if element.demands != Demands() or (element.codes and interval):
        return exactly
    if interval is None:
        codes = frozenset(code.value.encode() for code in element.codes)
        return lambda piece, here, stop: piece[here:stop] in codes or exactly(piece, here, stop)
    low = float(interval.low) if interval.low is not None else -inf
    high = float(interval.high) if interval.high is not None else inf

    def inside(piece: bytes, here: int, stop: int) -> bool:
        # Rounding keeps the order, so what is strictly inside as a float is inside; ends are left to the check.
        try:
            return low < float(piece[here:stop]) < high or exactly(piece, here, stop)
        except ValueError:
            return exactly(piece, here, stop)

    return inside


def stands_for(
    held: Sequence[tuple[Pointer, Instance]], elements: Sequence[Element]
) -> Iterator[tuple[Pointer, Element]]:
    """Yield the pointer of each instance with the element of the model it stands for, at every depth."""
    for pair in paired(held, elements):
        if pair.element is None:
            continue
        yield pair.pointer, pair.element
        attribute = NESTED.get(pair.element.kind)
        below = instances(pair.instance, attribute, pair.pointer) if attribute else []
        if pair.element.kind is not Kind.SUBMODEL_ELEMENT_LIST:
            yield from stands_for(below, pair.element.elements)
        elif pair.element.elements:
            for pointer, instance in below:
                yield from in_list(pointer, instance, pair.element.item)


def in_list(pointer: Pointer, instance: Instance, item: Element) -> Iterator[tuple[Pointer, Element]]:
    """Yield a list item and what is below it with their elements."""
    yield pointer, item
    attribute = NESTED.get(item.kind)
    if attribute and item.kind is not Kind.SUBMODEL_ELEMENT_LIST:
        yield from stands_for(instances(instance, attribute, pointer), item.elements)


def concepts(whole: Whole) -> Json:
    """Return the concept descriptions of a document."""
    name = "conceptDescriptions"
    items = whole.lists.get(name)
    return {name: [value_of(document_of(whole, (name, n)), name) for n in range(len(items.starts) if items else 0)]}
