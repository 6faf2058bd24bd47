"""Ids that come again are found like a Python set finds them, whatever the batches."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.seen_ids import SeenIds

IDS = st.integers(0, 40).map("https://plant.example/{}".format)


@given(batches=st.lists(st.lists(IDS, max_size=30), max_size=12))
def test_repeated_ids_are_those_a_set_knows(batches: list[list[str]]) -> None:
    seen, known = SeenIds(), set[str]()
    for batch in batches:
        expected = []
        for one in batch:
            expected.append(one in known)
            known.add(one)
        assert seen.repeated(pl.Series(batch, dtype=pl.String)).to_list() == expected
        sizes = [len(level) for level in seen.levels]
        assert sum(sizes) == len(known)
        assert all(big > 2 * small for big, small in pairwise(sizes))


def test_a_hundred_thousand_ids_in_batches_of_every_size() -> None:
    seen, start = SeenIds(), 0
    for size in (1, 10_000, 3, 50_000, 1, 20_000, 19_995):
        ids = pl.Series([f"urn:{i}" for i in range(start, start + size)])
        assert not seen.repeated(ids).any()
        assert seen.repeated(ids.reverse()).all()
        start += size
    assert seen.repeated(pl.Series(["urn:0", "urn:99999", "urn:100000"])).to_list() == [True, True, False]
    assert len(seen.levels) < 20
