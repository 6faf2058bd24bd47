"""Bring the rows of unsorted groups together on disk: bounded memory, whatever the order of the input.

First pass: every batch gets the number of its group, in order of first appearance, and goes to disk. Second pass:
rows are dealt out to files of neighbouring groups, each small enough for the memory; each file is then sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from aas_converters.documents.leftovers import scratch_folder

GROUP: Final = "number of the group"
BYTES_PER_CELL: Final = 100
"""What a cell of text takes in memory while its file is sorted, generously."""


@dataclass(slots=True)
class Spill:
    """Rows on their way through the disk. `memory` bounds, in bytes, what is sorted at once."""

    key: str
    memory: int
    folder: Path
    numbers: dict[str, int] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)
    files: int = 0
    width: int = 1

    def know(self, keys: Iterable[str]) -> None:
        """Number some groups before any row comes."""
        for name in keys:
            if name not in self.numbers:
                self.numbers[name] = len(self.numbers)
                self.sizes.append(0)

    def add(self, frame: pl.DataFrame) -> None:
        """Put a batch on disk."""
        if not frame.height:
            return
        keys = frame[self.key]
        counts = keys.value_counts()
        order = keys.unique(maintain_order=True).to_list()
        self.know(order)
        for name, count in counts.iter_rows():
            self.sizes[self.numbers[name]] += count
        numbers = keys.replace_strict(order, [self.numbers[name] for name in order], return_dtype=pl.UInt32)
        self.width = frame.width
        frame.with_columns(numbers.alias(GROUP)).write_parquet(self.part("row", self.files), compression="lz4")
        self.files += 1

    def part(self, kind: str, number: int) -> Path:
        """Return the path of a file."""
        return self.folder / f"{kind}-{number}.parquet"

    def sorted_rows(self) -> Iterator[pl.DataFrame]:
        """Yield all rows, group by group in order of first appearance; within a group in the order they came."""
        bounds = self.bounds()
        counts = [0] * len(bounds)
        for number in range(self.files):
            path = self.part("row", number)
            frame = pl.read_parquet(path)
            path.unlink()
            places = frame[GROUP].to_frame().select(pl.lit(pl.Series(bounds)).search_sorted(pl.col(GROUP), "right"))
            frame = frame.with_columns(places.to_series().alias("range") - 1)
            for (place,), rows in frame.partition_by("range", as_dict=True, include_key=False).items():
                rows.write_parquet(self.part(f"range-{place}", counts[int(place)]), compression="lz4")
                counts[int(place)] += 1
        for place, count in enumerate(counts):
            parts = [self.part(f"range-{place}", i) for i in range(count)]
            if bounds[place + 1 :][:1] == [bounds[place] + 1] or bounds[place] == len(self.sizes) - 1:
                # one group, perhaps larger than the memory: there is nothing to sort
                yield from (pl.read_parquet(path).drop(GROUP) for path in parts)
            else:
                yield pl.concat([pl.read_parquet(path) for path in parts]).sort(GROUP, maintain_order=True).drop(GROUP)
            for path in parts:
                path.unlink()

    def bounds(self) -> list[int]:
        """Return the first group of each range; a range holds as many rows as the memory allows, or one group."""
        most = max(1, self.memory // (BYTES_PER_CELL * self.width))
        bounds, rows = [0], 0
        for number, size in enumerate(self.sizes):
            if rows and rows + size > most:
                bounds.append(number)
                rows = 0
            rows += size
        return bounds


def open_spill(key: str, memory: int, beside: Path) -> tuple[Spill, ExitStack]:
    """Return a spill, and what removes the folder in which it lives, on the disk of the destination."""
    stack = ExitStack()
    return Spill(key, memory, stack.enter_context(scratch_folder("spill", beside))), stack
