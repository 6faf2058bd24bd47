"""Remember every id of a run in eight bytes, and find the ones that come again."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from hashlib import blake2b

import polars as pl


class SeenIds:
    """Hashes of ids in sorted columns of growing size, so that a look-up is a binary search in a few of them.

    Two different ids with the same 64-bit hash count as equal: one chance in millions for ten million ids. What is new
    is also noted in `ledger`, where there is one.
    """

    def __init__(self, ledger: Ledger | None = None) -> None:
        self.levels: list[pl.Series] = []
        self.ledger = ledger

    def repeated(self, ids: pl.Series) -> pl.Series:
        """Return which ids have been seen, earlier in this column or in one before; then remember them."""
        hashes = ids.hash()
        mask = self.known(hashes)
        self.add(hashes.filter(~mask).sort())
        return mask if self.ledger is None else self.ledger.note(ids, mask)

    def known(self, hashes: pl.Series) -> pl.Series:
        """Return which ids have been seen, by their hashes."""
        mask = ~hashes.is_first_distinct()
        for level in self.levels:
            places = level.search_sorted(hashes).clip(upper_bound=len(level) - 1)
            mask |= level.gather(places) == hashes
        return mask

    def add(self, hashes: pl.Series) -> None:
        """Add sorted hashes, merging columns of like size."""
        if not len(hashes):
            return
        while self.levels and len(self.levels[-1]) <= 2 * len(hashes):
            hashes = pl.concat([self.levels.pop(), hashes]).sort()
        self.levels.append(hashes)


@dataclass(slots=True)
class Ledger:
    """Digests of the ids of one part of a run, to be compared with those of the others.

    `before` has those that an earlier part has: they count as repeated here, and are not noted. A conversion of all
    rows needs none.
    """

    before: pl.Series
    noted: list[pl.Series] = field(default_factory=list)

    def note(self, ids: pl.Series, repeated: pl.Series) -> pl.Series:
        """Note the ids that are new, and return which are repeated, here or in an earlier part."""
        found = digests(ids)
        repeated = repeated | found.is_in(self.before.implode()) if len(self.before) else repeated
        self.noted.append(found.filter(~repeated))
        return repeated

    def all(self) -> pl.Series:
        """Return what was noted."""
        return pl.concat([digests(pl.Series([], dtype=pl.String)), *self.noted])


def digests(ids: pl.Series) -> pl.Series:
    """Return eight bytes for each id, the same on every machine: hashes of polars change with version and processor."""
    numbers = array("Q")
    numbers.frombytes(b"".join([blake2b(one.encode(), digest_size=8).digest() for one in ids.to_list()]))
    return pl.Series("id", numbers, dtype=pl.UInt64)
