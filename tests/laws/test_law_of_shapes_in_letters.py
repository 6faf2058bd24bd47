"""The law of the letters for groups: what a run writes is what the SDK writes for objects built by hand.

The objects are built here from the rows alone, cell by cell; nothing of the product's plans or forms takes part.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws.by_hand import ByHand
from tests.rooms.converters.shapes.workshop import Row, folder, mapping, run, told, write

FORMATS = [(format_, metamodel) for format_ in ("json", "xml") for metamodel in ("3.0", "3.1")]
IDTA = "https://admin-shell.io/idta/TimeSeries"
PLANT = "https://plant.example/concept/furnace"
HEADER = "https://w3id.org/aas-toolkit/concept/header"
TEXTS = st.sampled_from(["", "a", "한글", '9" <A&B>', "a,b", "🏭", "]]>", "{0}", "a\\b", "&amp;"])
SIMPLE = """\
  Header.Time: Time
  Header.LotNumber: Lot
  Measured.Temperature: {column: Temp, decimal: "."}
  Measured.Remark: Remark
"""
LISTED = """\
  Header.LotNumber: Lot
  Pieces[].Time: Time
  Pieces[].Temperature: {column: Temp, decimal: "."}
  Pieces[].Remark: Remark
"""


@st.composite
def one_lot(draw: st.DrawFn) -> list[Row]:
    """Rows of one lot a second apart, at least one of them with a temperature and a remark."""
    rows = [
        {
            "Time": f"2024-03-01 08:00:{i:02}",
            "Lot": "A&B",
            "Temp": draw(st.sampled_from(["", "1", "2.50", "-3e5"])),
            "Remark": draw(TEXTS),
        }
        for i in range(draw(st.integers(1, 5)))
    ]
    rows[draw(st.integers(0, len(rows) - 1))] |= {"Temp": "7.0", "Remark": "some"}
    return rows


class Building(ByHand):
    """Shortcuts for what the laws build."""

    def text(self, id_short: str | None, semantic_id: str, value: str, value_type: str = "xs:string") -> Any:
        types = self.types
        kind = types.DataTypeDefXSD(value_type)
        return types.Property(kind, id_short=id_short, semantic_id=self.reference(semantic_id), value=value)

    def collection(self, id_short: str | None, semantic_id: str | None, children: Sequence[Any]) -> Any:
        there = [child for child in children if child is not None]
        semantic = None if semantic_id is None else self.reference(semantic_id)
        return self.types.SubmodelElementCollection(id_short=id_short, semantic_id=semantic, value=there or None)

    def whole(self, id_: str, id_short: str, semantic_id: str, elements: Sequence[Any]) -> Any:
        return self.types.Submodel(
            id=id_,
            id_short=id_short,
            kind=self.types.ModellingKind.INSTANCE,
            semantic_id=self.reference(semantic_id),
            submodel_elements=list(elements),
        )


def canonical(time: str) -> str:
    return time.replace(" ", "T") + "+09:00"


def cell(build: Building, id_short: str, concept: str, value: str, value_type: str = "xs:string") -> Any:
    return build.text(id_short, f"{PLANT}/{concept}/1/0", value, value_type) if value else None


def lines_of(rows: list[Row], found: Any, format_: str, metamodel: Any) -> str:
    """The document of a run."""
    columns = ("Time", "Lot", "Temp", "Remark")
    with folder() as place:
        outcome = run([write(place / "in.csv", rows, columns)], found, place / f"o.{format_}", metamodel=metamodel)
        assert outcome.file is not None, told(outcome)
        return outcome.file.read_text(encoding="utf-8")


def header_of_lot(build: Building, rows: list[Row], *, time: bool) -> Any:
    lot = build.text("LotNumber", f"{HEADER}/LotNumber/1/0", "A&B")
    first = build.text("Time", f"{HEADER}/Time/1/0", canonical(rows[0]["Time"]), "xs:dateTime") if time else None
    return build.collection("Header", f"{HEADER}/Header/1/0", [first, lot])


@pytest.mark.parametrize(("format_", "metamodel"), FORMATS)
@settings(max_examples=6)
@given(rows=one_lot())
def test_rows_in_a_list(format_: str, metamodel: str, rows: list[Row]) -> None:
    build = Building(metamodel)
    items = [
        build.collection(
            None,
            None,
            [
                cell(build, "Time", "PieceTime", canonical(row["Time"]), "xs:dateTime"),
                cell(build, "Temperature", "PieceTemperature", row["Temp"], "xs:double"),
                cell(build, "Remark", "PieceRemark", row["Remark"]),
            ],
        )
        for row in rows
    ]
    types = build.types
    pieces = types.SubmodelElementList(
        types.AASSubmodelElements.SUBMODEL_ELEMENT_COLLECTION,
        id_short="Pieces",
        semantic_id=build.reference(f"{PLANT}/Pieces/1/0"),
        semantic_id_list_element=build.reference(f"{PLANT}/Piece/1/0"),
        value=items,
    )
    total = build.collection(
        "Total", f"{PLANT}/Total/1/0", [cell(build, "Readings", "Readings", str(len(rows)), "xs:integer")]
    )
    submodel = build.whole(
        "https://plant.example/ids/submodel/furnace/A&B",
        "FurnaceLot",
        "https://plant.example/submodel/furnace/1/0",
        [header_of_lot(build, rows, time=False), total, pieces],
    )
    text = lines_of(rows, mapping(elements=LISTED, asset="F"), format_, metamodel)
    assert build.written(submodel, format_) in text


@pytest.mark.parametrize(("format_", "metamodel"), FORMATS)
@pytest.mark.parametrize("size", [2, 9])
@settings(max_examples=6)
@given(rows=one_lot())
def test_rows_in_the_segments_of_an_internal_series(format_: str, metamodel: str, size: int, rows: list[Row]) -> None:
    build = Building(metamodel)
    fields = [("Time", f"{HEADER}/Time/1/0", "xs:dateTime"), ("Temperature", f"{PLANT}/Temperature/1/0", "xs:double")]
    fields += [("Remark", f"{PLANT}/Remark/1/0", "xs:string")]
    long = build.types.DataTypeDefXSD.LONG
    declared = [build.types.Property(long, id_short="Time00", semantic_id=idta(build, "RelativePointInTime"))]
    for name, concept, value_type in fields:
        kind = build.types.DataTypeDefXSD(value_type)
        declared.append(build.types.Property(kind, id_short=name, semantic_id=build.reference(concept)))
    language = build.types.LangStringTextType
    languages = {
        "Name": [language("en", "Lot of a furnace"), language("ko", "가열로 로트")],
        "Description": [language("en", "What a furnace measured while it treated one lot.")],
    }
    texts = [
        build.types.MultiLanguageProperty(id_short=name, semantic_id=idta(build, f"Metadata/{name}"), value=value)
        for name, value in languages.items()
    ]
    record = build.collection("Record", f"{IDTA}/Record/1/1", declared)
    metadata = build.collection("Metadata", f"{IDTA}/Metadata/1/1", [*texts, record])
    segments = [
        segment_by_hand(build, rows[start : start + size], start, start // size + 1)
        for start in range(0, len(rows), size)
    ]
    series = build.whole(
        "https://plant.example/ids/timeseries/furnace/A&B",
        "TimeSeries",
        f"{IDTA}/1/1",
        [metadata, build.collection("Segments", f"{IDTA}/Segments/1/1", segments)],
    )
    found = mapping(f"{{records: internal, segment: {{rows: {size}}}}}", elements=SIMPLE, asset="F")
    assert build.written(series, format_) in lines_of(rows, found, format_, metamodel)


def idta(build: Building, path: str) -> Any:
    return build.reference(f"{IDTA}/{path}/1/1")


def segment_by_hand(build: Building, rows: list[Row], before: int, number: int) -> Any:
    """One internal segment of rows."""
    times = [datetime.fromisoformat(row["Time"]) for row in rows]
    records = []
    for i, (row, time) in enumerate(zip(rows, times, strict=True), before + 1):
        relative = str(int((time - times[0]).total_seconds()) * 1000)
        children = [
            build.text("Time00", f"{IDTA}/RelativePointInTime/1/1", relative, "xs:long"),
            build.text("Time", f"{HEADER}/Time/1/0", canonical(row["Time"]), "xs:dateTime"),
            cell(build, "Temperature", "Temperature", row["Temp"], "xs:double"),
            cell(build, "Remark", "Remark", row["Remark"]),
        ]
        records.append(build.collection(f"Record{i:08}", f"{IDTA}/Record/1/1", children))
    span = int((times[-1] - times[0]).total_seconds())
    facts = {
        "RecordCount": (str(len(rows)), "xs:long"),
        "StartTime": (canonical(rows[0]["Time"]), "xs:string"),
        "EndTime": (canonical(rows[-1]["Time"]), "xs:string"),
        "Duration": (f"PT{span}S", "xs:string"),
        "SamplingInterval": ("1000" if len(rows) > 1 else "", "xs:long"),
        "State": ("completed", "xs:string"),
    }
    children = [
        build.text(name, f"{IDTA}/Segment/{name}/1/1", value, value_type) if value else None
        for name, (value, value_type) in facts.items()
    ]
    children.append(build.collection("Records", f"{IDTA}/Records/1/1", records))
    name = f"InternalSegment{number:02}"
    return build.collection(name, f"{IDTA}/Segments/InternalSegment/1/1", children)
