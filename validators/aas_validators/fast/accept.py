"""Accept one piece of JSON, an instance of one class, or say nothing about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from aas_validators.fast.identifiables import CHECKS, check_root_reference
from aas_validators.fast.ledger import Ledger, RefusedError, Want, new_ledger
from aas_validators.fast.profile import Profile

NO_XML_CHARACTER = re.compile(rb"\\u(?:00[01]|[fF]{3}[eEfF])|\\[bf]|\xef\xbf[\xbe\xbf]").search
"""What may stand for a character that XML does not have; half characters msgspec refuses itself."""

ENCODER = msgspec.json.Encoder()

ALL_OF_IT = (msgspec.MsgspecError, RefusedError, UnicodeDecodeError, RecursionError, ValueError, KeyError)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What is known about an accepted piece: its id, references to resolve, whether there is something to warn of."""

    id: str | None
    wants: tuple[Want, ...]
    remarks: bool
    files: bool


def ledger_of(profile: Profile) -> Ledger:
    """Return an empty ledger of a profile."""
    return new_ledger(profile, CHECKS)


def accept(
    piece: bytes,
    name: str,
    ledger: Ledger,
    decoder: msgspec.json.Decoder[Any],
    look: Callable[[Any], None] | None = None,
) -> Accepted | None:
    """Return what is known about a piece without error under every version of the ledger's profile, else None.

    `decoder` is that of the class; `look` is shown what was decoded and may refuse it too. Duplicate names are found
    by encoding again what was decoded: a member that was overwritten is missing there, with at least two quotation
    marks. What is encoded is never longer than what was read, so where it is as long, nothing is missing and nothing
    has to be counted."""
    if (b"\\" in piece or b"\xef\xbf" in piece) and (NO_XML_CHARACTER(piece) or b"\\u0022" in piece):
        return None
    ledger.wants = []
    ledger.remarks = ledger.files = False
    try:
        if name == "Reference":
            check_root_reference(bytes(piece), ledger)
            return Accepted(None, tuple(ledger.wants), False, False)
        found = decoder.decode(piece)
        again = ENCODER.encode(found)
        if len(again) != len(piece) and again.count(b'"') != piece.count(b'"'):
            return None
        ledger.checks[type(found)](found, ledger, 0, False)
        if look is not None:
            look(found)
    except ALL_OF_IT:
        return None
    identifier = getattr(found, "id", None)
    return Accepted(identifier, tuple(dict.fromkeys(ledger.wants)), ledger.remarks, ledger.files)
