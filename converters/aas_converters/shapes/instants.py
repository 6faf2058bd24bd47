"""Canonical xs:dateTime text as instants, and the way back to durations."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

import polars as pl

MICROSECONDS: Final = 1_000_000
SECONDS: Final = "%Y-%m-%dT%H:%M:%S"
PLAIN_LENGTH: Final = 19
"""Of a time in whole seconds without a zone."""
ZONED_LENGTH: Final = 25
OFFSET: Final = re.compile(r"[+-]\d\d:\d\d")
FRACTION: Final = r"\.(\d{1,6})"
"""Of a second, as far as microseconds."""


def instants(times: pl.Expr) -> pl.Expr:
    """Return canonical xs:dateTime text as microseconds since 1970 in UTC; text without a zone counts as UTC.

    Microseconds, because nanoseconds in 64 bits end in the year 2262 and plants write 9999-12-31 for "never".
    """
    # the last six characters are the offset, where there is one; regular expressions cost three times as much
    tail = times.str.slice(-6)
    minutes = tail.str.slice(1, 2).cast(pl.Int64, strict=False) * 60 + tail.str.slice(4).cast(pl.Int64, strict=False)
    sign = tail.str.slice(0, 1).replace_strict({"+": 1, "-": -1}, default=0, return_dtype=pl.Int64)
    return clock(times).cast(pl.Int64) - (sign * minutes).fill_null(0) * 60 * MICROSECONDS


def instants_of(times: pl.Series) -> pl.Series:
    """Return what `instants` does, at a third of the cost where all times have one length and one zone."""
    lengths = times.str.len_bytes()
    length = lengths.min()
    if length in (PLAIN_LENGTH, ZONED_LENGTH) and length == lengths.max() and not times.null_count():
        zone = str(times[0])[PLAIN_LENGTH:]
        same = times.str.ends_with(zone).all() and not times.str.contains("T24", literal=True).any()
        if same and (not zone or OFFSET.fullmatch(zone)):
            minutes = int(zone[1:3]) * 60 + int(zone[4:]) if zone else 0
            moved = (-minutes if zone[:1] == "-" else minutes) * 60 * MICROSECONDS
            return (
                times.str.head(PLAIN_LENGTH).str.to_datetime(SECONDS, time_unit="us", strict=False).cast(pl.Int64)
                - moved
            )
    return times.to_frame("times").select(instants(pl.col("times"))).to_series().alias(times.name)


def clock(times: pl.Expr) -> pl.Expr:
    """Return the time that stands in canonical xs:dateTime text, whatever its zone."""
    # 24:00:00 is the one hour that only XSD knows
    midnight = times.str.slice(11, 8) == "24:00:00"
    whole = times.str.slice(0, 19).str.replace("T24:00:00", "T00:00:00", literal=True)
    local = whole.str.to_datetime(SECONDS, time_unit="us", strict=False)
    fraction = times.str.extract(FRACTION).str.pad_end(6, "0").cast(pl.Int64).fill_null(0)
    return local + pl.duration(days=midnight.cast(pl.Int64), microseconds=fraction)


def local_times(times: pl.Expr, zone: str | None) -> pl.Expr:
    """Return canonical xs:dateTime text as the plant's clock showed it, without a zone.

    Machines that log in UTC still work in shifts of their plant, so times go to its zone where that is known.
    """
    if zone is None:
        return clock(times)
    universal = instants(times).cast(pl.Datetime("us", "UTC"))
    return universal.dt.convert_time_zone(zone).dt.replace_time_zone(None)


def duration_text(microseconds: int) -> str:
    """Return a span of time as xs:duration in days, hours, minutes and seconds."""
    sign, rest = ("-", -microseconds) if microseconds < 0 else ("", microseconds)
    days, rest = divmod(rest, 86_400 * MICROSECONDS)
    hours, rest = divmod(rest, 3600 * MICROSECONDS)
    minutes, rest = divmod(rest, 60 * MICROSECONDS)
    seconds = decimal_text(Decimal(rest) / MICROSECONDS)
    date = f"{days}D" if days else ""
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + (f"{seconds}S" if rest else "")
    if not date and not clock:
        return "PT0S"
    return f"{sign}P{date}" + (f"T{clock}" if clock else "")


def decimal_text(number: Decimal) -> str:
    """Return a number as XSD writes it, without exponent and without zeros at the end."""
    if not number.is_finite():
        return "NaN" if number.is_nan() else "-INF" if number < 0 else "INF"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
