"""`aas watch`: a folder is looked at again and again, and each file that comes is converted once."""

from __future__ import annotations

import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aas_toolkit.cli.options import fail_on_option, lang_option, models_option, written_as_options
from aas_toolkit.cli.steps import exit_code, show_step, state_failure
from aas_toolkit.cli.words import say

if TYPE_CHECKING:
    from types import FrameType


@click.command("watch")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--map",
    "mapping",
    multiple=True,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A mapping file. Several fill several models from the same rows.",
)
@click.option(
    "--model",
    "-m",
    multiple=True,
    help="Reference model, where the mapping names none: a name, a path, or an IDTA template file.",
)
@click.option(
    "--out",
    "-o",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the packages, the state of the watch and the reports of what failed.",
)
@click.option(
    "--name",
    default="{source}.aasx",
    show_default=True,
    help="How packages are called, with {source}, {date}, {time}, {number}; the ending says what is written.",
)
@click.option(
    "--every", type=click.FloatRange(0.1), default=10.0, show_default=True, metavar="S", help="Seconds between looks."
)
@click.option(
    "--settle",
    type=click.FloatRange(0),
    default=5.0,
    show_default=True,
    metavar="S",
    help="Seconds for which a file must not have changed before it is read.",
)
@click.option("--once", is_flag=True, help="Convert what is there and end, for a scheduler.")
@click.option(
    "--state", type=click.Path(dir_okay=False, path_type=Path), help="The state file. Default: aas-watch.json in --out."
)
@written_as_options
@click.option(
    "--on-error",
    type=click.Choice(["stop", "skip"]),
    default="stop",
    show_default=True,
    help="Leave a file alone when a cell is bad, or leave out the cell (or its row, if the element is mandatory).",
)
@click.option("--strict", is_flag=True, help="Warnings about the mapping are errors.")
@models_option
@fail_on_option
@lang_option
def command(
    folder: Path, out: Path, lang: Any, fail_on: str, folders: tuple[Path, ...], once: bool, **choices: Any
) -> int:
    """Convert each table that comes into FOLDER, once, also when the program is killed in between.

    A file is read when it has not changed for a while. One that cannot be converted is left alone until it changes;
    its report is in the folder `failed` beside the packages. A file that grows gives a package with its new rows.
    Ctrl-C ends. Exits with 0; with --once as `aas convert` does.
    """
    from aas_converters.documents.forms import SUFFIXES
    from aas_toolkit.state import StateError
    from aas_toolkit.watching import watch

    if Path(choices["name"]).suffix.lower() not in SUFFIXES:
        raise click.BadParameter(f"{choices['name']} must end in one of {', '.join(SUFFIXES)}", param_hint="--name")
    code = 0
    before = signal.signal(signal.SIGTERM, ended)
    try:
        if not once:
            line(say("watching", lang, folder=folder, to=out))
        for step in watch(folder, to=out, models=folders, lang=lang, once=once, **choices):
            show_step(step, lang, stamp())
            sys.stdout.flush()
            code = max(code, exit_code(step, fail_on))
    except StateError as error:
        return state_failure(error, lang)
    except KeyboardInterrupt:
        line(say("watch ended", lang))
        return 0
    finally:
        signal.signal(signal.SIGTERM, before)
    return code if once else 0


def ended(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does when the system asks for it, so that a service stops cleanly."""
    raise KeyboardInterrupt


def stamp() -> str:
    """Return the time for the front of a line."""
    return f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} "


def line(text: str) -> None:
    """Write a line at once, also into a file."""
    click.echo(stamp() + text)
    sys.stdout.flush()
