"""Where the submodels of a run go: one document, or several that divide them by asset, by group or by size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

import polars as pl

from aas_converters.documents.environment import EnvironmentWriter, between_items
from aas_converters.documents.segments import ItemWriter, Packed, Scratch, text_of
from aas_converters.letters.fill import Compiled, filled
from aas_converters.letters.identifiables import ASSET_ID
from aas_converters.letters.script import Script
from aas_converters.shells import Shells

SplitBy = Literal["asset", "group", "size"]

TEXT_AT_ONCE: Final = 4 << 20
"""Bytes of text that are filled at once: what fits into the cache of a core costs half."""
KEY: Final = "part"
SMALL_ROOM: Final = 1 << 17
"""Bytes that wait in each of many parts until they are packed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some written submodels of a job, packed or as text, with a row for each: asset id, asset key, submodel id.

    `keys` says which part each belongs to, None where all go the same way; `rows` counts the rows they are made of and
    `groups` names their groups, None where each is a row.
    """

    job: int
    named: pl.DataFrame
    text: Packed | pl.Series
    keys: pl.Series | None
    rows: pl.Series | None = None
    groups: pl.Series | None = None


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

    def current(self) -> Part:
        """Return the part where submodels go that all go the same way: a new one where the last is full."""
        last = len(self.by_key) or 1
        part = self.part(str(last))
        return self.part(str(last + 1)) if self.split_by == "size" and part.stored >= self.split_size else part

    def take(self, piece: Piece) -> None:
        """Put written submodels where they belong."""
        if piece.keys is None:
            self.put(self.current(), piece)
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
        if isinstance(piece.text, Packed):
            part.places[piece.job].append(piece.text, piece.named.height)
        else:
            part.places[piece.job].write(piece.text)
        part.shells[piece.job].add(piece.named)
        part.rows += piece.named.height if piece.rows is None else int(piece.rows.sum())
        if piece.groups is not None:
            part.groups.update(piece.groups.to_list())


def fill_task(
    letter: Compiled, job: int, frame: pl.DataFrame, named: pl.DataFrame, parts: Parts
) -> Callable[[], Piece]:
    """Return what fills a submodel for each row of a frame whose texts are escaped; any thread may run it."""
    by_asset = parts.split_by == "asset"
    separator = between_items(parts.script)

    def fill() -> Piece:
        texts = filled(frame, letter.letter, letter)
        if by_asset:
            return Piece(job, named, texts, named[ASSET_ID])
        return Piece(job, named, parts.scratch.packed(text_of(texts, separator)), None)

    return fill
