"""What a plan makes of the first rows of a table: the column, the element, the cell, the value and how it got there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

import polars as pl

from aas_converters.plan.plan import Filler, Plan
from aas_converters.plan.values.spec import ValueSpec
from aas_converters.sources.table import Batch, Table
from aas_converters.sources.view import View
from aas_reference_models.unit_conversion import Conversion


@dataclass(frozen=True, slots=True)
class Shown:
    """One column on its way: the first cell that is not empty, the value it becomes (None for a bad cell).

    `column` is empty for a constant. `how` says what happens to numbers: `+273.15`, `×0.001`; empty for nothing.
    """

    column: str
    path: str
    cell: str
    value: str | None
    unit: str
    how: str


def beginning(table: Table, rows: int) -> Table:
    """Return the first rows of a table as a table."""
    return View(table, table.columns, partial(first_rows, rows))


def first_rows(most: int, table: Table, rows: int) -> Iterator[Batch]:
    """Yield at most so many rows of a table, `rows` at a time."""
    left = most
    for batch in table.batches(min(rows, most)):
        if left <= 0:
            return
        lines = None if batch.lines is None else batch.lines.head(left)
        yield replace(batch, frame=batch.frame.head(left), lines=lines)
        left -= batch.frame.height


def shown_columns(plan: Plan, table: Table) -> Iterator[Shown]:
    """Yield what a plan does with each column, then its constants."""
    first = next(iter(table.batches()), None)
    for filler in plan.fillers:
        cell = None if first is None else first_cell(first, filler)
        text = pl.DataFrame({filler.slot: [cell]}, schema={filler.slot: pl.String})
        value = text.select(filler.value.text).to_series()[0]
        spec = filler.value.spec
        columns = " + ".join(filler.target.cell.columns)
        yield Shown(columns, filler.slot.replace("|", "."), cell or "", value, spec.unit, how(spec))
    for slot, text_of in plan.constants.items():
        yield Shown("", slot.replace("|", "."), text_of, text_of, "", "")


def first_cell(batch: Batch, filler: Filler) -> str | None:
    """Return the first cell of a filler that is not empty."""
    cells = batch.frame.select(filler.source.alias("cell")).to_series().drop_nulls()
    return str(cells[0]) if len(cells) else None


def how(spec: ValueSpec) -> str:
    """Return what happens to the numbers of a column, as a person writes it."""
    conversion = spec.conversion
    return "" if conversion is None else written(conversion)


def written(conversion: Conversion) -> str:
    """Return a conversion as `×1.8 +32`; fractions that have no end are written as such: `×5/9`."""
    parts = []
    if conversion.factor != 1:
        parts.append(f"×{number(conversion.factor)}")
    if conversion.offset:
        sign = "+" if conversion.offset > 0 else "-"
        parts.append(f"{sign}{number(abs(conversion.offset))}")
    return " ".join(parts)


def number(value: Fraction) -> str:
    """Return a fraction exactly: as a decimal where it has an end within reach, else as a fraction."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1 or value.denominator > 10**12:
        short = f"{float(value):.6g}"
        return f"{value.numerator}/{value.denominator}" if value.denominator < 10_000 else short
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    text = f"{int(value * 10**places):0{places + 1}d}"
    return f"{text[:-places]}.{text[-places:]}" if places else text
