"""Put the targets of a plan into the tree of the model, in the model's order."""

from __future__ import annotations

from collections.abc import Mapping

from aas_converters.letters.forms import Container, Form, FromColumn, Leaf, Part, Rows
from aas_converters.plan.places import EACH, Step
from aas_converters.plan.targets import Target
from aas_reference_models.model import Element, Kind, Model

Steps = tuple[Step, ...]


def forms_of(model: Model, targets: list[Target], constants: Mapping[str, Part]) -> tuple[Form, ...]:
    """Return the elements of a submodel that have a value; `constants` are the slots that never change."""
    by_place: dict[Steps, list[Target]] = {}
    for target in targets:
        by_place.setdefault(target.place.steps, []).append(target)
    parts = {
        steps: tuple((t.part, constants.get(t.slot, FromColumn(t.slot))) for t in of_place)
        for steps, of_place in by_place.items()
    }
    return children(model.elements, (), parts)


def children(
    elements: tuple[Element, ...], above: Steps, parts: Mapping[Steps, tuple[tuple[str, Part], ...]]
) -> tuple[Form, ...]:
    """Return the forms of the elements that are filled, or have something below them that is."""
    forms = (form(element, (*above, element.id_short), parts) for element in elements)
    return tuple(one for one in forms if one is not None)


def form(element: Element, steps: Steps, parts: Mapping[Steps, tuple[tuple[str, Part], ...]]) -> Form | None:
    """Return the form of one element, None where nothing fills it."""
    own = parts.get(steps, ())
    match element.kind:
        case Kind.SUBMODEL_ELEMENT_LIST if any(place[: len(steps) + 1] == (*steps, EACH) for place in parts):
            return rows(element, steps, parts)
        case Kind.SUBMODEL_ELEMENT_LIST:
            below = items(element, steps, parts)
        case Kind.SUBMODEL_ELEMENT_COLLECTION | Kind.ENTITY | Kind.ANNOTATED_RELATIONSHIP_ELEMENT:
            below = children(element.elements, steps, parts)
        case _:
            return Leaf(element, own) if own else None
    if not any(place[: len(steps)] == steps for place in parts):
        # What a template demands stands there even where the plant has nothing to put in.
        demanded = element.written is not None and element.kind is Kind.SUBMODEL_ELEMENT_COLLECTION
        return Container(element, below, mandatory=True) if demanded and element.cardinality.mandatory else None
    return Container(element, below, own, mandatory=element.cardinality.mandatory)


def rows(element: Element, steps: Steps, parts: Mapping[Steps, tuple[tuple[str, Part], ...]]) -> Rows | None:
    """Return the form of a list that takes the rows of a group, None where nothing fills its items."""
    item = form(element.item, (*steps, EACH), parts)
    return Rows(element, item, rows_column(steps)) if item else None


def rows_column(steps: Steps) -> str:
    """Return the name of the column with the written rows of a list."""
    return "rows of " + ".".join(str(step) for step in steps)


def items(element: Element, steps: Steps, parts: Mapping[Steps, tuple[tuple[str, Part], ...]]) -> tuple[Form, ...]:
    """Return the items of a list, without holes: an item nobody fills is there without a value."""
    depth = len(steps)
    positions = [place[depth] for place in parts if place[:depth] == steps and len(place) > depth]
    count = max((p for p in positions if isinstance(p, int)), default=-1) + 1
    return tuple(form(element.item, (*steps, i), parts) or Leaf(element.item, ()) for i in range(count))
