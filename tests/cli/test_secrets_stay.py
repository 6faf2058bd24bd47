"""What a mapping drops or hashes never leaves the plant in the clear: not in files, findings or reports."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.running import mapping, plant, run

SECRET = "홍길동-7421"
KEY = "a key that stays in the plant"
TABLE = (
    f"Time,Machine,Lot,Temp,Worker\n2026-03-02 09:00:00,{SECRET},A,25,{SECRET}\n2026-03-02 09:00:05,M-2,A,26,{SECRET}\n"
)
MAPPING = """\
mapping: 1
model: plating
ids: {base: "https://p.example", asset: "{Header.EquipmentId}", submodel: "{row}"}
time: {zone: Asia/Seoul}
drop: [Worker]
hash: [Machine]
elements:
  Header.Time: Time
  Header.EquipmentId: Machine
  Header.LotNumber: Lot
  Measured.BathTemperature: Temp
"""


def hashes(path: Path) -> list[str]:
    content = json.loads(path.read_text(encoding="utf-8"))
    found = []
    for submodel in content["submodels"]:
        header = next(e for e in submodel["submodelElements"] if e["idShort"] == "Header")["value"]
        found.append(next(e["value"] for e in header if e["idShort"] == "EquipmentId"))
    return found


def test_a_hash_is_the_same_for_the_same_key_and_another_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, file = plant(tmp_path, TABLE), mapping(tmp_path, MAPPING)
    answers = []
    for key in (KEY, KEY, KEY + "!"):
        monkeypatch.setenv("AAS_HASH_KEY", key)
        assert run("convert", source, "--map", file, "-o", tmp_path / "o.json").code == 0
        answers.append(hashes(tmp_path / "o.json"))
    assert answers[0] == answers[1] != answers[2]
    assert all(len(one) == 32 for one in answers[0])
    assert len(set(answers[0])) == 2


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_secret_is_in_nothing_that_is_written_or_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("AAS_HASH_KEY", KEY)
    source, file = plant(tmp_path, TABLE), mapping(tmp_path, MAPPING)
    arguments = ("--map", file, "-o", tmp_path / "o.aasx", "--report", tmp_path / "c.json", "--lang", lang)
    answer = run("convert", source, *arguments)
    assert answer.code == 0, answer.said
    said = answer.said + (tmp_path / "c.json").read_text(encoding="utf-8")
    said += run("map", "check", file, source, "--lang", lang).said
    said += run("map", "preview", file, source, "--lang", lang).said
    with zipfile.ZipFile(tmp_path / "o.aasx") as package:
        said += "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    assert SECRET not in said
    assert SECRET.encode("unicode_escape").decode() not in said
    assert KEY not in said


@pytest.mark.parametrize(
    ("change", "to", "code"),
    [
        ("Header.LotNumber: Lot", "Header.LotNumber: Worker", "MAP033"),
        ("hash: [Machine]", "hash: [Machine, Temp]", "MAP035"),
        ("hash: [Machine]", "hash: [Machin]", "MAP003"),
        ("hash: [Machine]", "hash: [Machine]\nhash_key: NOT_SET_HERE", "MAP034"),
    ],
)
def test_what_would_leave_by_mistake_stops_the_run(
    change: str, to: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AAS_HASH_KEY", KEY)
    file = mapping(tmp_path, MAPPING.replace(change, to))
    answer = run("convert", plant(tmp_path, TABLE), "--map", file, "-o", tmp_path / "o.json", "--lang", "en")
    assert answer.code == 1
    assert code in answer.said
    assert not (tmp_path / "o.json").exists()


@pytest.mark.parametrize(("lang", "word"), [("en", "hashed"), ("ko", "해시")])
def test_the_report_names_every_column_of_a_mapping_and_how_it_leaves(tmp_path: Path, lang: str, word: str) -> None:
    answer = run("inspect", "--leaves-the-plant", mapping(tmp_path, MAPPING), "--lang", lang)
    assert answer.code == 0
    line = next(one for one in answer.out.splitlines() if "Header.EquipmentId " in one)
    assert line.split()[2:] == ["Machine", word]
    found = json.loads(run("inspect", "--leaves-the-plant", mapping(tmp_path, MAPPING), "--json").out)
    how = {(one["kind"], one["source"]): one["how"] for one in found}
    assert how["element", "Temp"] == "as is"
    assert how["element", "Machine"] == "hashed"
    assert ("column", "drop:") in how


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_report_on_a_package_names_the_columns_of_attached_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setenv("AAS_HASH_KEY", KEY)
    shape = f"shape: {{one_per: file, records: external, format: {form}}}\nelements:"
    file = mapping(tmp_path, MAPPING.replace("elements:", shape).replace('submodel: "{row}"', 'submodel: "{file}"'))
    assert run("convert", plant(tmp_path, TABLE), "--map", file, "-o", tmp_path / "o.aasx").code == 0
    found = json.loads(run("inspect", "--leaves-the-plant", tmp_path / "o.aasx", "--json").out)
    kinds = {
        kind: [one["name"] for one in found if one["kind"] == kind] for kind in ("id", "file", "column", "element")
    }
    assert any(name.endswith(f".{form}") for name in kinds["file"])
    assert any("BathTemperature" in name for name in kinds["column"])
    assert "globalAssetId" in kinds["id"]
    assert kinds["element"]
    assert SECRET not in json.dumps(found, ensure_ascii=False)
