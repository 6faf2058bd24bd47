"""Build the SDK's objects cell by cell, the slow and obvious way, to judge the letters by.

Nothing here uses the product's prototypes: the same rules are written a second time.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from aas_converters.letters.forms import Constant, Container, Form, Part, columns_of
from aas_reference_models.model import Element, Kind, Reference

Row = Mapping[str, str | None]


class ByHand:
    """Builds and writes the objects of one metamodel version."""

    def __init__(self, metamodel: str) -> None:
        if metamodel == "3.0":
            from aas_core3 import jsonization, types, xmlization
        else:
            from aas_core3_1 import jsonization, types, xmlization  # type: ignore[no-redef]
        self.types: Any = types
        self.jsonization: Any = jsonization
        self.xmlization: Any = xmlization
        self.namespace = f' xmlns="https://admin-shell.io/aas/{metamodel.replace(".", "/")}"'

    def submodel(self, id_: str, id_short: str, semantic_id: str, forms: tuple[Form, ...], row: Row) -> Any:
        elements = [made for form in forms if (made := self.element(form, row, in_list=False)) is not None]
        return self.types.Submodel(
            id=id_,
            id_short=id_short,
            kind=self.types.ModellingKind.INSTANCE,
            semantic_id=self.reference(semantic_id),
            submodel_elements=elements or None,
        )

    def reference(self, value: str) -> Any:
        types = self.types
        return types.Reference(
            types.ReferenceTypes.EXTERNAL_REFERENCE, [types.Key(types.KeyTypes.GLOBAL_REFERENCE, value)]
        )

    def as_written(self, said: Reference | None) -> Any:
        if said is None:
            return None
        keys = [self.types.Key(self.types.KeyTypes(kind), value) for kind, value in said.keys]
        return self.types.Reference(self.types.ReferenceTypes(said.type), keys)

    def element(self, form: Form, row: Row, *, in_list: bool, listed: Element | None = None) -> Any:
        """The object of a form in a row; None where the row has nothing for it. `listed` is the list it stands in."""
        made = self.container(form, row) if isinstance(form, Container) else self.leaf(form, row)
        if made is None and in_list and not (listed and listed.written is not None and form.element.elements):
            made = self.placeholder(form.element)
        if made is not None and not in_list:
            made.id_short = form.element.id_short
        if made is not None and (said := form.element.written) is not None:
            made.semantic_id = self.as_written(said.semantic_id)
            if said.semantic_id is not None:
                made.supplemental_semantic_ids = [self.as_written(one) for one in said.supplemental] or None
        elif made is not None and not in_list and form.element.semantic_id is not None:
            made.semantic_id = self.reference(form.element.semantic_id)
        return made

    def leaf(self, form: Form, row: Row) -> Any:
        cells = {name: text for name, part in form.parts if (text := cell(part, row)) is not None}
        if not cells:
            return None
        element, types = form.element, self.types
        match element.kind:
            case Kind.PROPERTY:
                return types.Property(value_type=self.value_type(element), value=cells["value"])
            case Kind.RANGE:
                return types.Range(value_type=self.value_type(element), min=cells.get("min"), max=cells.get("max"))
            case Kind.MULTI_LANGUAGE_PROPERTY:
                return types.MultiLanguageProperty(
                    value=[types.LangStringTextType(name, cells[name]) for name, _ in form.parts if name in cells]
                )
            case Kind.FILE:
                content = element.content_type or "application/octet-stream"
                return types.File(content_type=content, value=cells["value"])
            case Kind.BLOB:
                content = element.content_type or "application/octet-stream"
                return types.Blob(content_type=content, value=base64.b64decode(cells["value"]))
            case Kind.REFERENCE_ELEMENT:
                return types.ReferenceElement(value=self.reference(cells["value"]))
            case Kind.RELATIONSHIP_ELEMENT:
                if len(cells) < 2:
                    return None
                first, second = self.reference(cells["first"]), self.reference(cells["second"])
                return types.RelationshipElement(first=first, second=second)
        raise AssertionError(element.kind)

    def container(self, form: Container, row: Row) -> Any:
        types, element = self.types, form.element
        if element.kind is Kind.SUBMODEL_ELEMENT_LIST:
            columns = columns_of(form)
            if columns and not form.mandatory and all(row[name] is None for name in columns):
                return None
            items = [self.element(child, row, in_list=True, listed=element) for child in form.children]
            items = [item for item in items if item is not None]
            if not items and not form.mandatory:
                return None
            item = element.elements[0]
            return types.SubmodelElementList(
                type_value_list_element=types.AASSubmodelElements(item.kind.value),
                value_type_list_element=self.value_type(item) if item.kind in (Kind.PROPERTY, Kind.RANGE) else None,
                semantic_id_list_element=self.of_items(element),
                value=items or None,
            )
        children = [made for child in form.children if (made := self.element(child, row, in_list=False)) is not None]
        if element.kind is Kind.ANNOTATED_RELATIONSHIP_ELEMENT:
            ends = {name: text for name, part in form.parts if (text := cell(part, row)) is not None}
            if len(ends) < 2:
                return None
            first, second = self.reference(ends["first"]), self.reference(ends["second"])
            return types.AnnotatedRelationshipElement(first=first, second=second, annotations=children or None)
        columns = columns_of(form)
        is_empty = bool(columns) and all(row[name] is None for name in columns) and not form.mandatory
        if element.written is not None and element.kind is Kind.SUBMODEL_ELEMENT_COLLECTION and is_empty:
            return None
        asset = next((cell(part, row) for name, part in form.parts if name == "globalAssetId"), None)
        if not children and asset is None and not form.mandatory:
            return None
        if element.kind is Kind.SUBMODEL_ELEMENT_COLLECTION:
            return types.SubmodelElementCollection(value=children or None)
        managed = types.EntityType.CO_MANAGED_ENTITY if asset is None else types.EntityType.SELF_MANAGED_ENTITY
        return types.Entity(entity_type=managed, global_asset_id=asset, statements=children or None)

    def placeholder(self, element: Element) -> Any:
        """An item of a list that keeps its place without a value."""
        types = self.types
        match element.kind:
            case Kind.PROPERTY:
                return types.Property(value_type=self.value_type(element))
            case Kind.RANGE:
                return types.Range(value_type=self.value_type(element))
            case Kind.MULTI_LANGUAGE_PROPERTY:
                return types.MultiLanguageProperty()
            case Kind.FILE:
                return types.File(content_type=element.content_type or "application/octet-stream")
            case Kind.BLOB:
                return types.Blob(content_type=element.content_type or "application/octet-stream")
            case Kind.REFERENCE_ELEMENT:
                return types.ReferenceElement()
            case Kind.SUBMODEL_ELEMENT_COLLECTION:
                return types.SubmodelElementCollection()
            case Kind.ENTITY:
                return types.Entity(entity_type=types.EntityType.CO_MANAGED_ENTITY)
            case Kind.RELATIONSHIP_ELEMENT | Kind.ANNOTATED_RELATIONSHIP_ELEMENT:
                return None  # cannot be written without its two ends
            case Kind.SUBMODEL_ELEMENT_LIST:
                item = element.elements[0]
                typed = item.kind in (Kind.PROPERTY, Kind.RANGE)
                return types.SubmodelElementList(
                    type_value_list_element=types.AASSubmodelElements(item.kind.value),
                    value_type_list_element=self.value_type(item) if typed else None,
                    semantic_id_list_element=self.of_items(element),
                )
        raise AssertionError(element.kind)

    def of_items(self, element: Element) -> Any:
        if element.written is not None:
            return self.as_written(element.written.of_items)
        meaning = element.elements[0].semantic_id
        return None if meaning is None else self.reference(meaning)

    def value_type(self, element: Element) -> Any:
        return self.types.DataTypeDefXSD(element.value_type or "xs:string")

    def written(self, thing: Any, format_: str) -> str:
        """What the SDK writes, without the namespace."""
        if format_ == "json":
            return json.dumps(self.jsonization.to_jsonable(thing), ensure_ascii=False, separators=(",", ":"))
        text: str = self.xmlization.to_str(thing)
        assert text.count(self.namespace) == 1
        return text.replace(self.namespace, "")


def cell(part: Part, row: Row) -> str | None:
    return part.text if isinstance(part, Constant) else row[part.column]
