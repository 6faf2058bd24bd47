"""All rules, found in the modules that define them. Nothing registers itself; importing a check has no
effect."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from importlib import import_module
from types import ModuleType

import aas_validators
from aas_validators.diagnostics import Rule


def all_rules(modules: Iterable[ModuleType] = ()) -> tuple[Rule, ...]:
    """Return every rule of this floor and of the given modules (higher floors name theirs), ordered by code.

    Raises ValueError if two different rules share a code or a name."""
    by_code: dict[str, Rule] = {}
    names: dict[str, str] = {}
    for module in (*own_modules(), *modules):
        for rule in rules_in(module):
            if by_code.setdefault(rule.code, rule) is not rule:
                raise ValueError(f"two rules have the code {rule.code}")
            if names.setdefault(rule.name, rule.code) != rule.code:
                raise ValueError(f"two rules have the name {rule.name}")
    return tuple(by_code[code] for code in sorted(by_code))


def rules_in(module: ModuleType) -> Iterator[Rule]:
    """Yield the rules a module defines or imports."""
    return (value for value in vars(module).values() if isinstance(value, Rule))


def own_modules() -> Iterator[ModuleType]:
    """Yield every module of this package."""
    for found in pkgutil.walk_packages(aas_validators.__path__, "aas_validators."):
        yield import_module(found.name)
