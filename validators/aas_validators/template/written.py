"""Read the references of a template as they are written, so that its instances can carry the very same ones."""

from __future__ import annotations

from aas_reference_models.model import Reference, WrittenReferences
from aas_validators.document.jsonable import Json
from aas_validators.template.pairing import Instance, trimmed


def written_references(instance: Instance) -> WrittenReferences:
    """Return the references of a submodel or an element; stray blanks around their ids are left out."""
    supplemental = instance.get("supplementalSemanticIds")
    held = supplemental if isinstance(supplemental, list) else []
    return WrittenReferences(
        semantic_id=reference_of(instance.get("semanticId")),
        supplemental=tuple(found for one in held if (found := reference_of(one))),
        of_items=reference_of(instance.get("semanticIdListElement")),
    )


def reference_of(value: Json) -> Reference | None:
    """Return a reference, None for what is none or has a key without a value."""
    if not isinstance(value, dict) or not isinstance(keys := value.get("keys"), list) or not keys:
        return None
    pairs = [(key.get("type"), key.get("value")) for key in keys if isinstance(key, dict)]
    known = tuple(
        (kind, trimmed(said))
        for kind, said in pairs
        if isinstance(kind, str) and isinstance(said, str) and said.strip()
    )
    kind = value.get("type")
    return Reference(kind, known) if isinstance(kind, str) and len(known) == len(keys) else None
