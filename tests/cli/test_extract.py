"""`aas extract`: tables from any AAS file, every kind in a file of its own, and what cannot be extracted said aloud."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from aas_converters.extract import json_text
from tests.cli.running import mapping, plant, run

SERIES = "https://admin-shell.io/idta/TimeSeries"
ROWS = """\
Time,Machine,Lot,Temp,Current,pH
2024-03-01 00:00:00,L1,A,25.5,3.1,4.2
2024-03-01 00:00:05,L1,A,25.60,3.2,
2024-03-01 00:00:09,L1,B,25.7,3.3,4.4
"""
GROUPS = """\
mapping: 1
model: plating
ids: {base: "https://plant.example/ids", asset: "{Header.EquipmentId}", submodel: "{Header.LotNumber}"}
time: {zone: Asia/Seoul}
shape: SHAPE
elements:
  Header.Time: Time
  Header.EquipmentId: Machine
  Header.LotNumber: Lot
  Measured.BathTemperature: {column: Temp, unit: °C}
  Measured.RectifierCurrent: Current
  Measured.BathPh: pH
"""


def rows_in(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def grouped(folder: Path, records: str, name: str = "o.aasx") -> Path:
    shape = f"{{one_per: group, by: [Header.LotNumber], records: {records}}}"
    answer = run(
        "convert", plant(folder, ROWS), "--map", mapping(folder, GROUPS.replace("SHAPE", shape)), "-o", folder / name
    )
    assert answer.code == 0, answer.said
    return folder / name


def prop(name: str, value: str | None, value_type: str = "xs:string", **more: Any) -> dict[str, Any]:
    return {"modelType": "Property", "idShort": name, "valueType": value_type, "value": value, **more}


def collection(name: str, *children: dict[str, Any], meaning: str = "") -> dict[str, Any]:
    keys = {"type": "ExternalReference", "keys": [{"type": "GlobalReference", "value": meaning}]}
    made = {"modelType": "SubmodelElementCollection", "idShort": name, "value": list(children)}
    return {**made, "semanticId": keys} if meaning else made


def document(path: Path, *submodels: Any, **more: Any) -> Path:
    path.write_text(json.dumps({"submodels": list(submodels), **more}, ensure_ascii=False), encoding="utf-8")
    return path


def submodel(name: str, *children: dict[str, Any], id_: str = "urn:x:1", meaning: str = "") -> dict[str, Any]:
    made = collection(name, meaning=meaning)
    return {**made, "modelType": "Submodel", "id": id_, "submodelElements": list(children), "value": None}


def segment(name: str, *children: dict[str, Any]) -> dict[str, Any]:
    inner = collection(name, *children, meaning=f"{SERIES}/Segments/{name}/1/1")
    segments = collection("Segments", inner, meaning=f"{SERIES}/Segments/1/1")
    return submodel("TimeSeries", segments, meaning=f"{SERIES}/1/1")


def test_rows_come_back_with_units_and_ids(tmp_path: Path) -> None:
    run("convert", plant(tmp_path), "--map", mapping(tmp_path), "-o", tmp_path / "o.aasx")
    answer = run("extract", tmp_path / "o.aasx", "-o", tmp_path / "data.csv")
    assert answer.code == 0, answer.said
    assert "2 rows of 8 columns" in answer.out
    first = rows_in(tmp_path / "data.csv")[0]
    assert first["asset"] == "https://plant.example/ids/asset/L1"
    assert first["Measured.BathTemperature [°C]"] == "25.5"
    assert list(first)[:2] == ["asset", "submodel"]
    assert not list(tmp_path.glob(".aas-extract-*"))


def test_several_kinds_become_several_files_or_one_is_picked(tmp_path: Path) -> None:
    package = grouped(tmp_path, "external")
    answer = run("extract", package, "-o", tmp_path / "data.csv", "--lang", "en")
    assert answer.code == 0, answer.said
    assert "2 tables" in answer.out
    names = sorted(path.name for path in tmp_path.glob("data*"))
    assert [name.startswith("data-") for name in names] == [True, True]
    assert "data-TimeSeries.csv" in names
    series = run("extract", package, "-o", tmp_path / "one.csv", "--submodel", f"{SERIES}/1/1")
    assert (series.code, len(rows_in(tmp_path / "one.csv"))) == (0, 3)
    assert rows_in(tmp_path / "one.csv")[1]["BathTemperature [°C]"] == "25.60"


def test_an_unknown_submodel_is_named_with_those_there_are(tmp_path: Path) -> None:
    file = document(tmp_path / "a.json", submodel("Here", prop("A", "1")))
    answer = run("extract", file, "-o", tmp_path / "d.csv", "--submodel", "There")
    assert answer.code == 1
    assert "SRC065" in answer.err
    assert "Here" in answer.err
    assert not (tmp_path / "d.csv").exists()


@pytest.mark.parametrize("name", ["o.aasx", "o.json"])
def test_a_changed_file_of_rows_is_a_finding(tmp_path: Path, name: str) -> None:
    package = grouped(tmp_path, "external", name)
    if name == "o.json":
        part = min((tmp_path / "o_files").iterdir())
        part.write_bytes(part.read_bytes().replace(b"25.5", b"99.9"))
    else:
        changed = tmp_path / "changed.aasx"
        with zipfile.ZipFile(package) as old, zipfile.ZipFile(changed, "w") as new:
            for entry in old.infolist():
                new.writestr(entry.filename, old.read(entry).replace(b",25.5,", b",99.9,"))
        package = changed
    answer = run("extract", package, "-o", tmp_path / "d.csv", "--submodel", "TimeSeries")
    assert answer.code == 1
    assert "SRC062" in answer.err
    assert rows_in(tmp_path / "d.csv")[0]["BathTemperature [°C]"] == "99.9"


def test_a_missing_file_of_rows_is_a_finding(tmp_path: Path) -> None:
    package = grouped(tmp_path, "external", "o.json")
    for part in (tmp_path / "o_files").iterdir():
        part.unlink()
    answer = run("extract", package, "-o", tmp_path / "d.csv")
    assert answer.code == 1
    assert answer.err.count("SRC061") == 2


@pytest.mark.parametrize("value", ["../secret.csv", "/../secret.csv", "file:///../secret.csv", "%2e%2e/secret.csv"])
def test_a_file_outside_of_the_folder_is_not_read(tmp_path: Path, value: str) -> None:
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "in").mkdir()
    file = {"modelType": "File", "idShort": "File", "contentType": "text/csv", "value": value}
    source = document(tmp_path / "in" / "a.json", segment("ExternalSegment", file))
    answer = run("extract", source, "-o", tmp_path / "d.csv")
    assert (answer.code, "SRC061" in answer.err) == (1, True)


def test_a_linked_segment_names_its_endpoint(tmp_path: Path) -> None:
    link = segment("LinkedSegment", prop("Endpoint", "https://db.example/api"), prop("Query", "lot=A"))
    answer = run("extract", document(tmp_path / "a.json", link), "-o", tmp_path / "d.csv")
    assert answer.code == 1
    assert "SRC060" in answer.err
    assert "https://db.example/api" in answer.err


def test_rows_in_a_blob_are_extracted(tmp_path: Path) -> None:
    data = base64.b64encode(b't;v\r\n1;"a;b"\r\n2;\r\n').decode()
    blob = {"modelType": "Blob", "idShort": "Blob", "contentType": "text/csv", "value": data}
    answer = run("extract", document(tmp_path / "a.json", segment("ExternalSegment", blob)), "-o", tmp_path / "d.csv")
    assert answer.code == 0, answer.said
    assert [(row["t"], row["v"]) for row in rows_in(tmp_path / "d.csv")] == [("1", "a;b"), ("2", "")]


@pytest.mark.parametrize("data", [b"PAR1 but no more", b'a,b\n"1,2\n', b"a,b\n\xb1\xe2,2\n", b"a,b\n1,2,3\n", b""])
def test_a_file_that_is_no_table_is_a_finding(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "rows.csv").write_bytes(data)
    file = {"modelType": "File", "idShort": "File", "contentType": "text/csv", "value": "rows.csv"}
    answer = run("extract", document(tmp_path / "a.json", segment("ExternalSegment", file)), "-o", tmp_path / "d.csv")
    assert answer.code == 1
    assert re.search("SRC06[34]", answer.err)


def test_records_of_somebody_elses_submodel_are_rows(tmp_path: Path) -> None:
    steps = {
        "modelType": "SubmodelElementList",
        "idShort": "Steps",
        "typeValueListElement": "SubmodelElementCollection",
        "value": [
            {"modelType": "SubmodelElementCollection", "value": [prop("No", str(number))]} for number in range(3)
        ],
    }
    notes = collection("Notes", *(collection(f"Note{n}", prop("Text", f"t{n}"), meaning="urn:note") for n in range(2)))
    zones = {
        "modelType": "SubmodelElementList",
        "idShort": "Zones",
        "typeValueListElement": "Property",
        "value": [{"modelType": "Property", "valueType": "xs:double", "value": "1.0"}] * 2,
    }
    text = {"modelType": "MultiLanguageProperty", "idShort": "Name", "value": [{"language": "ko", "text": "가"}]}
    span = {"modelType": "Range", "idShort": "Span", "valueType": "xs:int", "min": "1", "max": "2"}
    source = document(tmp_path / "a.json", submodel("Lot", prop("Id", "L1"), steps, notes, zones, text, span))
    answer = run("extract", source, "-o", tmp_path / "d.csv")
    assert answer.code == 0, answer.said
    main, further = rows_in(tmp_path / "d-Lot.csv"), rows_in(tmp_path / "d-Lot-Notes.csv")
    assert [row["Steps[].No"] for row in main] == ["0", "1", "2"]
    assert {(row["Id"], row["Zones[1]"], row["Name.ko"], row["Span.max"]) for row in main} == {("L1", "1.0", "가", "2")}
    assert [(row["Id"], row["Notes[].Text"]) for row in further] == [("L1", "t0"), ("L1", "t1")]


def test_a_new_element_finds_its_column_between_the_others(tmp_path: Path) -> None:
    first = submodel("S", prop("A", "1"), prop("C", "3"))
    second = submodel("S", prop("A", "1"), prop("B", "2"), prop("C", None), id_="urn:x:2")
    source = document(tmp_path / "a.json", first, second)
    assert run("extract", source, "-o", tmp_path / "d.csv").code == 0
    assert list(rows_in(tmp_path / "d.csv")[0]) == ["asset", "submodel", "A", "B", "C"]


def test_a_broken_submodel_is_left_out_and_the_others_are_not(tmp_path: Path) -> None:
    bad = {**submodel("S", prop("A", "1")), "submodelElements": [{"modelType": "Property", "value": 5}]}
    good = submodel("S", prop("A", "2"), prop("A", "3"), id_="urn:x:2")
    answer = run("extract", document(tmp_path / "a.json", bad, good), "-o", tmp_path / "d.csv", "--json")
    assert answer.code == 1
    said = json.loads(answer.out)
    assert {finding["rule"] for finding in said["findings"]} == {"SRC067", "SRC068"}
    assert said["tables"][0]["rows"] == 1
    assert rows_in(tmp_path / "d.csv")[0]["A"] == "2"


@pytest.mark.parametrize(
    "text",
    [
        '{"submodels": [{"modelType": "Submodel", "id": "a"',
        '{"submodels": 5}',
        "[]",
        "{}",
        "<environment/>",
        '<environment xmlns="https://admin-shell.io/aas/3/0"><submodels>',
        '<aasenv xmlns="http://www.admin-shell.io/aas/2/0"/>',
        '<!DOCTYPE x [<!ENTITY a "b">]><environment xmlns="https://admin-shell.io/aas/3/0"/>',
        "PK\x03\x04 no archive",
        "no document at all",
        "",
    ],
)
def test_what_is_no_aas_file_is_a_finding(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    (tmp_path / "d.csv").write_text("as it was", encoding="utf-8")
    answer = run("extract", tmp_path / "a.json", "-o", tmp_path / "d.csv", "--lang", "ko")
    assert answer.code == 1, answer.said
    assert re.search(r"(SRC|SCH|PKG)\d\d\d", answer.err)
    assert (tmp_path / "d.csv").read_text(encoding="utf-8") == "as it was"


@pytest.mark.parametrize("root", ["submodel", "list", "result"])
def test_what_a_server_answers_can_be_extracted(tmp_path: Path, root: str) -> None:
    one = submodel("S", prop("A", "1"))
    answers = {"submodel": one, "list": [one], "result": {"paging_metadata": {}, "result": [one]}}
    (tmp_path / "a.json").write_text(json.dumps(answers[root]), encoding="utf-8-sig")
    assert run("extract", tmp_path / "a.json", "-o", tmp_path / "d.csv").code == 0
    assert rows_in(tmp_path / "d.csv")[0]["A"] == "1"


def test_called_wrongly_is_2_and_no_file_to_write_is_3(tmp_path: Path) -> None:
    source = document(tmp_path / "a.json", submodel("S", prop("A", "1")))
    assert run("extract", source, "-o", tmp_path / "d.xlsx").code == 2
    assert run("extract", tmp_path / "none.json", "-o", tmp_path / "d.csv").code == 2
    assert run("extract", source).code == 2
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run("extract", source, "-o", tmp_path / "file" / "d.csv").code == 3


@pytest.mark.parametrize("records", ["internal", "external"])
@pytest.mark.parametrize("name", ["o.json", "o.xml", "o.aasx"])
def test_a_submodel_too_large_for_the_window_is_the_same(
    tmp_path: Path, records: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = grouped(tmp_path, records, name)
    assert run("extract", package, "-o", tmp_path / "large.csv").code == 0
    monkeypatch.setattr(json_text.JsonText.__init__, "__defaults__", (1600,))  # above a concept
    assert run("extract", package, "-o", tmp_path / "small.csv").code == 0
    for path in tmp_path.glob("large*.csv"):
        small = tmp_path / path.name.replace("large", "small")
        assert small.read_bytes() == path.read_bytes()
