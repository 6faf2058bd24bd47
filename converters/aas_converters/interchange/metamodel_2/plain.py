"""Bring the XML of metamodel 2.0 into the form of its JSON, so that one migration serves both."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from aas_validators.positions.xml_places import local_name

Data = dict[str, Any]
LISTS: Final = (
    "assetAdministrationShells",
    "assets",
    "submodels",
    "conceptDescriptions",
    "submodelElements",
    "statements",
    "annotations",
    "annotation",
    "views",
    "conceptDictionaries",
    "submodelRefs",
    "containedElements",
    "conceptDescriptionRefs",
    "valueReferencePairs",
    "valueList",
)
"""Elements whose children are items of one list."""
REPEATED: Final = (
    "qualifier",
    "embeddedDataSpecification",
    "isCaseOf",
    "inputVariable",
    "outputVariable",
    "inoutputVariable",
    "billOfMaterialRef",
)
"""Elements that stand once for each item, without a list around them."""
ELEMENTS: Final = {
    "property": "Property",
    "multiLanguageProperty": "MultiLanguageProperty",
    "range": "Range",
    "file": "File",
    "blob": "Blob",
    "referenceElement": "ReferenceElement",
    "relationshipElement": "RelationshipElement",
    "annotatedRelationshipElement": "AnnotatedRelationshipElement",
    "submodelElementCollection": "SubmodelElementCollection",
    "entity": "Entity",
    "operation": "Operation",
    "capability": "Capability",
    "basicEvent": "BasicEvent",
    "event": "BasicEvent",
}
"""Classes of elements by their names in XML."""


def plain(tree: etree._Element) -> Data:
    """Return the XML of an environment of metamodel 2.0 as its JSON would be."""
    found = inside(tree)
    return found if isinstance(found, dict) else {}


def inside(element: etree._Element) -> Any:
    """Return what stands in an element: texts in languages, keys, a list, an object or a text."""
    children = list(element.iterchildren(etree.Element))
    name = local_name(element)
    if children and all(local_name(child) == "langString" for child in children):
        return [{"language": child.get("lang", ""), "text": child.text or ""} for child in children]
    if name == "keys":
        return [{**dict(child.attrib), "value": (child.text or "").strip()} for child in children]
    if name == "identification":
        return {"idType": element.get("idType", ""), "id": (element.text or "").strip()}
    if name in LISTS or (name == "value" and children and local_name(children[0]) == "submodelElement"):
        return [item(child) for child in children]
    if not children:
        return element.text or ""
    return object_of(children)


def object_of(children: list[etree._Element]) -> Data:
    """Return the attributes that elements stand for; what stands more than once becomes a list."""
    found: Data = {}
    for child in children:
        name = local_name(child)
        if name in REPEATED:
            if (held := item(child)) not in ("", {}):
                found.setdefault(name, []).append(held)
        elif name in found:
            found[f"{name} (2)"] = inside(child)
        else:
            found[name] = inside(child)
    return found


def item(element: etree._Element) -> Any:
    """Return an item of a list: an element is named by what it is wrapped in, everything else is what it holds."""
    children = list(element.iterchildren(etree.Element))
    name = local_name(element)
    if name in ELEMENTS:
        held = object_of(children)
        return {**held, "modelType": {"name": ELEMENTS[name]}}
    if len(children) == 1 and name in ("submodelElement", "dataElement", "qualifier", "operationVariable", "value"):
        inner = local_name(children[0])
        if inner in ELEMENTS:
            return item(children[0])
        if inner in ("qualifier", "formula"):
            return {
                **object_of(list(children[0].iterchildren(etree.Element))),
                "modelType": {"name": inner.capitalize()},
            }
    if name in ("inputVariable", "outputVariable", "inoutputVariable") and children:
        wrapped = next((one for one in element.iter() if local_name(one) in ELEMENTS), None)
        return {"value": item(wrapped)} if wrapped is not None else {}
    if not children:
        return (element.text or "").strip()
    return object_of(children)
