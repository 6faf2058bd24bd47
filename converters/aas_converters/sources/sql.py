"""Tables and queries of databases: PostgreSQL, MySQL, MariaDB, SQL Server, SQLite. Read only, a few rows at a time."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from aas_converters.sources.addresses import NO_ADDRESS, Address, conceal, read_address
from aas_converters.sources.extras import library
from aas_converters.sources.headers import columns_of
from aas_converters.sources.problem import DAMAGED, NOT_FOUND, failure
from aas_converters.sources.rows import frame_of
from aas_converters.sources.settings import Settings
from aas_converters.sources.spool import first_line, spool
from aas_converters.sources.sql_queries import TABLE_AND_QUERY, check_query, chosen_table, query_text
from aas_converters.sources.table import Table
from aas_reference_models.units import is_unit
from aas_validators.diagnostics import Rule, Sentence, Severity

REFUSED: Final = Rule(
    code="SRC143",
    name="database-refused",
    severity=Severity.ERROR,
    message=Sentence(
        en="the database cannot be opened: {reason}",
        ko="데이터베이스에 연결할 수 없습니다: {reason}",
    ),
    hint=Sentence(
        en="check host, port, database and user in the address, and the password in {variables}",
        ko="주소의 호스트·포트·데이터베이스·사용자와 {variables}의 비밀번호를 확인하십시오",
    ),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
)
BAD_QUERY: Final = Rule(
    code="SRC144",
    name="query-refused",
    severity=Severity.ERROR,
    message=Sentence(en="the database refuses the query: {reason}", ko="데이터베이스가 쿼리를 거부했습니다: {reason}"),
    hint=Sentence(
        en="try the query in a database tool with the same account",
        ko="같은 계정으로 데이터베이스 도구에서 쿼리를 실행해 보십시오",
    ),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
)

ROWS: Final = 2_000
"""Rows that the driver holds at a time."""

PATIENCE: Final = 10
"""Seconds to wait for a server that does not answer."""

NUMBERED: Final = re.compile(r"^DB-Lib error message \d+, severity \d+:\n")

ANY_PASSWORD: Final = "AAS_SOURCE_PASSWORD"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of database: what it is called, the driver, the module of the driver and its name, an address, and how
    its clients call the variable of the password and the time to wait for an answer.

    `strictly`: it has no transactions that only read. `begin` makes one where the driver has no setting for it.
    """

    name: str
    driver: str
    module: str
    form: str
    variable: str | None = None
    patience: str = "connect_timeout"
    strictly: bool = False
    begin: str | None = None


POSTGRESQL: Final = Kind(
    "PostgreSQL", "postgresql+psycopg", "psycopg", "postgresql://USER@HOST:5432/DATABASE", "PGPASSWORD"
)
MYSQL: Final = Kind(
    *("MySQL", "mysql+pymysql", "pymysql", "mysql://USER@HOST:3306/DATABASE", "MYSQL_PWD"),
    begin="SET SESSION TRANSACTION READ ONLY",
)
SQL_SERVER: Final = Kind(
    *("SQL Server", "mssql+pymssql", "pymssql", "mssql://USER@HOST:1433/DATABASE"),
    patience="login_timeout",
    strictly=True,
)
KINDS: Final = {"postgresql": POSTGRESQL, "postgres": POSTGRESQL, "mysql": MYSQL, "mariadb": MYSQL, "mssql": SQL_SERVER}
SQLITE: Final = "sqlite:///FILE"


def open_table(source: Path | str, settings: Settings) -> Table:
    """Open a table or the result of a query; the rows are read at once, into temporary files.

    `source` is an address or the path of an SQLite file. Everything happens in one transaction that is never
    committed and, but for SQL Server, cannot write. Raises SourceError with the findings if it cannot be read to the
    end.
    """
    alchemy = library("sqlalchemy", "SQLAlchemy", "sql", str(source) if isinstance(source, Path) else "sql")
    if isinstance(source, Path):
        return rows_of(alchemy, sqlite_engine(alchemy, source, str(source)), "SQLite", str(source), settings, None)
    scheme = source.partition("://")[0].partition("+")[0]
    if scheme == "sqlite":
        address = read_address(source, SQLITE)
        if not address.path or address.host:
            raise failure(NO_ADDRESS, address.shown, form=SQLITE)
        file = Path(address.path)
        return rows_of(alchemy, sqlite_engine(alchemy, file, address.shown), "SQLite", address.shown, settings, None)
    kind = KINDS[scheme]
    address = read_address(source, kind.form)
    library(kind.module, kind.module, "sql", address.shown)
    return rows_of(alchemy, engine_of(alchemy, kind, address), kind.name, address.shown, settings, (kind, address))


