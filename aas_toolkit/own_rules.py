"""Rules that installed packages add to the check, found by their entry points."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Final

from aas_validators.diagnostics import Rule
from aas_validators.own_rules import OwnRules, checked_rules

GROUP: Final = "aas_toolkit.rules"
"""Group of entry points: `name = "module"`, a module with RULES, a tuple of Rule, and a function `check(node)`."""


def installed_rules() -> tuple[OwnRules, ...]:
    """Return the own rules of all installed packages, by the name of their entry point.

    Raises ValueError if a module is not as the group wants it, or a code is not free. What is installed while a
    program runs is seen by its next start."""
    return found_rules(entry_points, tuple(sys.path))


@lru_cache(maxsize=4)
def found_rules(find: Callable[..., Iterable[EntryPoint]], path: tuple[str, ...]) -> tuple[OwnRules, ...]:
    """Return the own rules that a search finds; `path` is where it looks.

    It opens a file of every installed package, which took longer than the check of a small file."""
    points = sorted(find(group=GROUP), key=lambda point: point.name)
    return checked_rules([own_rules(point) for point in points])


def own_rules(point: EntryPoint) -> OwnRules:
    """Return the own rules behind one entry point. Raises ValueError."""
    module = point.load()
    rules, check = getattr(module, "RULES", None), getattr(module, "check", None)
    if not isinstance(rules, tuple) or not all(isinstance(rule, Rule) for rule in rules) or not callable(check):
        raise ValueError(f"{GROUP}: {point.value} has no tuple RULES of rules, or no function check")
    return OwnRules(point.name, rules, check)
