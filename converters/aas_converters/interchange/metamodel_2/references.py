"""References of metamodel 2.0 in metamodel 3: a type for the whole, and keys that say no more than they must."""

from __future__ import annotations

from typing import Any, Final

from aas_converters.interchange.metamodel_2.losses import SHORT_SEMANTICS, Notes
from aas_validators.document.jsonable import Pointer

IDENTIFIABLES: Final = ("AssetAdministrationShell", "Submodel", "ConceptDescription")
RENAMED: Final = {"BasicEvent": "BasicEventElement", "Event": "EventElement", "View": "SubmodelElement"}
"""Types of keys that have another name in metamodel 3."""


def keys_of(reference: Any) -> list[dict[str, Any]]:
    """Return the keys of a reference that name something."""
    keys = reference.get("keys") if isinstance(reference, dict) else reference
    return [
        key
        for key in (keys if isinstance(keys, list) else [])
        if isinstance(key, dict) and str(key.get("value", "")).strip()
    ]


def last_value(reference: Any) -> str | None:
    """Return the identifier at the end of a reference."""
    keys = keys_of(reference)
    return str(keys[-1]["value"]).strip() if keys else None


def external(value: str) -> dict[str, Any]:
    """Return a reference to something outside of AAS."""
    return {"type": "ExternalReference", "keys": [{"type": "GlobalReference", "value": value}]}


def semantic(reference: Any, notes: Notes, pointer: Pointer) -> dict[str, Any] | None:
    """Return a reference to a definition: its last key. An idShort defines nothing."""
    keys = keys_of(reference)
    if not keys:
        return None
    last = keys[-1]
    if str(last.get("idType", "")).lower() in ("idshort", "fragmentid"):
        notes.add(SHORT_SEMANTICS, pointer, last["value"])
        return None
    if len(keys) > 1:
        notes.lost(pointer, "keys", keys[:-1])
    return external(str(last["value"]).strip())


def model(reference: Any, notes: Notes, pointer: Pointer) -> dict[str, Any] | None:
    """Return a reference that leads to something in AAS, one to an asset or anything else leads outside."""
    keys = [
        {"type": RENAMED.get(str(key.get("type")), str(key.get("type"))), "value": str(key["value"]).strip()}
        for key in keys_of(reference)
    ]
    if not keys:
        return None
    while len(keys) > 1 and keys[0]["type"] == "AssetAdministrationShell" and keys[1]["type"] in IDENTIFIABLES:
        notes.lost(pointer, "keys", keys[0])
        keys = keys[1:]  # a submodel has an id of its own: the way over its shell says no more
    if keys[0]["type"] in IDENTIFIABLES:
        return {"type": "ModelReference", "keys": keys}
    return {"type": "ExternalReference", "keys": [{"type": "GlobalReference", "value": key["value"]} for key in keys]}
