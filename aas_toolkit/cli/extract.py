"""`aas extract`: AAS files in, tables out."""

from __future__ import annotations

from pathlib import Path

import click

from aas_toolkit.cli.options import json_option, lang_option, models_option
from aas_toolkit.cli.words import say


@click.command("extract")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="What to write: .csv, .jsonl or .parquet.",
)
@click.option("--submodel", metavar="ID_SHORT|SEMANTIC_ID", help="Extract only submodels of this kind.")
@models_option
@json_option
@lang_option
def command(
    files: tuple[Path, ...], out: Path, submodel: str | None, folders: tuple[Path, ...], as_json: bool, lang: str
) -> int:
    """Turn the submodels of AAS files (.json, .xml, .aasx) back into tables, with units in the header.

    A submodel becomes a row, a list of records or a time series a row for each record. Several kinds of submodels
    become several files. Exits with 0 when everything was extracted, 1 when something could not be, 2 when called
    wrongly, 3 when a file could not be read or written.
    """
    from aas_converters.extract.extract import FORMATS
    from aas_toolkit.cli.output import as_json as report_json
    from aas_toolkit.cli.output import print_json, show_findings
    from aas_toolkit.extracting import extract

    if out.suffix.lower() not in FORMATS:
        raise click.BadParameter(f"{out.name} must end in {', '.join(FORMATS)}", param_hint="--out")
    result = extract(files, to=out, submodel=submodel, models=folders)
    if as_json:
        tables = [
            {"file": str(one.path), "name": one.name, "rows": one.rows, "columns": one.columns} for one in result.tables
        ]
        print_json({"tables": tables, **report_json(result.report, lang)})
        return result.report.exit_code()
    show_findings(result.report, lang, err=True)
    for one in result.tables:
        size = {"rows": f"{one.rows:,}", "columns": f"{one.columns:,}"}
        click.echo(click.style(say("extracted", lang, file=one.path, name=one.name, **size), fg="green"))
    if len(result.tables) > 1:
        click.echo(say("several kinds", lang, count=len(result.tables)))
    if not result.tables:
        click.echo(say("nothing written", lang))
    return result.report.exit_code()
