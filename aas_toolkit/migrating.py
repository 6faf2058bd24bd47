"""Bring an AAS file to another metamodel version: attachments untouched, references following, every change told."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from aas_converters.interchange import Content, open_content, write_content
from aas_converters.interchange.migrate import Version, migrated
from aas_converters.interchange.write import placed
from aas_converters.repair.repair import repaired
from aas_validators.check import assess_file
from aas_validators.diagnostics import Diagnostic, Location, Report, Severity
from aas_validators.document.finding import Finding
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.package.entries import PartError
from aas_validators.task import Task

if TYPE_CHECKING:
    from aas_converters.documents.forms import DocumentForm

Source = str | PathLike[str]


def migrate(source: Source, to: Source, version: Version, *, part: DocumentForm | None = None) -> Report:
    """Write what a file holds as metamodel `version`, in the form of the target's suffix (`part` in a package).

    The report has a finding for everything that is not as it was, and what is wrong with the result; where the source
    cannot be read nothing is written. ValueError if the target is the source; OSError from the disk.
    """
    path, target = Path(source), Path(to)
    if path.resolve() == target.resolve():
        raise ValueError(f"{target.name} is what is read; choose another name for the result")
    report = Report()
    with open_content(path) as content:
        report.extend(content.findings)
        if not content.ok or not content.parts:
            return report
        changed, findings = in_version(content, version)
        report.extend(findings)
        try:
            report.extend(write_content(changed, target, form_of_target(content, target, part), version))
        except PartError as error:
            report.add(Diagnostic(error.flaw.rule, Location(file=str(path)), error.flaw.values))
            return report
    errors = assess_file(target, Task(metamodel=version)).findings
    report.extend(one for one in errors if one.severity is Severity.ERROR)
    return report


def in_version(content: Content, version: Version) -> tuple[Content, list[Diagnostic]]:
    """Return a content with its environments in a version, and what changed; one of metamodel 2.0 is repaired too."""
    findings: list[Diagnostic] = []
    environments = []
    for one in content.parts:
        came = one.environment
        repairs: list[Finding] = []
        if one.metamodel not in (None, *VERSIONS):
            # what 2.0 allowed and 3 does not, such as version 001, has its repair
            came, repairs = repaired(one.environment, version)
        environment, found = migrated(came, version)
        found = [*repairs, *found]
        environments.append(environment)
        findings += [placed(finding, one, content.file) for finding in found]
    return content.with_environments(tuple(environments)), findings


def form_of_target(content: Content, target: Path, part: DocumentForm | None) -> DocumentForm:
    """Return the form to write: that of the suffix, in a package the one asked for or that of the source."""
    from aas_converters.documents.forms import form_of

    return form_of(target, part or content.parts[0].form)
