"""Request forms: made for a model, filled in, and read back with nothing lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from aas_converters.forms.asked import technical_fields
from aas_converters.forms.fields import IDENTIFICATION, NAMEPLATE, PLATFORM
from aas_converters.forms.plc_types import VALUE_TYPES
from aas_converters.interchange import open_content
from aas_converters.kosmo.engineering import read_engineering
from aas_reference_models.library import load_model
from aas_toolkit.forms import convert_form, make_form
from aas_validators.kosmo.tree import PREFIX, points_of, tree_of
from tests.cli.running import run
from tests.rooms.converters.forms.filling import FilledIn, fill

MODELS = ("plating", "injection_moulding", "press_stamping", "machining_cnc", "robot_handling")
NOT_STATIC = ("name", "Base", "GatewayName", "GatewayConnection", "GatewayInterval", "InternetAddress", "CloudInterval")


def filled_form(name: str, path: Path) -> FilledIn:
    make_form(name, to=path, lang="ko")
    model = load_model(name)
    fields = {"Identification": IDENTIFICATION, "Nameplate": NAMEPLATE, "Platform": PLATFORM}
    types = {
        (sheet, one.path): one.value_type
        for sheet, rows in {**fields, "TechnicalData": technical_fields(model)}.items()
        for one in rows
    }
    return fill(path, types, VALUE_TYPES)


def environment(path: Path) -> dict[str, Any]:
    with open_content(path) as content:
        assert content.ok
        return content.parts[0].environment


def leaves(elements: list[dict[str, Any]], path: str = "") -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for one in elements:
        here = f"{path}/{one['idShort']}".lstrip("/")
        if one["modelType"] == "SubmodelElementCollection":
            found |= leaves(one.get("value", []), here)
        else:
            found[here] = one
    return found


def text_of(element: dict[str, Any]) -> str:
    value = element["value"]
    return value[0]["text"] if isinstance(value, list) else value


@pytest.mark.parametrize("name", MODELS)
def test_a_form_comes_back_with_no_value_lost_or_changed(name: str, tmp_path: Path) -> None:
    book, package = tmp_path / f"{name}.xlsx", tmp_path / "press.aasx"
    filled = filled_form(name, book)
    made = convert_form(book, to=package)
    assert [str(one) for one in made.report if str(one.severity) != "info"] == []
    assert run("validate", package).code == 0
    read = environment(package)
    found = {one["idShort"]: leaves(one["submodelElements"]) for one in read["submodels"]}

    asked = {key: value for key, value in filled.values.items() if key[1] not in NOT_STATIC}
    assert {key: text_of(found[key[0]][key[1]]) for key in asked} == asked
    labels = {
        one["displayName"][0]["text"]: one["value"]
        for elements in found.values()
        for one in elements.values()
        if "displayName" in one
    }
    assert {label: labels[label] for label in filled.added} == filled.added
    assert len(filled.added) == 6
    assert found["Identification"]["RepresentativeName"]["value"] == "Press_1"

    live = found["OperationalData"]
    rows, problems = read_engineering((tmp_path / "press" / "engineering.csv").read_bytes(), "engineering.csv")
    assert problems == []
    assert list(rows) == [PREFIX + point.tag for point in points_of(tree_of(read))]
    concepts = {
        one["id"]: one["embeddedDataSpecifications"][0]["dataSpecificationContent"]
        for one in read["conceptDescriptions"]
    }
    for path, cells in filled.points.items():
        label, _, node, plc_type, _, unit, period, category, _, about, low, high, now = cells
        element = live[path.replace(".", "/")]
        assert element["idShort"] == label
        assert (element["value"], element["valueType"], element["category"]) == (now, VALUE_TYPES[plc_type], category)
        assert element["description"][0]["text"] == about
        assert [one["value"] for one in element.get("qualifiers", [])] == [one for one in (low, high) if one]
        assert concepts[element["semanticId"]["keys"][0]["value"]].get("unit", "") == unit
        row = rows[f"{PREFIX}Press_1.OperationalData.{path}"]
        assert (row.gateway, row.device, row.node) == ("Edge_GW_1", "PLC_1", node)
        assert (row.interval, row.index) == (period.removesuffix("ms"), "-1")
    assert made.mapped == len(filled.points)


def test_what_a_form_makes_keeps_the_rules_of_the_programme_and_exports(tmp_path: Path) -> None:
    book, package = tmp_path / "form.xlsx", tmp_path / "press.aasx"
    filled_form("plating", book)
    assert run("convert", book, "-o", package).code == 0
    answer = run("validate", package, "--profile", "kosmo")
    assert answer.code == 0, answer.said
    folder = tmp_path / "press"
    before = read_engineering((folder / "engineering.csv").read_bytes(), "")[0]
    answer = run("export", "kosmo", package, "-o", folder, "--merge", folder)
    assert answer.code == 0, answer.said
    assert read_engineering((folder / "engineering.csv").read_bytes(), "")[0] == before
    system = json.loads((folder / "syscfg.json").read_text(encoding="utf-8"))["system"]
    assert [(one["GatewayName"], one["SamplingInterval"]) for one in system] == [("Edge_GW_1", "200.0")]
    assert [one["DeviceName"] for one in system[0]["FieldDevices"]] == ["PLC_1"]


def test_the_same_model_gives_the_same_bytes_in_both_languages(tmp_path: Path) -> None:
    for lang in ("en", "ko"):
        assert run("form", "plating", "-o", tmp_path / f"{lang}.xlsx", "--lang", lang).code == 0
        make_form("plating", to=tmp_path / "again.xlsx", lang="en" if lang == "en" else "ko")
        assert (tmp_path / f"{lang}.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()
    names = {lang: openpyxl.load_workbook(tmp_path / f"{lang}.xlsx").sheetnames[0] for lang in ("en", "ko")}
    assert names == {"en": "A Identification", "ko": "A 식별정보"}


def edited(path: Path, cells: dict[tuple[str, int, int], str]) -> None:
    book = openpyxl.load_workbook(path)
    by_key = {str(sheet["A3"].value or "").removeprefix("form:"): sheet for sheet in book.worksheets}
    for (key, row, column), value in cells.items():
        by_key[key].cell(row, column).value = value
    book.save(path)


def point(row: int, *cells: str) -> dict[tuple[str, int, int], str]:
    return {("OperationalData", row, column): cell for column, cell in enumerate(cells, 2)}


FIRST_FREE = 34
"""The first empty row of points in the form of plating."""


def test_points_that_the_plant_adds_are_read_arrays_item_by_item(tmp_path: Path) -> None:
    book, package = tmp_path / "form.xlsx", tmp_path / "press.json"
    make_form("plating", to=book, lang="ko")
    cells = point(
        FIRST_FREE, "작업 시간", "Chiller #1", "ns=1;i=7", "UDINT", "[1..3]", "s", "1 s", "PAR", "PLC #1", "설명"
    )
    edited(book, {**cells, ("Platform", 4, 3): "https://plant.example"})
    made = convert_form(book, to=package)
    assert made.report.ok
    rows = read_engineering((tmp_path / "press" / "engineering.csv").read_bytes(), "")[0]
    tag = f"{PREFIX}PlatingRecord.Components.Chiller_1.OperationalData.Point_"
    assert [(row.identifier, row.node, row.interval, row.index) for row in rows.values() if row.node] == [
        (f"{tag}{index}", "ns=1;i=7", "1000", str(index)) for index in (1, 2, 3)
    ]
    assert made.mapped == 3


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({("Identification", 23, 3): "어제"}, "SRC192"),
        (point(FIRST_FREE, "P", "", "ns=1;i=7", "REEL"), "SRC193"),
        (point(FIRST_FREE, "P", "", "ns=1;i=7", "REAL", "[3..1]"), "SRC193"),
        (point(FIRST_FREE, "P", "", "ns=1;i=7", "REAL", "", "", "often"), "SRC193"),
        (point(FIRST_FREE, "", "", "ns=1;i=7"), "SRC194"),
        (point(FIRST_FREE, "온도"), "SRC199"),
        ({("Identification", 4, 3): "Press_1", ("Nameplate", 4, 3): "Press_2"}, "SRC191"),
        (point(FIRST_FREE, "P" * 300), "SRC177"),
        (point(5, "Date of production " * 5), "SRC177"),
        ({}, "SRC190"),
        ({}, "SRC195"),
        ({}, "SRC196"),
        ({}, "SRC198"),
        ({**point(4, "A", "", "ns=1;i=1", "REAL", "", "", "", "", "PLC 9"), ("Platform", 7, 3): "GW_1"}, "SRC197"),
    ],
)
def test_what_is_wrong_with_a_form_is_said(cells: dict[tuple[str, int, int], str], code: str, tmp_path: Path) -> None:
    book = tmp_path / "form.xlsx"
    make_form("plating", to=book, lang="ko")
    edited(book, cells)
    assert code in {one.rule.code for one in convert_form(book, to=tmp_path / "x.json").report}


def test_a_mapping_typed_by_hand_stays_where_the_form_names_no_node(tmp_path: Path) -> None:
    book, package = tmp_path / "form.xlsx", tmp_path / "press.json"
    make_form("plating", to=book, name="Press_1", lang="ko")
    edited(book, point(5, "ProductionDate", "", "ns=1;i=5"))
    convert_form(book, to=package)
    file = tmp_path / "press" / "engineering.csv"
    typed = "ns=2;s=Press_1.OperationalData.Header.Time,GW,PLC,ns=1;i=9,500, -1"
    lines = [typed if ".Header.Time," in line else line for line in file.read_text(encoding="utf-8").splitlines()]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    convert_form(book, to=package)
    assert typed in file.read_text(encoding="utf-8").splitlines()


def test_what_is_added_never_takes_the_name_of_what_is_asked(tmp_path: Path) -> None:
    book, package = tmp_path / "form.xlsx", tmp_path / "press.json"
    make_form("plating", to=book, lang="ko")
    heading, street = 11, 13
    edited(book, {("Nameplate", heading, 3): "somewhere", ("Nameplate", street, 3): "Street 1"})
    convert_form(book, to=package)
    found = next(one for one in environment(package)["submodels"] if one["idShort"] == "Nameplate")
    assert {path: text_of(one) for path, one in leaves(found["submodelElements"]).items()} == {
        "PhysicalAddress/Street": "Street 1",
        "PhysicalAddress_2": "somewhere",
    }


def test_two_plants_without_a_base_never_share_an_id_and_one_form_gives_the_same_again(tmp_path: Path) -> None:
    ids = []
    for number in ("SN-1", "SN-2", "SN-2"):
        make_form("plating", to=tmp_path / "form.xlsx", name="Press_1", lang="ko")
        edited(tmp_path / "form.xlsx", {("Identification", 21, 3): number})
        convert_form(tmp_path / "form.xlsx", to=tmp_path / "press.json")
        ids.append({one["id"] for one in environment(tmp_path / "press.json")["submodels"]})
    assert ids[1] == ids[2]
    assert ids[0] & ids[1] == set()


def test_plant_data_are_no_form(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Temperature"
    book.active["A2"] = 5
    book.save(tmp_path / "data.xlsx")
    with pytest.raises(ValueError, match="no request form"):
        convert_form(tmp_path / "data.xlsx", to=tmp_path / "x.json")
