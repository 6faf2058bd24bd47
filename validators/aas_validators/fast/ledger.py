"""What the fast path remembers while it walks: what it has judged before, and what is left to look at later."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from aas_validators.fast.lexical import Fits, fits
from aas_validators.fast.profile import Profile, as_python, members
from aas_validators.fast.structs import Records, records
from aas_validators.metamodel.shapes import VERSIONS

REMEMBERED = 50_000
"""How many references, names and the like are remembered before all are forgotten."""

DEEPEST = 55
"""Nested elements the fast path follows; each takes up to four levels of the 240 that a document may have."""


class RefusedError(Exception):
    """Raised where the fast path does not say yes. It says nothing about the document."""


@dataclass(frozen=True, slots=True)
class KnownReference:
    """A reference without fault: its type, its keys as pairs of type and value, and the references inside it."""

    kind: str
    keys: tuple[tuple[str, str], ...]
    inner: KnownReference | None = None
    leads_in: bool = False
    """Whether it, or one inside it, leads into a model."""


Want = tuple[str, tuple[tuple[str, str], ...]]
"""A reference into the file that has to be resolved: the attribute that holds it and its keys."""


@dataclass(slots=True)
class Ledger:
    """The memory of one walk under one profile, shared by all pieces of a document.

    `wants`, `remarks` and `files` are about the piece being walked: references to resolve, whether something is
    worth a warning, whether it names files."""

    profile: Profile
    records: Records
    fits: Mapping[str, Fits]
    checks: Mapping[type, Callable[[Any, Ledger, int, bool], None]]
    reference: msgspec.json.Decoder[Any]
    id_short: Callable[[str], object]
    language: Callable[[str], object]
    paths: Mapping[str, Callable[[str], object]]
    old_rules: bool
    references: dict[bytes, KnownReference] = field(default_factory=dict)
    id_shorts: set[str] = field(default_factory=set)
    languages: dict[str, bool] = field(default_factory=dict)
    wants: list[Want] = field(default_factory=list)
    remarks: bool = False
    files: bool = False


def new_ledger(profile: Profile, checks: Mapping[str, Callable[[Any, Ledger, int, bool], None]]) -> Ledger:
    """Return an empty ledger; `checks` are the functions that walk each class, by name."""
    made = records(profile)
    described = members(profile)
    # the schema of 3.0 has no pattern for paths, but the SDK holds them to the one of 3.1
    newest = members((VERSIONS[-1],))
    return Ledger(
        profile,
        made,
        fits(profile),
        {made.classes[name]: check for name, check in checks.items()},
        msgspec.json.Decoder(made.classes["Reference"]),
        all_of(described["Property"]["idShort"].bounds.patterns),
        all_of(described["LangStringTextType"]["language"].bounds.patterns),
        {
            "File": all_of(newest["File"]["value"].bounds.patterns),
            "Resource": all_of(newest["Resource"]["path"].bounds.patterns),
        },
        "3.0" in profile,
    )


def all_of(patterns: tuple[str, ...]) -> Callable[[str], object]:
    """Return a test that says yes if a text matches every pattern."""
    compiled = [re.compile(as_python(pattern)).match for pattern in patterns]
    return lambda text: all(match(text) for match in compiled)
