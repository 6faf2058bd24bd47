"""Judge references: AASd-121 to AASd-128. The same few occur thousands of times, so each is judged once."""

from __future__ import annotations

import re
from typing import Any, Final

from msgspec import UNSET, Raw, json

from aas_validators.fast.ledger import REMEMBERED, KnownReference, Ledger, RefusedError
from aas_validators.metamodel.sdk import literals

MODEL: Final = "ModelReference"
INNER: Final = 4
"""References inside one another that are followed."""

AAS_IDENTIFIABLES = literals("AAS_IDENTIFIABLES")
FRAGMENTS = literals("FRAGMENT_KEYS")
GENERIC_FRAGMENTS = literals("GENERIC_FRAGMENT_KEYS")
GENERIC_IDENTIFIABLES = literals("GENERIC_GLOBALLY_IDENTIFIABLES")
IDENTIFIABLES = literals("GLOBALLY_IDENTIFIABLES")
REFERABLES = literals("AAS_REFERABLES")
POSITION = re.compile(r"[0-9]{1,30}").fullmatch


def check_reference(raw: Raw, attribute: str, ledger: Ledger) -> KnownReference:
    """Return what is known about a reference; note it if it leads into the file. Raises RefusedError."""
    key = bytes(raw)
    known = ledger.references.get(key)
    if known is None:
        known = judged(key, ledger, 0)
        if len(ledger.references) >= REMEMBERED:
            ledger.references.clear()
        ledger.references[key] = known
    if known.leads_in:
        note(known, attribute, ledger)
    return known


def check_value_id(raw: Raw, ledger: Ledger) -> None:
    """Judge a valueId; a concept of the file behind it is looked at when the file is known."""
    known = check_reference(raw, "valueId", ledger)
    ledger.wants.append(("=", known.keys[-1:]))


def note(known: KnownReference, attribute: str, ledger: Ledger) -> None:
    """Note a model reference, and those inside it."""
    if known.kind == MODEL:
        ledger.wants.append((attribute, known.keys))
    if known.inner is not None:
        note(known.inner, "referredSemanticId", ledger)


def judged(raw: bytes, ledger: Ledger, level: int) -> KnownReference:
    """Return a reference that breaks no rule. Raises RefusedError, or what msgspec raises."""
    found: Any = ledger.reference.decode(raw)
    if level >= INNER or json.encode(found).count(b'"') != raw.count(b'"'):
        raise RefusedError
    keys = tuple((key.type, key.value) for key in found.keys)
    types = [kind for kind, _ in keys]
    if not (keys_of_model(keys) if found.type == MODEL else keys_outside(types)):
        raise RefusedError
    referred = found.referredSemanticId
    inner = None if referred is UNSET else judged(bytes(referred), ledger, level + 1)
    leads_in = found.type == MODEL or (inner is not None and inner.leads_in)
    return KnownReference(found.type, keys, inner, leads_in)


def keys_outside(types: list[str]) -> bool:
    """Return whether the keys of an external reference are in order."""
    return types[0] in GENERIC_IDENTIFIABLES and (types[-1] in GENERIC_IDENTIFIABLES or types[-1] in GENERIC_FRAGMENTS)


def keys_of_model(keys: tuple[tuple[str, str], ...]) -> bool:
    """Return whether the keys of a model reference are in order."""
    if keys[0][0] not in AAS_IDENTIFIABLES or keys[0][0] not in IDENTIFIABLES:
        return False
    for number in range(1, len(keys)):
        before, here = keys[number - 1], keys[number]
        if here[0] not in FRAGMENTS or before[0] in GENERIC_FRAGMENTS:
            return False
        if here[0] == "FragmentReference" and before[0] not in ("File", "Blob"):
            return False
        if before[0] == "SubmodelElementList" and not POSITION(here[1]):
            return False
    return True


def leads_to(known: KnownReference, types: frozenset[str]) -> bool:
    """Return whether a reference is one into a model whose last key has one of the types."""
    return known.kind == MODEL and known.keys[-1][0] in types


def same_values(one: KnownReference, other: KnownReference) -> bool:
    """Return whether two references have the same key values, as AASd-107 and AASd-114 compare them."""
    return [value for _, value in one.keys] == [value for _, value in other.keys]