def rows_of(
    alchemy: Any, engine: Any, called: str, name: str, settings: Settings, server: tuple[Kind, Address] | None
) -> Table:
    """Return the rows that are asked for, as a table."""
    kind, address = server or (None, None)

    def reason(error: Exception) -> str:
        return told(error, address)

    try:
        connection = engine.connect()
    except alchemy.exc.DBAPIError as error:
        if kind is None:
            raise failure(DAMAGED, name, kind="SQLite", reason=reason(error)) from None
        variables = ", ".join(filter(None, (kind.variable, ANY_PASSWORD)))
        raise failure(REFUSED, name, reason=reason(error), variables=variables) from None
    with closing(connection):
        try:
            if kind and kind.begin:
                connection.exec_driver_sql(kind.begin)
                connection.rollback()
            options = {"stream_results": True, "yield_per": ROWS, "no_parameters": True}
            if kind is POSTGRESQL:
                options["postgresql_readonly"] = True
            reading = connection.execution_options(**options)
            query, asked = what_is_asked(alchemy, reading, name, settings, strictly=bool(kind and kind.strictly))
            result = reading.exec_driver_sql(query)
        except alchemy.exc.DBAPIError as error:
            # the one class of SQLite for what is no database, or damaged
            if type(error.orig) is sqlite3.DatabaseError:
                raise failure(DAMAGED, name, kind="SQLite", reason=reason(error)) from None
            raise failure(BAD_QUERY, name, reason=reason(error)) from None
        with closing(result):
            if not result.returns_rows:
                raise failure(BAD_QUERY, name, reason="it gives no rows")
            headers = list(result.keys())
            columns, notes = columns_of([headers], None, len(headers), is_unit, name)
            return spool(
                name,
                frames_of(result, [column.name for column in columns]),
                about={"kind": called, **asked},
                columns=columns,
                findings=notes,
                settings=settings,
                stops=(alchemy.exc.DBAPIError,),
                reason=reason,
            )


def frames_of(result: Any, names: list[str]) -> Iterator[pl.DataFrame]:
    """Yield the rows of a result, a few at a time."""
    for rows in result.partitions(ROWS):
        yield frame_of(names, rows)


def what_is_asked(
    alchemy: Any, connection: Any, name: str, settings: Settings, *, strictly: bool
) -> tuple[str, dict[str, str]]:
    """Return the query and what a person may know about it; SourceError if it is not clear what to read."""
    if settings.query is not None and settings.table is not None:
        raise failure(TABLE_AND_QUERY, name)
    if settings.query is not None:
        query = query_text(settings.query, name)
        check_query(query, name, strictly=strictly)
        return query, {}
    inspector = alchemy.inspect(connection)
    schema, dot, table = (settings.table or "").rpartition(".")
    tables = [*inspector.get_table_names(), *inspector.get_view_names()]
    if dot and settings.table not in tables:
        inside = [*inspector.get_table_names(schema=schema), *inspector.get_view_names(schema=schema)]
        chosen_table(settings.table, [f"{schema}.{one}" for one in inside] or tables, name)
    else:
        schema, table = "", chosen_table(settings.table, tables, name)
    quote = connection.dialect.identifier_preparer.quote_identifier
    quoted = ".".join(quote(part) for part in (schema, table) if part)
    return f"SELECT * FROM {quoted}", {"table": f"{schema}.{table}" if schema else table}


def engine_of(alchemy: Any, kind: Kind, address: Address) -> Any:
    """Return how a server is reached; nothing is asked yet."""
    password = address.password or os.environ.get(ANY_PASSWORD) or os.environ.get(kind.variable or "")
    url = alchemy.URL.create(
        kind.driver,
        username=address.user,
        password=password,
        host=address.host or None,
        port=int(address.port) if address.port.isdecimal() else None,
        database=address.path or None,
        query=address.options,
    )
    patience = {} if kind.patience in address.options else {kind.patience: PATIENCE}
    # JSON as the database has it: read and written again, 1.50 would be 1.5
    exactly = {"json_deserializer": as_written} if kind is POSTGRESQL else {}
    return alchemy.create_engine(
        url, poolclass=alchemy.pool.NullPool, hide_parameters=True, connect_args=patience, **exactly
    )


def sqlite_engine(alchemy: Any, file: Path, name: str) -> Any:
    """Return how an SQLite file is reached, for reading only; SourceError if it is not there."""
    if not file.is_file():
        raise failure(NOT_FOUND, name)

    def connect() -> sqlite3.Connection:
        # as_uri wants an absolute path, and escapes what a file name may hold
        return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)

    return alchemy.create_engine("sqlite://", creator=connect, poolclass=alchemy.pool.NullPool)


def as_written(raw: str | bytes) -> str:
    """Return JSON as the text it is."""
    return raw.decode() if isinstance(raw, bytes) else raw


def told(error: Any, address: Address | None) -> str:
    """Return what a driver said, without what is secret."""
    last = error.orig.args[-1] if error.orig.args else error.orig
    while isinstance(last, tuple):
        last = last[-1]
    said = last.decode(errors="replace") if isinstance(last, bytes) else str(last)
    # FreeTDS begins with the number and the severity of the message
    said = NUMBERED.sub("", said)
    if address is None:
        return first_line(said)
    password = address.password or os.environ.get(ANY_PASSWORD) or ""
    secrets = [*address.secrets, (password, "***")]
    secrets += [(os.environ.get(variable, ""), "***") for variable in ("PGPASSWORD", "MYSQL_PWD")]
    return first_line(conceal(said, secrets))
