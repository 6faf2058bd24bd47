"""`aas map`: make a mapping, check it, and see what it does before anything is written."""

from __future__ import annotations

import click

from aas_toolkit.cli.map_check import check_command
from aas_toolkit.cli.map_preview import preview_command
from aas_toolkit.cli.map_suggest import suggest_command


@click.group("map")
def command() -> None:
    """Suggest, check and preview mappings: which column of a plant's file fills which element."""


command.add_command(suggest_command)
command.add_command(check_command)
command.add_command(preview_command)
