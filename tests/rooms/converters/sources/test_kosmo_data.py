"""What the Korean programme's platform collected, read back by its tags: REST, AMQP, MQTT and the nightly backup."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.sources import SourceError, open_table
from aas_converters.sources.kosmo_live import collected_rows
from aas_converters.sources.kosmo_tags import moment
from aas_converters.sources.mqtt import Message, rows_of

LOAD = "ns=2;s=Line_1.Parts.Press_1.OperationalData.Measured.Load"
SPEED = "ns=2;s=Line_1.Parts.Press_1.OperationalData.Measured.Speed"
OTHER = "ns=2;s=Line_1.Parts.Press_2.OperationalData.Measured.Load"
SECOND = 1_000_000_000
START = 1_772_409_600 * SECOND
"""2026-03-02T00:00:00Z"""

ROWS = [
    {"time": "2026-03-02T00:00:00Z", "EquipmentId": "Press_1", "Measured.Load": "1.50", "Measured.Speed": None},
    {"time": "2026-03-02T00:00:00.5Z", "EquipmentId": "Press_1", "Measured.Load": "1.50", "Measured.Speed": "007"},
    {"time": "2026-03-02T00:00:01Z", "EquipmentId": "Press_2", "Measured.Load": "9", "Measured.Speed": None},
    {"time": "2026-03-02T00:00:02Z", "EquipmentId": "Press_1", "Measured.Load": "2.0", "Measured.Speed": "007"},
]
POINTS = [
    (SPEED, START + SECOND // 2, "007"),
    (LOAD, START, "1.50"),
    (LOAD, START + 2 * SECOND, "2.0"),
    (OTHER, START + SECOND, "9"),
]


def iso(ns: int) -> str:
    return moment(ns) or ""


def rest() -> str:
    data = [{"NAME": tag, "TIME": iso(ns), "VALUE": value} for tag, ns, value in POINTS]
    return json.dumps({"code": 1, "message": "Success", "data": data})


def amqp() -> str:
    return "\n".join(
        json.dumps({"measurement": "mos", "host": "device", "field": tag, "value": value, "time": str(ns)})
        for tag, ns, value in POINTS
    )


def block() -> str:
    return json.dumps({"block": [{"tag": tag, "value": value, "timestamp": ns} for tag, ns, value in POINTS]})


def client() -> str:
    data = [{"tag": tag.removeprefix("ns=2;s="), "value": value, "time": ns} for tag, ns, value in POINTS]
    return json.dumps([{"module": "Press", "data": data[:2]}, {"module": "Press", "data": data[2:]}])


def mqtt() -> str:
    return "\n".join(
        json.dumps({"localtime": str(ns), "data": [{"tag": tag, "value": value}]}) for tag, ns, value in POINTS
    )


def backup() -> str:
    head = ",result,table,_start,_stop,_time,_value,_field,_measurement,host"
    lines = [f",_result,{i},x,y,{iso(ns)},{value},{tag},mos,device" for i, (tag, ns, value) in enumerate(POINTS)]
    return "\r\n".join([head, *lines[:2], "", head, *lines[2:], ""])


def read(path: Path) -> list[dict[str, str | None]]:
    table = open_table(path)
    return [row for batch in table.batches() for row in batch.frame.drop("aas").to_dicts()]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rest.json", rest()),
        ("amqp.jsonl", amqp()),
        ("block.json", block()),
        ("client.json", client()),
        ("mqtt.jsonl", mqtt()),
        ("backup.csv", backup()),
        ("00_24.log", backup()),
    ],
)
def test_every_interface_gives_the_same_rows(name: str, text: str, packed: bool, tmp_path: Path) -> None:
    path = tmp_path / (f"{name}.gz" if packed else name)
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    table = open_table(path)
    assert [{name: row[name] for name in ROWS[0]} for row in read(path)] == ROWS
    assert [one.rule.code for one in table.findings] == ["SRC174"]
    assert dict(table.findings[0].values) == {"cells": "2"}


def test_an_answer_without_data_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_text('{"code":0,"message":"No data","data":null}', encoding="utf-8")
    with pytest.raises(SourceError, match="SRC175 the answer holds no data: No data"):
        open_table(path)


@pytest.mark.parametrize(
    "entry", [{"tag": LOAD, "value": 1}, {"tag": LOAD, "timestamp": START}, {"tag": "", "value": 1, "time": START}]
)
def test_an_entry_that_cannot_be_placed_is_said(entry: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "block.json"
    whole = {"block": [{"tag": LOAD, "value": 1, "timestamp": START}, entry]}
    path.write_text(json.dumps(whole), encoding="utf-8")
    found = [one for batch in open_table(path).batches() for one in batch.findings]
    assert [one.rule.code for one in found] == ["SRC176"]


def test_a_file_without_any_point_says_why(tmp_path: Path) -> None:
    path = tmp_path / "block.json"
    path.write_text('{"block":[{"tag":"A.B","value":1}]}', encoding="utf-8")
    with pytest.raises(SourceError, match="SRC176"):
        open_table(path)


@pytest.mark.parametrize(("name", "text"), [("x.json", '{"block":[{"tag":"A.B","value":1'), ("x.log.gz", "no gzip")])
def test_a_damaged_file_is_said(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x1f\x8b" + text.encode() if name.endswith("gz") else text.encode())
    with pytest.raises(SourceError):
        open_table(path)


def test_a_long_answer_in_one_line_is_recognised(tmp_path: Path) -> None:
    data = [{"NAME": LOAD, "TIME": iso(START + i * SECOND), "VALUE": i} for i in range(2_000)]
    path = tmp_path / "answer.json"
    path.write_text(json.dumps({"code": 1, "message": "Success", "data": data}), encoding="utf-8")
    assert len(read(path)) == 2_000


@pytest.mark.parametrize(
    "text",
    [
        '[{"tag": "T1", "value": 5, "time": 1}]',
        '[{"name": "A.B", "x": 5}]',
        '{"code": 0, "message": "ok", "data": [{"tag": "T1", "temperature": 5}]}',
    ],
)
def test_other_json_is_read_as_before(text: str, tmp_path: Path) -> None:
    path = tmp_path / "plant.json"
    path.write_text(text, encoding="utf-8")
    assert {"tag", "name"} & {column.name for column in open_table(path).columns}


def test_messages_are_read_as_they_come() -> None:
    body = {"localtime": 0, "data": [{"tag": LOAD, "value": 5}, {"tag": SPEED, "value": True, "timestamp": START}]}
    rows = list(rows_of(Message("mos/type-4/d1", json.dumps(body).encode(), "2026-03-02T09:00:00Z", False)))
    assert [(row["time"], row.get("Measured.Load"), row.get("Measured.Speed")) for row in rows] == [
        ("2026-03-02T09:00:00Z", "5", None),
        ("2026-03-02T00:00:00Z", None, "true"),
    ]
    assert collected_rows(b'{"temperature": 5}', "2026-03-02T09:00:00Z") == []


@given(st.integers(10**18, 3 * 10**18))
def test_law_a_time_in_nanoseconds_keeps_every_digit(ns: int) -> None:
    whole, _, fraction = (moment(ns) or "").removesuffix("Z").partition(".")
    assert moment(f"{whole}.{fraction}Z" if fraction else f"{whole}Z") == moment(ns)
    assert int(fraction.ljust(9, "0") or "0") == ns % SECOND


@given(st.text(max_size=30))
def test_law_any_text_is_a_time_or_none(text: str) -> None:
    found = moment(text)
    assert found is None or found.endswith("Z")
