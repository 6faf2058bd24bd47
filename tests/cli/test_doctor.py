"""`aas doctor`: which tools open a file. What is expected was seen with the tools; `make interop` asks them again."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.cli.running import ROOT, run

sys.path.insert(0, str(ROOT / "scripts"))
from doctor_cases import cases

OLDER, NEWER = "BaSyx Python 1.2 - 2.0", "BaSyx Python 2.1 and newer"
ENGINES, CORE_30, CORE_31 = "aas-test-engines 1.0", "aas-core 3.0 (no packages)", "aas-core 3.1 (no packages)"
EXPECTED = {
    "xml-3.0.aasx": ("opens", "empty", "opens", "opens", "refuses"),
    "xml-3.1.aasx": ("empty", "opens", "refuses", "refuses", "opens"),
    "xml-3.2.aasx": ("empty", "empty", "refuses", "refuses", "refuses"),
    "json.aasx": ("opens", "opens", "opens", "opens", "opens"),
    "json-www.aasx": ("empty", "empty", "opens", "opens", "opens"),
    "xml-3.0-www.aasx": ("empty", "empty", "opens", "opens", "refuses"),
    "hyphen-3.0.aasx": ("part", "empty", "refuses", "refuses", "refuses"),
    "hyphen-3.1.aasx": ("empty", "opens", "refuses", "refuses", "opens"),
    "missing-file-3.0.aasx": ("refuses", "empty", "opens", "opens", "refuses"),
    "missing-file-3.1.aasx": ("empty", "refuses", "refuses", "refuses", "opens"),
    "bare.json": ("opens", "opens", "opens", "opens", "opens"),
    "bare-3.0.xml": ("opens", "empty", "opens", "opens", "refuses"),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {path.name: path for path in cases(tmp_path_factory.mktemp("doctor"))}


def answers(file: Path, *more: str) -> dict[str, dict[str, str]]:
    return {one["tool"]: one for one in json.loads(run("doctor", file, "--json", *more).out)}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_tool_does_what_was_seen(files: dict[str, Path], name: str) -> None:
    found = answers(files[name])
    assert tuple(found[tool]["state"] for tool in (OLDER, NEWER, ENGINES, CORE_30, CORE_31)) == EXPECTED[name]
    assert all((one["state"] == "opens") or one["fix"] for one in found.values())


def test_what_the_answers_propose_works(files: dict[str, Path], tmp_path: Path) -> None:
    newer = tmp_path / "newer.aasx"
    assert run("doctor", files["xml-3.0.aasx"], "--tool", "2.1").code == 1
    assert "aas migrate FILE OUT --to 3.1" in run("doctor", files["xml-3.0.aasx"]).out
    assert run("migrate", files["xml-3.0.aasx"], newer, "--to", "3.1").code == 0
    assert run("doctor", newer, "--tool", "basyx python 2.1").code == 0
    repacked = tmp_path / "repacked.aasx"
    assert run("pack", files["json-www.aasx"], "-o", repacked).code == 0
    assert run("doctor", repacked, "--tool", "BaSyx").code == 0


def test_the_parser_of_the_programme(tmp_path: Path) -> None:
    submodel = (
        '<?xml version="1.0"?><environment xmlns="https://admin-shell.io/aas/3/0"><submodels><submodel><id>urn:a:1</id>'
        "<idShort>Press</idShort><submodelElements>{}</submodelElements></submodel></submodels></environment>"
    )
    force = "<property><idShort>Force</idShort><valueType>xs:int</valueType>{}</property>"
    span = "<range><idShort>Span</idShort><valueType>xs:int</valueType><min>1</min></range>"
    for inner, state in (
        (force.format("<value>1</value>"), "opens"),
        (force.format(""), "refuses"),
        (force.format("<value>1</value>") + span, "part"),
    ):
        path = tmp_path / "a.xml"
        path.write_text(submodel.format(inner), encoding="utf-8")
        assert answers(path)["AAS Parser V3.0 (KOSMO)"]["state"] == state


def test_korean_and_a_tool_nobody_knows(files: dict[str, Path]) -> None:
    assert "빈 파일로 열림" in run("doctor", files["xml-3.0.aasx"], "--lang", "ko").out
    assert run("doctor", files["json.aasx"], "--tool", "Word").code == 2


def test_what_is_no_aas_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert {one["state"] for one in answers(path).values()} == {"refuses"}
