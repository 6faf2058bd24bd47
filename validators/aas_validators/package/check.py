"""Check a package from the outside in: skeleton, every part's bytes, environments, files they name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Protocol

from aas_validators.diagnostics import Diagnostic
from aas_validators.document.locate import Document
from aas_validators.layers import Layer
from aas_validators.package.entries import PartError
from aas_validators.package.environments import check_agreement
from aas_validators.package.files import check_files
from aas_validators.package.opening import Package, diagnostic
from aas_validators.package.together import check_together


class PartAssessment(Protocol):
    """What the check of one environment part returns."""

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the part."""

    @property
    def document(self) -> Document | None:
        """The parsed part, or None where it could not be parsed."""


AssessPart = Callable[[bytes, str], PartAssessment]
"""Given the bytes and the name of an environment part, its assessment."""


def check_package(package: Package, layers: Collection[Layer], assess: AssessPart) -> Iterator[Diagnostic]:
    """Yield every finding about a package and the environments in it."""
    if Layer.PACKAGE in layers:
        yield from package.findings
        yield from check_bytes(package)
    documents: dict[str, Document] = {}
    for part in package.specs:
        try:
            data = package.read(part)
        except PartError as error:
            yield diagnostic(error.flaw, package, part)
            continue
        assessment = assess(data, part)
        yield from assessment.findings
        if assessment.document is not None:
            documents[part] = assessment.document
    if Layer.PACKAGE in layers:
        yield from check_agreement(package, documents)
    if Layer.REFERENCES in layers:
        if len(package.specs) > 1:
            yield from check_together(documents)
        yield from check_files(package, documents)


def check_bytes(package: Package) -> Iterator[Diagnostic]:
    """Inflate every part that is no environment, counting; yield those that cannot be read."""
    environments = set(package.specs)
    for part in package.parts:
        if part in environments or package.find(part) != part:
            continue
        try:
            for _ in package.chunks(part):
                pass
        except PartError as error:
            yield diagnostic(error.flaw, package, part)
