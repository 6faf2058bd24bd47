"""`aas models new`, `check` and `diff`: for those who write a model of their own."""

from __future__ import annotations

from pathlib import Path

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.model_choice import chosen_model, unknown
from aas_toolkit.cli.options import fail_on_option, json_option, lang_option, models_option
from aas_toolkit.cli.output import as_json as report_json
from aas_toolkit.cli.output import print_json, show_findings
from aas_toolkit.cli.words import counted, say


@bilingual_command(
    "new",
    ko="""
    직접 쓸 모델을 시작합니다. 설명이 달린 model.yaml 파일을 모델 이름의 폴더에 만들며, 고쳐서 쓰면 됩니다.

    이미 있는 파일은 덮어쓰지 않습니다.
    """,
    examples=("aas models new gear_hobbing -o my_models",),
)
@argument(
    "name",
    en="The name of the model: lower case letters, digits and underscores.",
    ko="모델 이름. 영문 소문자, 숫자, 밑줄만 씁니다.",
)
@option(
    "--out",
    "-o",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    en="Folder in which the folder of the model is made.",
    ko="모델 폴더를 만들 폴더.",
)
@lang_option
def new_command(name: str, folder: Path, lang: str) -> None:
    """Begin a model of your own. Its model.yaml is written with notes, ready to be changed, in a folder of its name.

    An existing file is never overwritten.
    """
    from aas_toolkit.model_starters import new_model

    try:
        path = new_model(name, to=folder, lang="ko" if lang == "ko" else "en")
    except FileExistsError as error:
        there = f"{error.filename}이(가) 이미 있습니다" if lang == "ko" else f"{error.filename} is there already"
        raise click.BadParameter(there, param_hint="NAME") from error
    except ValueError as error:
        korean = f"모델 이름 {name}은(는) 쓸 수 없습니다. 영문 소문자, 숫자, 밑줄만 쓰십시오"
        raise click.BadParameter(korean if lang == "ko" else str(error), param_hint="NAME") from error
    click.echo(path)


@bilingual_command(
    "check",
    ko="""
    참조모델 파일을 검사해 읽을 수 없거나 빠졌거나 뜻이 분명하지 않은 곳을 줄 번호와 함께 알려 줍니다.

    이상이 없으면 0, 잘못된 것이 있으면 1로 끝납니다.
    """,
    examples=("aas models new gear_hobbing -o my_models", "aas models check my_models"),
)
@argument(
    "models",
    nargs=-1,
    required=True,
    metavar="MODEL...",
    en="A name, a model.yaml, the folder of a model, or a folder of models.",
    ko="모델 이름, model.yaml 파일, 모델 폴더, 또는 모델 폴더들이 든 폴더.",
)
@fail_on_option
@models_option
@json_option
@lang_option
def check_command(models: tuple[str, ...], fail_on: str, folders: tuple[Path, ...], as_json: bool, lang: str) -> int:
    """Check reference models as files: what cannot be read, is missing or is unclear, with its line.

    Exits with 0 when nothing is wrong and 1 when something is.
    """
    from aas_reference_models.library import UnknownModelError
    from aas_toolkit.model_checks import check_models
    from aas_validators.diagnostics import Severity

    try:
        report = check_models(models, models=folders)
    except UnknownModelError as error:
        raise unknown(error, lang) from error
    if as_json:
        print_json(report_json(report, lang))
    else:
        show_findings(report, lang)
        errors, warnings = counted(report.errors, "error", lang), counted(report.warnings, "warning", lang)
        click.echo(say("summary", lang, errors=errors, warnings=warnings))
    return report.exit_code(Severity.WARNING if fail_on == "warning" else Severity.ERROR)


@bilingual_command(
    "diff",
    ko="""
    두 모델 사이에 바뀐 점과, 그중 호환되지 않는 변경을 알려 줍니다.

    이전 버전의 서브모델이 모두 새 버전에도 맞고 뜻도 같으면 호환되는 변경입니다. 호환되지 않는 변경이 있으면 1로
    끝납니다.
    """,
    examples=("aas models diff plating electrode_coating",),
)
@argument("old", en="The model as it was: a name or a path.", ko="바뀌기 전의 모델. 이름이나 경로.")
@argument("new", en="The model as it is now.", ko="바뀐 뒤의 모델. 이름이나 경로.")
@models_option
@json_option
@lang_option
def diff_command(old: str, new: str, folders: tuple[Path, ...], as_json: bool, lang: str) -> int:
    """Say what changed from one model to another, and what of it is breaking.

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
    words = ("호환 안 됨", "호환됨    ") if lang == "ko" else ("breaking", "compatible")
    for change in found:
        kind = click.style(words[0], fg="red", bold=True) if change.breaking else words[1]
        place = f"{change.path}: " if change.path else ""
        click.echo(f"{kind}  {place}{change.what.inside(lang)}")
    if lang == "ko":
        click.echo(f"변경 {len(found)}건, 그중 호환되지 않는 변경 {breaking}건")
    else:
        click.echo(f"{len(found)} {'change' if len(found) == 1 else 'changes'}, {breaking} breaking")
    return int(breaking > 0)
