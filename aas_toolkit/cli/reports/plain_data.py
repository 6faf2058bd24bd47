"""The JSON form of a run of the check, described by report.schema.json beside this file."""

from __future__ import annotations

from typing import Any

from aas_toolkit import __version__
from aas_toolkit.cli.reports.run import Checked, Run
from aas_validators.diagnostics import Severity
from aas_validators.diagnostics.plain_data import REPORT_VERSION


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
    """Return a file and its findings as plain data; the version stands once, at the top."""
    return {
        "file": one.file,
        "kind": one.kind,
        "metamodels": list(one.metamodels),
        "root": one.root,
        **({"skipped": one.skipped.inside(lang)} if one.skipped else {}),
        **{key: value for key, value in one.findings.to_json(lang).items() if key != "version"},
        "ignored": one.ignored,
        "in_baseline": one.known,
    }
