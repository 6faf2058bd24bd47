"""The files that an environment names: values of File elements and pictures of assets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Final

from aas_converters.interchange.content import Environment
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.metamodel.walk import Node, walk
from aas_validators.package.files import is_local
from aas_validators.package.part_names import equivalent
from aas_validators.package.relationships import resolved

NAMED_BY: Final = {"File": "value", "Resource": "path"}


def files_named(environment: Environment, part: str) -> set[str]:
    """Return the files of the package that an environment names, in the form in which names are compared.

    `part` is the name of the environment's part: names may be relative to it."""
    return {equivalent(target) for _, _, target in named(environment, part)}


def with_files_renamed(environment: Environment, part: str, names: Mapping[str, str]) -> Environment:
    """Return an environment that names files by their new names (`/aasx/suppl/a.pdf` to `/aasx/suppl/a-2.pdf`)."""
    new = {equivalent(before): after for before, after in names.items()}
    if not any(equivalent(target) in new for _, _, target in named(environment, part)):
        return environment
    changed = deepcopy(environment)
    for node, attribute, target in list(named(changed, part)):
        if (name := new.get(equivalent(target))) is not None:
            node.value[attribute] = name
    return changed


def named(environment: Environment, part: str) -> Iterator[tuple[Node, str, str]]:
    """Yield what names a file of the package, the attribute that does, and the part it means."""
    for node in walk(environment, "Environment", VERSIONS[-1]):
        attribute = NAMED_BY.get(node.name)
        path = node.text(attribute) if attribute else None
        if attribute and path and is_local(path):
            target = resolved(path.removeprefix("file://"), part)
            if target:
                yield node, attribute, target
