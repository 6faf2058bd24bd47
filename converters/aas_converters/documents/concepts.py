"""Concept descriptions: what each element of a model means, as IEC 61360 content, written by the SDK."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from aas_converters.letters.forms import Container, Form, Rows
from aas_converters.letters.prototypes import external_reference
from aas_converters.letters.script import Script, Sdk
from aas_reference_models.model import Element, Kind, SemanticReference, Text

SPECIFICATION: Final = "https://admin-shell.io/DataSpecificationTemplates/DataSpecificationIec61360/3"

MEASURES: Final = {"xs:double": "REAL", "xs:float": "REAL", "xs:decimal": "REAL"}
"""Types that are real numbers; every other numeric type is an integer."""
DATA_TYPES: Final = {
    "xs:string": "STRING",
    "xs:boolean": "BOOLEAN",
    "xs:date": "DATE",
    "xs:time": "TIME",
    "xs:dateTime": "TIMESTAMP",
    "xs:anyURI": "IRI",
    "xs:base64Binary": "BLOB",
    "xs:hexBinary": "BLOB",
    "xs:duration": "STRING",
}
LONGEST_NAME: Final = 255
SHORT_NAME: Final = 18
"""Longest shortName of IEC 61360."""


def concepts(script: Script, forms: tuple[Form, ...]) -> list[str]:
    """Return the written concept descriptions of all elements in the forms, each concept once.

    What an element of a template means is told here only if the template itself tells it."""
    elements = {e.semantic_id: e for e in elements_of(forms) if e.semantic_id and e.described}
    return [script.written(concept(script.sdk, element)) for element in elements.values()]


def elements_of(forms: tuple[Form, ...]) -> Iterator[Element]:
    """Yield the elements of forms and everything below them; the items of a list as well."""
    for form in forms:
        yield form.element
        if form.element.kind is Kind.SUBMODEL_ELEMENT_LIST:
            yield form.element.item
        if isinstance(form, Rows):
            yield from elements_of((form.item,))
        if isinstance(form, Container):
            yield from elements_of(form.children)


def concept(sdk: Sdk, element: Element) -> Any:
    """Return the concept description of an element."""
    types = sdk.types
    return types.ConceptDescription(
        id=element.semantic_id,
        id_short=element.id_short or None,
        is_case_of=[external_reference(sdk, public_id(reference)) for reference in element.references] or None,
        embedded_data_specifications=[
            types.EmbeddedDataSpecification(
                data_specification=external_reference(sdk, SPECIFICATION),
                data_specification_content=content(sdk, element),
            )
        ],
    )


def content(sdk: Sdk, element: Element) -> Any:
    """Return the IEC 61360 content of an element."""
    types = sdk.types
    unit = element.unit
    data_type = data_type_of(element)
    codes = [
        types.ValueReferencePair(code.value, external_reference(sdk, f"{element.semantic_id}#{code.value}"))
        for code in element.codes
    ]
    return types.DataSpecificationIEC61360(
        preferred_name=texts(types.LangStringPreferredNameTypeIEC61360, named(element)),
        short_name=short_name(types, element.id_short),
        unit=unit.symbol if unit else element.unknown_unit,
        unit_id=external_reference(sdk, unit.iec62720) if unit and unit.iec62720 else None,
        data_type=sdk.stringification.data_type_iec_61360_from_str(data_type) if data_type else None,
        definition=texts(types.LangStringDefinitionTypeIEC61360, element.definition or named(element)),
        value_list=types.ValueList(codes) if codes else None,
    )


def named(element: Element) -> Text:
    """Return the name of an element; its idShort where the model has none in English (AASc-3a-002).

    The item of a template's list may have neither, and is called what it means."""
    if "en" in dict(element.name.by_language):
        return element.name
    word = element.id_short or (element.semantic_id or "")[-LONGEST_NAME:]
    return Text((("en", word), *element.name.by_language))


def texts(lang_string: Any, text: Text) -> list[Any]:
    """Return a text as the SDK's language strings of a class."""
    return [lang_string(language, words) for language, words in dict(text.by_language).items()]


def short_name(types: Any, id_short: str) -> list[Any] | None:
    """Return the idShort as a shortName, where it is short enough."""
    return [types.LangStringShortNameTypeIEC61360("en", id_short)] if 0 < len(id_short) <= SHORT_NAME else None


def data_type_of(element: Element) -> str | None:
    """Return the IEC 61360 data type of an element, None for a container."""
    match element.kind:
        case Kind.MULTI_LANGUAGE_PROPERTY:
            return "STRING_TRANSLATABLE"
        case Kind.FILE:
            return "FILE"
        case Kind.REFERENCE_ELEMENT:
            return "IRI"
        case Kind.PROPERTY | Kind.RANGE:
            value_type = element.value_type or "xs:string"
            number = MEASURES.get(value_type, "INTEGER")
            # AASc-3a-009: a measure needs a unit, so a number without one is a count.
            return DATA_TYPES.get(value_type) or f"{number}_{'MEASURE' if element.unit else 'COUNT'}"
        case _:
            return None


def public_id(reference: SemanticReference) -> str:
    """Return a public identifier as one text; MTConnect's names get their vocabulary in front."""
    return f"mtconnect:{reference.id}" if reference.scheme == "mtconnect" else reference.id
