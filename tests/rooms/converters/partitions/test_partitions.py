"""Partitions hold each row once, read it as the whole table does, and give the same shards whoever makes them."""

from __future__ import annotations

import json
import sqlite3
from concurrent.futures import CancelledError
from contextlib import closing, nullcontext
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.partitions.manifest import OtherRunError
from aas_converters.partitions.shard import make_shard
from aas_converters.partitions.split import partitions
from aas_converters.partitions.store import Store
from aas_converters.sources import Settings, open_table
from aas_toolkit import sharding
from aas_toolkit.sharding import convert_shards
from tests.cli.running import MAPPING, PLATING, mapping, run

HEAD = PLATING.splitlines()[0] + "\n"
BY_ROW = MAPPING.replace("{Header.EquipmentId}/{Header.Time}", "{Header.EquipmentId}/{row}")


def lines(count: int) -> str:
    return "".join(
        f"2024-03-01 {i // 3600:02}:{i // 60 % 60:02}:{i % 60:02},L1,A,{i}.5,3.1,4.2\n" for i in range(count)
    )


def log(folder: Path, count: int = 100) -> Path:
    path = folder / "log.csv"
    path.write_text(HEAD + lines(count), encoding="utf-8")
    return path


def ids(package: Path) -> list[str]:
    with ZipFile(package) as file:
        (name,) = [name for name in file.namelist() if name.endswith(".json")]
        return [one["id"] for one in json.loads(file.read(name))["submodels"]]


class Here:
    """A cluster of nobody: partitions are made in this process, and workers may be lost."""

    def __init__(self, lose: int = 0) -> None:
        self.lose = lose

    def make(self, client: Any, parts: list[Any], work: Any) -> Any:
        for number, part in enumerate(parts):
            if number < self.lose:
                make_shard(part, work)  # its worker is lost before it can say so
            yield make_shard(part, work)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharding, "made", Here(lose=2).make)
    monkeypatch.setattr(sharding, "client_of", lambda *_: nullcontext())


