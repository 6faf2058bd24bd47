"""What InfluxDB exports: line protocol and annotated CSV; a point with several fields is one row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.sources import SourceError, Table, open_table
from aas_converters.sources.line_protocol import escaped, parsed, straight
from tests.cli.running import mapping, run

Put = Callable[..., Table]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    def put(text: str, name: str = "bath.lp") -> Table:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return open_table(path)

    return put


def cells(table: Table) -> list[dict[str, str | None]]:
    """All rows of a table, without what is empty."""
    return [
        {name: text for name, text in row.items() if text is not None}
        for batch in table.batches()
        for row in batch.frame.iter_rows(named=True)
    ]


LINES = r"""
# bath sensors
bath,line=L1,site=청주\ 1 temp=25.50,count=3i,ok=t,note="a \"b\", c=d" 1709251200123456789
bath,line=L1 temp=1e3,ok=False,big=18446744073709551615u 1709251205000000000
"""


def test_line_protocol_becomes_rows(put: Put) -> None:
    table = put(LINES)
    assert [column.name for column in table.columns] == [
        *("time", "measurement", "line", "site", "temp", "count", "ok", "note", "big")
    ]
    assert cells(table) == [
        {
            **{"time": "2024-03-01T00:00:00.123456789Z", "measurement": "bath", "line": "L1", "site": "청주 1"},
            **{"temp": "25.50", "count": "3", "ok": "true", "note": 'a "b", c=d'},
        },
        {
            **{"time": "2024-03-01T00:00:05Z", "measurement": "bath", "line": "L1", "temp": "1e3", "ok": "false"},
            "big": "18446744073709551615",
        },
    ]
    (batch,) = table.batches()
    assert batch.lines is not None
    assert batch.lines.to_list() == [3, 4]


@pytest.mark.parametrize(
    ("time", "text", "found"),
    [
        ("1709251200", "2024-03-01T00:00:00Z", ["SRC171"]),
        ("1709251200123", "2024-03-01T00:00:00.123Z", ["SRC171"]),
        ("1709251200123456", "2024-03-01T00:00:00.123456Z", ["SRC171"]),
        ("1709251200123456789", "2024-03-01T00:00:00.123456789Z", []),
    ],
)
def test_the_unit_of_times_shows_in_their_digits(put: Put, time: str, text: str, found: list[str]) -> None:
    table = put(f"bath temp=1 {time}\n")
    assert cells(table)[0]["time"] == text
    assert [finding.rule.code for finding in table.findings] == found


EXPORT = """\
# INFLUXDB EXPORT: 2024-03-01T00:00:00Z - 2024-03-02T00:00:00Z
# DDL
CREATE DATABASE plant WITH NAME autogen
# DML
# CONTEXT-DATABASE:plant
bath,line=L1 temp=25.5 1709251200000000000
bath,line=L1 temp=25.6 1709251205000000000
bath,line=L1 pH=4.2 1709251200000000000
bath,line=L1 pH=4.3 1709251205000000000
bath,line=L2 pH=7 1709251205000000000
bath,line=L2 pH=8 1709251205000000000
"""


def test_an_export_of_field_after_field_is_put_together(put: Put) -> None:
    assert cells(put(EXPORT)) == [
        {"time": "2024-03-01T00:00:00Z", "measurement": "bath", "line": "L1", "temp": "25.5", "pH": "4.2"},
        {"time": "2024-03-01T00:00:05Z", "measurement": "bath", "line": "L1", "temp": "25.6", "pH": "4.3"},
        {"time": "2024-03-01T00:00:05Z", "measurement": "bath", "line": "L2", "pH": "7"},
        {"time": "2024-03-01T00:00:05Z", "measurement": "bath", "line": "L2", "pH": "8"},
    ]


def test_a_broken_line_is_said_and_the_others_are_read(put: Put) -> None:
    table = put("bath temp=1 1709251200\nbath temp= 1709251201\nbath temp=abc 1\n온도 25\nbath temp=2 1709251203\n")
    assert [row["temp"] for row in cells(table)] == ["1", "2"]
    batches = list(table.batches())
    assert [(f.rule.code, f.where.line) for b in batches for f in b.findings] == [("SRC170", n) for n in (2, 3, 4)]
    assert sum(batch.unread for batch in batches) == 3
    assert [line for b in batches if b.lines is not None for line in b.lines] == [1, 5]


def test_a_field_and_a_tag_of_one_name_are_told_apart(put: Put) -> None:
    assert cells(put("bath,temp=a,time=b temp=1 1709251200\n"))[0] == {
        **{"time": "2024-03-01T00:00:00Z", "measurement": "bath", "temp_tag": "a", "time_tag": "b", "temp": "1"}
    }


def test_points_are_known_by_their_look(put: Put) -> None:
    for name in ("points.txt", "points", "points.influx"):
        assert put(LINES, name).about["kind"] == "InfluxDB line protocol"
    assert put("a b=1\nthe temp=5\n", "note.txt").about.get("kind") != "InfluxDB line protocol"
    with pytest.raises(SourceError, match="SRC006"):
        put("# nothing\n")


PLAIN = st.characters(exclude_characters="\\", exclude_categories=("Zs", "Zl", "Zp", "Cc", "Cs", "Co"))
NAME = st.text(PLAIN | st.just(" "), min_size=1, max_size=6).filter(lambda name: name == name.strip())
ESCAPES = str.maketrans({",": "\\,", "=": "\\=", " ": "\\ "})


TAGS = st.dictionaries(NAME, NAME, max_size=3)


@given(NAME, TAGS, TAGS.filter(bool))
def test_what_is_escaped_is_read_back(measurement: str, tags: dict[str, str], fields: dict[str, str]) -> None:
    about = "".join(f",{name.translate(ESCAPES)}={value.translate(ESCAPES)}" for name, value in tags.items())
    quoted = {name: value.replace('"', '\\"') for name, value in fields.items()}
    told = ",".join(f'{name.translate(ESCAPES)}="{value}"' for name, value in quoted.items())
    point = parsed(f"{measurement.translate(ESCAPES)}{about} {told} 1709251200".encode())
    assert point is not None
    assert point[0][0] == ("measurement", measurement)
    assert sorted(value or "" for _, value in point[0][1:]) == sorted(tags.values())
    assert point[2] == fields


@given(
    NAME,
    TAGS,
    st.dictionaries(NAME, st.sampled_from(["1", "-2.5e3", "3i", "t", "FALSE", "x", ""]), min_size=1, max_size=3),
)
def test_the_short_way_gives_the_same_as_the_long_one(
    measurement: str, tags: dict[str, str], fields: dict[str, str]
) -> None:
    about = "".join(f",{name}={value}" for name, value in tags.items())
    line = f"{measurement}{about} {','.join(f'{name}={value}' for name, value in fields.items())} 17"
    quick = straight(line)
    assert quick is None or quick == escaped(line)


ANNOTATED = '''\
#group,false,false,true,true,false,false,true,true,true
#datatype,string,long,dateTime:RFC3339,dateTime:RFC3339,dateTime:RFC3339,double,string,string,string
#default,_result,,,,,,,,
,result,table,_start,_stop,_time,_value,_field,_measurement,line
,,0,2024-03-01T00:00:00Z,2024-03-02T00:00:00Z,2024-03-01T00:00:00Z,25.50,temp,bath,L1
,,0,2024-03-01T00:00:00Z,2024-03-02T00:00:00Z,2024-03-01T00:00:05Z,25.60,temp,bath,L1
,,1,2024-03-01T00:00:00Z,2024-03-02T00:00:00Z,2024-03-01T00:00:00Z,4.2,pH,bath,L1

#group,false,false,false,false,true,true
#datatype,string,long,dateTime:RFC3339,string,string,string
#default,_result,,,,memo,
,result,table,_time,_value,_field,_measurement
,,2,2024-03-01T00:00:05Z,"양호, ""OK""",,bath
'''


def test_annotated_csv_is_put_together(put: Put) -> None:
    table = put(ANNOTATED.replace("\n", "\r\n"), "export.csv")
    assert table.about["kind"] == "InfluxDB annotated CSV"
    assert cells(table) == [
        {"time": "2024-03-01T00:00:00Z", "measurement": "bath", "line": "L1", "temp": "25.50", "pH": "4.2"},
        {"time": "2024-03-01T00:00:05Z", "measurement": "bath", "line": "L1", "temp": "25.60"},
        {"time": "2024-03-01T00:00:05Z", "measurement": "bath", "memo": '양호, "OK"'},
    ]


def test_annotated_csv_whose_fields_are_columns_already(put: Put) -> None:
    head = "#datatype,string,long,dateTime:RFC3339,string,double\n#default,_result,,,,\n,result,table,_time,line,temp\n"
    table = put(head + ",,0,2024-03-01T00:00:00Z,L1,1\n" * 2, "e.csv")
    assert cells(table) == [{"time": "2024-03-01T00:00:00Z", "line": "L1", "temp": "1"}] * 2


def test_annotated_csv_that_is_broken(put: Put) -> None:
    table = put(ANNOTATED.replace(",temp,bath,L1\n", ",temp,bath\n", 1), "e.csv")
    assert [(f.rule.code, f.where.line) for batch in table.batches() for f in batch.findings] == [("SRC172", 5)]
    error = "#datatype,string,string\n#group,true,true\n#default,,\n,error,reference\n,bucket not found,897\n"
    with pytest.raises(SourceError, match=r"SRC173 .*bucket not found"):
        put(error, "e.csv")
    empty = put("#datatype,string\n#group,true\n#default,\n", "e.csv")
    assert [finding.rule.code for finding in empty.findings] == ["SRC024"]


MAPPED = """\
mapping: 1
model: plating
ids: {base: "https://plant.example/ids", asset: "{Header.EquipmentId}", submodel: "{Header.EquipmentId}/{Header.Time}"}
elements:
  Header.Time: time
  Header.EquipmentId: line
  Header.LotNumber: {constant: A}
  Measured.BathTemperature: {column: temp, unit: °C}
  Measured.RectifierCurrent: {constant: "3"}
"""


def test_points_convert_from_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "bath.lp").write_text(EXPORT.partition("bath,line=L2")[0], encoding="utf-8")
    answer = run("convert", tmp_path / "bath.lp", "--map", mapping(tmp_path, MAPPED), "--out", tmp_path / "o.json")
    assert answer.code == 0, answer.said
    assert "25.5" in (tmp_path / "o.json").read_text(encoding="utf-8")
