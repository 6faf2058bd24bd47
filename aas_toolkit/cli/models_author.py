"""`aas models new`, `check` and `diff`: for those who write a model of their own."""

from __future__ import annotations

from pathlib import Path

import click

from aas_toolkit.cli.model_choice import chosen_model, unknown
from aas_toolkit.cli.options import fail_on_option, json_option, lang_option, models_option
from aas_toolkit.cli.output import as_json as report_json
from aas_toolkit.cli.output import print_json, show_findings
from aas_toolkit.cli.words import counted, say


@click.command("new")
@click.argument("name")
@click.option(
    "--out",
    "-o",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Folder in which the folder of the model is made.",
)
@lang_option
def new_command(name: str, folder: Path, lang: str) -> None:
    """Begin a model of your own: write NAME/model.yaml, with notes, ready to be changed.

    An existing file is never overwritten.
    """
    from aas_toolkit.new_model import new_model

    try:
        path = new_model(name, folder, lang)
    except FileExistsError as error:
        there = f"{error.filename}이(가) 이미 있습니다" if lang == "ko" else f"{error.filename} is there already"
        raise click.BadParameter(there, param_hint="NAME") from error
    except ValueError as error:
        korean = f"모델 이름 {name}은(는) 쓸 수 없습니다. 영문 소문자, 숫자, 밑줄만 쓰십시오"
        raise click.BadParameter(korean if lang == "ko" else str(error), param_hint="NAME") from error
    click.echo(path)


@click.command("check")
@click.argument("models", nargs=-1, required=True, metavar="MODEL...")
@fail_on_option
@models_option
@json_option
@lang_option
def check_command(models: tuple[str, ...], fail_on: str, folders: tuple[Path, ...], as_json: bool, lang: str) -> int:
    """Check reference models as files: what cannot be read, is missing or is unclear, with its line.

    MODEL is a name, a model.yaml, the folder of a model, or a folder of models. Exits with 0 when nothing is wrong and
    1 when something is.
    """
    from aas_reference_models.library import UnknownModelError
    from aas_toolkit.model_checks import check_models
    from aas_validators.diagnostics import Report, Severity

    report = Report()
    try:
        report.extend(check_models(models, folders))
    except UnknownModelError as error:
        raise unknown(error, lang) from error
    if as_json:
        print_json(report_json(report, lang))
    else:
        show_findings(report, lang)
        errors, warnings = counted(report.errors, "error", lang), counted(report.warnings, "warning", lang)
        click.echo(say("summary", lang, errors=errors, warnings=warnings))
    return report.exit_code(Severity.WARNING if fail_on == "warning" else Severity.ERROR)


@click.command("diff")
@click.argument("old")
@click.argument("new")
@models_option
@json_option
@lang_option
def diff_command(old: str, new: str, folders: tuple[Path, ...], as_json: bool, lang: str) -> int:
    """Say what changed from the model OLD to the model NEW, and what of it is breaking.

    A change is compatible when every submodel of the old version fits the new one and means the same. Exits with 1
    when a change is breaking.
    """
    from aas_toolkit.model_changes import changes

    found = list(changes(chosen_model(old, folders, lang, "OLD"), chosen_model(new, folders, lang, "NEW")))
    breaking = sum(change.breaking for change in found)
    if as_json:
        rows = [{"path": c.path, "what": c.what.inside(lang), "breaking": c.breaking} for c in found]
        print_json({"compatible": not breaking, "changes": rows})
        return int(breaking > 0)
    words = ("호환 안 됨", "호환됨") if lang == "ko" else ("breaking", "compatible")
    for change in found:
        kind = click.style(words[0], fg="red", bold=True) if change.breaking else words[1]
        place = f"{change.path}: " if change.path else ""
        click.echo(f"{kind}  {place}{change.what.inside(lang)}")
    if lang == "ko":
        click.echo(f"변경 {len(found)}건, 그중 호환되지 않는 변경 {breaking}건")
    else:
        click.echo(f"{len(found)} {'change' if len(found) == 1 else 'changes'}, {breaking} breaking")
    return int(breaking > 0)
