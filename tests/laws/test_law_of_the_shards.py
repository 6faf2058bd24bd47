"""A run in parts finds the repeated ids that one run finds, and with `skip` its shards hold what one run writes."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import aas_toolkit as aas
from aas_converters.partitions.ids import packed, repeats, unpacked, write_ids
from aas_converters.partitions.split import Piece
from aas_converters.partitions.store import Store
from aas_converters.portions.portion import Portion
from aas_converters.seen_ids import digests
from aas_converters.sources.problem import LOCKED, failure
from aas_toolkit import sharding
from aas_toolkit.sharding import Sharded, convert_shards
from aas_validators.diagnostics import Report
from tests.cli.running import MAPPING, PLATING
from tests.rooms.converters.partitions.test_partitions import Here

HEAD = PLATING.splitlines()[0] + "\n"
LINES = st.tuples(st.sampled_from("ABC"), st.integers(0, 6), st.sampled_from(["25.5", "25.5", "25.5", "warm"]))


def text(rows: list[tuple[str, int, str]]) -> str:
    return HEAD + "".join(f"2024-03-01 00:00:0{second},{machine},L,{cell},3.1,4.2\n" for machine, second, cell in rows)


def submodels(*packages: Path) -> list[dict[str, object]]:
    found = []
    for package in packages:
        with ZipFile(package) as file:
            (name,) = [name for name in file.namelist() if name.endswith(".json")]
            found += json.loads(file.read(name))["submodels"]
    return found


def counted(report: Report) -> dict[str, int]:
    """How many ids come again, by how bad that is."""
    found: dict[str, int] = {}
    for finding in report:
        if finding.rule.code == "VAL022":
            found[str(finding.severity)] = found.get(str(finding.severity), 0) + finding.count
    return found


def in_parts(folder: Path, files: list[Path], rows: int, on_error: Literal["stop", "skip"], lose: int = 0) -> Sharded:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sharding, "made", Here(lose).make)
        patch.setattr(sharding, "client_of", lambda *_: nullcontext())
        return convert_shards(
            files, to=folder / "out", mapping=str(folder / "map.yaml"), rows=rows, on_error=on_error, workers=1
        )


@settings(max_examples=settings.default.max_examples // 2)
@given(
    tables=st.lists(st.lists(LINES, min_size=1, max_size=9), min_size=1, max_size=3),
    rows=st.integers(1, 6),
    lose=st.integers(0, 3),
)
@example(tables=[[("A", 0, "25.5")], [("A", 0, "25.5")], [("A", 0, "25.5"), ("A", 0, "25.5")]], rows=1, lose=0)
@example(tables=[[("A", 0, "warm"), ("A", 0, "25.5"), ("A", 0, "25.5")]], rows=1, lose=0)
def test_parts_with_skip_are_one_run(
    tmp_path_factory: pytest.TempPathFactory, tables: list[list[tuple[str, int, str]]], rows: int, lose: int
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    files = [folder / f"{number}.csv" for number in range(len(tables))]
    for file, lines in zip(files, tables, strict=True):
        file.write_text(text(lines), encoding="utf-8")
    (folder / "map.yaml").write_text(MAPPING, encoding="utf-8")
    one = aas.convert(files, mapping=str(folder / "map.yaml"), to=folder / "one.aasx", on_error="skip")
    parts = in_parts(folder, files, rows, "skip", lose)
    assert counted(parts.report) == counted(one.report)
    assert (parts.manifest.rows, parts.manifest.left_out) == (one.rows, one.left_out)
    assert (parts.manifest.submodels, parts.ok) == (one.written, one.ok)
    made = [folder / "out" / shard.file for shard in parts.manifest.shards if shard.file]
    assert submodels(*made) == (submodels(folder / "one.aasx") if one.path else [])
    # what is lost afterwards comes again as it was, although the other parts are not looked at any more
    before = {file.name: file.read_bytes() for file in made}
    for file in made[::2]:
        file.unlink()
    again = in_parts(folder, files, rows, "skip")
    assert again.manifest == parts.manifest
    assert {file.name: file.read_bytes() for file in made} == before


@given(lines=st.lists(LINES.filter(lambda line: line[2] != "warm"), min_size=1, max_size=12), rows=st.integers(1, 6))
def test_parts_with_stop_find_what_one_run_finds(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, int, str]], rows: int
) -> None:
    folder = tmp_path_factory.mktemp("stop")
    (folder / "log.csv").write_text(text(lines), encoding="utf-8")
    (folder / "map.yaml").write_text(MAPPING, encoding="utf-8")
    one = aas.convert(folder / "log.csv", mapping=str(folder / "map.yaml"), to=folder / "one.aasx")
    for _ in range(2):  # and so does the next try
        parts = in_parts(folder, [folder / "log.csv"], rows, "stop")
        assert counted(parts.report) == counted(one.report)
        assert parts.ok == one.ok
    there = [folder / "out" / shard.file for shard in parts.manifest.shards if shard.file]
    assert sorted((folder / "out").glob("*.aasx")) == there
    found = [str(submodel["id"]) for submodel in submodels(*there)]
    assert len(found) == len(set(found))


def test_two_parts_with_an_id_in_common_are_named(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAPPING, encoding="utf-8")
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for file in files:
        file.write_text(text([("A", 1, "25.5"), ("A", 2, "25.5")]), encoding="utf-8")
    result = in_parts(tmp_path, files, 10, "stop")
    said = [str(finding) for finding in result.report if finding.rule.code in ("VAL022", "SRC287")]
    assert said == [
        f"{files[1]}: info SRC287 2 ids of {files[1]} 1–2 came before in {files[0]} 1–2",
        f"{files[1]}: error VAL022 2 submodels have an id that came before, such as "
        "https://plant.example/ids/submodel/plating/A/2024-03-01T00:00:01+09:00",
    ]


def test_what_one_try_found_twice_is_not_written_by_the_next(tmp_path: Path) -> None:
    """The first part cannot be read in the first try, so the third has ids of the second then, and of both later."""
    (tmp_path / "map.yaml").write_text(MAPPING, encoding="utf-8")
    rows = {"a": [("A", 1, "25.5")], "b": [("A", 2, "25.5")], "c": [("A", second, "25.5") for second in (1, 2, 3)]}
    for name, lines in rows.items():
        (tmp_path / f"{name}.csv").write_text(text(lines), encoding="utf-8")
    files = [tmp_path / f"{name}.csv" for name in rows]

    opened = Piece.opened

    def not_yet(piece: Piece, run: str) -> Portion:
        if piece.source == str(files[0]):
            raise failure(LOCKED, piece.source)
        return opened(piece, run)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Piece, "opened", not_yet)
        first = in_parts(tmp_path, files, 10, "skip")
    assert [shard.submodels for shard in first.manifest.shards] == [0, 1, 2]
    second = in_parts(tmp_path, files, 10, "skip")
    assert second.manifest.complete
    there = [tmp_path / "out" / shard.file for shard in second.manifest.shards if shard.file]
    found = [str(submodel["id"])[-8:-6] for submodel in submodels(*there)]
    assert found == ["01", "02", "03"]


@given(
    parts=st.lists(st.lists(st.integers(0, 40), max_size=30, unique=True), max_size=6),
    at_once=st.integers(1, 200),
)
def test_repeats_are_those_a_set_knows(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[int]], at_once: int
) -> None:
    """Whether they are compared in memory or are dealt out to files."""
    store = Store(str(tmp_path_factory.mktemp("ids")))
    first: dict[int, int] = {}
    expected = []
    for number, names in enumerate(parts, 1):
        found = digests(pl.Series([f"urn:{name}" for name in names], dtype=pl.String))
        assert unpacked(packed(found)).equals(found)
        write_ids(store, number, found)
        expected += [(one, number, first[one]) for one in found if first.setdefault(one, number) != number]
    assert sorted(repeats(store, range(1, 9), at_once).iter_rows()) == sorted(expected)


def test_digests_are_the_same_on_every_machine() -> None:
    assert digests(pl.Series(["urn:a", "urn:가"])).to_list() == [11287189174731656706, 7782770583777933563]
