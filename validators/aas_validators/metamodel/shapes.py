"""The classes of a metamodel version and their attributes, read from the official JSON schema.

One description serves every reader: it turns XML into plain data, finds unknown attributes and lets checks
walk a document class by class, so that no list of attributes is written by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from aas_validators.schemas import schema_bytes

Form = Literal["text", "flag", "object", "list"]
Schema = dict[str, Any]

VERSIONS = ("3.0", "3.1")
"""Metamodel versions that can be checked, oldest first."""

ENVIRONMENT_LISTS = {
    "assetAdministrationShells": "AssetAdministrationShell",
    "submodels": "Submodel",
    "conceptDescriptions": "ConceptDescription",
}
"""The lists of an environment and the class of their items. As elements of XML they may stand alone as a root."""

LENDERS = frozenset(
    ["AbstractLangString", "HasDataSpecification", "HasExtensions", "HasKind", "HasSemantics", "Qualifiable"]
)
"""Abstract classes without modelType; the schema marks them in no way."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: a text, a truth value, an object or a list of objects.

    `classes` are the concrete classes an object (or item) may have. `choice` says that modelType decides.
    """

    name: str
    form: Form
    classes: tuple[str, ...] = ()
    choice: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """One concrete class. `model_type` says whether its JSON carries modelType."""

    name: str
    attributes: Mapping[str, Attribute]
    model_type: bool


@cache
def schema_of(metamodel: str) -> Schema:
    """Return the official JSON schema as data; nobody may change it."""
    loaded: Schema = json.loads(schema_bytes(metamodel, "aas.json"))
    return loaded


@cache
def shapes(metamodel: str) -> Mapping[str, Shape]:
    """Return every concrete class by name."""
    definitions = schema_of(metamodel)["definitions"]
    found = {}
    for name, definition in definitions.items():
        members = members_of(definition, definitions)
        if members is None or is_abstract(name, members):
            continue
        attributes = {key: attribute(key, member, definitions) for key, member in members.items() if key != "modelType"}
        found[name] = Shape(name, attributes, "modelType" in members)
    return found


@cache
def class_of_element(metamodel: str) -> Mapping[str, str]:
    """Return the class name for each XML element name, which is the class name with a small first letter."""
    return {element_name(name): name for name in shapes(metamodel)}


def element_name(class_name: str) -> str:
    """Return the XML element name of a class."""
    return class_name[0].lower() + class_name[1:]


def members_of(definition: Schema, definitions: Schema) -> dict[str, Schema] | None:
    """Return the member schemas of a class with those it inherits, or None if it is no class."""
    if "$ref" in definition:
        return members_of(definitions[definition["$ref"].rsplit("/", 1)[1]], definitions)
    if "allOf" not in definition:
        properties: dict[str, Schema] | None = definition.get("properties")
        return properties
    members: dict[str, Schema] = {}
    for part in definition["allOf"]:
        for name, schema in (members_of(part, definitions) or {}).items():
            # LangString classes add only a length to the inherited text; the type stands in the first one.
            members[name] = {**members.get(name, {}), **schema}
    return members


def is_abstract(name: str, members: Mapping[str, Schema]) -> bool:
    """Return whether a definition only lends its attributes: it has no type of its own to be found by."""
    model_type = members.get("modelType")
    if model_type is not None:
        return "const" not in model_type
    return name in LENDERS


def attribute(name: str, schema: Schema, definitions: Schema) -> Attribute:
    """Return what the schema says about one attribute."""
    if schema.get("type") == "array":
        inner = attribute(name, schema["items"], definitions)
        return Attribute(name, "list", inner.classes, inner.choice)
    if "$ref" not in schema:
        return Attribute(name, "flag" if schema.get("type") == "boolean" else "text")
    target = schema["$ref"].rsplit("/", 1)[1]
    definition = definitions[target]
    if "oneOf" in definition:
        classes = tuple(option["$ref"].rsplit("/", 1)[1] for option in definition["oneOf"])
        return Attribute(name, "object", classes, choice=True)
    if members_of(definition, definitions) is None:
        return Attribute(name, "text")
    return Attribute(name, "object", (target,))
