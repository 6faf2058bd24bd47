"""What a check says about a document before anybody has looked up the line and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aas_validators.diagnostics import Rule, Sentence, Severity
from aas_validators.diagnostics.diagnostic import NOTHING
from aas_validators.document.jsonable import Pointer

SHOWN = 60
"""Longest piece of somebody's value that a message repeats, in characters."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule broken at a pointer. `at_name` puts the place on the member's name instead of its value.

    `element` is the path of the XML element, for one that plain data leaves out."""

    rule: Rule
    pointer: Pointer
    values: Mapping[str, object] = field(default_factory=lambda: NOTHING, hash=False)
    at_name: bool = False
    severity: Severity | None = None
    element: tuple[int, ...] | None = None


def shown(value: object) -> str:
    """Return a value as a message shows it: on one line, printable, shortened in the middle."""
    text = value if isinstance(value, str) else as_json(value)
    if len(text) > SHOWN:
        text = f"{text[: SHOWN - 20]}…{text[-19:]}"
    return "".join(sign if sign.isprintable() else escaped(sign) for sign in text)


def quoted(text: str, engine: str) -> Sentence:
    """Return what an engine says in English that has no words of ours; in Korean it is marked as its quotation."""
    plain = shown(" ".join(text.split()))
    return Sentence(plain, f'{engine}의 영문 설명은 "{plain}"입니다')


def escaped(sign: str) -> str:
    """Return one unprintable character as an escape that no terminal or page obeys."""
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def as_json(value: object) -> str:
    """Return a value that is no string the way JSON names it; what holds other values only by its kind."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case dict():
            return "{…}" if value else "{}"
        case list() | tuple():
            return "[…]" if value else "[]"
        case _:
            return str(value)
