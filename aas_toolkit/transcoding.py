"""Write an AAS file in another form: JSON, XML or RDF, bare or in a package."""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aas_converters.letters.script import Metamodel
from aas_validators.diagnostics import Report
from aas_validators.kinds import kind_of_bytes

if TYPE_CHECKING:
    from aas_converters.documents.forms import DocumentForm

ENVIRONMENT: Final = re.compile(rb'"(?:assetAdministrationShells|submodels|conceptDescriptions)"\s*:\s*\[\s*\{')
NAMESPACE: Final = re.compile(rb"admin-shell\.io/aas/[123]/\d")
HEAD: Final = 4096


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
    from aas_converters.documents.transcode import read_content, write_content

    source, to = Path(source), Path(to)
    if source.resolve() == to.resolve():
        raise ValueError(f"{to.name} is what is read; choose another name for the result")
    report = Report()
    content, findings = read_content(source)
    report.extend(findings)
    if content is None:
        return report
    if metamodel is not None and metamodel not in content.metamodels:
        raise ValueError(f"{source.name} is metamodel {', '.join(content.metamodels)}; its version is not changed here")
    report.extend(write_content(content, to, metamodel or content.metamodels[0], part))
    return report
