"""Judge the pieces of an environment: under which versions each is free of errors, and what it leaves to look up.

A judge is a pure function of the bytes of a piece, so ranges of pieces can be judged in processes of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from mmap import mmap
from typing import Any, Literal

from msgspec.json import Decoder

from aas_validators.fast.accept import ALL_OF_IT, Accepted, accept, ledger_of
from aas_validators.fast.huge import LISTS, Seen, groups, look, together
from aas_validators.fast.ledger import Ledger, RefusedError
from aas_validators.fast.profile import Profile
from aas_validators.fast.skeleton import Skeletons, learn, new_skeletons, recognised
from aas_validators.fast.split_xml import without_prefix
from aas_validators.fast.structs import records
from aas_validators.fast.xml_to_json import Memory, grammar, rewritten

Text = Literal["json", "xml"]


@dataclass(slots=True)
class Judge:
    """What judging remembers from piece to piece. `prefix` is that of the XML elements."""

    text: Text
    versions: Profile
    prefix: bytes
    skeletons: Skeletons
    ledgers: dict[Profile, Ledger] = field(default_factory=dict)
    decoders: dict[tuple[Profile, str], Decoder[Any]] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)


Verdict = tuple[Accepted | None, ...]
"""What is known about a piece under each version, None where the fast path says nothing."""


def new_judge(text: Text, versions: Sequence[str], prefix: bytes = b"") -> Judge:
    """Return a judge that knows nothing yet."""
    return Judge(text, tuple(versions), prefix, new_skeletons(text, prefix))


def verdict_on(piece: bytes, name: str, judge: Judge) -> Verdict:
    """Return what is known about one piece, an instance of a class."""
    known = recognised(name, piece, judge.skeletons)
    if known is not None:
        return (known,) * len(judge.versions)
    try:
        text = as_json(piece, name, judge)
    except RefusedError:
        return (None,) * len(judge.versions)
    accepted = under(judge.versions, text, name, judge)
    if accepted is None:
        if len(judge.versions) == 1:
            return (None,)
        return tuple(under((version,), text, name, judge) for version in judge.versions)
    ledger = judge.ledgers[judge.versions]
    learn(name, piece, accepted, judge.skeletons, ledger, lambda marked: as_json(marked, name, judge))
    return (accepted,) * len(judge.versions)


def verdict_on_huge(data: bytes | mmap, start: int, end: int, name: str, judge: Judge) -> Verdict | None:
    """Return what is known about a huge piece without holding all of it, or None where that does not work out."""
    if name not in LISTS or judge.prefix:
        return None
    several: list[Accepted] = []
    seen = Seen()
    try:
        for group in groups(data, name, start, end, judge.text):
            text = as_json(group.text, name, judge)
            accepted = under(judge.versions, text, name, judge, partial(look, group=group, seen=seen))
            if accepted is None:
                return None
            several.append(accepted)
    except ALL_OF_IT:
        return None
    return (together(several),) * len(judge.versions)


def under(
    profile: Profile, text: bytes, name: str, judge: Judge, look: Callable[[Any], None] | None = None
) -> Accepted | None:
    """Return what is known about a piece of JSON under all versions of a profile at once."""
    decoder = judge.decoders.get((profile, name))
    if decoder is None:
        decoder = judge.decoders[profile, name] = Decoder(records(profile).decodable(name))
        judge.ledgers.setdefault(profile, ledger_of(profile))
    return accept(text, name, judge.ledgers[profile], decoder, look)


def as_json(piece: bytes, name: str, judge: Judge) -> bytes:
    """Return a piece as JSON. Raises RefusedError."""
    if judge.text == "json":
        return piece
    plain = without_prefix(piece, judge.prefix)
    if plain is None:
        raise RefusedError
    return rewritten(plain, name, grammar(judge.versions[0]), judge.memory)
