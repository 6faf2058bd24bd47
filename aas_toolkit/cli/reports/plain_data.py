"""Findings as plain data: the JSON form of a report, described by report.schema.json beside this file."""

from __future__ import annotations

from typing import Any, Final

from aas_toolkit import __version__
from aas_toolkit.cli.reports.run import Checked, Run
from aas_validators.diagnostics import Diagnostic, Report, Severity

REPORT_VERSION: Final = 1
"""Version of the JSON form of a report; raised when a field changes its meaning or goes away."""


def run_json(run: Run) -> dict[str, Any]:
    """Return a run of `aas validate` as plain data."""
    return {
        "version": REPORT_VERSION,
        "tool": {"name": "aas-toolkit", "version": __version__},
        "ok": run.ok,
        "errors": run.number(Severity.ERROR),
        "warnings": run.number(Severity.WARNING),
        "infos": run.number(Severity.INFO),
        "files": [checked_json(one, run.lang) for one in run.checked],
    }


def checked_json(one: Checked, lang: str) -> dict[str, Any]:
    """Return a file and its findings as plain data."""
    return {
        "file": one.file,
        "kind": one.kind,
        "metamodels": list(one.metamodels),
        "root": one.root,
        **({"skipped": one.skipped.inside(lang)} if one.skipped else {}),
        **{key: value for key, value in as_json(one.findings, lang).items() if key != "version"},
        "ignored": one.ignored,
        "in_baseline": one.known,
    }


def as_json(report: Report, lang: str) -> dict[str, Any]:
    """Return a report as plain data."""
    return {
        "version": REPORT_VERSION,
        "ok": report.ok,
        "errors": report.errors,
        "warnings": report.warnings,
        "findings": [finding_json(finding, lang) for finding in report],
    }


def finding_json(finding: Diagnostic, lang: str) -> dict[str, Any]:
    """Return a finding as plain data; what is not known is left out."""
    where = finding.where
    place = {
        "file": where.file,
        "part": where.part,
        "path": where.path,
        "pointer": where.pointer,
        "line": where.line,
        "column": where.column,
        "row": where.row,
        "field": where.field,
    }
    return {
        "rule": finding.rule.code,
        "name": finding.rule.name,
        "severity": str(finding.severity),
        "message": finding.text(lang),
        "hint": finding.advice(lang),
        "count": finding.count,
        **({"spec": finding.rule.spec} if finding.rule.spec else {}),
        "where": {key: value for key, value in place.items() if value is not None},
    }
