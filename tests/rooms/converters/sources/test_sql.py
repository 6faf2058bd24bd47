"""Databases without a server: SQLite files, addresses, which queries may run, and what is never shown."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aas_toolkit as aas
from aas_converters.sources import Settings, SourceError, open_table
from aas_converters.sources.addresses import conceal, read_address, shown
from aas_converters.sources.sql_queries import check_query
from tests.cli.running import mapping, run

FORM = "postgresql://USER@HOST/DATABASE"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "공장 1.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE plating (Time TEXT, Machine TEXT, Lot TEXT, Temp REAL, Current NUMERIC, pH)")
        rows = [("2024-03-01 00:00:00", "L1", "A", 25.5, 3.1, 4.2), ("2024-03-01 00:00:05", "L1", "A", 25.6, 3, None)]
        connection.executemany("INSERT INTO plating VALUES (?, ?, ?, ?, ?, ?)", rows)
        connection.commit()
    return path


def code_of(source: Path | str, settings: Settings = Settings()) -> str:  # noqa: B008 (frozen)
    """The code of what is said of a source that cannot be read."""
    with pytest.raises(SourceError) as caught:
        open_table(source, settings)
    (finding,) = caught.value.findings
    return finding.rule.code


def test_the_only_table_is_taken_from_a_file_or_an_address(database: Path) -> None:
    by_path = open_table(database)
    by_address = open_table(f"sqlite:///{database}")
    assert by_path.name == str(database)
    assert by_address.about == by_path.about == {"kind": "SQLite", "table": "plating", "rows": "2"}
    assert by_address.identity == by_path.identity
    (batch,) = by_path.batches()
    assert batch.frame.row(1) == ("2024-03-01 00:00:05", "L1", "A", "25.6", "3", None)


def test_a_database_converts_from_the_command_line(database: Path, tmp_path: Path) -> None:
    result = tmp_path / "out.json"
    answer = run("convert", database, "--table", "plating", "--map", mapping(tmp_path), "--out", result)
    assert answer.code == 0, answer.said
    assert result.exists()
    answer = run("convert", f"sqlite:///{database}", "--query", "SELECT 1 AS x", "--map", mapping(tmp_path))
    assert answer.code == 1
    assert "SRC" in answer.said or "MAP" in answer.said
    assert run("convert", tmp_path / "plant.csv", "--table", "plating", "--map", mapping(tmp_path)).code == 2


def test_a_column_may_change_its_type_on_the_way(tmp_path: Path) -> None:
    path = tmp_path / "drift.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (v)")
        connection.executemany("INSERT INTO t VALUES (?)", [(i,) for i in range(5_000)] + [("ten",), (1.5,), (b"x",)])
        connection.commit()
    table = open_table(path)
    assert [c for batch in table.batches() for c in batch.frame["v"]][-4:] == ["4999", "ten", "1.5", "x"]


def test_broken_databases(database: Path, tmp_path: Path) -> None:
    assert code_of(tmp_path / "gone.sqlite") == "SRC001"
    assert code_of(f"sqlite:///{tmp_path / 'gone.sqlite'}") == "SRC001"
    text = tmp_path / "text.sqlite"
    text.write_text("Time,Temp\n" * 999, encoding="utf-8")
    assert code_of(text) == "SRC009"
    cut = tmp_path / "cut.sqlite"
    cut.write_bytes(database.read_bytes()[:4096] + b"\0" * 4096)
    assert code_of(cut) in ("SRC009", "SRC131", "SRC144")
    empty = tmp_path / "empty.sqlite"
    with closing(sqlite3.connect(empty)) as connection:
        connection.execute("PRAGMA user_version = 1")
    assert code_of(empty) == "SRC151"
    assert code_of(database, Settings(table="Plating")) == "SRC152"
    assert code_of(database, Settings(query="SELECT nope FROM plating")) == "SRC144"
    assert code_of("sqlite://plating") == "SRC142"


@pytest.mark.parametrize("query", ["DROP TABLE plating", "INSERT INTO plating DEFAULT VALUES", "ATTACH 'x' AS y"])
def test_a_query_that_writes_is_refused(database: Path, query: str) -> None:
    before = database.read_bytes()
    assert code_of(database, Settings(query=query)) == "SRC150"
    assert database.read_bytes() == before


def test_what_begins_as_a_question_cannot_write_either(database: Path) -> None:
    before = database.read_bytes()
    query = "WITH old(t) AS (SELECT 'A') DELETE FROM plating WHERE Lot IN (SELECT t FROM old)"
    assert code_of(database, Settings(query=query)) == "SRC144"
    assert code_of(database, Settings(query="SELECT 1 /* a */ INTO OUTFILE 'x'")) == "SRC150"
    assert code_of(database, Settings(query="PRAGMA user_version = 7")) == "SRC144"
    assert database.read_bytes() == before


@pytest.mark.parametrize(
    "query",
    ["SELECT 1; DROP TABLE t", "SELECT * INTO t2 FROM t", "WITH a AS (SELECT 1) DELETE FROM t", "SELECT 1 COMMIT"],
)
def test_where_no_transaction_protects_no_word_may_write(query: str) -> None:
    with pytest.raises(SourceError, match="SRC150"):
        check_query(query, "mssql://h/d", strictly=True)


def test_words_in_texts_comments_and_names_do_not_write() -> None:
    check_query("-- delete\nSELECT [update], 'drop; it''s', \"into\" /* exec */ FROM t", "mssql://h/d", strictly=True)


def test_a_missing_driver_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymssql", None)
    with pytest.raises(SourceError, match="SRC014 this needs pymssql") as caught:
        open_table("mssql://reader@mes/plant")
    assert "aas-toolkit[sql]" in caught.value.findings[0].hint


@pytest.mark.parametrize(
    ("scheme", "said"), [("mysql", "reason: Can't connect to MySQL server"), ("mssql", "reason: Unable to connect: ")]
)
def test_a_server_that_is_away_is_a_sentence(scheme: str, said: str) -> None:
    pytest.importorskip({"mysql": "pymysql", "mssql": "pymssql"}[scheme])
    with pytest.raises(SourceError) as caught:
        open_table(f"{scheme}://reader@127.0.0.1:1/plant", Settings(query="SELECT 1"))
    (finding,) = caught.value.findings
    assert finding.rule.code == "SRC143"
    assert f"reason: {finding.values['reason']}".startswith(said)


# addresses


def test_the_parts_of_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PW", "p@ss%2F/?")
    monkeypatch.setenv("HOST", "mes.plant")
    address = read_address("mssql://dom%5Cme:${PW}@${HOST}:1433/plant%20a?charset=utf8", FORM)
    assert (address.user, address.password) == ("dom\\me", "p@ss%2F/?")
    assert (address.host, address.port, address.path) == ("mes.plant", "1433", "plant a")
    assert address.options == {"charset": "utf8"}
    assert address.shown == "mssql://${HOST}:1433/plant%20a"
    assert "p@ss" not in repr(address)
    assert conceal("login p@ss%2F/? at mes.plant", address.secrets) == "login ${PW} at ${HOST}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("postgresql://me:hunter2@h/d", "SRC141"),
        ("postgresql://me:hun@ter2@h/d", "SRC141"),
        ("postgresql://me:hunter2/x?@h/d", "SRC141"),
        ("postgresql://me@h/d?password=hunter2", "SRC141"),
        ("postgresql://me@h/d?sslpassword=hunter2", "SRC141"),
        ("postgresql://me:${NOT_SET_ANYWHERE}@h/d", "SRC140"),
        ("postgresql://h:port/d", "SRC142"),
        ("oracle://me:hunter2@h/d", "SRC005"),
    ],
)
def test_addresses_that_are_refused_show_no_secret(text: str, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        open_table(text)
    (finding,) = caught.value.findings
    assert finding.rule.code == code
    assert "hun" not in repr(caught.value.findings) + str(caught.value)


PRINTED = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=6, max_size=12)


@given(PRINTED.filter(lambda text: "@" not in text), st.booleans())
def test_a_password_is_never_shown(password: str, user: bool) -> None:
    text = shown(f"mysql://{'me' if user else ''}:{password}@host/database")
    assert password not in text
    assert text.endswith("host/database")


def test_the_library_takes_settings_of_a_database(database: Path, tmp_path: Path) -> None:
    said = aas.Settings(query="SELECT * FROM plating WHERE Temp > 25.5")
    result = aas.convert(database, mapping=mapping(tmp_path), settings=said, to=tmp_path / "out.json")
    assert result.rows == 1
