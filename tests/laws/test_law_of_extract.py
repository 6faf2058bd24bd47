"""The law of the way back: convert then extract gives the table again, in every shape and format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import aas_toolkit as aas
from aas_converters.extract.json_text import JsonText
from tests.laws.growing import texts
from tests.laws.plating_tables import ELEMENTS, MAPPING, expected_values, rows, write

FEW = settings(max_examples=12)
NAMES = st.sampled_from(["o.json", "o.xml", "o.aasx"])
METAMODELS = st.sampled_from(["3.0", "3.1"])
UNITS = {"Measured.BathTemperature": "°C", "Measured.RectifierCurrent": "A", "Measured.BathPh": "pH"}
OPERATIONS = """\
mapping: 1
model: aps_schedule
source: {encoding: utf-8, delimiter: ",", header_rows: 1, unit_row: false, skip_rows: 0, decimal: "."}
ids: {base: "https://plant.example/ids", asset: plant-1, submodel: "{Schedule.ScheduleId}"}
time: {zone: Asia/Seoul}
elements:
  Header.Time: Time
  Schedule.ScheduleId: Plan
  "Operations[].JobId": Job
  "Operations[].OperationId": Operation
  "Operations[].Quantity": {column: Quantity, unit: piece}
  "Operations[].ResourceId": Resource
  "Operations[].PlannedStart": Start
  "Operations[].PlannedEnd": End
