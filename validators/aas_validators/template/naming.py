"""What messages call an element of a document, and an element of a model."""

from __future__ import annotations

from aas_reference_models.model import Element
from aas_validators.document.finding import shown
from aas_validators.template.pairing import Instance


def named(instance: Instance) -> str:
    """Return what a message calls an element of a document."""
    name = instance.get("idShort")
    return shown(name) if isinstance(name, str) else f"this {instance.get('modelType')}"


def label(element: Element) -> str:
    """Return what a message calls an element of a model; the items of a list have no name."""
    return shown(element.id_short or f"{element.kind} {element.semantic_id or ''}".strip())
