"""The command `aas`: every subcommand is a file of its own, imported when it is called."""

from __future__ import annotations

import gc
import sys
from functools import partial
from importlib import import_module
from typing import Final

import click

from aas_toolkit import __version__
from aas_toolkit.cli.bilingual import HELP_NAMES, Group, Option
from aas_toolkit.cli.failures import guarded
from aas_toolkit.cli.language import listen
from aas_toolkit.cli.options import lang_option
from aas_toolkit.cli.summaries import HELP, SECTIONS
from aas_validators.diagnostics.rule import Sentence

COMMANDS: Final = {
    "convert": "aas_toolkit.cli.convert",
    "dataset": "aas_toolkit.cli.dataset",
    "demo": "aas_toolkit.cli.demo",
    "diff": "aas_toolkit.cli.diff",
    "doctor": "aas_toolkit.cli.doctor",
    "export": "aas_toolkit.cli.export",
    "extract": "aas_toolkit.cli.extract",
    "form": "aas_toolkit.cli.form",
    "inspect": "aas_toolkit.cli.inspect",
    "map": "aas_toolkit.cli.map",
    "migrate": "aas_toolkit.cli.migrate",
    "models": "aas_toolkit.cli.models",
    "pack": "aas_toolkit.cli.pack",
    "repair": "aas_toolkit.cli.repair",
    "rule": "aas_toolkit.cli.rule",
    "unpack": "aas_toolkit.cli.unpack",
    "validate": "aas_toolkit.cli.validate",
    "watch": "aas_toolkit.cli.watch",
}
"""Command → module with a click command named `command`."""


COLLECTED_EVERY: Final = 100_000
"""New objects after which the garbage collector looks for cycles."""


class LazyGroup(Group):
    """A group that imports a command only when it is called, so that `aas --help` answers at once."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the language from the whole line first: a page of help or an error is in it too."""
        listen(args)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def sections(self, ctx: click.Context) -> list[tuple[Sentence, list[tuple[str, Sentence]]]]:
        """Return the headings with the commands below, from their summaries, without importing them."""
        named = {name for _, names in SECTIONS for name in names}
        rest = tuple(name for name in COMMANDS if name not in named)
        *first, (last, names) = SECTIONS
        return [(title, [(name, HELP[name]) for name in names]) for title, names in (*first, (last, (*names, *rest)))]


@click.group(
    cls=LazyGroup,
    ko="""
    공장의 데이터를 AAS(자산관리쉘) 서브모델로 변환하고, 어떤 AAS 파일이든 검사합니다.

    처음이라면 `aas demo`를 실행해 보십시오. 명령마다 `aas 명령 --help`로 자세한 설명과 예를 볼 수 있습니다.
    """,
    examples=(
        "aas demo",
        "cd demo/injection_moulding",
        "aas convert shots.csv --model injection_moulding -o shots.aasx",
        "aas validate shots.aasx",
    ),
    context_settings=HELP_NAMES,
)
@click.version_option(
    __version__,
    prog_name="aas-toolkit",
    cls=Option,
    about=Sentence("Show the version and exit.", "버전을 보여 줍니다."),
)
@partial(lang_option, exposed=False)
def aas() -> None:
    """Turn a factory's own data into Asset Administration Shell submodels, and check any AAS file.

    Begin with `aas demo`. `aas COMMAND --help` says more of a command, with examples.
    """


def main() -> None:
    """Run the command and exit; also what `python -m aas_toolkit` runs."""
    # Looking for cycles after every 700 objects costs a tenth of a short run, and nearly nothing here makes any.
    before = gc.get_threshold()
    gc.set_threshold(COLLECTED_EVERY, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        # A Korean Windows console writes CP949; a sign it does not have must never end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        sys.exit(guarded(aas))
    finally:
        gc.set_threshold(*before)  # for a program that calls this and goes on
