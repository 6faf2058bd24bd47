"""Some rows of a table, read as a table of their own; values are understood as in the whole, and ids are the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final

from aas_converters.portions.text import shortened, text_batches
from aas_converters.sources.columnar import ColumnarTable
from aas_converters.sources.delimited import DelimitedTable
from aas_converters.sources.table import BATCH_ROWS, Batch, Column, Table
from aas_converters.sources.view import View
from aas_validators.diagnostics import Diagnostic

SLICE: Final = 20_000
"""Rows of a typed file that are read at a time."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a portion begins: the record number of its first row, and in a text file the line and the byte."""

    row: int
    line: int = 0
    byte: int = 0


@dataclass(slots=True)
class Reached:
    """The record number behind the last row that was read."""

    row: int


@dataclass(frozen=True, slots=True)
class Portion:
    """The rows of `whole` from `start` to before `end` (record number, or byte of a text file; None: to its end).

    `whole` is read again at its beginning to understand the values, so all portions of a table have one plan.
    `identity` is what ids are made of, and `run` what those of assets are made of where a run has other tables too.
    `before` is the number of rows in front of `whole`, where that is a part itself.
    """

    whole: Table
    identity: str
    start: Place
    end_row: int | None = None
    end_byte: int | None = None
    run: str | None = None
    before: int = 0
    reached: Reached = field(default_factory=lambda: Reached(1))

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.whole.name

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the whole."""
        return self.whole.columns

    @property
    def about(self) -> dict[str, str]:
        """Facts for a person."""
        return self.whole.about

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Findings of opening the whole, said with its first rows only."""
        return self.whole.findings if self.start.row == 1 else ()

    def batches(self, rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """Yield the rows from the beginning of the portion; their numbers and lines are those in the whole."""
        if isinstance(self.whole, DelimitedTable) and self.start.byte:
            place = self.start
            found = text_batches(self.whole, (place.byte, self.end_byte), place.line, place.row, rows)
        elif isinstance(self.whole, DelimitedTable) and self.end_byte is not None:
            found = shortened(self.whole, self.end_byte).batches(rows)
        elif isinstance(self.whole, ColumnarTable):
            found = slices(self.whole, self.start.row, self.end_row or self.whole.height + 1, rows)
        else:
            found = cut(self.whole, self.start.row, self.end_row, rows)
        for batch in found:
            self.reached.row = batch.first_row + batch.frame.height
            yield replace(batch, first_row=batch.first_row + self.before) if self.before else batch


def slices(table: ColumnarTable, first: int, end: int, rows: int) -> Iterator[Batch]:
    """Yield rows of a file that can be read from any row on."""
    size = max(rows, SLICE // rows * rows)
    for start in range(first, end, size):
        frame, findings = table.slice(start - 1, min(size, end - start))
        for offset in range(0, frame.height, rows):
            yield Batch(frame.slice(offset, rows), start + offset, findings=() if offset else tuple(findings))


def cut(table: Table, first: int, end: int | None, rows: int) -> Iterator[Batch]:
    """Yield the rows of a table whose record numbers are from `first` to before `end`.

    What could not be read has no number; it belongs to the rows behind it.
    """
    for batch in table.batches(rows):
        behind = batch.first_row + batch.frame.height
        if end is not None and batch.first_row >= end:
            return
        if behind <= first and (batch.frame.height or batch.first_row < first):
            continue
        skip = max(first - batch.first_row, 0)
        take = (behind if end is None else min(end, behind)) - batch.first_row - skip
        if not skip and take == batch.frame.height:
            yield batch
            continue
        lines = None if batch.lines is None else batch.lines.slice(skip, take)
        batch = replace(batch, findings=(), unread=0) if skip else batch
        yield replace(batch, frame=batch.frame.slice(skip, take), first_row=batch.first_row + skip, lines=lines)


def whole_of(table: Table) -> Table:
    """Return the table that a portion is a part of, its rows chosen in the same way; any other table as it is."""
    if isinstance(table, Portion):
        return table.whole
    if isinstance(table, View) and isinstance(table.table, Portion):
        return replace(table, table=table.table.whole)
    return table


def run_digest(tables: list[Table]) -> str:
    """Return what the ids of assets are made of where they have no base: the digests of all tables of a run."""
    inner = [table.table if isinstance(table, View) else table for table in tables]
    said = next((one.run for one in inner if isinstance(one, Portion) and one.run), None)
    return said or sha256("".join(table.identity for table in tables).encode()).hexdigest()
