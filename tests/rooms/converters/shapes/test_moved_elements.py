"""A model of single rows turned into a time series by a mapping: what moved into the records is not missing."""

from __future__ import annotations

from pathlib import Path

import pytest

import aas_toolkit as aas
from tests.rooms.converters.shapes.workshop import COLUMNS, mapping, run, told, write

TABLE = """Time,Lot,Temp,Amp
2024-01-01 00:00:00,L1,30,500
2024-01-01 00:01:00,L1,31,510
2024-01-01 00:02:00,L2,31,510
"""
MAPPING = """mapping: 1
model: plating
ids: {base: "https://plant.example/ids", asset: "{Header.EquipmentId}"}
time: {zone: Asia/Seoul}
shape: {one_per: group, by: [Header.LotNumber], records: RECORDS}
elements:
  Header.Time: Time
  Header.EquipmentId: {constant: P-1}
  Header.LotNumber: Lot
  Measured.BathTemperature: Temp
"""
ROW = ("2024-03-01 08:00:00", "F1", "A", "20", "2", "")
AMPERES = "  Measured.RectifierCurrent: Amp\n"


def converted(folder: Path, name: str, records: str, more: str) -> Path:
    source, mapping = folder / "baths.csv", folder / "map.yaml"
    source.write_text(TABLE, encoding="utf-8")
    mapping.write_text(MAPPING.replace("RECORDS", records) + more, encoding="utf-8")
    result = aas.convert(source, mapping=mapping, to=folder / name, on_error="skip")
    assert result.written == 4
    return folder / name


@pytest.mark.parametrize("template", [None, "plating"])
@pytest.mark.parametrize("name", ["o.json", "o.xml", "o.aasx"])
@pytest.mark.parametrize("records", ["internal", "external"])
def test_a_model_of_rows_as_a_series_conforms_to_its_model(
    records: str, name: str, template: str | None, tmp_path: Path
) -> None:
    path = converted(tmp_path, name, records, AMPERES)
    report = aas.validate(path) if template is None else aas.validate(path, template=template)
    assert [str(one) for one in report] == []


def test_what_nothing_fills_is_missing_all_the_same(tmp_path: Path) -> None:
    path = converted(tmp_path, "o.json", "internal", "")
    report = aas.validate(path)
    assert {(one.rule.code, one.values["element"]) for one in report} == {("TPL001", "RectifierCurrent")}


def test_a_submodel_says_nothing_where_the_model_demands_nothing(tmp_path: Path) -> None:
    """The elements of this model's records are all optional, so its documents are as ever."""
    demanded = converted(tmp_path, "o.json", "internal", AMPERES).read_text(encoding="utf-8")
    assert demanded.count('"name":"inTimeSeries"') == 2
    outcome = run(
        [write(tmp_path / "in.csv", [dict(zip(COLUMNS, ROW, strict=True))])],
        mapping("{records: internal}"),
        tmp_path / "free.json",
    )
    assert outcome.written == 2, told(outcome)
    assert "inTimeSeries" not in (tmp_path / "free.json").read_text(encoding="utf-8")
