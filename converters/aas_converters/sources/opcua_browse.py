"""What an OPC UA server has: the variables below some nodes, with their paths, units, kinds and meanings."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Final

from aas_converters.sources.opcua_words import DURATION, unit_of

MOST: Final = 5_000
"""Variables that are read of one server; more are left out aloud."""
DEEPEST: Final = 24
METADATA: Final = frozenset(
    (
        *("EngineeringUnits", "EURange", "InstrumentRange", "EnumStrings", "EnumValues", "ValuePrecision"),
        *("TrueState", "FalseState", "Definition", "InputArguments", "OutputArguments", "NodeVersion"),
    )
)
"""Properties that say something about a value and are none themselves."""


@dataclass(slots=True)
class Variable:
    """A variable: its node, the browse names that lead to it, its unit, the names of its enumeration."""

    node: Any
    path: tuple[str, ...]
    unit: str | None = None
    names: dict[int, str] | None = None
    references: tuple[str, ...] = ()


@dataclass(slots=True)
class Found:
    """Variables in the order in which the server gives them; `left_out` says whether there are more."""

    variables: list[Variable] = field(default_factory=list)
    seen: set[Any] = field(default_factory=set)
    left_out: bool = False


@dataclass(slots=True)
class Browser:
    """A client that looks around; what it asked once about types it knows."""

    client: Any
    ua: ModuleType
    uris: list[str]
    enumerations: dict[Any, dict[int, str] | None] = field(default_factory=dict)
    declarations: dict[tuple[Any, tuple[str, ...]], str | None] = field(default_factory=dict)

    async def variables(self, starts: list[tuple[Any, tuple[str, ...]]]) -> Found:
        """Return the variables at and below some nodes, given with their paths."""
        found = Found()
        for node, path in starts:
            kind = await node.read_node_class()
            if kind == self.ua.NodeClass.Variable and node.nodeid not in found.seen:
                await self.take(node, path, [], found)
            defined = await node.get_references(self.ua.ObjectIds.HasTypeDefinition, self.ua.BrowseDirection.Forward)
            owners = [(one.NodeId, len(path)) for one in defined if one.NodeId.NamespaceIndex]
            await self.below(node, path, owners, found)
        return found

    async def below(self, node: Any, path: tuple[str, ...], owners: list[tuple[Any, int]], found: Found) -> None:
        """Look below one node; `owners` are the types of the objects above, with the length of their paths."""
        if node.nodeid in found.seen or len(path) > DEEPEST:
            return
        found.seen.add(node.nodeid)
        for one in await node.get_children_descriptions():
            if len(found.variables) >= MOST:
                found.left_out = True
                return
            name = one.BrowseName.Name
            child = self.client.get_node(one.NodeId)
            if one.NodeClass == self.ua.NodeClass.Variable and name not in METADATA:
                if one.NodeId not in found.seen:
                    await self.take(child, (*path, name), owners, found)
                    await self.below(child, (*path, name), owners, found)
            elif one.NodeClass == self.ua.NodeClass.Object and not is_standard(one.NodeId):
                kind = one.TypeDefinition
                above = [(kind, len(path) + 1), *owners] if kind is not None and kind.NamespaceIndex else owners
                await self.below(child, (*path, name), above, found)

    async def take(self, node: Any, path: tuple[str, ...], owners: list[tuple[Any, int]], found: Found) -> None:
        """Add a variable with what the server says about it."""
        ua = self.ua
        variable = Variable(node, path)
        attributes = await node.read_attributes([ua.AttributeIds.DataType])
        kind = attributes[0].Value.Value if attributes[0].Value is not None else None
        if kind is not None and kind.NamespaceIndex == 0 and kind.to_string() == DURATION:
            variable.unit = "ms"
        for one in await node.get_children_descriptions(refs=ua.ObjectIds.HasProperty):
            if one.BrowseName.Name == "EngineeringUnits":
                said = await self.client.get_node(one.NodeId).read_value()
                variable.unit = unit_of(getattr(said, "UnitId", None), getattr(said.DisplayName, "Text", None))
        if kind is not None and (kind.NamespaceIndex or not isinstance(kind.Identifier, int) or kind.Identifier > 30):
            variable.names = await self.enumeration(kind)
        for owner, length in owners:
            if said := await self.declaration(owner, path[length:]):
                variable.references = (f"opcua:{said}",)
                break
        found.variables.append(variable)

    async def enumeration(self, kind: Any) -> dict[int, str] | None:
        """Return the names of an enumeration, None for another type."""
        if kind not in self.enumerations:
            self.enumerations[kind] = None
            for one in await self.client.get_node(kind).get_children_descriptions(refs=self.ua.ObjectIds.HasProperty):
                if one.BrowseName.Name in ("EnumStrings", "EnumValues"):
                    values = await self.client.get_node(one.NodeId).read_value()
                    strings = one.BrowseName.Name == "EnumStrings"
                    pairs = enumerate(values) if strings else ((each.Value, each.DisplayName) for each in values)
                    self.enumerations[kind] = {int(number): text.Text for number, text in pairs}
        return self.enumerations[kind]

    async def declaration(self, owner: Any, path: tuple[str, ...]) -> str | None:
        """Return the portable id of what a type declares at a path, None where it and its supertypes declare none."""
        key = (owner, path)
        if key not in self.declarations:
            self.declarations[key] = None
            node = await self.walked(self.client.get_node(owner), path)
            if node is not None:
                self.declarations[key] = self.portable(node.nodeid)
            else:
                up = self.ua.BrowseDirection.Inverse
                above = await self.client.get_node(owner).get_references(self.ua.ObjectIds.HasSubtype, up)
                if above and above[0].NodeId.NamespaceIndex:
                    self.declarations[key] = await self.declaration(above[0].NodeId, path)
        return self.declarations[key]

    async def walked(self, node: Any, path: tuple[str, ...]) -> Any | None:
        """Return the node that browse names lead to, whatever their namespaces; None where they lead nowhere."""
        for name in path:
            children = await node.get_children_descriptions()
            one = next((child for child in children if child.BrowseName.Name == name), None)
            if one is None:
                return None
            node = self.client.get_node(one.NodeId)
        return node

    def portable(self, node_id: Any) -> str:
        """Return a node id that means the same in every server: `nsu=<namespace>;i=<number>`."""
        plain = node_id.to_string().rpartition("ns=")[2]
        rest = plain.partition(";")[2] if node_id.NamespaceIndex else plain
        return f"nsu={self.uris[node_id.NamespaceIndex]};{rest}"


def is_standard(node_id: Any) -> bool:
    """Return whether a node is one that every server has, such as what it says about itself."""
    return node_id.NamespaceIndex == 0 and isinstance(node_id.Identifier, int)
