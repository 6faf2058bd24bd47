"""`aas validate`: check AAS files."""

from __future__ import annotations

from pathlib import Path

import click

from aas_toolkit.cli.options import fail_on_option, lang_option, models_option
from aas_toolkit.cli.output import as_json, print_json, show_findings
from aas_toolkit.cli.words import counted, say
from aas_validators.layers import Layer

LAYERS = [layer.value for layer in Layer]


@click.command("validate")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", help="How to print findings.")
@click.option(
    "--metamodel",
    type=click.Choice(["auto", "3.0", "3.1"]),
    default="auto",
    show_default=True,
    help="AAS version.",
)
@click.option("--root", help="Class of the document where it is no environment, such as Submodel.")
@click.option(
    "--template",
    "asked",
    multiple=True,
    metavar="FILE|MODEL",
    help="What submodels should conform to: an IDTA template file or a reference model; may be given several times.",
)
@click.option(
    "--templates",
    "places",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of template files, of which each submodel finds its own; may be given several times.",
)
@click.option("--jobs", type=click.IntRange(min=1), default=1, help="Processes that share the check of a large file.")
@click.option("--only", multiple=True, type=click.Choice(LAYERS), help="Check this layer only; repeatable.")
@click.option("--skip", multiple=True, type=click.Choice(LAYERS), help="Leave this layer out; repeatable.")
@fail_on_option
@models_option
@lang_option
def command(
    files: tuple[Path, ...],
    layout: str,
    metamodel: str,
    root: str | None,
    asked: tuple[str, ...],
    places: tuple[Path, ...],
    jobs: int,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    fail_on: str,
    folders: tuple[Path, ...],
    lang: str,
) -> int:
    """Check AAS files (.json, .xml, .aasx) and say what is wrong where.

    Exits with 0 when nothing is wrong, 1 when something is, 2 when called wrongly, 3 when a file could not be read.
    """
    from aas_toolkit.api import assess
    from aas_toolkit.templates import search
    from aas_validators.check import Task, checked_task
    from aas_validators.diagnostics import Report, Severity
    from aas_validators.layers import chosen_layers

    layers = chosen_layers(only, skip)
    task = Task(metamodel=metamodel, root=root, layers=layers, jobs=jobs)  # type: ignore[arg-type]  # click's choice
    try:
        checked_task(task)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--root") from error
    templates = search(asked, places, folders)
    whole = Report()
    answers = []
    for file in files:
        found = assess(file, task, templates)
        report = Report()
        report.extend(found.findings)
        whole.extend(found.findings)
        if layout == "json":
            facts = {
                "file": str(file),
                "kind": found.kind,
                "metamodels": list(found.metamodels),
                "root": found.root,
            }
            answers.append({**facts, **as_json(report, lang)})
            continue
        show_findings(report, lang)
        if found.ok:
            what = ", ".join([found.kind, *(f"metamodel {version}" for version in found.metamodels)])
            click.echo(click.style(say("valid", lang, file=file, what=what), fg="green"))
    if layout == "json":
        print_json({"ok": whole.ok, "errors": whole.errors, "warnings": whole.warnings, "files": answers})
    elif len(whole):
        errors, warnings = counted(whole.errors, "error", lang), counted(whole.warnings, "warning", lang)
        click.echo(say("summary", lang, errors=errors, warnings=warnings))
    return whole.exit_code(Severity.WARNING if fail_on == "warning" else Severity.ERROR)
