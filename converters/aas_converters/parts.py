"""Where the submodels of a run go: one document, or several that divide them by asset, by group or by size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal

import polars as pl

from aas_converters.chunks import Chunk, Filler
from aas_converters.documents.environment import EnvironmentWriter
from aas_converters.documents.segments import ItemWriter, Scratch
from aas_converters.letters.fill import filled
from aas_converters.letters.identifiables import ASSET_ID
from aas_converters.letters.script import Script
from aas_converters.shells import Shells

SplitBy = Literal["asset", "group", "size"]

KEY: Final = "part"
SMALL_ROOM: Final = 1 << 17
"""Bytes that wait in each of many parts until they are packed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some written submodels of a job, packed or as text, with a row for each: asset id, asset key, submodel id.

    `keys` says which part each belongs to, None where all go the same way; `rows` counts the rows they are made of and
    `groups` names their groups, None where each is a row. `references` are those of each asset, in order of appearance,
    None where the shells write them at the end.
    """

    job: int
    named: pl.DataFrame
    text: list[Chunk] | pl.Series
    keys: pl.Series | None
    rows: pl.Series | None = None
    groups: pl.Series | None = None
    references: list[list[Chunk]] | None = None


@dataclass(slots=True)
class Part:
    """One document: a place and the shells for each job, how many rows it is made of, and which groups."""

    key: str
    writer: EnvironmentWriter
    places: list[ItemWriter]
    shells: list[Shells]
    rows: int = 0
    groups: set[str] = field(default_factory=set)

    @property
    def stored(self) -> int:
        """Bytes in the scratch file."""
        return sum(place.stored for place in self.places)

    @property
    def written(self) -> int:
        """How many submodels it has."""
        return sum(place.count for place in self.places)

    def all_shells(self) -> Shells:
        """Return the shells of all jobs, job after job. Call it once."""
        first, *others = self.shells
        for one in others:
            first.extend(one)
        return first


@dataclass(slots=True)
class Parts:
    """The parts of a run, in the order they began. `shells` makes an empty collection of shells."""

    script: Script
    scratch: Scratch
    jobs: int
    shells: Callable[[], Shells]
    split_by: SplitBy | None = None
    split_size: int = 0
    by_key: dict[str, Part] = field(default_factory=dict)

    @property
    def parts(self) -> list[Part]:
        """The parts with a submodel."""
        return [part for part in self.by_key.values() if part.written]

    def part(self, key: str) -> Part:
        """Return the part of a key, which may be new."""
        if key not in self.by_key:
            many = {} if self.split_by in (None, "size") else {"room": SMALL_ROOM}
            writer = EnvironmentWriter(self.script, self.scratch, **many)
            places = [writer.place() for _ in range(self.jobs)]
            self.by_key[key] = Part(key, writer, places, [self.shells() for _ in range(self.jobs)])
        return self.by_key[key]

    def place(self) -> ItemWriter:
        """Return where written references of an asset go."""
        return ItemWriter(self.scratch, self.script.separator)

    def current(self) -> Part:
        """Return the part where submodels go that all go the same way: a new one where the last is full."""
        last = len(self.by_key) or 1
        part = self.part(str(last))
        return self.part(str(last + 1)) if self.split_by == "size" and part.stored >= self.split_size else part

    def take(self, piece: Piece) -> None:
        """Put written submodels where they belong."""
        if piece.keys is None:
            for one in chunk_by_chunk(piece) if self.split_by == "size" else [piece]:
                self.put(self.current(), one)
            return
        if not isinstance(piece.text, pl.Series):
            raise ValueError("what is divided by keys comes as text")
        more = {"rows": piece.rows, "group": piece.groups}
        columns = {name: column for name, column in more.items() if column is not None}
        whole = piece.named.with_columns(piece.keys.alias(KEY), piece.text.alias("text"), **columns)
        for some in whole.partition_by(KEY, maintain_order=True):
            rows, groups = (some[name] if name in columns else None for name in more)
            one = Piece(piece.job, some.select(piece.named.columns), some["text"], None, rows, groups)
            self.put(self.part(some[KEY][0]), one)

    def put(self, part: Part, piece: Piece) -> None:
        """Put submodels into a part."""
        if isinstance(piece.text, pl.Series):
            part.places[piece.job].write(piece.text)
        else:
            for packed, count in piece.text:
                part.places[piece.job].append(packed, count)
        if piece.references is None:
            part.shells[piece.job].add(piece.named)
        else:
            part.shells[piece.job].add_references(piece.named, piece.references, self.place)
        part.rows += piece.named.height if piece.rows is None else int(piece.rows.sum())
        if piece.groups is not None:
            part.groups.update(piece.groups.to_list())


def chunk_by_chunk(piece: Piece) -> Iterator[Piece]:
    """Yield a piece in as many as it has chunks."""
    if isinstance(piece.text, pl.Series):
        yield piece
        return
    start = 0
    for packed, count in piece.text:
        yield replace(piece, named=piece.named.slice(start, count), text=[(packed, count)])
        start += count


def fill_task(
    filler: Filler, job: int, frame: pl.DataFrame, named: pl.DataFrame, assets: int | None, split_by: SplitBy | None
) -> Callable[[], Piece]:
    """Return what fills a submodel for each row of a frame whose texts are escaped; any thread may run it."""

    def fill() -> Piece:
        if split_by == "asset":
            return Piece(job, named, filled(frame, filler.filling.submodel, filler.submodel), named[ASSET_ID])
        found = filler.chunks(frame, assets)
        return Piece(job, named, found.submodels, None, references=found.references)

    return fill
