"""Identification, nameplate and technical data of a filled form as submodels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aas_converters.forms.asked import leaves, technical_fields
from aas_converters.forms.building import LONGEST_DESCRIPTION, LONGEST_NAME, Building
from aas_converters.forms.fields import COLLECTIONS, IDENTIFICATION, NAMEPLATE, OWN, Field
from aas_converters.forms.nesting import Place, nested, place_below
from aas_converters.forms.pieces import Object, display_name, valued
from aas_converters.forms.read import Answer
from aas_converters.forms.rules import BAD_VALUE, NAMELESS
from aas_reference_models.model import Element, Model, walk

ADDED_BELOW = {"TechnicalData": "TechnicalProperties/"}
"""Where what the plant adds stands: directly in the submodel but for technical data."""


def static_submodels(building: Building, model: Model) -> Iterator[tuple[str, list[Object]]]:
    """Yield name and elements of each submodel that has a value."""
    asked = {"Identification": IDENTIFICATION, "Nameplate": NAMEPLATE, "TechnicalData": technical_fields(model)}
    for sheet, fields in asked.items():
        elements = tree(building, sheet, {one.path: one for one in fields}, model)
        if elements:
            yield sheet, elements


def tree(building: Building, sheet: str, fields: Mapping[str, Field], model: Model) -> list[Object]:
    """Return the elements of a sheet, in collections as the paths of the rows say."""
    root: Place = {}
    known = {"/".join(("TechnicalProperties", *path)): one for path, one in walk(model.elements)}
    own = [answer for answer in building.filled.answers if answer.sheet == sheet]
    # ours first: a row that the plant added must not take the name of a collection
    for answer in sorted(own, key=lambda one: one.key not in fields):
        found = fields.get(answer.key)
        if found is None and not answer.item.strip():
            building.say(NAMELESS, sheet, answer.row, text=answer.value)
            continue
        *above, last = (found.path if found else ADDED_BELOW.get(sheet, "")).split("/")
        place = place_below(root, above)
        made = asked_element(building, answer, found, model) if found else added(building, answer, list(place))
        if made is not None:
            place[last if found else made["idShort"]] = made
    return nested(root, lambda path: meaning_of(building, path, known))


def asked_element(building: Building, answer: Answer, field: Field, model: Model) -> Object | None:
    """Return the element of a row of ours, None where its value does not fit."""
    id_short = field.path.rpartition("/")[2]
    if field.kind == "Property" and not building.fits[field.value_type](answer.value):
        building.say(BAD_VALUE, answer.sheet, answer.row, value=answer.value, type=field.value_type)
        return None
    path = tuple(field.path.split("/")[1:])
    own = next((point.element for point in leaves(model.elements) if point.path == path), None)
    if own is not None:
        meaning = building.describe_element(own)
    else:
        define = field.define_en
        said = (id_short, field.en, field.ko, field.value_type, field.unit, define)
        meaning = building.describe(field.meaning, *said, kind=field.kind)
    return valued(field.kind, id_short, meaning, answer.value, field.value_type)


def added(building: Building, answer: Answer, taken: list[str]) -> Object:
    """Return the element of a row that the plant added: text, because nobody said what else it is."""
    label = building.cut(answer.item.strip(), LONGEST_NAME, answer.sheet, answer.row)
    define = building.cut(answer.definition or answer.how, LONGEST_DESCRIPTION, answer.sheet, answer.row)
    name = building.name(label, taken, answer.sheet, answer.row, "Item")
    said = (name, name, label, "xs:string", "", define)
    meaning = building.describe(building.own_concept(name), *said)
    unit = {"qualifiers": [{"type": "Unit", "valueType": "xs:string", "value": answer.unit}]} if answer.unit else {}
    held = valued("Property", name, meaning, answer.value, "xs:string")
    if not answer.value:
        del held["value"]
    return {**display_name(label, name), **held, **unit}


def meaning_of(building: Building, path: tuple[str, ...], known: Mapping[str, Element]) -> str:
    """Return the concept of a collection: that of the model where it has one there."""
    element = known.get("/".join(path))
    if element is not None:
        return building.describe_element(element)
    name = path[-1]
    return building.describe(COLLECTIONS.get(name, OWN + name), name, name, "", "", kind="Collection")
