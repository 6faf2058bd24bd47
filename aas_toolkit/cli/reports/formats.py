"""Which form a report takes: by name, or by the ending of the file it is written to."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final

from aas_toolkit.cli.reports.plain_data import run_json
from aas_toolkit.cli.reports.run import Run

FORMATS: Final = {
    "text": "aas_toolkit.cli.reports.text:text",
    "json": "aas_toolkit.cli.reports.formats:as_json_text",
    "sarif": "aas_toolkit.cli.reports.sarif:sarif",
    "junit": "aas_toolkit.cli.reports.junit:junit",
    "github": "aas_toolkit.cli.reports.github:github",
    "html": "aas_toolkit.cli.reports.html_page:html_page",
}
"""Format → function that makes a text of a run; imported when it is asked for."""

ENDINGS: Final = {
    ".sarif.json": "sarif",
    ".sarif": "sarif",
    ".json": "json",
    ".xml": "junit",
    ".html": "html",
    ".htm": "html",
    ".txt": "text",
}


def format_of(path: Path) -> str | None:
    """Return the format that the ending of a file name asks for, None where it asks for none."""
    name = path.name.lower()
    return next((found for ending, found in ENDINGS.items() if name.endswith(ending)), None)


def rendered(run: Run, name: str) -> str:
    """Return a run in a format; text may hold colours."""
    module, _, function = FORMATS[name].partition(":")
    make: Callable[[Run], str] = getattr(import_module(module), function)
    return make(run)


def as_json_text(run: Run) -> str:
    """Return a run as JSON text."""
    return json.dumps(run_json(run), ensure_ascii=False, indent=2) + "\n"
