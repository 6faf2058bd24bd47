"""Annotations of GitHub Actions: workflow commands that put each finding beside its line in a pull request."""

from __future__ import annotations

from typing import Final

from aas_toolkit.cli.reports.run import Group, Run, grouped, place_of
from aas_toolkit.file_names import relative
from aas_validators.diagnostics import Severity

COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(run: Run) -> str:
    """Return a run as workflow commands, errors first: GitHub shows only the first ten of a kind in a step."""
    groups = [group for one in run.checked for group in grouped(one.findings)]
    groups.sort(key=lambda group: -group.first.severity)
    return "".join(command(group, run) + "\n" for group in groups)


def command(group: Group, run: Run) -> str:
    """Return one annotation. A line inside a package is no line of the package file, so it goes into the text."""
    finding = group.first
    where = finding.where
    fields = {"file": relative(where.file or "-", run.home)}
    if where.line is not None and not where.part:
        fields["line"] = str(where.line)
        if where.column is not None:
            fields["col"] = str(where.column)
    fields["title"] = f"{finding.rule.code} {finding.rule.name}"
    text = finding.text(run.lang)
    place = ", ".join(part for part in (place_of(where) if where.part else "", where.path or "") if part)
    if place and place not in text:
        text = f"{place}: {text}"
    if group.count > 1:
        text += f" (× {group.count:,})"
    said = ",".join(f"{name}={escaped_field(value)}" for name, value in fields.items())
    return f"::{COMMANDS[finding.severity]} {said}::" + escaped(f"{text}\n{finding.advice(run.lang)}")


def escaped(text: str) -> str:
    """Return the text of a workflow command; a line feed would end it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_field(text: str) -> str:
    """Return the value of a field of a workflow command; colons and commas would end it."""
    return escaped(text).replace(":", "%3A").replace(",", "%2C")
