"""Times of one form are read faster, and mean the same."""

from __future__ import annotations

import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st

from aas_converters.shapes.instants import instants, instants_of

ENDS = st.sampled_from(["", "Z", "+09:00", "-03:30", "+00:00", "-00:00", ".5", ".123456+09:00", ".12345"])
DAYS = st.sampled_from(["2024-03-01", "1969-12-31", "9999-12-31", "0001-01-01", "12024-03-01", "-0044-03-15"])
CLOCKS = st.sampled_from(["T00:00:00", "T23:59:59", "T24:00:00", "T08:30:15"])
TIMES = st.builds(lambda day, clock, end: day + clock + end, DAYS, CLOCKS, ENDS)


@example(times=["2024-03-01T08:30:15+09:00", "2024-03-01T08:30:16+09:00"])
@example(times=["2024-03-01T08:30:15.12345"])
@given(times=st.lists(TIMES, min_size=1, max_size=4) | st.builds(lambda time, n: [time] * n, TIMES, st.integers(1, 3)))
def test_one_form_or_many_the_instants_are_the_same(times: list[str]) -> None:
    series = pl.Series("times", times)
    slow = series.to_frame().select(instants(pl.col("times"))).to_series()
    assert instants_of(series).to_list() == slow.to_list()


def test_the_plain_form_is_what_it_says() -> None:
    assert instants_of(pl.Series(["1970-01-01T09:00:01+09:00"])).to_list() == [1_000_000]
    assert instants_of(pl.Series(["1969-12-31T14:00:01-10:00"])).to_list() == [1_000_000]
    assert instants_of(pl.Series(["1970-01-01T00:00:01"])).to_list() == [1_000_000]
