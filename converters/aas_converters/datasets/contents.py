"""Count what a table holds: rows, and for each column its kind, how much is missing, its ends, its different values.

A batch at a time, in columns: a file of any size costs one reading and the memory of a batch.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Literal

import polars as pl

from aas_converters.mapping.plausible import LOOKS_LIKE_TIME, NUMBER
from aas_converters.plan.values.canonical import Value, compile_value
from aas_converters.plan.values.spec import Ambiguous, TimeStyle, ValueSpec
from aas_converters.plan.values.time_detection import WITHOUT_DAY, detect_time_style
from aas_converters.sources.table import Batch, Column, Table
from aas_validators.diagnostics import Diagnostic

Kind = Literal["number", "time", "text", "empty"]
MOST: Final = 0.95
"""Share of the filled cells that must be numbers, or times, for a column of them."""
MANY: Final = 1_000
"""Different values that are counted; from here on a column has many."""
EXAMPLES: Final = 3
SHOWN: Final = 30
"""Characters of an example."""
STEPS: Final = 4_000
"""Rows, from the beginning, whose distance in time tells how often was recorded."""


@dataclass(frozen=True, slots=True)
class ColumnContents:
    """What a column holds. `filled` cells have a value, `distinct` of them differ (`MANY` stands for so many or more).

    `low` and `high` are the smallest and largest number or moment, None for text and where no day is known; times are
    XSD text, without a zone unless the cells say one. `examples` are the first different values.
    """

    column: Column
    kind: Kind
    filled: int
    distinct: int
    low: str | None
    high: str | None
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a table holds. `whole` says whether all rows were read; `step` are the seconds between most rows.

    `findings` are what the source says while it is read: rows that could not be.
    """

    rows: int
    columns: tuple[ColumnContents, ...]
    whole: bool
    step: float | None
    findings: tuple[Diagnostic, ...]

    @property
    def missing(self) -> float:
        """Share of cells without a value, between 0 and 1."""
        cells = self.rows * len(self.columns)
        return 1 - sum(one.filled for one in self.columns) / cells if cells else 0.0

    @property
    def time(self) -> ColumnContents | None:
        """The first column with moments whose day is known."""
        return next((one for one in self.columns if one.kind == "time" and one.low is not None), None)


@dataclass(slots=True)
class Counting:
    """What is known of a column so far."""

    column: Column
    moments: Value | None
    filled: int = 0
    numbers: int = 0
    times: int = 0
    lowest: float | None = None
    highest: float | None = None
    first: str | None = None
    last: str | None = None
    seen: dict[str, None] = field(default_factory=dict)


def contents_of(table: Table, batches: int | None = None) -> Contents:
    """Return what a table holds, or its first batches."""
    counts: list[Counting] = []
    findings: list[Diagnostic] = []
    rows, taken, step = 0, 0, None
    source = table.batches()
    for batch in source if batches is None else islice(source, batches):
        if not counts:
            counts = [Counting(column, moments_of(batch, column.name)) for column in table.columns]
            step = step_of(batch, counts)
        for one in counts:
            count(one, batch.frame[one.column.name])
        findings.extend(batch.findings)
        rows, taken = rows + batch.frame.height, taken + 1
    whole = batches is None or taken < batches or next(source, None) is None
    counts = counts or [Counting(column, None) for column in table.columns]
    return Contents(rows, tuple(map(counted, counts)), whole, step, tuple(findings))


def moments_of(batch: Batch, name: str) -> Value | None:
    """Return what reads the times of a column; None where its first cells are no times, or times without a day."""
    cells = batch.frame[name].drop_nulls().head(STEPS)
    if cells.is_empty() or cells.str.contains(LOOKS_LIKE_TIME).sum() < MOST * len(cells):
        return None
    found = detect_time_style(cells)
    style = found.default if isinstance(found, Ambiguous) else found
    if not isinstance(style, TimeStyle) or style.pattern in WITHOUT_DAY:
        return None
    return compile_value("cell", ValueSpec(value_type="xs:dateTime", time=style))


def count(one: Counting, cells: pl.Series) -> None:
    """Add a batch to what is known of a column."""
    cells = cells.drop_nulls()
    one.filled += len(cells)
    if cells.is_empty():
        return
    if len(one.seen) < MANY:
        one.seen.update(dict.fromkeys(cells.unique(maintain_order=True).head(MANY).to_list()))
    plain = cells.filter(cells.str.contains(NUMBER)).str.replace_all(",", "").str.strip_chars()
    numbers = plain.cast(pl.Float64, strict=False).drop_nulls()
    one.numbers += len(numbers)
    if len(numbers):
        low, high = float(numbers.min()), float(numbers.max())  # type: ignore[arg-type]  # a number: it is not empty
        one.lowest = low if one.lowest is None else min(one.lowest, low)
        one.highest = high if one.highest is None else max(one.highest, high)
    one.times += int(cells.str.contains(LOOKS_LIKE_TIME).sum())
    if one.moments is not None:
        moments = read(one.moments, cells)
        if len(moments):
            ends = [str(moments.min()), str(moments.max())]
            one.first = min(ends[0], one.first or ends[0])
            one.last = max(ends[1], one.last or ends[1])


def read(moments: Value, cells: pl.Series) -> pl.Series:
    """Return the times of a column as XSD text, those that can be read."""
    return cells.alias("cell").to_frame().select(moments.text).to_series().drop_nulls()


def step_of(batch: Batch, counts: list[Counting]) -> float | None:
    """Return the commonest distance between rows in seconds; None without moments, or where most share theirs."""
    timed = next((one for one in counts if one.moments is not None), None)
    if timed is None or timed.moments is None:
        return None
    texts = read(timed.moments, batch.frame[timed.column.name].drop_nulls().head(STEPS))
    instants = texts.str.slice(0, 19).str.to_datetime("%Y-%m-%dT%H:%M:%S", time_unit="ms", strict=False)
    steps = instants.drop_nulls().cast(pl.Int64).diff().drop_nulls()
    if steps.is_empty() or (steps <= 0).sum() * 2 > len(steps):
        return None
    commonest = steps.filter(steps > 0).value_counts(sort=True).row(0)
    return float(commonest[0]) / 1000 if commonest[1] * 2 > len(steps) else None


def counted(one: Counting) -> ColumnContents:
    """Return what a column holds, now that it was read."""
    kind: Kind = "text"
    low: str | None = None
    high: str | None = None
    if not one.filled:
        kind = "empty"
    elif one.times >= MOST * one.filled and one.numbers < MOST * one.filled:
        kind, low, high = "time", one.first, one.last
    elif one.numbers >= MOST * one.filled:
        kind, low, high = "number", number_text(one.lowest), number_text(one.highest)
    examples = tuple(text[:SHOWN] for text in list(one.seen)[:EXAMPLES])
    return ColumnContents(one.column, kind, one.filled, min(len(one.seen), MANY), low, high, examples)


def number_text(number: float | None) -> str | None:
    """Return a number as a person writes it: 12 for 12.0."""
    if number is None:
        return None
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
