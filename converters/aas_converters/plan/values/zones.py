"""Give times without a zone the offset of a place at that instant: Asia/Seoul -> +09:00."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from aas_converters.plan.values.lexical import ZONE

HAS_ZONE: Final = rf"{ZONE}$"


def check_zone(zone: str) -> None:
    """Raise ValueError where a zone is unknown."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{zone!r} is no time zone, write for example Asia/Seoul") from error


def with_zone(times: pl.Series, zone: str) -> pl.Series:
    """Return valid xs:dateTime texts with an offset; those that have one keep it.

    A local time that a change of the clock skips is null, one that occurs twice is the first.
    """
    years = times.str.slice(0, 4).unique().drop_nulls().to_list()
    offsets = {offset_of_year(zone, year) for year in years}
    zoned = times.str.contains("(?:Z|[+-][0-9]{2}:[0-9]{2})$")
    if len(offsets) == 1 and (offset := offsets.pop()) is not None:
        stamped = times + offset
    else:
        stamped = stamped_one_by_one(times, zone)
    if not zoned.any():
        return stamped
    return times.zip_with(zoned.fill_null(True), stamped)


@lru_cache(maxsize=1024)
def offset_of_year(zone: str, year: str) -> str | None:
    """Return the offset of a zone if it is the same all year and in the nights around it, else None."""
    if not year.isdigit() or not 2 <= int(year) <= 9997:
        return None
    place = ZoneInfo(zone)
    noon = datetime(int(year), 1, 1, 12, tzinfo=UTC) - timedelta(days=2)
    offsets = {(noon + timedelta(days=day)).astimezone(place).utcoffset() for day in range(371)}
    return offset_text(offsets.pop()) if len(offsets) == 1 else None


def offset_text(offset: timedelta | None) -> str | None:
    """Return an offset as +hh:mm, or None where it has seconds, as before 1912, and XSD cannot write it."""
    if offset is None or offset.seconds % 60:
        return None
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def stamped_one_by_one(times: pl.Series, zone: str) -> pl.Series:
    """Return the times with the offset of each; 24:00:00 takes that of the second before."""
    seconds = (
        times.str.slice(0, 19)
        .str.replace("24:00:00", "23:59:59", literal=True)
        .str.to_datetime("%Y-%m-%dT%H:%M:%S", time_unit="ms", strict=False)
    )
    frame = pl.DataFrame({"time": times, "local": seconds}).with_columns(
        instant=pl.col("local")
        .dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        .dt.convert_time_zone("UTC")
        .dt.replace_time_zone(None)
    )
    offset = pl.col("local") - pl.col("instant")
    minutes = offset.dt.total_minutes()
    written = pl.when(offset.dt.total_seconds() % 60 == 0).then(pl.col("time") + offset_of_minutes(minutes))
    return frame.select(written.alias(times.name)).to_series()


def offset_of_minutes(minutes: pl.Expr) -> pl.Expr:
    """Return an offset in minutes as +hh:mm."""
    size = minutes.abs()
    return pl.concat_str(
        pl.when(minutes < 0).then(pl.lit("-")).otherwise(pl.lit("+")),
        (size // 60).cast(pl.String).str.zfill(2),
        pl.lit(":"),
        (size % 60).cast(pl.String).str.zfill(2),
    )
