"""The text of typed values, one spelling for each: what a column of a Parquet or Arrow file becomes.

Numbers are written with the fewest digits that give the same value back, whole ones without `.0`: a table that
passed through pandas holds counts as floats, because a gap in a column of integers makes them so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import polars as pl
from polars.datatypes import DataTypeClass

INSTANT: Final = "%Y-%m-%dT%H:%M:%S%.f"
WHOLE_BELOW: Final = 1e15
"""Whole floats below this are written as integers; above, a float no longer holds every integer's digits."""

NOISY: Final = 12
"""Significant digits from which a 64-bit number can show that it once had 32 bits."""


class Leaf(NamedTuple):
    """A column that a typed column stands for: its name, its type, and its values as an expression."""

    name: str
    dtype: pl.DataType
    value: pl.Expr


def leaves_of(schema: Mapping[str, pl.DataType]) -> list[Leaf]:
    """Return the columns of a typed table, in order; names may repeat (`a.b` beside a struct `a`)."""
    return [leaf for name, dtype in schema.items() for leaf in leaves(name, dtype)]


def leaves(name: str, dtype: pl.DataType, value: pl.Expr | None = None) -> list[Leaf]:
    """Return the columns a column stands for; a struct gives one for each member (`a.b`)."""
    value = pl.col(name) if value is None else value
    if not isinstance(dtype, pl.Struct):
        return [Leaf(name, dtype, value)]
    return [
        leaf
        for field in dtype.fields
        for leaf in leaves(f"{name}.{field.name}", as_type(field.dtype), value.struct.field(field.name))
    ]


def as_type(dtype: pl.DataType | DataTypeClass) -> pl.DataType:
    """Return a type with its parameters."""
    return dtype if isinstance(dtype, pl.DataType) else dtype()


def text_of(value: pl.Expr, dtype: pl.DataType, missing: Sequence[str], *, noisy: bool = False) -> pl.Expr:
    """Return the text of a value of a type; null for null, NaN, an empty text and the words that mean no value.

    `noisy` says that the 64-bit numbers of this column were made from 32-bit ones; see `float32_noise`.
    """
    if dtype.is_float():
        shortest = value.cast(pl.String)
        if noisy:
            shortest = pl.when(widened(value)).then(value.cast(pl.Float32).cast(pl.String)).otherwise(shortest)
        # releases of polars differ in the plus of an exponent; the same file gives the same text with all of them
        return number(value, shortest.str.replace("e+", "e", literal=True))
    if isinstance(dtype, pl.Datetime):
        return value.dt.to_string(INSTANT if dtype.time_zone is None else f"{INSTANT}%:z")
    if isinstance(dtype, pl.Time):
        return value.dt.to_string("%H:%M:%S%.f")
    if isinstance(dtype, pl.Duration):
        return value.dt.to_string("iso")
    if isinstance(dtype, pl.List | pl.Array):
        # a list stays in one cell, as JSON: {"a":[1,2]} without what stands around the list
        value = pl.struct(value.alias("a")).struct.json_encode().str.slice(5).str.head(-1)
    text = (decoded(value) if dtype == pl.Binary else value.cast(pl.String)).str.strip_chars()
    return pl.when(~text.is_in(list(missing))).then(text)


def decoded(value: pl.Expr) -> pl.Expr:
    """Return bytes as text, null where they are no UTF-8; old writers do not mark their texts as such."""
    return value.map_batches(lambda cells: pl.Series([utf8(cell) for cell in cells], dtype=pl.String), pl.String)


def unreadable(value: pl.Expr) -> pl.Expr:
    """Return whether bytes are no text."""
    return value.is_not_null() & decoded(value).is_null()


def utf8(cell: bytes | None) -> str | None:
    """Return the text of a cell, None if it has none."""
    try:
        return None if cell is None else cell.decode()
    except UnicodeDecodeError:
        return None


def number(value: pl.Expr, shortest: pl.Expr) -> pl.Expr:
    """Return the text of a float, given its shortest text."""
    whole = (value == value.round(0)) & (value.abs() < WHOLE_BELOW)
    return (
        pl.when(value.is_nan())
        .then(None)
        .when(value.is_infinite())
        .then(pl.when(value > 0).then(pl.lit("INF")).otherwise(pl.lit("-INF")))
        .when(whole)
        .then(pl.when(whole).then(value).cast(pl.Int64, strict=False).cast(pl.String))
        .otherwise(shortest)
    )


def widened(value: pl.Expr) -> pl.Expr:
    """Return whether a 64-bit number is a 32-bit one, to the 15 digits that programs print."""
    narrow = value.cast(pl.Float32).cast(pl.Float64)
    return (value - narrow).abs() <= value.abs() * 1e-14


def float32_noise(values: pl.Series) -> bool:
    """Return whether 64-bit numbers were once 32-bit ones: all with many digits are (9.59000015258789 was 9.59).

    By chance a number of 15 digits passes this once in ten million times.
    """
    if values.dtype != pl.Float64:
        return False
    digits = pl.col("n").abs().cast(pl.String).str.replace(r"[eE].*", "").str.replace_all(r"^0*\.?0*|\.", "")
    long = values.rename("n").to_frame().filter(pl.col("n").is_finite() & (digits.str.len_chars() >= NOISY))
    return bool(long.height) and bool(long.select(widened(pl.col("n")).all()).item())
