"""An invented plant: its CSV, the reference model of its process, its mapping, and the job sheet for other tools.

Everything comes from one table of columns and one seed, so every contestant does the same work on the same bytes.
"""

from __future__ import annotations

import csv
import json
import random
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

SEED: Final = 20260302
MACHINES: Final = 8
BASE: Final = "https://plant.example/"
MODEL_ID: Final = "benchmark_press"
ID_SHORT: Final = "PressStroke"
SUBMODEL: Final = f"{BASE}submodel/{MODEL_ID}/1/0"
HEADER: Final = "https://w3id.org/aas-toolkit/concept/header"
START: Final = datetime(2026, 3, 2, 8)
EMPTY_IN: Final = 50
"""A measure that may be empty is empty in one row of this many."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured column: what the plant calls it, its element, unit, range, decimals, and whether it has gaps."""

    header: str
    id_short: str
    unit: str
    low: float
    high: float
    digits: int
    gaps: bool = False


MEASURES: Final = (
    Measure("stroke_no", "StrokeNumber", "1", 0, 9_999_999, 0),
    Measure("force_left", "ForceLeft", "kN", 50, 900, 1),
    Measure("force_right", "ForceRight", "kN", 50, 900, 1),
    Measure("force_peak", "ForcePeak", "kN", 100, 1800, 1),
    Measure("slide_pos", "SlidePosition", "mm", 0, 320, 2),
    Measure("shut_height", "ShutHeight", "mm", 300, 420, 3),
    Measure("slide_speed", "SlideSpeed", "mm/s", 5, 450, 1),
    Measure("cycle_time", "CycleTime", "s", 0.8, 6, 3),
    Measure("die_temp_upper", "DieTemperatureUpper", "°C", 15, 180, 1),
    Measure("die_temp_lower", "DieTemperatureLower", "°C", 15, 180, 1),
    Measure("oil_temp", "OilTemperature", "°C", 15, 80, 1, gaps=True),
    Measure("oil_pressure", "OilPressure", "bar", 1, 250, 2),
    Measure("air_pressure", "AirPressure", "bar", 3, 8, 2),
    Measure("motor_current", "MotorCurrent", "A", 2, 160, 2),
    Measure("vibration", "Vibration", "mm/s", 0.05, 25, 3, gaps=True),
    Measure("feed_length", "FeedLength", "mm", 20, 900, 2),
    Measure("sheet_thickness", "SheetThickness", "mm", 0.3, 4, 3),
)
HEADERS: Final = ("time", "machine", "lot", *(measure.header for measure in MEASURES))


@dataclass(frozen=True, slots=True)
class Column:
    """What another tool needs to write one column as a Property."""

    header: str
    collection: str
    id_short: str
    semantic_id: str
    value_type: str


def columns() -> list[Column]:
    """Return the job of every column, in the order of the document."""
    header = [
        Column("time", "Header", "Time", f"{HEADER}/Time/1/0", "xs:dateTime"),
        Column("machine", "Header", "EquipmentId", f"{HEADER}/EquipmentId/1/0", "xs:string"),
        Column("lot", "Header", "LotNumber", f"{HEADER}/LotNumber/1/0", "xs:string"),
    ]
    return header + [
        Column(m.header, "Measured", m.id_short, f"{BASE}concept/{MODEL_ID}/{m.id_short}/1/0", value_type(m))
        for m in MEASURES
    ]


def value_type(measure: Measure) -> str:
    """Return the XSD type of a measure."""
    return "xs:double" if measure.digits else "xs:integer"


def write_sheet(path: Path) -> None:
    """Write the job as JSON for tools that know no reference models."""
    sheet = {
        "id_short": ID_SHORT,
        "semantic_id": SUBMODEL,
        "submodel_id": f"{BASE}submodel/{MODEL_ID}/",
        "shell_id": f"{BASE}shell/",
        "asset_id": f"{BASE}asset/",
        "zone": "+09:00",
        "collections": {
            "Header": f"{HEADER}/Header/1/0",
            "Measured": f"{BASE}concept/{MODEL_ID}/Measured/1/0",
        },
        "columns": [asdict(column) for column in columns()],
    }
    path.write_text(json.dumps(sheet, indent=1), encoding="utf-8")


def write_data(path: Path, rows: int, seed: int = SEED) -> None:
    """Write a CSV of so many rows; the first rows of a longer file are those of a shorter one."""
    draw = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for row in range(rows):
            stroke, machine = divmod(row, MACHINES)
            moment = START + timedelta(seconds=stroke)
            cells = [moment.isoformat(sep=" "), f"PRESS-{machine + 1:02}", f"{moment:%y%m%d}-{stroke // 500:04}"]
            for measure in MEASURES:
                value = draw.uniform(measure.low, measure.high)
                empty = measure.gaps and draw.randrange(EMPTY_IN) == 0
                cells.append("" if empty else f"{value:.{measure.digits}f}")
            writer.writerow(cells)


def write_model(folder: Path) -> Path:
    """Write the reference model of the process in the model language."""
    elements = "".join(
        f"      {m.id_short}:\n"
        f"        name: {{en: {m.id_short}}}\n"
        f"        definition: {{en: Value of {m.header} at one stroke of the press.}}\n"
        f"        type: {value_type(m)}\n"
        f"        unit: {json.dumps(m.unit, ensure_ascii=False)}\n"
        f"        range: [{m.low}, {m.high}]\n"
        for m in MEASURES
    )
    path = folder / "model.yaml"
    path.write_text(
        f"model: {MODEL_ID}\n"
        'version: "1.0"\n'
        f"base: {BASE}\n"
        f"id_short: {ID_SHORT}\n"
        "title: {en: Stroke of a press}\n"
        "description: {en: What an invented press measures at one stroke.}\n"
        "shape: {one_per: row}\n"
        "header: {Time: One, EquipmentId: One, LotNumber: }\n"
        "elements:\n"
        "  Measured:\n"
        "    name: {en: Measured values}\n"
        "    definition: {en: Values measured at the stroke.}\n"
        "    cardinality: One\n"
        "    role: measured\n"
        f"    elements:\n{elements}",
        encoding="utf-8",
    )
    return path


def write_mapping(folder: Path) -> Path:
    """Write the plant's mapping."""
    path = folder / "mapping.yaml"
    units = {m.id_short: f", unit: {json.dumps(m.unit, ensure_ascii=False)}" for m in MEASURES}
    elements = "".join(
        f"  {c.collection}.{c.id_short}: {{column: {c.header}{units.get(c.id_short, '')}}}\n" for c in columns()
    )
    path.write_text(
        "mapping: 1\n"
        f"model: {MODEL_ID}\n"
        "ids:\n"
        f"  base: {BASE}\n"
        '  asset: "{Header.EquipmentId}"\n'
        '  submodel: "{Header.EquipmentId}/{Header.Time}"\n'
        "time: {zone: Asia/Seoul}\n"
        f"elements:\n{elements}",
        encoding="utf-8",
    )
    return path
