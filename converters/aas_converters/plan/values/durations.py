"""Read durations: `1:02:03`, `1 day, 2:03:04`, and plain numbers of a known unit, as xs:duration."""

from __future__ import annotations

from typing import Final

import polars as pl

from aas_converters.plan.values.numerals import read_numbers
from aas_converters.plan.values.spec import ValueSpec
from aas_converters.plan.values.tidy import tidied

CLOCK: Final = (
    r"^(?P<sign>-)?(?:(?P<days>[0-9]+)(?: days?,? *|\.))?(?P<hours>[0-9]+):(?P<minutes>[0-5]?[0-9])"
    r"(?::(?P<seconds>[0-5]?[0-9])(?:[.,](?P<fraction>[0-9]+))?)?$"
)
MINUTES_AND_SECONDS: Final = "m:ss"
SHORT_CLOCK: Final = r"^(?P<sign>-)?(?P<minutes>[0-9]+):(?P<seconds>[0-5]?[0-9])(?:[.,](?P<fraction>[0-9]+))?$"


def read_durations(cells: pl.Series, spec: ValueSpec, suffix: str | None) -> pl.Series:
    """Return durations in XSD spelling.

    Two numbers around a colon are hours and minutes, unless the time pattern says `m:ss`. A plain number
    needs the spec's conversion into seconds; without one nobody knows what it counts, and it is null.
    """
    tidy = tidied(cells)
    clock = clock_durations(tidy, spec.time.pattern == MINUTES_AND_SECONDS)
    if spec.conversion is None:
        return clock
    seconds = read_numbers(cells, "xs:decimal", spec.number, suffix, spec.conversion)
    number = pl.col("seconds").str.strip_prefix("+").str.contains(r"^-?[0-9]+(?:\.[0-9]+)?$")
    negative = pl.col("seconds").str.starts_with("-")
    text = (
        pl.when(negative).then(pl.lit("-PT")).otherwise(pl.lit("PT"))
        + pl.col("seconds").str.strip_chars_start("+-")
        + pl.lit("S")
    )
    frame = pl.DataFrame({"clock": clock, "seconds": seconds})
    return frame.select(pl.coalesce("clock", pl.when(number).then(text)).alias(cells.name)).to_series()


def clock_durations(cells: pl.Series, short: bool) -> pl.Series:
    """Return PnDTnHnMnS for days and clock times, without parts that are zero."""
    expression = SHORT_CLOCK if short else CLOCK
    parts = cells.str.extract_groups(expression).struct.unnest()
    letters = {"days": "D", "hours": "H", "minutes": "M"}
    pieces = {part: counted(part, letter) if part in parts.columns else pl.lit("") for part, letter in letters.items()}
    fraction = pl.col("fraction").fill_null("").str.strip_chars_end("0")
    second = pl.col("seconds").fill_null("0").str.strip_chars_start("0") + pl.when(fraction != "").then(
        pl.lit(".") + fraction
    ).otherwise(pl.lit(""))
    second = pl.when(second.str.starts_with(".")).then(pl.lit("0") + second).otherwise(second)
    clock = pieces["hours"] + pieces["minutes"] + pl.when(second != "").then(second + "S").otherwise(pl.lit(""))
    frame = parts.select(
        matched=pl.col("minutes").is_not_null(),
        sign=pl.col("sign").fill_null(""),
        days=pieces["days"],
        clock=clock,
    )
    timed = pl.when(pl.col("clock") != "").then(pl.lit("T") + pl.col("clock")).otherwise(pl.lit(""))
    empty = (pl.col("clock") == "") & (pl.col("days") == "")
    body = pl.when(empty).then(pl.lit("T0S")).otherwise(pl.col("days") + timed)
    return frame.select(pl.when(pl.col("matched")).then(pl.col("sign") + "P" + body)).to_series()


def counted(part: str, letter: str) -> pl.Expr:
    """Return a number with its letter, empty where it is zero or missing."""
    digits = pl.col(part).fill_null("").str.strip_chars_start("0")
    return pl.when(digits == "").then(pl.lit("")).otherwise(digits + letter)
