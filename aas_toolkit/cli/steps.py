"""What became of one source after the other: `aas convert --state` and `aas watch`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aas_toolkit.cli.failures import COULD_NOT_WORK
from aas_toolkit.cli.output import as_json, print_json, show_findings
from aas_toolkit.cli.source_failures import code_of
from aas_toolkit.cli.words import counted, say
from aas_validators.diagnostics import Report

if TYPE_CHECKING:
    from aas_toolkit.continuing import Step
    from aas_toolkit.state import StateError


def convert_what_is_new(
    sources: tuple[str, ...], state: Path, to: Path, *, as_json: bool, lang: Any, fail_on: str, said: dict[str, Any]
) -> int:
    """Convert the new rows of each source, print what was done, and return the exit code."""
    from aas_toolkit.continuing import convert_new
    from aas_toolkit.state import StateError

    done: list[Step] = []
    try:
        for step in convert_new(sources, state=state, to=to, lang=lang, **said):
            done.append(step)
            if not as_json:
                show_step(step, lang)
    except StateError as error:
        return state_failure(error, lang)
    if as_json:
        print_json({"steps": [step_json(step, lang) for step in done]})
    else:
        packages = sum(step.package is not None for step in done)
        idle = sum(step.package is None and not step.failed for step in done)
        click.echo(say("steps", lang, packages=counted(packages, "package", lang), idle=idle))
    return max((exit_code(step, fail_on) for step in done), default=0)


def state_failure(error: StateError, lang: str) -> int:
    """Print why a state cannot be used and return the exit code."""
    click.echo(f"aas: {say('state busy' if error.busy else 'no state', lang, file=error.path)}", err=True)
    return COULD_NOT_WORK


def report_of(step: Step) -> Report:
    """Return all that was found on the way of a source."""
    report = Report()
    report.extend(step.findings)
    report.extend(step.error.findings if step.error is not None else ())
    report.extend(step.conversion.report if step.conversion is not None else ())
    return report


def exit_code(step: Step, fail_on: str) -> int:
    """Return the exit code of one source."""
    if step.error is not None:
        return code_of(step.error)
    report = report_of(step)
    whole = step.conversion is None or step.conversion.ok
    return int(step.failed or not whole or not report.ok or (fail_on == "warning" and report.warnings > 0))


def show_step(step: Step, lang: str, stamp: str = "") -> None:
    """Print what became of a source, where anything did; `stamp` is put before the line."""
    findings: Iterable[Any] = report_of(step)
    if step.failed:
        click.echo(stamp + click.style(say("failed file", lang, file=step.source), fg="red"))
    elif step.package is not None and step.conversion is not None:
        result = step.conversion
        written, rows = counted(result.written, "submodel", lang), counted(result.rows, "row", lang)
        wrote = say("wrote", lang, file=step.package, written=written, rows=rows)
        click.echo(stamp + click.style(wrote, fg="green"))
        if result.left_out:
            cells = sum(f.count for f in result.report if f.rule.code.startswith("VAL") and str(f.severity) == "error")
            lost = counted(cells, "cell", lang)
            click.echo(say("left out", lang, rows=counted(result.left_out, "row", lang), cells=lost))
    # a watch is a log: why a file was not converted stands below the line that says so
    show_findings(findings, lang, err=step.error is not None and not stamp)


def step_json(step: Step, lang: str) -> dict[str, Any]:
    """Return what became of a source as plain data."""
    result = step.conversion
    return {
        "source": step.source,
        "file": str(step.package) if step.package else None,
        "rows": result.rows if result else 0,
        "submodels": result.written if result and step.package else 0,
        "left_out": result.left_out if result else 0,
        **as_json(report_of(step), lang),
    }
