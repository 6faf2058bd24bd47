"""What fills the submodels of many rows and packs their text: plain data in, bytes out, so any process may do it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from aas_converters.documents.segments import Compress, Packed, kept
from aas_converters.letters.fill import Compiled, Unfilled
from aas_converters.letters.nodes import Node

ASSET: Final = "number of the asset"

Chunk = tuple[Packed, int]
"""Packed items with the separator between them, and how many they are."""


@dataclass(frozen=True, slots=True)
class Filling:
    """The letters of a submodel and of a shell's reference to it, what stands between two, and how they are kept."""

    submodel: Node
    between: str
    reference: Node
    between_references: str
    deflated: bool
    compress: Compress


@dataclass(frozen=True, slots=True)
class Chunks:
    """The submodels of some rows, and for each asset the references to its own, None where those are not asked for."""

    submodels: list[Chunk]
    references: list[list[Chunk]] | None


class Filler:
    """Fills letters, which it compiles once."""

    def __init__(self, filling: Filling) -> None:
        self.filling = filling
        self.submodel = Compiled(filling.submodel)
        self.reference = Compiled(filling.reference)

    def chunks(self, frame: pl.DataFrame, assets: int | None) -> Chunks:
        """Return a submodel for each row of a frame whose texts are escaped, of so many assets, numbered in `ASSET`."""
        submodels = self.packed(self.submodel, frame, self.filling.between)
        if assets is None:
            return Chunks(submodels, None)
        ids = frame.select(self.reference.columns)
        of_each = [ids] if assets == 1 else [ids.filter(frame[ASSET] == number) for number in range(assets)]
        between = self.filling.between_references
        return Chunks(submodels, [self.packed(self.reference, some, between) for some in of_each])

    def packed(self, letter: Compiled, frame: pl.DataFrame, separator: str) -> list[Chunk]:
        """Return an item for each row of a frame."""
        texts = Unfilled(frame, letter).joined(0, frame.height, separator)
        rows = [min(letter.rows_at_once, frame.height - i) for i in range(0, frame.height, letter.rows_at_once)]
        compress, deflated = self.filling.compress, self.filling.deflated
        return [(kept(text, compress, deflated=deflated), count) for text, count in zip(texts, rows, strict=True)]
