"""How many rows a run will read, where its sources know or their size tells it: what a progress line needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Protocol, runtime_checkable

from aas_converters.portions.portion import Portion
from aas_converters.sources import Table
from aas_converters.sources.delimited import DelimitedTable
from aas_converters.sources.view import View

UNIT_BYTES: Final = {"utf-16": 2, "utf-32": 4}
"""Bytes of a plain character in encodings where it has several."""


@runtime_checkable
class Expecting(Protocol):
    """A progress that wants to know beforehand how many rows there are, or None where nobody knows."""

    def __call__(self, rows: int) -> None:
        """Take note of rows that are done."""

    def expect(self, rows: int | None) -> None:
        """Begin at none of so many rows; a run may begin again."""


Progress = Callable[[int], None] | Expecting


def announce(progress: Progress | None, tables: Sequence[Table]) -> None:
    """Tell a progress that wants it how many rows the tables have."""
    if isinstance(progress, Expecting):
        counts = [rows_of(table) for table in tables]
        known = [count for count in counts if count is not None]
        progress.expect(sum(known) if len(known) == len(counts) else None)


def rows_of(table: Table) -> int | None:
    """Return about how many rows a table has, None where only reading it tells."""
    if isinstance(table, DelimitedTable):
        unit = UNIT_BYTES.get(table.seen.encoding[:6], 1)
        return max(1, (table.seen.size // unit - table.start) // table.row_bytes)
    if isinstance(table, View | Portion):
        return None
    rows = table.about.get("rows", "")
    return int(rows) if rows.isdigit() else None
