"""The table a plan is compiled for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Final

import polars as pl

from aas_converters.plan.values.file_dates import date_in_name
from aas_converters.sources.table import Column, Table

SPREAD_ROWS: Final = 300
"""Rows of each batch that are looked at where the first rows leave a doubt."""


@dataclass(frozen=True, slots=True)
class Source:
    """The table a plan is compiled for: name, stem of the file, columns, digests, and its first rows.

    `identity` is the digest of this file, `run` that of all files of the run. `spread` reads rows from everywhere in
    the table; it costs reading the whole file.
    """

    table: str
    stem: str
    columns: tuple[Column, ...]
    identity: str
    run: str
    sample: pl.DataFrame
    spread: Callable[[], pl.DataFrame]

    @property
    def day(self) -> str | None:
        """The day in the file name."""
        found = date_in_name(self.stem)
        return found.isoformat() if found else None


def spread_rows(table: Table, batches: int | None = None) -> pl.DataFrame:
    """Return some rows of every batch of a table, or of so many from its beginning."""
    frames = (batch.frame for batch in islice(table.batches(), batches))
    return pl.concat([frame.gather_every(max(1, frame.height // SPREAD_ROWS)) for frame in frames])
