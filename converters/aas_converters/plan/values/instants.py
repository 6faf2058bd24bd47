"""Put the parts of a time together to XSD text: dateTime, date or time."""

from __future__ import annotations

import polars as pl

from aas_converters.plan.values.lexical import DATE, TIME, whole
from aas_converters.plan.values.tidy import tidied
from aas_converters.plan.values.time_patterns import CLOCK_ONLY, DAY_ONLY, YEAR_FIRST, has

SPACED = whole(rf"{DATE} {TIME}")


def read_times(cells: pl.Series, value_type: str, expression: str | None, date: str | None) -> pl.Series:
    """Return times in XSD spelling, with a zone where the cell has one; what does not fit is null or invalid.

    `expression` comes from a pattern; None takes everything that puts the year first. `date` (yyyy-mm-dd)
    is the day of cells without one. An xs:date takes the day of a full time, an xs:time its clock.
    """
    common = expression is None and value_type == "xs:dateTime"
    if common and cells.str.contains(SPACED).all():
        return with_t(cells)
    tidy = tidied(cells)
    if expression is not None:
        return composed(tidy, expression, value_type, date)
    if common and (spaced := tidy.str.contains(SPACED)).any():
        return with_t(tidy).zip_with(spaced.fill_null(True), year_first(tidy, value_type, date))
    return year_first(tidy, value_type, date)


def with_t(cells: pl.Series) -> pl.Series:
    """Return times in the commonest habit, in which only the T between day and clock is missing."""
    return cells.str.replace(" ", "T", literal=True)


def year_first(cells: pl.Series, value_type: str, date: str | None) -> pl.Series:
    """Return XSD text for tidied cells that put a full year first, or hold a time of day only."""
    texts = composed(cells, DAY_ONLY if value_type == "xs:date" else YEAR_FIRST, value_type, date)
    if value_type == "xs:time" or (value_type == "xs:dateTime" and date is not None):
        texts = texts.zip_with(texts.is_not_null(), composed(cells, CLOCK_ONLY, value_type, date))
    return texts


def composed(cells: pl.Series, expression: str, value_type: str, date: str | None) -> pl.Series:
    """Return XSD text from the groups of an expression; null where it does not match."""
    parts = cells.str.extract_groups(expression).struct.unnest()
    day = day_text(expression, date)
    clock = clock_text(expression)
    match value_type:
        case "xs:date":
            text = day
        case "xs:time":
            text = pl.concat_str(clock, zone_text(expression))
        case _:
            text = pl.concat_str(day, pl.lit("T"), clock, zone_text(expression))
    return parts.select(text.alias(cells.name)).to_series()


def day_text(expression: str, date: str | None) -> pl.Expr:
    """Return the day as yyyy-mm-dd, from the cell or else from `date`."""
    if not has(expression, "day"):
        return pl.lit(date, dtype=pl.String)
    year = pl.col("year")
    short = pl.when(year < "69").then(pl.lit("20")).otherwise(pl.lit("19")) + year
    full = pl.when(year.str.len_bytes() == 2).then(short).otherwise(year)
    return pl.concat_str(full, pl.lit("-"), pl.col("month").str.zfill(2), pl.lit("-"), pl.col("day").str.zfill(2))


def clock_text(expression: str) -> pl.Expr:
    """Return the time of day as hh:mm:ss.f without trailing zeros; midnight where the pattern has no hour."""
    if not has(expression, "hour"):
        return pl.when(pl.col("year").is_not_null()).then(pl.lit("00:00:00"))
    pieces = [hour_text(expression)]
    for part in ("minute", "second"):
        text = pl.col(part).fill_null("00").str.zfill(2) if has(expression, part) else pl.lit("00")
        pieces += [pl.lit(":"), text]
    if has(expression, "fraction"):
        digits = pl.col("fraction").fill_null("").str.strip_chars_end("0")
        pieces.append(pl.when(digits == "").then(pl.lit("")).otherwise(pl.lit(".") + digits))
    return pl.concat_str(pieces)


def hour_text(expression: str) -> pl.Expr:
    """Return the hour of 24 with two digits; 오전 12 is 00, 오후 12 is 12, and 오후 13 is no hour."""
    hour = pl.col("hour").str.zfill(2)
    if not has(expression, "half"):
        return hour
    half = pl.coalesce("half", "late") if has(expression, "late") else pl.col("half")
    number = pl.col("hour").cast(pl.Int32)
    afternoon = half.str.contains("^(?:오후|[Pp])")
    of_24 = (number % 12 + pl.when(afternoon).then(12).otherwise(0)).cast(pl.String).str.zfill(2)
    return pl.when(half.is_null()).then(hour).when(number <= 12).then(of_24)


def zone_text(expression: str) -> pl.Expr:
    """Return the zone of the cell as XSD writes it, empty where it has none."""
    if not has(expression, "zone"):
        return pl.lit("")
    zone = pl.col("zone").fill_null("")
    minutes = pl.when(zone.str.len_bytes() == 3).then(pl.lit("00")).otherwise(pl.lit(""))
    digits = zone.str.replace(":", "", literal=True) + minutes
    return (
        pl.when(zone == "")
        .then(pl.lit(""))
        .when(zone.is_in(["Z", "UTC", "GMT"]))
        .then(pl.lit("Z"))
        .when(zone == "KST")
        .then(pl.lit("+09:00"))
        .otherwise(pl.concat_str(digits.str.slice(0, 3), pl.lit(":"), digits.str.slice(3)))
    )
