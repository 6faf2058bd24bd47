"""Hold a file to the Korean programme's profile: the whole of it, or what matters to the exported files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from aas_validators.diagnostics import Diagnostic, Location
from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Json, Pointer, pointer_text
from aas_validators.document.locate import Document, diagnostic, located
from aas_validators.document.source import Source
from aas_validators.exact import assess_document
from aas_validators.kinds import kind_of_bytes
from aas_validators.kosmo import concepts, hierarchy, ids, left_out, points, semantics, solution, submodels
from aas_validators.kosmo.folder import check_folder
from aas_validators.kosmo.plant import Check, Plant
from aas_validators.kosmo.tree import Object
from aas_validators.layers import Layer
from aas_validators.package.entries import PartError
from aas_validators.package.opening import open_package
from aas_validators.positions.id_short_path import id_short_path
from aas_validators.task import Task

MODULES: Final = (submodels, semantics, concepts, ids, solution, points, hierarchy, left_out)
CHECKS: Final[tuple[Check, ...]] = tuple(check for module in MODULES for check in module.CHECKS)
EXPORT: Final[tuple[Check, ...]] = (
    *ids.EXPORT,
    *solution.EXPORT,
    *points.EXPORT,
    *hierarchy.EXPORT,
    *left_out.EXPORT,
)
"""The checks about what gets lost, narrowed or stuck on the way to the gateway."""
READ: Final = Task(layers=frozenset({Layer.SYNTAX, Layer.ATTRIBUTES}), fast=False)
LISTS: Final = ("assetAdministrationShells", "submodels", "conceptDescriptions")


@dataclass(frozen=True, slots=True)
class Reading:
    """An environment of a file, as plain data, with the text it came from where that is known.

    `steps` is how many steps of a pointer the environment adds: two where the text is one submodel by itself."""

    environment: Object
    source: Source
    document: Document | None = field(default=None, repr=False)
    steps: int = 0


def check_file(path: Path, name: str | None = None, folder: Path | None = None) -> list[Diagnostic]:
    """Return what a file breaks of the profile, nothing where it cannot be read: the other checks say why.

    `name` is what the findings call the file; `folder` has files exported from it, which must not contradict it.
    OSError comes from the disk."""
    several = readings(path, name or str(path))
    found = findings_of(several)
    if several and folder is not None:
        whole, _ = together([one.environment for one in several])
        found.extend(check_folder(Plant(whole), folder))
    return found


def readings(path: Path, name: str) -> list[Reading]:
    """Return the environments of a file, of a package all of them."""
    with path.open("rb") as file:
        head = file.read(4096)
    if kind_of_bytes(head) != "aasx":
        return list(reading(path.read_bytes(), Source(name)))
    found: list[Reading] = []
    with open_package(path, name=name) as package:
        for part in package.specs:
            try:
                data = package.read(part)
            except PartError:
                continue  # the check of packages says so
            found.extend(reading(data, Source(name, part)))
    return found


def reading(data: bytes, source: Source) -> Iterator[Reading]:
    """Yield what a document holds, if it can be read."""
    found = assess_document(data, kind_of_bytes(data[:4096]), READ, source)
    if found.document is None:
        return
    value = found.document.value
    if found.root == "Environment" and isinstance(value, dict):
        yield Reading(value, source, found.document)
        return
    for attribute, one in zip(LISTS, ("AssetAdministrationShell", "Submodel", "ConceptDescription"), strict=True):
        if found.root == one:
            yield Reading({attribute: [value]}, source, found.document, 2)
        elif found.root == f"list of {one}":
            yield Reading({attribute: value}, source, found.document, 1)


def findings_of(several: Sequence[Reading], checks: Sequence[Check] = CHECKS) -> list[Diagnostic]:
    """Return what environments, taken together, break of the profile, each finding at its place."""
    if not several:
        return []
    whole, starts = together([one.environment for one in several])
    plant = Plant(whole)
    found: dict[int, list[Finding]] = defaultdict(list)
    for check in checks:
        for finding in check(plant):
            number, pointer = home_of(finding.pointer, starts)
            found[number].append(replace(finding, pointer=pointer[several[number].steps :]))
    return [each for number in sorted(found) for each in placed(several[number], found[number])]


def together(environments: Sequence[Object]) -> tuple[Object, dict[str, list[int]]]:
    """Return one environment with the lists of several, and where in each list each of them starts."""
    if len(environments) == 1:
        return environments[0], {}
    whole: dict[str, Json] = {}
    starts: dict[str, list[int]] = {}
    for name in LISTS:
        lists = [found if isinstance(found := one.get(name), list) else [] for one in environments]
        starts[name] = [sum(len(each) for each in lists[:number]) for number in range(len(lists))]
        if any(name in one for one in environments):
            whole[name] = [item for each in lists for item in each]
    return whole, starts


def home_of(pointer: Pointer, starts: dict[str, list[int]]) -> tuple[int, Pointer]:
    """Return which environment a pointer into all leads to, and the pointer there."""
    if len(pointer) < 2 or not starts or not isinstance(pointer[1], int):
        return 0, pointer
    first, position = starts[str(pointer[0])], pointer[1]
    number = max(one for one, start in enumerate(first) if start <= position)
    return number, (pointer[0], position - first[number], *pointer[2:])


def placed(one: Reading, findings: list[Finding]) -> list[Diagnostic]:
    """Return findings with line and column where the text is known, else with path and pointer."""
    if one.document is not None:
        return located(one.document, findings)
    where = Location(file=one.source.file, part=one.source.part)
    return [
        diagnostic(
            finding,
            replace(
                where,
                path=id_short_path(dict(one.environment), finding.pointer),
                pointer=pointer_text(finding.pointer),
            ),
        )
        for finding in findings
    ]
