"""The order in which the XML schema wants the attributes of each class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from lxml import etree

from aas_validators.metamodel.shapes import element_name, shapes
from aas_validators.schemas import schema_bytes

XS = "{http://www.w3.org/2001/XMLSchema}"


@cache
def order(metamodel: str) -> Mapping[str, tuple[str, ...]]:
    """Return the attributes of every class in the order of the XML schema."""
    root = etree.fromstring(schema_bytes(metamodel, "AAS.xsd"))
    groups = {group.get("name", ""): group for group in root.iterchildren(f"{XS}group")}
    return {name: tuple(names_in(groups[element_name(name)], groups)) for name in shapes(metamodel)}


def names_in(holder: etree._Element, groups: Mapping[str, etree._Element]) -> Iterator[str]:
    """Yield the element names of a group with those of the groups it refers to."""
    for child in holder.iterchildren(etree.Element):
        if child.tag == f"{XS}element":
            yield child.get("name", "")
        elif child.tag == f"{XS}group":
            yield from names_in(groups[child.get("ref", "")], groups)
        elif child.tag == f"{XS}sequence":
            yield from names_in(child, groups)
