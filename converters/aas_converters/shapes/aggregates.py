"""How the values of a group become one: partial results that can be merged, so that a group may span batches.

Sums and means are exact decimals, not floats: the result does not depend on where a batch happened to end.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from typing import Any, Final

import polars as pl

from aas_converters.shapes.instants import decimal_text, duration_text, instants
from aas_reference_models.model import Aggregate

MEAN_DIGITS: Final = 2
"""Decimals of a mean beyond those of its values."""
SIGNIFICANT: Final = 17
"""Digits that tell every 64-bit float from its neighbours: what a mean of very small numbers is rounded to."""
EXACT: Final = Context(prec=1000, traps=[])
"""Enough digits for the sum of the largest and the smallest float, and INF - INF is NaN instead of an exception."""
LONGEST_INTEGER: Final = 14
"""Digits of numbers that are added up as 64-bit integers, a batch at a time; others go through Python."""
ADDED_UP: Final = ("sum", "mean")
PLAIN: Final = r"^[+-]?\d+(\.\d*)?$"


@dataclass(frozen=True, slots=True)
class Aggregated:
    """One value of a group: the slot it fills, the slot it comes from, and how.

    `instants` is a column with the instants of the source, where somebody has worked them out already.
    """

    slot: str
    source: str
    how: Aggregate
    is_time: bool = False
    instants: str | None = None


def partial(one: Aggregated) -> pl.Expr:
    """Return what is kept of the rows of a run, named after the slot."""
    values = pl.col(one.source)
    present = values.drop_nulls()
    name = one.slot
    match one.how:
        case "first":
            return present.first().alias(name)
        case "last":
            return present.last().alias(name)
        case "count":
            return pl.len().cast(pl.Int64).alias(name)
        case "min" | "max":
            key = order_key(one) if one.instants is None else pl.col(one.instants)
            place = key.arg_min() if one.how == "min" else key.arg_max()
            return pl.struct(value=values.gather(place).first(), key=key.gather(place).first()).alias(name)
        case "duration":
            times = instants(values) if one.instants is None else pl.col(one.instants)
            return pl.struct(low=times.min(), high=times.max()).alias(name)
        case "sum" | "mean":
            raise ValueError(f"{one.how} is added up apart")


def order_key(one: Aggregated) -> pl.Expr:
    """Return what values are compared by: numbers, or instants for times."""
    values = pl.col(one.source)
    return instants(values) if one.is_time else values.cast(pl.Float64, strict=False).fill_nan(None)


def partials(
    frame: pl.DataFrame, run: str, aggregated: tuple[Aggregated, ...], others: list[pl.Expr]
) -> tuple[pl.DataFrame, list[list[Any]]]:
    """Return the other aggregations of each run of a frame, a row each, and the partial results in the same order."""
    simple = [one for one in aggregated if one.how not in ADDED_UP]
    rows = frame.group_by(run, maintain_order=True).agg(*(partial(one) for one in simple), *others)
    results = [sums(frame, run, one) if one.how in ADDED_UP else rows[one.slot].to_list() for one in aggregated]
    return rows, results


def sums(frame: pl.DataFrame, run: str, one: Aggregated) -> list[tuple[Decimal, int, int]]:
    """Return sum, count and most decimals of each run, in the order of the runs."""
    texts = frame.select(run, pl.col(one.source).alias("text"))
    fraction = pl.col("text").str.extract(r"\.(\d*)$").fill_null("")
    numbers = texts.with_columns(fraction=fraction, whole=pl.col("text").str.extract(r"^([^.]*)"))
    most = int(numbers["fraction"].str.len_bytes().max() or 0)  # type: ignore[arg-type]  # lengths are integers
    longest = int(numbers["whole"].str.len_bytes().max() or 0)  # type: ignore[arg-type]
    if longest + most > LONGEST_INTEGER or not texts["text"].drop_nulls().str.contains(PLAIN).all():
        rows = texts.group_by(run, maintain_order=True).agg(pl.col("text").drop_nulls())
        return [total(values) for values in rows["text"].to_list()]
    scaled = pl.concat_str(pl.col("whole"), pl.col("fraction").str.pad_end(most, "0")).cast(pl.Int64)
    rows = numbers.group_by(run, maintain_order=True).agg(
        scaled.sum().alias("sum"),
        pl.col("text").count().alias("count"),
        pl.col("fraction").str.len_bytes().max().alias("digits"),
    )
    parts = zip(rows["sum"].to_list(), rows["count"].to_list(), rows["digits"].to_list(), strict=True)
    return [(Decimal(whole).scaleb(-most), count, digits or 0) for whole, count, digits in parts]


def total(texts: list[str]) -> tuple[Decimal, int, int]:
    """Return sum, count and most decimals of numbers."""
    with localcontext(EXACT):
        # NaN says that there was no reading, like an empty cell; INF is a reading off the scale
        numbers = [Decimal(text) for text in texts if text != "NaN"]
        return sum(numbers, Decimal(0)), len(numbers), max((decimals(n) for n in numbers), default=0)


def decimals(number: Decimal) -> int:
    """Return how many decimals a number is written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def merged(one: Aggregated, earlier: Any, later: Any) -> Any:
    """Return one partial result for two parts of a group, the earlier one first."""
    if earlier is None or later is None:
        return later if earlier is None else earlier
    match one.how:
        case "first":
            return earlier
        case "last":
            return later
        case "count":
            return earlier + later
        case "min" | "max":
            return better(one, earlier, later)
        case "duration":
            lows = [part["low"] for part in (earlier, later) if part["low"] is not None]
            highs = [part["high"] for part in (earlier, later) if part["high"] is not None]
            return {"low": min(lows, default=None), "high": max(highs, default=None)}
        case "sum" | "mean":
            with localcontext(EXACT):
                return earlier[0] + later[0], earlier[1] + later[1], max(earlier[2], later[2])


def better(one: Aggregated, earlier: dict[str, Any], later: dict[str, Any]) -> dict[str, Any]:
    """Return the smaller or larger of two values; the earlier one of equals."""
    if earlier["key"] is None or later["key"] is None:
        return later if earlier["key"] is None else earlier
    wins = later["key"] < earlier["key"] if one.how == "min" else later["key"] > earlier["key"]
    return later if wins else earlier


def final_text(one: Aggregated, partial: Any) -> str | None:
    """Return the canonical text of a finished result, None where there was no value."""
    if partial is None:
        return None
    match one.how:
        case "count":
            return str(partial)
        case "min" | "max":
            return None if partial["value"] is None else str(partial["value"])
        case "duration":
            return None if partial["low"] is None else duration_text(partial["high"] - partial["low"])
        case "sum":
            return decimal_text(partial[0]) if partial[1] else None
        case "mean":
            return mean_text(*partial) if partial[1] else None
        case _:
            return str(partial)


def mean_text(total: Decimal, count: int, digits: int) -> str:
    """Return the mean of so many numbers whose most decimals are `digits`."""
    with localcontext(EXACT):
        mean = total / count
        if not mean.is_finite():
            return decimal_text(mean)
        places = digits + MEAN_DIGITS
        if places > SIGNIFICANT:
            places = min(places, max(SIGNIFICANT - 1 - mean.adjusted(), 0))
        return decimal_text(mean.quantize(Decimal(1).scaleb(-places)))
