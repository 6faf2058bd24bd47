"""Collected data of the Korean programme's platform as CSV: the nightly backup of its InfluxDB, and answers to Flux."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Final

from aas_converters.sources.annotated_csv import BROKEN_ROW
from aas_converters.sources.kosmo_messages import repeated, some
from aas_converters.sources.kosmo_tags import NO_POINT, frames, moment, point
from aas_converters.sources.packed import read_text
from aas_converters.sources.points import Point
from aas_converters.sources.settings import Settings
from aas_converters.sources.spool import spool
from aas_converters.sources.table import Table
from aas_validators.diagnostics import Diagnostic, Location

NEEDED: Final = ("_time", "_value", "_field")


def open_table(path: Path, settings: Settings) -> Table:
    """Open a backup, packed with gzip or not: a column for each tag, a row for each time and equipment.

    Header lines may repeat for each table. Raises SourceError if it cannot be read."""
    broken: list[Diagnostic] = []
    filled: list[int] = []
    found = frames(some(points(path, broken), broken), filled)
    about = {"kind": "collected data (InfluxDB backup)"}
    return spool(str(path), found, about=about, broken=broken, settings=settings, findings=repeated(filled, str(path)))


def points(path: Path, broken: list[Diagnostic]) -> Iterator[Point]:
    """Yield the points of a file; rows that do not fit are added to `broken`."""
    names: list[str] = []
    reader = csv.reader(StringIO(read_text(path, "CSV"), newline=""))
    for cells in reader:
        where = Location(file=str(path), line=reader.line_num)
        if not any(cells) or cells[0].startswith("#"):
            continue
        if set(NEEDED) <= set(cells):
            names = cells
        elif len(cells) != len(names):
            broken.append(Diagnostic(BROKEN_ROW, where, {"found": len(cells), "wanted": len(names)}))
        else:
            row = dict(zip(names, cells, strict=True))
            time = moment(row["_time"])
            if time is None or not row["_field"]:
                broken.append(Diagnostic(NO_POINT, where, {"entry": ",".join(cells)[:120]}))
            else:
                yield point(row["_field"], time, row["_value"] or None)
