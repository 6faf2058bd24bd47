"""`aas convert` on an Excel file that describes an AAS: the modelling workbook and the filled request form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aas_toolkit.cli.output import as_json as report_json
from aas_toolkit.cli.output import print_json, show_findings
from aas_toolkit.cli.source_failures import source_failure
from aas_toolkit.cli.words import say


def convert_filled(
    source: Path, target: Path, *, as_json: bool, lang: str, fail_on: str, part: Any, metamodel: Any
) -> int | None:
    """Convert such a file, print what was found and return the exit code; None if it is something else."""
    from aas_converters.sources import SourceError
    from aas_toolkit.forms import convert_workbook, office_kind
    from aas_validators.diagnostics import Severity

    try:
        if office_kind(source) is None:
            return None
        report = convert_workbook(source, target, metamodel=metamodel, part=part)
    except SourceError as error:
        return source_failure(error, as_json=as_json, lang=lang)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    written = target.exists()
    if as_json:
        print_json({"file": str(target) if written else None, **report_json(report, lang)})
    else:
        show_findings(report, lang)
        click.echo(say("rewritten", lang, file=target, source=source) if written else say("nothing written", lang))
    return report.exit_code(Severity.WARNING if fail_on == "warning" else Severity.ERROR)
