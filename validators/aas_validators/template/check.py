"""Check that a submodel conforms to a model: what must be there, how often, of which kind, type and value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from aas_reference_models.model import Element, Kind, Model, without_records
from aas_validators.diagnostics import Sentence
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.metamodel.plausible_values import NUMBERS, number
from aas_validators.template import rules
from aas_validators.template.pairing import Instance, Pair, paired, semantic_ids

FindModel = Callable[[str], Model | None]
"""Given a semanticId, the model a submodel should conform to."""

NESTED = {
    Kind.SUBMODEL_ELEMENT_COLLECTION: "value",
    Kind.SUBMODEL_ELEMENT_LIST: "value",
    Kind.ENTITY: "statements",
    Kind.ANNOTATED_RELATIONSHIP_ELEMENT: "annotations",
}


def check_template(submodel: Json, pointer: Pointer, find_model: FindModel) -> Iterator[Finding]:
    """Yield deviations of a submodel from the model its semanticId names; nothing if no model is found."""
    if not isinstance(submodel, dict):
        return
    for meaning in semantic_ids(submodel):
        model = find_model(meaning)
        if model is not None:
            yield from check_against(submodel, model, pointer)
            return


def check_against(submodel: Instance, model: Model, pointer: Pointer = ()) -> Iterator[Finding]:
    """Yield deviations of a submodel from a model; what goes into the records of a time series may be missing."""
    model = without_records(model)
    if submodel.get("kind") == "Template":
        yield Finding(rules.NOT_AN_INSTANCE, (*pointer, "kind"))
    name = submodel.get("idShort")
    held = instances(submodel, "submodelElements", pointer)
    yield from check_children(held, model.elements, pointer, name if isinstance(name, str) else model.id_short)


def instances(holder: Instance, attribute: str, pointer: Pointer) -> list[tuple[Pointer, Instance]]:
    """Return the elements in an attribute with their pointers."""
    held = holder.get(attribute)
    items = held if isinstance(held, list) else []
    return [((*pointer, attribute, n), item) for n, item in enumerate(items) if isinstance(item, dict)]


def check_children(
    held: Sequence[tuple[Pointer, Instance]], elements: Sequence[Element], pointer: Pointer, parent: str
) -> Iterator[Finding]:
    """Yield deviations among the elements one parent holds."""
    pairs = paired(held, elements)
    counts = Counter(pair.element.id_short for pair in pairs if pair.element)
    contradicted = {pair.contradicts.id_short for pair in pairs if pair.contradicts}
    for element in elements:
        number_found = counts[element.id_short]
        if number_found == 0 and element.cardinality.mandatory:
            yield missing(element, pointer, parent)
        if number_found > 1 and not element.cardinality.repeated:
            second = [p for p in pairs if p.element and p.element.id_short == element.id_short][1]
            values = {"element": element.id_short, "number": number_found, "parent": shown(parent)}
            yield Finding(rules.TOO_MANY, second.pointer, values)
    for pair in pairs:
        if pair.element is not None:
            yield from check_pair(pair, pair.element)
        elif pair.contradicts is not None and pair.contradicts.id_short in contradicted:
            values = {"element": named(pair.instance), "expected": pair.contradicts.semantic_id or ""}
            yield Finding(rules.OTHER_SEMANTICS, (*pair.pointer, "semanticId"), values)
        else:
            yield Finding(rules.EXTRA_ELEMENT, pair.pointer, {"element": named(pair.instance)})


def missing(element: Element, pointer: Pointer, parent: str) -> Finding:
    """Return the finding for a mandatory element that is not there."""
    meaning = element.semantic_id
    semantic: object = Sentence(f" with semanticId {meaning}", f" (semanticId {meaning})") if meaning else ""
    values = {
        "parent": shown(parent),
        "element": element.id_short,
        "kind": str(element.kind),
        "semantic": semantic,
    }
    return Finding(rules.MISSING_ELEMENT, pointer, values)


def check_pair(pair: Pair, element: Element) -> Iterator[Finding]:
    """Yield deviations of one element and of everything below it."""
    found = pair.instance.get("modelType")
    if found != element.kind:
        values = {"element": named(pair.instance), "found": shown(found), "expected": str(element.kind)}
        yield Finding(rules.WRONG_KIND, pair.pointer, values)
        return
    yield from check_value_type(pair, element)
    yield from check_value(pair, element)
    attribute = NESTED.get(element.kind)
    if attribute is None:
        return
    held = instances(pair.instance, attribute, pair.pointer)
    if element.kind is Kind.SUBMODEL_ELEMENT_LIST:
        yield from check_list(pair, element, held)
    else:
        yield from check_children(held, element.elements, pair.pointer, named(pair.instance))


def check_list(pair: Pair, element: Element, held: Sequence[tuple[Pointer, Instance]]) -> Iterator[Finding]:
    """Yield deviations of a list and of its items, which all stand for the model's one item."""
    if not element.elements:
        return
    item = element.item
    declared = pair.instance.get("typeValueListElement")
    if isinstance(declared, str) and declared not in (item.kind, "SubmodelElement", "DataElement"):
        values = {"element": named(pair.instance), "found": shown(declared), "expected": str(item.kind)}
        yield Finding(rules.WRONG_LIST, (*pair.pointer, "typeValueListElement"), values)
    value_type = pair.instance.get("valueTypeListElement")
    if isinstance(value_type, str) and item.value_type and value_type != item.value_type:
        values = {"element": named(pair.instance), "found": shown(value_type), "expected": item.value_type}
        yield Finding(rules.WRONG_LIST, (*pair.pointer, "valueTypeListElement"), values)
    if not held and item.cardinality.mandatory:
        yield missing(item, pair.pointer, named(pair.instance))
    for pointer, instance in held:
        yield from check_pair(Pair(pointer, instance, item), item)


def check_value_type(pair: Pair, element: Element) -> Iterator[Finding]:
    """Yield a finding for another value type than the model's."""
    found = pair.instance.get("valueType")
    if element.value_type and element.kind in (Kind.PROPERTY, Kind.RANGE) and found != element.value_type:
        values = {"element": named(pair.instance), "found": shown(found), "expected": element.value_type}
        yield Finding(rules.WRONG_VALUE_TYPE, (*pair.pointer, "valueType"), values)


def check_value(pair: Pair, element: Element) -> Iterator[Finding]:
    """Yield a finding for a value that is not plausible: out of range, or not in the code list."""
    value = pair.instance.get("value")
    if element.kind is not Kind.PROPERTY or not isinstance(value, str):
        return
    pointer = (*pair.pointer, "value")
    if element.codes and value not in {code.value for code in element.codes}:
        allowed = ", ".join(code.value for code in element.codes[:8])
        values = {"element": named(pair.instance), "value": shown(value), "allowed": allowed}
        yield Finding(rules.UNKNOWN_CODE, pointer, values)
    interval = element.allowed_range
    measured = number(value) if interval and element.value_type in NUMBERS else None
    if interval is None or measured is None:
        return
    low = number(interval.low) if interval.low is not None else None
    high = number(interval.high) if interval.high is not None else None
    if (low is not None and measured < low) or (high is not None and measured > high):
        ends = {"low": interval.low or "-∞", "high": interval.high or "∞"}
        yield Finding(rules.OUT_OF_RANGE, pointer, {"element": named(pair.instance), "value": shown(value), **ends})


def named(instance: Instance) -> str:
    """Return what a message calls an element."""
    name = instance.get("idShort")
    return shown(name) if isinstance(name, str) else f"this {instance.get('modelType')}"
