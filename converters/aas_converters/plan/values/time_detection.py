"""Find out from a sample how a plant writes its times, and whether day and month can be told apart."""

from __future__ import annotations

from itertools import product
from typing import Final

import polars as pl

from aas_converters.plan.values.instants import read_times
from aas_converters.plan.values.lexical import are_valid
from aas_converters.plan.values.spec import (
    EPOCH_MILLISECONDS,
    EPOCH_SECONDS,
    EXCEL_SERIAL,
    Ambiguous,
    TimeStyle,
)
from aas_converters.plan.values.tidy import tidied
from aas_converters.plan.values.time_patterns import compile_pattern

ENOUGH: Final = 0.9
"""Share of the cells a pattern must read; the others may be errors."""
PROBES: Final = 20
"""How many cells a pattern is tried on before it may see the whole sample."""

DAYS: Final = (
    *(form.replace("/", sign) for sign in "-/." for form in ("yy/M/d", "d/M/yyyy", "M/d/yyyy", "d/M/yy", "M/d/yy")),
    "yyyyMMdd",
    "yyMMdd",
)
CLOCKS: Final = ("H:mm", "H:mm:ss.S", "a h:mm", "a h:mm:ss.S", "h:mm a", "h:mm:ss.S a", "HHmmss")
WITHOUT_CLOCK: Final = (
    *DAYS,
    "yyyy-M-d",
    "yyyy/M/d",
    "yyyy.M.d",
    "yyyy. M. d",
    "yyyy. M. d.",
    "yyyy년 M월 d일",
)
WITHOUT_DAY: Final = ("H:mm", "H:mm:ss.S", "a h:mm", "a h:mm:ss.S", "h:mm a", "h:mm:ss.S a")
COMPACT: Final = ("yyyyMMddHHmmss", "yyyyMMddHHmm", "yyyyMMdd_HHmmss", "yyyyMMdd'T'HHmmss")
PATTERNS: Final = (
    *(f"{day} {clock}" for day, clock in product(DAYS, CLOCKS)),
    *COMPACT,
    *WITHOUT_CLOCK,
    *WITHOUT_DAY,
)

NUMBERS: Final = (
    (EXCEL_SERIAL, 20_000, 80_000),
    (EPOCH_SECONDS, 900_000_000, 4_100_000_000),
    (EPOCH_MILLISECONDS, 900_000_000_000, 4_100_000_000_000),
)
"""Numbers that can hardly be anything else in a column of times: days of 1954 to 2119, 1998 to 2099."""
SOME_DAY: Final = "2000-01-01"
NOTHING: Final = pl.Series([None], dtype=pl.String)


def detect_time_style(sample: pl.Series) -> TimeStyle | Ambiguous[TimeStyle] | None:
    """Return how the times of a sample of text are written, None where hardly a cell is one.

    The pattern that reads most cells wins, so one day above 12 anywhere in the sample tells day from month.
    Where several read equally many cells as different times the result is Ambiguous; first comes the one
    that makes the smallest steps from row to row, because plants log in order of time; if that does not
    tell, `5/4/20` without zeros begins with the month, as American spreadsheets write it, everything else
    with the day. A style without a pattern reads whatever puts a full year first. Cells with a time of day
    only have a pattern without a day: give the style a date.
    """
    cells = tidied(sample.drop_nulls())
    if cells.is_empty():
        return None
    enough = ENOUGH * len(cells)
    if len(cells) - reading(cells, None).null_count() >= enough:
        return TimeStyle()
    probe = cells.head(PROBES).to_frame("cell")
    hits = probe.select(
        pl.col("cell").str.contains(compile_pattern(pattern)).sum().alias(pattern) for pattern in PATTERNS
    ).row(0)
    tried = [pattern for pattern, number in zip(PATTERNS, hits, strict=True) if number * 2 >= len(probe)]
    readings = {pattern: reading(cells, pattern) for pattern in tried}
    fewest = min((times.null_count() for times in readings.values()), default=len(cells))
    if len(cells) - fewest < enough:
        return number_style(cells)
    best: dict[str, pl.Series] = {}
    for pattern, times in readings.items():
        if times.null_count() == fewest and not any(times.equals(other) for other in best.values()):
            best[pattern] = times
    american = bool(cells.str.contains(r"^[0-9]/|^[0-9]+/[0-9]/").any())
    ordered = sorted(best, key=lambda pattern: (steps(best[pattern]), pattern.startswith("M") != american))
    styles = tuple(TimeStyle(pattern) for pattern in ordered)
    return styles[0] if len(styles) == 1 else Ambiguous(styles)


def reading(cells: pl.Series, pattern: str | None) -> pl.Series:
    """Return the times of the cells in a pattern, null where a cell does not fit."""
    expression = None if pattern is None else compile_pattern(pattern)
    times = read_times(cells, "xs:dateTime", expression, None if pattern is None else SOME_DAY)
    return times.zip_with(are_valid(times, "xs:dateTime").fill_null(False), NOTHING)


def steps(times: pl.Series) -> int:
    """Return the sum of the steps from row to row in milliseconds."""
    instants = times.str.slice(0, 19).str.to_datetime("%Y-%m-%dT%H:%M:%S", time_unit="ms", strict=False)
    return int(instants.cast(pl.Int64).drop_nulls().diff().abs().sum())


def number_style(cells: pl.Series) -> TimeStyle | None:
    """Return the style of a column of numbers that are clearly times, else None."""
    numbers = cells.cast(pl.Float64, strict=False)
    for kind, low, high in NUMBERS:
        if int(numbers.is_between(low, high).fill_null(False).sum()) >= ENOUGH * len(cells):
            return TimeStyle(kind)
    return None
