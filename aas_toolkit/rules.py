"""Every rule of the product, by code."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Final

from aas_validators.diagnostics import Rule

PACKAGES: Final = ("aas_validators", "aas_converters")


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by its code, sorted.

    A rule is a constant in the file that checks it, so the files themselves are the list. Raises ValueError if two
    rules share a code.
    """
    found: dict[str, Rule] = {}
    for name in (module for package in PACKAGES for module in modules_of(package)):
        for value in vars(import_module(name)).values():
            if isinstance(value, Rule) and found.setdefault(value.code, value) is not value:
                raise ValueError(f"{value.code} is the code of two rules: {found[value.code].name} and {value.name}")
    return dict(sorted(found.items()))


def modules_of(package: str) -> list[str]:
    """Return the names of all modules of a package."""
    path = import_module(package).__path__
    return [module.name for module in pkgutil.walk_packages(path, f"{package}.")]
