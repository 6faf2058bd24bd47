"""Compile a column once; then turn its cells into canonical XSD text, a batch at a time.

A cell that is already in the lexical space of its type stays as it is. Only the others are rewritten, in a
smaller column of their own, and whatever is then still not valid becomes null: there is no way around the
last check, so a bad cell cannot become a good one by accident. A batch that needs nothing costs one regular
expression per cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import polars as pl

from aas_converters.plan.values.durations import read_durations
from aas_converters.plan.values.instants import read_times
from aas_converters.plan.values.lexical import (
    FLOATS,
    LEXICAL,
    NUMBERS,
    PARTS_OF_DATES,
    TIMES,
    are_valid,
    whole,
)
from aas_converters.plan.values.numerals import kept, read_numbers, too_large
from aas_converters.plan.values.rare_types import read_binary, read_part_of_date, read_uris
from aas_converters.plan.values.serial_times import read_serial_times
from aas_converters.plan.values.spec import EPOCH_MILLISECONDS, EPOCH_SECONDS, EXCEL_SERIAL, ValueSpec
from aas_converters.plan.values.tidy import BLANKS, unit_suffix
from aas_converters.plan.values.time_patterns import compile_pattern, has
from aas_converters.plan.values.words import compile_words, read_words
from aas_converters.plan.values.zones import check_zone, with_zone

NOTHING: Final = pl.Series([None], dtype=pl.String)
Rewrite = Callable[[pl.Series], pl.Series]


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of one column are read.

    `kept` is the expression of cells that stay as they are, None where every cell is rewritten. `zone` is put
    behind times that have none.
    """

    value_type: str
    kept: str | None
    rewrite: Rewrite
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """The cells of one column as values of one element: plain data, so that it travels to another process."""

    column: str
    name: str
    spec: ValueSpec
    reading: Reading

    @property
    def text(self) -> pl.Expr:
        """What gives canonical text, called `name`, from the source frame: null where the cell is null or bad.

        A bad cell is `source.is_not_null() & text.is_null()`.
        """
        read = partial(canonical, reading=self.reading)
        return pl.col(self.column).map_batches(read, return_dtype=pl.String).alias(self.name)

    def texts(self, frame: pl.DataFrame) -> pl.Series:
        """Return what `text` gives. Here the steps run in the calling thread: polars' own would wait for each other."""
        return canonical(frame.get_column(self.column), self.reading).alias(self.name)

    @property
    def implausible(self) -> pl.Expr | None:
        """What is true for canonical numbers outside the allowed range, never null; None without a range.

        It reads the canonical text under `name`, so select `text` first.
        """
        return implausible(self.name, self.spec)


def compile_value(column: str, spec: ValueSpec, name: str | None = None) -> Value:
    """Compile what turns a source column into values; `name` is the name of the result, else the column's.

    Raises ValueError for an unknown type, zone or pattern, and for a code list that contradicts itself.
    """
    return Value(column, column if name is None else name, spec, compile_reading(spec))


def canonical(cells: pl.Series, reading: Reading) -> pl.Series:
    """Return canonical text for a column of text; null where a cell is null or bad."""
    if reading.kept is None:
        return checked(reading.rewrite(cells), reading.value_type)
    good = cells.str.contains(reading.kept)
    if good.all():
        texts = cells
    elif not good.any() and not cells.null_count():
        texts = checked(reading.rewrite(cells), reading.value_type)
    else:
        fixed = checked(reading.rewrite(cells.filter(~good)), reading.value_type)
        places = ((~good).cum_sum().cast(pl.Int64) - 1).clip(lower_bound=0)
        texts = cells.zip_with(good.fill_null(True), fixed.gather(places))
    return texts if reading.zone is None else with_zone(texts, reading.zone)


def checked(texts: pl.Series, value_type: str) -> pl.Series:
    """Return the texts with null for every one that is not valid for its type."""
    good = are_valid(texts, value_type)
    if value_type in FLOATS:
        good &= ~too_large(texts.zip_with(good.fill_null(False), NOTHING), value_type)
    return texts if good.all() else texts.zip_with(good.fill_null(False), NOTHING)


