"""`aas models export`: reference models as IDTA submodel templates."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from aas_toolkit.cli.model_choice import chosen_model
from aas_toolkit.cli.options import lang_option, models_option

ENDINGS: Final = (".json", ".xml", ".aasx")


@click.command("export")
@click.argument("models", nargs=-1, metavar="MODEL...")
@click.option("--all", "every", is_flag=True, help="Export every model.")
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path),
    help="A file that ends in .json, .xml or .aasx, or a folder for all three of each model. Default: this folder.",
)
@click.option("--metamodel", type=click.Choice(["3.0", "3.1"]), default="3.0", show_default=True, help="AAS version.")
@click.option(
    "--part",
    type=click.Choice(["json", "xml"]),
    default="json",
    show_default=True,
    help="What an .aasx holds.",
)
@models_option
@lang_option
def export_command(
    models: tuple[str, ...], every: bool, out: Path | None, folders: tuple[Path, ...], lang: str, **choices: Any
) -> int:
    """Write reference models as IDTA submodel templates, with a concept description for each element.

    With --all, a single argument names the folder to write to. Exits with 1 if a template that was written breaks a
    rule of the metamodel.
    """
    from aas_converters.templates.write import write_template
    from aas_reference_models.library import models as known_models
    from aas_toolkit.api import validate
    from aas_toolkit.cli.output import show_findings
    from aas_validators.diagnostics import Report

    if every:
        out = destination(models, out)
        models = tuple(known_models(folders))
    if not models:
        raise click.UsageError("Name a model, or say --all.")
    targets = [
        (model, target)
        for model in (chosen_model(name, folders, lang) for name in models)
        for target in targets_of(model.name, out, several=len(models) > 1)
    ]
    whole = Report()
    for model, target in targets:
        write_template(model, target, **choices)
        # whether it conforms to itself need not be asked
        whole.extend(validate(target, metamodel=choices["metamodel"], skip=("template",)))
        click.echo(target)
    show_findings(whole, lang, err=True)
    return whole.exit_code()


def destination(models: tuple[str, ...], out: Path | None) -> Path | None:
    """Return where all models go: what --out says, or the one argument beside --all."""
    if len(models) > 1 or (models and out is not None):
        raise click.UsageError("With --all no model is named, only the folder to write to.")
    return Path(models[0]) if models else out


def targets_of(name: str, out: Path | None, *, several: bool) -> list[Path]:
    """Return the files to write for a model."""
    if out is not None and out.suffix.lower() in ENDINGS and not out.is_dir():
        if several:
            raise click.BadParameter(f"{out.name} is one file; name a folder for several models", param_hint="--out")
        return [out]
    folder = out or Path()
    return [folder / f"{name}{ending}" for ending in ENDINGS]
