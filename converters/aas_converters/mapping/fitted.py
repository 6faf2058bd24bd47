"""Fit the model of an IDTA template to what a mapping fills, so that a plan finds each path as it is written.

Every counter the mapping names becomes an element of its own, every list it fills gets its one item, and new names in
open collections become elements. What the mapping does not touch stays as the template has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from aas_converters.mapping.mapping import Assignment, Mapping
from aas_converters.templates.paths import EACH, Chain, Step, chains
from aas_reference_models.model import Cardinality, Element, Kind, Model
from aas_validators.template.pairing import PLACEHOLDER


@dataclass(slots=True)
class Node:
    """What is filled below a place of the template: step → the element there and what is filled below it."""

    element: Element | None = None
    below: dict[Step, Node] = field(default_factory=dict)


def fitted(model: Model, mapping: Mapping) -> tuple[Model, Mapping]:
    """Return the model of a template as a mapping fills it, and the mapping with whole paths.

    A path that leads nowhere stays as it is; compiling reports it. Where a path has `[]`, the rows of a file, or of
    what the mapping groups by, become the items of that list. A model of ours is returned as it came."""
    if model.written is None:
        return model, mapping
    root = Node()
    assignments = tuple(placed(one, model, root) for one in mapping.assignments)
    elements = with_filled(model.elements, root)
    shape = model.shape
    if each := next((one.path.partition(EACH)[0] for one in assignments if EACH in one.path), None):
        shape = replace(shape, one_per="file", records="list", list=each)
    by = mapping.shape.by
    if by is not None:
        by = tuple(whole(path, model, root) for path in by)
    id_short = PLACEHOLDER.sub("", model.id_short) or model.id_short
    known = replace(model, elements=elements, shape=shape, id_short=id_short)
    return known, replace(mapping, assignments=assignments, shape=replace(mapping.shape, by=by))


def placed(one: Assignment, model: Model, root: Node) -> Assignment:
    """Return an assignment with its whole path, noted below the root."""
    parts = [name for name, _ in one.parts]
    for chain in chains(model.elements, one.path, parts):
        if note(with_item(chain, one), root):
            return replace(one, path=written_path(chain))
    return one


def whole(path: str, model: Model, root: Node) -> str:
    """Return the whole path of an element that the mapping fills elsewhere."""
    return next((written_path(chain) for chain in chains(model.elements, path) if is_noted(chain, root)), path)


def with_item(chain: Chain, one: Assignment) -> Chain:
    """Return a chain that goes on to the first item where columns side by side fill a list."""
    last = chain[-1].element
    if last.kind is not Kind.SUBMODEL_ELEMENT_LIST:
        return chain
    items = list(chains((last,), f"{last.id_short}[0]", [name for name, _ in one.parts]))
    return (*chain, items[0][-1]) if items else chain


def note(chain: Chain, root: Node) -> bool:
    """Note what a chain fills; say whether it agrees with what is noted already."""
    if not is_noted(chain, root, missing=True):
        return False
    node = root
    for found in chain:
        node = node.below.setdefault(key_of(found.step), Node(found.element))
    return True


def is_noted(chain: Chain, root: Node, *, missing: bool = False) -> bool:
    """Say whether the elements of a chain are those noted; `missing` ones may be allowed."""
    node = root
    for found in chain:
        there = node.below.get(key_of(found.step))
        if there is None:
            return missing
        if there.element != found.element:
            return False
        node = there
    return True


def key_of(step: Step) -> Step:
    """Return the step under which an element is noted: all items of a list are of one form."""
    return 0 if isinstance(step, int) or step == EACH else step


def written_path(chain: Chain) -> str:
    """Return the path along a chain."""
    text = ""
    for found in chain:
        if found.step == EACH:
            text += EACH
        elif isinstance(found.step, int):
            text += f"[{found.step}]"
        else:
            text += f".{found.step}" if text else found.step
    return text


def with_filled(elements: Iterable[Element], node: Node) -> tuple[Element, ...]:
    """Return the elements below a place: the filled ones by their own names, the others as they are."""
    known: list[Element] = []
    left = dict(node.below)
    for element in elements:
        filled = [(step, one) for step, one in left.items() if one.element == element]
        for number, (step, one) in enumerate(filled):
            del left[step]
            known.append(named(element, step, one, first=number == 0))
        if not filled:
            known.append(element)
    known.extend(named(one.element, step, one, first=False) for step, one in left.items() if one.element is not None)
    return tuple(known)


def named(element: Element, step: Step, node: Node, *, first: bool) -> Element:
    """Return an element under the name it is filled by; of several that a template demands one is mandatory."""
    mandatory = first and element.cardinality.mandatory
    cardinality = Cardinality.ONE if mandatory else Cardinality.ZERO_TO_ONE
    if element.kind is Kind.SUBMODEL_ELEMENT_LIST:
        return replace(element, id_short=str(step), cardinality=cardinality, elements=item_of(element, node))
    below = with_filled(element.elements, node)
    return replace(element, id_short=str(step), cardinality=cardinality, elements=below)


def item_of(element: Element, node: Node) -> tuple[Element, ...]:
    """Return the one item of a list that is filled; a row may have fewer of it than there are columns."""
    filled = next(iter(node.below.values()), None)
    if filled is None or filled.element is None:
        return element.elements[:1]
    return (named(filled.element, "", filled, first=False),)
