"""What groups do where a plant's file is not as one would wish."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import polars as pl

from aas_converters.shapes.spill import Spill
from aas_toolkit import Severity
from tests.laws.plating_tables import values_in
from tests.rooms.converters.shapes.workshop import ELEMENTS, ITEMS, Row, environment, mapping, run, told, write

BASE = "https://plant.example/ids"


def row(minute: int, lot: str = "A", **cells: str) -> Row:
    first = {"Time": f"2024-03-01 {8 + minute // 60:02}:{minute % 60:02}:00", "Machine": "F1", "Lot": lot}
    return {**first, "Temp": "1", "Count": "1", "Remark": "", **cells}


def submodels(path: Path) -> list[dict[str, Any]]:
    return list(environment(path)["submodels"])


def rules(outcome: Any) -> list[str]:
    return [finding.rule.name for finding in outcome.report]


def test_a_group_without_a_key_for_its_id_is_reported(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", [row(0, Remark="x"), row(1, "B"), row(2, "B")])
    found = mapping(submodel="{Measured.Remark}")
    outcome = run([source], found, tmp_path / "o.json", on_error="skip")
    assert (outcome.read, outcome.written, outcome.left_out) == (3, 1, 2)
    assert rules(outcome) == ["key-empty"]
    assert outcome.file is not None
    assert [one["id"] for one in submodels(outcome.file)] == [f"{BASE}/submodel/furnace/x"]


def test_a_group_without_an_asset_is_reported(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", [row(0), row(1, "B", Machine="")])
    outcome = run([source], mapping(), tmp_path / "o.json", on_error="skip")
    assert (outcome.written, outcome.left_out, rules(outcome)) == (1, 1, ["key-empty"])


def test_a_group_whose_id_came_before_counts_its_rows_and_keeps_no_file(tmp_path: Path) -> None:
    rows = [row(0), row(1, "B"), row(2, "B"), row(3, "C", Machine="F2")]
    found = mapping("{records: external}", submodel="{Header.EquipmentId}")
    outcome = run([write(tmp_path / "in.csv", rows)], found, tmp_path / "o.aasx", on_error="skip")
    assert (outcome.written, outcome.left_out, rules(outcome)) == (4, 2, ["repeated-id"])
    names = [name for name in zipfile.ZipFile(tmp_path / "o.aasx").namelist() if "suppl" in name]
    assert names == ["aasx/suppl/furnace-00001.csv", "aasx/suppl/furnace-00003.csv"]


def test_the_name_of_the_file_is_that_of_each_file(tmp_path: Path) -> None:
    elements = (
        ELEMENTS
        + '  Header.ProductName: {constant: "of {file}"}\n'
        + ITEMS.replace(": Remark", ': {constant: "{file}"}')
    )
    sources = [write(tmp_path / f"day{i}.csv", [row(i, lot)]) for i, lot in enumerate("AAB")]
    outcome = run(sources, mapping(elements=elements), tmp_path / "o.json")
    assert outcome.file is not None, told(outcome)
    first, second = (values_in(one) for one in submodels(outcome.file))
    assert (first["Header.ProductName"], second["Header.ProductName"]) == ("of day0", "of day2")
    assert [first["Pieces[0].Remark"], first["Pieces[1].Remark"], second["Pieces[0].Remark"]] == [
        "day0",
        "day1",
        "day2",
    ]


def test_groups_by_the_name_of_the_file(tmp_path: Path) -> None:
    elements = ELEMENTS.replace("LotNumber: Lot", 'LotNumber: {constant: "{file}"}')
    sources = [write(tmp_path / f"lot{i}.csv", [row(i), row(i + 1)]) for i in range(2)]
    outcome = run(sources, mapping(elements=elements), tmp_path / "o.json")
    assert outcome.file is not None, told(outcome)
    assert [values_in(one)["Header.LotNumber"] for one in submodels(outcome.file)] == ["lot0", "lot1"]
    assert [values_in(one)["Total.Readings"] for one in submodels(outcome.file)] == ["2", "2"]


def test_a_constant_key_makes_one_group_of_all_files(tmp_path: Path) -> None:
    elements = ELEMENTS.replace("LotNumber: Lot", "LotNumber: {constant: L1}")
    sources = [write(tmp_path / f"{i}.csv", [row(i)]) for i in range(3)]
    outcome = run(sources, mapping(elements=elements), tmp_path / "o.json")
    assert outcome.file is not None, told(outcome)
    (only,) = submodels(outcome.file)
    assert (only["id"], values_in(only)["Total.Readings"]) == (f"{BASE}/submodel/furnace/L1", "3")


def test_one_submodel_a_file_does_not_tell_where_the_file_lay(tmp_path: Path) -> None:
    for key in ("", "{file}"):
        found = mapping("{one_per: file}", **({"submodel": key} if key else {}))
        texts = []
        for place in ("one place", "다른 곳"):
            sources = [write(tmp_path / place / f"line{i}.csv", [row(i), row(i + 1, "B")]) for i in range(2)]
            outcome = run(sources, found, tmp_path / place / "o.json")
            assert outcome.file is not None, told(outcome)
            assert [one["id"] for one in submodels(outcome.file)] == [
                f"{BASE}/submodel/furnace/line{i}" for i in (0, 1)
            ]
            texts.append(outcome.file.read_bytes())
        assert texts[0] == texts[1]


def test_two_files_of_one_name_do_not_become_one_group(tmp_path: Path) -> None:
    sources = [write(tmp_path / place / "log.csv", [row(0)]) for place in "ab"]
    outcome = run(sources, mapping("{one_per: file}"), tmp_path / "o.json", on_error="skip")
    assert (outcome.written, outcome.left_out, rules(outcome)) == (1, 1, ["repeated-id"])


def test_a_segment_window_that_comes_again_is_one_more_segment_and_said(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", [row(0, Temp="1"), row(61, Temp="2"), row(2, Temp="3"), row(62, Temp="4")])
    found = mapping("{records: external, segment: {time: 1h}}")
    outcome = run([source], found, tmp_path / "o.json")
    assert [(f.rule.name, f.severity, f.where.field) for f in outcome.report] == [
        ("series-goes-back-in-time", Severity.WARNING, "2024-03-01T08:02:00+09:00")
    ]
    assert outcome.file is not None
    files = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "o_files").iterdir())]
    assert [text.splitlines()[1].split(",")[2] for text in files] == ["1", "2", "3", "4"]


def test_a_record_without_a_time_is_no_record(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", [row(0, Time=""), row(1, Temp="2"), row(3, Temp="3")])
    for size in (1, 2, 3):
        outcome = run([source], mapping("{records: internal}"), tmp_path / f"{size}.json", batch=size, on_error="skip")
        assert (outcome.left_out, rules(outcome)) == (1, ["mandatory-value-empty"])
        assert outcome.file is not None
        text = outcome.file.read_text(encoding="utf-8")
        assert '"value":"120000"' in text
        assert text == (tmp_path / "1.json").read_text(encoding="utf-8")


def test_two_mappings_of_one_model_write_files_of_their_own(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", [row(0), row(1)])
    both = [mapping("{records: external}"), mapping("{records: external, every: 1d}")]
    outcome = run([source], both, tmp_path / "o.aasx")
    assert outcome.file is not None, told(outcome)
    names = [name for name in zipfile.ZipFile(outcome.file).namelist() if "suppl" in name]
    assert names == ["aasx/suppl/furnace-00001.csv", "aasx/suppl/furnace-2-00001.csv"]


def test_an_integer_too_large_for_parquet_is_not_lost(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", [row(0, Count="99999999999999999999"), row(1, Count="2")])
    for size in (1, 2):
        outcome = run([source], mapping("{records: external, format: parquet}"), tmp_path / "o.json", batch=size)
        assert outcome.file is not None
        (file,) = (tmp_path / "o_files").iterdir()
        assert pl.read_parquet(file)["Count"].to_list() == ["99999999999999999999", "2"]


def test_a_group_larger_than_the_memory_goes_through_the_spill_in_pieces(tmp_path: Path) -> None:
    spill = Spill("key", 1, tmp_path)
    for i in range(6):
        spill.add(pl.DataFrame({"key": ["a", "b", "a"], "value": [f"{i}1", f"{i}2", f"{i}3"]}))
    frames = list(spill.sorted_rows())
    assert max(frame.height for frame in frames) == 2
    rows = pl.concat(frames).rows()
    assert rows == [("a", f"{i}{n}") for i in range(6) for n in (1, 3)] + [("b", f"{i}2") for i in range(6)]
    assert list(tmp_path.iterdir()) == []


def test_mappings_that_want_other_rows_are_refused(tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", [row(0), row(1, "B")])
    some = "rows: {where: [{column: Lot, in: [A]}]}\n"
    other = mapping("{every: 1d}", more=some.replace("[A]", "[B]"))
    outcome = run([source], [mapping(more=some), other], tmp_path / "o.json")
    assert (outcome.file, rules(outcome)) == (None, ["other-rows-of-the-same-source"])
    for second in (mapping("{every: 1d}"), mapping("{every: 1d}", more="\n" + some)):
        outcome = run([source], [mapping(more=some), second], tmp_path / "o.json")
        assert (outcome.read, outcome.written) == (1, 2)
