"""Fill in a request form as a script: a value of its own in every cell that takes one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

SAMPLES = {
    "xs:boolean": "true",
    "xs:date": "2026-03-02",
    "xs:dateTime": "2026-03-02T09:15:30+09:00",
    "xs:time": "09:15:30",
    "xs:anyURI": "https://plant.example/1",
}
NUMBERS = (
    "decimal",
    "double",
    "float",
    "integer",
    "Integer",
    "int",
    "long",
    "short",
    "byte",
    "Byte",
    "Int",
    "Long",
    "Short",
)


@dataclass
class FilledIn:
    """What was written: values by sheet and key, and points by their row as the cells of columns B to N."""

    values: dict[tuple[str, str], str] = field(default_factory=dict)
    points: dict[str, tuple[str, ...]] = field(default_factory=dict)
    added: dict[str, str] = field(default_factory=dict)


def sample(value_type: str, number: int) -> str:
    """A value of a type, another one for each number where the type allows."""
    if value_type in SAMPLES:
        return SAMPLES[value_type]
    return f"{number % 90 + 1}" if value_type.endswith(NUMBERS) else f'값 {number} = 007, "x"; 1.50'


def fill(path: Path, types: dict[tuple[str, str], str], point_types: dict[str, str]) -> FilledIn:
    """Fill in a form in place. `types` are the value types of rows by sheet and key, strings where not said."""
    book = openpyxl.load_workbook(path)
    filled = FilledIn()
    for sheet in book.worksheets:
        key = str(sheet["A3"].value or "").removeprefix("form:")
        if key == "OperationalData":
            fill_points(sheet, filled, point_types)
        elif key == "Devices":
            for column, value in enumerate(("PLC #1", "opc.tcp://192.0.2.31:4840", "100"), 2):
                sheet.cell(4, column).value = value
        elif key:
            fill_rows(sheet, key, filled, types)
    book.save(path)
    return filled


def fill_rows(
    sheet: openpyxl.worksheet.worksheet.Worksheet, key: str, filled: FilledIn, types: dict[tuple[str, str], str]
) -> None:
    platform = {"Base": "https://plant.example", "GatewayName": "Edge_GW_1", "InternetAddress": "203.0.113.10"}
    platform |= {"GatewayConnection": "opc.tcp://192.0.2.20:4840", "GatewayInterval": "200", "CloudInterval": "100"}
    below = False
    for row in range(4, sheet.max_row + 1):
        mark = str(sheet.cell(row, 1).value or "")
        if below and len([one for one in filled.added if one.startswith(key)]) < 2:
            label, value = f"{key} added {row}", f"0{row}"
            sheet.cell(row, 2).value, sheet.cell(row, 3).value = label, value
            filled.added[label] = value
        below = below or mark == "+"
        if not mark or mark == "+":
            continue
        text = "Press_1" if mark == "name" else platform.get(mark) or sample(types.get((key, mark), "xs:string"), row)
        sheet.cell(row, 3).value = text
        filled.values[key, mark] = text


def fill_points(sheet: openpyxl.worksheet.worksheet.Worksheet, filled: FilledIn, point_types: dict[str, str]) -> None:
    for row in range(4, sheet.max_row + 1):
        mark = str(sheet.cell(row, 1).value or "")
        if not mark:
            continue
        sheet.cell(row, 4).value = f"ns=2;s=PLC.P{row}"
        sheet.cell(row, 8).value = f"{row * 100}ms"
        sheet.cell(row, 10).value = "PLC #1"
        sheet.cell(row, 14).value = sample(point_types[str(sheet.cell(row, 5).value)], row)
        filled.points[mark] = tuple(str(sheet.cell(row, column).value or "") for column in range(2, 15))
