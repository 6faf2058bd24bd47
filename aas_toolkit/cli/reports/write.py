"""Write reports: to a file that takes its place at the end, or to the standard output in whatever it can hold."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

import click

from aas_converters.documents.target import replaced
from aas_toolkit.cli.reports.formats import rendered
from aas_toolkit.cli.reports.run import Run

UTF8: Final = ("utf8", "cp65001")


def write_report(run: Run, layout: str, path: Path) -> None:
    """Write a run in a format to a file, or to the standard output for `-`. OSError passes."""
    said = rendered(run, layout)
    if path == Path("-"):
        click.echo(for_stream(said, layout, sys.stdout.encoding), nl=False)
        return
    write_text(path, click.unstyle(said) if layout == "text" else said)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8; the file takes the place of an older one when it is whole."""
    with replaced(path) as file:
        # a name that is no UTF-8 on the disk shows as an escape
        file.write(text.encode("utf-8", "backslashreplace"))


def for_stream(text: str, layout: str, encoding: str | None) -> str:
    """Return a text as a stream of an encoding can hold it: what JSON, XML and HTML can escape, they escape."""
    if (encoding or "utf-8").lower().replace("-", "") in UTF8:
        return text
    if layout in ("json", "sarif"):
        return re.sub("[^\0-~]", json_escape, text)
    if layout in ("junit", "html"):
        return text.encode("ascii", "xmlcharrefreplace").decode("ascii")
    return text


def json_escape(match: re.Match[str]) -> str:
    """Return one character as JSON escapes it."""
    pair = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{pair[at : at + 2].hex()}" for at in range(0, len(pair), 2))
