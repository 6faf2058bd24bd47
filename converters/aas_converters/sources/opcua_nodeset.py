"""NodeSet2 XML of OPC UA: the variables it describes, as columns without rows, for making a mapping."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from aas_converters.sources.encoding import first_pass
from aas_converters.sources.headers import distinct_columns
from aas_converters.sources.mtconnect import NAMES_ONLY
from aas_converters.sources.observed import NamesTable
from aas_converters.sources.opcua_browse import METADATA
from aas_converters.sources.opcua_words import DURATION, headers_of, names_of, unit_of
from aas_converters.sources.problem import DAMAGED, failure, opened
from aas_converters.sources.settings import Settings
from aas_converters.sources.table import Column
from aas_converters.sources.xml_events import CHUNK, End, Start, xml_events
from aas_validators.diagnostics import Diagnostic, Location

KIND: Final = "OPC UA NodeSet2"
UPWARDS: Final = frozenset(("HasComponent", "HasOrderedComponent", "HasProperty", "Organizes", "i=47", "i=46", "i=35"))
DICTIONARIES: Final = frozenset(("i=69", "i=72", "i=104", "i=106"))
"""Type definitions of variables that describe encodings."""
WHOLE: Final = re.compile(r"-?[0-9]{1,18}")
STANDARD: Final = "http://opcfoundation.org/UA/"


@dataclass(slots=True)
class Node:
    """A node of the file: what it is called, what it belongs to, what it is."""

    kind: str
    id: str
    name: str
    parent: str | None
    data_type: str = ""
    definition: str = ""
    unit: str | None = None


@dataclass(slots=True)
class NodeSet:
    """What a file describes. `uris` are its namespaces, the standard's first."""

    uris: list[str] = field(default_factory=lambda: [STANDARD])
    aliases: dict[str, str] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)


def open_table(path: Path, settings: Settings) -> NamesTable:
    """Open a NodeSet2 file: its variables become columns, with their units and portable node ids.

    A column is called by the browse names from the type or object down. Raises SourceError where it has none.
    """
    name = str(path)
    identity = first_pass(path)[0]
    with opened(path) as file:
        found = read_nodes(xml_events(iter(lambda: file.read(CHUNK), b""), name, KIND))
    for node in found.nodes.values():
        if node.name == "EngineeringUnits" and node.unit and (measured := found.nodes.get(node.parent or "")):
            measured.unit = node.unit
    variables = [node for node in found.nodes.values() if is_value(node, found)]
    if not variables:
        raise failure(DAMAGED, name, kind=KIND, reason="there are no variables in it")
    paths = [path_of(node, found) for node in variables]
    names = names_of([(path, node.id) for path, node in zip(paths, variables, strict=True)])
    described = zip(variables, names, headers_of(paths), strict=True)
    columns, remarks = distinct_columns(
        [
            Column(called, header, unit_for(node, found), (f"opcua:{portable(node.id, found)}",))
            for node, called, header in described
        ],
        name,
    )
    about = {"kind": KIND, "namespace": found.uris[-1] if len(found.uris) == 1 else found.uris[1]}
    findings = (Diagnostic(NAMES_ONLY, Location(file=name), {"count": f"{len(columns):,}"}), *remarks)
    return NamesTable(name, columns, identity, about, findings)


def read_nodes(events: Iterator[Start | End]) -> NodeSet:
    """Return what a document describes."""
    found = NodeSet()
    node: Node | None = None
    reference: Start | None = None
    alias = unit_id = ""
    shown = False
    for event in events:
        if isinstance(event, Start):
            if event.name.startswith("UA") and "NodeId" in event.attributes:
                node = node_of(event)
                found.nodes[node.id] = node
            elif event.name == "Reference":
                reference = event
            elif event.name == "Alias":
                alias = event.attributes.get("Alias", "")
            shown = event.name == "DisplayName" or (shown and event.name == "Text")
            continue
        if event.name == "Uri":
            found.uris.append(event.text)
        elif event.name == "Alias":
            found.aliases[alias] = event.text
        elif node is not None and event.name == "Reference" and reference is not None:
            refer(node, reference, event.text)
        elif node is not None and node.name == "EngineeringUnits" and event.name == "UnitId":
            unit_id = event.text
        elif node is not None and node.name == "EngineeringUnits" and event.name == "Text" and shown:
            node.unit = event.text
        elif node is not None and event.name == node.kind:
            if unit_id:
                node.unit = unit_of(int(unit_id) if WHOLE.fullmatch(unit_id) else None, node.unit)
            node, unit_id = None, ""
    return found


def node_of(start: Start) -> Node:
    """Return a node as its element begins."""
    attributes = start.attributes
    name = attributes.get("BrowseName", "")
    prefix, colon, rest = name.partition(":")
    plain = rest if colon and prefix.isdecimal() else name
    return Node(start.name, attributes["NodeId"], plain, attributes.get("ParentNodeId"), attributes.get("DataType", ""))


def refer(node: Node, reference: Start, target: str) -> None:
    """Take a reference of a node: to what it belongs, or what it is."""
    kind, forward = reference.attributes.get("ReferenceType", ""), reference.attributes.get("IsForward", "true")
    if kind in ("HasTypeDefinition", "i=40"):
        node.definition = target
    elif node.parent is None and forward == "false" and kind in UPWARDS:
        node.parent = target


def is_value(node: Node, found: NodeSet) -> bool:
    """Return whether a node is a variable that holds a value, not what describes another or an encoding."""
    if node.kind != "UAVariable" or node.name in METADATA or node.definition in DICTIONARIES:
        return False
    for parent in above(node, found):
        if parent.definition in DICTIONARIES or parent.kind in ("UADataType", "UAMethod", "UAReferenceType"):
            return False
        if parent.name == found.uris[-1] or parent.definition == "i=11616":
            return False  # what the namespace says about itself
    return True


def path_of(node: Node, found: NodeSet) -> tuple[str, ...]:
    """Return the browse names that lead to a node, as far as this file has them."""
    return tuple(reversed([node.name, *(parent.name for parent in above(node, found))]))


def above(node: Node, found: NodeSet) -> Iterator[Node]:
    """Yield what a node belongs to, the nearest first, as far as this file has it; a ring ends where it began."""
    seen = {node.id}
    parent = found.nodes.get(node.parent or "")
    while parent is not None and parent.id not in seen:
        seen.add(parent.id)
        yield parent
        parent = found.nodes.get(parent.parent or "")


def unit_for(node: Node, found: NodeSet) -> str | None:
    """Return the unit of a variable: that of its EngineeringUnits, milliseconds for a duration."""
    if found.aliases.get(node.data_type, node.data_type) == DURATION or node.data_type == "Duration":
        return "ms"
    return node.unit


def portable(node_id: str, found: NodeSet) -> str:
    """Return a node id that means the same in every server."""
    space, semicolon, rest = node_id.partition(";")
    if not semicolon or not space.startswith("ns=") or not WHOLE.fullmatch(space[3:]):
        return f"nsu={STANDARD};{node_id}"
    number = int(space[3:])
    return f"nsu={found.uris[number]};{rest}" if 0 <= number < len(found.uris) else node_id
