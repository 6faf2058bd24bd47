"""Workbooks: sheets, header rows and merged cells, what a cell becomes, and broken files."""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from aas_converters.sources import Settings, SourceError, Table, open_table, open_tables
from aas_converters.sources.cells import duration, text_of

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("python_calamine")

Rows = list[tuple[str | None, ...]]
Cells = list[list[Any]]
Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Write sheets to a workbook; `merged` are ranges of the first one, which begins at cell `at`."""

    def written(sheets: dict[str, Cells], merged: tuple[str, ...] = (), at: tuple[int, int] = (1, 1)) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for i, row in enumerate(rows):
                for k, value in enumerate(row):
                    sheet.cell(at[0] + i, at[1] + k, value)
        for area in merged:
            book.worksheets[0].merge_cells(area)
        path = tmp_path / "t.xlsx"
        book.save(path)
        return path

    return written


def rows_of(table: Table, rows: int = 4_000) -> Rows:
    return [row for batch in table.batches(rows) for row in batch.frame.rows()]


def names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def lines_of(table: Table) -> list[int]:
    return [line for batch in table.batches() if batch.lines is not None for line in batch.lines]


def codes(found: SourceError | Table) -> list[str]:
    return [finding.rule.code for finding in found.findings]


def refused(path: Path, **said: Any) -> list[str]:
    with pytest.raises(SourceError) as error:
        open_table(path, Settings(**said))
    return codes(error.value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (48.0, "48"),
        (850.5, "850.5"),
        (0.1 + 0.2, "0.3"),
        (123456789012345.0, "123456789012345"),
        (True, "true"),
        ("007", "007"),
        (" 양품 ", "양품"),
        ("#DIV/0!", None),
        (date(2022, 3, 1), "2022-03-01"),
        (datetime(2022, 3, 1, 8, 0), "2022-03-01T08:00:00"),
        (time(8, 30), "08:30:00"),
        (timedelta(hours=26, minutes=5), "PT26H5M"),
    ],
)
def test_a_cell_becomes_what_a_person_sees(put: Put, value: Any, text: str | None) -> None:
    table = open_table(put({"A": [["key", "v"], ["x1", value]]}))
    assert rows_of(table) == [("x1", text)]


def test_durations_and_empty_cells() -> None:
    assert [duration(timedelta(seconds=s)) for s in (0, 90.5, -3600)] == ["PT0S", "PT1M30.5S", "-PT1H"]
    assert (text_of(None), text_of(1e22)) == ("", "1e+22")


def test_a_bare_date_in_a_column_of_times_is_midnight(put: Put) -> None:
    table = open_table(
        put({"A": [["시각", "작업일"], *[[datetime(2022, 3, 1, 8 * i), date(2022, 3, 1)] for i in (0, 1)]]})
    )
    assert rows_of(table) == [("2022-03-01T00:00:00", "2022-03-01"), ("2022-03-01T08:00:00", "2022-03-01")]


def test_the_used_range_may_begin_anywhere_and_blank_rows_are_none(put: Put) -> None:
    table = open_table(put({"A": [["n", "m"], [1, 2], [None, None], [3, 4]]}, at=(4, 3)))
    assert (names(table), rows_of(table), lines_of(table)) == (["n", "m"], [("1", "2"), ("3", "4")], [5, 7])


def test_titles_and_merged_header_rows_are_told_apart(put: Put) -> None:
    rows: Cells = [
        ["작업일보", None, None, None],
        ["Lot", "온도", None, "비고"],
        [None, "1존(℃)", "2존(℃)", None],
        ["L1", 850, 851, "ok"],
        ["L2", 852, 853, None],
    ]
    table = open_table(put({"A": rows}, ("A1:D1", "A2:A3", "B2:C2", "D2:D3")))
    assert names(table) == ["Lot", "온도 1존(℃)", "온도 2존(℃)", "비고"]
    assert table.columns[1].unit == "℃"
    assert rows_of(table) == [("L1", "850", "851", "ok"), ("L2", "852", "853", None)]
    assert codes(table) == ["SRC020"]


def test_a_header_merged_sideways_above_data_is_one_row(put: Put) -> None:
    table = open_table(put({"A": [["n", "비고", None], [1, "a", "b"], [2, "c", "d"]]}, ("B1:C1",)))
    assert len(rows_of(table)) == 2


def test_a_unit_row_is_found(put: Put) -> None:
    table = open_table(put({"A": [["Temp", "Speed"], ["℃", "rpm"], [1, 2], [3, 4]]}))
    assert [column.unit for column in table.columns] == ["℃", "rpm"]
    assert lines_of(table) == [3, 4]


def test_a_cell_merged_over_rows_is_valid_for_each(put: Put) -> None:
    table = open_table(put({"A": [["Lot", "n"], ["L1", 1], [None, 2], ["L2", 3]]}, ("A2:A3",)))
    assert rows_of(table) == [("L1", "1"), ("L1", "2"), ("L2", "3")]


def test_settings_say_where_the_header_is(put: Put) -> None:
    path = put({"A": [["x"], ["y"], ["a", "b"], ["1", "2"]]})
    assert names(open_table(path, Settings(skip_rows=2, header_rows=1))) == ["a", "b"]


def test_the_sheet_is_chosen_by_name_or_number_or_is_the_first_with_something_in_it(put: Put) -> None:
    path = put({"빈": [], "1월": [["n"], ["x1"]], "2월": [["n"], ["x2"]]})
    assert rows_of(open_table(path)) == [("x1",)]
    assert codes(open_table(path)) == ["SRC121"]
    assert rows_of(open_table(path, Settings(sheet="2월"))) == [("x2",)]
    assert rows_of(open_table(path, Settings(sheet="3"))) == [("x2",)]


def test_a_sheet_that_is_not_there_is_said_with_those_that_are(put: Put) -> None:
    with pytest.raises(SourceError) as error:
        open_table(put({"1월": [["n"], [1]]}), Settings(sheet="1 월"))
    assert codes(error.value) == ["SRC120"]
    assert error.value.findings[0].hint == "write source: {sheet: 1월}"
    assert "1월" in str(error.value)


@pytest.mark.parametrize("rows", [1, 3, 4_000])
def test_a_type_that_changes_late_is_text_all_along(put: Put, rows: int) -> None:
    cells: Cells = [["n"], *[[i + 0.5] for i in range(900)], ["stopped"], [datetime(2022, 3, 1, 8)]]
    read = rows_of(open_table(put({"A": cells})), rows)
    assert read[0] == ("0.5",)
    assert read[-2:] == [("stopped",), ("2022-03-01T08:00:00",)]


def with_sheet(path: Path, changed: Callable[[bytes], bytes]) -> Path:
    """Write the workbook again with its first sheet changed."""
    saved = path.with_name("saved.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(saved, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            new.writestr(item, changed(content) if item.filename.endswith("sheet1.xml") else content)
    return saved


def test_a_formula_gives_the_value_that_was_saved_with_it(put: Put) -> None:
    path = put({"A": [["a", "b"], [1, "=A2*2"]]})
    saved = with_sheet(path, lambda content: re.sub(rb"<v></v>|<v ?/>", b"<v>2</v>", content))
    assert rows_of(open_table(saved)) == [("1", "2")]
    assert codes(open_table(saved)) == []
    assert rows_of(open_table(path)) == [("1", None)]
    assert codes(open_table(path)) == ["SRC123"]


def test_a_damaged_sheet_is_an_error_and_not_fewer_rows(put: Put) -> None:
    path = put({"A": [["n"], *[[i] for i in range(100)]]})
    assert refused(with_sheet(path, lambda content: content[: len(content) // 2])) == ["SRC009"]


def test_broken_files_are_refused_with_the_reason(put: Put, tmp_path: Path) -> None:
    content = put({"A": [["n"], [1]]}).read_bytes()
    for name, broken, code in (
        ("cut.xlsx", content[: len(content) // 2], "SRC009"),
        ("zip.xlsx", b"PK\x03\x04" + b"x" * 200, "SRC009"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "SRC009"),
        ("web.xls", b"<html><table></table></html>", "SRC009"),
        ("drm.xlsx", b"SCDSA004" + b"\x01" * 90, "SRC007"),
        ("empty.xlsx", b"", "SRC006"),
    ):
        (tmp_path / name).write_bytes(broken)
        assert refused(tmp_path / name) == [code], name
    assert refused(put({"A": []})) == ["SRC006"]
    assert codes(open_table(put({"A": [["n", "m"]]}))) == ["SRC024"]


def test_text_that_is_only_named_xls_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.xls").write_bytes("판정\t값\n양품\t1\n".encode("cp949"))
    assert rows_of(open_table(tmp_path / "t.xls")) == [("양품", "1")]


def test_without_the_library_a_sentence_says_what_to_install(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put({"A": [["n"], [1]]})
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(SourceError) as error:
        open_table(path)
    assert codes(error.value) == ["SRC014"]
    assert "aas-toolkit[excel]" in error.value.findings[0].hint


def test_a_folder_takes_workbooks_but_not_the_lock_of_an_open_one(put: Put, tmp_path: Path) -> None:
    put({"A": [["n"], ["x1"]]})
    (tmp_path / "~$t.xlsx").write_bytes(b"lock")
    (tmp_path / "a.csv").write_text("n\nx2\n", encoding="utf-8")
    assert [rows_of(table) for table in open_tables([tmp_path])] == [[("x2",)], [("x1",)]]
