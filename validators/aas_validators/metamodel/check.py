"""Check one piece of a document, an instance of one class, against everything the metamodel says."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.layers import Layer
from aas_validators.metamodel import sdk
from aas_validators.metamodel.asset_ids import check_asset_ids
from aas_validators.metamodel.attributes import check_attributes
from aas_validators.metamodel.base64_texts import check_base64
from aas_validators.metamodel.identifiers import Index, check_id
from aas_validators.metamodel.iec61360 import check_data_specification
from aas_validators.metamodel.list_typing import check_list_typing
from aas_validators.metamodel.namespaces import check_namespaces
from aas_validators.metamodel.plausible_values import check_language, check_range
from aas_validators.metamodel.shapes import shapes
from aas_validators.metamodel.template_kind import check_template_kind
from aas_validators.metamodel.walk import Node, children, walk


def check_piece(
    piece: Json, name: str, metamodel: str, pointer: Pointer, layers: Collection[Layer], index: Index
) -> Iterator[Finding]:
    """Yield what is wrong inside one piece; note its ids and references in the index of the file.

    Unknown attributes come with the layer of that name. The SDK sees the piece without them and without what is no
    base64, so that one misspelt attribute does not hide everything else."""
    unreadable: list[Pointer] = []
    for node in walk(piece, name, metamodel, pointer):
        for finding in check_attributes(node, metamodel):
            unreadable.append(finding.pointer)
            if Layer.ATTRIBUTES in layers:
                yield finding
        if Layer.CONSTRAINTS in layers:
            yield from check_namespaces(node)
            yield from check_template_kind(node)
            yield from check_asset_ids(node, metamodel)
            yield from check_data_specification(node)
            yield from check_list_typing(node, metamodel)
            for finding in check_base64(node):
                # the SDK cannot read such a text, or reads it as another
                unreadable.append(finding.pointer)
                yield finding
        if Layer.VALUES in layers:
            yield from check_range(node)
            yield from check_language(node)
        if Layer.REFERENCES in layers:
            yield from check_id(node, index)
            if node.name == "Reference":
                index.references.append(node)
            if "valueId" in node.value:
                index.valued.append(node)
    if Layer.CONSTRAINTS in layers:
        readable = without(piece, [path[len(pointer) :] for path in unreadable]) if unreadable else piece
        if isinstance(readable, dict):
            yield from verified(Node(name, readable, pointer), metamodel)


def verified(node: Node, metamodel: str) -> Iterator[Finding]:
    """Yield what the SDK finds in an instance; where it cannot read the whole, in every part that it can.

    So one wrong attribute does not hide the constraints its neighbours break."""
    findings = list(sdk.verify(node.value, node.name, metamodel, node.pointer))
    yield from findings
    if any(finding.rule is sdk.UNREADABLE for finding in findings):
        classes = shapes(metamodel)
        for child in children(node, classes[node.name], classes):
            yield from verified(child, metamodel)


def without(value: Json, pointers: list[Pointer]) -> Json:
    """Return a copy of a value that lacks the members at some pointers."""
    if not pointers:
        return value
    drop = {pointer[0] for pointer in pointers if len(pointer) == 1}
    if isinstance(value, dict):
        return {
            name: without(inner, [p[1:] for p in pointers if len(p) > 1 and p[0] == name])
            for name, inner in value.items()
            if name not in drop
        }
    if isinstance(value, list):
        return [
            without(inner, [p[1:] for p in pointers if len(p) > 1 and p[0] == number])
            for number, inner in enumerate(value)
        ]
    return value
