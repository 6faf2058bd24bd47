"""Pieces of an AAS as plain data: references, texts in languages, content types."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from typing import Any, Final

TYPES: Final = mimetypes.MimeTypes()
"""Content types by suffix, the same on every machine."""
LONGEST_DISPLAY_NAME: Final = 64
Object = dict[str, Any]


def shown(text: str, name: str) -> Object:
    """Return a display name where an idShort is not what somebody wrote."""
    if text == name or len(text) > LONGEST_DISPLAY_NAME:
        return {}
    language = "ko" if any("가" <= sign <= "힣" for sign in text) else "en"
    return {"displayName": languages([(language, text)])}


def content_type(value: str) -> str:
    """Return the content type that the name of a file tells."""
    return TYPES.guess_type(value)[0] or "application/octet-stream"


def external(value: str) -> Object:
    """Return a reference to something outside of the environment."""
    return {"type": "ExternalReference", "keys": [{"type": "GlobalReference", "value": value}]}


def languages(texts: list[tuple[str, str]]) -> list[Object]:
    """Return texts as the metamodel holds them."""
    return [{"language": language, "text": words} for language, words in texts]


def without_empty(element: Mapping[str, Any]) -> Object:
    """Return a submodel or collection without lists that stayed empty, which the schemas forbid."""
    held = dict(element)
    for name in ("submodelElements", "value"):
        if isinstance(held.get(name), list):
            held[name] = [without_empty(one) if "idShort" in one else one for one in held[name]]
            if not held[name]:
                del held[name]
    return held
