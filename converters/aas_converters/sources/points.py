"""Points of a time series database: one that has several fields is one row, however many lines it was written on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import polars as pl

TIME: Final = "time"
MEASUREMENT: Final = "measurement"

Point = tuple[tuple[tuple[str, str | None], ...], str | None, str, str | None]
"""The key (names and values of what the point is about), the time, the name of a field and its value.

A field without a name stands for a point whose key is everything."""

PIECE: Final = 50_000
KEY: Final = "\0key"
WHEN: Final = "\0when"
FIELD: Final = "\0field"
VALUE: Final = "\0value"
TURN: Final = "\0turn"


def put_together(points: Iterable[Point]) -> Iterator[pl.DataFrame]:
    """Yield the rows of points that come field after field, in the order in which their times came first.

    They are in memory together; a field that has two values at a time makes two rows, so nothing is lost.
    """
    keys: dict[tuple[tuple[str, str | None], ...], int] = {}
    pieces: list[pl.DataFrame] = []
    rows: list[tuple[int, str | None, str, str | None]] = []
    schema = {KEY: pl.UInt32, WHEN: pl.String, FIELD: pl.String, VALUE: pl.String}
    for key, time, field, value in points:
        rows.append((keys.setdefault(key, len(keys)), time, field, value))
        if len(rows) == PIECE:
            pieces.append(pl.DataFrame(rows, schema=schema, orient="row"))
            rows = []
    pieces.append(pl.DataFrame(rows, schema=schema, orient="row"))
    every = pl.concat(pieces)
    pieces.clear()
    turn = pl.int_range(pl.len(), dtype=pl.UInt32).over(KEY, WHEN, FIELD)
    wide = every.with_columns(turn.alias(TURN)).pivot(
        on=FIELD, index=[KEY, WHEN, TURN], values=VALUE, aggregate_function="first", maintain_order=True
    )
    columns = {column.name: column for column in abouts(wide, list(keys))}
    fields = {name: wide[name] for name in wide.columns if name not in (KEY, WHEN, TURN, "")}
    # a tag may have the name of a field
    columns = {f"{name}_tag" if name in fields else name: column for name, column in columns.items()}
    yield pl.DataFrame([column.alias(name) for name, column in {**columns, **fields}.items()])


def abouts(wide: pl.DataFrame, keys: Sequence[tuple[tuple[str, str | None], ...]]) -> Iterator[pl.Series]:
    """Yield the columns that say when and what about."""
    yield wide[WHEN].alias(TIME)
    known = [dict(one) for one in keys]
    for name in dict.fromkeys(name for one in known for name in one):
        yield pl.Series(name, [one.get(name) for one in known], dtype=pl.String).gather(wide[KEY])
