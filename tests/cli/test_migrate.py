"""`aas migrate`: what the other version forbids is changed and told, references follow, files stay."""

from __future__ import annotations

import copy
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aas_converters.interchange import open_content
from aas_converters.interchange.migrate import Version, migrated
from tests.cli.running import run
from tests.laws.test_law_of_interchange import environments


def keys(*pairs: tuple[str, str]) -> dict[str, Any]:
    return {"type": "ModelReference", "keys": [{"type": kind, "value": value} for kind, value in pairs]}


ID = "https://plant.example/sm/1"
NEWER: dict[str, Any] = {
    "assetAdministrationShells": [
        {
            "modelType": "AssetAdministrationShell",
            "id": "https://plant.example/aas/1",
            "assetInformation": {"assetKind": "Role", "globalAssetId": "https://plant.example/1"},
            "submodels": [keys(("Submodel", ID))],
        }
    ],
    "submodels": [
        {
            "modelType": "Submodel",
            "id": ID,
            "idShort": "Press-1",
            "submodelElements": [
                {
                    "modelType": "SubmodelElementCollection",
                    "idShort": "Set-points",
                    "value": [
                        {"modelType": "Property", "idShort": "Force-kN", "valueType": "xs:int", "value": "1"},
                        {"modelType": "Property", "idShort": "Force_kN", "valueType": "xs:int", "value": "2"},
                    ],
                },
                {
                    "modelType": "SubmodelElementList",
                    "idShort": "Zones",
                    "typeValueListElement": "Property",
                    "valueTypeListElement": "xs:int",
                    "value": [{"modelType": "Property", "idShort": "First", "valueType": "xs:int", "value": "3"}],
                },
                {"modelType": "File", "idShort": "Manual", "value": "/aasx/suppl/m.pdf"},
                {"modelType": "Entity", "idShort": "Part"},
                {
                    "modelType": "ReferenceElement",
                    "idShort": "Points",
                    "value": keys(
                        ("Submodel", ID), ("SubmodelElementCollection", "Set-points"), ("Property", "Force-kN")
                    ),
                },
                {
                    "modelType": "ReferenceElement",
                    "idShort": "Listed",
                    "value": keys(("Submodel", ID), ("SubmodelElementList", "Zones"), ("Property", "0")),
                },
            ],
        }
    ],
}


def file(path: Path, environment: dict[str, Any]) -> Path:
    path.write_text(json.dumps(environment, ensure_ascii=False), encoding="utf-8")
    return path


def elements(path: Path) -> dict[str, Any]:
    with open_content(path) as content:
        (submodel,) = content.parts[0].environment["submodels"]
    return {one["idShort"]: one for one in submodel["submodelElements"]}


def test_to_3_0_every_change_is_told_and_references_follow(tmp_path: Path) -> None:
    source, out = file(tmp_path / "new.json", NEWER), tmp_path / "old.xml"
    assert run("validate", source, "--metamodel", "3.1").code == 0
    answer = run("migrate", source, out, "--to", "3.0")
    assert answer.code == 0, answer.said
    for told in (
        "MIG001 the idShort Press-1 becomes Press_1",
        "the idShort Force-kN becomes Force_kN_2",
        "the idShort First becomes (none)",
        "assetKind Role becomes NotApplicable",
        "contentType is missing and becomes application/pdf",
        "entityType is missing and becomes CoManagedEntity",
    ):
        assert told in answer.out
    assert answer.out.splitlines()[-1] == f"wrote {out}: metamodel 3.0, 7 changes"
    found = elements(out)
    assert [key["value"] for key in found["Points"]["value"]["keys"]] == [ID, "Set_points", "Force_kN_2"]
    assert [key["value"] for key in found["Listed"]["value"]["keys"]] == [ID, "Zones", "0"]
    forced = found["Set_points"]["value"][0]
    assert (forced["idShort"], forced["displayName"]) == ("Force_kN_2", [{"language": "en", "text": "Force-kN"}])
    assert run("validate", out).code == 0


