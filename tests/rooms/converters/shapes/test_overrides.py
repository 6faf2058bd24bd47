"""What a mapping changes of a model's shape: which rows count, how a group gets one value, what makes a record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.laws.plating_tables import values_in
from tests.rooms.converters.shapes.workshop import ELEMENTS, Row, environment, mapping, run, told, write


def rows(*temperatures: str, day: int = 1) -> list[Row]:
    return [
        {
            "Time": f"2024-03-{day + i:02} 08:00:00",
            "Machine": "F1",
            "Lot": "A",
            "Temp": text,
            "Count": "2",
            "Remark": "",
        }
        for i, text in enumerate(temperatures)
    ]


def chosen(tmp_path: Path, conditions: str, table: list[Row], batch: int | None = None) -> Any:
    found = mapping(more=f"rows: {{where: [{conditions}]}}\n")
    return run([write(tmp_path / "in.csv", table)], found, tmp_path / "o.json", batch=batch, on_error="skip")


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        ("at_least: 20", 2),
        ("above: 20", 1),
        ("at_most: 20", 2),
        ("below: 20", 1),
        ("at_least: 19.5, below: 20.5", 1),
        ("at_least: -1e3", 3),
        ('at_least: "9"', 3),
    ],
)
def test_numbers_are_compared_as_numbers(tmp_path: Path, condition: str, kept: int) -> None:
    outcome = chosen(tmp_path, f"{{column: Temp, {condition}}}", rows("9.5", "20", "100"))
    assert outcome.read == kept, told(outcome)


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        ("at_least: 2024-03-02", 2),
        ("above: 2024-03-02", 1),
        ("at_most: 2024-03-02", 2),
        ("below: 2024-03-02", 1),
        ('at_least: "2024-03-02 08:00"', 2),
        ('above: "2024-03-02T08:00:00"', 1),
    ],
)
def test_times_are_compared_as_far_as_the_bound_goes(tmp_path: Path, condition: str, kept: int) -> None:
    outcome = chosen(tmp_path, f"{{column: Time, {condition}}}", rows("1", "2", "3"))
    assert outcome.read == kept, told(outcome)


@pytest.mark.parametrize(
    ("signs", "words"), [("", ("1,500", "1500.5", "900")), (', decimal: ","', ("1.500", "1500,5", "900"))]
)
def test_numbers_are_read_with_the_signs_of_the_plant(tmp_path: Path, signs: str, words: tuple[str, ...]) -> None:
    table = [{**row, "Remark": word} for row, word in zip(rows("1", "2", "3"), words, strict=True)]
    assert chosen(tmp_path, f"{{column: Remark, at_least: 1000{signs}}}", table).read == 2


@pytest.mark.parametrize("batch", [None, 1])
def test_cells_that_cannot_be_compared_are_said_once_with_their_number(tmp_path: Path, batch: int | None) -> None:
    outcome = chosen(tmp_path, "{column: Temp, above: 5}", rows("9", "off", "", "broken"), batch)
    assert outcome.read == 1
    said = {finding.rule.name: finding for finding in outcome.report}
    assert set(said) == {"cells-not-compared", "rows-not-chosen"}
    assert (said["cells-not-compared"].count, said["cells-not-compared"].values["cell"]) == (2, "off")
    assert said["rows-not-chosen"].count == 3


def test_words_that_are_named_are_no_surprise(tmp_path: Path) -> None:
    outcome = chosen(tmp_path, "{column: Temp, above: 5, not_in: [off]}", rows("9", "off"))
    assert [finding.rule.name for finding in outcome.report] == ["rows-not-chosen"]


@pytest.mark.parametrize("bound", ["ten", '"1,5"', "2024-3-1", "true"])
def test_a_bound_is_a_number_or_a_time(bound: str) -> None:
    with pytest.raises(AssertionError, match="MAP001"):
        mapping(more=f"rows: {{where: [{{column: Temp, above: {bound}}}]}}\n")


@pytest.mark.parametrize(
    ("way", "value"), [("first", "3"), ("last", "2"), ("min", "1"), ("max", "3"), ("mean", "2"), ("sum", "6")]
)
def test_the_mapping_says_how_a_group_gets_one_value(tmp_path: Path, way: str, value: str) -> None:
    elements = ELEMENTS.replace('{column: Temp, decimal: "."}', f'{{column: Temp, decimal: ".", of_group: {way}}}')
    outcome = run([write(tmp_path / "in.csv", rows("3", "1", "2"))], mapping(elements=elements), tmp_path / "o.json")
    assert outcome.file is not None, told(outcome)
    assert values_in(environment(outcome.file)["submodels"][0])["Measured.Temperature"] == value


@pytest.mark.parametrize(
    ("path", "way"), [("Measured.Remark", "mean"), ("Measured.Count", "mean"), ("Header.Time", "sum")]
)
def test_a_value_that_is_none_of_the_type_is_refused(tmp_path: Path, path: str, way: str) -> None:
    lines = [line for line in ELEMENTS.splitlines() if not line.startswith(f"  {path}:")]
    column = {"Measured.Remark": "Remark", "Measured.Count": "Count", "Header.Time": "Time"}[path]
    elements = "\n".join([*lines, f"  {path}: {{column: {column}, of_group: {way}}}", ""])
    outcome = run([write(tmp_path / "in.csv", rows("1"))], mapping(elements=elements), tmp_path / "o.json")
    assert "group-value-of-another-type" in [finding.rule.name for finding in outcome.report]
    assert outcome.file is None


def test_the_mapping_says_what_makes_a_record(tmp_path: Path) -> None:
    found = mapping("{records: internal, record: [Measured.Temperature]}")
    outcome = run([write(tmp_path / "in.csv", rows("1", "2"))], found, tmp_path / "o.json")
    assert outcome.file is not None, told(outcome)
    group, series = environment(outcome.file)["submodels"]
    segments = next(one for one in series["submodelElements"] if one["idShort"] == "Segments")
    records = next(one for one in segments["value"][0]["value"] if one["idShort"] == "Records")
    assert [len(records["value"]), {one["idShort"] for one in records["value"][0]["value"]}] == [
        2,
        {"Time", "Time00", "Temperature"},
    ]
    assert values_in(group)["Measured.Count"] == "4"


def test_a_record_of_nothing_is_refused(tmp_path: Path) -> None:
    found = mapping("{records: internal, record: [Measured.Pressure]}")
    outcome = run([write(tmp_path / "in.csv", rows("1"))], found, tmp_path / "o.json")
    assert "record-path-fills-nothing" in [finding.rule.name for finding in outcome.report]
    assert outcome.file is None
