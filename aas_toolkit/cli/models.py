"""`aas models`: find a reference model and read what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aas_toolkit.cli.options import json_option, lang_option, models_option
from aas_toolkit.cli.output import print_json


@click.group("models")
def command() -> None:
    """List reference models, or show one."""


@command.command("list")
@click.argument("words", nargs=-1)
@models_option
@json_option
@lang_option
def list_models(words: tuple[str, ...], folders: tuple[Path, ...], as_json: bool, lang: str) -> None:
    """List the reference models; WORDS, Korean or English, narrow the list."""
    from aas_reference_models.library import load_model, models
    from aas_toolkit.cli.tables import print_table

    found = [load_model(name, folders) for name in models(folders)]
    found = [model for model in found if all(word.casefold() in searchable(model) for word in words)]
    if as_json:
        rows = [{"name": m.id, "version": m.version, "title": dict(m.title.by_language)} for m in found]
        print_json(rows)
        return
    heads = (
        ("이름", "버전", "제목", "단위", "요소")
        if lang == "ko"
        else ("name", "version", "title", "one per", "elements")
    )
    print_table(heads, [(m.id, m.version, titles(m, lang), m.shape.one_per, str(leaves(m))) for m in found])


@command.command("show")
@click.argument("model")
@models_option
@json_option
@lang_option
def show_model(model: str, folders: tuple[Path, ...], as_json: bool, lang: str) -> None:
    """Show the elements of a reference model with units, ranges and cardinality."""
    from aas_reference_models.library import UnknownModelError, load_model
    from aas_toolkit.cli.model_page import model_json, print_model

    try:
        found = load_model(model, folders)
    except UnknownModelError as error:
        message = f"{error.message_ko}; {error.hint_ko}" if lang == "ko" else str(error)
        raise click.BadParameter(message, param_hint="MODEL") from error
    if as_json:
        print_json(model_json(found))
    else:
        print_model(found, lang)


def searchable(model: Any) -> str:
    """Return everything a search looks at, folded."""
    texts = (*model.title.by_language, *model.description.by_language)
    return " ".join([model.id, model.id.replace("_", " "), *(text for _, text in texts)]).casefold()


def titles(model: Any, lang: str) -> str:
    """Return a title in the reader's language, the other behind it."""
    other = model.title.get("en" if lang == "ko" else "ko")
    return f"{model.title.get(lang)} ({other})"


def leaves(model: Any) -> int:
    """Return how many elements of a model hold a value."""
    from aas_reference_models.model import Kind, walk

    containers = (Kind.SUBMODEL_ELEMENT_COLLECTION, Kind.SUBMODEL_ELEMENT_LIST)
    return sum(element.kind not in containers for _, element in walk(model.elements))
