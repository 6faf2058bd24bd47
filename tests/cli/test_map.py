"""`aas map`: a mapping is suggested, checked and previewed before anything is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import mapping, plant, run

LANGS = pytest.mark.parametrize("lang", ["en", "ko"])
SHOP = """\
측정시각,machine code,로트,bath temp [°F],정류기 전류,작업자,전압 상,비고
2026-03-02 09:00:00,PL-1,A-1,77,120,Kim,4.1,
2026-03-02 09:00:05,PL-1,A-1,86,121,Lee,4.2,
"""


@LANGS
def test_what_is_suggested_converts_as_it_is(tmp_path: Path, lang: str) -> None:
    source, file = plant(tmp_path, SHOP), tmp_path / "map.yaml"
    answer = run("map", "suggest", source, "-o", file, "--lang", lang)
    assert answer.code == 0
    assert "plating" in answer.out
    converted = run("convert", source, "--map", file, "-o", tmp_path / "o.json")
    assert converted.code == 0, converted.said
    submodels = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["submodels"]
    assert len(submodels) == 2
    measured = next(e for e in submodels[0]["submodelElements"] if e["idShort"] == "Measured")["value"]
    assert {e["idShort"]: e["value"] for e in measured}["BathTemperature"] == "25.00"


def test_every_line_says_how_sure_it_is_and_why(tmp_path: Path) -> None:
    text = run("map", "suggest", plant(tmp_path, SHOP), "--lang", "en").out
    line = next(one for one in text.splitlines() if "BathTemperature" in one)
    assert "%: " in line
    assert "°F becomes °C" in line
    assert "# not mapped, stays in the plant: 작업자" in text
    assert "# without any value in the sample: 비고" in text


def test_the_same_file_gives_the_same_suggestion(tmp_path: Path) -> None:
    source = plant(tmp_path, SHOP)
    assert run("map", "suggest", source).out == run("map", "suggest", source).out


def test_a_suggestion_as_json_has_every_column_once(tmp_path: Path) -> None:
    answer = json.loads(run("map", "suggest", plant(tmp_path, SHOP), "--json").out)
    said = [one["column"] for one in (*answer["columns"], *answer["doubtful"])]
    said += [*answer["unused"], *answer["empty"], *answer["unmapped"]]
    assert sorted(said) == sorted(SHOP.splitlines()[0].split(","))
    assert answer["model"] == answer["models"][0]["name"] == "plating"
    assert all(0 < one["confidence"] <= 1 and one["reason"] for one in answer["columns"])


def test_a_table_nobody_knows_is_no_suggestion(tmp_path: Path) -> None:
    assert run("map", "suggest", plant(tmp_path, "qqzx,wwvk\n1,2\n"), "-m", "plating").code == 1


def test_unknown_models_and_missing_files_are_sentences(tmp_path: Path) -> None:
    answer = run("map", "suggest", plant(tmp_path), "-m", "platting", "--lang", "en")
    assert answer.code == 2
    assert "plating" in answer.err
    assert run("map", "suggest", tmp_path / "not there.csv").code == 2


GOOD = "mapping: 1\nmodel: plating\ntime: {zone: Asia/Seoul}\nids: {base: 'https://p.example'}\nelements:\n"
GOOD += "  Header.Time: Time\n  Header.EquipmentId: Machine\n  Header.LotNumber: Lot\n"
GOOD += "  Measured.RectifierCurrent: Current\n  Measured.BathTemperature: Temp\n"


@pytest.mark.parametrize(
    ("change", "to", "code", "meant"),
    [
        ("model: plating", "model: platting", "MAP032", "plating"),
        ("Measured.BathTemperature: Temp", "Measured.BathTemperatur: Temp", "MAP002", "Measured.BathTemperature"),
        ("BathTemperature: Temp", "BathTemperature: {column: Temp, unit: 'degg'}", "MAP006", "°C"),
        ("BathTemperature: Temp", "BathTemperature: {column: Temp, unit: kg}", "MAP007", "unit"),
        ("BathTemperature: Temp", "BathTemperature: {colum: Temp}", "MAP001", "column"),
    ],
)
def test_every_complaint_has_its_line_and_what_was_meant(
    change: str, to: str, code: str, meant: str, tmp_path: Path
) -> None:
    file = mapping(tmp_path, GOOD.replace(change, to))
    answer = run("map", "check", file, "--lang", "en")
    assert answer.code == 1
    assert code in answer.out
    assert meant in answer.out
    line = next((i for i, text in enumerate(GOOD.splitlines(), 1) if change in text), None)
    assert f"{file}:{line}" in answer.out or code == "MAP032"


def test_columns_are_checked_where_there_is_a_source(tmp_path: Path) -> None:
    file = mapping(tmp_path, GOOD.replace("BathTemperature: Temp", "BathTemperature: Tempp"))
    assert run("map", "check", file).code == 0
    answer = run("map", "check", file, plant(tmp_path), "--lang", "en")
    assert answer.code == 1
    assert "Tempp" in answer.out
    assert "Temp" in answer.out.partition("hint")[2]


@LANGS
def test_a_good_mapping_is_clean(tmp_path: Path, lang: str) -> None:
    answer = run("map", "check", mapping(tmp_path, GOOD), plant(tmp_path), "--lang", lang)
    assert answer.code == 0, answer.said


@LANGS
def test_a_preview_shows_each_column_on_its_way_and_the_first_submodel(tmp_path: Path, lang: str) -> None:
    file = mapping(tmp_path, GOOD.replace("BathTemperature: Temp", "BathTemperature: {column: Temp, unit: K}"))
    source = plant(tmp_path, "Time,Machine,Lot,Temp,Current\n2026-03-02 09:00:00,M-1,A,298.45,3\n")
    answer = run("map", "preview", file, source, "--lang", lang)
    assert answer.code == 0, answer.said
    line = next(one for one in answer.out.splitlines() if one.startswith("Temp"))
    assert line.split() == ["Temp", "298.45", "→", "Measured.BathTemperature", "25.30", "°C", "(-273.15)"]
    assert "BathTemperature 25.30" in answer.out
    assert not list(tmp_path.glob("*.json"))


def test_a_preview_shows_what_cannot_be_read(tmp_path: Path) -> None:
    source = plant(tmp_path, "Time,Machine,Lot,Temp,Current\n2026-03-02 09:00:00,M-1,A,warm,3\n")
    answer = run("map", "preview", mapping(tmp_path, GOOD), source, "--lang", "en")
    assert answer.code == 1
    assert "(cannot be read)" in answer.out


def test_a_preview_as_json(tmp_path: Path) -> None:
    answer = json.loads(run("map", "preview", mapping(tmp_path, GOOD), plant(tmp_path), "--json").out)
    assert {one["path"] for one in answer["columns"]} >= {"Header.Time", "Measured.BathTemperature"}
    assert answer["submodel"]["modelType"] == "Submodel"


PLAN = "job,operation_id,predecessor,machine,duration\n1,1-1,,3,5\n1,1-2,1-1,1,8\n2,2-1,,2,4\n"


def test_a_list_without_a_key_becomes_one_submodel_of_the_file_and_converts_as_suggested(tmp_path: Path) -> None:
    source, file = plant(tmp_path, PLAN), tmp_path / "map.yaml"
    assert run("map", "suggest", source, "-m", "aps_schedule", "-o", file).code == 0
    text = file.read_text(encoding="utf-8")
    assert "shape: {one_per: file}" in text
    assert '"Operations[].OperationId": operation_id' in text
    assert '"Operations[].ProcessingTime": duration' in text
    assert "#   Operations[].PlannedStart: {constant: …}" in text
    answer = run("convert", source, "--map", file, "-o", tmp_path / "o.json")
    assert answer.code == 0, answer.said
    assert answer.said.count("MAP002") == 0


def test_rows_that_stand_apart_fill_no_list_and_the_message_says_so(tmp_path: Path) -> None:
    text = "mapping: 1\nmodel: aps_schedule\nshape: {one_per: row}\nelements:\n  'Operations[].JobId': job\n"
    answer = run("map", "check", mapping(tmp_path, text), plant(tmp_path, PLAN), "--lang", "en")
    assert answer.code == 1
    assert "MAP042" in answer.said
    assert "one_per: file" in answer.said


def test_a_path_like_no_other_gets_a_hint_that_can_be_followed(tmp_path: Path) -> None:
    text = "mapping: 1\nmodel: plating\nelements:\n  Qqq.Xyz: Time\n"
    answer = run("map", "check", mapping(tmp_path, text), plant(tmp_path), "--lang", "en")
    assert "aas models show plating" in answer.said


@pytest.mark.parametrize(
    ("times", "assumed"),
    [
        (("2026-03-02T00:00:00Z", "2026-03-02T00:10:00Z"), False),
        (("2026-03-02 09:00:00+09:00", "2026-03-02 09:10:00+09:00"), False),
        (("2026-03-02 09:00 KST", "2026-03-02 09:10 KST"), False),
        (("2026-03-02 09:00:00", "2026-03-02 09:10:00"), True),
        (("2026-03-02T00:00:00Z", "2026-03-02T00:10:00"), True),
    ],
)
def test_a_zone_is_assumed_only_where_a_time_has_none(tmp_path: Path, times: tuple[str, str], assumed: bool) -> None:
    source = plant(tmp_path, "Time,Machine,Temp\n" + "".join(f"{time},L1,25\n" for time in times))
    answer = run("convert", source, "-m", "plating", "-o", tmp_path / "o.json", "--lang", "en")
    assert ("MAP015" in answer.said) == assumed
    assert ("Asia/Seoul" in answer.said) == assumed
    assert ("+09:00" in (tmp_path / "o.json").read_text(encoding="utf-8")) == (assumed or not times[0].endswith("Z"))
