"""MTConnect documents in files: what becomes a row, a column, a unit; and documents that are none."""

from __future__ import annotations

import csv
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.sources import Settings, SourceError, Table, open_table, open_tables
from aas_converters.sources.mtconnect_words import SUCCESSORS, TYPE_UNITS, UNITS, type_of, unit_text, usual_unit
from aas_converters.sources.observed import Rows
from aas_reference_models.model import Unit
from aas_reference_models.unit_conversion import UnknownUnitError, exact
from aas_reference_models.units import unit_named
from tests.shared_files import shared

HEAD = '<Header creationTime="2026-03-02T06:00:10Z" firstSequence="1" lastSequence="9" nextSequence="10"/>'


def streams(body: str, version: str = "2.0", head: str = HEAD) -> str:
    return (
        f'<?xml version="1.0"?>\n<MTConnectStreams xmlns="urn:mtconnect.org:MTConnectStreams:{version}">'
        f'{head}<Streams><DeviceStream name="MCT-12" uuid="u"><ComponentStream component="Linear" name="X" '
        f'componentId="x">{body}</ComponentStream></DeviceStream></Streams></MTConnectStreams>'
    )


def opened(folder: Path, text: str, name: str = "answer.xml", **settings: object) -> Table:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return open_table(path, Settings(**settings))


def rows(table: Table, *names: str) -> list[tuple[str | None, ...]]:
    return [row for batch in table.batches() for row in batch.frame.select(names).rows()]


def names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def sample(item: str, value: str, sequence: int, time: str = "2026-03-02T06:00:00Z", more: str = "") -> str:
    return f'<Position dataItemId="{item}" timestamp="{time}" sequence="{sequence}" {more}>{value}</Position>'


def test_what_is_said_at_one_time_is_one_row_in_the_order_of_the_times(tmp_path: Path) -> None:
    late = sample("x1", "2.50", 3, "2026-03-02T15:00:01.5+09:00")
    body = f"<Samples>{late}{sample('x1', '1.0', 1)}{sample('x2', 'UNAVAILABLE', 2)}</Samples>"
    table = opened(tmp_path, streams(body))
    assert rows(table, "timestamp", "device", "x1", "x2") == [
        ("2026-03-02T06:00:00Z", "MCT-12", "1.0", None),
        ("2026-03-02T15:00:01.5+09:00", "MCT-12", "2.50", None),
    ]
    assert table.about["kind"] == "MTConnect 2.0"


def test_two_values_of_one_time_are_two_rows(tmp_path: Path) -> None:
    body = f"<Samples>{sample('x1', '1', 1)}{sample('x1', '2', 2)}{sample('x2', '9', 3)}</Samples>"
    assert rows(opened(tmp_path, streams(body)), "x1", "x2") == [("1", "9"), ("2", None)]


def test_numbers_of_a_place_become_columns(tmp_path: Path) -> None:
    body = '<Samples><PathPosition dataItemId="p" timestamp="2026-03-02T06:00:00Z" sequence="1">1 -2.0 3e1'
    table = opened(tmp_path, streams(f"{body}</PathPosition></Samples>"))
    assert rows(table, "p.x", "p.y", "p.z") == [("1", "-2.0", "3e1")]
    assert {column.unit for column in table.columns[2:]} == {"mm"}


def test_a_time_series_is_a_row_for_each_value_the_last_at_its_time(tmp_path: Path) -> None:
    body = (
        '<Samples><TemperatureTimeSeries dataItemId="t" timestamp="2026-03-02T06:00:00Z" sequence="1" '
        'sampleRate="4" sampleCount="3">20.1 20.2 20.30</TemperatureTimeSeries></Samples>'
    )
    table = opened(tmp_path, streams(body))
    assert rows(table, "timestamp", "t") == [
        ("2026-03-02T05:59:59.500000Z", "20.1"),
        ("2026-03-02T05:59:59.750000Z", "20.2"),
        ("2026-03-02T06:00:00Z", "20.30"),
    ]
    assert table.columns[2].unit == "°C"


def test_a_time_series_without_a_rate_stays_one_cell(tmp_path: Path) -> None:
    body = '<Samples><LoadTimeSeries dataItemId="t" timestamp="2026-03-02T06:00:00Z" sequence="1">1 2</LoadTimeSeries>'
    assert rows(opened(tmp_path, streams(f"{body}</Samples>")), "t") == [("1 2",)]


