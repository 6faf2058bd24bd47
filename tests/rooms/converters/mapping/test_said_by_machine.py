"""What machines say their values mean: node ids of OPC UA, types of MTConnect with their components."""

from __future__ import annotations

from pathlib import Path

import pytest

from aas_converters.mapping.likeness import meanings
from aas_converters.mapping.mapping import Assignment
from aas_converters.mapping.said_by_machine import meant
from aas_converters.mapping.suggest import suggest
from aas_converters.sources import open_table
from aas_converters.sources.observed import DescribedTable
from aas_converters.sources.table import Column
from aas_reference_models.library import load_model
from tests.shared_files import shared

CNC = load_model("machining_cnc")


def paths(reference: str, model: str = "machining_cnc", unit: str | None = None) -> list[str]:
    column = Column("c", "c", unit, (reference,))
    return [meaning.path for meaning in meanings(load_model(model)) if meant(column, meaning)]


def suggested(folder: Path, columns: tuple[Column, ...]) -> tuple[Assignment, ...]:
    names = [column.name for column in columns]
    rows = "\n".join(",".join(str(50.5 + row) for _ in names) for row in range(3))
    (folder / "t.csv").write_text(f"{','.join(names)}\n{rows}\n", encoding="utf-8")
    table = DescribedTable(open_table(folder / "t.csv"), columns, tuple((name,) for name in names), "", {}, ())
    return suggest(CNC, table).mapping.assignments


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("mtconnect:Rotary[C]/ROTARY_VELOCITY#ACTUAL", "Measured.SpindleSpeed"),
        ("mtconnect:Rotary[S]/ROTARY_VELOCITY#COMMANDED", "Commanded.SpindleSpeedCommanded"),
        ("mtconnect:Linear[X]/POSITION#ACTUAL", "Measured.XAxisPosition"),
        ("mtconnect:Linear[Z]/POSITION", "Measured.ZAxisPosition"),
        ("mtconnect:Rotary[C]/LOAD", "Measured.SpindleLoad"),
        ("mtconnect:Path[path]/PATH_FEEDRATE#ACTUAL", "Measured.FeedRate"),
        ("mtconnect:Coolant/PRESSURE", "Measured.CoolantPressure"),
        ("mtconnect:Path[path]/EXECUTION", "State.Execution"),
    ],
)
def test_a_type_with_its_component_means_an_element(reference: str, path: str) -> None:
    assert paths(reference) == [path]


@pytest.mark.parametrize(
    "reference",
    [
        *("mtconnect:TEMPERATURE", "mtconnect:Linear[X]/TEMPERATURE", "mtconnect:Rotary[A]/LOAD", "mtconnect:PRESSURE"),
        *("mtconnect:Linear[X]/POSITION#COMMANDED", "mtconnect:Rotary[C]/ROTARY_VELOCITY#PROGRAMMED", "opcua:x"),
    ],
)
def test_a_kind_of_quantity_alone_means_nothing(reference: str) -> None:
    assert paths(reference) == []


def test_a_node_id_means_one_element() -> None:
    cushion = next(
        reference.id
        for meaning in meanings(load_model("injection_moulding"))
        for reference in meaning.value.references
        if meaning.path == "Measured.CushionPosition" and reference.scheme == "opcua"
    )
    assert paths(f"opcua:{cushion}", "injection_moulding") == ["Measured.CushionPosition"]
    assert paths(f"opcua:{cushion}9", "injection_moulding") == []


def test_columns_without_a_telling_name_are_matched(tmp_path: Path) -> None:
    columns = (
        Column("c1", "c1", "1/min", ("mtconnect:Rotary[C]/ROTARY_VELOCITY#ACTUAL", "mtconnect:ROTARY_VELOCITY")),
        Column("f1", "f1", "%", ("mtconnect:Path/PATH_FEEDRATE", "mtconnect:PATH_FEEDRATE")),
    )
    found = {one.path: one.parts[0][1].columns for one in suggested(tmp_path, columns)}
    assert found == {"Measured.SpindleSpeed": ("c1",)}


def test_two_that_say_the_same_are_left_to_a_person(tmp_path: Path) -> None:
    columns = tuple(Column(name, name, "mm", ("mtconnect:Linear[X]/POSITION#ACTUAL",)) for name in ("q1", "q2"))
    assert suggested(tmp_path, columns) == ()


def test_a_real_companion_nodeset_fills_the_model_made_after_it() -> None:
    table = open_table(shared("data/opcua_nodesets/Opc.Ua.PlasticsRubber.IMM2MES.NodeSet2.xml"))
    found = {one.path for one in suggest(load_model("injection_moulding"), table).mapping.assignments}
    assert {"Measured.CushionPosition", "Measured.InjectionTime", "Measured.MaxScrewSpeed", "Setup.MouldId"} <= found
