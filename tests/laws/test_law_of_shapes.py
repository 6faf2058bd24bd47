"""Laws of groups: how the input is cut into batches and files changes nothing, and no row is lost in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aas_toolkit import Severity
from tests.laws.plating_tables import values_in
from tests.rooms.converters.shapes.workshop import (
    COLUMNS,
    ELEMENTS,
    ITEMS,
    Row,
    environment,
    folder,
    mapping,
    run,
    told,
    write,
)

FEW = settings(max_examples=5)
TEXTS = st.sampled_from(["", "a", "한글", '9" <A&B>', "a,b", "🏭", "]]>", "{0}"])
NUMBERS = st.one_of(
    st.just(""), st.integers(-999, 9999).map(str), st.decimals(-99, 999, places=3).map(str), st.just("1e-7")
)


@st.composite
def lots(draw: st.DrawFn, most: int = 14, *, faults: bool = False) -> list[Row]:
    """Rows of a few lots in any order, a minute apart; with faults, some without a lot or a time."""
    table = []
    for i in range(draw(st.integers(1, most))):
        row = {
            "Time": f"2024-03-01 {8 + i // 60:02}:{i % 60:02}:00",
            "Machine": draw(st.sampled_from(["F1", "로 2"])),
            "Lot": draw(st.sampled_from(["A", "B/1", "다"])),
            "Temp": draw(NUMBERS),
            "Count": draw(st.integers(0, 50).map(str)),
            "Remark": draw(TEXTS),
        }
        if faults:
            row[draw(st.sampled_from(["Lot", "Time", "Remark", "Remark", "Remark"]))] = draw(st.sampled_from(["", "?"]))
        table.append(row)
    return table


LIST = mapping(elements=ELEMENTS + ITEMS)
INTERNAL = mapping("{records: internal, segment: {rows: 3}}")
BY_TIME = mapping("{records: internal, segment: {time: 2min}}")
EXTERNAL = mapping("{records: external, segment: {rows: 4}}")
DAYS = mapping("{every: 5min, by: [Header.EquipmentId]}", elements=ELEMENTS + ITEMS)
SHAPES = {"list": LIST, "internal": INTERNAL, "by time": BY_TIME, "external": EXTERNAL, "windows": DAYS}


def everything(place: Path) -> dict[str, bytes]:
    """Every file of a folder, by name."""
    return {str(path.relative_to(place)): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["o.json", "o.xml"])
@FEW
@given(table=lots(), data=st.data())
def test_batches_and_files_and_memory_change_nothing(
    shape: str, name: str, table: list[Row], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(table)))
    size = data.draw(st.integers(1, 7))
    with folder() as place:
        whole = write(place / "in" / "0.csv", table)
        parts = [write(place / "in" / f"{i}.csv", some) for i, some in enumerate((table[:cut], table[cut:]), 1) if some]
        results = []
        for i, (sources, options) in enumerate(
            [([whole], {}), ([whole], {"batch": size}), (parts, {"batch": size}), (parts, {"memory": 1})]
        ):
            outcome = run(sources, SHAPES[shape], place / str(i) / name, **options)
            assert outcome.file is not None, told(outcome)
            results.append(everything(place / str(i)))
        with patch("aas_converters.shapes.gather.LONG_RUN", data.draw(st.integers(1, 4))):
            outcome = run(parts, SHAPES[shape], place / "aside" / name, batch=size)
            results.append(everything(place / "aside"))
        assert results[1:] == results[:-1]


@FEW
@given(table=lots(), size=st.integers(1, 5))
def test_several_models_stand_one_after_the_other_whatever_the_batches(table: list[Row], size: int) -> None:
    with folder() as place:
        source = write(place / "in.csv", table)
        for i, batch in enumerate((None, size)):
            assert run([source], [LIST, DAYS], place / str(i) / "o.json", batch=batch).file
        assert everything(place / "0") == everything(place / "1")


@FEW
@given(table=lots())
def test_groups_come_in_the_order_of_their_first_row_and_rows_keep_theirs(table: list[Row]) -> None:
    with folder() as place:
        outcome = run([write(place / "in.csv", table)], LIST, place / "o.json")
        assert outcome.file is not None
        submodels = [values_in(one) for one in environment(outcome.file)["submodels"]]
        assert [one["Header.LotNumber"] for one in submodels] == list(dict.fromkeys(row["Lot"] for row in table))
        for one in submodels:
            times = [value[11:16] for path, value in one.items() if path.startswith("Pieces") and "Time" in path]
            assert times == [row["Time"][11:16] for row in table if row["Lot"] == one["Header.LotNumber"]]


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=10)
@given(table=lots(faults=True))
def test_every_row_is_in_exactly_one_group_or_reported(shape: str, table: list[Row]) -> None:
    with folder() as place:
        outcome = run([write(place / "in.csv", table)], SHAPES[shape], place / "o.json", on_error="skip")
        assert outcome.read == len(table)
        counted = 0
        if outcome.file is not None:
            for submodel in environment(outcome.file)["submodels"]:
                if "/submodel/" in submodel["id"]:
                    counted += int(values_in(submodel)["Total.Readings"])
        assert counted + outcome.left_out == len(table), told(outcome)
        if outcome.left_out:
            assert any(finding.severity is Severity.ERROR for finding in outcome.report)


@FEW
@given(table=lots(), data=st.data())
def test_only_chosen_rows_are_read(table: list[Row], data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(["A", "B/1", "다", "없음"]), min_size=1, unique=True))
    way = data.draw(st.sampled_from(["in", "not_in"]))
    empty = data.draw(st.sampled_from([True, False, None]))
    more = f"rows:\n  where:\n    - {{column: Lot, {way}: {words!r}}}\n"
    if empty is not None:
        more += f"    - {{column: Remark, empty: {str(empty).lower()}}}\n"
    expected = [
        row
        for row in table
        if ((row["Lot"] in words) == (way == "in")) and (empty is None or (row["Remark"] == "") == empty)
    ]
    with folder() as place:
        outcome = run([write(place / "in.csv", table)], mapping(elements=ELEMENTS + ITEMS, more=more), place / "o.json")
        assert outcome.read == len(expected)
        assert sum(f.count for f in outcome.report if f.rule.name == "rows-not-chosen") == len(table) - len(expected)
        if not expected:
            assert outcome.file is None
            return
        chosen = run([write(place / "chosen.csv", expected)], LIST, place / "chosen.json")
        assert outcome.file is not None
        assert chosen.file is not None
        assert outcome.file.read_bytes() == chosen.file.read_bytes()


@FEW
@given(data=st.data(), size=st.integers(1, 4))
def test_columns_side_by_side_become_rows(data: st.DataObject, size: int) -> None:
    cell = st.sampled_from(["", "1", "2.5", "30"])
    wide: list[dict[str, Any]] = [
        {"Lot": lot, "Time": f"2024-03-01 08:0{i}:00", "Machine": "F1", **{f"T{n}": data.draw(cell) for n in (1, 2, 3)}}
        for i, lot in enumerate(data.draw(st.lists(st.sampled_from("AB"), min_size=1, max_size=6)))
    ]
    wide[0]["T2"] = "7"
    more = "rows:\n  unpivot: {columns: {Temp: [T1, T2, T3]}, number: Remark}\n"
    elements = "\n".join(line for line in (ELEMENTS + ITEMS).splitlines() if "Count" not in line) + "\n"
    long = [
        {"Lot": row["Lot"], "Time": row["Time"], "Machine": "F1", "Temp": row[f"T{n}"], "Remark": str(n)}
        for row in wide
        for n in (1, 2, 3)
        if row[f"T{n}"]
    ]
    with folder() as place:
        source = write(place / "wide.csv", wide, ("Lot", "Time", "Machine", "T1", "T2", "T3"))
        outcome = run([source], mapping(elements=elements, more=more), place / "o.json", batch=size)
        columns = [name for name in COLUMNS if name != "Count"]
        expected = run([write(place / "long.csv", long, columns)], mapping(elements=elements), place / "long.json")
        assert outcome.file is not None, told(outcome)
        assert expected.file is not None
        assert outcome.read == len(long)
        assert outcome.file.read_bytes() == expected.file.read_bytes()
