"""Check that a submodel conforms to a model: what must be there, how often, of which kind, type and value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from aas_reference_models.model import Element, Kind, Model
from aas_validators.diagnostics import Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Pointer
from aas_validators.layers import ALL_LAYERS, Layer
from aas_validators.template import rules
from aas_validators.template.counting import check_counts, missing
from aas_validators.template.elsewhere import NOTHING, Elsewhere, elsewhere
from aas_validators.template.leftovers import check_leftovers
from aas_validators.template.naming import named
from aas_validators.template.pairing import (
    NESTED,
    Instance,
    Pair,
    concept_of,
    instances,
    paired,
    reference_id,
    semantic_ids,
)
from aas_validators.template.values import check_value

FindModel = Callable[[Instance], Model | None]
"""Given a submodel, the model it should conform to."""

PLAUSIBLE: Final = frozenset([rules.OUT_OF_RANGE, rules.UNKNOWN_CODE])
"""Rules of the layer VALUES: a reference model tells what is likely, a template what is allowed."""

FITS_ABSTRACT: Final = ("SubmodelElement", "DataElement")


def by_semantic_id(find: Callable[[str], Model | None]) -> FindModel:
    """Return a search by submodel from a search by semanticId; supplemental ones count too."""

    def found(submodel: Instance) -> Model | None:
        return next((model for meaning in semantic_ids(submodel) if (model := find(meaning))), None)

    return found


def check_template(
    submodel: Instance, pointer: Pointer, model: Model, layers: Collection[Layer] = ALL_LAYERS
) -> Iterator[Finding]:
    """Yield deviations of a submodel from its model, as far as the layers ask for them."""
    for finding in check_against(submodel, model, pointer):
        if (Layer.VALUES if finding.rule in PLAUSIBLE else Layer.TEMPLATE) in layers:
            yield finding


def check_against(submodel: Instance, model: Model, pointer: Pointer = ()) -> Iterator[Finding]:
    """Yield deviations of a submodel from a model."""
    if submodel.get("kind") == "Template":
        yield Finding(rules.NOT_AN_INSTANCE, (*pointer, "kind"))
    else:
        yield from check_leftovers(submodel, pointer)
    if not model.semantic_id:
        yield Finding(rules.NAME_ONLY, pointer, {"model": shown(model.id_short)})
    name = submodel.get("idShort")
    held = instances(submodel, "submodelElements", pointer)
    parent = name if isinstance(name, str) else model.id_short
    yield from check_children(held, model.elements, pointer, parent, elsewhere(submodel))


def check_children(
    held: Sequence[tuple[Pointer, Instance]],
    elements: Sequence[Element],
    pointer: Pointer,
    parent: str,
    moved: Elsewhere = NOTHING,
) -> Iterator[Finding]:
    """Yield deviations among the elements one parent holds; what `moved` says stands elsewhere."""
    pairs = paired(held, elements)
    yield from check_counts(pairs, elements, pointer, parent, moved)
    for pair in pairs:
        yield from check_leftovers(pair.instance, pair.pointer)
        if pair.element is not None:
            yield from check_pair(pair, pair.element, moved.below(pair.element.id_short))
        elif pair.contradicts is not None:
            values = {"element": named(pair.instance), "expected": pair.contradicts.semantic_id or ""}
            yield Finding(rules.OTHER_SEMANTICS, (*pair.pointer, "semanticId"), values)
        elif elements:
            yield Finding(rules.EXTRA_ELEMENT, pair.pointer, {"element": named(pair.instance)})


def check_pair(pair: Pair, element: Element, moved: Elsewhere = NOTHING) -> Iterator[Finding]:
    """Yield deviations of one element and of everything below it."""
    found = pair.instance.get("modelType")
    if found != element.kind:
        values = {"element": named(pair.instance), "found": shown(found), "expected": str(element.kind)}
        yield Finding(rules.WRONG_KIND, pair.pointer, values)
        return
    yield from check_value(pair, element)
    attribute = NESTED.get(element.kind)
    if attribute is None:
        return
    held = instances(pair.instance, attribute, pair.pointer)
    if element.kind is Kind.SUBMODEL_ELEMENT_LIST:
        yield from check_typing(pair, element)
        yield from check_items(pair, element, held)
    else:
        yield from check_children(held, element.elements, pair.pointer, named(pair.instance), moved)


def check_typing(pair: Pair, element: Element) -> Iterator[Finding]:
    """Yield a finding for each way in which a list declares its items as the model does not."""
    item = element.elements[0] if len(element.elements) == 1 else None
    kinds = {element.list_kind or (str(item.kind) if item else None), str(item.kind) if item else None}
    value_type = element.list_value_type or (item.value_type if item else None)
    kind, declared = pair.instance.get("typeValueListElement"), pair.instance.get("valueTypeListElement")
    meaning = reference_id(pair.instance.get("semanticIdListElement"))
    if isinstance(kind, str) and any(kinds) and kind not in kinds and kind not in FITS_ABSTRACT and not abstract(kinds):
        yield wrong_list(pair, "typeValueListElement", kind, str(element.list_kind or (item and item.kind)))
    if isinstance(declared, str) and value_type and declared != value_type:
        yield wrong_list(pair, "valueTypeListElement", declared, value_type)
    if meaning and element.list_semantic_id and concept_of(meaning) != concept_of(element.list_semantic_id):
        yield wrong_list(pair, "semanticIdListElement", meaning, element.list_semantic_id)


def abstract(kinds: Collection[str | None]) -> bool:
    """Return whether one of the kinds stands for several."""
    return any(kind in FITS_ABSTRACT for kind in kinds)


def wrong_list(pair: Pair, attribute: str, found: str, expected: str) -> Finding:
    """Return the finding for one attribute of a list."""
    values = {"element": named(pair.instance), "found": shown(found), "expected": shown(expected)}
    return Finding(rules.WRONG_LIST, (*pair.pointer, attribute), values)


def check_items(pair: Pair, element: Element, held: Sequence[tuple[Pointer, Instance]]) -> Iterator[Finding]:
    """Yield deviations of the items of a list. They have no names: each stands for the model's item, and where
    a template has several, for the one it deviates from least."""
    for item in element.elements:
        if not held and item.cardinality.mandatory:
            yield missing(item, pair.pointer, named(pair.instance))
    for pointer, instance in held:
        yield from check_leftovers(instance, pointer)
        if element.elements:
            attempts = [list(check_pair(Pair(pointer, instance, item), item)) for item in element.elements]
            yield from min(attempts, key=badness)


def badness(findings: Sequence[Finding]) -> tuple[int, int]:
    """Return how many findings are errors, and how many there are."""
    return sum((f.severity or f.rule.severity) is Severity.ERROR for f in findings), len(findings)
