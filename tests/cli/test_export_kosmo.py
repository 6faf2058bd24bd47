"""`aas export kosmo`: the gateway's files, byte for byte where the programme's parser is right, and right elsewhere."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from asyncua import ua
from asyncua.server.server import Server

from aas_converters.interchange import Content, Part
from aas_toolkit.exporting import preflight
from tests.cli.running import run
from tests.kosmo_plant import plant, prop
from tests.shared_files import shared

FILES = ("nodeset.xml", "engineering.csv", "syscfg.json")
PRESS = "ns=2;s=Factory.Facilities.Line_1.Components.Machines.Press_1.OperationalData"
RUNNING = f"{PRESS}.Running"


def written(folder: Path, environment: dict[str, Any]) -> Path:
    path = folder / "plant.json"
    path.write_text(json.dumps(environment), encoding="utf-8")
    return path


def operational(environment: dict[str, Any]) -> list[Any]:
    found: list[Any] = next(one for one in environment["submodels"] if one["idShort"] == "OperationalData")[
        "submodelElements"
    ]
    return found


@pytest.mark.parametrize("name", ["golden", "samples/training/v3", "samples/cloud-template/v3"])
def test_the_files_equal_those_of_the_programme(name: str, tmp_path: Path) -> None:
    folder = shared(f"kosmo/{name}")
    answer = run("export", "kosmo", folder / "input.v3.xml", "-o", tmp_path, "--values", "as-parser")
    assert answer.code in (0, 1), answer.said
    for file in FILES:
        assert (tmp_path / file).read_bytes() == (folder / file).read_bytes(), file


def test_the_published_mapping_is_kept_byte_for_byte(tmp_path: Path) -> None:
    published, ours = shared("kosmo/samples/training/published"), shared("kosmo/samples/training/v3/input.v3.xml")
    renamed = {file: (published / file).read_bytes().replace(b"MOS_GW", b"Nestfield_GW") for file in FILES}
    for file, data in renamed.items():
        (tmp_path / file).write_bytes(data)
    out = tmp_path / "out"
    run("export", "kosmo", ours, "-o", out, "--merge", tmp_path, "--values", "as-parser")
    for file in FILES[:2]:
        assert (out / file).read_bytes() == renamed[file]


def test_a_folder_is_whole_and_the_same_every_time(tmp_path: Path) -> None:
    source = written(tmp_path, plant())
    answer = run("export", "kosmo", source, "-o", tmp_path / "a", "--lang", "ko")
    assert answer.code == 0, answer.said
    assert "게이트웨이 1개, 필드 장비 2개" in answer.out
    run("export", "kosmo", source, "-o", tmp_path / "b")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == ["README.txt", "checksums.sha256", "engineering.csv", "nodeset.xml", "syscfg.json"]
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    rows = (tmp_path / "a" / "engineering.csv").read_text(encoding="utf-8").splitlines()
    assert f"{RUNNING}, , , , 100, -1" in rows
    settings = json.loads((tmp_path / "a" / "syscfg.json").read_text(encoding="utf-8"))
    assert [one["GatewayName"] for one in settings["system"]] == ["GW_1"]
    assert [one["DeviceName"] for one in settings["system"][0]["FieldDevices"]] == ["PLC_1", "PLC_2"]


def test_every_form_of_a_file_gives_the_same_files(tmp_path: Path) -> None:
    source = written(tmp_path, plant())
    run("export", "kosmo", source, "-o", tmp_path / "json")
    for form in ("plant.xml", "plant.aasx"):
        assert run("convert", source, "-o", tmp_path / form).code == 0
        run("export", "kosmo", tmp_path / form, "-o", tmp_path / form.partition(".")[2])
    for form in ("xml", "aasx"):
        for file in FILES:
            assert (tmp_path / form / file).read_bytes() == (tmp_path / "json" / file).read_bytes()


async def loaded(path: Path, tags: list[str]) -> dict[str, tuple[str, Any]]:
    """Import a node set into a server; return type and value by identifier."""
    server = Server()
    await server.init()
    await server.import_xml(str(path))
    index = await server.get_namespace_index("https://www.smart-factory.kr/datasolution")
    found: dict[str, tuple[str, Any]] = {}
    for tag in tags:
        node: Any = server.get_node(tag.replace("ns=2", f"ns={index}", 1))
        kind = ua.VariantType((await node.read_data_type()).Identifier)
        found[tag] = kind.name, (await node.read_data_value(raise_on_bad_status=False)).Value.Value
    return found


VALUES = [
    ("xs:boolean", "0", "Boolean", False),
    ("xs:boolean", "true", "Boolean", True),
    ("xs:boolean", "", "Boolean", None),
    ("xs:double", "", "Double", None),
    ("xs:int", None, "Int32", None),
    ("xs:double", "-1.5E3", "Double", -1500.0),
    ("xs:long", "2147483647", "Int32", 2147483647),
    ("xs:long", "2147483648", "Int32", None),
    ("xs:byte", "-1", "Byte", None),
    ("xs:decimal", "3.75", "UInt64", None),
    ("xs:decimal", "18446744073709551615", "UInt64", 2**64 - 1),
    ("xs:nonNegativeInteger", "4294967295", "UInt32", 2**32 - 1),
    ("xs:unsignedInt", "4", "String", "4"),
    ("xs:string", ' 값 <&> "', "String", ' 값 <&> "'),
]


def test_a_server_loads_every_tag_with_the_right_type_and_value(tmp_path: Path) -> None:
    environment = plant()
    operational(environment).extend(
        prop(f"P{number}", value, kind) for number, (kind, value, _, _) in enumerate(VALUES)
    )
    operational(environment).append(prop("Day", "2026-03-02", "xs:date"))
    run("export", "kosmo", written(tmp_path, environment), "-o", tmp_path)
    tags = [line.split(",")[0] for line in (tmp_path / "engineering.csv").read_text(encoding="utf-8").splitlines()]
    found = asyncio.run(loaded(tmp_path / "nodeset.xml", tags))
    assert len(found) == len(tags) > 20
    assert found[RUNNING] == ("Boolean", False)
    assert found[f"{PRESS}.Mode"] == ("String", "자동 <1>")
    assert found[f"{PRESS}.Slide.Position"] == ("Double", 12.5)
    assert found[f"{PRESS}.Since"][1].isoformat().startswith("2026-03-02T09:00:00")
    assert found[f"{PRESS}.Day"][1].isoformat().startswith("2026-03-02T00:00:00")
    got = [found[f"{PRESS}.P{number}"] for number in range(len(VALUES))]
    assert got == [(kind, value) for _, _, kind, value in VALUES]


def test_as_parser_every_truth_value_is_true_and_said(tmp_path: Path) -> None:
    source = written(tmp_path, plant())
    right = run("export", "kosmo", source, "-o", tmp_path / "right")
    parser = run("export", "kosmo", source, "-o", tmp_path / "parser", "--values", "as-parser")
    assert (right.code, "KSM087" in right.out) == (0, False)
    assert (parser.code, "KSM087" in parser.out) == (0, True)
    texts = {name: (tmp_path / name / "nodeset.xml").read_text(encoding="utf-8") for name in ("right", "parser")}
    assert "<uax:Boolean>false</uax:Boolean>" in texts["right"]
    expected = texts["right"].replace(">false</uax:Boolean>", ">true</uax:Boolean>")
    assert texts["parser"] == expected.replace("2026-01-01T00:00:00Z<", "2026-01-01<")


def test_what_the_gateway_cannot_carry_is_said_before(tmp_path: Path) -> None:
    environment = plant()
    operational(environment).append(prop("Energy", "3.75", "xs:decimal"))
    answer = run("export", "kosmo", written(tmp_path, environment), "-o", tmp_path / "out", "--lang", "ko")
    assert answer.code == 1
    assert "KSM085" in answer.out
    assert (tmp_path / "out" / "nodeset.xml").exists()


def test_the_answer_can_be_data(tmp_path: Path) -> None:
    answer = run("export", "kosmo", written(tmp_path, plant()), "-o", tmp_path / "out", "--json")
    data = json.loads(answer.out)
    assert [Path(file).name for file in data["files"]][:3] == list(FILES)
    assert data["ok"]
    (tmp_path / "bad.json").write_text("[", encoding="utf-8")
    broken = run("export", "kosmo", tmp_path / "bad.json", "-o", tmp_path / "none", "--json")
    assert (broken.code, json.loads(broken.out)["files"]) == (1, [])


def test_a_version_without_a_text_to_point_into_is_looked_at_as_well(tmp_path: Path) -> None:
    environment = plant()
    operational(environment)[0]["value"] = ""
    content = Content("old.xml", (Part("old.xml", "xml", "2.0", environment),), {})
    (tmp_path / "old.xml").write_text("<aasenv/>", encoding="utf-8")
    found = list(preflight(tmp_path / "old.xml", content, "right"))
    (empty,) = [one for one in found if one.rule.code == "KSM081"]
    assert (empty.where.path, str(empty.severity)) == ("OperationalData/Running", "warning")


def typed(path: Path, tag: str, mapping: str) -> None:
    text = path.read_text(encoding="utf-8").replace(f"{tag}, , , , 100, -1", f"{tag}{mapping}")
    path.write_text(text, encoding="cp949", newline="\r\n")


def test_the_golden_plant_loads_with_the_types_of_the_golden_node_set(tmp_path: Path) -> None:
    golden = shared("kosmo/golden")
    run("export", "kosmo", golden / "input.v3.xml", "-o", tmp_path)
    expected = {
        str(one.get("NodeId")): str(one.get("DataType"))
        for one in ElementTree.parse(golden / "nodeset.xml").iter()
        if one.tag.endswith("UAVariable")
    }
    found = asyncio.run(loaded(tmp_path / "nodeset.xml", list(expected)))
    assert {tag: kind for tag, (kind, _) in found.items()} == expected
    assert [tag for tag, (_, value) in found.items() if value is None] == [
        "ns=2;s=Factory.Facilities.Line_1.Components.Machines.Machine_1.TechnicalData.EmptyText",
        "ns=2;s=Standalone.OperationalData.T_decimal",
    ]


def test_what_was_typed_is_kept_and_what_cannot_be_is_told(tmp_path: Path) -> None:
    out, environment = tmp_path / "out", plant()
    run("export", "kosmo", written(tmp_path, environment), "-o", out)
    typed(out / "engineering.csv", RUNNING, ", 게이트웨이 ,PLC_1,ns=6;s=::Global:run,500, 2")
    again = run("export", "kosmo", tmp_path / "plant.json", "-o", out)
    assert again.code == 2
    assert "--merge" in again.err
    merged = run("export", "kosmo", tmp_path / "plant.json", "-o", out, "--merge", out)
    assert merged.code == 0, merged.said
    row = f"{RUNNING},게이트웨이,PLC_1,ns=6;s=::Global:run,500, 2"
    assert row in (out / "engineering.csv").read_text(encoding="utf-8").splitlines()
    operational(environment)[0]["idShort"] = "Operating"
    renamed = run("export", "kosmo", written(tmp_path, environment), "-o", out, "--merge", out)
    assert "KSM160" in renamed.out
    assert row not in (out / "engineering.csv").read_text(encoding="utf-8")
    assert (out / "engineering.dropped.csv").read_text(encoding="utf-8") == f"{row}\n"


def test_a_broken_row_and_a_second_one_are_told(tmp_path: Path) -> None:
    rows = f"{RUNNING},GW_1,PLC_1,ns=1;i=1,100, -1\n{RUNNING},GW_1,PLC_2,ns=1;i=2,100, -1\n\na,b,c,d,e,f,g\n"
    (tmp_path / "engineering.csv").write_text(rows, encoding="utf-8")
    answer = run("export", "kosmo", written(tmp_path, plant()), "-o", tmp_path / "out", "--merge", tmp_path)
    assert {"KSM161", "KSM162"} <= set(answer.out.replace("[", " ").split())
    assert f"{RUNNING},GW_1,PLC_1,ns=1;i=1,100, -1" in (tmp_path / "out" / "engineering.csv").read_text("utf-8")


def test_what_cannot_be_read_writes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "plant.json"
    source.write_text('{"submodels": [', encoding="utf-8")
    answer = run("export", "kosmo", source, "-o", tmp_path / "out")
    assert answer.code == 1
    assert not (tmp_path / "out").exists()
    assert run("export", "kosmo", source, "-o", tmp_path / "out", "--merge", tmp_path).code == 3
