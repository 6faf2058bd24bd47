"""Gather contiguous runs of rows into one row each: the heart of every shape but one submodel per row.

Rows come in batches; a run may span several. What is kept of an unfinished run is small: partial results, and the
written text of its records in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Final

import polars as pl

from aas_converters.documents.segments import Scratch
from aas_converters.letters.fill import Unfilled
from aas_converters.shapes.aggregates import Aggregated, final_text, merged, partials

RUN: Final = "run of rows"
RECORDS: Final = "records"
"""Column with the written records of a run, joined."""
LONG_RUN: Final = 200
"""Rows of a run from which its records are put aside."""
ROWS: Final = "rows of the run"


@dataclass(frozen=True, slots=True)
class Gathering:
    """What is made of a run: `key` is the column whose value makes one; with `records` its rows are written too."""

    key: str
    aggregated: tuple[Aggregated, ...]
    records: bool = False
    separator: str = ""


@dataclass(slots=True)
class OpenRun:
    """A run that the next batch may continue."""

    key: str
    results: list[Any]
    rows: int
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Gather:
    """Runs of rows to one row each; feed it batches in order, then finish."""

    gathering: Gathering
    scratch: Scratch
    open: OpenRun | None = None

    def feed(self, frame: pl.DataFrame, records: Unfilled | None = None) -> Iterator[pl.DataFrame]:
        """Take some rows, and what each is written as; yield the runs that are complete with them."""
        if not frame.height:
            return
        runs = self.runs_of(frame, records)
        if self.open is not None and self.open.key == runs[0].key:
            runs[0] = self.continued(self.open, runs[0])
        elif self.open is not None:
            runs.insert(0, self.open)
        self.open = runs.pop()
        if runs:
            yield self.finished(runs)

    def finish(self) -> Iterator[pl.DataFrame]:
        """Yield the last run."""
        if self.open is not None:
            yield self.finished([self.open])
            self.open = None

    def runs_of(self, frame: pl.DataFrame, records: Unfilled | None) -> list[OpenRun]:
        """Return the runs of a frame."""
        key = self.gathering.key
        numbered = frame.with_columns(pl.col(key).rle_id().alias(RUN))
        others = [pl.col(key).first().alias(key), pl.len().alias(ROWS)]
        rows, results = partials(numbered, RUN, self.gathering.aggregated, others)
        counts = rows[ROWS].to_list()
        texts = [""] * rows.height if records is None else self.texts_of(records, numbered[RUN], counts)
        return [
            OpenRun(name, [column[i] for column in results], counts[i], [texts[i]] if texts[i] else [])
            for i, name in enumerate(rows[key].to_list())
        ]

    def texts_of(self, records: Unfilled, runs: pl.Series, counts: list[int]) -> list[str]:
        """Return the written records of each run, joined; those of a long run are put aside and leave a mark.

        Text that goes from cell to cell is copied each time, and hundreds of megabytes of it are most of the work.
        """
        separator = self.gathering.separator
        starts = accumulate(counts, initial=0)
        long = {i: start for i, (start, count) in enumerate(zip(starts, counts, strict=False)) if count >= LONG_RUN}
        texts: dict[int, str] = {}
        if len(long) < len(counts):
            rows = ~runs.is_in(list(long)) if long else pl.repeat(True, len(runs), eager=True)
            written = Unfilled(records.frame.filter(rows), records.letter).texts()
            short = pl.DataFrame([runs.filter(rows), written.alias(RECORDS)])
            joined = short.group_by(RUN, maintain_order=True).agg(pl.col(RECORDS).drop_nulls().str.join(separator))
            texts = dict(joined.iter_rows())
        for i, start in long.items():
            texts[i] = self.scratch.put_aside(records.joined(start, counts[i], separator), separator)
        return [texts[i] for i in range(len(counts))]

    def continued(self, earlier: OpenRun, later: OpenRun) -> OpenRun:
        """Return one run for its two parts."""
        pairs = zip(self.gathering.aggregated, earlier.results, later.results, strict=True)
        results = [merged(one, a, b) for one, a, b in pairs]
        return OpenRun(earlier.key, results, earlier.rows + later.rows, earlier.texts + later.texts)

    def finished(self, runs: list[OpenRun]) -> pl.DataFrame:
        """Return finished runs as a frame: key, number of rows, a slot for each result, and the records."""
        content: dict[str, pl.Series] = {
            self.gathering.key: pl.Series([run.key for run in runs], dtype=pl.String),
            ROWS: pl.Series([run.rows for run in runs], dtype=pl.Int64),
        }
        for i, one in enumerate(self.gathering.aggregated):
            content[one.slot] = pl.Series([final_text(one, run.results[i]) for run in runs], dtype=pl.String)
        if self.gathering.records:
            joined = [self.gathering.separator.join(run.texts) or None for run in runs]
            content[RECORDS] = pl.Series(joined, dtype=pl.String)
        return pl.DataFrame(content)
