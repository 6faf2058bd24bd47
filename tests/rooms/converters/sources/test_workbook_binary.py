"""Excel's binary workbooks (.xlsb): no free program writes them, so the test does, record by record."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from aas_converters.sources import Settings, SourceError, open_table
from tests.cli.running import run

pytest.importorskip("python_calamine")

BEGIN_BOOK, END_BOOK, BEGIN_SHEETS, END_SHEETS, SHEET = 131, 132, 143, 144, 156
BEGIN_SHEET, END_SHEET, SIZE, BEGIN_ROWS, END_ROWS = 129, 130, 148, 145, 146
ROW, BLANK, BOOLEAN, NUMBER, TEXT = 0, 1, 4, 5, 6
"""Numbers of records, from the public description of the format ([MS-XLSB])."""
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Value = str | float | bool | None


def packed(number: int) -> bytes:
    """A number of a record or its length: seven bits a byte, the lowest first."""
    found = bytearray()
    while True:
        found.append(number & 0x7F | (0x80 if number > 0x7F else 0))
        number >>= 7
        if not number:
            return bytes(found)


def record(kind: int, content: bytes = b"") -> bytes:
    # the number of a record above 127 takes two bytes, which both count
    number = bytes((kind & 0x7F | 0x80, kind >> 7)) if kind > 0x7F else bytes((kind,))
    return number + packed(len(content)) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(column: int, value: Value) -> bytes:
    place = struct.pack("<II", column, 0)
    match value:
        case None:
            return record(BLANK, place)
        case bool():
            return record(BOOLEAN, place + bytes((value,)))
        case str():
            return record(TEXT, place + wide(value))
        case _:
            return record(NUMBER, place + struct.pack("<d", value))


def workbook(path: Path, sheets: dict[str, list[list[Value]]]) -> Path:
    """Write a binary workbook with some sheets."""
    with zipfile.ZipFile(path, "w") as package:
        named = b"".join(
            record(SHEET, struct.pack("<II", 0, at) + wide(f"rId{at}") + wide(name))
            for at, name in enumerate(sheets, 1)
        )
        inside = record(BEGIN_SHEETS) + named + record(END_SHEETS)
        package.writestr("xl/workbook.bin", record(BEGIN_BOOK) + inside + record(END_BOOK))
        links = "".join(
            f'<Relationship Id="rId{at}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{at}.bin"/>'
            for at in range(1, len(sheets) + 1)
        )
        namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
        package.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<?xml version="1.0"?><Relationships xmlns="{namespace}">{links}</Relationships>',
        )
        for at, rows in enumerate(sheets.values(), 1):
            size = struct.pack("<IIII", 0, max(len(rows) - 1, 0), 0, max(map(len, rows), default=1) - 1)
            body = b"".join(
                record(ROW, struct.pack("<I", number) + bytes(13))
                + b"".join(cell(column, value) for column, value in enumerate(row))
                for number, row in enumerate(rows)
            )
            content = record(BEGIN_SHEET) + record(SIZE, size) + record(BEGIN_ROWS) + body + record(END_ROWS)
            package.writestr(f"xl/worksheets/sheet{at}.bin", content + record(END_SHEET))
    return path


ROWS: list[list[Value]] = [
    ["시각", "설비", "온도(℃)", "판정"],
    ["2026-03-02 08:00:00", "PL-1", 54.5, True],
    ["2026-03-02 08:10:00", "PL-1", None, False],
    ["2026-03-02 08:20:00", "PL-1", 60.0, True],
]


def test_a_binary_workbook_is_a_table(tmp_path: Path) -> None:
    table = open_table(workbook(tmp_path / "일지.xlsb", {"3월": ROWS}))
    assert [(column.header, column.unit) for column in table.columns] == [
        *(("시각", None), ("설비", None), ("온도", "℃"), ("판정", None))
    ]
    (batch,) = table.batches()
    assert batch.frame.rows() == [
        ("2026-03-02 08:00:00", "PL-1", "54.5", "true"),
        ("2026-03-02 08:10:00", "PL-1", None, "false"),
        ("2026-03-02 08:20:00", "PL-1", "60", "true"),
    ]


def test_sheets_are_chosen_by_name_and_number(tmp_path: Path) -> None:
    path = workbook(tmp_path / "two.xlsb", {"표지": [["제목"]], "측정": ROWS})
    for choice in ("측정", "2"):
        assert open_table(path, Settings(sheet=choice)).about["sheet"] == "측정"
    with pytest.raises(SourceError):
        open_table(path, Settings(sheet="없음"))


def test_it_goes_the_whole_way(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["시각", "설비", "온도(℃)"], ["2026-03-02 08:00:00", "PL-1", 54.5]]
    path = workbook(tmp_path / "log.xlsb", {"log": rows})
    assert run("inspect", path).code == 0
    answer = run("convert", path, "--model", "plating", "--out", tmp_path / "o.aasx")
    assert answer.code == 0, answer.said


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_broken_one_is_a_finding(tmp_path: Path, share: float) -> None:
    whole = workbook(tmp_path / "log.xlsb", {"log": ROWS}).read_bytes()
    path = tmp_path / "cut.xlsb"
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(SourceError):
        open_table(path)
