"""Every rule of the product, by code."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Final

from aas_toolkit.own_rules import installed_rules
from aas_validators.diagnostics import Rule

PACKAGES: Final = ("aas_validators", "aas_converters")


def rules() -> dict[str, Rule]:
    """Return every rule by its code, sorted; those that installed packages add come after our own.

    A rule is a constant in the file that checks it, so the files themselves are the list. Raises ValueError if two
    rules share a code.

    >>> aas.rules()["AAS501"].severity
    <Severity.ERROR: 3>
    """
    added = {rule.code: rule for own in installed_rules() for rule in own.rules}
    return our_rules() | dict(sorted(added.items()))


@cache
def our_rules() -> dict[str, Rule]:
    """Return the rules of this toolkit by code, sorted. Raises ValueError if two share a code."""
    found: dict[str, Rule] = {}
    for name in (module for package in PACKAGES for module in modules_of(package)):
        for rule in rules_in(vars(import_module(name)).values()):
            if found.setdefault(rule.code, rule) is not rule:
                raise ValueError(f"{rule.code} is the code of two rules: {found[rule.code].name} and {rule.name}")
    return dict(sorted(found.items()))


def rules_in(values: Iterable[object]) -> Iterator[Rule]:
    """Yield the rules among the constants of a module, those in a tuple of rules as well."""
    for value in values:
        if isinstance(value, Rule):
            yield value
        elif isinstance(value, tuple):
            yield from (each for each in value if isinstance(each, Rule))


def modules_of(package: str) -> list[str]:
    """Return the names of all modules of a package."""
    path = import_module(package).__path__
    return [module.name for module in pkgutil.walk_packages(path, f"{package}.")]
