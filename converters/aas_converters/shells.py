"""Collect which asset has which submodels, and write the shells at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Final

import polars as pl

from aas_converters.chunks import Chunk
from aas_converters.documents.segments import ItemWriter
from aas_converters.letters.fill import filled
from aas_converters.letters.identifiables import (
    ASSET_ID,
    REFERENCES,
    SHELL_ID,
    SHELL_ID_SHORT,
    SUBMODEL_ID,
    reference_letter,
    shell_letter,
)
from aas_converters.letters.nodes import Node
from aas_converters.letters.script import Script
from aas_converters.plan.keys import ids
from aas_converters.plan.plan import Naming
from aas_converters.plan.run import ASSET_KEY
from aas_converters.shapes.spill import GROUP as NUMBER
from aas_converters.shapes.spill import Spill, open_spill

NAMED: Final = (ASSET_ID, ASSET_KEY, SUBMODEL_ID)
ROOM: Final = 100_000
SORTED_AT_ONCE: Final = 32 << 20
"""Bytes of a range of assets that are sorted at once."""
MANY_FRAMES: Final = 64
"""Frames that are kept beside each other: a thousand collections of a few rows each should stay small."""
REFERENCES_AT_ONCE: Final = 20_000
NOT_ID_SHORT: Final = re.compile(r"[^A-Za-z0-9]+")


class Shells:
    """The submodels of each asset, in the order they came; beyond `room` submodels they wait on disk, beside a file."""

    def __init__(self, beside: Path | None = None, stack: ExitStack | None = None, room: int = ROOM) -> None:
        self.beside = beside
        self.stack = stack
        self.room = room
        self.named: list[pl.DataFrame] = []
        self.rows = 0
        self.spill: Spill | None = None
        self.written: dict[str, tuple[str, ItemWriter]] = {}

    def __bool__(self) -> bool:
        """Whether there is any submodel."""
        return bool(self.named or self.written) or self.spill is not None

    def add_references(
        self, named: pl.DataFrame, references: list[list[Chunk]], place: Callable[[], ItemWriter]
    ) -> None:
        """Note the assets of some submodels; the `references` of each are written, and go to a place of its own.

        Only while nothing was noted by `add`, so that the order of references and of assets is that of the submodels.
        """
        if self.named or self.spill is not None:
            raise ValueError("references that are written come before submodels that are only noted")
        assets = named.select(ASSET_ID, ASSET_KEY).unique(ASSET_ID, keep="first", maintain_order=True)
        for (asset, key), chunks in zip(assets.iter_rows(), references, strict=True):
            _, items = self.written.setdefault(asset, (key, place()))
            for packed, count in chunks:
                items.append(packed, count)

    def add(self, named: pl.DataFrame) -> None:
        """Note the asset of some submodels: asset id, asset key and submodel id of each."""
        if not named.height:
            return
        self.named.append(named)
        self.rows += named.height
        if len(self.named) > MANY_FRAMES:
            self.named = [pl.concat(self.named, rechunk=True)]
        if self.rows > self.room and self.beside is not None and self.stack is not None:
            if self.spill is None:
                self.spill, folder = open_spill(ASSET_ID, SORTED_AT_ONCE, self.beside)
                self.spill.know(self.written)
                self.stack.enter_context(folder)
            self.spill.add(pl.concat(self.named))
            self.named, self.rows = [], 0

    def extend(self, other: Shells) -> None:
        """Note the submodels of another collection behind these."""
        if other.written:
            raise ValueError("references that are written stay with the collection they were written for")
        for number in range(other.spill.files if other.spill is not None else 0):
            if other.spill is not None:
                self.add(pl.read_parquet(other.spill.part("row", number)).select(NAMED))
        for frame in other.named:
            self.add(frame)

    def assets(self) -> list[str]:
        """Return the ids of the assets, in order of first appearance."""
        if self.spill is not None:
            known = list(self.spill.numbers)
            seen = self.spill.numbers
            return known + [one for one in distinct(self.named) if one not in seen]
        return list(dict.fromkeys([*self.written, *distinct(self.named)]))

    def write(self, script: Script, naming: Naming, items: ItemWriter) -> None:
        """Write the shells, one an asset, with all its submodels."""
        reference = reference_letter(script)
        shell = partial(shells_of, script=script, naming=naming, letter=shell_letter(script))
        early = Early(self.written, items, shell)
        asset, marks = pl.DataFrame(), list[str]()
        for rows, large in self.by_asset():
            if marks and (not large or asset[ASSET_ID][0] != rows[ASSET_ID][0]):
                items.write(shell(asset, pl.Series([script.separator.join(marks)])))
                marks = []
            references = filled(rows.with_columns(script.escaped(pl.col(SUBMODEL_ID))), reference)
            if large:
                # the references go to the document without passing through a cell
                asset, marks = rows.head(1), marks or early.before(rows[ASSET_ID][0])
                marks.append(items.put_aside(references, script.separator))
                continue
            grouped = rows.with_columns(references.alias(REFERENCES)).group_by(ASSET_ID, maintain_order=True)
            some = grouped.agg(pl.col(ASSET_KEY).first(), pl.col(REFERENCES).str.join(script.separator))
            for one in some.head(int(some[ASSET_ID].is_in(list(early.waiting)).sum())).iter_slices(1):
                both = [*early.before(one[ASSET_ID][0]), one[REFERENCES][0]]
                items.write(shell(one, pl.Series([script.separator.join(both)])))
                some = some.slice(1)
            if some.height:
                early.before(some[ASSET_ID][0])
                items.write(shell(some, some[REFERENCES]))
        if marks:
            items.write(shell(asset, pl.Series([script.separator.join(marks)])))
        early.before(None)

    def by_asset(self) -> Iterator[tuple[pl.DataFrame, bool]]:
        """Yield rows asset by asset, in order of first appearance.

        A frame holds some whole assets, or a piece of a large one, which is said beside it.
        """
        if self.spill is None:
            if not self.named:
                return
            whole = pl.concat(self.named)
            assets = pl.Series(self.assets(), dtype=pl.String)
            order = pl.int_range(len(assets), dtype=pl.UInt32, eager=True)
            numbers = whole[ASSET_ID].replace_strict(assets, order, return_dtype=pl.UInt32).alias(NUMBER)
            yield from pieces(whole.with_columns(numbers).sort(NUMBER, maintain_order=True), one_asset=False)
            return
        if self.named:
            self.spill.add(pl.concat(self.named))
            self.named = []
        for frame in self.spill.sorted_rows():
            yield from pieces(frame, one_asset=frame[ASSET_ID].n_unique() == 1)


class Early:
    """The shells whose references are written, in their order; each is written when its turn comes.

    They come before all others: an asset of theirs may have more submodels, which are noted.
    """

    def __init__(
        self,
        written: dict[str, tuple[str, ItemWriter]],
        items: ItemWriter,
        shell: Callable[[pl.DataFrame, pl.Series], pl.Series],
    ) -> None:
        self.waiting = dict(written)
        self.items = items
        self.shell = shell

    def before(self, asset: str | None) -> list[str]:
        """Write the shells that stand before that of an asset; return what stands for its own references, if any."""
        more = asset in self.waiting
        while self.waiting:
            one = next(iter(self.waiting))
            key, place = self.waiting.pop(one)
            mark = self.items.scratch.mark(place.finish())
            if more and one == asset:
                return [mark]
            self.items.write(self.shell(pl.DataFrame({ASSET_ID: [one], ASSET_KEY: [key]}), pl.Series([mark])))
        return []


def distinct(frames: list[pl.DataFrame]) -> list[str]:
    """Return the assets of some submodels, each once."""
    return pl.concat([frame[ASSET_ID] for frame in frames]).unique(maintain_order=True).to_list() if frames else []


def pieces(frame: pl.DataFrame, *, one_asset: bool) -> Iterator[tuple[pl.DataFrame, bool]]:
    """Yield the rows of a frame as in `by_asset`; `one_asset` says that the rows of its asset may go on behind it."""
    start, waiting = 0, 0
    for count in frame.group_by(ASSET_ID, maintain_order=True).len()["len"].to_list():
        if count >= REFERENCES_AT_ONCE or one_asset:
            if waiting:
                yield frame.slice(start, waiting), False
            start += waiting
            for some in frame.slice(start, count).iter_slices(REFERENCES_AT_ONCE):
                yield some, True
            start, waiting = start + count, 0
            continue
        waiting += count
        if waiting >= REFERENCES_AT_ONCE:
            yield frame.slice(start, waiting), False
            start, waiting = start + waiting, 0
    if waiting:
        yield frame.slice(start, waiting), False


def shells_of(assets: pl.DataFrame, references: pl.Series, script: Script, naming: Naming, letter: Node) -> pl.Series:
    """Return a written shell for each row: asset id and key; the references to its submodels are written already."""
    frame = pl.DataFrame(
        {
            ASSET_ID: assets[ASSET_ID],
            REFERENCES: references,
            SHELL_ID: ids(naming, "shell", assets[ASSET_KEY]),
            SHELL_ID_SHORT: pl.Series([id_short(key) for key in assets[ASSET_KEY].to_list()]),
        }
    )
    return filled(frame.with_columns(script.escaped(pl.col(name)).alias(name) for name in (ASSET_ID, SHELL_ID)), letter)


def id_short(key: str) -> str:
    """Return the idShort of a shell from the plain key of its asset: `PLATING-01` → `PLATING_01`."""
    plain = NOT_ID_SHORT.sub("_", key).strip("_")[:128].rstrip("_")
    if not plain:
        return "Asset"
    plain = plain if plain[0].isalpha() else f"Asset_{plain}"[:128]
    return plain if len(plain) > 1 else f"Asset_{plain}"
