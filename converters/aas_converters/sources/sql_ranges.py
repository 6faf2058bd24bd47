"""Divide a table of a database into ranges of its primary key, each a query of its own."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aas_converters.sources.addresses import read_address
from aas_converters.sources.extras import library
from aas_converters.sources.settings import Settings
from aas_converters.sources.sql import KINDS, POSTGRESQL, SQLITE, Kind, engine_of, sqlite_engine, what_is_asked


@dataclass(frozen=True, slots=True)
class KeyRange:
    """The query for some rows, and how many rows come before them."""

    query: str
    before: int


def is_database(source: Path | str) -> bool:
    """Return whether a source is an address of a database, or an SQLite file."""
    if isinstance(source, Path):
        return source.suffix.lower() in (".sqlite", ".sqlite3") and source.is_file()
    return source.partition("://")[0].partition("+")[0] in (*KINDS, "sqlite")


def key_ranges(source: Path | str, settings: Settings, rows: int) -> list[KeyRange]:
    """Return ranges of about `rows` rows where a table has one whole number as its primary key, none otherwise.

    Keys with large gaps make ranges of different size. A query is never divided. Raises SourceError as `open_table`
    does where it is not clear which table is meant; what a server refuses is left for `open_table` to say.
    """
    if settings.query is not None:
        return []
    alchemy = library("sqlalchemy", "SQLAlchemy", "sql", str(source) if isinstance(source, Path) else "sql")
    engine, kind, name = engine_for(alchemy, source)
    try:
        with closing(engine.connect()) as connection:
            if kind and kind.begin:
                connection.exec_driver_sql(kind.begin)
                connection.rollback()
            reading = connection.execution_options(**({"postgresql_readonly": True} if kind is POSTGRESQL else {}))
            query, asked = what_is_asked(alchemy, reading, name, settings, strictly=bool(kind and kind.strictly))
            key = whole_number_key(alchemy, reading, asked["table"])
            return [] if key is None else ranges(reading, query.removeprefix("SELECT * FROM "), key, rows)
    except alchemy.exc.DBAPIError:
        return []


def engine_for(alchemy: Any, source: Path | str) -> tuple[Any, Kind | None, str]:
    """Return how a database is reached, its kind (None for SQLite), and what messages call it."""
    if isinstance(source, Path):
        return sqlite_engine(alchemy, source, str(source)), None, str(source)
    kind = KINDS.get(source.partition("://")[0].partition("+")[0])
    address = read_address(source, SQLITE if kind is None else kind.form)
    if kind is None:
        return sqlite_engine(alchemy, Path(address.path or ""), address.shown), None, address.shown
    library(kind.module, kind.module, "sql", address.shown)
    return engine_of(alchemy, kind, address), kind, address.shown


def whole_number_key(alchemy: Any, connection: Any, table: str) -> str | None:
    """Return the quoted name of the primary key of a table, None unless it is one column of whole numbers."""
    inspector = alchemy.inspect(connection)
    schema, _, name = table.rpartition(".")
    if table in inspector.get_table_names():
        schema, name = "", table
    if name not in inspector.get_table_names(schema=schema or None):
        return None  # a view
    keys = inspector.get_pk_constraint(name, schema=schema or None)["constrained_columns"]
    kinds = {column["name"]: column["type"] for column in inspector.get_columns(name, schema=schema or None)}
    if len(keys) != 1 or not isinstance(kinds.get(keys[0]), alchemy.Integer):
        return None
    quoted: str = connection.dialect.identifier_preparer.quote_identifier(keys[0])
    return quoted


def ranges(connection: Any, table: str, key: str, rows: int) -> list[KeyRange]:
    """Return ranges of equal width between the lowest and the highest key; the last one is open."""
    numbers = connection.exec_driver_sql(f"SELECT COUNT(*), MIN({key}), MAX({key}) FROM {table}").one()
    count, lowest, highest = (int(number or 0) for number in numbers)
    parts = -(-count // rows)
    if parts < 2:
        return []
    width = -(-(highest - lowest + 1) // parts)
    found, before = [], 0
    for start in range(lowest, highest + 1, width):
        last = start + width > highest
        where = f"{key} >= {start}" + ("" if last else f" AND {key} < {start + width}")
        here = int(connection.exec_driver_sql(f"SELECT COUNT(*) FROM {table} WHERE {where}").scalar_one())
        if here:
            found.append(KeyRange(f"SELECT * FROM {table} WHERE {where} ORDER BY {key}", before))
        before += here
    return found
