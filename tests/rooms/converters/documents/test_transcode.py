"""One file in every form: what goes round comes back, what cannot is named and nothing is written."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from aas_converters.documents.aasx import Supplement, write_package
from aas_converters.documents.segments import SegmentWriter
from aas_converters.interchange import open_content
from aas_converters.interchange.write import joined
from aas_toolkit.transcoding import is_aas, transcode
from tests.cli.running import program

REFERENCE = {"type": "ExternalReference", "keys": [{"type": "GlobalReference", "value": "0173-1#02-BAF016#006"}]}
ELEMENTS = [
    {"modelType": "Property", "idShort": "Force", "valueType": "xs:double", "value": "1.50", "semanticId": REFERENCE},
    {"modelType": "Blob", "idShort": "Seal", "contentType": "image/png", "value": "aGk="},
    {
        "modelType": "SubmodelElementCollection",
        "idShort": "Zone",
        "value": [{"modelType": "Capability", "idShort": "Hold"}],
    },
]
SUBMODEL = {"modelType": "Submodel", "id": "압출 <1>", "kind": "Instance", "submodelElements": ELEMENTS}
SHELL = {
    "modelType": "AssetAdministrationShell",
    "id": "urn:example:shell",
    "assetInformation": {"assetKind": "Instance", "globalAssetId": 'a "b"\n\\'},
}
ENVIRONMENT: dict[str, Any] = {"assetAdministrationShells": [SHELL], "submodels": [SUBMODEL]}


def file_of(path: Path, value: Any) -> Path:
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


@pytest.mark.parametrize("version", ["3.0", "3.1"])
def test_round_through_all_forms(version: Any, tmp_path: Path) -> None:
    here = file_of(tmp_path / "0.json", ENVIRONMENT)
    steps = [".ttl", ".xml", ".nt", ".aasx", ".rdf", ".jsonld", ".json"]
    for i, suffix in enumerate(steps):
        there = tmp_path / f"{i + 1}{suffix}"
        report = transcode(here, to=there, metamodel=version, part="jsonld").report
        assert [str(one) for one in report] == []
        assert is_aas(there)
        here = there
    assert json.loads(here.read_bytes()) == ENVIRONMENT
    assert transcode(here, to=tmp_path / "last.json").ok
    assert (tmp_path / "last.json").read_bytes() == here.read_bytes()


def test_a_single_submodel_becomes_an_environment(tmp_path: Path) -> None:
    assert transcode(file_of(tmp_path / "a.json", SUBMODEL), to=tmp_path / "b.ttl").ok
    (part,) = open_content(tmp_path / "b.ttl").parts
    assert part.environment == {"submodels": [SUBMODEL]}


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ({"submodels": [{**SUBMODEL, "colour": "red"}]}, "SCH102"),
        ({"submodels": [{**SUBMODEL, "kind": "Example"}]}, "SCH104"),
        ({"modelType": "Property", "valueType": "xs:int"}, "SRC080"),
    ],
)
def test_what_cannot_be_read_whole_is_not_written(broken: Any, code: str, tmp_path: Path) -> None:
    target = tmp_path / "b.ttl"
    target.write_text("old", encoding="utf-8")
    report = transcode(file_of(tmp_path / "a.json", broken), to=target).report
    assert code in [one.rule.code for one in report]
    assert not report.ok
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(tmp_path.iterdir()) == [tmp_path / "a.json", target]


def package(path: Path, environment: Any, *names: str) -> Path:
    scratch, segments = io.BytesIO(), []
    for text in (json.dumps(environment), *names):
        writer = SegmentWriter(scratch, deflated=True)
        writer.write(text.encode())
        segments.append(writer.finish())
    files = [Supplement(name, "text/plain", segment) for name, segment in zip(names, segments[1:], strict=True)]
    with path.open("wb") as file:
        write_package(file, "json", segments[:1], files)
    return path


def test_files_of_a_package_are_named_where_they_stay_behind(tmp_path: Path) -> None:
    source = package(tmp_path / "a.aasx", ENVIRONMENT, "manual.txt", "drawing.txt")
    report = transcode(source, to=tmp_path / "b.xml").report
    assert [(one.rule.code, one.values["count"]) for one in report if one.rule.code == "SRC083"] == [("SRC083", 2)]
    assert "drawing.txt" in next(one.message for one in report if one.rule.code == "SRC083")
    assert transcode(source, to=tmp_path / "c.aasx", part="xml").ok
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(tmp_path / "c.aasx") as after:
        for name in ("aasx/suppl/manual.txt", "aasx/suppl/drawing.txt"):
            assert after.read(name) == before.read(name)


def test_parts_of_a_package_are_brought_together_once() -> None:
    first = {"submodels": [SUBMODEL, SUBMODEL]}
    second = {"submodels": [SUBMODEL, {**SUBMODEL, "id": "urn:example:2"}], "assetAdministrationShells": [SHELL]}
    whole = joined([first, second])
    assert [one["id"] for one in whole["submodels"]] == [SUBMODEL["id"], SUBMODEL["id"], "urn:example:2"]
    assert whole["assetAdministrationShells"] == [SHELL]


def test_the_version_stays(tmp_path: Path) -> None:
    source = file_of(tmp_path / "a.json", ENVIRONMENT)
    assert transcode(source, to=tmp_path / "b.ttl", metamodel="3.1").ok
    with pytest.raises(ValueError, match=r"b\.ttl is metamodel 3\.1"):
        transcode(tmp_path / "b.ttl", to=tmp_path / "c.xml", metamodel="3.0")
    with pytest.raises(ValueError, match="is what is read"):
        transcode(source, to=source)


def test_tables_are_not_taken_for_aas(tmp_path: Path) -> None:
    for name, text in {"a.csv": "a,b\n1,2\n", "b.json": '[{"a": 1}]', "c.xml": "<a xmlns='urn:x'/>"}.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert not is_aas(path)
    with zipfile.ZipFile(tmp_path / "d.xlsx", "w") as archive:
        archive.writestr("x", "y")
    assert not is_aas(tmp_path / "d.xlsx")
    assert not is_aas(tmp_path / "nothing.json")


def test_the_command_writes_another_form(tmp_path: Path) -> None:
    source = file_of(tmp_path / "a.json", ENVIRONMENT)
    answer = program("convert", str(source), "-o", str(tmp_path / "b.ttl"))
    assert (answer.code, answer.err) == (0, "")
    assert "b.ttl, the same as" in answer.out
    answer = program("convert", str(tmp_path / "b.ttl"), "-o", str(tmp_path / "c.xml"), "--metamodel", "3.1")
    assert answer.code == 2
    assert "is metamodel 3.0" in answer.err
    answer = program("convert", str(tmp_path / "b.ttl"), "-o", str(tmp_path / "c.nt"), "--json", "--lang", "ko")
    assert json.loads(answer.out)["file"] == str(tmp_path / "c.nt")
