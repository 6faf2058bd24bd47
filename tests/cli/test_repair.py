"""`aas repair`: what has one good answer is put right, told, and nothing else is touched."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from aas_converters.interchange import open_content
from tests.cli.running import run
from tests.shared_files import shared

OLD = """<environment xmlns="https://admin-shell.io/aas/3/0"><submodels><submodel>
<idShort>Technical Data</idShort><id>https://plant.example/sm/1</id><description/>
<submodelElements>
<property><idShort>Min.MotorPower</idShort><valueType>xs:string</valueType><value>5.5</value><colour>red</colour></property>
<multiLanguageProperty><idShort>Note</idShort><value><langStringTextType>
<language>en?</language><text>press</text></langStringTextType></value></multiLanguageProperty>
</submodelElements></submodel></submodels></environment>"""


def old(path: Path) -> Path:
    path.write_text(OLD, encoding="utf-8")
    return path


def test_a_file_is_repaired_and_every_change_told(tmp_path: Path) -> None:
    source, out = old(tmp_path / "old.xml"), tmp_path / "new.json"
    answer = run("repair", source, out)
    assert answer.code == 0, answer.said
    for told in (
        "FIX001 empty-removed: 1 change",
        "the language en? becomes en",
        "Technical Data/Min.MotorPower: the idShort Min.MotorPower becomes Min_MotorPower",
        "Property has no attribute colour; it becomes extension",
        "errors: 4 before, 0 after",
    ):
        assert told in answer.out
    assert answer.out.splitlines()[-1] == f"wrote {out}: metamodel 3.0, 5 changes"
    with open_content(out) as content:
        (submodel,) = content.parts[0].environment["submodels"]
    force = submodel["submodelElements"][0]
    assert (force["idShort"], force["value"]) == ("Min_MotorPower", "5.5")
    assert force["displayName"] == [{"language": "en", "text": "Min.MotorPower"}]
    assert force["extensions"] == [{"name": "colour", "valueType": "xs:string", "value": "red"}]
    assert run("validate", out).code == 0
    again = run("repair", out, tmp_path / "again.json", "--lang", "ko")
    assert again.out.splitlines()[-1].endswith("메타모델 3.0, 변경 0건")
    assert (tmp_path / "again.json").read_bytes() == out.read_bytes()


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "new.xml"
    answer = run("repair", old(tmp_path / "old.xml"), out, "--dry-run", "--diff")
    assert answer.code == 0
    assert answer.out.splitlines()[-1] == f"would write {out}: metamodel 3.0, 5 changes"
    assert not out.exists()
    assert "description" in answer.out


def test_only_the_repairs_asked_for_are_done(tmp_path: Path) -> None:
    source, out = old(tmp_path / "old.xml"), tmp_path / "new.json"
    answer = run("repair", source, out, "--fix", "language-corrected", "--fix", "FIX001", "--json")
    found = json.loads(answer.out)
    assert answer.code == 1
    assert found["by_rule"] == {"FIX001": 1, "FIX002": 1}
    assert found["errors_after"] == 3
    assert [one["rule"] for one in found["repairs"]] == ["FIX001", "FIX002"]
    wrong = run("repair", source, out, "--fix", "FIX999")
    assert wrong.code == 2
    assert "FIX999" in wrong.said


def test_the_repairs_are_listed() -> None:
    answer = run("repair", "--list", "--lang", "ko")
    assert answer.code == 0
    assert "FIX001 empty-removed" in answer.out
    assert "FIX040 missing-value-added (--fix로 지정할 때만)" in answer.out


def test_a_package_is_written_anew_with_its_files(tmp_path: Path) -> None:
    source, out = tmp_path / "old.aasx", tmp_path / "new.aasx"
    old_base = "http://www.admin-shell.io/aasx/relationships/"
    opc = "http://schemas.openxmlformats.org/package/2006/"

    def relationships(kind: str, target: str) -> str:
        one = f'<Relationship Id="r1" Type="{old_base}{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{opc}relationships">{one}</Relationships>'

    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{opc}content-types"><Default Extension="xml" ContentType="text/xml"/>'
            '<Default Extension="pdf" ContentType="application/pdf"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/aasx/aasx-origin" ContentType="text/plain"/></Types>',
        )
        archive.writestr("_rels/.rels", relationships("aasx-origin", "/aasx/aasx-origin"))
        archive.writestr("aasx/aasx-origin", "")
        archive.writestr("aasx/_rels/aasx-origin.rels", relationships("aas-spec", "/aasx/data.xml"))
        archive.writestr("aasx/data.xml", OLD)
        archive.writestr("aasx/_rels/data.xml.rels", relationships("aas-suppl", "/aasx/suppl/m.pdf"))
        archive.writestr("aasx/suppl/m.pdf", b"%PDF\x00\xff")
    answer = run("repair", source, out)
    assert answer.code == 0, answer.said
    assert "FIX039 package-rewritten: 3 changes" in answer.out
    with zipfile.ZipFile(out) as archive:
        assert archive.read("aasx/suppl/m.pdf") == b"%PDF\x00\xff"
        assert b"www." not in archive.read("_rels/.rels")


@pytest.mark.parametrize("text", ['{"submodels": [', "a,b\n1,2\n"])
def test_what_cannot_be_read_is_said_and_nothing_is_written(tmp_path: Path, text: str) -> None:
    source, out = tmp_path / "a.json", tmp_path / "b.json"
    source.write_text(text, encoding="utf-8")
    assert run("repair", source, out).code == 1
    assert not out.exists()
    assert run("repair", source, source).code == 2


@pytest.mark.parametrize("number", ["000", "032", "102"])
def test_published_templates_become_valid(tmp_path: Path, number: str) -> None:
    answer = run("repair", shared(f"kosmo/mos-templates/{number}.aasx"), tmp_path / "new.aasx", "--json")
    found = json.loads(answer.out)
    assert (answer.code, found["errors_after"]) == (0, 0)
    assert found["errors_before"] > 300
