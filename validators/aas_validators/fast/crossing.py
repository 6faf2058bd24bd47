"""What concerns several pieces of a file: ids taken twice, references and valueIds that lead into the file.

Only the pieces that take part in a finding are read again, and the exact checks word it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Json
from aas_validators.fast.ledger import Want
from aas_validators.fast.ranges import Place
from aas_validators.fast.wants import VALUE_ID, open_want
from aas_validators.metamodel.identifiers import Index, check_id, check_references
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS, VERSIONS
from aas_validators.metamodel.value_ids import check_value_ids, last_key
from aas_validators.metamodel.walk import Node, walk


def wants_of(value: Json, name: str) -> tuple[Want, ...]:
    """Return the references of a piece that lead into the file, as the fast path notes them."""
    found: list[Want] = []
    for node in walk(value, name, VERSIONS[-1]):
        if node.name == "Reference" and node.value.get("type") == "ModelReference":
            keys = tuple((str(key.get("type")), str(key.get("value"))) for _, key in node.items("keys"))
            if keys:
                found.append((node.attribute, keys))
        named = last_key(node.value.get("valueId"))
        if named is not None:
            found.append((VALUE_ID, (("", named),)))
    return tuple(dict.fromkeys(found))


def check_crossing(
    ids: Mapping[str, Sequence[Place]],
    wants: Mapping[Place, Sequence[Want]],
    read: Callable[[Place], Json],
    start: Callable[[Place], int],
) -> list[Finding]:
    """Return the findings that concern several pieces. `read` parses the piece at a place again, `start` says where
    it begins."""
    holders = {place for place, several in wants.items() if any(open_want(want, ids) for want in several)}
    involved = {place for places in ids.values() if len(places) > 1 for place in places} | holders
    for holder in holders:
        for _, keys in wants[holder]:
            involved.update(ids.get(keys[0][1], ()))
    index = Index()
    found: list[Finding] = []
    for place in sorted(involved, key=start):
        name = ENVIRONMENT_LISTS[place[0]]
        for node in walk(read(place), name, VERSIONS[-1], place):
            found.extend(check_id(node, index))
            if place in holders:
                enter(node, index)
    found.extend(check_references(index))
    found.extend(check_value_ids(index.valued, index.concepts()))
    return found


def enter(node: Node, index: Index) -> None:
    """Note a reference or valueId to resolve."""
    if node.name == "Reference":
        index.references.append(node)
    if "valueId" in node.value:
        index.valued.append(node)
