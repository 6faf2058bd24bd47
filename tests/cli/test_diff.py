"""`aas diff`: two files compared by ids and idShort paths, for people and for programs."""

from __future__ import annotations

import copy
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from aas_converters.interchange import open_content, write_content
from tests.cli.running import run

SUBMODEL: dict[str, Any] = {
    "modelType": "Submodel",
    "id": "https://plant.example/sm/1",
    "idShort": "Shot",
    "submodelElements": [
        {
            "modelType": "SubmodelElementCollection",
            "idShort": "Measured",
            "value": [
                {
                    "modelType": "Property",
                    "idShort": "Temperature",
                    "valueType": "xs:double",
                    "value": "25.3",
                    "semanticId": {
                        "type": "ExternalReference",
                        "keys": [{"type": "GlobalReference", "value": "https://plant.example/t"}],
                    },
                }
            ],
        },
        {
            "modelType": "SubmodelElementList",
            "idShort": "Zones",
            "typeValueListElement": "Property",
            "valueTypeListElement": "xs:int",
            "value": [
                {"modelType": "Property", "valueType": "xs:int", "value": "1"},
                {"modelType": "Property", "valueType": "xs:int", "value": "2"},
            ],
        },
        {
            "modelType": "MultiLanguageProperty",
            "idShort": "Remark",
            "value": [{"language": "en", "text": "good"}, {"language": "ko", "text": "양호"}],
        },
    ],
}


def file(path: Path, *submodels: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"submodels": list(submodels)}, ensure_ascii=False), encoding="utf-8")
    return path


def changed(**steps: Any) -> dict[str, Any]:
    """The submodel with some of its values replaced: `a__0__b` is the way to one."""
    whole = copy.deepcopy(SUBMODEL)
    for way, value in steps.items():
        here: Any = whole
        *before, last = [int(step) if step.isdecimal() else step for step in way.split("__")]
        for step in before:
            here = here[step]
        if value is None:
            del here[last]
        else:
            here[last] = value
    return whole


def test_the_same_content_in_another_order_and_form_is_the_same(tmp_path: Path) -> None:
    other = {key: SUBMODEL[key] for key in reversed(SUBMODEL)}
    other["submodelElements"] = SUBMODEL["submodelElements"][::-1]
    one, two = file(tmp_path / "a.json", SUBMODEL), file(tmp_path / "b.json", other)
    with open_content(two) as content:
        assert write_content(content, tmp_path / "b.aasx", "xml", "3.1") == []
    answer = run("diff", one, tmp_path / "b.aasx")
    assert (answer.code, answer.said) == (0, "no difference\n")


@pytest.mark.parametrize(
    ("steps", "line"),
    [
        (
            {"submodelElements__0__value__0__value": "25.4"},
            "    ~ Measured.Temperature.value: 25.3 → 25.4",
        ),
        (
            {"submodelElements__0__value__0__semanticId__keys__0__value": "https://plant.example/u"},
            "    ~ Measured.Temperature.semanticId: [ExternalReference] (GlobalReference)https://plant.example/t → "
            "[ExternalReference] (GlobalReference)https://plant.example/u",
        ),
        ({"submodelElements__1__value__0__value": "3"}, "    ~ Zones[0].value: 1 → 3"),
        ({"submodelElements__1__value__1": None}, "    - Zones[1] Property 2"),
        ({"submodelElements__2__value__1__text": "불량"}, "    ~ Remark.value@ko: 양호 → 불량"),
        ({"submodelElements__2__value__1": None}, "    ~ Remark.value@ko: 양호 → (nothing)"),
        ({"submodelElements__0": None}, "    - Measured SubmodelElementCollection"),
        ({"idShort": "Other"}, "    ~ idShort: Shot → Other"),
    ],
)
def test_a_change_is_one_line(tmp_path: Path, steps: dict[str, Any], line: str) -> None:
    one, two = file(tmp_path / "a.json", SUBMODEL), file(tmp_path / "b.json", changed(**steps))
    answer = run("diff", one, two)
    head = "  Submodel https://plant.example/sm/1"
    assert answer.code == 1
    assert answer.out.splitlines()[:2] == [head, line]
    assert len(answer.out.splitlines()) == 3
    mirrored = run("diff", two, one)
    assert len(mirrored.out.splitlines()) == 3


def test_what_only_one_file_has_is_added_or_removed_as_a_whole(tmp_path: Path) -> None:
    second = {**SUBMODEL, "id": "https://plant.example/sm/2"}
    one, two = file(tmp_path / "a.json", SUBMODEL), file(tmp_path / "b.json", SUBMODEL, second)
    assert run("diff", one, two).out == "+ Submodel https://plant.example/sm/2\n0 changed, 1 added, 0 removed\n"
    found = json.loads(run("diff", two, one, "--json").out)
    assert found["same"] is False
    assert [(one["kind"], one["id"]) for one in found["differences"]] == [("removed", second["id"])]


def test_files_of_packages_are_compared_by_their_bytes(tmp_path: Path) -> None:
    package = tmp_path / "a.aasx"
    with open_content(file(tmp_path / "a.json", SUBMODEL)) as content:
        write_content(content, package, "json", "3.0")
    for name, text in (("b.aasx", "one"), ("c.aasx", "two")):
        (tmp_path / name).write_bytes(package.read_bytes())
        with zipfile.ZipFile(tmp_path / name, "a") as archive:
            archive.writestr("aasx/suppl/manual.xml", text)
    assert run("diff", package, tmp_path / "b.aasx").out.startswith("+ File /aasx/suppl/manual.xml\n")
    answer = run("diff", tmp_path / "b.aasx", tmp_path / "c.aasx")
    assert answer.out.splitlines()[0] == "  File /aasx/suppl/manual.xml"
    assert answer.out.splitlines()[1].startswith("    ~ sha256: ")


def test_a_file_that_cannot_be_read_is_said_and_never_the_same(tmp_path: Path) -> None:
    one, two = file(tmp_path / "a.json", SUBMODEL), tmp_path / "b.json"
    two.write_text('{"submodels": [', encoding="utf-8")
    answer = run("diff", one, two)
    assert answer.code == 1
    assert "no difference" not in answer.said
    assert "b.json" in answer.err
