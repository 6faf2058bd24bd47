"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from aas_toolkit.cli.words import language

F = TypeVar("F", bound=Callable[..., Any])


def lang_option(function: F) -> F:
    """Add --lang."""
    return click.option("--lang", type=click.Choice(["en", "ko"]), default=language, help="Language of the messages.")(
        function
    )


def json_option(function: F) -> F:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")(function)


def models_option(function: F) -> F:
    """Add --models."""
    return click.option(
        "--models",
        "folders",
        multiple=True,
        envvar="AAS_MODELS",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder with reference models of your own; may be given several times.",
    )(function)


def fail_on_option(function: F) -> F:
    """Add --fail-on."""
    return click.option(
        "--fail-on",
        type=click.Choice(["error", "warning"]),
        default="error",
        help="How bad a finding must be for exit code 1.",
    )(function)


def written_as_options(function: F) -> F:
    """Add --metamodel and --part, in this order: what is written."""
    part = click.option(
        "--part",
        type=click.Choice(["json", "xml", "ttl", "nt", "rdf", "jsonld"]),
        default="json",
        show_default=True,
        help="What an .aasx holds; few programs read RDF there.",
    )
    metamodel = click.option(
        "--metamodel", type=click.Choice(["3.0", "3.1"]), default="3.0", show_default=True, help="AAS version."
    )
    return metamodel(part(function))
