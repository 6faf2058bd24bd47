"""The modelling workbook of the Korean programme: read, and written again without a cell lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aas_converters.workbooks.columns import GROUPS, TITLES, WIDTH, Cells
from aas_converters.workbooks.extensions import same
from aas_converters.workbooks.read import model_rows, read_workbook
from aas_converters.workbooks.save import save_workbook
from aas_converters.workbooks.sheet import Sheet, modelling_sheet
from aas_converters.workbooks.write import workbook_rows
from aas_toolkit import validate
from tests.cli.running import run
from tests.shared_files import shared

HEAD = (tuple(GROUPS.get(column, "") for column in range(WIDTH)), TITLES)


def row(**columns: str) -> Cells:
    """`a="x", ac="y"`: the columns by their letters."""
    cells = [""] * WIDTH
    for name, text in columns.items():
        number = 0
        for letter in name:
            number = number * 26 + ord(letter) - ord("a") + 1
        cells[number - 1] = text
    return tuple(cells)


OPTIONS = "category=PARAMETER,kind=Instance"
ROWS = [
    row(a="PressProcess", o="https://plant.example/ids/asset/1"),
    row(b="Press", o="https://plant.example/ids/aas/1", p="Asset", q="True"),
    row(e="OperationalData", n="kind=Instance", o="https://plant.example/ids/sm/1"),
    row(m="Prop:Mode", n=OPTIONS, o="https://plant.example/ids/cd/1", aa="String", r="Mode", t="@en:Mode@ko:모드"),
    row(f="Slide", n="kind=Instance,ordered=False,allowDuplicates=False", o="https://plant.example/ids/smc/1"),
    row(
        l="D1001",
        m="Prop:Min.Speed",
        n="category=VARIABLE,kind=Instance",
        o="https://plant.example/ids/cd/2",
        u="REAL_MEASURE",
        w="0173-1#02-AAV999#002",
        x="1.50",
        z="mm/s",
        aa="Float",
        ab="@en:Slowest speed",
        ac="ns=2;s=Press.Speed",
        ad="확인 필요",
    ),
    row(g="Motor", n="kind=Instance,ordered=False,allowDuplicates=False"),
    row(m="PropAssetID", n=OPTIONS, o="https://plant.example/ids/cd/3", u="REAL_MEASURE"),
    row(m="MLP:Title", n=OPTIONS, x="@en:Press@ko:프레스", aa="langString"),
    row(m="File:Logo", n=OPTIONS, x="logo.png", aa="Data"),
    row(m="Ref:Drawing", n=OPTIONS, x="https://plant.example/drawing"),
    row(m="Prop:PropellerSpeed", n=OPTIONS, aa="Condition_Det", y="[0..3]"),
]
COUNTS = tuple(str(sum(bool(one[column]) for one in ROWS)) for column in range(WIDTH))


def read(rows: list[Cells]) -> tuple[dict[str, Any], list[str]]:
    environment, findings = read_workbook(Sheet("Model", (*HEAD, *rows)), "model.xlsx")
    return environment, [finding.rule.code for finding in findings]


def elements(environment: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    waiting = [one for submodel in environment["submodels"] for one in submodel.get("submodelElements", [])]
    while waiting:
        one = waiting.pop(0)
        found.append(one)
        waiting = [*(one.get("value", []) if one["modelType"] == "SubmodelElementCollection" else []), *waiting]
    return found


def test_rows_become_shells_submodels_collections_and_elements() -> None:
    environment, codes = read([*ROWS, COUNTS])
    names = [(one["modelType"], one["idShort"]) for one in elements(environment)]
    assert names == [
        ("Property", "Mode"),
        ("SubmodelElementCollection", "Slide"),
        ("Property", "Min_Speed"),
        ("SubmodelElementCollection", "Motor"),
        ("Property", "AssetID"),
        ("MultiLanguageProperty", "Title"),
        ("File", "Logo"),
        ("ReferenceElement", "Drawing"),
        ("Property", "PropellerSpeed"),
    ]
    assert environment["assetAdministrationShells"][0]["assetInformation"]["globalAssetId"].endswith("/asset/1")
    assert codes == ["SRC183"]


def test_what_a_workbook_makes_has_no_error(tmp_path: Path) -> None:
    environment, _ = read(ROWS)
    assert [str(one) for one in validate(json.dumps(environment).encode()) if str(one.severity) == "error"] == []


def test_no_cell_is_lost_on_the_way_there_and_back() -> None:
    rows, lost = workbook_rows(read(ROWS)[0], "model.json")
    assert lost == []
    assert [
        [same(a, b, column) for column, (a, b) in enumerate(zip(*pair, strict=True))]
        for pair in zip(ROWS, rows, strict=True)
    ] == [[True] * WIDTH] * len(ROWS)


def test_texts_that_are_too_long_for_the_metamodel_are_kept_whole() -> None:
    long = row(
        m="Prop:Long", n=OPTIONS, o="https://plant.example/ids/cd/9", t="@en:" + "n" * 300, ab="@en:" + "d" * 2000
    )
    environment, _ = read([*ROWS, long])
    assert validate(json.dumps(environment).encode()).ok
    again = workbook_rows(environment, "x")[0][-1]
    assert (again[19], again[27]) == (long[19], long[27])


def test_the_name_that_was_changed_wins_over_the_one_that_was_kept() -> None:
    environment, _ = read(ROWS)
    next(one for one in elements(environment) if one["idShort"] == "Min_Speed")["idShort"] = "LowestSpeed"
    rows, _ = workbook_rows(environment, "model.json")
    assert "Prop:LowestSpeed" in [one[12] for one in rows]


def test_one_id_for_two_submodels_is_said_and_both_are_there() -> None:
    again = row(e="Nameplate", n="kind=Instance", o="https://plant.example/ids/sm/1")
    environment, codes = read([*ROWS, again])
    assert [one["id"] for one in environment["submodels"]] == [again[14], f"{again[14]}/2"]
    assert "SRC184" in codes
    assert workbook_rows(environment, "x")[0][-1] == again


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([row(e="Identification", o="https://plant.example/sm")], "SRC180"),
        ([*ROWS[:2], row(m="Prop:Speed")], "SRC180"),
        ([*ROWS, row(n="LoadMonitor")], "SRC181"),
        ([*ROWS, row(f="Prop:Old", m="Prop:New")], "SRC182"),
        ([*ROWS[:1], row(b="Press")], "SRC185"),
        ([*ROWS, row(m="Prop:Mode2", n=OPTIONS, o="https://plant.example/ids/cd/1", t="@en:Other")], "SRC186"),
    ],
)
def test_what_is_wrong_is_said(rows: list[Cells], code: str) -> None:
    assert code in read(rows)[1]


def test_what_has_no_column_is_said() -> None:
    environment, _ = read(ROWS)
    environment["submodels"][0]["submodelElements"].append(
        {"modelType": "Range", "idShort": "Load", "valueType": "xs:int"}
    )
    environment["submodels"][0]["submodelElements"][0]["qualifiers"] = [{"type": "T", "valueType": "xs:int"}]
    lost = [finding.text("en") for finding in workbook_rows(environment, "x")[1]]
    assert lost == [
        "qualifiers of OperationalData.Mode has no column",
        "Range of OperationalData.Load has no column",
    ]


def test_the_command_reads_and_writes_workbooks(tmp_path: Path) -> None:
    book, package, again = tmp_path / "model.xlsx", tmp_path / "model.aasx", tmp_path / "again.xlsx"
    save_workbook(book, ROWS)
    assert book.read_bytes() == (save_workbook(again, ROWS), again.read_bytes())[1]
    answer = run("convert", book, "-o", package)
    assert answer.code == 0, answer.said
    assert run("validate", package).code == 0
    answer = run("export", "workbook", package, "-o", again)
    assert answer.code == 0, answer.said
    sheet = modelling_sheet(again)
    assert sheet is not None
    environment, _ = read_workbook(sheet, "model.xlsx")
    assert environment == read(ROWS)[0]


@pytest.mark.parametrize(
    "text",
    [
        '{"submodels":[{"modelType":"Submodel"}]}',
        '{"submodels":[{"modelType":"Submodel","id":"x","submodelElements":[{"idShort":"Aa"}]}]}',
        '{"assetAdministrationShells":[{"modelType":"AssetAdministrationShell","id":"x","submodels":[{"keys":[]}]}]}',
        '{"submodels":[5]}',
    ],
)
def test_a_file_that_breaks_the_schema_is_named_and_nothing_is_written(text: str, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text(text, encoding="utf-8")
    answer = run("export", "workbook", tmp_path / "bad.json", "-o", tmp_path / "bad.xlsx")
    assert answer.code == 1
    assert "bad.json" in answer.said
    assert not (tmp_path / "bad.xlsx").exists()


def test_a_sheet_of_plant_data_is_no_modelling_workbook(tmp_path: Path) -> None:
    book = tmp_path / "shots.xlsx"
    save_workbook(book, ROWS)
    assert modelling_sheet(book) is not None
    assert read_header(("1.01", "x"), ("Asset",)) is False
    assert read_header(("Asset",), TITLES) is False


def read_header(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    from aas_converters.workbooks.columns import is_modelling_sheet

    return is_modelling_sheet(list(first), list(second))


NAMES = st.sampled_from(["Speed", "Min.Speed", "온도", "X", "1st run", "E-mail", "속도2", "A_1"])
TEXTS = st.sampled_from(
    ["", "", "a", "@en:Speed", "@enSlip", "REAL_MEASURE", "String", "integer", "7", "1.50", "mm", "확인"]
)


@st.composite
def models(draw: st.DrawFn) -> list[Cells]:
    rows = [*ROWS[:3]]
    for number in range(draw(st.integers(1, 8))):
        cells = [draw(TEXTS) if column >= 13 else "" for column in range(WIDTH)]
        cells[14] = draw(st.sampled_from(["", f"https://plant.example/cd/{number % 3}"]))
        kind = draw(st.sampled_from(["Prop:", "prop:", "MLP:", "File:", "Ref:", "Prop", "collection"]))
        if kind == "collection":
            cells[5 + draw(st.integers(0, 5))] = draw(NAMES)
        else:
            cells[12] = kind + draw(NAMES)
        cells[11] = draw(st.sampled_from(["", "D100"]))
        rows.append(tuple(cells))
    return rows


@given(models())
@settings(deadline=None)
def test_law_no_cell_of_any_model_is_lost(rows: list[Cells]) -> None:
    environment, _ = read(rows)
    again, lost = workbook_rows(environment, "x")
    assert lost == []
    assert len(again) == len(rows)
    wrong = [
        (TITLES[column], a[column], b[column])
        for a, b in zip(rows, again, strict=True)
        for column in range(WIDTH)
        if not same(a[column], b[column], column)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["NC_CNC_Ver0.3", "Plating(도금)_Ver0.3", "Press_Ver0.3"])
def test_workbooks_of_the_programme_come_back_cell_by_cell(name: str) -> None:
    sheet = modelling_sheet(shared(f"kosmo/mos-workbooks/{name}.xlsx"))
    assert sheet is not None
    environment, _ = read_workbook(sheet, name)
    rows, lost = workbook_rows(environment, name)
    assert lost == []
    there = [cells for _, cells in model_rows(sheet)]
    assert [
        (TITLES[column], a[column], b[column])
        for a, b in zip(there, rows, strict=True)
        for column in range(WIDTH)
        if not same(a[column], b[column], column)
    ] == []
    assert validate(json.dumps(environment).encode()).ok
