"""References of accepted pieces that lead into the file: whether there may be anything to say about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from aas_validators.fast.ledger import Want
from aas_validators.fast.ranges import Judged, Place
from aas_validators.fast.split_json import Items
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS

VALUE_ID: Final = "="
"""Marks the want of a valueId; it holds the last key only."""


def in_order(judged: Judged, lists: Sequence[Items]) -> bool:
    """Return whether no id is taken twice and every reference finds what it leads to; every piece is accepted."""
    places = ((items.attribute, number) for items in lists for number in range(len(items.starts)))
    ids = {found: [place] for found, place in zip(judged.ids, places, strict=True) if found is not None}
    if len(ids) + judged.ids.count(None) != len(judged.ids):
        return False
    return not any(open_want(want, ids) for several in judged.wants.values() for want in several)


def open_want(want: Want, ids: Mapping[str, Sequence[Place]]) -> bool:
    """Return whether something may have to be said about a reference."""
    attribute, keys = want
    kind, target = keys[0]
    known = ids.get(target, ())
    if attribute == VALUE_ID:
        return any(place[0] == "conceptDescriptions" for place in known)
    if not known:
        return (attribute, kind) in (("submodels", "Submodel"), ("semanticId", "ConceptDescription"))
    return len(keys) > 1 or all(ENVIRONMENT_LISTS[place[0]] != kind for place in known)
