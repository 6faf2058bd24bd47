"""Remember every id of a run in eight bytes, and find the ones that come again."""

from __future__ import annotations

import polars as pl


class SeenIds:
    """Hashes of ids in sorted columns of growing size, so that a look-up is a binary search in a few of them.

    Two different ids with the same 64-bit hash count as equal: one chance in millions for ten million ids.
    """

    def __init__(self) -> None:
        self.levels: list[pl.Series] = []

    def repeated(self, ids: pl.Series) -> pl.Series:
        """Return which ids have been seen, earlier in this column or in one before; then remember them."""
        hashes = ids.hash()
        mask = ~hashes.is_first_distinct()
        for level in self.levels:
            places = level.search_sorted(hashes).clip(upper_bound=len(level) - 1)
            mask |= level.gather(places) == hashes
        self.add(hashes.filter(~mask).sort())
        return mask

    def add(self, hashes: pl.Series) -> None:
        """Add sorted hashes, merging columns of like size."""
        if not len(hashes):
            return
        while self.levels and len(self.levels[-1]) <= 2 * len(hashes):
            hashes = pl.concat([self.levels.pop(), hashes]).sort()
        self.levels.append(hashes)
