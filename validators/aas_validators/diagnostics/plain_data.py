"""Findings as plain data, as every JSON report has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from aas_validators.diagnostics.diagnostic import Diagnostic

REPORT_VERSION: Final = 1
"""Version of the JSON form of a report; raised when a field changes its meaning or goes away."""


def report_json(findings: Iterable[Diagnostic], errors: int, warnings: int, lang: str) -> dict[str, Any]:
    """Return findings and their numbers as plain data."""
    return {
        "version": REPORT_VERSION,
        "ok": errors == 0,
        "errors": errors,
        "warnings": warnings,
        "findings": [finding_json(finding, lang) for finding in findings],
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
