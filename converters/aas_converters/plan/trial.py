"""Check a mapping against its model, and against a table where there is one: all that can be said before a run."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

import polars as pl

from aas_converters.letters.script import Script
from aas_converters.mapping.fitted import fitted
from aas_converters.mapping.mapping import Mapping
from aas_converters.mapping.reshaped import reshaped
from aas_converters.plan.compile import compile_plan
from aas_converters.plan.plan import Plan
from aas_converters.plan.source import Source, spread_rows
from aas_converters.sources.table import Column, Table
from aas_reference_models.model import Model
from aas_validators.diagnostics import Diagnostic

SPREAD_BATCHES: Final = 5
"""Batches from the beginning that are looked at: a trial reads no whole file."""


def check_mapping(model: Model, mapping: Mapping, table: Table | None = None) -> tuple[Plan | None, list[Diagnostic]]:
    """Return the plan of a mapping and what there is to say about it, as compiling a run would say it.

    Without a table every column that the mapping names is taken to exist; only the model is looked at.
    """
    model, mapping = fitted(model, mapping)
    if table is None:
        return compile_plan(model, mapping, imagined(mapping), Script("json", "3.0"))
    shaped, findings = reshaped(table, mapping.rows, mapping.file)
    if findings:
        return None, findings
    plan, said = compile_plan(model, mapping, opened(shaped), Script("json", "3.0"))
    return plan, [*said]


def opened(table: Table) -> Source:
    """Return a table as plans are compiled for it."""
    first = next(iter(table.batches()), None)
    names = [column.name for column in table.columns]
    frame = first.frame if first is not None else pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    digest = sha256(table.identity.encode()).hexdigest()
    stem = Path(table.name).stem
    return Source(
        table.name, stem, table.columns, table.identity, digest, frame, partial(spread_rows, table, SPREAD_BATCHES)
    )


def imagined(mapping: Mapping) -> Source:
    """Return a table without rows that has every column a mapping names."""
    names = dict.fromkeys(columns_of(mapping))
    frame = pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    columns = tuple(Column(name, name) for name in names)
    # a day in the name, so that `date: file name` has one
    return Source(mapping.file, "2000-01-01", columns, "", "", frame, lambda: frame)


def columns_of(mapping: Mapping) -> Iterator[str]:
    """Yield the columns that a mapping reads, in its order."""
    for one in mapping.assignments:
        for cell in (*(cell for _, cell in one.parts), *one.items):
            yield from cell.columns
