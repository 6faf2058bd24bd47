"""Repair an AAS file: put right what has one good answer, tell everything, leave the rest as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal, cast

from aas_converters.interchange import Content, open_content, write_content
from aas_converters.interchange.differences import Difference, differences
from aas_converters.interchange.migrate import Version, migrated
from aas_converters.interchange.write import placed
from aas_converters.repair.package import package_changes
from aas_converters.repair.repair import repaired, repairs_named
from aas_converters.repair.work import Repair
from aas_toolkit.aas_sources import AasSource, Held, held
from aas_toolkit.journal import logged
from aas_validators.check import assess_file
from aas_validators.diagnostics import Diagnostic, Location, Report, Severity
from aas_validators.package.entries import PartError
from aas_validators.task import Task

if TYPE_CHECKING:
    from aas_converters.documents.forms import DocumentForm

Source = str | PathLike[str]


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did: the changes in the order in which they were made, and what is left.

    The report has what is still wrong, and what could not be read or written. `errors_before` and `errors_after` count
    the errors of the check. `path` is None where nothing was written: nothing could be read, or it was a dry run."""

    metamodel: Version
    changes: tuple[Diagnostic, ...]
    report: Report
    errors_before: int
    errors_after: int
    differences: tuple[Difference, ...] = ()
    path: Path | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """The file, if there is one."""
        return (self.path,) if self.path else ()

    @property
    def by_rule(self) -> Counter[str]:
        """How many changes each rule made, by its code."""
        return Counter(change.rule.code for change in self.changes)

    @property
    def ok(self) -> bool:
        """Whether everything was read and nothing is wrong any more."""
        return self.report.ok


@logged
def repair(
    source: AasSource,
    *,
    to: Source,
    fixes: Collection[str] = (),
    metamodel: Version | None = None,
    dry_run: bool = False,
    part: DocumentForm | None = None,
    lang: Literal["en", "ko"] = "en",
) -> Repaired:
    """Put right what is wrong in AAS data and has one good answer; tell everything, leave the rest as it was.

    `source` is a file, its bytes, an open file, or objects of an SDK; the result has the form of the target's suffix
    (`part` in a package). `fixes` are codes or names of repairs, `all` or `usual`; none means the usual ones. Without
    `metamodel` the file keeps its version; a JSON file that is valid in neither becomes 3.0. With `dry_run` everything
    is done but the writing. ValueError for an unknown fix, or if the target is the source; OSError from the disk.

    >>> done = aas.repair("broken.json", to="mended.json")
    >>> done.errors_before, done.errors_after, dict(done.by_rule)
    (1, 0, {'FIX009': 1})
    """
    target = Path(to)
    wanted = repairs_named((fixes,) if isinstance(fixes, str) else fixes)
    with held(source) as given:
        if given.path.resolve() == target.resolve():
            raise ValueError(f"{target.name} is what is read; choose another name for the result")
        before = assess_file(given.path, Task())
        errors = number_of_errors(before.findings)
        with open_content(given.path) as content, place_for(target, dry_run) as file:
            own = version_of(content, before.metamodels if given.metamodel == "auto" else (given.metamodel,))
            chosen = metamodel or own
            left = Report(lang=lang)
            if not content.parts:
                left.extend(content.findings)
                return told(given, Repaired(chosen, (), left, errors, errors))
            after, changes = repaired_content(content, chosen, wanted, None if metamodel is None else own)
            changes += package_changes(content) if target.suffix.lower() == ".aasx" else ()
            left.extend(one for one in content.findings if one.severity < Severity.ERROR or is_lost(one))
            try:
                left.extend(write_content(after, file, form_of_target(content, target, part), chosen))
            except PartError as error:
                left.add(Diagnostic(error.flaw.rule, Location(file=str(given.path)), error.flaw.values))
                return told(given, Repaired(chosen, tuple(changes), left, errors, errors))
            found = assess_file(file, Task(metamodel=chosen), name=str(target)).findings
            left.extend(one for one in found if one.severity is Severity.ERROR)
            differing = tuple(differences(content, after))
        path = None if dry_run else target
        return told(given, Repaired(chosen, tuple(changes), left, errors, number_of_errors(found), differing, path))


def told(given: Held, done: Repaired) -> Repaired:
    """Return what was done in terms of what was handed over."""
    return replace(done, changes=tuple(map(given.told, done.changes)), report=given.report(done.report))


def repaired_content(
    content: Content, version: Version, wanted: Collection[Repair], own: Version | None
) -> tuple[Content, list[Diagnostic]]:
    """Return a content repaired part by part, and the changes; one of another version is migrated after it.

    `own` is the version of the content where another may have been asked for."""
    changes: list[Diagnostic] = []
    environments = []
    for one in content.parts:
        environment, found = repaired(one.environment, version, wanted)
        changes += [placed(finding, one, content.file) for finding in found]
        if own is not None and own != version:
            moved, said = migrated(environment, version)
            changes += [placed(finding, one, content.file) for finding in said]
            environment = moved
        environments.append(environment)
    return content.with_environments(tuple(environments)), changes


def is_lost(finding: Diagnostic) -> bool:
    """Say whether a finding of reading means that something of the file is not there; unknown attributes are."""
    return finding.rule.code not in ("SCH102",) and not finding.rule.code.startswith("PKG")


def version_of(content: Content, valid: tuple[str, ...]) -> Version:
    """Return the version of a file: the one it names, else one in which it is valid, else 3.0."""
    named = next((part.metamodel for part in content.parts if part.metamodel in ("3.0", "3.1")), None)
    known = [named] if named else [one for one in ("3.0", "3.1") if one in valid]
    return cast(Version, known[0]) if known else "3.0"


def number_of_errors(findings: Collection[Diagnostic]) -> int:
    """Return how many errors there are."""
    return sum(one.count for one in findings if one.severity is Severity.ERROR)


@contextmanager
def place_for(target: Path, dry_run: bool) -> Iterator[Path]:
    """Yield the path to write to: in a dry run one that is gone afterwards."""
    if not dry_run:
        yield target
        return
    with TemporaryDirectory() as folder:
        yield Path(folder, target.name)


def form_of_target(content: Content, target: Path, part: DocumentForm | None) -> DocumentForm:
    """Return the form to write: that of the suffix, in a package the one asked for or that of the source."""
    from aas_converters.documents.forms import form_of

    return form_of(target, part or content.parts[0].form)