def test_to_3_1_short_names_grow_and_times_are_in_utc(tmp_path: Path) -> None:
    submodel = {
        "modelType": "Submodel",
        "id": ID,
        "idShort": "S",
        "submodelElements": [
            {"modelType": "File", "idShort": "F", "contentType": "a/b", "value": "/aasx/suppl/설명 서.pdf"},
            {
                "modelType": "BasicEventElement",
                "idShort": "Event",
                "observed": keys(("Submodel", ID), ("File", "F")),
                "direction": "output",
                "state": "on",
                "lastUpdate": "2024-03-01T09:00:00+09:00",
            },
        ],
    }
    out = tmp_path / "new.json"
    answer = run("migrate", file(tmp_path / "old.json", {"submodels": [submodel]}), out, "--to", "3.1", "--lang", "ko")
    found = elements(out)
    assert answer.code == 0, answer.said
    assert found["Event"]["lastUpdate"] == "2024-03-01T00:00:00Z"
    assert found["Event"]["observed"]["keys"][-1]["value"] == "F_"
    assert found["F_"]["value"] == "/aasx/suppl/%EC%84%A4%EB%AA%85%20%EC%84%9C.pdf"
    assert "바꿉니다" in answer.out


def test_a_time_at_the_edge_of_the_calendar_is_told_and_no_error(tmp_path: Path) -> None:
    event = {"modelType": "BasicEventElement", "idShort": "E", "direction": "output", "state": "on"}
    event |= {"observed": keys(("Submodel", ID)), "lastUpdate": "0001-01-01T00:00:00+09:00"}
    source = file(
        tmp_path / "old.json", {"submodels": [{"modelType": "Submodel", "id": ID, "submodelElements": [event]}]}
    )
    answer = run("migrate", source, tmp_path / "new.json", "--to", "3.1")
    assert answer.code in (0, 1), answer.said
    assert "0001-01-01T00:00:00+09:00" in answer.said


def test_files_and_thumbnail_of_a_package_stay_byte_for_byte(tmp_path: Path) -> None:
    source = file(tmp_path / "new.json", NEWER)
    (tmp_path / "m.pdf").write_bytes(b"%PDF \x00\xff")
    (tmp_path / "p.png").write_bytes(b"\x89PNG")
    run("pack", source, "-o", tmp_path / "new.aasx", "--file", tmp_path / "m.pdf", "--thumbnail", tmp_path / "p.png")
    assert run("migrate", tmp_path / "new.aasx", tmp_path / "old.aasx", "--to", "3.0").code == 0
    with zipfile.ZipFile(tmp_path / "old.aasx") as archive:
        assert archive.read("aasx/suppl/m.pdf") == b"%PDF \x00\xff"
        assert archive.read("p.png") == b"\x89PNG"
    assert run("validate", tmp_path / "old.aasx", "--metamodel", "3.0").code == 0


@pytest.mark.parametrize("text", ['{"submodels": [', '{"modelType": "Property", "valueType": "xs:int"}', "a,b\n1,2\n"])
def test_what_cannot_be_read_is_said_and_nothing_is_written(tmp_path: Path, text: str) -> None:
    source, out = tmp_path / "a.json", tmp_path / "b.json"
    source.write_text(text, encoding="utf-8")
    answer = run("migrate", source, out, "--to", "3.1")
    assert answer.code == 1
    assert not out.exists()
    assert run("migrate", source, source, "--to", "3.1").code == 2


@given(data=st.data(), version=st.sampled_from(("3.0", "3.1")))
def test_there_and_back_is_the_same_where_nothing_is_told(data: st.DataObject, version: Version) -> None:
    environment = data.draw(environments(version))
    assume(not migrated(environment, version)[1])  # what grows may break rules of its own version
    before = copy.deepcopy(environment)
    other: Version = "3.1" if version == "3.0" else "3.0"
    there, told = migrated(environment, other)
    assert environment == before
    assert told or migrated(there, version) == (environment, [])
    assert migrated(there, other) == (there, [])
