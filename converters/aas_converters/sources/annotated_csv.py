"""Annotated CSV of InfluxDB: several tables in a file, each with #datatype, #group and #default above its header."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Final

from aas_converters.sources.encoding import Survey, survey, text_blocks
from aas_converters.sources.points import MEASUREMENT, TIME, Point, put_together
from aas_converters.sources.problem import DAMAGED, failure
from aas_converters.sources.settings import Settings
from aas_converters.sources.spool import spool
from aas_converters.sources.table import Table
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

BROKEN_ROW: Final = Rule(
    code="SRC172",
    name="row-off-its-header",
    severity=Severity.ERROR,
    message=Sentence(
        en="the row has {found} cells, the table above it {wanted}",
        ko="행의 셀은 {found}개인데 표의 열은 {wanted}개입니다",
    ),
    hint=Sentence(en="export the data again", ko="데이터를 다시 내보내십시오"),
    why=Sentence(en="its values are not in the result", ko="그 값은 결과에 들어가지 않습니다"),
)
QUERY_FAILED: Final = Rule(
    code="SRC173",
    name="export-of-an-error",
    severity=Severity.ERROR,
    message=Sentence(
        en="the file holds the error of a query: {reason}", ko="데이터가 아니라 쿼리 오류가 들어 있습니다: {reason}"
    ),
    hint=Sentence(en="correct the query and export again", ko="쿼리를 고쳐 다시 내보내십시오"),
    why=Sentence(en="the rows that should follow are not there", ko="뒤에 있어야 할 행이 없습니다"),
)

BLOCK: Final = 4 << 20
ANNOTATIONS: Final = ("#datatype", "#group", "#default")
NOT_KEPT: Final = frozenset(("", "result", "table", "_start", "_stop"))
"""Columns of the answer, not of the data."""

CALLED: Final = {"_time": TIME, "_measurement": MEASUREMENT}


@dataclass(slots=True)
class Part:
    """A table of the file: its names and defaults, and what is read of it first."""

    names: list[str] = field(default_factory=list)
    defaults: list[str] = field(default_factory=list)


def open_table(path: Path, settings: Settings) -> Table:
    """Open an annotated CSV file: `_field` and `_value` become columns, a row for each time and series.

    The values are held in memory while they are put together. Raises SourceError if it is the export of an error.
    """
    seen, name = survey(path, settings.encoding), str(path)
    if seen.bad:
        raise failure(DAMAGED, name, kind="CSV", reason=f"{seen.bad} places do not decode as {seen.encoding}")
    broken: list[Diagnostic] = []
    frames = put_together(points(path, seen, broken))
    about = {"kind": "InfluxDB annotated CSV", "encoding": seen.encoding}
    return spool(name, frames, about=about, findings=seen.findings, broken=broken, settings=settings)


def points(path: Path, seen: Survey, broken: list[Diagnostic]) -> Iterator[Point]:
    """Yield the fields of all rows of all tables; rows that do not fit are added to `broken`."""
    part = Part()
    for line, cells in records(path, seen):
        if not any(cells):
            part = Part()
        elif cells[0] in ANNOTATIONS:
            # annotations begin the next table, with or without a blank line
            part = Part(defaults=part.defaults) if part.names else part
            if cells[0] == "#default":
                part.defaults = cells
        elif cells[0].startswith("#"):
            continue
        elif not part.names:
            part.names = cells
        elif len(cells) != len(part.names):
            values = {"found": len(cells), "wanted": len(part.names)}
            broken.append(Diagnostic(BROKEN_ROW, Location(file=str(path), line=line), values))
        else:
            yield from fields_of(part, cells, path, line)


def fields_of(part: Part, cells: list[str], path: Path, line: int) -> Iterator[Point]:
    """Yield the fields of a row: one in `_value`, or every column that is neither time nor series."""
    defaults = [*part.defaults, *[""] * len(cells)]
    row = {name: cell or default for name, cell, default in zip(part.names, cells, defaults, strict=False)}
    if "error" in row and "_time" not in row:
        raise failure(QUERY_FAILED, str(path), line, reason=row["error"])
    time = row.pop("_time", None)
    kept = {CALLED.get(name, name): text or None for name, text in row.items() if name not in NOT_KEPT}
    if "_field" in kept and "_value" in kept:
        name, value = kept.pop("_field"), kept.pop("_value")
        yield tuple(kept.items()), time, name or "_value", value
        return
    # the query has put the fields into columns itself: the row is the key, and it has no field of its own
    yield tuple(kept.items()), time, "", None


def records(path: Path, seen: Survey) -> Iterator[tuple[int, list[str]]]:
    """Yield the records of the file with the line on which each ends."""
    text = StringIO(b"".join(text_blocks(path, seen, BLOCK)).decode(), newline="")
    reader = csv.reader(text)
    for cells in reader:
        yield reader.line_num, cells
