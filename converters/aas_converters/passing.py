"""How the rows of a run pass through its jobs: table by table, batch by batch, with processes beside where it pays."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Final

from aas_converters.beside.process import Crew
from aas_converters.documents.in_order import InOrder
from aas_converters.expected import Progress, rows_of
from aas_converters.outcome import Outcome
from aas_converters.parts import Piece
from aas_converters.rejects import Rejects
from aas_converters.running import Running
from aas_converters.shapes.compile import chosen_shape
from aas_converters.side_by_side import run_side_by_side
from aas_converters.sources import Table
from aas_converters.sources.delimited import DelimitedTable
from aas_converters.sources.table import BATCH_ROWS, Batch

ENOUGH: Final = 250_000
"""Rows of a file from which a process of its own is worth its start, a third of a second of a core."""
MANY_ROWS: Final = 32_000
CELLS: Final = 640_000
"""Rows and cells of a batch: every batch has its price, and the text of its rows is never there at once."""


@dataclass(frozen=True, slots=True)
class Passing:
    """The jobs that every row passes through, and who is told of it."""

    running: list[Running]
    outcome: Outcome
    progress: Progress | None
    rejects: Rejects | None
    line: InOrder[Piece]
    crew: Crew

    def table(self, table: Table, digest: str) -> None:
        """Run all jobs over one table; `digest` is that of the run."""
        rows = rows_at_once(len(table.columns))
        if self.pays(table):
            self.crew.start()  # while this process makes the plan
        batches = iter(table.batches(rows))
        first = next(batches, None)
        if first is None:
            return  # said when the table was opened; an error only if no table has a row
        started = [one.start(table, digest, first) for one in self.running]
        if not all(started):
            return
        if isinstance(table, DelimitedTable) and self.pays(table):
            run_side_by_side(table, self.running[0], rows, self.crew, lambda batch: self.alone(batch, table), self.seen)
        else:
            for batch in chain([first], batches):
                self.batch(batch, table)
        for one in self.running:
            one.end_table()

    def pays(self, table: Table) -> bool:
        """Return whether blocks may be worked by several processes, and are so many that it is worth it."""
        if not isinstance(table, DelimitedTable) or self.rejects is not None or not self.crew.most:
            return False
        if any(one.destination.seen.ledger is not None for one in self.running):
            return False  # other machines ask for every id
        rows = all(one.destination.streams and by_rows(one) for one in self.running)
        return rows and (rows_of(table) or 0) >= ENOUGH

    def batch(self, batch: Batch, table: Table) -> None:
        """Run all jobs over one batch."""
        self.outcome.report.extend(batch.findings)
        self.outcome.left_out += batch.unread
        self.outcome.coverage.see(batch)
        for one in self.running:
            one.batch(batch)
        if self.rejects is not None:
            self.rejects.add(batch, table.name)
        self.seen(batch.frame.height + batch.unread)

    def alone(self, batch: Batch, table: Table) -> None:
        """Run all jobs over one batch to its end, so that what comes behind it may be written."""
        self.batch(batch, table)
        self.line.drain()

    def seen(self, rows: int) -> None:
        """Count rows that were read."""
        self.outcome.read += rows
        if self.progress is not None:
            self.progress(rows)


def rows_at_once(columns: int) -> int:
    """Return how many rows a batch of a table of so many columns should have."""
    return max(BATCH_ROWS, min(MANY_ROWS, CELLS // max(1, columns)))


def by_rows(running: Running) -> bool:
    """Return whether each row becomes a submodel of its own."""
    return chosen_shape(running.job.model, running.job.mapping).one_per == "row"
