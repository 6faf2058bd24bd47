"""Write an AAS file in another form: JSON, XML or RDF, bare or in a package."""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast

from aas_converters.letters.script import Metamodel
from aas_toolkit.aas_sources import AasSource, held
from aas_toolkit.journal import logged
from aas_toolkit.results import Written
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


@logged
def transcode(
    source: AasSource,
    *,
    to: str | PathLike[str],
    metamodel: Metamodel | None = None,
    part: DocumentForm = "json",
    lang: Literal["en", "ko"] = "en",
) -> Written:
    """Write AAS data in the form that the suffix of `to` names; `part` is the form in an .aasx.

    `source` is a file, its bytes, an open file, or objects of an SDK: this is how objects become a package. The version
    of the metamodel stays. JSON does not name its version: it is `metamodel` if the data are valid in it, by default
    3.0 if they can be. The report holds what kept them from being read or written whole; where it has an error nothing
    was written. Raises ValueError for an unknown suffix and for another version than that of the data, OSError from
    the disk.

    >>> aas.transcode("press.json", to="press.ttl").path.name
    'press.ttl'
    """
    from aas_converters.documents.forms import form_of
    from aas_converters.interchange import open_content, write_content
    from aas_validators.check import assess_file
    from aas_validators.task import Task

    target = Path(to)
    form = form_of(target, part)
    report = Report(lang=lang)
    with held(source) as given:
        if given.path.resolve() == target.resolve():
            raise ValueError(f"{target.name} is what is read; choose another name for the result")
        found = assess_file(given.path, Task(metamodel=given.metamodel, layers=WHOLE, fast=False))
        report.extend(found.findings)
        if not found.ok or found.root is None:
            return Written(given.report(report))
        if metamodel is not None and metamodel not in found.metamodels:
            name = Path(given.name or "the data").name
            raise ValueError(f"{name} is metamodel {', '.join(found.metamodels)}; migrate changes the version")
        with open_content(given.path) as content:
            report.extend(finding for finding in content.findings if finding not in found.findings)
            if not content.parts:
                return Written(given.report(report))
            version = metamodel or cast("Metamodel", found.metamodels[0])
            report.extend(write_content(content, target, form, version))
        report = given.report(report)
        return Written(report, (target,) if report.ok else ())
