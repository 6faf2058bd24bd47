"""`aas models export`: reference models as IDTA submodel templates."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.model_choice import chosen_model
from aas_toolkit.cli.options import lang_option, models_option
from aas_toolkit.cli.wrong_calls import wrong

ENDINGS: Final = (".json", ".xml", ".aasx")


@bilingual_command(
    "export",
    ko="""
    참조모델을 IDTA 서브모델 템플릿으로 저장하고, 요소마다 개념 설명(ConceptDescription)을 함께 넣습니다.

    --all에는 모델 이름 없이 저장할 폴더 하나만 적습니다. 저장한 템플릿이 메타모델 규칙에 어긋나면 1로 끝납니다.
    """,
    examples=("aas models export injection_moulding -o template.aasx",),
)
@argument(
    "models",
    nargs=-1,
    metavar="[MODEL...]",
    en="Names from `aas models list`, or paths.",
    ko="`aas models list`에 나오는 이름이나 경로.",
)
@option(
    "--out",
    "-o",
    type=click.Path(path_type=Path),
    en="A file that ends in .json, .xml or .aasx, or a folder for all three of each model. Default: this folder.",
    ko="저장할 파일(.json, .xml, .aasx), 또는 모델마다 세 형식을 모두 저장할 폴더. 주지 않으면 지금 폴더입니다.",
)
@option("--all", "every", is_flag=True, en="Export every model.", ko="모든 모델을 내보냅니다.")
@option(
    "--metamodel",
    type=click.Choice(["3.0", "3.1"]),
    default="3.0",
    en="AAS version.",
    ko="AAS 메타모델 버전.",
)
@option(
    "--part",
    type=click.Choice(["json", "xml"]),
    default="json",
    en="What an .aasx holds.",
    ko=".aasx 안에 넣을 형식.",
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
    from aas_reference_models.library import models as known_models
    from aas_toolkit.cli.output import show_findings
    from aas_toolkit.reference_models import export_template
    from aas_validators.diagnostics import Report

    if every:
        out = destination(models, out)
        models = tuple(known_models(folders))
    if not models:
        raise click.UsageError(wrong("no model named", lang))
    targets = [
        (model, target)
        for model in (chosen_model(name, folders, lang) for name in models)
        for target in targets_of(model.name, out, several=len(models) > 1)
    ]
    whole = Report()
    for model, target in targets:
        whole.extend(export_template(model, to=target, **choices).report)
        click.echo(target)
    show_findings(whole, lang, err=True)
    return whole.exit_code()


def destination(models: tuple[str, ...], out: Path | None) -> Path | None:
    """Return where all models go: what --out says, or the one argument beside --all."""
    if len(models) > 1 or (models and out is not None):
        raise click.UsageError(wrong("model beside all"))
    return Path(models[0]) if models else out


def targets_of(name: str, out: Path | None, *, several: bool) -> list[Path]:
    """Return the files to write for a model."""
    if out is not None and out.suffix.lower() in ENDINGS and not out.is_dir():
        if several:
            raise click.BadParameter(wrong("one file, several models", name=out.name), param_hint="--out")
        return [out]
    folder = out or Path()
    return [folder / f"{name}{ending}" for ending in ENDINGS]
