"""`aas models`: find a reference model, read what it says, and look after one's own."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from aas_toolkit.cli.bilingual import argument, bilingual_command, bilingual_group, option
from aas_toolkit.cli.model_choice import chosen_model
from aas_toolkit.cli.models_author import check_command, diff_command, new_command
from aas_toolkit.cli.models_export import export_command
from aas_toolkit.cli.options import json_option, lang_option, models_option
from aas_toolkit.cli.output import print_json


@bilingual_group(
    "models",
    ko="참조모델을 찾고, 보고, 만들고, 검사하고, 비교하고, 내보냅니다.",
    examples=("aas models list 사출", "aas models show injection_moulding"),
)
@partial(lang_option, exposed=False)
def command() -> None:
    """Find, show, write, check, compare and export reference models."""


@bilingual_command(
    "list",
    ko="""
    참조모델 목록을 보여 줍니다. 낱말을 주면 그 말이 든 모델만 나옵니다.

    이름이나 제목에 낱말이 든 모델이 먼저, 요소 이름에만 든 모델이 나중에 나옵니다.
    """,
    examples=("aas models list 용접", "aas models list --for shots.csv"),
)
@argument(
    "words",
    nargs=-1,
    metavar="[WORDS...]",
    en="Words, Korean or English, that narrow the list.",
    ko="찾을 낱말. 한국어와 영어 모두 됩니다.",
)
@option(
    "--for",
    "source",
    type=click.Path(exists=True, path_type=Path),
    en="A plant file: the models that fit its columns come first.",
    ko="공장 파일. 열이 잘 맞는 모델부터 보여 줍니다.",
)
@option(
    "--template",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    en="An IDTA template file whose templates are listed too.",
    ko="목록에 함께 넣을 IDTA 템플릿 파일.",
)
@models_option
@json_option
@lang_option
def list_models(
    words: tuple[str, ...],
    source: Path | None,
    files: tuple[Path, ...],
    folders: tuple[Path, ...],
    as_json: bool,
    lang: str,
) -> int:
    """List the reference models; words narrow the list.

    Models whose name or title has all the words come before those that only mention them, those with an element
    called so last.
    """
    from aas_reference_models.library import load_model, models
    from aas_toolkit.cli.models_fit import list_for
    from aas_toolkit.templates import templates_in

    found = [load_model(name, folders) for name in models(folders)]
    found += [model for file in files for model in templates_in(file, folders)]
    found = [model for model in found if says(searchable(model), words)]
    if source is not None:
        return list_for(source, found, as_json=as_json, lang=lang)
    found.sort(key=lambda model: (not says(headline(model), words), not says(described(model), words)))
    if as_json:
        print_json([{"name": m.name, "version": m.version, "title": dict(m.title.by_language)} for m in found])
    else:
        print_models(found, lang)
    return 0


@bilingual_command(
    "show",
    ko="참조모델이나 템플릿 파일의 요소를 단위, 범위, 필수 여부와 함께 보여 줍니다.",
    examples=("aas models show injection_moulding",),
)
@argument(
    "model",
    en="A name from `aas models list`, a path, or an IDTA template file.",
    ko="`aas models list`에 나오는 이름이나 경로, 또는 IDTA 템플릿 파일.",
)
@models_option
@json_option
@lang_option
def show_model(model: str, folders: tuple[Path, ...], as_json: bool, lang: str) -> None:
    """Show the elements of a reference model, or of a template file, with units, ranges and cardinality."""
    from aas_toolkit.cli.model_page import model_json, print_model

    found = chosen_model(model, folders, lang)
    if as_json:
        print_json(model_json(found))
    else:
        print_model(found, lang)


for each in (list_models, show_model, new_command, check_command, diff_command, export_command):
    command.add_command(each)


def print_models(found: list[Any], lang: str) -> None:
    """Print a table of models."""
    from aas_toolkit.cli.model_page import ONE_PER
    from aas_toolkit.cli.tables import print_table

    heads = (
        ("이름", "버전", "제목", "구성", "요소")
        if lang == "ko"
        else ("name", "version", "title", "one per", "elements")
    )
    each = "{unit}마다" if lang == "ko" else "{unit}"
    rows = [
        (m.name, m.version, titles(m, lang), each.format(unit=ONE_PER[m.shape.one_per].inside(lang)), str(leaves(m)))
        for m in found
    ]
    print_table(heads, rows)


def headline(model: Any) -> str:
    """Return what a model is called, folded."""
    titles = (text for _, text in model.title.by_language)
    return "\n".join([model.name, model.name.replace("_", " "), *titles]).casefold()


def described(model: Any) -> str:
    """Return what a model is called and for, folded."""
    return "\n".join([headline(model), *(text.casefold() for _, text in model.description.by_language)])


def searchable(model: Any) -> str:
    """Return everything a search looks at, folded: the names of elements and what plants call them as well."""
    from aas_reference_models.model import walk

    named = (
        text
        for _, element in walk(model.elements)
        for text in (element.id_short, *element.aliases, *(text for _, text in element.name.by_language))
    )
    return "\n".join([described(model), *(text.casefold() for text in named)])


def says(text: str, words: tuple[str, ...]) -> bool:
    """Say whether a folded text has all words; blanks in either do not matter, as between Korean words."""
    closed = text.replace(" ", "")
    return all(word.casefold() in text or "".join(word.casefold().split()) in closed for word in words)


def titles(model: Any, lang: str) -> str:
    """Return a title in the reader's language, the other behind it."""
    title, other = model.title.get(lang), model.title.get("en" if lang == "ko" else "ko")
    return title if title == other else f"{title} ({other})"


def leaves(model: Any) -> int:
    """Return how many elements of a model hold a value."""
    from aas_reference_models.model import Kind, walk

    containers = (Kind.SUBMODEL_ELEMENT_COLLECTION, Kind.SUBMODEL_ELEMENT_LIST)
    return sum(element.kind not in containers for _, element in walk(model.elements))
