"""Judge a submodel of hundreds of megabytes in groups of its elements, each group inside what holds it.

Every byte of the submodel stands in some group, the first element of a list in all of them, so what holds for each
group holds for the whole; what concerns several groups, names and the meaning of list items, is kept beside."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from mmap import mmap
from typing import Any, Final

import msgspec
from msgspec import UNSET, Raw

from aas_validators.fast.accept import Accepted
from aas_validators.fast.ledger import RefusedError
from aas_validators.fast.split_json import COMMA, places_of
from aas_validators.metamodel.shapes import VERSIONS, class_of_element

HUGE: Final = 8_000_000
"""Bytes of a piece that is judged in groups."""
GROUP: Final = 500_000
"""Bytes of a group, and of an element that is taken apart itself if it has more of them four times over."""
LISTS: Final = {
    "Submodel": "submodelElements",
    "SubmodelElementCollection": "value",
    "SubmodelElementList": "value",
    "Entity": "statements",
    "AnnotatedRelationshipElement": "annotations",
}
"""The attribute that holds the elements of a class."""

TAG: Final = re.compile(rb"<(/?)([A-Za-z0-9]+)(/?)>")
OPENS: Final = re.compile(rb"\{[ \t\r\n]*")
NAME: Final = re.compile(rb'"([A-Za-z0-9]{1,60})"[ \t\r\n]*:[ \t\r\n]*')
ENDS: Final = re.compile(rb"[ \t\r\n]*\}")
LIST_OPENS: Final = re.compile(rb"\[[ \t\r\n]*")
MEMBERS: Final = msgspec.json.Decoder(dict[str, Raw])
ITEMS: Final = msgspec.json.Decoder(list[Raw])


@dataclass(frozen=True, slots=True)
class Holder:
    """Where the elements inside an element stand: `begin` and `end` of what is between them all, and each of them.

    `kind` returns the class of one of them."""

    begin: int
    end: int
    starts: array[int]
    ends: array[int]
    kind: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Group:
    """Some neighbouring elements with all that is around them. `path` are the positions of the elements they are in,
    `first` is the position of the first, `again` counts the elements in front that other groups have too."""

    text: bytes
    path: tuple[int, ...]
    first: int
    again: int


@dataclass(slots=True)
class Seen:
    """What has to hold across groups: the names below each element, by its path."""

    names: dict[tuple[int, ...], dict[str, int]] = field(default_factory=dict)


def groups(
    data: bytes | mmap, name: str, start: int, end: int, text: str, path: tuple[int, ...] = ()
) -> Iterator[Group]:
    """Yield the groups of an element of a class. Raises RefusedError and what msgspec raises."""
    holder = in_json(data, name, start, end) if text == "json" else in_xml(data, name, start, end)
    before, after = data[start : holder.begin], data[holder.end : end]
    if len(before) + len(after) > 4 * GROUP or not holder.starts:
        raise RefusedError
    comma = b"," if text == "json" else b""
    number, leading = 0, b""
    while number < len(holder.starts):
        size = holder.ends[number] - holder.starts[number]
        begun = number
        kind = holder.kind(number) if size > 4 * GROUP else ""
        if kind in LISTS:
            for group in groups(data, kind, holder.starts[number], holder.ends[number], text, (*path, number)):
                leading = leading or group.text + comma
                inside = group.text if begun == 0 else leading + group.text
                yield Group(before + inside + after, group.path, group.first, group.again)
            number += 1
            continue
        while number < len(holder.starts) and size <= 4 * GROUP:
            number += 1
            if number == len(holder.starts) or holder.ends[number] - holder.starts[begun] > GROUP:
                break
            size = holder.ends[number] - holder.starts[number]
        number = max(number, begun + 1)
        inside = data[holder.starts[begun] : holder.ends[number - 1]]
        yield Group(before + leading * bool(begun) + inside + after, path, begun, int(begun > 0))
        leading = leading or data[holder.starts[0] : holder.ends[0]] + comma


def in_json(data: bytes | mmap, name: str, start: int, end: int) -> Holder:
    """Return where the elements inside a JSON object stand."""
    here = after(OPENS, data, start)
    found: Holder | None = None
    for number, (key, raw) in enumerate(MEMBERS.decode(memoryview(data)[start:end]).items()):
        if number:
            here = after(COMMA, data, here)
        named = NAME.match(data, here)
        if named is None or named.group(1) != key.encode():
            raise RefusedError
        here = named.end()
        stop = here + len(memoryview(raw))
        if key == LISTS[name]:
            found = items_of(data, key, here, stop)
        here = stop
    if found is None or after(ENDS, data, here) != end:
        raise RefusedError
    return found


def items_of(data: bytes | mmap, key: str, here: int, stop: int) -> Holder:
    """Return where the items of a JSON list stand."""
    begin = after(LIST_OPENS, data, here)
    places, ended = places_of(key, ITEMS.decode(memoryview(data)[here:stop]), data, begin)
    if not places.starts or ended < stop:
        raise RefusedError

    def kind(number: int) -> str:
        raw = MEMBERS.decode(memoryview(data)[places.starts[number] : places.ends[number]]).get("modelType")
        return "" if raw is None else str(msgspec.json.decode(raw))

    return Holder(begin, places.ends[-1], places.starts, places.ends, kind)


def in_xml(data: bytes | mmap, name: str, start: int, end: int) -> Holder:
    """Return where the elements inside an XML element stand; what is no plain XML is refused group by group."""
    wanted = LISTS[name].encode()
    classes = {tag.encode(): found for tag, found in class_of_element(VERSIONS[-1]).items()}
    starts, ends, tags = array("Q"), array("Q"), list[bytes]()
    depth, inside = 0, False
    for tag in TAG.finditer(data, start, end):
        closing, label, empty = tag.groups()
        if closing:
            depth -= 1
            if inside and depth == 2:
                ends.append(tag.end())
            inside = inside and depth > 1
        else:
            if depth == 1 and label == wanted and not starts:
                inside = True
            elif inside and depth == 2:
                starts.append(tag.start())
                tags.append(label)
                if empty:
                    ends.append(tag.end())
            depth += not empty
    if depth or not starts or len(starts) != len(ends):
        raise RefusedError
    return Holder(starts[0], ends[-1], starts, ends, lambda number: classes.get(tags[number], ""))


def after(pattern: re.Pattern[bytes], data: bytes | mmap, here: int) -> int:
    """Return where a match ends. Raises RefusedError if there is none."""
    found = pattern.match(data, here)
    if found is None:
        raise RefusedError
    return found.end()


def look(found: Any, group: Group, seen: Seen) -> None:
    """Compare a group that breaks no rule by itself with those before it. Raises RefusedError."""
    node = found
    for level, number in enumerate(group.path):
        child = elements(node)[-1]
        enter(child.idShort, number, seen.names.setdefault(group.path[:level], {}))
        node = child
    names = seen.names.setdefault(group.path, {})
    for number, child in enumerate(elements(node)[group.again :], group.first):
        enter(child.idShort, number, names)


def elements(node: Any) -> list[Any]:
    """Return the elements inside an element. Raises RefusedError for a list in which nobody speaks for all.

    The first item is in every group and its meaning binds the others (AASd-114); where it has none, nobody may."""
    held: list[Any] = getattr(node, LISTS[type(node).__name__])
    if type(node).__name__ == "SubmodelElementList" and node.semanticIdListElement is UNSET:
        meanings = [child.semanticId is not UNSET for child in held]
        if any(meanings) and not meanings[0]:
            raise RefusedError
    return held


def enter(name: Any, number: int, names: dict[str, int]) -> None:
    """Note the name of the element at a position. Raises RefusedError if another has it."""
    if name is not UNSET and names.setdefault(name, number) != number:
        raise RefusedError


def together(several: list[Accepted]) -> Accepted:
    """Return what is known about a submodel, given what is known about its groups."""
    wants = dict.fromkeys(want for one in several for want in one.wants)
    return Accepted(several[0].id, tuple(wants), any(one.remarks for one in several), any(one.files for one in several))
