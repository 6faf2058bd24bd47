"""The submodels of AAS data as objects of an SDK, one after the other; and everything as a store of BaSyx."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal, overload

from aas_toolkit.aas_sources import HEAD, AasSource, Held, held
from aas_validators.diagnostics import Location, Report
from aas_validators.package.entries import PartError

if TYPE_CHECKING:
    from aas_core3 import types as aas30
    from aas_core3_1 import types as aas31
    from basyx.aas import model as basyx

    from aas_converters.documents.sdk_objects import Objects


@overload
def submodels(
    source: AasSource, *, objects: Literal["aas-core"] = "aas-core", metamodel: Literal["3.1"] = "3.1"
) -> Iterator[aas31.Submodel]: ...
@overload
def submodels(
    source: AasSource, *, objects: Literal["aas-core"] = "aas-core", metamodel: Literal["3.0"]
) -> Iterator[aas30.Submodel]: ...
@overload
def submodels(
    source: AasSource, *, objects: Literal["basyx"], metamodel: Literal["3.0", "3.1"] = "3.1"
) -> Iterator[basyx.Submodel]: ...
@overload
def submodels(
    source: AasSource, *, objects: Literal["plain"], metamodel: Literal["3.0", "3.1"] = "3.1"
) -> Iterator[dict[str, Any]]: ...
@overload
def submodels(source: AasSource, *, objects: Objects, metamodel: Literal["3.0", "3.1"] = "3.1") -> Iterator[Any]: ...
def submodels(
    source: AasSource, *, objects: Objects = "aas-core", metamodel: Literal["3.0", "3.1"] = "3.1"
) -> Iterator[Any]:
    """Yield the submodels of AAS data one by one; memory holds one of them, however large the file is.

    `source` is a file, its bytes, an open file, or objects of another SDK. `objects` says what each becomes: an object
    of aas-core (of the SDK for `metamodel`; that of 3.1 reads 3.0 too) or of BaSyx, or plain data. Raises FindingsError
    where the data cannot be read or the SDK refuses them, ValueError for other objects, and OSError from the disk.

    >>> [submodel.id_short for submodel in aas.submodels("press.json")]
    ['Data']
    """
    from aas_converters.documents.sdk_objects import maker

    made = maker(objects, metamodel)
    with held(source) as given:
        for plain, part in plain_submodels(given):
            yield made(plain, Location(file=given.name, part=part))


def plain_submodels(given: Held) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Yield the submodels of a file as plain data, each with the part of a package it stands in. FindingsError."""
    from aas_converters.documents.objects import environments
    from aas_converters.extract.documents import open_documents

    if is_rdf(given.path):
        for _, environment in environments(given.path):
            yield from ((submodel, None) for submodel in environment.get("submodels", []))
        return
    report = Report()
    seen: set[str] = set()
    with TemporaryDirectory(prefix="aas-toolkit-") as scratch:
        for document in open_documents(given.path, Path(scratch), report, whole=True):
            for at, data in document.each("Submodel"):
                plain = json.loads(data if data is not None else document.text.whole(at))
                # a package may hold the same in two forms
                if document.place.package is not None and plain.get("id", "") in seen:
                    continue
                seen.add(plain.get("id", ""))
                yield plain, document.place.part
    given.report(report).raise_for_errors()


def is_rdf(path: Path) -> bool:
    """Return whether a file, or what a package holds, is RDF, which comes in no order."""
    from aas_validators.kinds import kind_of_bytes
    from aas_validators.package.opening import open_package

    with path.open("rb") as file:
        kind = kind_of_bytes(file.read(HEAD))
    if kind != "aasx":
        return kind == "rdf"
    with open_package(path) as package:
        heads = (next(iter(package.chunks(name)), b"") for name in package.specs)
        try:
            return any(kind_of_bytes(head[:HEAD]) == "rdf" for head in heads)
        except PartError:
            return False  # who reads it says why


def to_basyx(source: AasSource) -> Any:
    """Return AAS data as an object store of BaSyx (`DictIdentifiableStore`, before 2.1 `DictObjectStore`).

    `source` is a file, its bytes, an open file, or objects of another SDK. BaSyx turns values into Python types, so
    `007` becomes 7. Raises FindingsError where the data cannot be read or BaSyx refuses them, OSError from the disk.

    >>> sorted(type(thing).__name__ for thing in aas.to_basyx("press.json"))
    ['AssetAdministrationShell', 'Submodel']
    """
    from aas_converters.documents.objects import read_environments
    from aas_converters.documents.sdk_objects import basyx_store

    with held(source) as given:
        found, findings = read_environments(given.path)
        report = Report()
        report.extend(map(given.told, findings))
        report.raise_for_errors()
        return basyx_store((environment, Location(file=given.name)) for _, environment in found)
