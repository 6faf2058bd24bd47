"""What a project makes of findings: rules switched off or of another severity, and findings that are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from aas_reference_models.problem import as_it_is, meant
from aas_toolkit.baseline import Baseline
from aas_toolkit.file_names import matches, relative
from aas_validators.diagnostics import Diagnostic, Report, Severity
from aas_validators.diagnostics.report import kind_of

Level = Literal["off", "info", "warning", "error"]

LEVELS: Final = {"off": None, **{str(severity): severity for severity in Severity}}
"""Words for severities; `off` switches a rule off."""

CONSTRAINT: Final = re.compile(r"AAS[cd](-3a)?-\d+", re.IGNORECASE)
NUMBER_BEFORE: Final = re.compile(r"aas[cd](-3a)?-\d+-")
"""What the name of a constraint's rule begins with; people leave it out."""


class UnknownRuleError(ValueError):
    """Raised for a word that names no rule; `hints` say in English and Korean what may be meant."""

    def __init__(self, word: str, known: Iterable[str]) -> None:
        self.word = word
        self.hints = meant(word.upper() if word[:1].isupper() else word, known)
        super().__init__(f"there is no rule {word}; {self.hints[0]}")

    def __reduce__(self) -> tuple[Any, ...]:
        return as_it_is(self)


@dataclass(frozen=True, slots=True)
class Policy:
    """Severity by code, None for off; the same for the files that fit a pattern, counted from `home`."""

    levels: Mapping[str, Severity | None] = field(default_factory=dict)
    by_file: Mapping[str, frozenset[str]] = field(default_factory=dict)
    home: Path = field(default_factory=Path.cwd)
    baseline: Baseline | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings that count, and how many were switched off or known.

    `excused` errors break a rule, but do not count as errors here: switched off, known, or made less of."""

    findings: Report
    all: tuple[Diagnostic, ...]
    ignored: int = 0
    known: int = 0
    excused: int = 0


def judged(findings: Iterable[Diagnostic], policy: Policy) -> Judged:
    """Return what a policy makes of findings. `all` are those that a new baseline would hold."""
    counting: list[Diagnostic] = []
    ignored = errors = 0
    for finding in findings:
        code = finding.rule.code
        errors += finding.count if finding.severity is Severity.ERROR else 0
        level = policy.levels.get(code, finding.severity)
        if level is None or code in off_in(finding.where.file, policy):
            ignored += finding.count
        else:
            counting.append(finding if level is finding.severity else replace(finding, severity_override=level))
    new, known = policy.baseline.new(counting) if policy.baseline else (counting, 0)
    report = reported(new)
    return Judged(report, tuple(counting), ignored, known, max(0, errors - report.severities[Severity.ERROR]))


def levels_of(ignore: Iterable[str], severity: Mapping[str, Level]) -> dict[str, Severity | None]:
    """Return severity by code, None for off. Raises ValueError (UnknownRuleError) for a word that names no rule."""
    levels: dict[str, Severity | None] = {code: None for word in ignore for code in codes_of(word)}
    # what names one rule counts more than what names many
    for word, level in sorted(severity.items(), key=lambda one: len(one[0])):
        if level not in LEVELS:
            raise ValueError(f"{level} is no severity; write one of {', '.join(LEVELS)}")
        levels |= dict.fromkeys(codes_of(word), LEVELS[level])
    return levels


def weighed(findings: Iterable[Diagnostic], levels: Mapping[str, Severity | None]) -> Iterator[Diagnostic]:
    """Yield findings as bad as the levels say, without those that are off."""
    for finding in findings:
        level = levels.get(finding.rule.code, finding.severity)
        if level is not None:
            yield finding if level is finding.severity else replace(finding, severity_override=level)


def reported(findings: Iterable[Diagnostic]) -> Report:
    """Return a report whose kept findings stand for all: the last kept one of a rule and element counts the others."""
    report = Report()
    report.extend(findings)
    left = report.counts.copy()
    for finding in report.kept:
        left[kind_of(finding)] -= finding.count
    for number in range(len(report.kept) - 1, -1, -1):
        finding = report.kept[number]
        if hidden := left.pop(kind_of(finding), 0):
            report.kept[number] = replace(finding, count=finding.count + hidden)
    return report


def off_in(file: str | None, policy: Policy) -> frozenset[str]:
    """Return the codes that are switched off for a file."""
    if file is None or not policy.by_file:
        return frozenset()
    name = relative(file, policy.home)
    return frozenset(code for pattern, codes in policy.by_file.items() if matches(name, pattern) for code in codes)


def codes_of(word: str) -> frozenset[str]:
    """Return the codes that a word names: a code, a name, the number of a constraint such as `AASd-117`, or the
    beginning of codes such as `TPL` or `AAS3`.

    Raises UnknownRuleError for any other word."""
    names = known_rules()
    if word in names:
        return frozenset([names[word]])
    if CONSTRAINT.fullmatch(word):
        begin = f"{word.lower()}-"
        found = frozenset(code for name, code in names.items() if name.startswith(begin))
    else:
        found = frozenset(code for code in names.values() if code.startswith(word.upper())) if word else frozenset()
    if not found or len(word) < len("TPL"):
        raise UnknownRuleError(word, names)
    return found


@cache
def known_rules() -> Mapping[str, str]:
    """Return code and name of every rule of the check with its code; late, because it imports every check."""
    from aas_toolkit.own_rules import installed_rules
    from aas_validators.rules import all_rules

    rules = [*all_rules(), *(rule for own in installed_rules() for rule in own.rules)]
    short = {NUMBER_BEFORE.sub("", rule.name): rule.code for rule in rules}
    return short | {rule.code: rule.code for rule in rules} | {rule.name: rule.code for rule in rules}
