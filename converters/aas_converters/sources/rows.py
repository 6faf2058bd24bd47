"""Rows of Python values, as a database driver or a program gives them, become columns; every value keeps its digits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Final

import polars as pl

from aas_converters.sources.cells import duration
from aas_converters.sources.typed import WHOLE_BELOW

PLAIN: Final = {bool: pl.Boolean, float: pl.Float64, str: pl.String, bytes: pl.Binary}
"""Types whose columns polars takes as they are; the spool writes their text."""


def frame_of(names: Sequence[str], rows: Sequence[Sequence[object]]) -> pl.DataFrame:
    """Return rows, which are as long as `names`, as columns; a column of mixed types is text."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    return pl.DataFrame([series_of(name, values) for name, values in zip(names, columns, strict=True)])


def series_of(name: str, values: Sequence[object]) -> pl.Series:
    """Return the values of a column.

    Raises TypeError for a value of a type that has no text.
    """
    kinds = set(map(type, values)) - {type(None)}
    if len(kinds) == 1 and (dtype := PLAIN.get(next(iter(kinds)))):
        return pl.Series(name, values, dtype=dtype)
    return pl.Series(name, [text_of(value) for value in values], dtype=pl.String)


def text_of(value: object) -> str | None:
    """Return the text of one value: the digits it has, ISO dates with their offset, JSON for lists and objects."""
    match value:
        case None:
            return None
        case str():
            return value.value if isinstance(value, Enum) else value
        case bool():
            return "true" if value else "false"
        case int():
            return str(int(value))
        case float():
            return real(float(value))
        case Decimal():
            return exact(value)
        case datetime() | date() | time():
            # the NaT of pandas is a datetime too, and not equal to itself
            return value.isoformat() if value == value else None
        case timedelta():
            return duration(value)
        case bytes() | bytearray() | memoryview():
            return plain_text(bytes(value))
        case Enum():
            return text_of(value.value)
        case dict() | list() | tuple() | set() | frozenset():
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=inside)
    if hasattr(value, "item") and getattr(value, "ndim", 0) == 0:
        return text_of(value.item())  # a number of numpy
    if type(value).__str__ is object.__str__ and type(value).__repr__ is object.__repr__:
        raise TypeError(f"a value of the type {type(value).__qualname__} has no text")
    return str(value)


def real(value: float) -> str | None:
    """Return the fewest digits that give a number back; no value for NaN."""
    if value != value:
        return None
    if abs(value) < WHOLE_BELOW and value == int(value):
        return str(int(value))
    return {"inf": "INF", "-inf": "-INF"}.get(repr(value), repr(value))


def exact(value: Decimal) -> str | None:
    """Return all digits of a decimal number without an exponent; no value for NaN."""
    if value.is_nan():
        return None
    return format(value, "f") if value.is_finite() else str(real(float(value)))


def plain_text(value: bytes) -> str | None:
    """Return bytes as text, None where they are no UTF-8."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return None


def inside(value: object) -> object:
    """Return what stands in JSON for a value that has no form there."""
    return list(value) if isinstance(value, Iterable) and not isinstance(value, bytes) else text_of(value)
