"""Bring an AAS file to another metamodel version: attachments untouched, references following, every change told."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from aas_converters.interchange import Content, open_content, write_content
from aas_converters.interchange.migrate import Version, migrated
from aas_converters.interchange.write import placed
from aas_converters.repair.repair import repaired
from aas_toolkit.aas_sources import AasSource, held
from aas_toolkit.journal import logged
from aas_toolkit.results import Written
from aas_validators.check import assess_file
from aas_validators.diagnostics import Diagnostic, Location, Report, Severity
from aas_validators.document.finding import Finding
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.package.entries import PartError
from aas_validators.task import Task

if TYPE_CHECKING:
    from aas_converters.documents.forms import DocumentForm

Source = str | PathLike[str]


@logged
def migrate(
    source: AasSource,
    *,
    to: Source,
    metamodel: Version,
    part: DocumentForm | None = None,
    lang: Literal["en", "ko"] = "en",
) -> Written:
    """Write what a file holds in another version of the metamodel, in the form of the target's suffix.

    `source` is a file of metamodel 2.0, 3.0 or 3.1, its bytes, an open file, or objects of an SDK. `part` is the form
    in a package, by default that of the source. The report has a finding for everything that is not as it was, and
    what is wrong with the result; where the source cannot be read nothing is written. ValueError if the target is the
    source; OSError from the disk.

    >>> aas.migrate("press.json", to="press.aasx", metamodel="3.1").ok
    True
    """
    target = Path(to)
    report = Report(lang=lang)
    with held(source) as given:
        if given.path.resolve() == target.resolve():
            raise ValueError(f"{target.name} is what is read; choose another name for the result")
        written = migrated_file(given.path, target, metamodel, part, report)
        return Written(given.report(report), (target,) if written else ())


def migrated_file(path: Path, target: Path, version: Version, part: DocumentForm | None, report: Report) -> bool:
    """Migrate a file and report what there is to say; return whether something was written."""
    with open_content(path) as content:
        report.extend(content.findings)
        if not content.ok or not content.parts:
            return False
        changed, findings = in_version(content, version)
        report.extend(findings)
        try:
            problems = write_content(changed, target, form_of_target(content, target, part), version)
        except PartError as error:
            report.add(Diagnostic(error.flaw.rule, Location(file=str(path)), error.flaw.values))
            return False
    report.extend(problems)
    if any(one.severity is Severity.ERROR for one in problems):
        return False
    errors = assess_file(target, Task(metamodel=version)).findings
    report.extend(one for one in errors if one.severity is Severity.ERROR)
    return True


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
