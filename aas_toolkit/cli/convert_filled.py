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
    source: Path,
    target: Path,
    *,
    as_json: bool,
    lang: str,
    fail_on: str,
    part: Any,
    metamodel: Any,
    models: tuple[Path, ...] = (),
) -> int | None:
    """Convert such a file, print what was found and return the exit code; None if it is something else."""
    from aas_converters.sources import SourceError
    from aas_toolkit.forms import FromForm, convert_form, office_kind
    from aas_toolkit.workbooks import convert_workbook
    from aas_validators.diagnostics import Severity

    try:
        kind = office_kind(source)
        if kind is None:
            return None
        if kind == "form":
            made = convert_form(source, to=target, metamodel=metamodel, part=part, models=models)
        else:
            written = convert_workbook(source, to=target, metamodel=metamodel, part=part)
            made = FromForm(written.report, written.path if written.ok else None)
    except SourceError as error:
        return source_failure(error, as_json=as_json, lang=lang)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    files = [str(path) for path in made.paths]
    if as_json:
        print_json({"file": files[0] if files else None, "files": files, **report_json(made.report, lang)})
    else:
        show_findings(made.report, lang)
        for file in files:
            click.echo(say("unpacked", lang, file=file))
        if kind == "form" and files:
            click.echo(say("points of form", lang, tags=made.tags, mapped=made.mapped))
        if not files:
            click.echo(say("nothing written", lang))
    return made.report.exit_code(Severity.WARNING if fail_on == "warning" else Severity.ERROR)
