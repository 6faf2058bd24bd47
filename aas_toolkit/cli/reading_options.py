"""Options that say how long and what to read of machines and servers, for every command that takes a source."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from aas_converters.sources import Settings

F = TypeVar("F", bound=Callable[..., Any])


def reading_options(function: F) -> F:
    """Add --limit, --seconds, --nodes, --query, --table, --from and --to; `said_settings` takes them out again."""
    options = (
        click.option(
            "--limit",
            type=click.IntRange(1),
            metavar="N",
            help="Readings to take from a machine or server: observations, values, messages.",
        ),
        click.option(
            "--seconds",
            type=click.FloatRange(0, min_open=True),
            metavar="S",
            help="How long to read a machine or server. Ctrl-C ends it earlier and converts what came.",
        ),
        click.option(
            "--nodes",
            multiple=True,
            metavar="NODE",
            help="What to read of an OPC UA server: a node id or a browse path. Repeatable.",
        ),
        click.option(
            "--query",
            metavar="SELECT|@FILE",
            help="What to ask a database: the text of a query, or @ and a file with it.",
        ),
        click.option("--table", metavar="NAME", help="The table of a database; a schema goes in front, with a dot."),
        click.option("--from", "since", metavar="TIME", help="Read the history of an OPC UA server from this time on."),
        click.option("--to", "until", metavar="TIME", help="Read the history of an OPC UA server up to this time."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def said_settings(choices: dict[str, Any], sources: tuple[str, ...]) -> Settings:
    """Take the options out of the choices of a command and return them as settings.

    They are for addresses only: a file would be read whole, whatever they say.
    """
    from aas_converters.sources import Settings

    names = ("limit", "seconds", "nodes", "since", "until", "query", "table")
    said = {name: choices.pop(name) for name in names if name in choices}
    given = next((name for name, value in said.items() if value not in (None, ())), None)
    if given in ("query", "table"):
        if not any(
            source.partition("://")[1] or source.lower().endswith((".sqlite", ".sqlite3")) for source in sources
        ):
            raise click.UsageError(f"--{given} is for databases (postgresql://, sqlite:///FILE), not for other files")
    elif given and not any("://" in source for source in sources):
        option = {"since": "--from", "until": "--to"}.get(given, f"--{given}")
        raise click.UsageError(f"{option} is for machines and servers (http://, opc.tcp://, mqtt://), not for files")
    return Settings(**said)
