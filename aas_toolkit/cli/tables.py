"""Tables and trees on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text


def console() -> Console:
    """Return the console of the standard output; on a pipe as wide as its content needs, without colour."""
    terminal = sys.stdout.isatty()
    return Console(
        file=sys.stdout,
        width=None if terminal else 400,
        highlight=False,
        soft_wrap=not terminal,
        emoji=False,
        markup=False,
    )


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; cells are plain text."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, safe_box=True)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    show(table)


def show(thing: RenderableType) -> None:
    """Print a renderable; blanks that only fill up a line are left out on a pipe."""
    out = console()
    if sys.stdout.isatty():
        out.print(thing)
        return
    with out.capture() as capture:
        out.print(thing)
    sys.stdout.write("\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n")
