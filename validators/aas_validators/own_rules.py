"""Rules of others: a package, a plant or a project adds its own checks to those of this toolkit.

A check is a function that is shown every instance of a metamodel class in a document, parents first, as a `Node`:
its class, its plain data as JSON spells it (of XML and RDF too), its pointer and its parent. It yields a `Finding`
for what is wrong, with one of the rules it was announced with; the toolkit adds file, line, column and idShort path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from aas_validators.diagnostics import Rule
from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.metamodel.walk import Node, walk

Check = Callable[[Node], Iterable[Finding]]

CODE: Final = re.compile(r"[A-Z]{3}[0-9]{3}").fullmatch
TAKEN: Final = frozenset(["SRC", "MAP", "MOD", "VAL", "SCH", "AAS", "TPL", "PKG", "KSM", "MIG", "FIX"])
"""Families of codes that are this toolkit's."""


@dataclass(frozen=True, slots=True)
class OwnRules:
    """A check and the rules it may break. `name` says whose they are."""

    name: str
    rules: tuple[Rule, ...]
    check: Check


def checked_rules(several: Sequence[OwnRules]) -> tuple[OwnRules, ...]:
    """Return own rules, or raise ValueError if two have one code or name, or a code is not free to them."""
    codes: dict[str, str] = {}
    for own in several:
        if not own.rules:
            raise ValueError(f"{own.name} brings no rules")
        for rule in own.rules:
            if not CODE(rule.code) or rule.code[:3] in TAKEN:
                raise ValueError(
                    f"{own.name}: the code {rule.code} is not three capital letters, other than "
                    f"{', '.join(sorted(TAKEN))}, and three digits"
                )
            if rule.code in codes:
                raise ValueError(f"{own.name}: the code {rule.code} is taken by {codes[rule.code]}")
            codes[rule.code] = own.name
    return tuple(several)


def check_own(
    piece: Json, name: str, metamodel: str, pointer: Pointer, several: Sequence[OwnRules]
) -> Iterator[Finding]:
    """Yield what own rules find in one piece, an instance of the class `name`.

    Raises TypeError where a check yields anything but a Finding, and ValueError for a rule that it does not bring."""
    if not several:
        return
    for node in walk(piece, name, metamodel, pointer):
        for own in several:
            for finding in own.check(node):
                if not isinstance(finding, Finding):
                    raise TypeError(f"the check of {own.name} yields {type(finding).__name__}, not Finding")
                if finding.rule not in own.rules:
                    raise ValueError(f"{own.name} has no rule {finding.rule.code}")
                yield finding
