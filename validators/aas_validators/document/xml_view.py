"""Turn an XML element into the same plain data that the JSON of it would be.

Driven by the classes of the metamodel, not by the document: what the metamodel does not know is left out (the
schema reports it), and every pointer into the data leads back to its element."""

from __future__ import annotations

from lxml import etree

from aas_validators.document.jsonable import Json, Pointer
from aas_validators.metamodel.shapes import Attribute, class_of_element, shapes
from aas_validators.positions.xml_places import local_name

FLAGS = {"true": True, "1": True, "false": False, "0": False}


def object_of(element: etree._Element, name: str, metamodel: str) -> dict[str, Json]:
    """Return the JSON object of an element that holds the attributes of a class."""
    shape = shapes(metamodel)[name]
    found: dict[str, Json] = {}
    for child in element.iterchildren(etree.Element):
        attribute = shape.attributes.get(local_name(child))
        if attribute is not None and attribute.name not in found:
            found[attribute.name] = attribute_value(child, attribute, metamodel)
    if shape.model_type:
        found["modelType"] = name
    return found


def attribute_value(element: etree._Element, attribute: Attribute, metamodel: str) -> Json:
    """Return the JSON value of an attribute's element."""
    match attribute.form:
        case "text":
            return element.text or ""
        case "flag":
            text = (element.text or "").strip()
            return FLAGS.get(text, text)
        case "list":
            return list_of(element, attribute, metamodel)
        case "object":
            if not attribute.choice:
                return object_of(element, attribute.classes[0], metamodel)
            inner = next(element.iterchildren(etree.Element), None)
            return {} if inner is None else item_of(inner, metamodel)


def list_of(element: etree._Element, attribute: Attribute, metamodel: str) -> Json:
    """Return the JSON list of an attribute's element. A list of truth values or texts does not exist."""
    return [item_of(child, metamodel) for child in element.iterchildren(etree.Element)]


def item_of(element: etree._Element, metamodel: str) -> Json:
    """Return the JSON object of an element named after its class; an empty object if there is no such
    class."""
    name = class_of_element(metamodel).get(local_name(element))
    return {} if name is None else object_of(element, name, metamodel)


def element_at(root: etree._Element, pointer: Pointer, name: str | None, metamodel: str) -> etree._Element:
    """Return the element a pointer leads to, or the last one on the way that exists.

    `name` is the class of the root; None says that the root is a list."""
    classes = shapes(metamodel)
    here = root
    shape = classes.get(name) if name else None
    for step in pointer:
        if isinstance(step, int):
            children = list(here.iterchildren(etree.Element))
            if step >= len(children):
                return here
            here = children[step]
            shape = classes.get(class_of_element(metamodel).get(local_name(here), ""))
            continue
        inner = next((c for c in here.iterchildren(etree.Element) if local_name(c) == step), None)
        if inner is None:
            return here
        here = inner
        attribute = shape.attributes.get(step) if shape else None
        shape = None
        if attribute is not None and attribute.form == "object":
            if attribute.choice:
                here = next(here.iterchildren(etree.Element), here)
                shape = classes.get(class_of_element(metamodel).get(local_name(here), ""))
            else:
                shape = classes.get(attribute.classes[0])
    return here


def pointer_of(root: etree._Element, element: etree._Element, name: str | None, metamodel: str) -> Pointer:
    """Return the pointer that leads to an element: the way `element_at` goes, backwards."""
    chain: list[etree._Element] = []
    here: etree._Element | None = element
    while here is not None and here is not root:
        chain.append(here)
        here = here.getparent()
    pointer: list[str | int] = []
    classes = shapes(metamodel)
    shape = classes.get(name) if name else None
    inside_list = name is None
    inside_choice = False
    for link in reversed(chain):
        if inside_list:
            pointer.append(sum(1 for _ in link.itersiblings(etree.Element, preceding=True)))
            inside_list = False
            shape = classes.get(class_of_element(metamodel).get(local_name(link), ""))
        elif inside_choice:
            inside_choice = False
            shape = classes.get(class_of_element(metamodel).get(local_name(link), ""))
        else:
            attribute = shape.attributes.get(local_name(link)) if shape else None
            if attribute is None:
                break
            pointer.append(attribute.name)
            inside_list = attribute.form == "list"
            inside_choice = attribute.form == "object" and attribute.choice
            shape = classes.get(attribute.classes[0]) if attribute.form == "object" and not attribute.choice else None
    return tuple(pointer)
