"""SDK objects with marks where a value will stand: the originals that are serialised once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aas_converters.letters.script import Sdk
from aas_reference_models.model import Element, Kind

Texts = Mapping[str, str]
"""Text of each part that is written, by part name."""


def prototype(sdk: Sdk, element: Element, texts: Texts, children: list[Any], *, in_list: bool) -> Any:
    """Return the SDK's object for an element with these texts as its values; nothing is checked."""
    thing = MAKERS[element.kind](sdk, element, texts, children)
    if not in_list:
        # AASd-120: metamodel 3.0 forbids an idShort directly in a list, 3.1 does not need it.
        thing.id_short = element.id_short
        thing.semantic_id = external_reference(sdk, element.semantic_id) if element.semantic_id else None
    return thing


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


def make_reference_element(sdk: Sdk, element: Element, texts: Texts, children: list[Any]) -> Any:
    """Make a ReferenceElement that points outside."""
    value = external_reference(sdk, texts["value"]) if "value" in texts else None
    return sdk.types.ReferenceElement(value=value)


def make_relationship_element(sdk: Sdk, element: Element, texts: Texts, children: list[Any]) -> Any:
    """Make a RelationshipElement between two things named by global references."""
    first, second = (external_reference(sdk, texts[part]) for part in ("first", "second"))
    return sdk.types.RelationshipElement(first=first, second=second)


def make_collection(sdk: Sdk, element: Element, texts: Texts, children: list[Any]) -> Any:
    """Make a SubmodelElementCollection."""
    return sdk.types.SubmodelElementCollection(value=children or None)


def make_list(sdk: Sdk, element: Element, texts: Texts, children: list[Any]) -> Any:
    """Make a SubmodelElementList typed by the item of the model."""
    item = element.item
    typed = item.kind in (Kind.PROPERTY, Kind.RANGE)
    return sdk.types.SubmodelElementList(
        type_value_list_element=sdk.stringification.aas_submodel_elements_from_str(item.kind.value),
        value_type_list_element=value_type_of(sdk, item) if typed else None,
        semantic_id_list_element=external_reference(sdk, item.semantic_id) if item.semantic_id else None,
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
    Kind.REFERENCE_ELEMENT: make_reference_element,
    Kind.RELATIONSHIP_ELEMENT: make_relationship_element,
    Kind.SUBMODEL_ELEMENT_COLLECTION: make_collection,
    Kind.SUBMODEL_ELEMENT_LIST: make_list,
    Kind.ENTITY: make_entity,
}
"""Which kinds a row can fill. The others (Operation, Capability, events, blobs) hold no plant value."""


def value_type_of(sdk: Sdk, element: Element) -> Any:
    """Return the SDK's data type; a Property without one in the model is text."""
    return sdk.stringification.data_type_def_xsd_from_str(element.value_type or "xs:string")


def external_reference(sdk: Sdk, value: str) -> Any:
    """Return a reference to something outside, by its global identifier."""
    types = sdk.types
    key = types.Key(types.KeyTypes.GLOBAL_REFERENCE, value)
    return types.Reference(types.ReferenceTypes.EXTERNAL_REFERENCE, [key])


def model_reference(sdk: Sdk, key_type: str, value: str) -> Any:
    """Return a reference to an identifiable, such as a submodel, by its id."""
    types = sdk.types
    key = types.Key(sdk.stringification.key_types_from_str(key_type), value)
    return types.Reference(types.ReferenceTypes.MODEL_REFERENCE, [key])
