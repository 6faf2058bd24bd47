"""`aas pack` and `aas unpack`: what goes into a package comes out again, byte for byte."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import aas_toolkit as aas
from aas_converters.interchange import open_content
from tests.cli.running import run

PICTURE = b"\x89PNG\r\n\x1a\n not much of a picture"


def submodel(number: int, *elements: dict[str, Any], concept: str = "") -> dict[str, Any]:
    meaning = {"type": "ExternalReference", "keys": [{"type": "GlobalReference", "value": concept}]}
    return {
        "modelType": "Submodel",
        "id": f"https://plant.example/sm/{number}",
        "idShort": f"Shot{number}",
        **({"semanticId": meaning} if concept else {}),
        **({"submodelElements": list(elements)} if elements else {}),
    }


def shell(name: str, *submodels: int, key: str = "") -> dict[str, Any]:
    return {
        "modelType": "AssetAdministrationShell",
        "id": f"https://plant.example/aas/{key or name}",
        "idShort": name,
        "assetInformation": {"assetKind": "Instance", "globalAssetId": f"https://plant.example/{name}"},
        "submodels": [
            {
                "type": "ModelReference",
                "keys": [{"type": "Submodel", "value": f"https://plant.example/sm/{number}"}],
            }
            for number in submodels
        ],
    }


def concept(name: str) -> dict[str, Any]:
    return {"modelType": "ConceptDescription", "id": name, "idShort": "C"}


def manual(value: str) -> dict[str, Any]:
    return {"modelType": "File", "idShort": "Manual", "contentType": "application/pdf", "value": value}


def write(path: Path, **lists: list[dict[str, Any]]) -> Path:
    path.write_text(json.dumps(lists, ensure_ascii=False), encoding="utf-8")
    return path


def environment(path: Path) -> dict[str, Any]:
    with open_content(path) as content:
        assert content.ok, content.findings
        (part,) = content.parts
        return part.environment


def test_what_is_packed_comes_out_as_it_was(tmp_path: Path) -> None:
    source = write(tmp_path / "a.json", submodels=[submodel(1, manual(f"/aasx/suppl/{quote('설명서.pdf')}"))])
    (tmp_path / "설명서.pdf").write_bytes(b"%PDF")
    (tmp_path / "picture.png").write_bytes(PICTURE)
    out = tmp_path / "a.aasx"
    answer = run("pack", source, "-o", out, "--file", tmp_path / "설명서.pdf", "--thumbnail", tmp_path / "picture.png")
    assert answer.code == 0, answer.said
    assert run("validate", out).code == 0
    again = out.read_bytes()
    run("pack", source, "-o", out, "--file", tmp_path / "설명서.pdf", "--thumbnail", tmp_path / "picture.png")
    assert out.read_bytes() == again
    listed = json.loads(run("unpack", out, "--list", "--json").out)
    assert [(one["name"], one["role"], one["contentType"], one["size"]) for one in listed] == [
        ("/aasx/data.json", "environment", "application/json", listed[0]["size"]),
        ("/aasx/suppl/설명서.pdf", "supplement", "application/pdf", 4),
        ("/picture.png", "thumbnail", "image/png", len(PICTURE)),
    ]
    assert run("unpack", out, "-o", tmp_path / "out").code == 0
    assert (tmp_path / "out/aasx/suppl/설명서.pdf").read_bytes() == b"%PDF"
    assert (tmp_path / "out/picture.png").read_bytes() == PICTURE
    assert environment(tmp_path / "out/aasx/data.json") == environment(source)


def test_packages_are_merged_and_files_of_one_name_both_stay(tmp_path: Path) -> None:
    packages = []
    for number in (1, 2):
        source = write(
            tmp_path / f"{number}.json",
            submodels=[submodel(number, manual("/aasx/suppl/m.pdf"))],
            conceptDescriptions=[concept("https://plant.example/c")],
        )
        (tmp_path / "m.pdf").write_bytes(b"%PDF" + bytes([number]))
        packages.append(tmp_path / f"{number}.aasx")
        assert run("pack", source, "-o", packages[-1], "--file", tmp_path / "m.pdf").code == 0
    assert run("pack", *packages, "-o", tmp_path / "all.aasx", "--part", "xml").code == 0
    whole = environment(tmp_path / "all.aasx")
    values = [one["submodelElements"][0]["value"] for one in whole["submodels"]]
    assert values == ["/aasx/suppl/m.pdf", "/aasx/suppl/m-2.pdf"]
    assert len(whole["conceptDescriptions"]) == 1
    with zipfile.ZipFile(tmp_path / "all.aasx") as archive:
        assert [archive.read(value[1:])[-1] for value in values] == [1, 2]
    assert run("validate", tmp_path / "all.aasx").code == 0


@pytest.mark.parametrize("name", ["a#b.csv", "a b=1.csv", "100%.csv", "[표] {1}.csv", "a%20b.csv"])
def test_any_name_of_a_file_becomes_one_of_a_part(tmp_path: Path, name: str) -> None:
    data, out = tmp_path / name, tmp_path / "out.aasx"
    data.write_text("a,b\n1,2\n3,4\n", encoding="utf-8")
    source = write(tmp_path / "a.json", submodels=[submodel(1)])
    assert run("pack", source, "-o", out, "--file", data).code == 0
    assert [finding.rule.code for finding in aas.validate(out)] == ["PKG062"]
    assert run("dataset", data, "-o", out, "--attach").code == 0
    assert [str(finding) for finding in aas.validate(out)] == []


def test_two_files_of_one_name_are_a_wrong_call(tmp_path: Path) -> None:
    source, files = write(tmp_path / "a.json", submodels=[submodel(1)]), [tmp_path / "x/m.pdf", tmp_path / "y/m.pdf"]
    for file in files:
        file.parent.mkdir()
        file.write_bytes(b"%PDF")
    out = tmp_path / "out.aasx"
    answer = run("pack", source, "-o", out, "--file", files[0], "--file", files[1])
    assert answer.code == 2
    assert "m.pdf=NAME" in answer.said
    with pytest.raises(ValueError, match=r"would both be /aasx/suppl/m\.pdf"):
        aas.pack(source, to=out, files=files)
    assert not out.exists()
    assert run("pack", source, "-o", out, "--file", files[0], "--file", f"{files[1]}=n.pdf").code == 0


def test_two_files_that_disagree_about_an_id_are_not_merged(tmp_path: Path) -> None:
    one = write(tmp_path / "1.json", submodels=[submodel(1)])
    two = write(tmp_path / "2.json", submodels=[{**submodel(1), "idShort": "Other"}])
    (tmp_path / "all.aasx").write_bytes(b"old")
    answer = run("pack", one, two, "-o", tmp_path / "all.aasx")
    assert answer.code == 1
    assert "https://plant.example/sm/1" in answer.err
    assert (tmp_path / "all.aasx").read_bytes() == b"old"


def test_a_package_for_each_shell_and_the_rest(tmp_path: Path) -> None:
    source = write(
        tmp_path / "all.json",
        assetAdministrationShells=[shell("Press", 1), shell("Press", 1, 2, key="PRESS")],
        submodels=[
            submodel(1, manual("/aasx/suppl/m.pdf"), concept="https://plant.example/c"),
            submodel(2),
            submodel(3, concept="https://plant.example/d"),
        ],
        conceptDescriptions=[concept(f"https://plant.example/{name}") for name in "cde"],
    )
    (tmp_path / "m.pdf").write_bytes(b"%PDF")
    assert run("pack", source, "-o", tmp_path / "all.aasx", "--file", tmp_path / "m.pdf").code == 0
    answer = run("unpack", tmp_path / "all.aasx", "--by-shell", "-o", tmp_path / "out")
    assert answer.code == 0, answer.said
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["Press-2.aasx", "Press.aasx", "rest.aasx"]
    held = {path.stem: environment(path) for path in (tmp_path / "out").iterdir()}
    ids = {name: [one["id"][-4:] for items in whole.values() for one in items] for name, whole in held.items()}
    assert ids == {"Press": ["ress", "sm/1", "le/c"], "Press-2": ["RESS", "sm/1", "sm/2", "le/c"], "rest": ids["rest"]}
    assert ids["rest"] == ["sm/3", "le/d", "le/e"]
    for name, has in (("Press", True), ("Press-2", True), ("rest", False)):
        with zipfile.ZipFile(tmp_path / "out" / f"{name}.aasx") as archive:
            assert ("aasx/suppl/m.pdf" in archive.namelist()) is has


@pytest.mark.parametrize("name", ["../out.txt", "/aasx/../../x", "C:/x.txt", "aasx/nul.txt"])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    source = write(tmp_path / "a.json", submodels=[submodel(1)])
    run("pack", source, "-o", tmp_path / "a.aasx")
    with zipfile.ZipFile(tmp_path / "a.aasx", "a") as archive:
        archive.writestr(name, "out")
    answer = run("unpack", tmp_path / "a.aasx", "-o", tmp_path / "deep" / "out")
    assert answer.code == 1
    assert "PKG01" in answer.err
    assert not (tmp_path / "deep").exists()


def test_what_was_cut_off_is_said(tmp_path: Path) -> None:
    source = write(tmp_path / "a.json", submodels=[submodel(number) for number in range(400)])
    run("pack", source, "-o", tmp_path / "a.aasx")
    data = bytearray((tmp_path / "a.aasx").read_bytes())
    middle = data.index(b"data.json") + 200
    data[middle : middle + 40] = bytes(40)
    (tmp_path / "b.aasx").write_bytes(data)
    answer = run("unpack", tmp_path / "b.aasx", "-o", tmp_path / "out")
    assert answer.code == 1
    assert "PKG0" in answer.err
    assert not list((tmp_path / "out").rglob("*.json"))
    assert run("pack", tmp_path / "b.aasx", "-o", tmp_path / "c.aasx").code == 1
    assert not (tmp_path / "c.aasx").exists()


def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    source = write(tmp_path / "a.json", submodels=[submodel(1)])
    answer = run("pack", source, "-o", tmp_path / "a.aasx", "--file", tmp_path / "no.pdf")
    assert answer.code == 2
    assert run("pack", source, "-o", tmp_path / "a.zip").code == 2
    assert run("unpack", source).code == 1


def shell_of(*submodels: str, asset: str = "https://plant.example/ids/asset/MCT-12") -> dict[str, object]:
    """A shell of one machine that names submodels."""
    named = [{"type": "ModelReference", "keys": [{"type": "Submodel", "value": one}]} for one in submodels]
    return {
        "modelType": "AssetAdministrationShell",
        "id": "https://plant.example/ids/shell/MCT-12",
        "assetInformation": {"assetKind": "Instance", "globalAssetId": asset},
        **({"submodels": named} if named else {}),
    }


def machine(folder: Path, name: str, shell: dict[str, object], *submodels: str) -> Path:
    """A file with a shell and its submodels."""
    path = folder / name
    made = [{"modelType": "Submodel", "id": one} for one in submodels]
    content = {"assetAdministrationShells": [shell], **({"submodels": made} if made else {})}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_two_files_about_one_machine_become_one_shell_with_all_submodels(tmp_path: Path) -> None:
    tools = machine(tmp_path, "tools.json", shell_of("urn:t:1", "urn:t:2"), "urn:t:1", "urn:t:2")
    runs = machine(tmp_path, "runs.json", shell_of("urn:r:1", "urn:t:2"), "urn:r:1", "urn:t:2")
    plain = machine(tmp_path, "plain.json", shell_of())
    out = tmp_path / "o.aasx"
    answer = run("pack", tools, runs, plain, "-o", out)
    assert answer.code == 0, answer.said
    (found,) = json.loads(run("inspect", out, "--json").out)
    (shell,) = found["assetAdministrationShells"]
    assert [one["keys"][0]["value"] for one in shell["submodels"]] == ["urn:t:1", "urn:t:2", "urn:r:1"]
    assert sorted(one["id"] for one in found["submodels"]) == ["urn:r:1", "urn:t:1", "urn:t:2"]
    assert run("validate", out).code == 0


def test_two_machines_of_one_id_are_still_refused(tmp_path: Path) -> None:
    one = machine(tmp_path, "a.json", shell_of("urn:t:1"), "urn:t:1")
    other = machine(tmp_path, "b.json", shell_of("urn:t:1", asset="https://plant.example/ids/asset/OTHER"), "urn:t:1")
    answer = run("pack", one, other, "-o", tmp_path / "o.aasx")
    assert answer.code == 1
    assert "SRC084" in answer.said
    assert not (tmp_path / "o.aasx").exists()


@pytest.mark.parametrize("wrong", [5, {"a": 1}, "abc", [None]])
def test_a_shell_that_lists_no_submodels_where_it_should_stays_as_it_is(tmp_path: Path, wrong: object) -> None:
    broken = write(tmp_path / "a.json", assetAdministrationShells=[shell("Press") | {"submodels": wrong}])
    other = write(tmp_path / "b.json", assetAdministrationShells=[shell("Robot", 1)], submodels=[submodel(1)])
    answer = run("pack", broken, other, "-o", tmp_path / "all.aasx")
    assert answer.code == 0, answer.said
    shells = environment(tmp_path / "all.aasx")["assetAdministrationShells"]
    assert [one["submodels"] for one in shells if one["idShort"] == "Press"] == [wrong]


@pytest.mark.parametrize("wrong", ["5", '"shells"', "{}", "null", "true"])
def test_what_is_no_list_cannot_be_put_together(wrong: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(f'{{"assetAdministrationShells": {wrong}}}', encoding="utf-8")
    (tmp_path / "b.json").write_text('{"submodels": [{"modelType": "Submodel", "id": "urn:x:1"}]}', encoding="utf-8")
    answer = run("pack", tmp_path / "a.json", tmp_path / "b.json", "-o", tmp_path / "o.aasx")
    assert answer.code == 1
    assert "SRC086" in answer.said
    assert not (tmp_path / "o.aasx").exists()
