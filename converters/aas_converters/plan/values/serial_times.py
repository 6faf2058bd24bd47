"""Read times that are numbers: days since 1899-12-30 (spreadsheets), seconds or milliseconds since 1970."""

from __future__ import annotations

from typing import Final

import polars as pl

from aas_converters.plan.values.spec import EPOCH_MILLISECONDS, EXCEL_SERIAL
from aas_converters.plan.values.tidy import tidied
from aas_converters.plan.values.zones import offset_of_minutes

FIRST_SERIAL: Final = 61
"""1900-03-01; before it spreadsheets count a 29 February 1900 that never was."""
AFTER_LAST_SERIAL: Final = 2_958_466
SERIAL_OF_1970: Final = 25_569
MILLISECONDS_OF_DAY: Final = 86_400_000
AFTER_LAST_SECOND: Final = 253_402_300_800


def read_serial_times(cells: pl.Series, value_type: str, kind: str, zone: str | None) -> pl.Series:
    """Return XSD text for numbers that are times; null where a cell is no number or out of range.

    A spreadsheet's serial is local time, to the millisecond, or to the second where it has five decimals or
    fewer. A count since 1970 is an instant and is shown in `zone`, else in UTC.
    """
    frame = tidied(cells).alias("cell").to_frame()
    if kind == EXCEL_SERIAL:
        frame = frame.select(milliseconds=milliseconds_of_serial())
        frame = frame.select(
            seconds=pl.col("milliseconds") // 1000,
            fraction=(pl.col("milliseconds") % 1000).cast(pl.String).str.zfill(3),
            zone=pl.lit(""),
        )
    else:
        frame = frame.select(*seconds_since_1970(3 if kind == EPOCH_MILLISECONDS else 0), zone=pl.lit("Z"))
        if zone is not None:
            frame = moved(frame, zone)
    return frame.select(written(value_type).alias(cells.name)).to_series()


def milliseconds_of_serial() -> pl.Expr:
    """Return the milliseconds since 1970 of a serial number; a spreadsheet keeps it as a double, so do we."""
    cell = pl.col("cell")
    number = pl.when(cell.str.contains(r"^[0-9]{1,7}(?:\.[0-9]*)?$")).then(cell).cast(pl.Float64, strict=False)
    day = pl.when((number >= FIRST_SERIAL) & (number < AFTER_LAST_SERIAL)).then(number - SERIAL_OF_1970)
    coarse = cell.str.contains(r"^[0-9]+(?:\.[0-9]{0,5})?$")
    return (
        pl.when(coarse)
        .then((day * (MILLISECONDS_OF_DAY / 1000)).round() * 1000)
        .otherwise((day * MILLISECONDS_OF_DAY).round())
        .cast(pl.Int64)
    )


def seconds_since_1970(exponent: int) -> tuple[pl.Expr, pl.Expr]:
    """Return the whole seconds and the digits behind the point of a count of 10**-exponent seconds."""
    cell = pl.when(pl.col("cell").str.contains(r"^[0-9]{1,15}(?:\.[0-9]*)?$")).then(pl.col("cell"))
    count = cell.str.extract(r"^([0-9]+)").cast(pl.Int64)
    seconds = count // 10**exponent
    below = (count % 10**exponent).cast(pl.String).str.zfill(exponent) if exponent else pl.lit("")
    fraction = below + cell.str.extract(r"\.([0-9]*)$").fill_null("")
    return pl.when(seconds < AFTER_LAST_SECOND).then(seconds).alias("seconds"), fraction.alias("fraction")


def moved(frame: pl.DataFrame, zone: str) -> pl.DataFrame:
    """Return the same instants as local seconds of a zone, with its offset."""
    instant = (pl.col("seconds") * 1000).cast(pl.Datetime("ms", "UTC"))
    local = instant.dt.convert_time_zone(zone).dt.replace_time_zone(None).cast(pl.Int64) // 1000
    minutes = (local - pl.col("seconds")) // 60
    return frame.select("fraction", seconds=local, zone=offset_of_minutes(minutes))


def written(value_type: str) -> pl.Expr:
    """Return XSD text from local seconds, digits of the fraction and a zone."""
    instant = (pl.col("seconds") * 1000).cast(pl.Datetime("ms"))
    if value_type == "xs:date":
        return instant.dt.strftime("%Y-%m-%d")
    digits = pl.col("fraction").str.strip_chars_end("0")
    fraction = pl.when(digits == "").then(pl.lit("")).otherwise(pl.lit(".") + digits)
    pattern = "%H:%M:%S" if value_type == "xs:time" else "%Y-%m-%dT%H:%M:%S"
    return pl.concat_str(instant.dt.strftime(pattern), fraction, pl.col("zone"))
