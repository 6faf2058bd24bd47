"""Small documents from their parts. A verdict is two letters, for metamodel 3.0 and 3.1: V valid, E error."""

from __future__ import annotations

from typing import Any

Json = Any
Case = tuple[str, Json, str]
"""Name, document or part of one, verdict."""

HERE = "urn:example:submodel"


def element(kind: str, name: str = "Elem", **attributes: Json) -> Json:
    """Return a submodel element."""
    return {"modelType": kind, "idShort": name, **attributes}


def prop(value: str | None = None, kind: str = "xs:string", name: str = "Prop", **attributes: Json) -> Json:
    """Return a Property."""
    held = {} if value is None else {"value": value}
    return element("Property", name, valueType=kind, **held, **attributes)


def submodel(*elements: Json, **attributes: Json) -> Json:
    """Return a submodel."""
    held = {"submodelElements": list(elements)} if elements else {}
    return {"modelType": "Submodel", "id": HERE, "idShort": "Sub", **held, **attributes}


def around(*elements: Json, **attributes: Json) -> Json:
    """Return an environment with one submodel."""
    return {"submodels": [submodel(*elements, **attributes)]}


def reference(kind: str, *keys: tuple[str, str]) -> Json:
    """Return an ExternalReference or a ModelReference."""
    return {"type": f"{kind}Reference", "keys": [{"type": name, "value": value} for name, value in keys]}


def outside(value: str = "urn:example:concept") -> Json:
    """Return a reference out of the model."""
    return reference("External", ("GlobalReference", value))


def inside(*keys: tuple[str, str]) -> Json:
    """Return a reference to the submodel, or to an element in it."""
    return reference("Model", ("Submodel", HERE), *keys)


def texts(*pairs: tuple[str, str]) -> Json:
    """Return texts in languages."""
    return [{"language": language, "text": text} for language, text in pairs]
