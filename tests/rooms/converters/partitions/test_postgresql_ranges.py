"""A table of a real PostgreSQL in ranges of its key: the shards hold what one run writes, and no password travels."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from aas_converters.partitions import split
from aas_toolkit import sharding
from aas_toolkit.sharding import convert_shards
from tests.cli.running import MAPPING, mapping, program, run
from tests.postgres import PASSWORD, Server, postgres
from tests.rooms.converters.partitions.test_partitions import Here, ids

ROWS = 300
QUERIED = """
    SELECT i * i AS id, timestamp '2024-03-01' + i * interval '5 seconds' AS "Time", 'L1' AS "Machine", 'A' AS "Lot",
        25 + i * 0.01 AS "Temp", 3.1::float4 AS "Current", 4.2::float8 AS "pH"
    FROM generate_series(-{back}, {rows} - {back} - 1) i
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with postgres() as running:
        for name, kind in (("plating", "bigint"), ('"큰 Lot"', "integer")):
            running.run(f"CREATE TABLE {name} AS {QUERIED.format(rows=ROWS, back=0)}")
            running.run(f"ALTER TABLE {name} ALTER id TYPE {kind}, ADD PRIMARY KEY (id)")
        running.run("CREATE SCHEMA mes")
        running.run("CREATE TABLE mes.orders AS SELECT * FROM plating ORDER BY random()")
        running.run("UPDATE mes.orders SET id = -id")
        running.run("ALTER TABLE mes.orders ADD PRIMARY KEY (id)")
        running.run("CREATE VIEW seen AS SELECT * FROM plating ORDER BY id")
        running.run(
            'CREATE TABLE by_name AS SELECT id::text AS id, * FROM (SELECT "Time", "Machine", "Lot", '
            '"Temp", "Current", "pH", id AS n FROM plating) p'.replace("id::text AS id", "n::text AS id")
        )
        running.run("ALTER TABLE by_name ADD PRIMARY KEY (id)")
        yield running


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AAS_SOURCE_PASSWORD", PASSWORD)
    monkeypatch.setattr(sharding, "made", Here(lose=1).make)
    monkeypatch.setattr(sharding, "client_of", lambda *_: nullcontext())


@pytest.mark.parametrize("table", ["plating", "큰 Lot", "mes.orders"])
def test_ranges_hold_each_row_once(server: Server, tmp_path: Path, table: str) -> None:
    own = mapping(tmp_path, MAPPING + f'source: {{table: "{table}"}}\n')
    result = convert_shards([server.address()], to=tmp_path / "out", mapping=str(own), rows=70)
    assert (result.ok, result.manifest.rows) == (True, ROWS), list(result.report)
    assert len(result.manifest.shards) > 2
    spans = [(shard.holds[0].first, shard.holds[0].end) for shard in result.manifest.shards]
    assert [first for first, _ in spans] == [1, *(end for _, end in spans[:-1])]
    ordered = f"SELECT * FROM {table if '.' in table else chr(34) + table + chr(34)} ORDER BY id"
    whole = run(
        "convert",
        server.address(),
        "--map",
        mapping(tmp_path, name="w.yaml"),
        "--query",
        ordered,
        "-o",
        tmp_path / "w.aasx",
    )
    assert whole.code == 0, whole.said
    found = [one for shard in result.manifest.shards for one in ids(tmp_path / "out" / str(shard.file))]
    assert found == ids(tmp_path / "w.aasx")
    again = convert_shards([server.address()], to=tmp_path / "out", mapping=str(own), rows=70)
    assert again.again == len(spans)


@pytest.mark.parametrize("table", ["seen", "by_name"])
def test_what_has_no_whole_number_as_its_key_is_one_part(server: Server, tmp_path: Path, table: str) -> None:
    own = mapping(tmp_path, MAPPING + f"source: {{table: {table}}}\n")
    result = convert_shards([server.address()], to=tmp_path / "out", mapping=str(own), rows=70)
    assert (result.ok, len(result.manifest.shards)) == (True, 1), list(result.report)


def test_rows_that_come_meanwhile_are_in_the_last_part(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A logger goes on writing between the ranges and the reading: its rows come with the last range, which is open."""
    server.run("CREATE TABLE growing AS SELECT * FROM plating; ALTER TABLE growing ADD PRIMARY KEY (id)")
    real = split.key_ranges

    def slowly(*arguments: object) -> object:
        found = real(*arguments)  # type: ignore[arg-type]  # what it was given
        server.run(
            "INSERT INTO growing SELECT 10000000, \"Time\" + interval '1 day', 'L1', 'A', 25, 3, 4 FROM growing "
            "WHERE id = 1"
        )
        return found

    monkeypatch.setattr(split, "key_ranges", slowly)
    own = mapping(tmp_path, MAPPING + "source: {table: growing}\n")
    result = convert_shards([server.address()], to=tmp_path / "out", mapping=str(own), rows=70)
    assert (result.ok, result.manifest.rows) == (True, ROWS + 1)


@pytest.mark.filterwarnings("default")
def test_on_processes_of_a_cluster_and_without_the_password_in_anything(server: Server, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    answer = program(
        *("convert", server.address("reader:${PLANT_PW}"), "--map", mapping(tmp_path), "--table", "plating"),
        *("--scheduler", "local", "--jobs", "1", "--shard-rows", "150", "-o", tmp_path / "out"),
        PLANT_PW=PASSWORD,
        AAS_SOURCE_PASSWORD="",
    )
    assert answer.code == 0, answer.said
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["complete"], manifest["rows"]) == (True, ROWS)
    written = [file.read_bytes().decode("utf-8", "replace") for file in (tmp_path / "out").rglob("*") if file.is_file()]
    assert all("hunter2" not in text for text in [answer.said, *written])
