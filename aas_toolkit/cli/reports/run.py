"""What a run of the check found: one record per file, in the order in which the files were named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote

from aas_validators.diagnostics import Diagnostic, Location, Report, Sentence, Severity
from aas_validators.layers import ALL_LAYERS, Layer

NO_AAS: Final = Sentence("no AAS file", "AAS 파일 아님")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file is and what is wrong with it. `skipped` says why it was not looked into.

    `ignored` findings were switched off, `known` ones stand in the baseline; neither is in `findings`. `excused` is how
    many errors do not count as errors here, for these reasons or because somebody made less of their rule."""

    file: str
    kind: str = "unknown"
    metamodels: tuple[str, ...] = ()
    root: str | None = None
    findings: Report = field(default_factory=Report)
    skipped: Sentence | None = None
    ignored: int = 0
    known: int = 0
    excused: int = 0

    @property
    def valid(self) -> bool:
        """Whether it was checked and has no error: what merely passes here is not valid."""
        return self.skipped is None and self.findings.ok and not self.excused

    @property
    def passing(self) -> bool:
        """Whether it passes although it has errors."""
        return self.findings.ok and bool(self.excused)


@dataclass(frozen=True, slots=True)
class Run:
    """All files of a run. `home` is the folder against which a report for machines writes paths."""

    checked: tuple[Checked, ...]
    lang: str = "en"
    layers: frozenset[Layer] = ALL_LAYERS
    fail_on: Severity | None = Severity.ERROR
    home: Path = field(default_factory=Path.cwd)
    rules_url: str | None = None

    @property
    def findings(self) -> Iterator[Diagnostic]:
        """The kept findings of all files."""
        return (finding for one in self.checked for finding in one.findings)

    def number(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(one.findings.severities[severity] for one in self.checked)

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not self.number(Severity.ERROR)

    @property
    def exit_code(self) -> int:
        """0 where no finding is bad enough to fail, else 1."""
        if self.fail_on is None:
            return 0
        return max((one.findings.exit_code(self.fail_on) for one in self.checked), default=0)


def uri(path: str) -> str:
    """Return the URI of a path that `relative` gave: relative or `file:`, blanks and Korean escaped."""
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(path, errors="surrogateescape")


def place_of(where: Location) -> str:
    """Return where in its file a finding is: part, line and column, or nothing."""
    position = ":".join(str(number) for number in (where.line, where.column) if number is not None)
    return f"{where.part}:{position}" if where.part and position else where.part or position


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one file that say the same of different places."""

    first: Diagnostic
    all: tuple[Diagnostic, ...]

    @property
    def count(self) -> int:
        """How many findings it stands for."""
        return sum(finding.count for finding in self.all)


def grouped(findings: Iterable[Diagnostic]) -> list[Group]:
    """Return findings in groups of one rule, severity and sentence, in the order of the first of each."""
    groups: dict[tuple[str, Severity, str | None, str], list[Diagnostic]] = {}
    for finding in findings:
        key = finding.rule.code, finding.severity, finding.where.file, finding.message
        groups.setdefault(key, []).append(finding)
    return [Group(some[0], tuple(some)) for some in groups.values()]
