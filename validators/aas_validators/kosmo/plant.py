"""One look at an environment, which every check of the profile shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Pointer
from aas_validators.kosmo.gateways import CLOUD_SHELL, Station, gateways_of
from aas_validators.kosmo.tree import (
    Branch,
    Link,
    Object,
    Point,
    cycles_of,
    keys_of,
    links_of,
    parents_of,
    points_of,
    shells_of,
    submodels_by_id,
    submodels_of,
    text,
    tree_of,
)
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.metamodel.walk import Node, walk

SPELLINGS: Final = {
    "Identification": r"Identification",
    "TechnicalData": r"TechnicalData|Technical_Data|Techinical_Data",
    "OperationalData": r"OperationalData|Operational_Data|OperationData|OpreationData",
    "Documentation": r"Documentation|Document|HandoverDocumentation|ManufacturerDocumentation",
}
"""Submodels that the guides name, with the spellings in use; the key is the one to write."""


@dataclass(frozen=True)
class Plant:
    """An environment with what the platform reads of it, each worked out once."""

    environment: Object

    @cached_property
    def nodes(self) -> list[Node]:
        """Everything in the environment with its class."""
        return list(walk(dict(self.environment), "Environment", VERSIONS[-1]))

    @cached_property
    def shells(self) -> list[tuple[Pointer, Object]]:
        """Shells with idShort and id."""
        return shells_of(self.environment)

    @cached_property
    def submodels(self) -> dict[str, tuple[Pointer, Object]]:
        """Submodels by id."""
        return submodels_by_id(self.environment)

    @cached_property
    def links(self) -> list[Link]:
        """References from an element to a shell, in order."""
        return links_of(self.environment)

    @cached_property
    def parents(self) -> dict[int, Link]:
        """The link that puts a shell below another, by the shell's number."""
        return parents_of(self.environment)

    @cached_property
    def cycles(self) -> set[int]:
        """Numbers of shells that contain themselves."""
        return cycles_of(self.parents)

    @cached_property
    def tree(self) -> tuple[Branch, ...]:
        """Shells, submodels, collections and points, with their tags."""
        return tree_of(self.environment)

    @cached_property
    def points(self) -> list[Point]:
        """Points, in order; one in a submodel of two shells comes twice."""
        return list(points_of(self.tree))

    @cached_property
    def gateways(self) -> tuple[Station, ...]:
        """Gateways with their devices."""
        return gateways_of(self.environment)

    @cached_property
    def concepts(self) -> dict[str, Node]:
        """Concept descriptions by id, the first of each."""
        found: dict[str, Node] = {}
        for node in self.nodes:
            if node.name == "ConceptDescription" and (id_ := node.text("id")):
                found.setdefault(id_, node)
        return found

    def of_class(self, *names: str) -> Iterator[Node]:
        """Yield the instances of some classes, in order."""
        return (node for node in self.nodes if node.name in names)

    def submodels_in(self, shell: Object) -> list[tuple[Pointer, Object]]:
        """Return the submodels that a shell references."""
        return list(submodels_of(shell, self.submodels))


Check = Callable[[Plant], Iterator[Finding]]


def is_platform(shell: Object) -> bool:
    """Return whether a shell describes the platform itself, not a machine."""
    return shell.get("id") == CLOUD_SHELL or shell.get("idShort") == "CloudDataSolution"


def kind_of(submodel: Object) -> str | None:
    """Return which of the guides' submodels this is, by its idShort in any spelling in use."""
    name = text(submodel, "idShort") or ""
    return next((kind for kind, spelling in SPELLINGS.items() if re.fullmatch(spelling, name)), None)


def semantic_id(element: Object) -> str | None:
    """Return the semantic id of an element as written: the value of the last key; None where there is none."""
    keys = keys_of(element.get("semanticId"))
    value = keys[-1].get("value") if keys else None
    return value if isinstance(value, str) else None
