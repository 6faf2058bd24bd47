"""SDK objects with marks where a value will stand: the originals that are serialised once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from aas_converters.letters.script import Sdk
from aas_reference_models.model import Element, Kind, Reference, WrittenReferences

Texts = Mapping[str, str]
"""Text of each part that is written, by part name."""

BLOB: Final = b"a value that the letter puts its own text in place of"
"""What stands for the bytes of a Blob: the SDK writes them as base64, in which no mark would survive."""


def prototype(sdk: Sdk, element: Element, texts: Texts, children: list[Any], *, in_list: bool) -> Any:
    """Return the SDK's object for an element with these texts as its values; nothing is checked."""
    thing = MAKERS[element.kind](sdk, element, texts, children)
    if element.written is not None:
        thing.id_short = None if in_list else element.id_short
        mean(sdk, thing, element.written)
    elif not in_list:
        # AASd-120: metamodel 3.0 forbids an idShort directly in a list, 3.1 does not need it.
        thing.id_short = element.id_short
        thing.semantic_id = external_reference(sdk, element.semantic_id) if element.semantic_id else None
    return thing


def mean(sdk: Sdk, thing: Any, written: WrittenReferences) -> None:
    """Give a thing the semantic ids that its template has, each as it is written there."""
    thing.semantic_id = reference(sdk, written.semantic_id) if written.semantic_id else None
    # AASd-118: only what means something may mean more
    supplemental = written.supplemental if written.semantic_id else ()
    thing.supplemental_semantic_ids = [reference(sdk, one) for one in supplemental] or None


def make_property(sdk: Sdk, element: Element, texts: Texts, children: list[Any]) -> Any:
    """Make a Property."""
    return sdk.types.Property(value_type=value_type_of(sdk, element), value=texts.get("value"))


def make_multi_language_property(sdk: Sdk, element: Element, texts: Texts, children: list[Any]) -> Any:
    """Make a MultiLanguageProperty; its texts are the children."""
    return sdk.types.MultiLanguageProperty(value=children or None)


def make_range(sdk: Sdk, element: Element, texts: Texts, children: list[Any]) -> Any:
    """Make a Range; an end without text stays open."""
    return sdk.types.Range(value_type=value_type_of(sdk, element), min=texts.get("min"), max=texts.get("max"))


def make_file(sdk: Sdk, element: Element, texts: Texts, children: list[Any]) -> Any:
    """Make a File; metamodel 3.0 demands a content type."""
    content_type = element.content_type or "application/octet-stream"
    file = sdk.types.File(content_type=content_type, value=texts.get("value"))
    if "sha256" in texts:
        string = sdk.types.DataTypeDefXSD.STRING
        file.extensions = [sdk.types.Extension(name="sha256", value_type=string, value=texts["sha256"])]
    return file


def make_blob(sdk: Sdk, element: Element, texts: Texts, children: list[Any]) -> Any:
    """Make a Blob; what stands for its bytes is replaced by `letters.write`."""
    content_type = element.content_type or "application/octet-stream"
    return sdk.types.Blob(content_type=content_type, value=BLOB if "value" in texts else None)


def make_reference_element(sdk: Sdk, element: Element, texts: Texts, children: list[Any]) -> Any:
    """Make a ReferenceElement that points outside."""
    value = external_reference(sdk, texts["value"]) if "value" in texts else None
    return sdk.types.ReferenceElement(value=value)


def make_relationship_element(sdk: Sdk, element: Element, texts: Texts, children: list[Any]) -> Any:
    """Make a RelationshipElement between two things named by global references."""
    first, second = (external_reference(sdk, texts[part]) for part in ("first", "second"))
    return sdk.types.RelationshipElement(first=first, second=second)


def make_annotated_relationship(sdk: Sdk, element: Element, texts: Texts, children: list[Any]) -> Any:
    """Make a RelationshipElement with annotations."""
    first, second = (external_reference(sdk, texts[part]) for part in ("first", "second"))
    return sdk.types.AnnotatedRelationshipElement(first=first, second=second, annotations=children or None)


