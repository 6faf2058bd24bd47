"""Write an AAS file in another form: JSON, XML or RDF, bare or in a package."""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from aas_converters.letters.script import Metamodel
from aas_validators.diagnostics import Report
from aas_validators.kinds import kind_of_bytes
from aas_validators.layers import Layer

if TYPE_CHECKING:
    from aas_converters.documents.forms import DocumentForm

ENVIRONMENT: Final = re.compile(rb'"(?:assetAdministrationShells|submodels|conceptDescriptions)"\s*:\s*\[\s*\{')
NAMESPACE: Final = re.compile(rb"admin-shell\.io/aas/[123]/\d")
HEAD: Final = 4096
WHOLE: Final = frozenset([Layer.PACKAGE, Layer.SYNTAX, Layer.SCHEMA, Layer.ATTRIBUTES])
"""What must be in order before a file can be read without losing anything."""


def is_aas(path: Path) -> bool:
    """Return whether a file looks like AAS by its first bytes, and not like a table."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(HEAD)
    match kind_of_bytes(head):
        case "aasx":
            return path.suffix.lower() == ".aasx"  # a workbook is a ZIP file too
        case "xml":
            return NAMESPACE.search(head) is not None
        case "json":
            return ENVIRONMENT.search(head) is not None
        case kind:
            return kind == "rdf"


def transcode(
    source: str | PathLike[str],
    to: str | PathLike[str],
    *,
    metamodel: Metamodel | None = None,
    part: DocumentForm = "json",
) -> Report:
    """Write an AAS file in the form that the suffix of `to` names; `part` is the form in an .aasx.

    The version of the metamodel stays. JSON does not name its version: it is `metamodel` if the file is valid in it,
    by default 3.0 if it can be. The report holds what kept the file from being read or written whole; where it has an
    error nothing was written. Raises ValueError for an unknown suffix and for another version than that of the file,
    OSError from the disk."""
    from aas_converters.documents.forms import form_of
    from aas_converters.interchange import open_content, write_content
    from aas_validators.check import assess_file
    from aas_validators.task import Task

    source, to = Path(source), Path(to)
    form = form_of(to, part)
    if source.resolve() == to.resolve():
        raise ValueError(f"{to.name} is what is read; choose another name for the result")
    report = Report()
    found = assess_file(source, Task(layers=WHOLE, fast=False))
    report.extend(found.findings)
    if not found.ok or found.root is None:
        return report
    if metamodel is not None and metamodel not in found.metamodels:
        raise ValueError(f"{source.name} is metamodel {', '.join(found.metamodels)}; aas migrate changes the version")
    with open_content(source) as content:
        report.extend(finding for finding in content.findings if finding not in found.findings)
        if content.parts:
            report.extend(write_content(content, to, form, metamodel or cast("Metamodel", found.metamodels[0])))
    return report
