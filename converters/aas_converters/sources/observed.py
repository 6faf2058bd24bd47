"""Readings as they come, one value at a time, put together into rows: what a thing said at one time is one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

import polars as pl

from aas_converters.sources.table import BATCH_ROWS, Batch, Column, Table
from aas_validators.diagnostics import Diagnostic

TIME: Final = "timestamp"
THING: Final = "device"
OPEN_ROWS: Final = 20_000
"""Rows that are kept open for more values of the same time; beyond that the older half is closed."""

FRAME_ROWS: Final = 1_000
Reading = tuple[str, str, str, str | None]
"""What it is about, when, the key of the value, and its text.

The key is one that the source gives out itself, never what a machine calls the value: that may be the name of one of
the two columns above, or nothing at all. The columns get their names where a `DescribedTable` is made."""
Row = dict[str, str | None]


@dataclass(slots=True)
class Rows:
    """Rows that are being filled, by what they are about and their time. `keep` bounds how many stay open.

    A value that comes a second time for the same time begins a second row, so nothing is lost.
    """

    keep: int = OPEN_ROWS
    open: dict[tuple[str, str], list[Row]] = field(default_factory=dict)

    def add(self, readings: Iterable[Reading]) -> None:
        """Take readings."""
        for thing, time, key, value in readings:
            rows = self.open.setdefault((thing, time), [])
            row = next((one for one in rows if key not in one), None)
            if row is None:
                row = {TIME: time, THING: thing}
                rows.append(row)
            row[key] = value

    def ready(self, *, all_of_them: bool = False) -> Iterator[pl.DataFrame]:
        """Yield the rows nobody will add to any more, the oldest first, as frames of text."""
        if len(self.open) <= self.keep and not all_of_them:
            return
        keys = sorted(self.open, key=lambda key: (instant(key[1]), key))
        done = keys if all_of_them else keys[: len(keys) // 2]
        rows = [row for key in done for row in self.open.pop(key)]
        for first in range(0, len(rows), FRAME_ROWS):
            yield frame_of(rows[first : first + FRAME_ROWS])


def frame_of(rows: list[Row]) -> pl.DataFrame:
    """Return rows as columns of text, in the order in which names first come."""
    names = dict.fromkeys(name for row in rows for name in row)
    cells = {name: [row.get(name) for row in rows] for name in names}
    return pl.DataFrame(cells, schema=dict.fromkeys(names, pl.String))


@dataclass(frozen=True, slots=True)
class DescribedTable:
    """A table seen with the columns that its source describes; see `Table`.

    `origins` are the columns of `table` behind each column: none for what never came, several for what is the same
    value of several things.
    """

    table: Table
    columns: tuple[Column, ...]
    origins: tuple[tuple[str, ...], ...]
    identity: str
    about: dict[str, str]
    findings: tuple[Diagnostic, ...]

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.table.name

    def batches(self, rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """Yield the rows from the beginning."""
        empty = pl.lit(None, pl.String)
        cells = [
            (pl.coalesce(names) if names else empty).alias(column.name)
            for column, names in zip(self.columns, self.origins, strict=True)
        ]
        for batch in self.table.batches(rows):
            yield Batch(batch.frame.select(cells), batch.first_row, batch.lines, batch.findings, batch.unread)


@dataclass(frozen=True, slots=True)
class NamesTable:
    """A table of which only the columns are known; see `Table`."""

    name: str
    columns: tuple[Column, ...]
    identity: str
    about: dict[str, str]
    findings: tuple[Diagnostic, ...]

    def batches(self, rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """Yield nothing."""
        if rows < 1:
            raise ValueError(f"a batch has at least one row, not {rows}")
        yield from ()


def instant(time: str) -> str:
    """Return a text by which times sort: that of the same instant in UTC, without a zone; others as they are.

    >>> instant("2026-03-02T15:00:00.25+09:00"), instant("2026-03-02T06:00:00Z")
    ('2026-03-02T06:00:00.250000', '2026-03-02T06:00:00')
    """
    if time.endswith("Z") or "T" not in time:
        return time.removesuffix("Z")
    try:
        read = datetime.fromisoformat(time)
        return read.astimezone(UTC).replace(tzinfo=None).isoformat() if read.tzinfo else time
    except (ValueError, OverflowError):  # the first and the last day of the calendar have no UTC everywhere
        return time
