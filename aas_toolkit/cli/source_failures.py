"""A source that cannot be read: its findings, and the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aas_toolkit.cli.failures import CALLED_WRONGLY, COULD_NOT_WORK, LOCKED, NOT_THERE
from aas_toolkit.cli.output import finding_json, print_json, show_findings

if TYPE_CHECKING:
    from aas_converters.sources import SourceError


def source_failure(error: SourceError, *, as_json: bool, lang: str) -> int:
    """Print why a source cannot be read and return the exit code."""
    if as_json:
        print_json({"ok": False, "findings": [finding_json(finding, lang) for finding in error.findings]})
    else:
        show_findings(error.findings, lang, err=True)
    codes = {finding.rule.code for finding in error.findings}
    return CALLED_WRONGLY if codes & NOT_THERE else COULD_NOT_WORK if LOCKED in codes else 1
