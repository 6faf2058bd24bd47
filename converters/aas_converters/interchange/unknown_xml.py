"""Keep what an XML document says and its metamodel does not know: it is told, and stands in the data under its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Pointer
from aas_validators.document.locate import XmlText
from aas_validators.document.xml_view import object_of
from aas_validators.metamodel.attributes import UNKNOWN_ATTRIBUTE
from aas_validators.metamodel.shapes import Attribute, class_of_element, shapes
from aas_validators.positions.xml_places import element_path, local_name


def add_unknown(document: XmlText) -> Iterator[Finding]:
    """Add the elements that the data of a document leave out, and yield a finding for each.

    An element that says nothing is left out. In a list of one class an item of another name is read as that class."""
    if document.root is None or not isinstance(document.value, dict):
        return
    yield from in_object(document.tree, document.value, document.root, document.metamodel, ())


def in_object(
    element: etree._Element, value: dict[str, Any], name: str, metamodel: str, pointer: Pointer
) -> Iterator[Finding]:
    """Add what is left out of an object of a class."""
    attributes = shapes(metamodel)[name].attributes
    seen: set[str] = set()
    for child in element.iterchildren(etree.Element):
        key = local_name(child)
        attribute = attributes.get(key)
        if attribute is None or key in seen:
            if (held := plain(child)) not in ("", {}):
                value[free(key, value)] = held
                yield unknown(child, name, pointer)
            continue
        seen.add(key)
        yield from in_attribute(child, value[key], attribute, metamodel, (*pointer, key))


def in_attribute(
    element: etree._Element, value: Any, attribute: Attribute, metamodel: str, pointer: Pointer
) -> Iterator[Finding]:
    """Add what is left out below an attribute."""
    children = list(element.iterchildren(etree.Element))
    if attribute.form == "list" and isinstance(value, list):
        for number, (child, item) in enumerate(zip(children, value, strict=False)):
            if isinstance(item, dict):
                yield from in_item(child, item, attribute, metamodel, (*pointer, number))
    elif attribute.form == "object" and isinstance(value, dict):
        if not attribute.choice:
            yield from in_object(element, value, attribute.classes[0], metamodel, pointer)
        elif children:
            yield from in_item(children[0], value, attribute, metamodel, pointer)


def in_item(
    element: etree._Element, item: dict[str, Any], attribute: Attribute, metamodel: str, pointer: Pointer
) -> Iterator[Finding]:
    """Add what is left out of an object that stands in an element named after its class."""
    name = class_of_element(metamodel).get(local_name(element))
    if name is None:
        yield unknown(element, attribute.classes[0], pointer)
        if len(attribute.classes) > 1:
            inner = plain(element)
            item.update(inner if isinstance(inner, dict) else {"value": inner}, modelType=local_name(element))
            return
        name = attribute.classes[0]
        item.update(object_of(element, name, metamodel))
    yield from in_object(element, item, name, metamodel, pointer)


def plain(element: etree._Element) -> Any:
    """Return an element that no class knows as data: its text, or its children by their names."""
    found: dict[str, Any] = {}
    for child in element.iterchildren(etree.Element):
        if (held := plain(child)) not in ("", {}):
            found[free(local_name(child), found)] = held
    return found or (element.text or "").strip()


def free(name: str, taken: dict[str, Any]) -> str:
    """Return a name that is not taken: `value`, then `value (2)`."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    return found


def unknown(element: etree._Element, owner: str, pointer: Pointer) -> Finding:
    """Return the finding for an element that is not known where it stands."""
    values = {"owner": owner, "attribute": shown(local_name(element)), "guess": ""}
    return Finding(UNKNOWN_ATTRIBUTE, pointer, values, at_name=True, element=element_path(element))
