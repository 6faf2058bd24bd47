"""`aas models`: find, show and export models, bundled ones and one's own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from aas_reference_models import library
from aas_reference_models.library import models
from tests.cli.running import plant, run

LANGS = pytest.mark.parametrize("lang", ["en", "ko"])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a model of one's own."""
    assert run("models", "new", "glass_blowing", "-o", tmp_path / "own").code == 0
    return tmp_path / "own"


def names(answer: str) -> list[str]:
    """The names in the first column of a table."""
    return [line.split()[0] for line in answer.splitlines()[2:] if line.strip()]


# --- list ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["사출", "injection", "MOULDING"])
def test_a_title_comes_before_a_mention(word: str) -> None:
    assert names(run("models", "list", word).out)[0] == "injection_moulding"


def test_every_word_must_be_there() -> None:
    assert names(run("models", "list", "injection", "moulding").out) == ["injection_moulding"]
    assert names(run("models", "list", "injection", "nonsense").out) == []


@LANGS
def test_the_models_that_fit_a_file_come_first(lang: str, tmp_path: Path) -> None:
    answer = run("models", "list", "--for", plant(tmp_path), "--lang", lang)
    assert answer.code == 0
    assert names(answer.out)[0] == "plating"
    assert len(names(answer.out)) <= 10


def test_fits_as_json_say_which_columns_they_count(tmp_path: Path) -> None:
    best, *others = json.loads(run("models", "list", "--for", plant(tmp_path), "--json").out)
    assert best["name"] == "plating"
    assert best["columns"]["matched"]["Temp"] == "Measured.BathTemperature"
    assert best["columns"]["of"] == 6
    assert best["mandatory"]["found"] == best["mandatory"]["of"] > 0
    assert all(best["score"] >= other["score"] for other in others)


def test_a_file_no_model_knows_is_said(tmp_path: Path) -> None:
    answer = run("models", "list", "--for", plant(tmp_path, "qqzx,wwvk\n1,2\n"))
    assert (answer.code, answer.err) == (0, "")
    assert "no model" in answer.out