"""


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def table_of(path: Path) -> list[dict[str, str | None]]:
    """The rows of a CSV file by header without the unit; empty cells are None."""
    text = path.read_text(encoding="utf-8")
    return [
        {name.partition(" [")[0]: cell or None for name, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text))
    ]


def convert(place: Path, table: list[dict[str, str]], mapping: str, name: str, metamodel: Any) -> Path:
    columns = list(table[0])
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    (place / "plant.csv").write_text(text.getvalue(), encoding="utf-8")
    (place / "map.yaml").write_text(mapping, encoding="utf-8")
    result = aas.convert(place / "plant.csv", mapping=place / "map.yaml", to=place / name, metamodel=metamodel)
    assert result.path is not None, [str(finding) for finding in result.report]
    return result.path


@FEW
@given(table=rows(faults=False), name=NAMES, metamodel=METAMODELS)
def test_a_row_comes_back_as_it_went(table: list[dict[str, str]], name: str, metamodel: str) -> None:
    with folder() as place:
        source = write(place / "plant.csv", table)
        (place / "map.yaml").write_text(MAPPING.replace("KEY", "{Header.EquipmentId}/{row}"), encoding="utf-8")
        aas.convert(source, mapping=place / "map.yaml", to=place / name, metamodel=metamodel)  # type: ignore[arg-type]  # drawn
        result = aas.extract(place / name, to=place / "back.csv")
        assert result.report.ok
        back = table_of(place / "back.csv")
        for row, found in zip(table, back, strict=True):
            assert str(found.pop("asset")).startswith("https://plant.example/ids/asset/")
            assert str(found.pop("submodel")).startswith("https://plant.example/ids/submodel/")
            expected = {path: value for path, value in expected_values(row).items() if value}
            assert {path: value for path, value in found.items() if value} == expected
        header = (place / "back.csv").read_text(encoding="utf-8").splitlines()[0]
        for path, unit in UNITS.items():
            assert path not in header or f"{path} [{unit}]" in header
        assert set(back[0]) <= set(ELEMENTS.values())


@st.composite
def schedules(draw: st.DrawFn) -> list[dict[str, str]]:
    """Rows of a few plans, in the order of the plans."""
    numbers = [draw(st.integers(1, 5)) for _ in range(draw(st.integers(1, 3)))]
    return [
        {
            "Time": f"2026-03-2{plan} 17:40:00",
            "Plan": f"S-{plan}",
            "Job": draw(st.sampled_from(["J-1", '9" <A&B>', "a,b", "한"])),
            "Operation": f"OP{number}",
            "Quantity": str(draw(st.integers(1, 900))),
            "Resource": draw(st.sampled_from(["LT-1", "MC-2"])),
            "Start": f"2026-03-23 0{number}:00:00",
            "End": f"2026-03-23 0{number}:30:00",
        }
        for plan, most in enumerate(numbers)
        for number in range(most)
    ]


@FEW
@given(table=schedules(), name=NAMES, metamodel=METAMODELS)
def test_the_records_of_a_group_come_back_as_rows(table: list[dict[str, str]], name: str, metamodel: str) -> None:
    with folder() as place:
        document = convert(place, table, OPERATIONS, name, metamodel)
        result = aas.extract(document, to=place / "back.csv")
        assert result.report.ok
        back = table_of(place / "back.csv")
        found = [(row["Schedule.ScheduleId"], row["Operations[].JobId"], row["Operations[].Quantity"]) for row in back]
        assert found == [(row["Plan"], row["Job"], row["Quantity"]) for row in table]
        starts = [row["Operations[].PlannedStart"] for row in back]
        assert starts == [row["Start"].replace(" ", "T") + "+09:00" for row in table]


@FEW
@given(
    table=rows(faults=False, least=2),
    name=NAMES,
    metamodel=METAMODELS,
    shape=st.sampled_from(["internal", "external", "external, format: parquet"]),
    segment=st.integers(1, 4),
)
def test_the_records_of_a_time_series_come_back_as_rows(
    table: list[dict[str, str]], name: str, metamodel: str, shape: str, segment: int
) -> None:
    shape = f"{{one_per: group, by: [Header.EquipmentId], records: {shape}, segment: {{rows: {segment}}}}}"
    mapping = MAPPING.replace("KEY", "{Header.EquipmentId}").replace("elements:", f"shape: {shape}\nelements:")
    table = sorted(table, key=lambda row: row["Machine"])
    with folder() as place:
        document = convert(place, table, mapping, name, metamodel)
        result = aas.extract(document, to=place / "back.csv", submodel="TimeSeries")
        assert result.report.ok, [str(finding) for finding in result.report]
        back = table_of(place / "back.csv")
        assert len(back) == len(table)
        for row, found in zip(table, back, strict=True):
            assert found["Time"] == row["Time"].replace(" ", "T") + "+09:00"
            for column, field in (("Temp", "BathTemperature"), ("Current", "RectifierCurrent"), ("pH", "BathPh")):
                text = found.get(field)
                if "parquet" in shape:
                    assert (float(text) if text else None) == (float(row[column]) if row[column] else None)
                else:
                    assert text == (row[column] or None)
        assert str(back[0]["segment"]).endswith("Segment01")


@FEW
@given(table=rows(faults=False))
def test_every_format_holds_the_same_cells(table: list[dict[str, str]]) -> None:
    with folder() as place:
        source = write(place / "plant.csv", table)
        (place / "map.yaml").write_text(MAPPING.replace("KEY", "{Header.EquipmentId}/{row}"), encoding="utf-8")
        aas.convert(source, mapping=place / "map.yaml", to=place / "o.aasx")
        for suffix in ("csv", "jsonl", "parquet"):
            assert aas.extract(place / "o.aasx", to=place / f"back.{suffix}").report.ok
        rows_ = list(csv.reader(io.StringIO((place / "back.csv").read_text(encoding="utf-8"))))
        lines = [json.loads(line) for line in (place / "back.jsonl").read_text(encoding="utf-8").splitlines()]
        frame = pl.read_parquet(place / "back.parquet")
        assert rows_[0] == list(lines[0]) == frame.columns
        assert [[cell or None for cell in row] for row in rows_[1:]] == [list(line.values()) for line in lines]
        assert frame["Measured.BathTemperature [°C]"].to_list() == [float(row["Temp"]) for row in table]
        assert frame["Header.Time"].dtype == pl.String


DATA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9999)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts(with_return=True),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts(), inner, max_size=4),
    max_leaves=20,
)


@example(value={"": -1}, window=1, indent=None)
@example(value={"": [1.5e-300]}, window=5, indent=None)
@given(value=st.dictionaries(texts(), DATA, max_size=5), window=st.integers(1, 60), indent=st.sampled_from([None, 2]))
def test_the_size_of_the_window_changes_nothing(value: dict[str, Any], window: int, indent: int | None) -> None:
    text = JsonText(io.BytesIO(json.dumps(value, ensure_ascii=False, indent=indent).encode()), window)

    def read(at: int, data: bytes | None) -> Any:
        if data is not None:
            return json.loads(data)
        if text.byte(at) == b"[":
            return [read(*piece) for piece in text.listed(at)]
        return {name: read(place, piece) for name, place, piece in text.members(at)}

    assert read(text.root(), None) == value


@pytest.mark.parametrize(
    "broken",
    [
        '{"a":1',
        '{"a" 1}',
        '{"a":[1,]}',
        '{"a":[1 2]}',
        '{"a":tru}',
        "{",
        "[",
        "",
        '{"a":1,}',
        '{"a":-}',
        '{"a":1.}',
        '{"a":1e',
        '{"a":-',
    ],
)
def test_a_broken_text_is_an_error_at_any_window(broken: str) -> None:
    for window in (1, 3, 100):
        with pytest.raises(ValueError):  # noqa: PT011 (any kind of it)
            read_all(broken, window)


def read_all(broken: str, window: int) -> None:
    text = JsonText(io.BytesIO(broken.encode()), window)
    for _, at, data in text.members(text.root()):
        json.loads(data if data is not None else text.whole(at))
