"""Pair the elements of a submodel with those of a model.

By semanticId first; siblings that share one are told apart by idShort; the idShort alone pairs only where
one side has no semanticId; a contradicting semanticId is no match."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aas_reference_models.model import Element
from aas_validators.document.jsonable import Json, Pointer

Instance = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Pair:
    """An element of a document and the model element it stands for, or None for an extra one.

    `contradicts` is the model element of the same name whose semanticId differs."""

    pointer: Pointer
    instance: Instance
    element: Element | None
    contradicts: Element | None = None


def paired(instances: Sequence[tuple[Pointer, Instance]], elements: Sequence[Element]) -> list[Pair]:
    """Return one pair for each instance, in their order."""
    return [pair_of(pointer, instance, elements) for pointer, instance in instances]


def pair_of(pointer: Pointer, instance: Instance, elements: Sequence[Element]) -> Pair:
    """Return the model element one instance stands for."""
    meaning = semantic_ids(instance)
    name = instance.get("idShort")
    same_name = [e for e in elements if isinstance(name, str) and names_match(name, e)]
    if meaning:
        same_meaning = [e for e in elements if e.semantic_id and trimmed(e.semantic_id) in meaning]
        if same_meaning:
            both = [e for e in same_meaning if e in same_name]
            return Pair(pointer, instance, (both or same_meaning)[0])
        unmarked = [e for e in same_name if not e.semantic_id]
        if unmarked:
            return Pair(pointer, instance, unmarked[0])
        return Pair(pointer, instance, None, same_name[0] if same_name else None)
    return Pair(pointer, instance, same_name[0] if same_name else None)


def semantic_ids(instance: Instance) -> list[str]:
    """Return what an instance means: its semanticId, then the supplemental ones, without stray blanks."""
    supplemental = instance.get("supplementalSemanticIds")
    references = [instance.get("semanticId"), *(supplemental if isinstance(supplemental, list) else ())]
    return [found for reference in references if (found := reference_id(reference))]


def reference_id(reference: Json) -> str | None:
    """Return the value of a reference's last key, which for a semanticId is the concept."""
    keys = reference.get("keys") if isinstance(reference, dict) else None
    last = keys[-1] if isinstance(keys, list) and keys else None
    value = last.get("value") if isinstance(last, dict) else None
    return trimmed(value) if isinstance(value, str) and value.strip() else None


def trimmed(identifier: str) -> str:
    """Return an id without the stray blanks that some published templates carry."""
    return identifier.strip()


PLACEHOLDER = re.compile(r"_*\{0*:?0*\}|__0+__|_*\{0:0+\}")


def names_match(id_short: str, element: Element) -> bool:
    """Return whether an idShort is that of a model element; a placeholder in the model stands for a
    counter."""
    if id_short == element.id_short:
        return True
    pattern = PLACEHOLDER.sub("\0", element.id_short)
    if element.cardinality.repeated and "\0" not in pattern:
        pattern += "\0"
    if "\0" not in pattern:
        return False
    return re.fullmatch(re.escape(pattern).replace("\0", r"_*\d*_*").replace("\\\0", r"_*\d*_*"), id_short) is not None
