"""The official XML schema, compiled. In memory it also accepts one instance, or one list, as the root."""

from __future__ import annotations

from functools import lru_cache
from threading import get_ident

from lxml import etree

from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS, element_name, shapes
from aas_validators.schemas import schema_bytes

XS = "http://www.w3.org/2001/XMLSchema"

URI_PATTERN = r"([a-zA-Z][a-zA-Z0-9+\-.]*:((//"
"""Start of the RFC 2396 pattern of File/value and Resource/path in 3.1. libxml2 takes time exponential in the
length of a value for it, so a small file could block the check; the SDK checks the same pattern instead."""

ALIKE = {"[a-zA-Z][a-zA-Z0-9_-]*[a-zA-Z0-9_]+": "[a-zA-Z](-*[a-zA-Z0-9_])+"}
"""Patterns that mean the same without a choice at every sign: for the first one libxml2 takes time quadratic in the
length of an idShort, half a minute for 50,000 signs."""

MISREAD = (r"\[\]-~", r"\[\]^-~")
"""Signs in the quoted parameter of a content type. libxml2 does not see a range that begins with an escape, and refused
`text/plain; charset="utf-8"`; a range from the sign after it is the same."""


def xml_schema(metamodel: str) -> etree.XMLSchema:
    """Return the compiled schema of a metamodel version, one for each thread because it carries its
    errors."""
    return compiled(metamodel, get_ident())


@lru_cache(maxsize=32)
def compiled(metamodel: str, thread: int) -> etree.XMLSchema:
    """Return the compiled schema for one thread."""
    root = etree.fromstring(schema_bytes(metamodel, "AAS.xsd"))
    for pattern in list(root.iter(f"{{{XS}}}pattern")):
        holder = pattern.getparent()
        if holder is not None and pattern.get("value", "").startswith(URI_PATTERN):
            holder.remove(pattern)
        pattern.set("value", ALIKE.get(pattern.get("value", ""), pattern.get("value", "")).replace(*MISREAD))
    for name in shapes(metamodel):
        if name != "Environment":
            root.append(etree.Element(f"{{{XS}}}element", name=element_name(name), type=f"{element_name(name)}_t"))
    for list_name, class_name in ENVIRONMENT_LISTS.items():
        outer = etree.SubElement(root, f"{{{XS}}}element", name=list_name)
        sequence = etree.SubElement(etree.SubElement(outer, f"{{{XS}}}complexType"), f"{{{XS}}}sequence")
        item = element_name(class_name)
        etree.SubElement(sequence, f"{{{XS}}}element", name=item, type=f"{item}_t", maxOccurs="unbounded")
    return etree.XMLSchema(root)
