"""Canonical xs:dateTime text as instants, and the way back to durations."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import polars as pl

NANOSECONDS: Final = 1_000_000_000
HAS_ZONE: Final = r"(Z|[+-]\d\d:\d\d)$"


def instants(times: pl.Expr) -> pl.Expr:
    """Return canonical xs:dateTime text as nanoseconds since 1970 in UTC; text without a zone counts as UTC."""
    plain = times.str.replace(HAS_ZONE, "")
    # 24:00:00 is the one hour that only XSD knows
    midnight = plain.str.contains("T24:00:00", literal=True)
    local = plain.str.replace("T24:00:00", "T00:00:00", literal=True).str.to_datetime(
        "%Y-%m-%dT%H:%M:%S%.f", time_unit="ns", strict=False
    )
    nanoseconds = local.cast(pl.Int64) + midnight.cast(pl.Int64) * 86_400 * NANOSECONDS
    hours = times.str.extract(r"[+-](\d\d):\d\d$").cast(pl.Int64).fill_null(0)
    minutes = times.str.extract(r"[+-]\d\d:(\d\d)$").cast(pl.Int64).fill_null(0)
    sign = pl.when(times.str.contains(r"-\d\d:\d\d$")).then(-1).otherwise(1)
    return nanoseconds - sign * (hours * 3600 + minutes * 60) * NANOSECONDS


def local_times(times: pl.Expr, zone: str | None) -> pl.Expr:
    """Return canonical xs:dateTime text as the plant's clock showed it, without a zone.

    Machines that log in UTC still work in shifts of their plant, so times go to its zone where that is known.
    """
    if zone is not None:
        universal = instants(times).cast(pl.Datetime("ns", "UTC"))
        return universal.dt.convert_time_zone(zone).dt.replace_time_zone(None).cast(pl.Datetime("us"))
    return times.str.slice(0, 19).str.to_datetime("%Y-%m-%dT%H:%M:%S", time_unit="us", strict=False)


def duration_text(nanoseconds: int) -> str:
    """Return a span of time as xs:duration in days, hours, minutes and seconds; exact."""
    sign, rest = ("-", -nanoseconds) if nanoseconds < 0 else ("", nanoseconds)
    days, rest = divmod(rest, 86_400 * NANOSECONDS)
    hours, rest = divmod(rest, 3600 * NANOSECONDS)
    minutes, rest = divmod(rest, 60 * NANOSECONDS)
    seconds = decimal_text(Decimal(rest) / NANOSECONDS)
    date = f"{days}D" if days else ""
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + (f"{seconds}S" if rest else "")
    if not date and not clock:
        return "PT0S"
    return f"{sign}P{date}" + (f"T{clock}" if clock else "")


def decimal_text(number: Decimal) -> str:
    """Return a decimal number without exponent and without zeros at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
