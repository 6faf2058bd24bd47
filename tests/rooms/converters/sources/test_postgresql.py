"""A real PostgreSQL: types, cursors, what is refused, what breaks, and that the password is nowhere to be seen."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

import aas_toolkit as aas
from aas_converters.sources import Settings, SourceError, Table, open_table, spool, sql
from tests.cli.running import Answer, mapping, program
from tests.postgres import PASSWORD, Server, postgres

MANY = 20_000


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with postgres() as running:
        running.run(
            """
            CREATE TABLE plating ("Time" timestamp, "Machine" text, "Lot" text, "Temp" numeric(6,2), "Current" float4,
                "pH" float8);
            INSERT INTO plating VALUES
                ('2024-03-01 00:00:00', 'L1', 'A', 25.50, 3.1, 4.2),
                ('2024-03-01 00:00:05', 'L1', 'A', 25.6, 9.59, NULL);
            CREATE VIEW "큰 Lot" AS SELECT * FROM plating;
            CREATE SCHEMA mes; CREATE TABLE mes.orders (no int); INSERT INTO mes.orders VALUES (7);
            """
        )
        running.run(f"CREATE TABLE many AS SELECT i, i * 0.5 AS half FROM generate_series(1, {MANY}) i")
        yield running


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AAS_SOURCE_PASSWORD", PASSWORD)
    monkeypatch.delenv("PGPASSWORD", raising=False)


def cells(table: Table) -> list[tuple[str | None, ...]]:
    """All rows of a table."""
    return [row for batch in table.batches() for row in batch.frame.iter_rows()]


def refused(address: str, **settings: str) -> str:
    """What is said of a source that cannot be read; the password must not be in any part of it."""
    with pytest.raises(SourceError) as caught:
        open_table(address, Settings(**settings))  # type: ignore[arg-type]  # only texts here
    everything = "".join(traceback.format_exception(caught.value)) + repr(caught.value.findings)
    assert PASSWORD not in everything
    (finding,) = caught.value.findings
    return str(finding)


def test_values_of_every_type_keep_what_they_are(server: Server) -> None:
    values = {
        "exact": ("1.50::numeric", "1.50"),
        "huge": ("12345678901234567890.12::numeric", "12345678901234567890.12"),
        "small": ("9.59::float4", "9.59"),
        "double": ("0.1::float8", "0.1"),
        "whole": ("3::float8", "3"),
        "big": ("9223372036854775807::int8", "9223372036854775807"),
        "nan": ("'NaN'::float8", None),
        "infinite": ("'-Infinity'::float8", "-INF"),
        "zoned": ("'2024-03-01 09:00:00.123456+09'::timestamptz", "2024-03-01T00:00:00.123456+00:00"),
        "plain": ("'2024-03-01 09:00:00'::timestamp", "2024-03-01T09:00:00"),
        "day": ("'2024-03-01'::date", "2024-03-01"),
        "clock": ("'09:30'::time", "09:30:00"),
        "took": ("'26:05'::interval", "PT26H5M"),
        "ok": ("true", "true"),
        "bytes": ("'\\xec96b4'::bytea", "어"),
        "json": ("""'{"a": 1.50}'::json""", '{"a": 1.50}'),
        "jsonb": ("""'[1.50]'::jsonb""", "[1.50]"),
        "list": ("'{1,2}'::int[]", "[1,2]"),
        "none": ("NULL", None),
        "word": ("'없음'", None),
        "percent": ("7 % 4 || ':x'", "3:x"),
    }
    server.run("ALTER ROLE reader SET timezone = 'UTC'")
    query = "SELECT " + ", ".join(f"{expression} AS {name}" for name, (expression, _) in values.items())
    table = open_table(server.address(), Settings(query=query))
    assert dict(zip(values, cells(table)[0], strict=True)) == {name: text for name, (_, text) in values.items()}


def test_a_table_a_view_and_a_schema(server: Server) -> None:
    table = open_table(server.address(), Settings(table="plating"))
    assert [column.name for column in table.columns] == ["Time", "Machine", "Lot", "Temp", "Current", "pH"]
    assert cells(table) == [
        ("2024-03-01T00:00:00", "L1", "A", "25.50", "3.1", "4.2"),
        ("2024-03-01T00:00:05", "L1", "A", "25.60", "9.59", None),
    ]
    assert table.about == {"kind": "PostgreSQL", "table": "plating", "rows": "2"}
    view = open_table(server.address(), Settings(table="큰 Lot"))
    assert cells(view) == cells(table)
    assert view.identity == table.identity
    assert cells(open_table(server.address(), Settings(table="mes.orders"))) == [("7",)]


def test_columns_of_one_name_are_told_apart(server: Server) -> None:
    table = open_table(server.address(), Settings(query="SELECT 1 AS a, 2 AS a;"))
    assert [column.name for column in table.columns] == ["a", "a_2"]
    assert cells(table) == [("1", "2")]


def test_the_query_may_be_in_a_file(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "지난달.sql"
    file.write_text("\ufeff-- last month\nSELECT 5 AS n -- one\n;\n", encoding="utf-8")
    assert cells(open_table(server.address(), Settings(query=f"@{file}"))) == [("5",)]
    assert "SRC001" in refused(server.address(), query=f"@{tmp_path / 'gone.sql'}")


def test_many_rows_come_through_a_cursor_of_the_server(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []
    frame_of = sql.frame_of
    monkeypatch.setattr(sql, "frame_of", lambda names, rows: (sizes.append(len(rows)), frame_of(names, rows))[1])
    table = open_table(server.address(), Settings(table="many"))
    assert sum(batch.frame.height for batch in table.batches()) == MANY
    assert max(sizes) == sql.ROWS


@pytest.mark.parametrize("place", ["AAS_SOURCE_PASSWORD", "PGPASSWORD", "PLANT_PW"])
def test_the_password_comes_from_the_environment(server: Server, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AAS_SOURCE_PASSWORD")
    assert "SRC143" in refused(server.address(), query="SELECT 1")
    monkeypatch.setenv(place, PASSWORD)
    user = "reader:${PLANT_PW}" if place == "PLANT_PW" else "reader"
    assert cells(open_table(server.address(user), Settings(query="SELECT 1 AS n"))) == [("1",)]


def test_wrong_credentials_are_said_without_the_password(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANT_PW", f"{PASSWORD}-wrong")
    said = refused(server.address("reader:${PLANT_PW}"), query="SELECT 1")
    assert "SRC143" in said
    assert 'password authentication failed for user "reader"' in said


def test_what_cannot_be_asked(server: Server) -> None:
    address = server.address()
    said = refused(address, table="platin")
    assert "SRC152" in said
    assert "plating" in said
    assert "SRC152" in refused(address, table="mes.order")
    assert "SRC151" in refused(address)
    assert "SRC153" in refused(address, table="plating", query="SELECT 1")
    assert "SRC154" in refused(address, query=" -- nothing\n;")
    said = refused(address, query="SELECT nope FROM plating")
    assert 'SRC144 the database refuses the query: column "nope" does not exist' in said


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("DELETE FROM many", "SRC150"),
        ("/* SELECT */ drop table many", "SRC150"),
        ("WITH gone AS (DELETE FROM many RETURNING i) SELECT * FROM gone", "SRC144"),
        ("SELECT 1; DROP TABLE many", "SRC144"),
        ("SELECT i INTO copied FROM many", "SRC150"),
        ("SELECT setval('counter', 99)", "SRC144"),
        ("SELECT lo_create(0)", "SRC144"),
    ],
)
def test_a_query_that_writes_is_refused(server: Server, query: str, code: str) -> None:
    server.run("CREATE SEQUENCE IF NOT EXISTS counter")
    # even the owner, who may write, cannot do it from here
    assert code in refused(server.address("postgres"), query=query)
    assert len(cells(open_table(server.address(), Settings(table="many")))) == MANY


def test_a_connection_that_is_dropped_in_the_middle_leaves_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(spool.tempfile, "tempdir", str(tmp_path))
    arrived = threading.Event()
    frame_of = sql.frame_of

    def slowly(names: list[str], rows: list[tuple[object, ...]]) -> object:
        if not arrived.is_set():
            arrived.set()
            server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'")
        return frame_of(names, rows)

    monkeypatch.setattr(sql, "frame_of", slowly)
    said = refused(server.address(), table="many")
    assert "SRC131" in said
    assert "stopped after 2000 rows" in said.replace(",", "")
    assert "terminating connection due to administrator command" in said
    assert list(tmp_path.iterdir()) == []


def test_an_error_far_down_in_the_rows_gives_nothing(server: Server, tmp_path: Path) -> None:
    result = tmp_path / "out.json"
    with pytest.raises(SourceError, match="division by zero"):
        aas.convert(
            server.address(),
            mapping=mapping(
                tmp_path, QUERIED.replace("SELECT *", "SELECT 1 / (15000 - i), *").replace("plating", "many")
            ),
            to=result,
        )
    assert not result.exists()


QUERIED = """\
mapping: 1
model: plating
source: {query: "SELECT * FROM plating"}
ids: {base: "https://plant.example/ids", asset: "{Header.EquipmentId}", submodel: "{Header.EquipmentId}/{Header.Time}"}
time: {zone: Asia/Seoul}
elements:
  Header.Time: Time
  Header.EquipmentId: Machine
  Header.LotNumber: Lot
  Measured.BathTemperature: {column: Temp, unit: °C}
  Measured.RectifierCurrent: Current
