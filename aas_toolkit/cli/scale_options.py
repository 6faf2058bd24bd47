"""Options for large results: threads, several packages, how hard they are packed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

SIZE: Final = re.compile(r"(?P<number>[0-9]+(\.[0-9]+)?)\s*(?P<unit>[kMG]?)B?", re.IGNORECASE)
UNITS: Final = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}


def size_of(context: click.Context, option: click.Parameter, said: str) -> int:
    """Return a number of bytes from how people write it: 200MB."""
    found = SIZE.fullmatch(said.strip())
    size = int(float(found["number"]) * UNITS[found["unit"].lower()]) if found else 0
    if size < 1:
        raise click.BadParameter(f"{said!r} is no size; write it like 200MB", context, option)
    return size


def scale_options(function: Command) -> Command:
    """Add the options to a command."""
    for option in reversed(OPTIONS):
        function = option(function)
    return function


OPTIONS: Final = (
    click.option(
        "--jobs",
        "-j",
        type=click.IntRange(1),
        help="Threads that share the work; the result is the same, byte by byte. Default: the cores, at most 4.",
    ),
    click.option(
        "--split-by",
        type=click.Choice(["asset", "group", "size"]),
        help="Write several packages and an index: one for each asset or group of rows, or a new one when one is full.",
    ),
    click.option(
        "--split-size",
        callback=size_of,
        default="200MB",
        show_default=True,
        metavar="SIZE",
        help="With --split-by size: when a package is full.",
    ),
    click.option(
        "--compress",
        type=click.Choice(["normal", "low", "store"]),
        default="normal",
        show_default=True,
        help="How hard packages are packed; low stays below what other tools take for a zip bomb.",
    ),
)
