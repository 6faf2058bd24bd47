"""nodeset.xml: the OPC UA address space of the collected data, laid out byte for byte as the platform's parser does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from aas_validators.kosmo.tree import PREFIX, Branch, Point, nodes_of
from aas_validators.kosmo.value_types import NO_XML, data_type, right_text

Values = Literal["right", "as-parser"]
"""Whether values are right, or what the programme's parser makes of them (every truth value is true there)."""

ALIASES: Final = {
    "Null": 0,
    "Boolean": 1,
    "Byte": 3,
    "Int16": 4,
    "UInt16": 5,
    "Int32": 6,
    "UInt32": 7,
    "UInt64": 9,
    "Float": 10,
    "Double": 11,
    "String": 12,
    "DateTime": 13,
    "QualifiedName": 20,
    "Organizes": 35,
    "HasTypeDefinition": 40,
    "HasComponent": 47,
}
"""Names of OPC UA's own nodes, with their numbers."""

OBJECTS: Final = "i=85"
START: Final = """\
<?xml version='1.0' encoding='utf-8'?>
<UANodeSet xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xmlns:uax="http://opcfoundation.org/UA/2008/02/Types.xsd" \
xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns="http://opcfoundation.org/UA/2011/03/UANodeSet.xsd">
  <NamespaceUris>
    <Uri>urn:open62541.server.application</Uri>
"""
OURS: Final = "    <Uri>https://www.smart-factory.kr/datasolution</Uri>\n"


def nodeset(tree: Sequence[Branch], values: Values = "right") -> Iterator[str]:
    """Yield the text of nodeset.xml in pieces, a node each. Of two nodes with one tag the first is written."""
    written: set[str] = set()
    yield START
    yield (OURS if tree else "") + "  </NamespaceUris>\n  <Aliases>\n"
    for name in used_aliases(tree):
        yield f'    <Alias Alias="{name}">i={ALIASES[name]}</Alias>\n'
    yield "  </Aliases>\n"
    yield node("UAObject", "ns=1;s=vNS", "1:vNS", OBJECTS, "vNS", (("Organizes", OBJECTS),))
    for shell in tree:
        yield from nodes(shell, None, values, written)
    yield "</UANodeSet>\n"


def used_aliases(tree: Sequence[Branch]) -> list[str]:
    """Return the names that a node set uses, in the order of their numbers."""
    used = {"Organizes", "HasTypeDefinition"}
    for one in nodes_of(tuple(tree)):
        if isinstance(one, Point):
            used.add(data_type(one.value_type, one.value))
        elif one.children:
            used.add("HasComponent")
    return [name for name in ALIASES if name in used]


def nodes(one: Branch | Point, parent: str | None, values: Values, written: set[str]) -> Iterator[str]:
    """Yield a node and those below it. What is below a second node of one tag comes below the first."""
    identifier = PREFIX + one.tag
    if one.tag in written:
        for child in one.children if isinstance(one, Branch) else ():
            yield from nodes(child, identifier, values, written)
        return
    written.add(one.tag)
    # the platform shows a contained shell at the top too, so it goes by its whole tag
    name = one.tag if parent is None else one.name
    up = ("Organizes", OBJECTS) if parent is None else ("HasComponent", parent)
    if isinstance(one, Point):
        kind = data_type(one.value_type, one.value)
        yield node("UAVariable", identifier, f"2:{name}", up[1], name, (up,), f' DataType="{kind}"', value(one, values))
        return
    inside = list(dict.fromkeys(child.tag for child in one.children if child.tag not in written))
    down = tuple(("HasComponent", PREFIX + tag) for tag in inside)
    yield node("UAObject", identifier, f"2:{name}", up[1], name, (up, *down))
    for child in one.children:
        yield from nodes(child, identifier, values, written)


def node(
    element: str,
    identifier: str,
    browse_name: str,
    parent: str,
    name: str,
    references: Sequence[tuple[str, str]],
    more: str = "",
    value: str = "",
) -> str:
    """Return a node; the first reference is the one to its parent."""
    (up, above), *down = references
    kind = "i=63" if element == "UAVariable" else "i=58"
    lines = [
        f'  <{element} NodeId="{quoted(identifier)}" BrowseName="{quoted(browse_name)}" '
        f'ParentNodeId="{quoted(parent)}"{more}>',
        f"    <DisplayName>{escaped(name)}</DisplayName>",
        f"    <Description>{escaped(name)}</Description>",
        "    <References>",
        f'      <Reference ReferenceType="{up}" IsForward="false">{escaped(above)}</Reference>',
        f'      <Reference ReferenceType="HasTypeDefinition">{kind}</Reference>',
        *(f'      <Reference ReferenceType="{way}">{escaped(below)}</Reference>' for way, below in down),
        "    </References>",
    ]
    return "\n".join(lines) + f"\n{value}  </{element}>\n"


def value(point: Point, values: Values) -> str:
    """Return the value of a variable, nothing where the point has none or, for right values, none that fits."""
    if not point.value:
        return ""
    kind = data_type(point.value_type, point.value)
    text = right_text(point.value_type, point.value) if values == "right" else as_parser(kind, point.value)
    if text is None:
        return ""
    inside = escaped(text)
    if kind == "QualifiedName" and values == "right":
        inside = f"<uax:Name>{inside}</uax:Name>"
    return f"    <Value>\n      <uax:{kind}>{inside}</uax:{kind}>\n    </Value>\n"


def as_parser(kind: str, text: str) -> str:
    """Return what the programme's parser writes: the text as it is, and true for every truth value."""
    return "true" if kind == "Boolean" else text


def escaped(text: str) -> str:
    """Return text for XML; a carriage return would not survive raw, and what XML cannot hold becomes U+FFFD."""
    text = NO_XML.sub("\ufffd", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def quoted(text: str) -> str:
    """Return text for an XML attribute."""
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#09;")
