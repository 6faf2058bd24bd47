"""One sheet as LibreOffice saves it in every format: hidden sheets, merged header rows, dates, values of formulas.

`workbooks/libreoffice.*` were made by LibreOffice 7.4 from one workbook: a hidden first sheet, a title, two header rows
with cells merged both ways, times, a bare date, 0.1 + 0.2, a word for no value, formulas and one that fails.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from aas_converters.sources import Settings, SourceError, open_table, open_tables
from aas_converters.sources.merged_ods import merged_cells
from tests.cli.running import mapping, run

pytest.importorskip("python_calamine")

WORKBOOKS = Path(__file__).parent / "workbooks"
FORMATS = ("ods", "xls", "xlsx")
SUMS = ("360.2", "363.2", "366.2", "369.2", "372.2")


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_workbook_says_the_same_in_every_format(suffix: str) -> None:
    table = open_table(WORKBOOKS / f"libreoffice.{suffix}")
    assert [(column.name, column.unit) for column in table.columns] == [
        *(("시각", None), ("욕조 온도 (℃)", "℃"), ("욕조 pH", None), ("전류 (A)", "A"), ("합", None))
    ]
    assert (table.about["sheet"], table.about["header rows"], table.about["title rows"]) == ("측정", "2", "1")
    assert [finding.rule.code for finding in table.findings] == ["SRC121", "SRC020"]
    (batch,) = table.batches()
    *rows, last = batch.frame.iter_rows()
    assert rows == [
        (f"2024-03-01T09:0{i}:00", f"{25 + i}.1", "4.2", str(310 + i), total) for i, total in enumerate(SUMS)
    ]
    # LibreOffice keeps a boolean of Excel as the number 1 in .ods
    assert last == ("2024-03-02T00:00:00", "0.3", None, None, "1" if suffix == "ods" else "true")
    assert batch.lines is not None
    assert batch.lines.to_list() == [4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_converts(suffix: str, tmp_path: Path) -> None:
    by = mapping(
        tmp_path,
        "mapping: 1\nmodel: plating\n"
        'ids: {base: "https://plant.example/ids", submodel: "{Header.EquipmentId}/{Header.Time}"}\n'
        "time: {zone: Asia/Seoul}\nelements:\n  Header.Time: 시각\n  Header.EquipmentId: {constant: L1}\n"
        "  Header.LotNumber: {constant: A}\n  Measured.BathTemperature: 욕조 온도 (℃)\n"
        "  Measured.RectifierCurrent: {column: 전류 (A), default: 0}\n",
    )
    answer = run("convert", WORKBOOKS / f"libreoffice.{suffix}", "--map", by, "--out", tmp_path / "o.json")
    assert answer.code == 0, answer.said


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_missing_sheet_and_a_cut_off_file_are_said_in_every_format(suffix: str, tmp_path: Path) -> None:
    whole = WORKBOOKS / f"libreoffice.{suffix}"
    with pytest.raises(SourceError, match="SRC120 there is no sheet '측졍'; there are 표지, 측정"):
        open_table(whole, Settings(sheet="측졍"))
    cut = tmp_path / f"cut.{suffix}"
    cut.write_bytes(whole.read_bytes()[:-3000])
    with pytest.raises(SourceError, match="SRC009"):
        open_table(cut)


def test_merged_cells_of_a_sheet_with_repeats(tmp_path: Path) -> None:
    path = tmp_path / "t.ods"
    name = "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
    spanned = "<t:table-cell t:number-rows-spanned='2' t:number-columns-spanned='2'/>"
    row = f"<t:table-row><t:table-cell t:number-columns-repeated='3'/>{spanned}</t:table-row>"
    other = "<t:table t:name='other'><t:table-row><t:table-cell t:number-rows-spanned='9'/></t:table-row></t:table>"
    rows = f"<t:table-row t:number-rows-repeated='4'><t:table-cell/></t:table-row>{row}"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("content.xml", f"<doc {name}>{other}<t:table t:name='one'>{rows}</t:table>{other}</doc>")
    assert merged_cells(path, "one") == [((4, 3), (5, 4))]
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("content.xml", f"<doc {name}><t:table")
    assert merged_cells(path, "one") == []
    path.write_bytes(b"PK")
    assert merged_cells(path, "one") == []


def test_sheets_of_other_columns_are_told_apart(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    for day, header in (("1", "Temp"), ("2", "Temperature")):
        book = openpyxl.Workbook()
        book.active.append(["Time", "Machine", "Lot", header, "Current"])
        book.active.append(["2024-03-01 00:00:00", "L1", "A", 25.5, 3])
        book.save(tmp_path / f"day{day}.xlsx")
    assert len(open_tables([tmp_path])) == 2
    answer = run("convert", tmp_path / "*.xlsx", "--map", mapping(tmp_path), "--out", tmp_path / "o.json")
    assert answer.code == 1
    assert "SRC040" in answer.said
    assert not (tmp_path / "o.json").exists()
