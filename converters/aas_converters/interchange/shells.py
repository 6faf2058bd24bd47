"""One shell from several files: what two runs say of one machine differs only in the submodels they made of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from aas_converters.interchange.content import Content, Environment

SHELLS: Final = "assetAdministrationShells"
SUBMODELS: Final = "submodels"


def with_shells_united(contents: Sequence[Content]) -> list[Content]:
    """Return contents in which shells of one id that agree but for their submodels each name the submodels of all.

    Shells that differ in anything else are left as they are, to be complained about.
    """
    united: dict[tuple[str, str], list[Any]] = {}
    for content in contents:
        for part in content.parts:
            for shell in shells_of(part.environment):
                known = united.setdefault(key_of(shell), [])
                known.extend(one for one in listed(shell, SUBMODELS) if one not in known)
    return [
        replace(
            content,
            parts=tuple(replace(part, environment=with_all(part.environment, united)) for part in content.parts),
        )
        for content in contents
    ]


def with_all(environment: Environment, united: dict[tuple[str, str], list[Any]]) -> Environment:
    """Return an environment whose shells name all submodels that are known of them."""
    if not any(len(united[key_of(one)]) > len(listed(one, SUBMODELS)) for one in shells_of(environment)):
        return environment
    shells = [
        {**one, SUBMODELS: united[key_of(one)]} if has_place(one) and united.get(key_of(one)) else one
        for one in environment[SHELLS]
    ]
    return {**environment, SHELLS: shells}


def shells_of(environment: Environment) -> list[dict[str, Any]]:
    """Return the shells of an environment, those that are objects."""
    return [one for one in listed(environment, SHELLS) if isinstance(one, dict)]


def listed(holder: Environment, name: str) -> list[Any]:
    """Return a list of a file, empty where there is none or it is no list; what is wrong there is said elsewhere."""
    value = holder.get(name)
    return value if isinstance(value, list) else []


def has_place(shell: Any) -> bool:
    """Return whether something is a shell that can name submodels: not one that has anything else in their place."""
    return isinstance(shell, dict) and isinstance(shell.get(SUBMODELS, []), list)


def key_of(shell: dict[str, Any]) -> tuple[str, str]:
    """Return what makes two shells one: the id, and everything that is no submodel."""
    rest = {name: value for name, value in shell.items() if name != SUBMODELS}
    return str(shell.get("id")), json.dumps(rest, sort_keys=True)
