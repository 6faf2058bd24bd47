"""Tables that a program already has: DataFrames of polars and pandas, Arrow, rows as dictionaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, Final, Protocol, TypeGuard

import polars as pl

from aas_converters.sources.headers import columns_of
from aas_converters.sources.rows import series_of
from aas_converters.sources.settings import Settings
from aas_converters.sources.spool import spool
from aas_converters.sources.table import Table
from aas_reference_models.units import is_unit

ROWS: Final = 20_000
"""Rows that become text at a time."""


class ArrowStream(Protocol):
    """What offers its rows as Arrow: a DataFrame, a table or a reader of pyarrow, the result of a query engine."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


Rows = Iterable[Mapping[str, object]]
Given = Table | ArrowStream | pl.LazyFrame | Rows
"""What a program may hand over in the place of a file."""


def open_given(source: Given, settings: Settings, number: int = 1) -> Table:
    """Return what a program hands over as a table; rows that come one by one are read at once.

    Values keep their types' own text, as from a Parquet file. `number` tells several apart in messages. Raises
    SourceError if there is not even a column, TypeError for what holds no rows or a value without a text.
    """
    if is_table(source):
        return source
    kind = called(source)
    name = kind if number == 1 else f"{kind} {number}"
    about = {"kind": kind}
    if isinstance(source, pl.LazyFrame):
        source = source.collect()
    if isinstance(source, pl.DataFrame):
        return spool(name, source.iter_slices(ROWS), about=about, settings=settings)
    if hasattr(source, "iloc"):
        headers = [header_of(header) for header in with_index(source).columns]
        columns, notes = columns_of([headers], None, len(headers), is_unit, name)
        names = [column.name for column in columns]
        frames = pandas_frames(source, names)
        return spool(name, frames, about=about, columns=columns, findings=notes, settings=settings)
    if hasattr(source, "__arrow_c_stream__"):
        return spool(name, arrow_frames(source), about=about, settings=settings)
    if isinstance(source, Iterable) and not isinstance(source, str | bytes | Mapping):
        return spool(name, row_frames(source), about=about, settings=settings)
    raise TypeError(f"{type(source).__qualname__} is neither a file nor a table nor rows")


def is_table(source: object) -> TypeGuard[Table]:
    """Return whether something is an open table."""
    return hasattr(source, "batches") and hasattr(source, "identity")


def is_given(source: object) -> bool:
    """Return whether something is a table itself and no list of sources."""
    marks = ("__arrow_c_stream__", "iloc")
    return is_table(source) or isinstance(source, pl.LazyFrame) or any(hasattr(source, mark) for mark in marks)


def given_or_several(source: Any) -> list[Any]:
    """Return the sources in what is handed over: one for a table, and for an iterable of dictionaries (rows)."""
    if is_given(source):
        return [source]
    items = iter(source)
    first = next(items, None)
    if first is None:
        return []
    if isinstance(first, Mapping):
        return [chain([first], items)]
    return [first, *items]


def called(source: object) -> str:
    """Return what messages call a source."""
    library = type(source).__module__.partition(".")[0]
    return f"{library} {type(source).__name__}" if is_given(source) else "rows"


def arrow_frames(source: Any) -> Iterator[pl.DataFrame]:
    """Yield what comes from an Arrow stream; readers and tables of pyarrow come piece by piece."""
    if hasattr(source, "read_next_batch"):
        yield pl.DataFrame(source.schema.empty_table())
        batches = iter(source)
    elif hasattr(source, "to_batches"):
        yield pl.DataFrame(source.slice(0, 0))
        batches = iter(source.to_batches(max_chunksize=ROWS))
    else:
        batches = iter([source])
    for batch in batches:
        yield from pl.DataFrame(batch).iter_slices(ROWS)


def with_index(frame: Any) -> Any:
    """Return a pandas DataFrame with its index as columns, but for row numbers without a name."""
    numbers = type(frame.index).__name__ == "RangeIndex" or frame.index.dtype.kind in "iu"
    plain = getattr(frame.index, "nlevels", 1) == 1 and frame.index.name is None and numbers
    return frame if plain else frame.reset_index()


def pandas_frames(frame: Any, names: list[str]) -> Iterator[pl.DataFrame]:
    """Yield the rows of a pandas DataFrame; its columns become `names`."""
    for start in range(0, max(len(frame), 1), ROWS):
        piece = with_index(frame.iloc[start : start + ROWS])
        yield pl.DataFrame([pandas_series(name, piece.iloc[:, place]) for place, name in enumerate(names)])


def pandas_series(name: str, column: Any) -> pl.Series:
    """Return a column of pandas."""
    if type(column.dtype).__module__.startswith("numpy") and column.dtype.kind in "biuf":
        return pl.Series(name, column.to_numpy())
    # as Python has them: times with zones, exact numbers, categories and mixed types all keep what they are
    return series_of(name, column.astype(object).where(column.notna(), None).tolist())


def header_of(header: object) -> str:
    """Return the header of a pandas column; the levels of several are joined."""
    return " ".join(str(level) for level in header if str(level)) if isinstance(header, tuple) else str(header)


def row_frames(rows: Rows) -> Iterator[pl.DataFrame]:
    """Yield dictionaries as columns; nested ones get dotted names."""
    items = iter(rows)
    while some := list(islice(items, ROWS)):
        flat = [flattened(row) for row in some]
        names = list(dict.fromkeys(name for row in flat for name in row))
        yield pl.DataFrame([series_of(name, [row.get(name) for row in flat]) for name in names])


def flattened(row: object, prefix: str = "") -> dict[str, object]:
    """Return the fields of a row with dotted names; TypeError if it is no dictionary."""
    if not isinstance(row, Mapping):
        raise TypeError(f"a row is a dictionary, not {type(row).__qualname__}")
    fields: dict[str, object] = {}
    for key, value in row.items():
        if isinstance(value, Mapping) and value:
            fields.update(flattened(value, f"{prefix}{key}."))
        else:
            fields[f"{prefix}{key}"] = None if isinstance(value, Mapping) else value
    return fields
