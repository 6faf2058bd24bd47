"""Identifiers of submodels and concepts: names that never change while the meaning stays.

A concept's name is its idShort, wherever in the model it stands, so moving an element keeps its id. Its
revision is its own: a new version of a model changes no concept id. Only a changed meaning does, by `concept:
2/0` in the model.
"""

from __future__ import annotations

from typing import Final

BASE: Final = "https://w3id.org/aas-toolkit/"
"""Start of every id of a bundled model; a name, not an address."""

HEADER: Final = "header"
"""What stands in place of the model in ids of the header block, which all models share."""


def submodel_semantic_id(base: str, model: str, version: str) -> str:
    """Return the semantic id of a model's submodel; only the major number of the version counts."""
    return f"{base}submodel/{model}/{version.split('.')[0]}/0"


def concept_id(base: str, model: str, name: str, revision: str = "1/0") -> str:
    """Return the id of a concept of a model, `…concept/plating/BathTemperature/1/0`."""
    return f"{base}concept/{model}/{name}/{revision}"


def name_and_revision(concept: str, default: str) -> tuple[str, str]:
    """Return name and revision from the `concept` key: `Name`, `2/0`, `Name/2/0` or an empty text."""
    parts = concept.split("/") if concept else []
    named = bool(parts) and not parts[0].isdigit()
    name = parts[0] if named else default
    revision = "/".join(parts[1:] if named else parts)
    return name, revision or "1/0"
