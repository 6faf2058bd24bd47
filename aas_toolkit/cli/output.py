"""Print findings for a person, or plain data for a script."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

import click

from aas_toolkit.cli.reports.run import Group
from aas_toolkit.cli.reports.text import COLOURS as COLOURS
from aas_toolkit.cli.reports.text import group_lines
from aas_validators.diagnostics import Diagnostic, Report
from aas_validators.diagnostics.plain_data import finding_json as finding_json


def show_findings(findings: Iterable[Diagnostic], lang: str, *, err: bool = False) -> None:
    """Print findings, each on a line of its own with its hint below."""
    for finding in findings:
        for line in group_lines(Group(finding, (finding,)), lang):
            click.echo(line, err=err)


def as_json(report: Report, lang: str) -> dict[str, Any]:
    """Return a report as plain data."""
    return report.to_json(lang)


def print_json(content: object) -> None:
    """Print plain data as JSON; Korean stays readable where the stream can hold it."""
    encoding = (sys.stdout.encoding or "utf-8").lower().replace("-", "")
    click.echo(json.dumps(content, ensure_ascii=encoding not in ("utf8", "cp65001"), indent=2))
