"""`aas convert` from every kind of file: the same table gives the same submodels."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.cli.running import mapping, run

ROWS: list[dict[str, Any]] = [
    {"Time": datetime(2026, 3, 2, 8, 0, 5), "Line": "P-01", "Temp": 48.9, "Current": 320, "pH": 4.2},
    {"Time": datetime(2026, 3, 2, 0, 0), "Line": "P-01", "Temp": 49.0, "Current": 319, "pH": None},
]
MAPPING = """\
mapping: 1
model: plating
source: {SOURCE}
ids: {base: "https://plant.example/ids", asset: "{Header.EquipmentId}", submodel: "{row}"}
time: {zone: Asia/Seoul}
elements:
  Header.Time: Time
  Header.EquipmentId: Line
  Measured.BathTemperature: {column: Temp, unit: °C}
  Measured.RectifierCurrent: {column: Current, unit: A}
  Measured.BathPh: pH
"""


def written(path: Path) -> Path:
    """Write the rows in the format of the suffix."""
    frame = pl.DataFrame(ROWS)
    texts = [{name: str(value) if name == "Time" else value for name, value in row.items()} for row in ROWS]
    match path.suffix:
        case ".csv":
            frame.write_csv(path, datetime_format="%Y-%m-%d %H:%M:%S")
        case ".parquet":
            frame.write_parquet(path)
        case ".feather":
            frame.write_ipc(path)
        case ".json":
            path.write_text(json.dumps({"plant": "A", "data": {"rows": texts}}), encoding="utf-8")
        case ".jsonl":
            path.write_text("".join(f"{json.dumps(row)}\n" for row in texts), encoding="utf-8")
        case ".xlsx":
            openpyxl = pytest.importorskip("openpyxl")
            pytest.importorskip("python_calamine")
            book = openpyxl.Workbook()
            sheet = book.create_sheet("실적")
            for row in ([*ROWS[0]], *([*row.values()] for row in ROWS)):
                sheet.append(row)
            book.save(path)
    return path


def converted(folder: Path, suffix: str, source: str = "") -> Any:
    """Return the submodels made of the rows in one format."""
    target = folder / f"{suffix[1:]}-out.json"
    table = written(folder / f"t{suffix}")
    answer = run("convert", table, "--map", mapping(folder, MAPPING.replace("{SOURCE}", f"{{{source}}}")), "-o", target)
    assert answer.code == 0, answer.said
    return json.loads(target.read_text(encoding="utf-8"))["submodels"]


@pytest.mark.parametrize(
    ("suffix", "source"),
    [(".parquet", ""), (".feather", ""), (".jsonl", ""), (".json", "records: data.rows"), (".xlsx", "sheet: 실적")],
)
def test_every_kind_of_file_gives_the_same_submodels(tmp_path: Path, suffix: str, source: str) -> None:
    made, expected = converted(tmp_path, suffix, source), converted(tmp_path, ".csv")
    # a typed file has no spelling of its own: 49.0 is 49 there
    assert json.dumps(made).replace('"49"', '"49.0"') == json.dumps(expected)


@pytest.mark.parametrize("suffix", [".parquet", ".feather", ".xlsx"])
def test_a_file_that_was_cut_off_is_said_and_nothing_is_written(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path / f"t{suffix}")
    path.write_bytes(path.read_bytes()[:-40])
    answer = run(
        "convert", path, "--map", mapping(tmp_path, MAPPING.replace("{SOURCE}", "{}")), "-o", tmp_path / "o.json"
    )
    assert (answer.code, "SRC009" in answer.err, (tmp_path / "o.json").exists()) == (1, True, False)


def test_a_sheet_that_is_not_there_is_said(tmp_path: Path) -> None:
    wanted = mapping(tmp_path, MAPPING.replace("{SOURCE}", "{sheet: 2월}"))
    answer = run("convert", written(tmp_path / "t.xlsx"), "--map", wanted, "-o", tmp_path / "o.json")
    assert (answer.code, "SRC120" in answer.err) == (1, True)
