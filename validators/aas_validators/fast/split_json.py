"""Find the identifiables of a JSON environment, each with its place in the bytes, without decoding them.

msgspec says how long each item is; what stands between them is read here, so that nothing is overlooked: a second
list of the same name, an unknown member, anything after the end."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from mmap import mmap

import msgspec
from msgspec import Raw

from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS

OPENS = re.compile(rb"[ \t\r\n]*\{[ \t\r\n]*")
NAME = re.compile(rb'"([A-Za-z]{1,40})"[ \t\r\n]*:[ \t\r\n]*\[[ \t\r\n]*')
COMMA = re.compile(rb"[ \t\r\n]*,[ \t\r\n]*")
LIST_ENDS = re.compile(rb"[ \t\r\n]*\][ \t\r\n]*")
ENDS = re.compile(rb"\}[ \t\r\n]*\Z")

FRAME = msgspec.json.Decoder(dict[str, list[Raw]])


@dataclass(frozen=True, slots=True)
class Items:
    """The items of one list of an environment: where each starts and ends."""

    attribute: str
    starts: array[int]
    ends: array[int]


def split_json(data: bytes | mmap) -> list[Items] | None:
    """Return the lists of an environment in their order, or None if the bytes are anything else.

    An empty list is something else: no version allows it."""
    begin = 3 if data[:3] == b"\xef\xbb\xbf" else 0
    try:
        held = FRAME.decode(memoryview(data)[begin:])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    opened = OPENS.match(data, begin)
    if opened is None or not held or not held.keys() <= ENVIRONMENT_LISTS.keys():
        return None
    found: list[Items] = []
    here = opened.end()
    for attribute, raws in held.items():
        named = NAME.match(data, here)
        if named is None or named.group(1) != attribute.encode() or not raws:
            return None
        items, here = places_of(attribute, raws, data, named.end())
        between = COMMA.match(data, here)
        here = between.end() if between else here
        found.append(items)
        last = between is None
        if last != (len(found) == len(held)):
            return None
    return found if ENDS.match(data, here) else None


def places_of(attribute: str, raws: list[Raw], data: bytes | mmap, here: int) -> tuple[Items, int]:
    """Return where the items of a list stand, and where the list has ended."""
    starts, ends = array("Q"), array("Q")
    for raw in raws:
        if starts:
            comma = COMMA.match(data, here)
            here = comma.end() if comma else here
        starts.append(here)
        here += len(memoryview(raw))
        ends.append(here)
    ended = LIST_ENDS.match(data, here)
    return Items(attribute, starts, ends), ended.end() if ended else -1
