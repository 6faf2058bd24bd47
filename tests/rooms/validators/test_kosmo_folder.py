"""The files of an export beside the AAS: names and tags are the same everywhere, or it is said where they are not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from aas_validators.diagnostics import Diagnostic
from aas_validators.kosmo.check import check_file
from tests.cli.running import run
from tests.kosmo_plant import plant
from tests.shared_files import shared

RUNNING = "ns=2;s=Factory.Facilities.Line_1.Components.Machines.Press_1.OperationalData.Running"
MODE = RUNNING.replace("Running", "Mode")
Change = Callable[[Path], None]


def row(mapping: str, tag: str = RUNNING) -> Change:
    """Type a mapping into the row of a tag."""
    return replaced("engineering.csv", f"{tag}, , , , 100, -1", f"{tag},{mapping}")


def replaced(name: str, old: str, new: str) -> Change:
    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


def both(one: Change, two: Change) -> Change:
    def change(folder: Path) -> None:
        one(folder)
        two(folder)

    return change


def gone(name: str) -> Change:
    return lambda folder: (folder / name).unlink()


FAIL: dict[str, Change] = {
    "KSM140": row("GW_2,PLC_1,ns=1;i=1,100, -1"),
    "KSM141": row("GW_1,PLC_9,ns=1;i=1,100, -1"),
    "KSM142": replaced("engineering.csv", RUNNING, RUNNING.replace("Running", "Runing")),
    "KSM143": replaced("syscfg.json", "PLC_2", "PLC_3"),
    "KSM144": replaced("nodeset.xml", 'DataType="Boolean"', 'DataType="String"'),
    "KSM145": gone("nodeset.xml"),
    "KSM146": row("GW_1,,ns=1;i=1,100, -1"),
    "KSM147": row("GW_1,PLC_1,ns=1;i=1,50, -1"),
    "KSM148": row("GW_1,PLC_1,Temperature,100, -1"),
    "KSM149": replaced("engineering.csv", f"{RUNNING}, , , , 100, -1\n", ""),
    "KSM150": both(row("GW_1,PLC_1,ns=1;i=1,100, 0"), row("GW_1,PLC_1,ns=1;i=1,100, -1", MODE)),
    "KSM161": replaced("engineering.csv", f"{RUNNING}, , , , 100, -1", f"{RUNNING},a,b,c,d,e,f"),
    "KSM162": replaced("engineering.csv", f"{MODE},", f"{RUNNING},"),
}
"""What makes the files of the plant break a rule."""


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    source = tmp_path / "plant.json"
    source.write_text(json.dumps(plant()), encoding="utf-8")
    assert run("export", "kosmo", source, "-o", tmp_path / "out").code == 0
    return tmp_path / "out"


def found_in(folder: Path) -> list[Diagnostic]:
    found = check_file(folder.parent / "plant.json", folder=folder)
    return [one for one in found if one.where.file != str(folder.parent / "plant.json")]


def test_what_was_exported_fits_and_so_does_a_mapping(exported: Path) -> None:
    assert found_in(exported) == []
    row("GW_1, PLC_1 ,ns=6;s=::AsGlobalPV:run,1000, -1")(exported)
    row("GW_1,PLC_1,ns=1;i=43701,100, 0", MODE)(exported)
    assert found_in(exported) == []


@pytest.mark.parametrize("code", FAIL)
def test_what_does_not_fit_is_found_at_its_line(exported: Path, code: str) -> None:
    FAIL[code](exported)
    found = [one for one in found_in(exported) if one.rule.code == code]
    assert found
    for one in found:
        for language in ("en", "ko"):
            assert "{" not in one.text(language) + one.advice(language)
        if one.where.field:
            line = (exported / "engineering.csv").read_text(encoding="utf-8").splitlines()[(one.where.line or 0) - 1]
            assert RUNNING[:-7] in line


def test_the_command_says_it_in_korean(exported: Path) -> None:
    row("GW_1,PLC_9,ns=1;i=1,100, -1")(exported)
    source = exported.parent / "plant.json"
    answer = run("validate", source, "--profile", "kosmo", "--with", exported, "--lang", "ko")
    assert answer.code == 1
    assert "게이트웨이 GW_1에 필드 장비 PLC_9이(가) 없습니다" in answer.out
    assert "PLC_1, PLC_2" in answer.out
    assert run("validate", source, "--with", exported).code == 2


@pytest.mark.parametrize("name", ["engineering.csv", "syscfg.json", "nodeset.xml"])
@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00\x01", b'{"system": [1, {"FieldDevices": 2}]}', b"<a><b></a>"])
def test_broken_files_are_findings(exported: Path, name: str, data: bytes) -> None:
    (exported / name).write_bytes(data)
    assert found_in(exported)


def test_the_programmes_own_set_names_a_device_that_is_not_there() -> None:
    samples = shared("kosmo/samples/training")
    found = check_file(samples / "v3" / "input.v3.xml", folder=samples / "published")
    codes = {one.rule.code for one in found if one.where.file and one.where.file.startswith(str(samples / "published"))}
    assert "KSM143" in codes


def test_the_golden_set_fits_its_input() -> None:
    golden = shared("kosmo/golden")
    found = check_file(golden / "input.v3.xml", folder=golden)
    assert [str(one) for one in found if one.rule.code >= "KSM140"] == []
