"""A source that cannot be read: its findings, and the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aas_toolkit.cli.failures import CALLED_WRONGLY, COULD_NOT_WORK
from aas_toolkit.cli.output import finding_json, print_json, show_findings

if TYPE_CHECKING:
    from aas_converters.sources import SourceError

ASKED_WRONGLY: Final = frozenset(
    (
        *("SRC001", "SRC004"),
        *("SRC140", "SRC141", "SRC142", "SRC150", "SRC151", "SRC152", "SRC153", "SRC154", "SRC286"),
    )
)
"""No such file or table, an address that is none, a password in it, a query that is none or writes."""

OUTSIDE: Final = frozenset(("SRC002", "SRC131", "SRC143", "SRC260", "SRC261"))
"""Another program holds the file, a server refuses or goes away."""


def source_failure(error: SourceError, *, as_json: bool, lang: str) -> int:
    """Print why a source cannot be read and return the exit code."""
    if as_json:
        print_json({"ok": False, "findings": [finding_json(finding, lang) for finding in error.findings]})
    else:
        show_findings(error.findings, lang, err=True)
    return code_of(error)


def code_of(error: SourceError) -> int:
    """Return the exit code for a source that cannot be read."""
    codes = {finding.rule.code for finding in error.findings}
    return CALLED_WRONGLY if codes & ASKED_WRONGLY else COULD_NOT_WORK if codes & OUTSIDE else 1