def make_collection(sdk: Sdk, element: Element, texts: Texts, children: list[Any]) -> Any:
    """Make a SubmodelElementCollection."""
    return sdk.types.SubmodelElementCollection(value=children or None)


def make_list(sdk: Sdk, element: Element, texts: Texts, children: list[Any]) -> Any:
    """Make a SubmodelElementList typed by the item of the model, or as its template declares it."""
    item = element.item
    typed = item.kind in (Kind.PROPERTY, Kind.RANGE)
    if element.written is not None:
        meaning = reference(sdk, element.written.of_items) if element.written.of_items else None
    else:
        meaning = external_reference(sdk, item.semantic_id) if item.semantic_id else None
    kind = element.list_kind or item.kind.value
    return sdk.types.SubmodelElementList(
        type_value_list_element=sdk.stringification.aas_submodel_elements_from_str(kind),
        value_type_list_element=value_type_of(sdk, item) if typed and kind == item.kind.value else None,
        semantic_id_list_element=meaning,
        value=children or None,
    )


def make_entity(sdk: Sdk, element: Element, texts: Texts, children: list[Any]) -> Any:
    """Make an Entity; one with a global asset id manages itself."""
    asset = texts.get("globalAssetId")
    kinds = sdk.types.EntityType
    return sdk.types.Entity(
        entity_type=kinds.SELF_MANAGED_ENTITY if asset else kinds.CO_MANAGED_ENTITY,
        global_asset_id=asset,
        statements=children or None,
    )


Maker = Callable[[Sdk, Element, Texts, list[Any]], Any]

MAKERS: dict[Kind, Maker] = {
    Kind.PROPERTY: make_property,
    Kind.MULTI_LANGUAGE_PROPERTY: make_multi_language_property,
    Kind.RANGE: make_range,
    Kind.FILE: make_file,
    Kind.BLOB: make_blob,
    Kind.REFERENCE_ELEMENT: make_reference_element,
    Kind.RELATIONSHIP_ELEMENT: make_relationship_element,
    Kind.ANNOTATED_RELATIONSHIP_ELEMENT: make_annotated_relationship,
    Kind.SUBMODEL_ELEMENT_COLLECTION: make_collection,
    Kind.SUBMODEL_ELEMENT_LIST: make_list,
    Kind.ENTITY: make_entity,
}
"""Which kinds a row can fill. The others (Operation, Capability, events) hold no plant value."""


def value_type_of(sdk: Sdk, element: Element) -> Any:
    """Return the SDK's data type; a Property without one in the model is text."""
    return sdk.stringification.data_type_def_xsd_from_str(element.value_type or "xs:string")


def external_reference(sdk: Sdk, value: str) -> Any:
    """Return a reference to something outside, by its global identifier."""
    types = sdk.types
    key = types.Key(types.KeyTypes.GLOBAL_REFERENCE, value)
    return types.Reference(types.ReferenceTypes.EXTERNAL_REFERENCE, [key])


def reference(sdk: Sdk, said: Reference) -> Any:
    """Return a reference as a template writes it; one of a type that the metamodel lacks becomes an external one."""
    kind = sdk.stringification.reference_types_from_str(said.type)
    keys = [(sdk.stringification.key_types_from_str(word), value) for word, value in said.keys]
    if kind is None or any(word is None for word, _ in keys):
        return external_reference(sdk, said.keys[-1][1])
    return sdk.types.Reference(kind, [sdk.types.Key(word, value) for word, value in keys])


def model_reference(sdk: Sdk, key_type: str, value: str) -> Any:
    """Return a reference to an identifiable, such as a submodel, by its id."""
    types = sdk.types
    key = types.Key(sdk.stringification.key_types_from_str(key_type), value)
    return types.Reference(types.ReferenceTypes.MODEL_REFERENCE, [key])
