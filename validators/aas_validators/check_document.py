"""Check one document, already parsed, under one metamodel version: schema, constraints, references,
templates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from aas_reference_models.model import Model
from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.document.locate import Document, XmlText
from aas_validators.document.reconcile import reconciled
from aas_validators.document.xml_view import pointer_of
from aas_validators.layers import Layer
from aas_validators.metamodel.attributes import check_attributes
from aas_validators.metamodel.check import check_piece
from aas_validators.metamodel.identifiers import Index, check_references
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS
from aas_validators.metamodel.value_ids import check_value_ids
from aas_validators.metamodel.walk import Node
from aas_validators.own_rules import OwnRules, check_own
from aas_validators.positions.xml_places import element_path
from aas_validators.recognise import Root
from aas_validators.schema_json.check import check_schema
from aas_validators.schema_json.compiled import FRAME
from aas_validators.schema_xml.check import check_xml_schema
from aas_validators.template.check import FindModel, check_template
from aas_validators.template.smt import check_as_template
from aas_validators.template.units import check_units


@dataclass(frozen=True, slots=True)
class Piece:
    """One identifiable, or the root itself where the document is no environment."""

    name: str
    value: Json
    pointer: Pointer


def pieces(value: Json, root: Root) -> Iterator[Piece]:
    """Yield the parts of a document that can be checked on their own, in document order."""
    if root.is_list and isinstance(value, list):
        for number, item in enumerate(value):
            yield Piece(root.name, item, (number,))
    elif root.name == "Environment" and isinstance(value, dict):
        for attribute, held in value.items():
            name = ENVIRONMENT_LISTS.get(attribute)
            if name and isinstance(held, list):
                for number, item in enumerate(held):
                    yield Piece(name, item, (attribute, number))
    else:
        yield Piece(root.name, value, ())


def check_document(
    document: Document,
    root: Root,
    metamodel: str,
    layers: Collection[Layer],
    index: Index,
    find_model: FindModel | None = None,
    own: Sequence[OwnRules] = (),
) -> Iterator[Finding]:
    """Yield every finding, each fault once. The index is filled with the ids of the document."""
    value = document.value
    whole: list[Finding] = []
    if isinstance(document, XmlText):
        # The XML schema checks the whole tree in one go; it has no pieces.
        if Layer.SCHEMA in layers:
            whole.extend(reconciled(check_xml(document, metamodel), ()))
    elif root.name == "Environment":
        whole.extend(reconciled(check_frame(value, metamodel, layers), ()))
    yield from whole
    for piece in pieces(value, root):
        schema: Iterator[Finding] = iter(())
        if not isinstance(document, XmlText) and Layer.SCHEMA in layers:
            schema = check_schema(piece.value, piece.name, metamodel, piece.pointer)
        said = [f for f in whole if f.pointer[: len(piece.pointer)] == piece.pointer]
        found = check_piece(piece.value, piece.name, metamodel, piece.pointer, layers, index)
        yield from reconciled(schema, found, said)
        if Layer.OWN in layers:
            yield from check_own(piece.value, piece.name, metamodel, piece.pointer, own)
    if Layer.REFERENCES in layers:
        yield from check_references(index)
        yield from check_value_ids(index.valued, index.concepts())
    yield from check_models(value, root, layers, find_model)


def check_models(
    value: Json, root: Root, layers: Collection[Layer], find_model: FindModel | None = None
) -> Iterator[Finding]:
    """Yield what is wrong between the submodels of a document and their models, and in templates themselves."""
    models: dict[int, Model] = {}
    if Layer.TEMPLATE not in layers and Layer.VALUES not in layers:
        return
    for piece in pieces(value, root):
        if piece.name != "Submodel" or not isinstance(piece.value, dict):
            continue
        if Layer.TEMPLATE in layers:
            yield from check_as_template(piece.value, piece.pointer)
        model = find_model(piece.value) if find_model else None
        if model is not None:
            models[id(model)] = model
            yield from check_template(piece.value, piece.pointer, model, layers)
    if Layer.TEMPLATE in layers:
        yield from check_units(value, models.values())


def check_frame(value: Json, metamodel: str, layers: Collection[Layer]) -> Iterator[Finding]:
    """Yield what is wrong with an environment itself, apart from what its lists hold."""
    if Layer.SCHEMA in layers:
        yield from check_schema(value, FRAME, metamodel)
    if Layer.ATTRIBUTES in layers and isinstance(value, dict):
        yield from check_attributes(Node("Environment", value, ()), metamodel)


def check_xml(document: XmlText, metamodel: str) -> Iterator[Finding]:
    """Yield the violations of the XML schema with pointers into the plain data."""
    for found in check_xml_schema(document.tree, metamodel):
        pointer = pointer_of(document.tree, found.element, document.root, metamodel)
        yield Finding(found.rule, pointer, found.values, element=element_path(found.element))
