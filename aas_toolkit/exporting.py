"""Turn any AAS file into the files that configure somebody's platform."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Final, Literal

from aas_converters.interchange import Content, open_content
from aas_converters.interchange.write import joined
from aas_converters.kosmo.engineering import Row, dropped, read_engineering
from aas_converters.kosmo.files import ENGINEERING, write_files
from aas_converters.kosmo.files import Written as Files
from aas_converters.kosmo.nodeset import Values
from aas_toolkit.aas_sources import AasSource, held
from aas_toolkit.journal import logged
from aas_validators.diagnostics import Diagnostic, Report, Severity
from aas_validators.document.source import Source as TextSource
from aas_validators.kosmo.check import EXPORT, Reading, findings_of, readings
from aas_validators.kosmo.points import EMPTY_VALUE, NO_VALUE, NOT_TRUE
from aas_validators.kosmo.solution import NO_SOLUTION, NO_SOLUTION_SUBMODEL
from aas_validators.kosmo.tree import first_points, tree_of

Source = str | PathLike[str]

CARRIED: Final = (NO_VALUE, EMPTY_VALUE, NO_SOLUTION, NO_SOLUTION_SUBMODEL)
"""Rules that stop the programme's parser, or leave only syscfg.json empty."""


class MappingWouldBeLostError(ValueError):
    """Raised where the folder to write into holds a mapping that somebody typed, and nobody asked to keep it."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote, and what the platform will not like. `written` is None where the source cannot be read."""

    report: Report
    written: Files | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files."""
        return self.written.files if self.written else ()

    @property
    def path(self) -> Path | None:
        """The first of the files."""
        return next(iter(self.paths), None)

    @property
    def ok(self) -> bool:
        """Whether something was written and no finding is an error."""
        return self.report.ok and self.written is not None


@logged
def export_kosmo(
    source: AasSource,
    *,
    to: Source,
    merge: Source | None = None,
    values: Values = "right",
    lang: Literal["en", "ko"] = "en",
) -> Exported:
    """Write nodeset.xml, engineering.csv and syscfg.json of the Korean programme's platform for AAS data.

    `source` is a file, its bytes, an open file, or objects of an SDK; `to` is a folder. `merge` is a folder of an
    earlier export, which may be `to`: the field mapping typed into its engineering.csv is kept. `values` is `right`, or
    `as-parser` for what the programme's own parser makes of them. Raises MappingWouldBeLostError, FileNotFoundError for
    a folder without engineering.csv, and OSError from the disk.

    >>> [path.name for path in aas.export_kosmo("press.json", to="platform").paths][:3]
    ['nodeset.xml', 'engineering.csv', 'syscfg.json']
    """
    folder, report = Path(to), Report(lang=lang)
    known: dict[str, Row] = {}
    if merge is not None:
        earlier = Path(merge) / ENGINEERING
        known, findings = read_engineering(earlier.read_bytes(), str(earlier))
        report.extend(findings)
    check_nothing_is_lost(folder / ENGINEERING, known)
    with held(source) as given, open_content(given.path) as content:
        report.extend(map(given.told, content.findings))
        if not content.parts:
            return Exported(report)
        environment = joined([part.environment for part in content.parts])
        report.extend(map(given.told, preflight(given.path, content, values)))
        name = Path(given.name or given.path).name
    points = list(first_points(tree_of(environment)))
    if merge is not None:
        report.extend(dropped(known, points, str(Path(merge) / ENGINEERING)))
    return Exported(report, write_files(environment, folder, name, known, values))


def preflight(path: Path, content: Content, values: Values) -> Iterator[Diagnostic]:
    """Yield what the platform would drop, narrow or choke on.

    What our export can carry, as the programme's parser cannot, is a warning here."""
    several = readings(path, str(path))
    if len(several) != len(content.parts):
        # a version that is read by way of another has no text to point into
        several = [Reading(part.environment, TextSource(str(path))) for part in content.parts]
    for finding in findings_of(several, EXPORT):
        if finding.rule is NOT_TRUE and values == "right":
            continue  # we write what it is
        carried = finding.rule is NOT_TRUE or (finding.rule in CARRIED and finding.severity is Severity.ERROR)
        yield replace(finding, severity_override=Severity.WARNING) if carried else finding


def check_nothing_is_lost(there: Path, known: dict[str, Row]) -> None:
    """Raise MappingWouldBeLostError if a file has a mapping that is not known."""
    if there.exists():
        rows, _ = read_engineering(there.read_bytes(), str(there))
        if any(row.typed and known.get(identifier) != row for identifier, row in rows.items()):
            raise MappingWouldBeLostError(str(there))
