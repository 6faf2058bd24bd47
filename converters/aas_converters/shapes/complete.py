"""Which finished groups can be written: those with a key for every id and with all that must be there."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from aas_converters.letters.identifiables import SUBMODEL_ID
from aas_converters.plan.plan import Filler, Plan
from aas_converters.plan.run import ASSET_KEY
from aas_converters.plan.tally import EMPTY_KEY, EMPTY_MANDATORY
from aas_converters.shapes.gather import ROWS
from aas_converters.shapes.group_plan import GROUP, SEPARATOR
from aas_validators.diagnostics import Diagnostic, Location


def lacking(plan: Plan, groups: pl.DataFrame) -> Iterator[tuple[pl.Expr, Diagnostic]]:
    """Yield which groups cannot be written, and why; a group that lacks two things comes twice."""
    for column in (SUBMODEL_ID, ASSET_KEY):
        if groups[column].null_count():
            without = pl.col(column).is_null()
            found = groups.filter(without)
            where = Location(file=plan.table, field=name_of(found))
            yield without, Diagnostic(EMPTY_KEY, where, count=found.height)
    for filler in plan.fillers:
        if must(filler) and filler.slot in groups.columns and groups[filler.slot].null_count():
            without = pl.col(filler.slot).is_null()
            found = groups.filter(without)
            path = filler.target.place.path
            where = Location(file=plan.table, path=path, field=name_of(found))
            yield without, Diagnostic(EMPTY_MANDATORY, where, {"path": path}, count=found.height)


def must(filler: Filler) -> bool:
    """Say whether a group must have a value of a filler that its rows may lack."""
    place = filler.target.place
    mandatory = place.element.cardinality.mandatory and all(e.cardinality.mandatory for e in place.elements)
    return mandatory and not filler.mandatory


def rows_of(groups: pl.DataFrame) -> int:
    """Return how many rows are in some groups."""
    return int(groups[ROWS].sum())


def name_of(groups: pl.DataFrame) -> str:
    """Return the key of the first group as a person would write it."""
    return str(groups[GROUP][0]).replace(SEPARATOR, " / ")
