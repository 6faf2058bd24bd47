"""Grow instances of any class from the description of the metamodel, and break one in one place."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st
from lxml import etree

from aas_validators.fast.profile import Member, members
from aas_validators.metamodel.shapes import element_name, shapes

TEXTS = {
    "idShort": ["Press", "Run_1", "Zone2", "a", "x-y"],
    "language": ["en", "ko", "de-AT", "kr"],
    "version": ["1", "12"],
    "revision": ["0"],
    "contentType": ["application/pdf"],
    "path": ["/aasx/a.pdf", "https://example.com/a b"],
    "lastUpdate": ["2026-01-31T08:00:00Z"],
    "timeStamp": ["2026-02-29T08:00:00Z", "2026-01-31T08:00:00Z"],
    "minInterval": ["PT10S"],
    "maxInterval": ["PT10S"],
    "payload": ["aGk="],
    "value": [
        "1",
        "12.5",
        "true",
        "2026-01-31",
        "2026-01-31T08:00:00Z",
        "urn:example:concept",
        "aGk=",
        "",
        '한글 "&<\\ 😀',
    ],
    "category": ["VARIABLE", "PROPERTY", "other"],
}
VALUE_TYPES = ["xs:string", "xs:int", "xs:double", "xs:dateTime", "xs:boolean"]
BROKEN = [
    "",
    None,
    1,
    [],
    {},
    "kr",
    "9",
    "abc\n",
    "\ufffe",
    "INF",
    "2026-02-30T00:00:00Z",
    "ModelReference",
    "Property",
]


@st.composite
def instances(draw: st.DrawFn, name: str, version: str, depth: int = 0) -> dict[str, Any]:
    """Return an instance of a class; most break no rule of the schema, many one of the metamodel."""
    found: dict[str, Any] = {}
    for key, member in members((version,))[name].items():
        wanted = member.bounds.required or key in ("idShort", "semanticId", "submodelElements", "globalAssetId")
        nested = member.attribute.choice or key in ("embeddedDataSpecifications", "extensions", "qualifiers")
        if not wanted and ((nested and depth > 1) or draw(st.integers(0, 5))):
            continue
        if nested and depth > 3 and not member.bounds.required:
            continue
        found[key] = draw(values(key, member, version, depth))
    return found


def values(key: str, member: Member, version: str, depth: int) -> st.SearchStrategy[Any]:
    """Return what an attribute may hold."""
    attribute, bounds = member.attribute, member.bounds
    if attribute.form == "flag":
        return st.booleans()
    if attribute.form == "text":
        if key.startswith("valueType"):
            return st.sampled_from(VALUE_TYPES)
        if bounds.allowed:
            return st.sampled_from(sorted(bounds.allowed))
        return st.sampled_from(TEXTS.get(key, ["urn:example:1", "urn:example:2", "Name"]))
    shallow = [c for c in attribute.classes if c in ("Property", "Range", "File")]
    classes = (shallow if depth > 1 else None) or list(attribute.classes)
    if attribute.classes == ("Reference",):
        one: st.SearchStrategy[Any] = references()
    else:
        one = st.sampled_from(classes).flatmap(lambda c: tagged(c, version, depth + 1))
    return one if attribute.form == "object" else st.lists(one, min_size=1, max_size=3)


def tagged(name: str, version: str, depth: int) -> st.SearchStrategy[dict[str, Any]]:
    """Return instances with modelType where the class has one."""
    plain = name.startswith("LangString") or name in PLAIN
    return instances(name, version, depth).map(lambda found: found if plain else {**found, "modelType": name})


PLAIN = {
    "AdministrativeInformation", "AssetInformation", "EmbeddedDataSpecification", "Extension", "Key", "LevelType",
    "OperationVariable", "Qualifier", "Resource", "SpecificAssetId", "ValueList", "ValueReferencePair",
}  # fmt: skip


def references() -> st.SearchStrategy[dict[str, Any]]:
    """Return references of both kinds, most of them in order."""
    outside = st.sampled_from(["urn:example:1", "urn:example:concept"]).map(
        lambda value: {"type": "ExternalReference", "keys": [{"type": "GlobalReference", "value": value}]}
    )
    steps = st.lists(st.sampled_from(["Property", "SubmodelElementList", "File", "FragmentReference"]), max_size=2)
    inside = st.tuples(st.sampled_from(["Submodel", "ConceptDescription", "AssetAdministrationShell"]), steps).map(
        lambda found: {
            "type": "ModelReference",
            "keys": [
                {"type": found[0], "value": "urn:example:1"},
                *({"type": step, "value": "Press"} for step in found[1]),
            ],
        }
    )
    return st.one_of(outside, outside, inside)


@st.composite
def broken(draw: st.DrawFn, whole: Any) -> Any:
    """Return a document with one value replaced, removed or added somewhere."""
    holders = [found for found in walk(whole) if found]
    if not holders:
        return whole
    holder = draw(st.sampled_from(holders))
    key = draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else list(range(len(holder)))))
    match draw(st.integers(0, 3)):
        case 0:
            holder[key] = draw(st.sampled_from(BROKEN))
        case 1:
            del holder[key]
        case 2 if isinstance(holder, dict):
            holder["unknown"] = "x"
        case _ if isinstance(holder, list):
            holder.append(holder[key])
    return whole


@st.composite
def misplaced(draw: st.DrawFn, whole: Any) -> Any:
    """Return a document in which a copy of one part of it stands where another stood."""
    holders = [found for found in walk(whole) if found]
    if not holders:
        return whole
    holder = draw(st.sampled_from(holders))
    key = draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else list(range(len(holder)))))
    holder[key] = copy.deepcopy(draw(st.sampled_from(holders)))
    return whole


def walk(value: Any) -> list[Any]:
    """Return every object and list in a document."""
    found = [value] if isinstance(value, dict | list) else []
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        found.extend(walk(inner))
    return found


def in_xml(value: dict[str, Any], name: str, version: str, tag: str = "") -> etree._Element:
    """Return an instance of a class as an XML element, which is named after the class where no tag is given."""
    made = etree.Element(f"{{https://admin-shell.io/aas/{version.replace('.', '/')}}}{tag or element_name(name)}")
    for key, attribute in shapes(version)[name].attributes.items():
        held = value.get(key)
        if held is None:
            continue
        if attribute.form == "object" and not attribute.choice:
            made.append(in_xml(held, attribute.classes[0], version, key))
            continue
        inside = etree.SubElement(made, made.tag.rpartition("}")[0] + "}" + key)
        if attribute.form in ("list", "object"):
            for item in held if attribute.form == "list" else [held]:
                inside.append(in_xml(item, item["modelType"] if attribute.choice else attribute.classes[0], version))
        else:
            inside.text = str(held).lower() if attribute.form == "flag" else str(held)
    return made


@st.composite
def changed(draw: st.DrawFn, root: etree._Element) -> etree._Element:
    """Return an XML tree in which one element has another text or name, is gone, or has another's copy beside it."""
    elements = list(root.iter(etree.Element))[1:]
    if not elements:
        return root
    element, other = draw(st.sampled_from(elements)), draw(st.sampled_from(elements))
    parent: Any = element.getparent()
    match draw(st.integers(0, 5)):
        case 0:
            element.text = draw(
                st.sampled_from([text for text in BROKEN if isinstance(text, str) and text != "\ufffe"])
            )
        case 1:
            element.tag = other.tag
        case 2:
            parent.remove(element)
        case 3:
            element.append(copy.deepcopy(other))
        case 4:
            parent.replace(element, copy.deepcopy(other))
        case _:
            element.addnext(copy.deepcopy(other))
    return root
