"""`aas demo`: a bundled example from plant file to checked package."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import click

from aas_toolkit.cli.options import lang_option, models_option
from aas_toolkit.cli.output import show_findings
from aas_toolkit.cli.words import say

TEMPLATES: Final = (".json", ".xml", ".aasx")


@click.command("demo")
@click.argument("model", default="injection_moulding")
@click.option(
    "--out",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    show_default=True,
    help="Folder for the example.",
)
@models_option
@lang_option
def command(model: str, out: Path, folders: tuple[Path, ...], lang: str) -> int:
    """Write the example of MODEL into a folder, convert it and check the result."""
    from aas_converters.documents.objects import read_environments
    from aas_reference_models.library import UnknownModelError, examples
    from aas_toolkit.api import validate
    from aas_toolkit.cli.convert import show
    from aas_toolkit.cli.tables import show as show_tree
    from aas_toolkit.cli.tree import environment_tree
    from aas_toolkit.converting import convert

    if Path(model).suffix.lower() in TEMPLATES:
        word = "템플릿 파일에는 예제가 없습니다" if lang == "ko" else "a template file brings no example"
        hint = f"aas convert TABLE --model {model}"
        raise click.BadParameter(f"{word}; {hint}", param_hint="MODEL")
    try:
        folder = next(iter(examples(model, folders).values()), None)
    except UnknownModelError as error:
        message = f"{error.message_ko}; {error.hint_ko}" if lang == "ko" else str(error)
        raise click.BadParameter(message, param_hint="MODEL") from error
    if folder is None:
        there_is_none = f"{model} 모델에는 예제가 없습니다" if lang == "ko" else f"the model {model} has no example"
        raise click.BadParameter(there_is_none, param_hint="MODEL")
    place = out / model
    place.mkdir(parents=True, exist_ok=True)
    files = [Path(shutil.copyfile(file, place / file.name)) for file in sorted(folder.iterdir()) if file.is_file()]
    sources = [str(file) for file in files if file.suffix not in (".yaml", ".md")]
    mapping = place / "mapping.yaml"
    package = place / f"{model}.aasx"
    command_line = f"aas convert {' '.join(sources)} --map {mapping} -o {package}"
    click.echo(click.style(f"$ {command_line}", bold=True))
    result = convert(sources, mapping=mapping, to=package, models=folders)
    show(result, lang, mapped=True)
    if result.path is None:
        return 1
    click.echo(click.style(f"\n$ aas validate {package}", bold=True))
    report = validate(package, models=folders)
    show_findings(report, lang)
    if report.ok:
        click.echo(
            click.style(say("valid", lang, file=package, what=say("checked against", lang, model=model)), fg="green")
        )
    click.echo(click.style(f"\n$ aas inspect {package}", bold=True))
    for name, content in read_environments(package)[0]:
        show_tree(environment_tree(name, content, 4, 1))
    click.echo(f"\n{package.resolve()}")
    return int(not (report.ok and result.ok))
