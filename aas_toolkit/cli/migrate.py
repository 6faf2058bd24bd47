"""`aas migrate`: an AAS file in another metamodel version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aas_toolkit.cli.options import json_option, lang_option
from aas_toolkit.cli.words import counted, say


@click.command("migrate")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--to", "version", type=click.Choice(["3.0", "3.1"]), required=True, help="AAS version to write.")
@click.option("--part", type=click.Choice(["json", "xml"]), help="What an .aasx holds; default: what it held.")
@json_option
@lang_option
def command(source: Path, out: Path, version: Any, part: Any, as_json: bool, lang: str) -> int:
    """Write SOURCE (JSON, XML, RDF or AASX) as metamodel 3.0 or 3.1 and say everything that is not as it was.

    SOURCE is metamodel 2.0, 3.0 or 3.1; what 2.0 allowed and 3 does not is repaired as `aas repair` does. Other files
    of a package stay byte for byte. Exits with 0 when the result is valid, 1 when SOURCE could not be read or something
    in the result is not valid, 2 when called wrongly, 3 when a file could not be read or written.
    """
    from aas_toolkit.cli.output import as_json as report_json
    from aas_toolkit.cli.output import print_json, show_findings
    from aas_toolkit.cli.repair import lines
    from aas_toolkit.migrating import migrate

    before = out.stat().st_mtime_ns if out.exists() else None
    report = migrate(source, out, version, part=part)
    written = out.exists() and out.stat().st_mtime_ns != before
    if as_json:
        print_json({"file": str(out) if written else None, **report_json(report, lang)})
        return int(not report.ok)
    for line in lines([one for one in report if one.rule.code.startswith("FIX")], lang):
        click.echo(line)
    show_findings([one for one in report if not one.rule.code.startswith("FIX")], lang)
    if not written:
        click.echo(say("nothing written", lang))
        return 1
    changes = sum(one.count for one in report if one.rule.code.startswith(("MIG", "FIX")))
    wrote = say("migrated", lang, file=out, version=version, changes=counted(changes, "change", lang))
    click.echo(click.style(wrote, fg="green" if report.ok else "yellow"))
    return int(not report.ok)