def test_entries_of_sets_and_tables_become_columns(tmp_path: Path) -> None:
    head = 'timestamp="2026-03-02T06:00:00Z" sequence="1"'
    body = (
        f'<Events><VariableDataSet dataItemId="v" count="2" {head}><Entry key="a">1</Entry>'
        f'<Entry key="b" removed="true"/></VariableDataSet><WorkOffsetTable dataItemId="w" {head}>'
        '<Entry key="G54"><Cell key="X">1.0</Cell><Cell key="Y">2</Cell></Entry></WorkOffsetTable></Events>'
    )
    table = opened(tmp_path, streams(body))
    assert rows(table, "v.a", "v.b", "w.G54.X", "w.G54.Y") == [("1", None, "1.0", "2")]


def test_a_condition_is_its_level_with_what_stands_beside(tmp_path: Path) -> None:
    head = 'dataItemId="c" type="TEMPERATURE" timestamp="2026-03-02T06:00:00Z"'
    body = (
        f'<Condition><Warning {head} sequence="1" nativeCode="7" qualifier="HIGH">hot</Warning></Condition>'
        '<Condition><Unavailable dataItemId="d" type="SYSTEM" timestamp="2026-03-02T06:00:00Z" sequence="2"/>'
        "</Condition>"
    )
    table = opened(tmp_path, streams(body))
    assert rows(table, "c", "c.text", "c.nativeCode", "c.qualifier", "d") == [("Warning", "hot", "7", "HIGH", None)]
    assert {column.unit for column in table.columns} == {None}


def test_an_answer_to_current_is_one_row_at_the_time_it_was_made(tmp_path: Path) -> None:
    old = sample("x1", "1", 2, "2026-03-01T00:00:00Z")
    states = "".join(
        f'<Fault dataItemId="c" type="SYSTEM" timestamp="2026-03-02T06:00:00Z" sequence="{n}" nativeCode="{n}"/>'
        for n in (5, 6)
    )
    body = f"<Samples>{old}{sample('x2', '2', 9)}</Samples><Condition>{states}</Condition>"
    table = opened(tmp_path, streams(body))
    said = rows(table, "timestamp", "x1", "x2", "c", "c.nativeCode")
    assert said == [("2026-03-02T06:00:10Z", "1", "2", "Fault; Fault", "5; 6")]
    assert "SRC203" in [finding.rule.code for finding in table.findings]


def test_units_by_type_are_said(tmp_path: Path) -> None:
    table = opened(tmp_path, streams(f"<Samples>{sample('x1', '1', 1)}</Samples>"))
    assert [(f.rule.code, f.values["columns"]) for f in table.findings] == [("SRC202", "x1")]


def test_a_device_described_in_native_units_keeps_them(tmp_path: Path) -> None:
    text = (
        '<MTConnectDevices xmlns="urn:mtconnect.org:MTConnectDevices:1.3"><Header/><Devices><Device id="d" name="M">'
        '<DataItems><DataItem id="a" name="feed" category="SAMPLE" type="PATH_FEEDRATE" nativeUnits="INCH/MINUTE"/>'
        '<DataItem id="b" name="feed" category="SAMPLE" type="PATH_FEEDRATE" subType="OVERRIDE" units="PERCENT"/>'
        '<DataItem id="c" category="SAMPLE" type="AMPERAGE" subType="ALTERNATING" units="AMPERE"/>'
        "</DataItems></Device></Devices></MTConnectDevices>"
    )
    table = opened(tmp_path, text)
    assert names(table) == ["timestamp", "device", "a", "b", "c"]
    assert [column.unit for column in table.columns[2:]] == ["[in_i]/min", "%", "A"]
    assert table.columns[3].references[-1] == "mtconnect:PATH_FEEDRATE_OVERRIDE"
    assert table.columns[4].references[-1] == "mtconnect:AMPERAGE_AC"
    assert list(table.batches()) == []


def test_the_same_item_of_two_devices_is_one_column(tmp_path: Path) -> None:
    time = "2026-03-02T06:00:00Z"
    event = f'<Execution dataItemId="{{}}" name="exec" timestamp="{time}" sequence="{{}}">{{}}</Execution>'
    devices = "".join(
        f'<DeviceStream name="M{n}" uuid="u{n}"><ComponentStream component="Path" componentId="p{n}">'
        f"<Events>{event.format(f'e{n}', n, value)}</Events></ComponentStream></DeviceStream>"
        for n, value in ((1, "READY"), (2, "ACTIVE"))
    )
    text = streams("", "1.1").partition("<DeviceStream")[0] + f"{devices}</Streams></MTConnectStreams>"
    assert rows(opened(tmp_path, text), "device", "exec") == [("M1", "READY"), ("M2", "ACTIVE")]