def compile_reading(spec: ValueSpec) -> Reading:
    """Resolve everything a column needs before its first cell; ValueError as in compile_value."""
    kind = spec.value_type
    if kind != "xs:string" and kind not in LEXICAL:
        raise ValueError(f"{kind!r} is no value type of the metamodel")
    if spec.codes:
        words = compile_words(spec)
        wrong = [v for v in words.values if not are_valid(pl.Series([v]), kind).all()]
        if wrong:
            raise ValueError(f"the code list has the value {wrong[0]!r}, which is no {kind}")
        return Reading(kind, None, partial(read_words, words=words))
    if kind in TIMES:
        return compile_times(spec)
    suffix = unit_suffix(spec.units)
    valid = whole(LEXICAL.get(kind, ""))
    if kind in NUMBERS:
        rewrite = partial(read_numbers, value_type=kind, style=spec.number, suffix=suffix, conversion=spec.conversion)
        stays = None if spec.conversion else whole(kept(kind, spec.number, LEXICAL[kind]))
        return Reading(kind, stays, rewrite)
    match kind:
        case "xs:string":
            return Reading(kind, None, partial(read_texts, trim=spec.trim))
        case "xs:boolean":
            return Reading(kind, valid, partial(read_words, words=compile_words(spec)))
        case "xs:duration":
            return Reading(kind, valid, partial(read_durations, spec=spec, suffix=suffix))
        case "xs:anyURI":
            return Reading(kind, valid, read_uris)
        case _ if kind in PARTS_OF_DATES:
            return Reading(kind, valid, partial(read_part_of_date, value_type=kind))
        case _:
            return Reading(kind, valid, partial(read_binary, value_type=kind))


def compile_times(spec: ValueSpec) -> Reading:
    """Resolve pattern, zone and date of a column of times."""
    kind, style = spec.value_type, spec.time
    zone = style.zone if kind == "xs:dateTime" else None
    if style.zone is not None:
        check_zone(style.zone)
    if style.pattern in (EXCEL_SERIAL, EPOCH_SECONDS, EPOCH_MILLISECONDS):
        serial = partial(read_serial_times, value_type=kind, kind=style.pattern, zone=style.zone)
        return Reading(kind, whole(LEXICAL[kind]), serial, zone)
    expression = None if style.pattern is None else compile_pattern(style.pattern)
    if expression is not None:
        check_parts(kind, expression, style.date)
    if style.date is not None and not are_valid(pl.Series([style.date]), "xs:date").all():
        raise ValueError(f"{style.date!r} is no date, write yyyy-mm-dd")
    rewrite = partial(read_times, value_type=kind, expression=expression, date=style.date)
    return Reading(kind, whole(LEXICAL[kind]), rewrite, zone)


def check_parts(value_type: str, expression: str, date: str | None) -> None:
    """Raise ValueError where a pattern lacks what its type needs."""
    days = [has(expression, part) for part in ("year", "month", "day")]
    if value_type != "xs:time" and (any(days) != all(days) or (not any(days) and date is None)):
        raise ValueError(f"the time pattern has no complete date for {value_type}, and none is given")
    if value_type == "xs:time" and not has(expression, "hour"):
        raise ValueError("the time pattern has no hour for xs:time")


def read_texts(cells: pl.Series, trim: bool) -> pl.Series:
    """Return texts without blanks at the ends; a cell of nothing but blanks is kept."""
    if not trim or not cells.str.contains(rf"^[{BLANKS}]|[{BLANKS}]$").any():
        return cells
    trimmed = cells.str.strip_chars(BLANKS)
    return trimmed.zip_with((trimmed != "").fill_null(True), cells)


def implausible(name: str, spec: ValueSpec) -> pl.Expr | None:
    """Return what says that a canonical number is outside the allowed range, None where there is no range."""
    allowed = spec.allowed_range
    if allowed is None or spec.value_type not in NUMBERS:
        return None
    number = pl.col(name).cast(pl.Float64, strict=False)
    low = float("-inf") if allowed.low is None else float(allowed.low)
    high = float("inf") if allowed.high is None else float(allowed.high)
    outside = (number < low) | (number > high)
    # polars holds NaN for the largest number of all
    return (outside & number.is_not_nan()).fill_null(False).alias(name)
