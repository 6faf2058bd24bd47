"""The command `aas`: every subcommand is a file of its own, imported when it is called."""

from __future__ import annotations

import gc
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import Final

import click

from aas_toolkit import __version__
from aas_toolkit.cli.failures import guarded
from aas_toolkit.cli.words import HELP, language

COMMANDS: Final = {
    "convert": "aas_toolkit.cli.convert",
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


class LazyGroup(click.Group):
    """A group that imports a command only when it is called, so that `aas --help` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from their summaries, without importing them."""
        with formatter.section(HELP["commands"].fill(language(), {})):
            formatter.write_dl([(name, HELP[name].fill(language(), {})) for name in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called; an unknown one gets the closest names."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            close = get_close_matches(args[0], COMMANDS, n=2) or list(COMMANDS)
            raise click.UsageError(f"There is no command {args[0]}; did you mean {' or '.join(close)}?", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="aas-toolkit")
def aas() -> None:
    """Turn a factory's own data into Asset Administration Shell submodels, and check any AAS file.

    \b
    aas demo                                 make and check an example
    aas convert shots.csv --model injection_moulding
    aas validate shots.aasx
    """


def main() -> None:
    """Run the command and exit; also what `python -m aas_toolkit` runs."""
    # Looking for cycles after every 700 objects costs a tenth of a short run, and nearly nothing here makes any.
    gc.set_threshold(COLLECTED_EVERY, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        # A Korean Windows console writes CP949; a sign it does not have must never end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(guarded(aas))
