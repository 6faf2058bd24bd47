"""`aas export kosmo`: nodeset.xml, engineering.csv and syscfg.json of the Korean programme's gateway and cloud."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aas_toolkit.cli.options import json_option, lang_option
from aas_toolkit.cli.words import say


@click.command("kosmo")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", "-o", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write.")
@click.option(
    "--merge",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of an earlier export: the field mapping typed into its engineering.csv is kept.",
)
@click.option(
    "--values",
    type=click.Choice(["right", "as-parser"]),
    default="right",
    show_default=True,
    help="Values that OPC UA understands, or the bytes of the programme's own parser.",
)
@json_option
@lang_option
def kosmo_command(file: Path, out: Path, merge: Path | None, values: Any, as_json: bool, lang: str) -> int:
    """Write the files that configure the Korean programme's gateway from FILE (AASX, JSON, XML, RDF).

    They are nodeset.xml, engineering.csv and syscfg.json, with a README and checksums.

    Says before what the gateway would drop, narrow or choke on. Exits with 0 when all is well, 1 when something was
    left out or is wrong, 2 when called wrongly, 3 when a file could not be read or written.
    """
    from aas_toolkit.cli.output import as_json as report_json
    from aas_toolkit.cli.output import print_json
    from aas_toolkit.cli.reports.run import grouped
    from aas_toolkit.cli.reports.text import group_lines
    from aas_toolkit.exporting import MappingWouldBeLostError, export_kosmo

    try:
        exported = export_kosmo(file, out, merge=merge, values=values)
    except MappingWouldBeLostError as error:
        raise click.UsageError(say("mapping would be lost", lang, file=error, folder=out)) from error
    written = exported.written
    if as_json:
        paths = [str(path) for path in written.files] if written else []
        print_json({"files": paths, **report_json(exported.report, lang)})
        return int(not exported.report.ok or written is None)
    for group in grouped(exported.report):
        for line in group_lines(group, lang):
            click.echo(line)
    if written is None:
        click.echo(say("nothing written", lang))
        return 1
    numbers = {"tags": written.tags, "gateways": written.gateways, "devices": written.devices, "mapped": written.mapped}
    for path in written.files:
        click.echo(say("unpacked", lang, file=path))
    click.echo(click.style(say("exported", lang, **numbers), fg="green" if exported.report.ok else "yellow"))
    return int(not exported.report.ok)
