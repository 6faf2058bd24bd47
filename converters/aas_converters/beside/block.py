"""What is done with one block of a text file: read, check, fill, pack. Any process may do it: plain data in and out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import polars as pl

from aas_converters.chunks import ASSET, Chunks, Filler, Filling
from aas_converters.coverage import Coverage
from aas_converters.letters.identifiables import ASSET_ID, SUBMODEL_ID
from aas_converters.plan.plan import Plan
from aas_converters.plan.run import check, escaped, with_ids
from aas_converters.plan.tally import Tally
from aas_converters.shells import NAMED
from aas_converters.sources.blocks import Parser, pieces, plain_block
from aas_converters.sources.table import Batch

LONGEST_ID: Final = 2000
FEW_ASSETS: Final = 8
"""Assets of a frame up to which the references to its submodels are written with them."""


@dataclass(frozen=True, slots=True)
class Setup:
    """All that is the same for the blocks of a table; `rows` is how many rows a batch has at most."""

    plan: Plan
    parse: Parser
    rows: int
    filling: Filling


@dataclass(frozen=True, slots=True)
class Text:
    """A block of lines: where it stands in the file, and how many lines it has.

    `block` is what was read and `before` what was left of the block in front of it; `lines` of both are whole.
    """

    block: bytes
    before: bytes
    used: int
    final: bool
    line: int
    row: int
    lines: int

    def behind(self, top: bytes) -> bytes:
        """Return the whole lines, with a line in front of them."""
        return b"".join((top, self.before, memoryview(self.block)[: self.used]))


@dataclass(frozen=True, slots=True)
class Some:
    """The submodels of a batch: the hashes of their ids, and what the shells have to know of them."""

    hashes: pl.Series
    chunks: Chunks
    named: pl.DataFrame


@dataclass(slots=True)
class Done:
    """What became of a block. The counts are those of this block alone."""

    tally: Tally
    coverage: Coverage
    left_out: int = 0
    batches: list[Some] = field(default_factory=list)


def worked(setup: Setup, filler: Filler, text: Text, coverage: Coverage, *, references: bool) -> Done | None:
    """Return the submodels of a block of lines; None where it needs more care than a block in the middle of many gets.

    `coverage` says which columns are the same in all rows so far. With `references` those of a few assets are written.
    """
    block = plain_block(text.behind(setup.parse.top), text.line, setup.parse)
    if block is None:
        return None
    done = Done(Tally(suspecting=False), coverage)
    for batch in pieces(block, text.row, setup.rows):
        some = submodels(setup.plan, filler, batch, done, references=references)
        if some is None:
            return None
        done.batches.append(some)
        # once a batch had too many assets, no references are written any more, in the same block neither
        references = references and some.chunks.references is not None
    return done


def submodels(plan: Plan, filler: Filler, batch: Batch, done: Done, *, references: bool) -> Some | None:
    """Return the submodels of a batch, None where an id is too long; what was counted goes to `done`."""
    done.coverage.see(batch)
    checked = check(plan, batch, done.tally)
    done.left_out += checked.left_out
    ready = with_ids(plan, checked.frame, "submodel")
    names = ready[SUBMODEL_ID]
    if (names.str.len_chars() > LONGEST_ID).any():
        return None
    named = ready.select(NAMED)
    if not named.height:
        return Some(names.hash(), Chunks([], [] if references else None), named)
    numbers = numbers_of(named) if references else None
    chunks = filler.chunks(*fillable(plan, filler, ready, numbers))
    assets = named.unique(ASSET_ID, keep="first", maintain_order=True) if numbers is not None else named
    return Some(names.hash(), chunks, assets)


def fillable(
    plan: Plan, filler: Filler, ready: pl.DataFrame, numbers: pl.Series | None
) -> tuple[pl.DataFrame, int | None]:
    """Return what a Filler takes: a frame whose texts are escaped, and how many assets it has; they have `numbers`."""
    frame = escaped(plan, ready.select(filler.submodel.columns), (SUBMODEL_ID,))
    assets = None if numbers is None else numbers.n_unique()
    return (frame if numbers is None or assets == 1 else frame.with_columns(numbers)), assets


def numbers_of(named: pl.DataFrame) -> pl.Series | None:
    """Return the number of each row's asset, in order of appearance; None where they are many."""
    distinct = named[ASSET_ID].unique(maintain_order=True)
    if not 0 < len(distinct) <= FEW_ASSETS:
        return None
    numbers = pl.int_range(len(distinct), dtype=pl.UInt32, eager=True)
    return named[ASSET_ID].replace_strict(distinct, numbers, return_dtype=pl.UInt32).alias(ASSET)