BAD = {
    "doctype": '<!DOCTYPE x [<!ENTITY e "secret">]>' + streams("").partition("\n")[2],
    "cut off": streams(f"<Samples>{sample('x1', '1', 1)}</Samples>")[:-60],
    "deep": "<MTConnectStreams>" + "<a>" * 300 + "</a>" * 300 + "</MTConnectStreams>",
    "nothing in it": streams("").replace("<ComponentStream", "<C").replace("</ComponentStream", "</C"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_broken_document_is_a_finding(case: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        opened(tmp_path, BAD[case])
    assert [finding.rule.code for finding in error.value.findings] == ["SRC009"]
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<plant/>", "SRC207"),
        ('<MTConnectError><Errors><Error errorCode="NO_DEVICE">no X</Error></Errors></MTConnectError>', "SRC200"),
        ("", "SRC006"),
    ],
)
def test_other_xml_is_a_finding(text: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        opened(tmp_path, text)
    assert [finding.rule.code for finding in error.value.findings] == [code]


def test_a_folder_has_documents_of_machines_but_not_the_environment_beside_them(tmp_path: Path) -> None:
    opened(tmp_path, streams(f"<Samples>{sample('x1', '1', 1)}</Samples>"))
    (tmp_path / "result.xml").write_text('<environment xmlns="https://admin-shell.io/aas/3/0"/>', encoding="utf-8")
    assert [Path(table.name).name for table in open_tables([tmp_path])] == ["answer.xml"]


@given(st.permutations([(f"m{n % 2}", f"2026-03-02T06:00:0{n // 2}Z", f"v{n % 3}", str(n)) for n in range(9)]))
def test_rows_are_the_same_in_whatever_order_values_come(readings: list[tuple[str, str, str, str]]) -> None:
    def made(order: list[tuple[str, str, str, str]]) -> set[tuple[tuple[str, str | None], ...]]:
        some = Rows()
        some.add(order)
        dicts = [row for frame in some.ready(all_of_them=True) for row in frame.to_dicts()]
        return {tuple(sorted((k, v) for k, v in row.items() if v is not None)) for row in dicts}

    assert made(readings) == made(sorted(readings))


def test_no_value_is_lost_where_rows_are_closed_early() -> None:
    some = Rows(keep=3)
    found = []
    for number, (a, b, _) in enumerate(permutations(range(6), 3)):
        some.add([(f"m{a}", f"2026-03-02T06:00:{b:02}Z", "v", str(number))])
        found += [row["v"] for frame in some.ready() for row in frame.to_dicts()]
    found += [row["v"] for frame in some.ready(all_of_them=True) for row in frame.to_dicts()]
    assert sorted(map(int, found)) == list(range(120))


def test_every_unit_can_be_converted() -> None:
    for unit, text in UNITS.items():
        known = unit_named(text) or Unit(text, text)
        if unit in ("VOLT_AMPERE_REACTIVE", "DECIBEL", "PH"):
            continue  # no UCUM code, or a logarithm
        try:
            exact(known, known, 1)
        except UnknownUnitError:
            pytest.fail(f"{unit} is written {text}, which is no unit")
    assert (unit_text("MILLIMETER_3D"), unit_text(None), unit_text("WIDGET")) == ("mm", None, "WIDGET")
    assert usual_unit("SPINDLE_SPEED", "OVERRIDE") == "PERCENT"


def test_types_and_units_are_those_of_the_standard() -> None:
    table = shared("facts/tables/mtconnect-enums.csv")
    with table.open(encoding="utf-8", newline="") as file:
        entries = list(csv.DictReader(file))
    known = {kind: {e["value"] for e in entries if e["enum"] == kind} for kind in {e["enum"] for e in entries}}
    kinds = known["DataItemEnumEnum"]
    assert set(UNITS) <= known["NativeUnitsEnum"] | known["UnitsEnum"]
    assert set(TYPE_UNITS) <= kinds
    assert set(TYPE_UNITS.values()) <= known["UnitsEnum"]
    assert {one for kind, others in SUCCESSORS.items() for one in (kind, *others)} <= kinds
    for kind in kinds:
        assert type_of("".join(word.capitalize() for word in kind.split("_")))[0] == kind


@pytest.mark.parametrize("written", ["x y&#13; ", " x  y", "x&#10;y"])
def test_blanks_around_an_id_are_none_of_it(tmp_path: Path, written: str) -> None:
    """Found by fuzzing: the column was called after the id without them, and not found."""
    path = tmp_path / "t.xml"
    path.write_text(
        "<MTConnectStreams xmlns='urn:mtconnect.org:MTConnectStreams:1.3'><Streams><DeviceStream uuid='1'>"
        "<ComponentStream component='Axes'><Samples><Position dataItemId='" + written + "'"
        " timestamp='2026-01-01T00:00:00Z'>12.5</Position></Samples></ComponentStream></DeviceStream></Streams>"
        "</MTConnectStreams>",
        encoding="utf-8",
    )
    (batch,) = open_table(path).batches()
    assert batch.frame["x y"].to_list() == ["12.5"]


def device(*items: str) -> str:
    return (
        "<MTConnectDevices xmlns='urn:mtconnect.org:MTConnectDevices:2.0'><Devices><Device id='d' name='M'>"
        f"<DataItems>{''.join(items)}</DataItems></Device></Devices></MTConnectDevices>"
    )


@pytest.mark.parametrize(
    ("item", "name"),
    [
        *(("", "column_3"), ("  ", "column_3"), ("timestamp", "timestamp_2"), ("device", "device_2")),
        *(("^x$", "column_3"), ("*", "column_3"), ("0", "0"), (" timestamp", "timestamp_2"), ("a  b", "a b")),
    ],
)
def test_an_id_of_any_text_is_a_column_of_its_own(tmp_path: Path, item: str, name: str) -> None:
    table = opened(tmp_path, streams(f"<Samples>{sample(item, '1.5', 1)}</Samples>"))
    assert names(table) == ["timestamp", "device", name]
    assert rows(table, *names(table)) == [("2026-03-02T06:00:00Z", "MCT-12", "1.5")]
    assert names(opened(tmp_path, device(f"<DataItem id='{item}' category='SAMPLE' type='LOAD'/>"))) == names(table)


def test_a_column_that_is_not_called_by_its_id_is_said(tmp_path: Path) -> None:
    body = sample("", "1", 1) + sample("device", "2", 2)
    table = opened(tmp_path, streams(f"<Samples>{body}</Samples>"))
    said = [(f.rule.code, f.values["name"]) for f in table.findings if f.rule.code in ("SRC022", "SRC023")]
    assert said == [("SRC023", "column_3"), ("SRC022", "device_2")]


def test_ids_that_differ_in_blanks_only_stay_apart(tmp_path: Path) -> None:
    body = sample("a b", "1", 1) + sample("a  b", "2", 2) + sample(" a b ", "3", 3, "2026-03-02T06:00:01Z")
    table = opened(tmp_path, streams(f"<Samples>{body}</Samples>"))
    assert rows(table, *names(table)[2:]) == [("1", "2"), ("3", None)]
    assert names(table)[2:] == ["a b", "a b_2"]


def test_an_entry_and_an_item_of_one_name_stay_apart(tmp_path: Path) -> None:
    entry = '<Entry key="b">1</Entry>'
    body = (
        f'<VariableDataSet dataItemId="a" timestamp="2026-03-02T06:00:00Z" sequence="1">{entry}</VariableDataSet>'
        '<Line dataItemId="a.b" timestamp="2026-03-02T06:00:00Z" sequence="2">7</Line>'
    )
    table = opened(tmp_path, streams(f"<Events>{body}</Events>"))
    assert rows(table, *names(table)[2:]) == [("1", "7")]
    assert names(table)[2:] == ["a.b", "a.b_2"]


def test_an_answer_to_current_with_such_ids_is_one_row(tmp_path: Path) -> None:
    body = sample("timestamp", "1", 2) + sample("device", "2", 5) + sample("", "3", 9)
    table = opened(tmp_path, streams(f"<Samples>{body}</Samples>"))
    assert rows(table, *names(table)) == [("2026-03-02T06:00:10Z", "MCT-12", "1", "2", "3")]


@pytest.mark.parametrize("rate", ["1e999999999", "1e-999999999", "1e-300", "nan", "inf", "-1", "0", "1" * 5000, "fast"])
def test_a_rate_that_is_none_leaves_a_series_in_one_cell(rate: str, tmp_path: Path) -> None:
    """A fraction of a number with a large exponent is made for hours."""
    head = f'dataItemId="t" timestamp="2026-03-02T06:00:00Z" sequence="1" sampleRate="{rate}"'
    body = f"<Samples><LoadTimeSeries {head}>1 2</LoadTimeSeries></Samples>"
    assert rows(opened(tmp_path, streams(body)), "t") == [("1 2",)]


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+09:00", "9999-12-31T23:59:59-09:00"])
def test_a_time_at_the_edge_of_the_calendar_is_kept(time: str, tmp_path: Path) -> None:
    head = f'dataItemId="t" timestamp="{time}" sequence="{"9" * 5000}" sampleRate="1"'
    body = f"<Samples><LoadTimeSeries {head}>1 2</LoadTimeSeries></Samples>"
    table = opened(tmp_path, streams(body, head=HEAD.replace('"9"', f'"{"9" * 5000}"')))
    assert rows(table, "timestamp", "t") == [(time, "1 2")]
