"""Pair the elements of a submodel with those of a model.

By semanticId first; siblings that share one are told apart by idShort; the idShort alone pairs only where
one side has no semanticId; a contradicting semanticId is no match."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from aas_reference_models.model import Element, Kind
from aas_validators.document.jsonable import Json, Pointer

Instance = dict[str, Json]

NESTED: Final = {
    Kind.SUBMODEL_ELEMENT_COLLECTION: "value",
    Kind.SUBMODEL_ELEMENT_LIST: "value",
    Kind.ENTITY: "statements",
    Kind.ANNOTATED_RELATIONSHIP_ELEMENT: "annotations",
}
"""The attribute that holds the elements below an element."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An element of a document and the model element it stands for, or None for an extra one.

    `contradicts` is the model element of the same name whose semanticId differs."""

    pointer: Pointer
    instance: Instance
    element: Element | None
    contradicts: Element | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """The elements that an instance may stand for, best first, and the one that its name is, but not its
    meaning."""

    elements: tuple[Element, ...]
    contradicts: Element | None = None


def paired(held: Sequence[tuple[Pointer, Instance]], elements: Sequence[Element]) -> list[Pair]:
    """Return one pair for each instance, in their order.

    An instance that meaning and name leave undecided stands for an element of its kind that no other instance
    has taken."""
    found = [candidates(instance, elements) for _, instance in held]
    taken = {id(each.elements[0]) for each in found if len(each.elements) == 1}
    pairs = []
    for (pointer, instance), each in zip(held, found, strict=True):
        element = each.elements[0] if len(each.elements) == 1 else chosen(instance, each.elements, taken)
        if element is not None:
            taken.add(id(element))
        pairs.append(Pair(pointer, instance, element, each.contradicts))
    return pairs


def chosen(instance: Instance, elements: Sequence[Element], taken: set[int]) -> Element | None:
    """Return the one of several elements of one meaning that fits an instance of another name best."""
    kind = instance.get("modelType")
    ranked = sorted(
        elements, key=lambda e: (e.kind != kind, id(e) in taken and not e.cardinality.repeated, id(e) in taken)
    )
    return ranked[0] if ranked else None


def candidates(instance: Instance, elements: Sequence[Element]) -> Candidates:
    """Return the model elements one instance may stand for: one, several of the same meaning, or none."""
    meanings = semantic_ids(instance)
    name = instance.get("idShort")
    same_name = tuple(e for e in elements if isinstance(name, str) and names_match(name, e))
    same_name = tuple(e for e in same_name if e.id_short == name) or same_name
    if not meanings:
        return Candidates(same_name[:1])
    same_meaning = meant(meanings, elements)
    if same_meaning:
        both = tuple(e for e in same_meaning if any(e is other for other in same_name))
        return Candidates(both[:1] or same_meaning)
    unmarked = tuple(e for e in same_name if not e.semantic_id)
    # a plant's own Time beside Time00: the word without the counter alone is no claim to be that element
    claimed = tuple(e for e in same_name if name == e.id_short or (isinstance(name, str) and name[-1:].isdigit()))
    return Candidates(unmarked[:1], None if unmarked or not claimed else claimed[0])


def meant(meanings: Sequence[str], elements: Sequence[Element]) -> tuple[Element, ...]:
    """Return the elements of the first meaning that is any's: semanticIds before supplemental ones."""
    wanted = [concept_of(identifier) for identifier in meanings]
    for identifier in wanted:
        found = tuple(e for e in elements if e.semantic_id and concept_of(e.semantic_id) == identifier)
        if found:
            return found
    return tuple(e for e in elements if {concept_of(one) for one in e.supplemental_semantic_ids} & set(wanted))


def instances(holder: Instance, attribute: str, pointer: Pointer) -> list[tuple[Pointer, Instance]]:
    """Return the elements in an attribute with their pointers."""
    held = holder.get(attribute)
    items = held if isinstance(held, list) else []
    return [((*pointer, attribute, n), item) for n, item in enumerate(items) if isinstance(item, dict)]


def semantic_ids(instance: Instance) -> list[str]:
    """Return what an instance means: its semanticId, then the supplemental ones, without stray blanks."""
    own = reference_id(instance.get("semanticId"))
    return [*([own] if own else ()), *supplemental_ids(instance)]


def supplemental_ids(instance: Instance) -> list[str]:
    """Return the supplemental semanticIds of an instance without stray blanks."""
    references = instance.get("supplementalSemanticIds")
    held = references if isinstance(references, list) else []
    return [found for reference in held if (found := reference_id(reference))]


def reference_id(reference: Json) -> str | None:
    """Return the value of a reference's last key, which for a semanticId is the concept, without blanks."""
    value = last_key(reference)
    return trimmed(value) if value and value.strip() else None


def has_blanks(reference: Json) -> bool:
    """Return whether the id in a reference has blanks around it."""
    value = last_key(reference)
    return value is not None and value != value.strip()


def last_key(reference: Json) -> str | None:
    """Return the value of a reference's last key as it is written."""
    keys = reference.get("keys") if isinstance(reference, dict) else None
    last = keys[-1] if isinstance(keys, list) and keys else None
    value = last.get("value") if isinstance(last, dict) else None
    return value if isinstance(value, str) else None


ECLASS_URL: Final = re.compile(r"https?://api\.eclass-cdp\.com/(\d{4}-\d)-([0-9A-Z]{2}-[0-9A-Z]{6})-(\d{3})/?")


@lru_cache(maxsize=10_000)
def concept_of(identifier: str) -> str:
    """Return what an id is compared by: ECLASS writes the same concept as an IRDI and as the address of its page."""
    found = ECLASS_URL.fullmatch(trimmed(identifier))
    return f"{found[1]}#{found[2]}#{found[3]}" if found else trimmed(identifier)


def trimmed(identifier: str) -> str:
    """Return an id without the stray blanks that some published templates carry."""
    return identifier.strip()


LONGEST_NAME: Final = 500
PLACEHOLDER: Final = re.compile(r"_*\{0*:?0*\}|__0+__|_*\{0:0+\}")
BRACES: Final = re.compile(r"\{0*:?0*\}|\{0:0+\}")


def names_match(id_short: str, element: Element) -> bool:
    """Return whether an idShort is that of a model element; a placeholder in the model stands for a
    counter."""
    if not element.id_short or len(id_short) > LONGEST_NAME:
        return False
    if id_short == element.id_short:
        return True
    # Few enough that the expression below cannot become slow.
    pattern = PLACEHOLDER.sub("\0", element.id_short, count=3)
    if element.cardinality.repeated and "\0" not in pattern:
        pattern += "\0"
    if "\0" not in pattern:
        return False
    return re.fullmatch(re.escape(pattern).replace("\0", r"_*\d*_*").replace("\\\0", r"_*\d*_*"), id_short) is not None
