"""The options of `aas validate`, in the order of its help. Another option is another entry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from aas_toolkit.cli.options import lang_option, models_option
from aas_toolkit.cli.reports.formats import FORMATS
from aas_toolkit.policy import LEVELS
from aas_toolkit.profiles import PROFILES
from aas_validators.layers import Layer

F = TypeVar("F", bound=Callable[..., Any])

LAYERS: Final = [layer.value for layer in Layer]
FOLDER: Final = click.Path(exists=True, file_okay=False, path_type=Path)
FILE: Final = click.Path(dir_okay=False, path_type=Path)

OPTIONS: Final = (
    click.option("--format", "layout", type=click.Choice(list(FORMATS)), default="text", help="Form of the report."),
    click.option(
        "--output", "-o", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), help="Where to write it."
    ),
    click.option(
        "--report",
        "reports",
        multiple=True,
        metavar="[FORMAT:]FILE",
        help="One more report; the ending of FILE (.json, .sarif, .xml for JUnit, .html, .txt) tells the form.",
    ),
    click.option(
        "--metamodel",
        type=click.Choice(["auto", "3.0", "3.1"]),
        default="auto",
        show_default=True,
        help="AAS version.",
    ),
    click.option("--root", help="Class of the document where it is no environment, such as Submodel."),
    click.option(
        "--template",
        "--model",
        "-m",
        "template",
        multiple=True,
        metavar="FILE|MODEL",
        help="What submodels should conform to: an IDTA template file or a reference model; repeatable.",
    ),
    click.option(
        "--templates",
        multiple=True,
        type=FOLDER,
        help="A folder of template files, of which each submodel finds its own; may be given several times.",
    ),
    click.option(
        "--profile", type=click.Choice(PROFILES), help="Check what a programme asks for too: kosmo, the Korean one."
    ),
    click.option(
        "--with", "exported", type=FOLDER, help="A folder with files exported by `aas export`; they must fit the AAS."
    ),
    click.option("--only", multiple=True, type=click.Choice(LAYERS), help="Check this layer only; repeatable."),
    click.option("--skip", multiple=True, type=click.Choice(LAYERS), help="Leave this layer out; repeatable."),
    click.option(
        "--shacl",
        type=click.IntRange(min=1),
        metavar="N",
        help="Hold N shells, submodels and concepts of each file to the official SHACL shapes too: a second each.",
    ),
    click.option("--ignore", multiple=True, metavar="CODE", help="Switch a rule off, or all that begin with CODE."),
    click.option(
        "--severity",
        multiple=True,
        metavar=f"CODE={'|'.join(reversed(LEVELS))}",
        help="How bad a rule is here; may be given several times.",
    ),
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "never"]),
        default="error",
        help="How bad a finding must be for exit code 1.",
    ),
    click.option(
        "--exclude", multiple=True, metavar="PATTERN", help="Leave out what fits when a folder is checked; repeatable."
    ),
    click.option(
        "--force-exclude",
        is_flag=True,
        help="Treat files that are named like files in a folder: leave out what is excluded or no AAS file.",
    ),
    click.option("--baseline", type=FILE, help="File of known findings, which are not reported again."),
    click.option("--write-baseline", type=FILE, help="Write all findings of this run as known, and end with 0."),
    click.option("--config", type=FILE, help="Settings; by default the nearest aas-toolkit.toml or pyproject.toml."),
    click.option("--no-config", is_flag=True, help="Read no settings."),
    click.option(
        "--jobs", type=click.IntRange(min=1), default=1, help="Processes that share the check of a large file."
    ),
    models_option,
    lang_option,
)


def validate_options(function: F) -> F:
    """Add every option."""
    for option in reversed(OPTIONS):
        function = option(function)
    return function
