"""Change documents as trees: what stays well-formed gets past the parser, where changed bytes seldom do."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any, Final

from lxml import etree

Mutate = Callable[[bytes, Random], bytes | None]
"""Returns another document, or None where the bytes are none."""

TEXTS: Final = (
    *("", " ", "x", "1", "12,5", "1e5", "INF", "true", "a" * 129, "\n\t", '"<&', "한글", "YQ==", "YWJj=", "en", "kr"),
    *("xs:int", "xs:double", "xs:string", "xs:dateTime", "2026-02-30T00:00:00Z", "2026-01-31", "file:///a b"),
    *("Property", "Submodel", "ConceptDescription", "GlobalReference", "ModelReference", "Template", "Instance"),
    *("urn:example:submodel:1", "urn:example:concept:1", "TemplateQualifier", "[One]", "0112/2///61360_4#AAA001#001"),
)
"""What values become: what AAS uses, and what it does not."""
OTHERS: Final[tuple[Any, ...]] = (None, 7, 1.5, True, [], {}, [[]], {"modelType": "Property"})
PREFIX: Final = "https://admin-shell.io/aas/3/"


def json_tree(data: bytes, random: Random) -> bytes | None:
    """Return JSON with one to three of its values replaced, taken away, said twice or moved."""
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        return None
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        holders = [one for one in holders_in(whole) if one]
        if holders:
            change_json(random.choice(holders), holders, random)
    return json.dumps(whole, ensure_ascii=random.random() < 0.2, indent=random.choice((None, 1))).encode(
        "utf-8", "surrogatepass"
    )


def holders_in(whole: Any) -> list[Any]:
    """Return every object and list of a document."""
    found, waiting = [], [whole]
    while waiting:
        held = waiting.pop()
        if isinstance(held, dict | list):
            found.append(held)
            waiting.extend(held.values() if isinstance(held, dict) else held)
    return found


def change_json(holder: Any, holders: list[Any], random: Random) -> None:
    """Change one value that an object or list holds."""
    key = random.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    match random.randrange(6):
        case 0:
            holder[key] = random.choice(TEXTS)
        case 1:
            holder[key] = copy.deepcopy(random.choice(OTHERS))
        case 2:
            del holder[key]
        case 3 | 4:
            holder[key] = copy.deepcopy(random.choice(holders))
        case _ if isinstance(holder, list):
            holder.insert(key, copy.deepcopy(holder[key]))
        case _:
            other = random.choice(holders)
            holder[random.choice([name for name in other if isinstance(name, str)] or ["unknown"])] = holder.pop(key)


def xml_tree(data: bytes, random: Random) -> bytes | None:
    """Return XML with one to three of its elements replaced, taken away, said twice, moved or renamed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        elements = list(root.iter(etree.Element))
        change_xml(random.choice(elements), random.choice(elements), random)
    if random.random() < 0.1:
        root = with_prefix(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=random.random() < 0.5)


def change_xml(element: etree._Element, other: etree._Element, random: Random) -> None:
    """Change one element of a document, given another one of it."""
    parent = element.getparent()
    match random.randrange(8):
        case 0 | 1:
            element.text = random.choice(TEXTS)
        case 2:
            element.append(copy.deepcopy(other))
        case 3:
            element.tag = other.tag
        case 4:
            element.set(random.choice(("x", "{http://www.w3.org/2001/XMLSchema-instance}nil")), "true")
        case _ if parent is None:
            return
        case 5:
            parent.remove(element)
        case 6:
            parent.replace(element, copy.deepcopy(other))
        case _:
            element.addnext(copy.deepcopy(random.choice((element, other))))


def with_prefix(root: etree._Element) -> etree._Element:
    """Return a document of AAS whose elements have a prefix, as some tools write them."""
    namespace = etree.QName(root).namespace
    if namespace is None or not namespace.startswith(PREFIX):
        return root
    made = etree.Element(root.tag, nsmap={"aas": namespace})
    made.text = root.text
    made.extend(copy.deepcopy(child) for child in root)
    etree.cleanup_namespaces(made, top_nsmap={"aas": namespace})
    return made


MUTATES: Final[Mapping[str, Mutate]] = {"json": json_tree, "xml": xml_tree, "template": json_tree}
"""The readers whose files are changed as trees half of the time."""
