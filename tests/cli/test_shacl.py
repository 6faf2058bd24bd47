"""`aas validate --shacl N`: the official shapes on a sample, where somebody asks for them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.cli.running import run

PROPERTY = {"modelType": "Property", "idShort": "Current", "valueType": "xs:double", "value": "1.50"}
TEXT = {"modelType": "MultiLanguageProperty", "idShort": "Name", "value": [{"language": "ko", "text": "도금"}]}


def plain(path: Path, *wrong: int) -> Path:
    submodels = [
        {"modelType": "Submodel", "id": f"urn:example:{i}", "kind": "Instance", "submodelElements": [PROPERTY, TEXT]}
        for i in range(4)
    ]
    for i in wrong:
        submodels[i]["idShort"] = "a b"
    path.write_text(json.dumps({"submodels": submodels}), encoding="utf-8")
    return path


def codes(*arguments: object) -> list[tuple[str, str]]:
    answer = run("validate", "--format", "json", *arguments)
    (one,) = json.loads(answer.out)["files"]
    return [(f["rule"], f["where"]["pointer"]) for f in one["findings"] if f["rule"] == "SCH310"]


def test_a_sample_is_taken_evenly_and_only_on_request(tmp_path: Path) -> None:
    path = plain(tmp_path / "a.json", 0, 1)
    assert codes(path) == []
    assert codes(path, "--shacl", 2) == [("SCH310", "<urn:example:0>")]
    assert codes(path, "--shacl", 9) == [("SCH310", "<urn:example:0>"), ("SCH310", "<urn:example:1>")]


def test_what_is_right_conforms_in_every_form(tmp_path: Path) -> None:
    source = plain(tmp_path / "a.json")
    for name in ("b.ttl", "b.xml", "b.aasx"):
        assert run("convert", source, "-o", tmp_path / name).code == 0
        assert codes(tmp_path / name, "--shacl", 1) == []


def test_without_the_library_the_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    answer = run("validate", plain(tmp_path / "a.json"), "--shacl", 1)
    assert answer.code == 2
    assert 'pip install "aas-toolkit[shacl]"' in answer.err
