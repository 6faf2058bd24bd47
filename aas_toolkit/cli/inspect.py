"""`aas inspect`: what is in an AAS file."""

from __future__ import annotations

from pathlib import Path

import click

from aas_toolkit.cli.options import json_option, lang_option


@click.command("inspect")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--depth", type=click.IntRange(0), default=4, show_default=True, help="Levels of elements to show.")
@click.option("--count", type=click.IntRange(1), default=3, show_default=True, help="Shells and submodels to show.")
@click.option(
    "--leaves-the-plant",
    "leaving",
    is_flag=True,
    help="List what of the plant is in FILE, an AAS file or a mapping: elements, ids, attached files, columns.",
)
@json_option
@lang_option
def command(file: Path, depth: int, count: int, leaving: bool, as_json: bool, lang: str) -> int:
    """Show shells, submodels and elements of FILE as a tree, with values and units.

    Exits with 1 when the file is no environment of metamodel 3.0 or 3.1; `aas validate` says what it is.
    """
    if leaving:
        from aas_toolkit.cli.leaving import leaves_the_plant

        return leaves_the_plant(file, as_json=as_json, lang=lang)
    from aas_converters.documents.objects import read_environments
    from aas_toolkit.cli.output import print_json, show_findings
    from aas_toolkit.cli.tables import show
    from aas_toolkit.cli.tree import environment_tree

    found, findings = read_environments(file)
    if as_json:
        print_json([content for _, content in found])
    else:
        for name, content in found:
            show(environment_tree(name, content, depth, count))
    show_findings(findings, lang, err=True)
    return int(not found)
