"""A report: every finding counted, the first few of a kind kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from aas_reference_models.problem import as_it_is
from aas_validators.diagnostics.diagnostic import Diagnostic
from aas_validators.diagnostics.plain_data import report_json
from aas_validators.diagnostics.rule import Severity

KEPT: Final = 20
"""How many findings of one rule and column (or idShort path) a report keeps."""

Key = tuple[str, str | None, str | None]


class FindingsError(ValueError):
    """Raised by `Report.raise_for_errors`; carries the report."""

    def __init__(self, report: Report) -> None:
        first = next((d for d in report if d.severity is Severity.ERROR), None)
        said = f"{first.where}: {first.severity} {first.rule.code} {first.text(report.lang)}" if first else ""
        super().__init__(f"{report.errors} errors, the first: {said}")
        self.report = report

    def __reduce__(self) -> tuple[Any, ...]:
        return as_it_is(self)


@dataclass(slots=True)
class Report:
    """The findings of one run. Counts are of all findings; iteration gives the kept ones in order.

    `lang` is the language ("en" or "ko") that it speaks where nobody names another."""

    kept: list[Diagnostic] = field(default_factory=list)
    counts: Counter[Key] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    lang: str = "en"

    def add(self, finding: Diagnostic) -> None:
        """Count a finding and keep it if there are not yet many of its kind."""
        key = kind_of(finding)
        self.counts[key] += finding.count
        self.severities[finding.severity] += finding.count
        if self.counts[key] - finding.count < KEPT:
            self.kept.append(finding)

    def extend(self, findings: Iterable[Diagnostic]) -> None:
        """Add every finding."""
        for finding in findings:
            self.add(finding)

    def include(self, other: Report) -> None:
        """Add what another report has counted and kept."""
        for finding in other.kept:
            if self.counts[kind_of(finding)] < KEPT:
                self.kept.append(finding)
        self.counts.update(other.counts)
        self.severities.update(other.severities)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.kept)

    def __len__(self) -> int:
        return sum(self.severities.values())

    @property
    def errors(self) -> int:
        """Number of errors."""
        return self.severities[Severity.ERROR]

    @property
    def warnings(self) -> int:
        """Number of warnings."""
        return self.severities[Severity.WARNING]

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return self.errors == 0

    def exit_code(self, fail_on: Severity = Severity.ERROR) -> int:
        """Return 1 if there is a finding at least this bad, else 0."""
        return int(any(number for severity, number in self.severities.items() if severity >= fail_on))

    def to_json(self, lang: str | None = None) -> dict[str, Any]:
        """Return the report as plain data that `json.dumps` writes: `ok`, `errors`, `warnings`, `findings`."""
        return report_json(self, self.errors, self.warnings, lang or self.lang)

    def raise_for_errors(self) -> None:
        """Raise FindingsError if there is an error."""
        if not self.ok:
            raise FindingsError(self)


def kind_of(finding: Diagnostic) -> Key:
    """Return what makes two findings of one kind: rule, file, and column or idShort path."""
    return finding.rule.code, finding.where.file, finding.where.field or finding.where.path
