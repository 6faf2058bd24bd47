"""Pieces of an AAS as plain data: references, properties, concept descriptions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from aas_converters.documents.concepts import DATA_TYPES, MEASURES, SHORT_NAME, SPECIFICATION
from aas_converters.workbooks.cells import language_texts
from aas_converters.workbooks.pieces import LONGEST_DISPLAY_NAME, content_type, external, languages

Object = dict[str, Any]
KOREAN: Final = range(ord("가"), ord("힣") + 1)


def reference(kind: str, value: str) -> Object:
    """Return a reference to something in the environment."""
    return {"type": "ModelReference", "keys": [{"type": kind, "value": value}]}


def element(kind: str, id_short: str, meaning: str, category: str | None = None) -> Object:
    """Return an element without a value."""
    held: Object = {"modelType": kind}
    held |= {"category": category} if category else {}
    return held | {"idShort": id_short, "semanticId": external(meaning)}


def prop(
    id_short: str, meaning: str, value: str | None, value_type: str = "xs:string", category: str = "PARAMETER"
) -> Object:
    """Return a Property."""
    held = {**element("Property", id_short, meaning, category), "valueType": value_type}
    return held if value is None else {**held, "value": value}


def collection(id_short: str, meaning: str, elements: Sequence[Object]) -> Object:
    """Return a collection; an empty one has no list."""
    held = element("SubmodelElementCollection", id_short, meaning)
    return {**held, "value": list(elements)} if elements else held


def texts(value: str) -> list[Object]:
    """Return a text in several languages; `@ko:…@en:…` names them, else the letters tell Korean from English."""
    pairs = language_texts(value)
    return languages([("ko" if one == "en" and is_korean(text) else one, text) for one, text in pairs])


def valued(kind: str, id_short: str, meaning: str, value: str, value_type: str) -> Object:
    """Return an element of a kind with a value."""
    match kind:
        case "MultiLanguageProperty":
            return {**element(kind, id_short, meaning), "value": texts(value)}
        case "File":
            return {**element(kind, id_short, meaning), "contentType": content_type(value), "value": value}
        case _:
            return prop(id_short, meaning, value, value_type)


def is_korean(text: str) -> bool:
    """Return whether a text has Korean letters."""
    return any(ord(sign) in KOREAN for sign in text)


def display_name(text: str, id_short: str) -> Object:
    """Return a display name where the idShort is not what somebody wrote."""
    if not text or text == id_short:
        return {}
    return {"displayName": languages([("ko" if is_korean(text) else "en", text[:LONGEST_DISPLAY_NAME])])}


def concept(
    concept_id: str, id_short: str, en: str, ko: str, value_type: str, unit: str = "", define: str = "", kind: str = ""
) -> Object:
    """Return a concept description; the definition is the name where nobody wrote one."""
    preferred = [("en", en or id_short), *([("ko", ko)] if ko and ko != en else [])]
    defined = [("ko" if is_korean(define) else "en", define)] if define else []
    definition = defined if dict(defined).get("en") else [preferred[0], *defined]
    number = f"{MEASURES.get(value_type, 'INTEGER')}_{'MEASURE' if unit else 'COUNT'}"
    special = {"MultiLanguageProperty": "STRING_TRANSLATABLE", "File": "FILE", "Collection": ""}
    data_type = special.get(kind, DATA_TYPES.get(value_type, number))
    content: Object = {"modelType": "DataSpecificationIec61360", "preferredName": languages(preferred)}
    content |= {"shortName": languages([("en", id_short)])} if len(id_short) <= SHORT_NAME else {}
    content |= {"unit": unit} if unit else {}
    content |= {"dataType": data_type} if data_type else {}
    content["definition"] = languages(definition)
    specified = {"dataSpecification": external(SPECIFICATION), "dataSpecificationContent": content}
    return {
        "modelType": "ConceptDescription",
        "idShort": id_short,
        "id": concept_id,
        "embeddedDataSpecifications": [specified],
    }
