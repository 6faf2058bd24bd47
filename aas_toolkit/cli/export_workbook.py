"""`aas export workbook`: an AAS as the thirty-column modelling workbook of the Korean programme."""

from __future__ import annotations

from pathlib import Path

import click

from aas_toolkit.cli.options import json_option, lang_option
from aas_toolkit.cli.words import say


@click.command("workbook")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The .xlsx file to write."
)
@json_option
@lang_option
def workbook_command(file: Path, out: Path, as_json: bool, lang: str) -> int:
    """Write FILE (AASX, JSON, XML, RDF) as the Korean programme's modelling workbook of thirty columns.

    `aas convert workbook.xlsx` reads it back. Exits with 0 when everything has its cell, 1 when the file cannot be
    read whole, 2 when called wrongly, 3 when a file could not be read or written.
    """
    from aas_converters.sources import SourceError
    from aas_toolkit.cli.output import as_json as report_json
    from aas_toolkit.cli.output import print_json, show_findings
    from aas_toolkit.cli.source_failures import source_failure
    from aas_toolkit.forms import export_workbook

    try:
        report = export_workbook(file, out)
    except SourceError as error:
        return source_failure(error, as_json=as_json, lang=lang)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--out") from error
    if as_json:
        print_json({"file": str(out) if report.ok else None, **report_json(report, lang)})
        return int(not report.ok)
    show_findings(report, lang)
    click.echo(say("unpacked", lang, file=out) if report.ok else say("nothing written", lang))
    return int(not report.ok)
