"""Write findings for a person: place, severity, rule, sentence, and what to do."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any, Final

import click

from aas_toolkit.cli.words import say
from aas_validators.diagnostics import Diagnostic, Report, Severity

COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
LINES_SHOWN: Final = 5

REPORT_VERSION: Final = 1
"""Version of the JSON form of a report; raised when a field changes its meaning."""


def show_findings(findings: Iterable[Diagnostic], lang: str, *, err: bool = False) -> None:
    """Print findings, each on a line of its own with its hint below."""
    for finding in findings:
        place = click.style(str(finding.where), bold=True)
        severity = click.style(say(str(finding.severity), lang), fg=COLOURS[finding.severity], bold=True)
        path = finding.where.path
        about = f" {path}:" if path and path not in finding.text(lang) else ""
        click.echo(f"{place}: {severity} {finding.rule.code}{about} {finding.text(lang)}", err=err)
        if finding.count > 1:
            click.echo(f"    {rest(finding, lang)}", err=err)
        click.echo(click.style(f"    {say('hint', lang)}: {finding.advice(lang)}", dim=True), err=err)


def rest(finding: Diagnostic, lang: str) -> str:
    """Return how many more a finding stands for, and where the next ones are."""
    lines = [str(cause.where.line) for cause in finding.causes[1 : LINES_SHOWN + 1] if cause.where.line]
    shown = (
        say("line", lang, line=", ".join(lines) + (" …" if finding.count - 1 > len(lines) else "")) if lines else "…"
    )
    return say("more", lang, count=f"{finding.count - 1:,}", lines=shown)


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


def print_json(content: object) -> None:
    """Print plain data as JSON; Korean stays readable where the stream can hold it."""
    encoding = (sys.stdout.encoding or "utf-8").lower().replace("-", "")
    click.echo(json.dumps(content, ensure_ascii=encoding not in ("utf8", "cp65001"), indent=2))