def test_a_file_that_cannot_be_read_is_one_finding(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    answer = run("models", "list", "--for", tmp_path / "empty.csv")
    assert answer.code == 1
    assert "SRC" in answer.err
    assert json.loads(run("models", "list", "--for", tmp_path / "empty.csv", "--json").out)["ok"] is False


# --- export -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("metamodel", ["3.0", "3.1"])
@pytest.mark.parametrize("ending", ["json", "xml", "aasx"])
def test_an_exported_model_works_in_place_of_the_model(metamodel: str, ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"plating.{ending}"
    answer = run("models", "export", "plating", "-o", target, "--metamodel", metamodel)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.split() == [str(target)]
    shown = run("models", "show", target)
    assert "BathTemperature" in shown.out


def test_all_models_go_into_a_folder(tmp_path: Path, own: Path) -> None:
    answer = run("models", "export", "--all", tmp_path / "out", "--models", own)
    assert answer.code == 0, answer.said
    wanted = {f"{name}{ending}" for name in (*models(), "glass_blowing") for ending in (".json", ".xml", ".aasx")}
    assert {path.name for path in (tmp_path / "out").iterdir()} == wanted


def test_an_export_called_wrongly_says_so(tmp_path: Path) -> None:
    for wrong in (
        [],
        ["plating", "knitting", "-o", tmp_path / "one.json"],
        ["--all", "a", "b"],
        ["--all", tmp_path / "a", "-o", tmp_path / "b"],
        ["nothing_like_it"],
    ):
        answer = run("models", "export", *wrong)
        assert answer.code == 2, wrong
    assert list(tmp_path.iterdir()) == []


# --- models of one's own ------------------------------------------------------------------------------------------

ROWS = """\
Time,Machine,Temp,판정
2026-03-02 09:00:00,G1,181.5,OK
2026-03-02 09:00:10,G1,181.9,NG
"""
OWN_MAPPING = """\
mapping: 1
model: glass_blowing
ids: {base: "https://plant.example/ids", asset: "{Header.EquipmentId}", submodel: "{Header.EquipmentId}/{Header.Time}"}
time: {zone: Asia/Seoul}
elements:
  Header.Time: Time
  Header.EquipmentId: Machine
  Measured.Temperature: {column: Temp, unit: °C}
  Result.Verdict: 판정
"""


def use_everywhere(folder: Path, *own: object) -> None:
    """Go through all commands with a model of one's own."""
    data = plant(folder, ROWS)
    example = folder / "map.yaml"
    example.write_text(OWN_MAPPING, encoding="utf-8")
    assert "glass_blowing" in names(run("models", "list", *own).out)
    assert names(run("models", "list", "--for", data, *own).out)[0] == "glass_blowing"
    assert "ZoneTemperatures" in run("models", "show", "glass_blowing", *own).out
    assert run("models", "export", "glass_blowing", "-o", folder / "t.aasx", *own).code == 0
    target = folder / "o.aasx"
    converted = run("convert", data, "-m", "glass_blowing", "--map", example, "-o", target, *own)
    assert converted.code == 0, converted.said
    assert run("validate", target, "--template", "glass_blowing", *own).code == 0
    mistaken = target.with_suffix(".json")
    run("convert", data, "--map", example, "-o", mistaken, *own)
    mistaken.write_text(mistaken.read_text(encoding="utf-8").replace('"Temperature"', '"Warmth"'), encoding="utf-8")
    mistaken.write_text(
        mistaken.read_text(encoding="utf-8").replace("/Temperature/1/0", "/Warmth/1/0"), encoding="utf-8"
    )
    assert "TPL001" in run("validate", mistaken, *own).out


def test_a_model_of_ones_own_works_everywhere(own: Path, tmp_path: Path) -> None:
    use_everywhere(tmp_path, "--models", own)


def test_a_folder_may_be_named_once_and_for_all(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AAS_MODELS", str(own))
    use_everywhere(tmp_path)


@pytest.fixture
def installed(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The same model as an installed package offers it, beside one that is not there any more."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "plant_models").mkdir()
    (own / "glass_blowing").rename(site / "plant_models" / "glass_blowing")
    (site / "plant_models" / "__init__.py").write_text("raise SystemExit('never imported')", encoding="utf-8")
    points = (
        EntryPoint("gone", "gone_models", library.ENTRY_POINTS),
        EntryPoint("plant", "plant_models", library.ENTRY_POINTS),
    )
    monkeypatch.setattr(library, "entry_points", lambda group: points if group == library.ENTRY_POINTS else ())
    monkeypatch.setattr(sys, "path", [*sys.path, str(site)])
    library.installed_folders.cache_clear()
    yield site
    library.installed_folders.cache_clear()


@pytest.mark.usefixtures("installed")
def test_an_installed_package_offers_models(tmp_path: Path) -> None:
    use_everywhere(tmp_path)
    assert run("models", "check", "glass_blowing").code == 0


def test_an_example_of_ones_own_is_a_demo(own: Path, tmp_path: Path) -> None:
    assert run("demo", "glass_blowing", "--models", own, "-o", tmp_path / "demo").code == 2
    folder = own / "glass_blowing" / "examples" / "plant"
    folder.mkdir(parents=True)
    plant(folder, ROWS)
    (folder / "mapping.yaml").write_text(OWN_MAPPING, encoding="utf-8")
    answer = run("demo", "glass_blowing", "--models", own, "-o", tmp_path / "demo")
    assert answer.code == 0, answer.said
    assert (tmp_path / "demo" / "glass_blowing" / "glass_blowing.aasx").is_file()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("원단 결함", "fabric_inspection"),
        ("비전 검사", "vision_inspection"),
        ("디지털트윈", "simulation_scenario"),
        ("디지털 트윈", "simulation_scenario"),
        ("부하율", "simulation_scenario"),
        ("생산일정", "aps_schedule"),
        ("니트", "knitting"),
        ("생산이력", "lot_trace"),
        ("설비 모니터링", "equipment_status_oee"),
        ("공구수명", "maintenance_tool_life"),
        ("공구 수명", "maintenance_tool_life"),
        ("산업재해", "safety_incident"),
        ("데이터셋 거래", "ai_dataset_card"),
        ("수주", "production_order"),
        ("near miss", "safety_incident"),
        ("data set", "ai_dataset_card"),
        ("실린더온도", "extrusion"),
    ],
)
def test_words_of_the_shop_floor_find_a_model_with_or_without_blanks(words: str, first: str) -> None:
    answer = json.loads(run("models", "list", *words.split(), "--json").out)
    assert answer, words
    assert answer[0]["name"] == first, [one["name"] for one in answer]
