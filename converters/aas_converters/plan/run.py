"""Run a plan on a batch: canonical text, bad cells, ids, and the filled letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from aas_converters.letters.fill import any_of, filled
from aas_converters.letters.identifiables import ASSET_ID, SUBMODEL_ID
from aas_converters.plan.keys import ids, key_text
from aas_converters.plan.plan import ROW, Filler, Plan
from aas_converters.plan.tally import Tally
from aas_converters.sources.table import Batch

OnError = Literal["stop", "skip"]

ASSET_KEY = "asset key"
"""Column with the plain text an asset is known by."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a batch became.

    `submodels` is written text. `named` has a row for each of them: asset id, asset key, submodel id. `left_out`
    rows were not written.
    """

    submodels: pl.Series
    named: pl.DataFrame
    left_out: int


def run(plan: Plan, batch: Batch, tally: Tally, *, write: bool = True) -> Filled:
    """Fill the letters of one batch; faults go to the tally.

    A cell that is bad is left out where its element is optional, its row where it is mandatory. Without `write`
    the rows are only checked.
    """
    sources = batch.frame.select([filler.source.alias(filler.slot) for filler in plan.fillers])
    if not sources.width:
        sources = pl.DataFrame({"": pl.repeat(None, batch.frame.height, dtype=pl.String, eager=True)})
    texts = sources.select([filler.value.text for filler in plan.fillers])
    tally.count(plan, batch, sources, texts)
    frame = texts.with_columns(
        pl.int_range(batch.first_row, batch.first_row + batch.frame.height, dtype=pl.UInt64).alias(ROW),
        *[pl.lit(text).alias(slot) for slot, text in plan.constants.items()],
    )
    frame = frame.with_columns(
        key_text(plan.naming.submodel).alias(SUBMODEL_ID), key_text(plan.naming.asset).alias(ASSET_KEY)
    )
    keep = kept(plan, frame)
    left_out = 0
    if keep is not None:
        mask = frame.select(keep).to_series()
        left_out = frame.height - int(mask.sum())
        tally.without_key(plan, batch, frame)
        frame = frame.filter(mask)
    if not write:
        return Filled(pl.Series(dtype=pl.String), frame.clear(), left_out)
    frame = frame.with_columns(
        ids(plan.naming, f"submodel/{plan.naming.model}", frame[SUBMODEL_ID]).alias(SUBMODEL_ID),
        asset_ids(plan, frame[ASSET_KEY]).alias(ASSET_ID),
    )
    named = frame.select(ASSET_ID, ASSET_KEY, SUBMODEL_ID)
    frame = frame.with_columns([plan.script.escaped(pl.col(name)).alias(name) for name in needing_escape(plan, frame)])
    return Filled(filled(frame, plan.submodel), named, left_out)


def kept(plan: Plan, frame: pl.DataFrame) -> pl.Expr | None:
    """Return what says that a row can be written, None where every row can."""
    lost = [pl.col(name).is_null() for name in (SUBMODEL_ID, ASSET_KEY) if frame[name].null_count()]
    incomplete = (filler for filler in plan.fillers if frame[filler.slot].null_count())
    lost += [missing for filler in incomplete if (missing := mandatory_missing(filler)) is not None]
    return ~any_of(lost) if lost else None


def mandatory_missing(filler: Filler) -> pl.Expr | None:
    """Return what says that a mandatory value is missing in a row, None for an optional element."""
    if filler.mandatory:
        return pl.col(filler.slot).is_null()
    if filler.guards:
        return pl.col(filler.slot).is_null() & any_of([pl.col(slot).is_not_null() for slot in filler.guards])
    return None


def asset_ids(plan: Plan, keys: pl.Series) -> pl.Series:
    """Return the asset of each row; assets are few, so each key is turned into an id once."""
    distinct = keys.unique(maintain_order=True)
    if len(distinct) > len(keys) // 2:
        return ids(plan.naming, "asset", keys)
    return keys.replace_strict(distinct, ids(plan.naming, "asset", distinct), return_dtype=pl.String)


def needing_escape(plan: Plan, frame: pl.DataFrame) -> list[str]:
    """Return the columns that hold a character which would end its blank, in this batch."""
    special = list(plan.script.escapes)
    names = [filler.slot for filler in plan.fillers if filler.escaped] + [SUBMODEL_ID]
    return [name for name in names if frame[name].str.contains_any(special).any()]
