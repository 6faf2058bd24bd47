"""`aas export`: files that configure somebody's platform, made from an AAS."""

from __future__ import annotations

import click

from aas_toolkit.cli.export_kosmo import kosmo_command
from aas_toolkit.cli.export_workbook import workbook_command


@click.group("export")
def command() -> None:
    """Write files that configure a platform, or a modelling workbook, from any AAS file."""


command.add_command(kosmo_command)
command.add_command(workbook_command)
