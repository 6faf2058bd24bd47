"""Files of metamodel 2.0 become files of metamodel 3: everything is there, somewhere else, or told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from aas_converters.interchange import open_content
from aas_converters.interchange.content import Content
from aas_converters.repair.work import leaves
from tests.cli.running import run
from tests.rooms.converters.interchange.metamodel_2 import samples
from tests.shared_files import shared


@pytest.fixture(params=["xml", "json"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"old.{request.param}"
    text = samples.XML if request.param == "xml" else json.dumps(samples.JSON, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def told(content: Content) -> list[str]:
    return [one.message for one in content.findings]


@pytest.mark.parametrize("version", ["3.0", "3.1"])
def test_an_old_file_becomes_a_valid_one(old: Path, tmp_path: Path, version: str) -> None:
    out = tmp_path / "new.json"
    answer = run("migrate", old, out, "--to", version)
    assert answer.code == 0, answer.said
    assert run("validate", out, "--metamodel", version).code == 0
    assert "MIG009 this is metamodel 2.0" in answer.out


def test_everything_in_xml_has_its_place_or_is_told(tmp_path: Path) -> None:
    path = tmp_path / "old.xml"
    path.write_text(samples.XML, encoding="utf-8")
    with open_content(path) as content:
        assert content.ok
        assert content.parts[0].metamodel == "2.0"
        environment = content.parts[0].environment
    (shell,) = environment["assetAdministrationShells"]
    assert shell["id"] == "https://plant.example/aas/press"
    assert shell["assetInformation"] == {"assetKind": "Instance", "globalAssetId": "https://plant.example/press"}
    assert shell["displayName"] == [{"language": "en", "text": "Press_7"}]
    ram, title, manual, points, stop = environment["submodels"][0]["submodelElements"]
    force = ram["value"][0]
    assert (force["valueType"], force["value"], force["qualifiers"][0]["type"]) == ("xs:float", "12.5", "Accuracy")
    assert force["semanticId"]["keys"] == [{"type": "GlobalReference", "value": "0173-1#02-AAA001#001"}]
    assert title["value"] == [{"language": "EN?", "text": "Press data"}]
    assert manual["contentType"] == "application/pdf"
    assert [key["value"] for key in points["value"]["keys"]] == ["https://plant.example/sm/1", "Ram", "Force"]
    assert stop["inputVariables"][0]["value"]["idShort"] == "Why"
    said = " ".join(told(content))
    for lost in ("views Maintenance", "the semanticId Data is an idShort", "ordered true", "kind Template"):
        assert lost in said
    here = " ".join(leaves(environment))
    for text in re.findall(r">([^<>]+)<", samples.XML):
        plain = text.strip()
        assert not plain or plain in here or plain in said or plain in KNOWN, plain


SPECIFICATION = "http://admin-shell.io/DataSpecificationTemplates/DataSpecificationIEC61360/2/0"
KNOWN = ("false", "float", "int", "string", "true", SPECIFICATION)
"""Texts that say something in another way in metamodel 3, or nothing."""


def test_everything_in_json_has_its_place_or_is_told(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(json.dumps(samples.JSON), encoding="utf-8")
    with open_content(path) as content:
        environment = content.parts[0].environment
    (shell,) = environment["assetAdministrationShells"]
    assert shell["assetInformation"]["assetKind"] == "Type"
    assert shell["submodels"][0]["type"] == "ModelReference"
    elements: dict[str, Any] = {one["idShort"]: one for one in environment["submodels"][0]["submodelElements"]}
    assert elements["Changed"]["modelType"] == "BasicEventElement"
    assert elements["Limits"] == {
        "modelType": "Range", "idShort": "Limits", "min": "1", "max": "2", "valueType": "xs:int"
    }  # fmt: skip
    assert "asset Spare has no place in metamodel 3 and is left out" in told(content)


def test_old_files_can_be_compared_and_repaired(old: Path, tmp_path: Path) -> None:
    out = tmp_path / "new.xml"
    assert run("repair", old, out).code == 0
    assert run("diff", old, old).code == 0
    assert run("validate", out, "--metamodel", "3.0").code == 0


@pytest.mark.parametrize(
    ("name", "text", "version"),
    [
        ("a.xml", '<aasenv xmlns="http://www.admin-shell.io/aas/1/0"/>', "1.0"),
        ("a.xml", '<environment xmlns="https://admin-shell.io/aas/3/2"/>', "3.2"),
        ("a.json", '{"assets": [{"identification": {"idType": "URI", "id": "urn:x"}}]}', "1.0"),
    ],
)
def test_other_versions_are_named(tmp_path: Path, name: str, text: str, version: str) -> None:
    source, out = tmp_path / name, tmp_path / "new.json"
    source.write_text(text, encoding="utf-8")
    answer = run("migrate", source, out, "--to", "3.0")
    assert answer.code == 1
    assert f"metamodel {version}" in answer.said
    assert not out.exists()


@pytest.mark.parametrize("version", ["3.0", "3.1"])
@pytest.mark.parametrize("name", ["training/Nestfield.aasx", "cloud-template/V20230127_CloudSolutionTemplate.aasx"])
def test_samples_of_the_programme_migrate(tmp_path: Path, name: str, version: str) -> None:
    source, out = shared(f"kosmo/samples/{name}"), tmp_path / "new.aasx"
    answer = run("migrate", source, out, "--to", version)
    assert answer.code == 0, answer.said
    assert run("validate", out, "--metamodel", version).code == 0
    with open_content(source) as before, open_content(out) as after:
        assert before.thumbnail == after.thumbnail
        files = [{n: b"".join(one.chunks()) for n, one in side.attachments.items()} for side in (before, after)]
    assert files[0] == files[1]