"""


def test_a_query_in_a_mapping_converts_to_the_same_as_the_table(server: Server, tmp_path: Path) -> None:
    by_query = aas.convert(server.address(), mapping=mapping(tmp_path, QUERIED), to=tmp_path / "q.json")
    by_file = tmp_path / "sub" / "ask.sql"
    by_file.parent.mkdir()
    by_file.write_text("SELECT * FROM plating", encoding="utf-8")
    beside = mapping(by_file.parent, QUERIED.replace("SELECT * FROM plating", "@ask.sql"))
    asked = aas.convert(server.address(), mapping=beside, to=tmp_path / "f.json")
    assert by_query.ok, list(by_query.report)
    assert by_query.written == 2
    assert (tmp_path / "q.json").read_bytes() == (tmp_path / "f.json").read_bytes()
    assert asked.rows == 2


def everything_of(answer: Answer, folder: Path) -> str:
    """Whatever a run said or wrote."""
    written = [file.read_bytes().decode("utf-8", "replace") for file in folder.rglob("*") if file.is_file()]
    names = [str(file) for file in folder.rglob("*")]
    return "\n".join([answer.said, *written, *names])


@pytest.mark.parametrize(
    ("right", "lang", "json"),
    [(True, "en", ()), (True, "ko", ("--json",)), (False, "en", ("--json",)), (False, "ko", ())],
)
def test_secrets_are_nowhere(server: Server, tmp_path: Path, lang: str, json: tuple[str, ...], right: bool) -> None:
    secret = PASSWORD if right else f"{PASSWORD}-wrong"
    arguments = ("convert", server.address("reader:${PLANT_PW}"), "--map", mapping(tmp_path), "--lang", lang, *json)
    answer = program(*arguments, "--table", "plating", cwd=tmp_path, PLANT_PW=secret, AAS_SOURCE_PASSWORD="")
    assert answer.code == (0 if right else 3), answer.said
    assert len(list(tmp_path.glob("*.aasx"))) == int(right)
    assert secret not in everything_of(answer, tmp_path)
    assert "hunter2" not in everything_of(answer, tmp_path)
