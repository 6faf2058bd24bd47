"""Recognise a piece that differs from one already accepted only in values, and check only those.

Machines write the same submodel a hundred thousand times. Cut out its values, ids and idShorts: what is left, the
skeleton, is judged once. Where each text belongs is found by putting marks in their places, once for each skeleton;
a text that is no value of a Property, no id and no idShort of the piece itself must be the same as before."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from aas_validators.fast.accept import Accepted
from aas_validators.fast.ledger import REMEMBERED, Ledger, RefusedError
from aas_validators.fast.lexical import QUICK, bool_true
from aas_validators.metamodel.walk import Node, walk

IN_JSON: Final = re.compile(rb'("(?:value|id|idShort)": ?")([^"\\]*)')
IN_XML: Final = re.compile(rb"(<(?:value|id|idShort)>)([^<&\r]*)(?=</)")
IN_XML_WITH_PREFIX: Final = re.compile(rb"(<[A-Za-z0-9]+:(?:value|id|idShort)>)([^<&\r]*)(?=</)")
MARK: Final = re.compile(r"mark[0-9]+").fullmatch
ANY_ASCII: Final = rb"[ !#-%'-;=?-\[\]^-~]"
"""A character that means nothing to JSON or XML; the others that XML has follow, as bytes of UTF-8."""
BEYOND_ASCII: Final = (
    rb"|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xef(?:[\x80-\xbe][\x80-\xbf]|\xbf[\x80-\xbd])"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
TEXT: Final = re.compile(rb"(?:%s++%s)*+" % (ANY_ASCII, BEYOND_ASCII)).fullmatch
ID: Final = re.compile(rb"%s{1,2000}+" % ANY_ASCII).fullmatch
"""No longer than every version allows; another one is read in full."""
ID_SHORT: Final = re.compile(rb"[A-Za-z][A-Za-z0-9_]{1,127}").fullmatch
"""Valid in every version; another one is read in full."""
LARGEST: Final = 100_000
"""Bytes of a piece whose skeleton is worth learning."""
KEPT: Final = 500
"""How many skeletons are kept."""
TRIED: Final = 4
"""How many skeletons a piece is held against, those that came up last."""
PATIENCE: Final = 200
"""How many pieces are cut or skeletons learnt that never help before learning stops."""

Test = Callable[[bytes, int, int], object]
Exact = Callable[[str], object]


class Step(NamedTuple):
    """The bytes up to the next text that may differ, their number, and what that text has to be: `quick` says yes to
    most in one look at the bytes, `exact` decides of the others."""

    before: bytes
    length: int
    quick: Test
    exact: Exact | None


@dataclass(slots=True, eq=False)
class Skeleton:
    """What has to hold of a piece of a class with this skeleton.

    `followed_by` is the skeleton that the next piece had when this one came up last."""

    name: str
    steps: tuple[Step, ...]
    after: bytes
    accepted: Accepted
    followed_by: Skeleton | None = None


@dataclass(slots=True)
class Skeletons:
    """The skeletons of one document by class, those that came up last in front. `end` is what ends a text.

    `helped` counts the pieces they decided, `cut` those cut to learn from."""

    blanks: re.Pattern[bytes]
    end: bytes
    known: dict[str, list[Skeleton]] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    last: Skeleton | None = None
    learnt: int = 0
    helped: int = 0
    cut: int = 0


def new_skeletons(text: Literal["json", "xml"], prefix: bytes = b"") -> Skeletons:
    """Return no skeletons yet, for a kind of text."""
    if text == "json":
        return Skeletons(IN_JSON, b'"')
    return Skeletons(IN_XML_WITH_PREFIX if prefix else IN_XML, b"</")


def recognised(name: str, piece: bytes, skeletons: Skeletons) -> Accepted | None:
    """Return what is known about a piece if its skeleton is known and its texts pass."""
    last = skeletons.last
    expected = last.followed_by if last is not None else None
    if expected is not None and expected.name == name:
        found = fitting(piece, expected, skeletons.end)
        if found is not None:
            skeletons.last = expected
            skeletons.helped += 1
            return found
    known = skeletons.known.get(name)
    if known is None:
        return None
    for number, skeleton in enumerate(known[:TRIED]):
        if skeleton is expected:
            continue
        found = fitting(piece, skeleton, skeletons.end)
        if found is not None:
            if number:
                known.insert(0, known.pop(number))
            if last is not None:
                last.followed_by = skeleton
            skeletons.last = skeleton
            skeletons.helped += 1
            return found
    return None


def fitting(piece: bytes, skeleton: Skeleton, end: bytes) -> Accepted | None:
    """Return what is known about a piece if it has this skeleton and its texts pass."""
    here = 0
    found: str | None = None
    starts, find = piece.startswith, piece.find
    for before, length, quick, exact in skeleton.steps:
        if not starts(before, here):
            return None
        here += length
        stop = find(end, here)
        if stop < 0 or (not quick(piece, here, stop) and (exact is None or not slowly(piece[here:stop], exact))):
            return None
        if quick is ID:
            found = piece[here:stop].decode()
        here = stop
    if piece[here:] != skeleton.after:
        return None
    accepted = skeleton.accepted
    return Accepted(found, accepted.wants, accepted.remarks, accepted.files)


def slowly(text: bytes, exact: Exact) -> bool:
    """Return whether a text without any meaning to JSON or XML passes a test."""
    try:
        return TEXT(text) is not None and bool(exact(text.decode()))
    except (ValueError, RecursionError):
        return False


def key_of(cut: list[bytes]) -> bytes:
    """Return what is left of a piece without its texts. No accepted piece holds a NUL."""
    return b"\0".join(cut[0::3]) + b"\0\0" + b"\0".join(cut[1::3])


def learn(
    name: str,
    piece: bytes,
    accepted: Accepted,
    skeletons: Skeletons,
    ledger: Ledger,
    as_json: Callable[[bytes], bytes],
) -> None:
    """Remember the skeleton of an accepted piece that comes up again. `as_json` rewrites a piece as JSON."""
    skeletons.last = None
    worth = skeletons.learnt - PATIENCE < skeletons.helped and skeletons.cut - PATIENCE < 4 * skeletons.helped
    if not worth or skeletons.learnt >= KEPT or len(piece) > LARGEST:
        return
    skeletons.cut += 1
    cut = skeletons.blanks.split(piece)
    key = hash((name, key_of(cut)))
    if key not in skeletons.seen:
        if len(skeletons.seen) < REMEMBERED:
            skeletons.seen.add(key)
        return
    skeletons.learnt += 1
    tests: dict[int, tuple[Test, Exact | None]] = {}
    for number, (node, attribute) in homes(name, cut, ledger.profile[-1], as_json).items():
        root = node.parent is None
        if root and attribute == "id":
            tests[number] = ID, None
        elif root and attribute == "idShort":
            tests[number] = ID_SHORT, None
        elif node.name == "Property" and attribute == "value":
            tests[number] = test_of(str(node.value["valueType"]), ledger)
    skeletons.known.setdefault(name, []).insert(0, skeleton_of(name, cut, tests, accepted))


def test_of(kind: str, ledger: Ledger) -> tuple[Test, Exact | None]:
    """Return how a value of an xs type is tested."""
    fits = ledger.fits[kind]
    if fits is bool_true:
        return TEXT, None
    return (quick_test(QUICK[kind]), fits) if kind in QUICK else (never, fits)


def quick_test(pattern: str) -> Test:
    """Return a test of bytes by a pattern; `re` keeps what it has compiled."""
    return re.compile(pattern.encode()).fullmatch


def never(piece: bytes, here: int, stop: int) -> bool:
    """Leave the answer to the exact test."""
    return False


def skeleton_of(
    name: str,
    cut: list[bytes],
    tests: Mapping[int, tuple[Test, Exact | None]],
    accepted: Accepted,
) -> Skeleton:
    """Return the skeleton of a piece, given the texts that may differ and how they are tested."""
    steps: list[Step] = []
    before = b""
    for number in range(len(cut) // 3):
        before += cut[3 * number] + cut[3 * number + 1]
        if number in tests:
            steps.append(Step(before, len(before), *tests[number]))
            before = b""
        else:
            before += cut[3 * number + 2]
    return Skeleton(name, tuple(steps), before + cut[-1], accepted)


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
