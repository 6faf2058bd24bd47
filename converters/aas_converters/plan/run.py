"""Run a plan on a batch: canonical text, bad cells, ids, and the filled letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from aas_converters.letters.fill import any_of, filled
from aas_converters.letters.identifiables import ASSET_ID, SUBMODEL_ID
from aas_converters.letters.nodes import Node
from aas_converters.plan.keys import ids, key_text
from aas_converters.plan.plan import ROW, Filler, Plan
from aas_converters.plan.tally import Tally
from aas_converters.shapes.group_plan import GROUP, with_group
from aas_converters.sources.table import Batch

OnError = Literal["stop", "skip"]

ASSET_KEY = "asset key"
"""Column with the plain text an asset is known by."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The rows of a batch that can be written, as canonical text in slots, and how many cannot.

    `sources` is what the plant wrote, `texts` what became of it, and `lost` says which rows of the batch cannot be
    written, None where all can.
    """

    frame: pl.DataFrame
    left_out: int
    sources: pl.DataFrame
    texts: pl.DataFrame
    lost: pl.Series | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """Written submodels, and a row for each of them: asset id, asset key, submodel id."""

    submodels: pl.Series
    named: pl.DataFrame


def check(plan: Plan, batch: Batch, tally: Tally, *, whole: bool = False) -> Checked:
    """Read the cells of one batch; faults go to the tally.

    A cell that is bad is left out where its element is optional, its row where it is mandatory. Where only `whole` rows
    count, one bad cell is enough to leave out its row.
    """
    sources = batch.frame.select([filler.source.alias(filler.slot) for filler in plan.fillers])
    if not sources.width:
        sources = pl.DataFrame({"": pl.repeat(None, batch.frame.height, dtype=pl.String, eager=True)})
    texts = pl.DataFrame([filler.value.texts(sources) for filler in plan.fillers])
    tally.count(plan, batch, sources, texts)
    frame = texts.with_columns(
        pl.int_range(batch.first_row, batch.first_row + batch.frame.height, dtype=pl.UInt64).alias(ROW),
        *[pl.lit(text).alias(slot) for slot, text in plan.constants.items()],
    )
    names: tuple[str, ...]
    if plan.group is None:
        frame = with_keys(plan, frame)
        names = (SUBMODEL_ID, ASSET_KEY)
    else:
        frame = with_group(frame, plan.group, plan.table)
        names = (GROUP,)
    keep = kept(plan, frame, names)
    mask = None if keep is None else frame.select(keep).to_series()
    if mask is not None:
        tally.without_key(plan, batch, frame, names[0])
    if whole and (bad := rows_with_bad_cells(plan, sources, texts)) is not None:
        mask = ~bad if mask is None else mask & ~bad
    if mask is None:
        return Checked(frame, 0, sources, texts)
    return Checked(frame.filter(mask), frame.height - int(mask.sum()), sources, texts, ~mask)


def rows_with_bad_cells(plan: Plan, sources: pl.DataFrame, texts: pl.DataFrame) -> pl.Series | None:
    """Return which rows have a cell that could not be read, None where there is none."""
    slots = [f.slot for f in plan.fillers if texts[f.slot].null_count() > sources[f.slot].null_count()]
    masks = [sources[slot].is_not_null() & texts[slot].is_null() for slot in slots]
    return (
        pl.DataFrame(dict(zip(slots, masks, strict=True))).select(pl.any_horizontal(pl.all())).to_series()
        if masks
        else None
    )


def with_keys(plan: Plan, frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows or groups with the keys of their submodel and asset."""
    return frame.with_columns(
        key_text(plan.naming.submodel).alias(SUBMODEL_ID), key_text(plan.naming.asset).alias(ASSET_KEY)
    )


def written(plan: Plan, frame: pl.DataFrame) -> Filled:
    """Write a submodel for each row of a frame with slots and keys."""
    return lettered(plan, with_ids(plan, frame, "submodel"), plan.submodel)


def written_series(plan: Plan, frame: pl.DataFrame, letter: Node) -> Filled:
    """Write a TimeSeries submodel for each group of a frame with keys and written segments."""
    return lettered(plan, with_ids(plan, frame, "timeseries"), letter)


def with_ids(plan: Plan, frame: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return a frame with ids in place of the keys of submodels, and with those of assets."""
    return frame.with_columns(
        ids(plan.naming, f"{kind}/{plan.naming.model}", frame[SUBMODEL_ID]).alias(SUBMODEL_ID),
        asset_ids(plan, frame[ASSET_KEY]).alias(ASSET_ID),
    )


def lettered(plan: Plan, frame: pl.DataFrame, letter: Node) -> Filled:
    """Write a letter for each row of a frame with ids."""
    named = frame.select(ASSET_ID, ASSET_KEY, SUBMODEL_ID)
    return Filled(filled(escaped(plan, frame, (SUBMODEL_ID,)), letter), named)


def kept(plan: Plan, frame: pl.DataFrame, names: tuple[str, ...]) -> pl.Expr | None:
    """Return what says that a row can be written, None where every row can."""
    lost = [pl.col(name).is_null() for name in names if frame[name].null_count()]
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


def escaped(plan: Plan, frame: pl.DataFrame, more: tuple[str, ...] = ()) -> pl.DataFrame:
    """Return a frame whose texts can stand in a letter: only columns that need it, in this batch, are touched."""
    special = list(plan.script.escapes)
    names = [*(filler.slot for filler in plan.fillers if filler.escaped and filler.slot in frame.columns), *more]
    found = frame.select(pl.col(names).str.contains_any(special).any()) if names else pl.DataFrame()
    needing = [name for name in found.columns if found[name][0]]
    return frame.with_columns([plan.script.escaped(pl.col(name)).alias(name) for name in needing])
