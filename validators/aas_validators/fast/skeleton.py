"""Recognise a piece that differs from one already accepted only in values, and check only those.

Machines write the same submodel a hundred thousand times. Cut out its values, ids and idShorts: what is left, the
skeleton, is judged once. Where each text belongs is found by putting marks in their places, once for each skeleton;
a text that is no value of a Property, no id and no idShort of the piece itself must be the same as before."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any, Final

from aas_validators.fast.accept import Accepted
from aas_validators.fast.ledger import REMEMBERED, Ledger, RefusedError
from aas_validators.fast.lexical import bool_true
from aas_validators.metamodel.walk import Node, walk

IN_JSON: Final = re.compile(rb'("(?:value|id|idShort)": ?")([^"\\]*)')
IN_XML: Final = re.compile(rb"(<(?:value|id|idShort)>)([^<&\r]*)(?=</)")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]").search
MARK: Final = re.compile(r"mark[0-9]+").fullmatch
PRINTABLE: Final = re.compile(rb"[ -~]*").fullmatch
ID_LENGTH: Final = 2000
"""Longest id every version allows."""
LARGEST: Final = 100_000
"""Bytes of a piece whose skeleton is worth learning."""
KEPT: Final = 500
"""How many skeletons are kept."""
PATIENCE: Final = 200
"""How many skeletons are learnt that never help before learning stops."""

Test = Callable[[bytes], object]
Pick = Callable[[list[bytes]], tuple[bytes, ...]]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What has to hold of the texts of a piece with this skeleton.

    `fixed` picks those that must equal `same`; `values` picks those that `tests` decide; `id` is where the id is."""

    count: int
    fixed: Pick
    same: tuple[bytes, ...]
    values: Pick
    tests: tuple[Test, ...]
    id: int | None
    accepted: Accepted


@dataclass(slots=True)
class Skeletons:
    """The skeletons of one document; `helped` counts the pieces they decided."""

    blanks: re.Pattern[bytes]
    known: dict[tuple[str, bytes], Skeleton] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    learnt: int = 0
    helped: int = 0


def recognised(name: str, cut: list[bytes], skeletons: Skeletons) -> Accepted | None:
    """Return what is known about a piece if its skeleton is known and its texts pass. `cut` is the piece, cut."""
    skeleton = skeletons.known.get((name, key_of(cut)))
    if skeleton is None:
        return None
    texts = cut[2::3]
    if len(texts) != skeleton.count or skeleton.fixed(texts) != skeleton.same:
        return None
    try:
        for test, text in zip(skeleton.tests, skeleton.values(texts), strict=True):
            if not test(text):
                return None
        identifier = None if skeleton.id is None else texts[skeleton.id].decode()
    except (ValueError, RecursionError):
        return None
    skeletons.helped += 1
    return replace(skeleton.accepted, id=identifier)


def key_of(cut: list[bytes]) -> bytes:
    """Return what is left of a piece without its texts. No accepted piece holds a NUL."""
    return b"\0".join(cut[0::3]) + b"\0\0" + b"\0".join(cut[1::3])


def learn(
    name: str,
    cut: list[bytes],
    accepted: Accepted,
    skeletons: Skeletons,
    ledger: Ledger,
    as_json: Callable[[bytes], bytes],
) -> None:
    """Remember the skeleton of an accepted piece that comes up again. `as_json` rewrites a piece as JSON."""
    key = key_of(cut)
    if hash(key) not in skeletons.seen:
        if len(skeletons.seen) < REMEMBERED:
            skeletons.seen.add(hash(key))
        return
    if skeletons.learnt - PATIENCE > skeletons.helped or len(skeletons.known) >= KEPT:
        return
    skeletons.learnt += 1
    tests: dict[int, Test] = {}
    identifier = None
    for number, (node, attribute) in homes(name, cut, ledger.profile[-1], as_json).items():
        root = node.parent is None
        if root and attribute == "id":
            tests[number], identifier = is_id, number
        elif root and attribute == "idShort":
            tests[number] = decoded(ledger.id_short, 128)
        elif node.name == "Property" and attribute == "value":
            kind = str(node.value["valueType"])
            tests[number] = is_text if ledger.fits[kind] is bool_true else decoded(ledger.fits[kind])
    texts = cut[2::3]
    fixed = [number for number in range(len(texts)) if number not in tests]
    free = sorted(tests)
    skeletons.known[name, key] = Skeleton(
        len(texts),
        picker(fixed),
        picker(fixed)(texts),
        picker(free),
        tuple(tests[number] for number in free),
        identifier,
        accepted,
    )


def homes(
    name: str, cut: list[bytes], metamodel: str, as_json: Callable[[bytes], bytes]
) -> dict[int, tuple[Node, str]]:
    """Return for the texts of a piece the instance and attribute they belong to, found by marks in their places."""
    marked = list(cut)
    marked[2::3] = [b"mark%d" % number for number in range(len(cut) // 3)]
    try:
        value = json.loads(as_json(b"".join(marked)))
    except (RefusedError, ValueError):
        return {}
    found: dict[int, tuple[Node, str]] = {}
    for node in walk(value, name, metamodel):
        for attribute in ("value", "id", "idShort"):
            text = node.value.get(attribute)
            if isinstance(text, str) and MARK(text):
                found[int(text[4:])] = node, attribute
    return found


def picker(numbers: list[int]) -> Pick:
    """Return what picks several items of a list, always as a tuple."""
    if len(numbers) > 1:
        many: Any = itemgetter(*numbers)
        return many  # type: ignore[no-any-return]
    return lambda texts: tuple(texts[number] for number in numbers)


def decoded(test: Callable[[str], object], longest: int | None = None) -> Test:
    """Return a test of bytes that decodes them first; UnicodeDecodeError is a ValueError."""
    if longest is None:
        return lambda text: test(text.decode())
    return lambda text: 0 < len(text) <= longest and test(text.decode())


def is_text(text: bytes) -> bool:
    """Return whether bytes are a text of XML characters."""
    return PRINTABLE(text) is not None or CONTROL(text.decode()) is None


def is_id(text: bytes) -> bool:
    """Return whether bytes are an id."""
    return 0 < len(text) <= ID_LENGTH and is_text(text)
