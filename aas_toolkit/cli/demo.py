"""`aas demo`: a bundled example from plant file to checked package."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, option
from aas_toolkit.cli.model_choice import unknown
from aas_toolkit.cli.options import lang_option, models_option
from aas_toolkit.cli.output import show_findings
from aas_toolkit.cli.words import say
from aas_toolkit.cli.wrong_calls import wrong

TEMPLATES: Final = (".json", ".xml", ".aasx")


@bilingual_command(
    "demo",
    ko="""
    모델에 딸린 예제를 폴더에 만들고, 변환하고, 결과를 검사합니다.

    처음이라면 이 명령부터 실행해 보십시오. 변환에 쓴 명령을 함께 보여 주므로 그대로 따라 할 수 있습니다.
    """,
    examples=("aas demo", "aas demo plating -o my_demo"),
)
@argument(
    "model",
    default="injection_moulding",
    en="A name from `aas models list`.",
    ko="`aas models list`에 나오는 이름.",
)
@option(
    "--out",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    en="Folder for the example.",
    ko="예제를 만들 폴더.",
)
@models_option
@lang_option
def command(model: str, out: Path, folders: tuple[Path, ...], lang: str) -> int:
    """Write the example of a model into a folder, convert it and check the result.

    The commands are shown too, so that they can be tried again by hand.
    """
    from aas_converters.documents.objects import read_environments
    from aas_reference_models.library import UnknownModelError, examples
    from aas_toolkit.api import validate
    from aas_toolkit.cli.convert import show
    from aas_toolkit.cli.tables import show as show_tree
    from aas_toolkit.cli.tree import environment_tree
    from aas_toolkit.converting import convert

    if Path(model).suffix.lower() in TEMPLATES:
        raise click.BadParameter(wrong("template has no example", lang, model=model), param_hint="MODEL")
    try:
        folder = next(iter(examples(model, folders).values()), None)
    except UnknownModelError as error:
        raise unknown(error, lang) from error
    if folder is None:
        raise click.BadParameter(wrong("model has no example", lang, model=model), param_hint="MODEL")
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
