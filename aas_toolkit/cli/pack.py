"""`aas pack`: one package from AAS files and other files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aas_toolkit.cli.options import lang_option
from aas_toolkit.cli.words import counted, say

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("pack")
@click.argument("sources", nargs=-1, required=True, type=EXISTING)
@click.option("--out", "-o", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The .aasx to write.")
@click.option(
    "--file",
    "added",
    multiple=True,
    metavar="PATH[=NAME]",
    help="Another file for the package, under a name in it (default: /aasx/suppl/ and its own). Repeatable.",
)
@click.option("--thumbnail", type=EXISTING, help="A PNG or JPEG picture of the package.")
@click.option(
    "--part", type=click.Choice(["json", "xml"]), default="json", show_default=True, help="What the .aasx holds."
)
@click.option(
    "--metamodel",
    type=click.Choice(["auto", "3.0", "3.1"]),
    default="auto",
    show_default=True,
    help="AAS version; auto takes that of the sources.",
)
@lang_option
def command(sources: tuple[Path, ...], out: Path, added: tuple[str, ...], lang: str, **choices: Any) -> int:
    """Put AAS files (.json, .xml, .aasx, RDF) and other files into one package; packages are merged.

    The same content gives the same bytes. Exits with 1 when two sources disagree about an id or one cannot be read:
    then nothing is written.
    """
    from aas_toolkit.cli.output import show_findings
    from aas_toolkit.packing import pack
    from aas_validators.diagnostics import Severity

    files: dict[str, Path] = {}
    for one in added:
        path, _, name = one.partition("=")
        if not Path(path).is_file():
            raise click.BadParameter(say("no such file", lang, file=path), param_hint="--file")
        files[name or Path(path).name] = Path(path)
    findings = pack(sources, out, files=files, **choices)
    show_findings(findings, lang, err=True)
    if any(finding.severity is Severity.ERROR for finding in findings):
        click.echo(say("nothing written", lang))
        return 1
    wrote = say("packed", lang, file=out, sources=counted(len(sources), "file", lang), files=len(files))
    click.echo(click.style(wrote, fg="green"))
    return 0
