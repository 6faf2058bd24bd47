"""The elements of a template: an SDK object for each element of a model, without a value but with all it means."""

from __future__ import annotations

from typing import Any, Final

from aas_converters.documents.concepts import public_id
from aas_converters.letters.prototypes import MAKERS, external_reference, mean, reference
from aas_converters.letters.script import Sdk
from aas_converters.templates.qualifiers import qualifiers
from aas_reference_models.model import Element, Kind, Text

ANYTHING: Final = "https://example.com/anything"
"""What a relationship of a template names, because metamodel 3.0 wants it to name something."""

EMPTY_TEXTS: Final = {"first": ANYTHING, "second": ANYTHING}


def template_element(sdk: Sdk, element: Element, *, in_list: bool = False) -> Any:
    """Return an element of a template with everything below it. Raises ValueError for a kind that cannot be one."""
    children = [
        template_element(sdk, child, in_list=element.kind is Kind.SUBMODEL_ELEMENT_LIST) for child in element.elements
    ]
    thing = made(sdk, element, children)
    thing.id_short = None if in_list else element.id_short
    if element.written is not None:
        mean(sdk, thing, element.written)
    else:
        thing.semantic_id = external_reference(sdk, element.semantic_id) if element.semantic_id else None
        thing.supplemental_semantic_ids = [external_reference(sdk, one) for one in supplemental(element)] or None
    thing.display_name = texts(sdk.types.LangStringNameType, element.name)
    thing.description = texts(sdk.types.LangStringTextType, element.definition)
    thing.qualifiers = qualifiers(sdk, element, in_list=in_list)
    return thing


def made(sdk: Sdk, element: Element, children: list[Any]) -> Any:
    """Return the bare object of a kind."""
    types = sdk.types
    match element.kind:
        case Kind.SUBMODEL_ELEMENT_LIST:
            return made_list(sdk, element, children)
        case Kind.BLOB:
            return types.Blob(content_type=element.content_type or "application/octet-stream")
        case Kind.CAPABILITY:
            return types.Capability()
        case Kind.OPERATION:
            return types.Operation()
        case Kind.ANNOTATED_RELATIONSHIP_ELEMENT:
            first, second = external_reference(sdk, ANYTHING), external_reference(sdk, ANYTHING)
            return types.AnnotatedRelationshipElement(first=first, second=second, annotations=children or None)
        case Kind.BASIC_EVENT_ELEMENT:
            raise ValueError(f"{element.id_short} is an event, which a template of ours cannot hold")
        case _:
            texts_of = EMPTY_TEXTS if element.kind is Kind.RELATIONSHIP_ELEMENT else {}
            return MAKERS[element.kind](sdk, element, texts_of, children)


def made_list(sdk: Sdk, element: Element, children: list[Any]) -> Any:
    """Return a list: typed by its item, or as the template it came from declares."""
    item = element.elements[0] if element.elements else None
    kind = element.list_kind or (str(item.kind) if item else "SubmodelElement")
    value_type = element.list_value_type or (
        item.value_type or "xs:string" if item and item.kind in (Kind.PROPERTY, Kind.RANGE) else None
    )
    meaning = element.list_semantic_id or (item.semantic_id if item and element.written is None else None)
    of_items = external_reference(sdk, meaning) if meaning else None
    if element.written is not None and element.written.of_items is not None:
        of_items = reference(sdk, element.written.of_items)
    return sdk.types.SubmodelElementList(
        type_value_list_element=sdk.stringification.aas_submodel_elements_from_str(kind),
        value_type_list_element=sdk.stringification.data_type_def_xsd_from_str(value_type) if value_type else None,
        semantic_id_list_element=of_items,
        value=children or None,
    )


def supplemental(element: Element) -> tuple[str, ...]:
    """Return the public identifiers of an element, each once; only what means something may have some (AASd-118)."""
    if not element.semantic_id:
        return ()
    return tuple(dict.fromkeys((*element.supplemental_semantic_ids, *map(public_id, element.references))))


def texts(lang_string: Any, text: Text) -> list[Any] | None:
    """Return a text as the SDK's language strings of a class, None for none; the first of each language counts."""
    first = dict(reversed(text.by_language))
    return [lang_string(language, first[language]) for language in dict(text.by_language)] or None
