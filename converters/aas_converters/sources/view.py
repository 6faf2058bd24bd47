"""A table seen otherwise: with other rows or columns, under its own name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from aas_converters.sources.table import BATCH_ROWS, Batch, Column, Table
from aas_validators.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class View:
    """A table with the columns and rows that `read` makes of it; it takes the table and how many rows to read at once.

    What the table is called, its digest and what was found when it was opened stay as they are.
    """

    table: Table
    columns: tuple[Column, ...]
    read: Callable[[Table, int], Iterator[Batch]]

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.table.name

    @property
    def identity(self) -> str:
        """Digest of the whole table, whatever is seen of it."""
        return self.table.identity

    @property
    def about(self) -> dict[str, str]:
        """Facts for a person."""
        return self.table.about

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Findings of opening the table."""
        return self.table.findings

    def batches(self, rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """Yield the rows from the beginning."""
        return self.read(self.table, rows)
