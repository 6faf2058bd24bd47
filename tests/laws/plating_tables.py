"""Plant files for the plating model, good and bad cells, and what each row must become: worked out without polars."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

COLUMNS: Final = ("Time", "Machine", "Lot", "Temp", "Current", "pH", "Product")
MANDATORY: Final = ("Time", "Machine", "Lot", "Temp", "Current")
TEXTS: Final = ("Machine", "Lot", "Product")
ELEMENTS: Final = {
    "Time": "Header.Time",
    "Machine": "Header.EquipmentId",
    "Lot": "Header.LotNumber",
    "Temp": "Measured.BathTemperature",
    "Current": "Measured.RectifierCurrent",
    "pH": "Measured.BathPh",
    "Product": "Header.ProductName",
}
MAPPING: Final = """\
mapping: 1
model: plating
source: {encoding: utf-8, delimiter: ",", header_rows: 1, unit_row: false, skip_rows: 0}
ids: {base: "https://plant.example/ids", asset: "{Header.EquipmentId}", submodel: "KEY"}
time: {zone: Asia/Seoul}
elements:
  Header.Time: Time
  Header.EquipmentId: Machine
  Header.LotNumber: Lot
  Header.ProductName: Product
  Measured.BathTemperature: {column: Temp, decimal: "."}
  Measured.RectifierCurrent: {column: Current, decimal: "."}
  Measured.BathPh: {column: pH, decimal: "."}
"""
BAD: Final = "?bad?"

NUMBERS = st.decimals(6, 14, places=2).map(str)
WORDS = st.sampled_from(["P-1", "니켈 도금", '9" <A&B>', "a,b", "🏭", "a\\b", "{x}", "%20", "x/y", "한", "]]>"])


@st.composite
def rows(draw: st.DrawFn, *, faults: bool = True, least: int = 1, most: int = 12) -> list[dict[str, str]]:
    """Rows in which each cell is good, empty or bad."""

    def cell(name: str, number: int) -> str:
        match name:
            case "Time":
                good = f"2024-03-{1 + number // 24:02} {number % 24:02}:00:00"
            case "Machine":
                good = draw(st.sampled_from(["L1", "L2", "라인 3"]))
            case "Lot" | "Product":
                good = draw(WORDS)
            case _:
                good = draw(NUMBERS)
        ways = ["good"] * 9
        if faults:
            ways += ["empty"] + (["bad"] if name not in TEXTS else [])
        elif name in ("pH", "Product"):
            ways += ["empty"] * 3
        return {"good": good, "empty": "", "bad": BAD}[draw(st.sampled_from(ways))]

    return [{name: cell(name, i) for name in COLUMNS} for i in range(draw(st.integers(least, most)))]


def write(path: Path, table: list[dict[str, str]]) -> Path:
    """Write rows as a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def complete(row: dict[str, str]) -> bool:
    """Whether a row can be written at all."""
    return all(row[name] not in ("", BAD) for name in MANDATORY)


def expected_values(row: dict[str, str]) -> dict[str, str]:
    """What the submodel of a row holds, by path."""
    values = {ELEMENTS[name]: row[name] for name in COLUMNS if row[name] not in ("", BAD)}
    return {**values, "Header.Time": row["Time"].replace(" ", "T") + "+09:00"}


def values_in(submodel: dict[str, Any]) -> dict[str, str]:
    """The values of a submodel as plain data, by path."""
    found: dict[str, str] = {}

    def collect(elements: list[dict[str, Any]], above: str) -> None:
        for i, element in enumerate(elements):
            name = element.get("idShort")
            path = f"{above}[{i}]" if name is None else f"{above}.{name}" if above else name
            if isinstance(element.get("value"), list):
                collect(element["value"], path)
            else:
                found[path] = element["value"]

    collect(submodel.get("submodelElements", []), "")
    return found


@dataclass(frozen=True)
class Small:
    """A table whose batches are as small as one likes."""

    table: Any
    rows: int

    @property
    def name(self) -> str:
        return str(self.table.name)

    @property
    def columns(self) -> Any:
        return self.table.columns

    @property
    def identity(self) -> str:
        return str(self.table.identity)

    @property
    def about(self) -> dict[str, str]:
        return dict(self.table.about)

    @property
    def findings(self) -> Any:
        return self.table.findings

    def batches(self, rows: int = 0) -> Any:
        return self.table.batches(self.rows)