@given(
    texts=st.lists(st.text('ab가 "\n,', max_size=5), min_size=1, max_size=40),
    rows=st.integers(1, 9),
    encoding=st.sampled_from(["utf-8", "cp949", "utf-16"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_pieces_of_text_are_the_whole(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], rows: int, encoding: str, end: str
) -> None:
    path = tmp_path_factory.mktemp("text") / "t.csv"
    quoted = [text.replace('"', '""') for text in texts]
    content = end.join(["A,B", *(f'{i},"x{text}"' for i, text in enumerate(quoted))]) + end
    path.write_bytes(content.encode(encoding))
    table = open_table(path)
    whole = [(batch.first_row + i, row) for batch in table.batches() for i, row in enumerate(batch.frame.rows())]
    starts = [line for batch in table.batches() if batch.lines is not None for line in batch.lines.to_list()]
    found, found_lines = [], []
    for part in partitions([table], [], Settings(), rows):
        for batch in part.pieces[0].opened("run").batches(4):
            found += [(batch.first_row + i, row) for i, row in enumerate(batch.frame.rows())]
            found_lines += batch.lines.to_list() if batch.lines is not None else []
    assert found == whole
    assert found_lines == starts


def test_typed_files_are_divided_by_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pl.DataFrame({"A": range(25)}).write_parquet(path, row_group_size=10)
    parts = partitions([open_table(path)], [], Settings(), 10)
    assert [(part.pieces[0].start.row, part.pieces[0].end_row) for part in parts] == [(1, 11), (11, 21), (21, 26)]
    found = [row[0] for part in parts for batch in part.pieces[0].opened("").batches(4) for row in batch.frame.rows()]
    assert found == [str(i) for i in range(25)]


@pytest.mark.usefixtures("here")
def test_shards_hold_what_one_run_writes(tmp_path: Path) -> None:
    """Without a base of its own too: ids are made of the whole file, whatever part a row is in."""
    source = log(tmp_path)
    for name, rules in (("base", BY_ROW), ("none", BY_ROW.replace('base: "https://plant.example/ids", ', ""))):
        own = mapping(tmp_path, rules, f"{name}.yaml")
        result = convert_shards([source], to=tmp_path / name, mapping=str(own), rows=30)
        assert result.report.errors == 0
        assert result.manifest.complete
        assert run("convert", source, "--map", own, "-o", tmp_path / f"{name}.aasx").code == 0
        shards = [shard.file for shard in result.manifest.shards if shard.file]
        assert [one for file in shards for one in ids(tmp_path / name / file)] == ids(tmp_path / f"{name}.aasx")
        assert sorted(path.name for path in (tmp_path / name).iterdir()) == ["manifest.json", *shards]


@pytest.mark.usefixtures("here")
def test_the_manifest_says_which_shard_has_which_rows(tmp_path: Path) -> None:
    convert_shards([log(tmp_path)], to=tmp_path / "out", mapping=str(mapping(tmp_path)), rows=40)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["complete"], manifest["partitions"], manifest["rows"]) == (True, 3, 100)
    spans = [(shard["holds"][0]["first"], shard["holds"][0]["end"]) for shard in manifest["shards"]]
    assert spans == [(1, 41), (41, 81), (81, 101)]
    for shard in manifest["shards"]:
        content = (tmp_path / "out" / shard["file"]).read_bytes()
        assert (shard["size"], shard["sha256"]) == (len(content), sha256(content).hexdigest())


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("place", ["folder", "file", "memory"])
def test_a_run_that_was_broken_off_makes_only_what_is_missing(tmp_path: Path, place: str) -> None:
    fsspec = pytest.importorskip("fsspec")
    to = {"folder": f"{tmp_path}/out", "file": f"file://{tmp_path}/out", "memory": f"memory://{tmp_path.name}/out"}[
        place
    ]
    source, own = log(tmp_path), str(mapping(tmp_path))
    first = convert_shards([source], to=to, mapping=own, rows=30)
    store = Store(to)
    before = {shard.file: store.read(str(shard.file)) for shard in first.manifest.shards}
    system, path = fsspec.core.url_to_fs(to)
    system.rm(f"{path}/shard-00002.aasx")
    again = convert_shards([source], to=to, mapping=own, rows=30)
    assert (again.again, again.ok, again.manifest) == (3, True, first.manifest)
    assert {name: store.read(str(name)) for name in before} == before
    with pytest.raises(OtherRunError, match="another run"):
        convert_shards([source], to=to, mapping=own, rows=20)
    store.write("manifest.json", b"{")
    with pytest.raises(OtherRunError, match="no manifest"):
        convert_shards([source], to=to, mapping=own, rows=30)


@pytest.mark.usefixtures("here")
def test_a_part_with_a_bad_cell_is_missing_and_said(tmp_path: Path) -> None:
    source = log(tmp_path, 40)
    source.write_text(source.read_text(encoding="utf-8").replace("25.5,", "bad,"), encoding="utf-8")
    result = convert_shards([source], to=tmp_path / "out", mapping=str(mapping(tmp_path)), rows=20)
    assert not result.ok
    assert [(shard.file, shard.failed) for shard in result.manifest.shards] == [
        ("shard-00001.aasx", False),
        (None, True),
    ]
    assert (f"{source}:27[Temp]", "VAL001") in [(str(f.where), f.rule.code) for f in result.report]
    assert convert_shards([source], to=tmp_path / "out", mapping=str(mapping(tmp_path)), rows=20).again == 1


@pytest.mark.usefixtures("here")
def test_rows_that_are_not_chosen_are_no_fault(tmp_path: Path) -> None:
    own = mapping(tmp_path, MAPPING + "rows: {where: [{column: Temp, below: 10}]}\n")
    result = convert_shards([log(tmp_path, 40)], to=tmp_path / "out", mapping=str(own), rows=20)
    assert [(shard.file, shard.failed, shard.submodels) for shard in result.manifest.shards] == [
        ("shard-00001.aasx", False, 10),
        (None, False, 0),
    ]


@pytest.mark.usefixtures("here")
def test_rows_of_a_group_stay_together(tmp_path: Path) -> None:
    own = mapping(
        tmp_path,
        MAPPING.replace("{Header.Time}", "{Header.LotNumber}") + "shape: {one_per: group, by: [Header.LotNumber]}\n",
    )
    result = convert_shards([log(tmp_path, 40)], to=tmp_path / "out", mapping=str(own), rows=10)
    assert len(result.manifest.shards) == 1


@pytest.mark.filterwarnings("default")
def test_on_a_cluster_a_partition_goes_out_and_comes_back(tmp_path: Path) -> None:
    """Everything that travels can: two threads of a cluster in this process, with its protocol between them."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=2, processes=False, protocol="inproc://", dashboard_address=":0"
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        own = mapping(tmp_path)
        result = convert_shards([log(tmp_path)], to=tmp_path / "out", mapping=str(own), rows=30, client=client)
    assert result.ok
    assert result.manifest.rows == 100


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("address", ["file", "url"])
def test_a_table_of_a_database_is_divided_by_its_key(tmp_path: Path, address: str) -> None:
    pytest.importorskip("sqlalchemy")
    file = tmp_path / "plant.sqlite"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute('CREATE TABLE "my log" (Id INTEGER PRIMARY KEY, Time, Machine, Lot, Temp, Current, pH)')
        rows = [(i * i, *line.split(",")) for i, line in enumerate(lines(50).splitlines())]
        database.executemany('INSERT INTO "my log" VALUES (?, ?, ?, ?, ?, ?, ?)', rows)
    source = str(file) if address == "file" else f"sqlite:///{file}"
    own = mapping(tmp_path, BY_ROW)
    result = convert_shards([source], to=tmp_path / "out", mapping=str(own), rows=20)
    assert [finding.rule.code for finding in result.report if str(finding.severity) == "error"] == []
    assert result.manifest.complete
    assert len(result.manifest.shards) > 1
    spans = [(shard.holds[0].first, shard.holds[0].end) for shard in result.manifest.shards]
    assert [first for first, _ in spans] == [1, *(end for _, end in spans[:-1])]
    found = [one for shard in result.manifest.shards for one in ids(tmp_path / "out" / str(shard.file))]
    assert [one.rpartition("/")[2] for one in found] == [str(row) for row in range(1, 51)]
    assert convert_shards([source], to=tmp_path / "out", mapping=str(own), rows=20).again == len(spans)


def test_a_cluster_that_gives_up_is_an_error_of_the_outside_world(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")

    class Future:
        def result(self) -> None:
            raise CancelledError("the scheduler went away")

    class Client:
        def submit(self, *arguments: object, **options: object) -> Future:
            return Future()

    own = str(mapping(tmp_path))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(distributed, "as_completed", iter)
        with pytest.raises(OSError, match="the scheduler went away"):
            convert_shards([log(tmp_path, 3)], to=tmp_path / "out", mapping=own, client=Client())
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["complete"], manifest["shards"]) == (False, [])
