"""Sparkplug B: names by alias, units, gaps, births that did not come, deaths; the bytes are put together by hand."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.sources.sparkplug import Plant
from aas_converters.sources.sparkplug_payload import millis_text, signed

pytest.importorskip("google.protobuf")

NOW = "2026-03-02T06:00:00.000Z"
MILLIS = 1_772_431_200_000
INT16, INT64, FLOAT, DOUBLE, BOOL, STRING, DATE, DATASET, BYTES, TEMPLATE = 2, 4, 9, 10, 11, 12, 13, 16, 17, 19
INT32_ARRAY = 24


def varint(number: int) -> bytes:
    out = b""
    number &= (1 << 64) - 1
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def number(field: int, value: int) -> bytes:
    return varint(field << 3) + varint(value)


def block(field: int, value: bytes | str) -> bytes:
    data = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | 2) + varint(len(data)) + data


def single(field: int, value: float) -> bytes:
    return varint(field << 3 | 5) + struct.pack("<f", value)


def double(field: int, value: float) -> bytes:
    return varint(field << 3 | 1) + struct.pack("<d", value)


def metric(
    name: str | None,
    kind: int,
    value: bytes = b"",
    alias: int | None = None,
    unit: str | None = None,
    at: int | None = None,
) -> bytes:
    out = block(1, name) if name is not None else b""
    out += number(2, alias) if alias is not None else b""
    out += number(3, at) if at is not None else b""
    out += number(4, kind) if kind else b""
    if unit is not None:
        out += block(9, block(1, "engUnit") + block(2, number(1, STRING) + block(8, unit)))
    return out + value


def payload(metrics: Sequence[bytes], seq: int | None = None, time: int | None = MILLIS) -> bytes:
    out = number(1, time) if time is not None else b""
    out += b"".join(block(2, one) for one in metrics)
    return out + (number(3, seq) if seq is not None else b"")


def heard(*messages: tuple[str, bytes]) -> Plant:
    plant = Plant("mqtt://broker")
    for topic, body in messages:
        plant.take(f"spBv1.0/{topic}", body, NOW)
    return plant


def rows(plant: Plant) -> list[dict[str, str | None]]:
    frames = list(plant.rows.ready(all_of_them=True))
    frame = pl.concat(frames, how="diagonal") if frames else pl.DataFrame()
    names = {key: column.name for column, keys in plant.columns() for key in keys}
    return [{names.get(key, key): text for key, text in row.items() if text is not None} for row in frame.to_dicts()]


def codes(plant: Plant) -> list[str]:
    return [finding.rule.code for finding in plant.findings("mqtt://broker")]


BIRTH = (
    "Plant/DBIRTH/Line1/Press1",
    payload([metric("Ram/Force", DOUBLE, double(13, 120.5), 1, "kN"), metric("Lot", STRING, block(15, "L-7"), 2)], 1),
)


def test_a_birth_names_what_data_call_by_number() -> None:
    data = ("Plant/DDATA/Line1/Press1", payload([metric(None, 0, double(13, 99.0), 1, at=MILLIS + 250)], 2))
    plant = heard(BIRTH, data)
    assert rows(plant) == [
        {"timestamp": "2026-03-02T06:00:00.000Z", "device": "Plant/Line1/Press1", "online": "true"}
        | {"Ram/Force": "120.5", "Lot": "L-7"},
        {"timestamp": "2026-03-02T06:00:00.250Z", "device": "Plant/Line1/Press1", "Ram/Force": "99"},
    ]
    assert [(column.name, column.header, column.unit) for column, _ in plant.columns()] == [
        ("Ram/Force", "Force", "kN"),
        ("Lot", "Lot", None),
    ]
    assert codes(plant) == []


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (INT16, number(10, 0xFFFF), "-1"),
        (INT16, number(10, 0xFFFFFFFB), "-5"),
        (INT64, number(11, -7), "-7"),
        (8, number(11, 2**63), str(2**63)),
        (FLOAT, single(12, 9.59), "9.59"),
        (DOUBLE, double(13, 0.1), "0.1"),
        (DOUBLE, double(13, float("nan")), None),
        (BOOL, number(14, 0), "false"),
        (STRING, block(15, "가동"), "가동"),
        (DATE, number(11, MILLIS), NOW),
        (BYTES, block(16, b"\x01\xff"), "01ff"),
        (INT32_ARRAY, block(16, struct.pack("<2i", 1, -2)), "[1, -2]"),
        (DOUBLE, number(7, 1), None),
    ],
)
def test_values_by_their_type(kind: int, value: bytes, text: str | None) -> None:
    plant = heard(("Plant/NBIRTH/Line1", payload([metric("v", kind, value)], 0)))
    assert rows(plant)[0].get("v") == text


def test_a_data_set_is_one_cell_and_a_template_columns() -> None:
    cells = b"".join(block(1, number(1, n)) for n in (3, 4))
    data = number(1, 2) + block(2, "a") + block(2, "b") + number(3, 3) + number(3, 3) + block(4, cells)
    inner = block(2, metric("rpm", DOUBLE, double(13, 1500.0)))
    birth = payload([metric("table", DATASET, block(17, data)), metric("motor", TEMPLATE, block(18, inner))], 0)
    assert (
        rows(heard(("Plant/NBIRTH/Line1", birth)))[0].items()
        >= {
            "table": '[{"a": "3", "b": "4"}]',
            "motor/rpm": "1500",
        }.items()
    )


def test_gaps_in_the_sequence_are_counted() -> None:
    data = payload([metric("Lot", STRING, block(15, "x"))], 5)
    plant = heard(BIRTH, ("Plant/DDATA/Line1/Press1", data))
    assert [(f.rule.code, f.values["count"]) for f in plant.findings("b")] == [("SRC242", "3")]


def test_the_sequence_goes_round_and_a_birth_begins_it_anew() -> None:
    def data(seq: int) -> tuple[str, bytes]:
        return "Plant/NDATA/Line1", payload([metric("v", DOUBLE, double(13, 1.0))], seq)

    birth = ("Plant/NBIRTH/Line1", payload([metric("v", DOUBLE, double(13, 1.0))], 0))
    assert codes(heard(birth, data(1), birth, *(data(n % 256) for n in range(1, 300)))) == []


def test_numbers_without_a_birth_are_said() -> None:
    plant = heard(("Plant/DDATA/Line1/Press1", payload([metric(None, 0, double(13, 1.0), 1)], 7)))
    assert [(f.rule.code, f.values["count"]) for f in plant.findings("b")] == [("SRC243", "1")]
    assert rows(plant) == []


def test_the_death_of_a_node_is_that_of_its_devices() -> None:
    plant = heard(BIRTH, ("Plant/NDEATH/Line1", payload([metric("bdSeq", INT64, number(11, 0))], None, None)))
    assert [(row["device"], row["online"]) for row in rows(plant) if "online" in row] == [
        ("Plant/Line1/Press1", "true") if n == 0 else ("Plant/Line1/Press1", "false") for n in (0, 1)
    ]
    assert codes(plant) == ["SRC244"]


def test_one_name_in_two_units_is_two_columns() -> None:
    def birth(node: str, unit: str) -> tuple[str, bytes]:
        return f"Plant/NBIRTH/{node}", payload([metric("temp", DOUBLE, double(13, 20.0), unit=unit)], 0)

    plant = heard(birth("A", "degC"), birth("B", "degF"))
    assert [(column.name, column.unit) for column, _ in plant.columns()] == [
        ("temp [degC]", "degC"),
        ("temp [degF]", "degF"),
    ]


def test_commands_and_states_are_no_data() -> None:
    control = payload([metric("Node Control/Rebirth", BOOL, number(14, 0)), metric("bdSeq", INT64, number(11, 1))], 0)
    plant = heard(("Plant/NBIRTH/L", control), ("Plant/NCMD/L", control), ("STATE/scada", b"ONLINE"))
    assert [set(row) for row in rows(plant)] == [{"timestamp", "device", "online"}]


@given(st.binary(max_size=60))
def test_any_bytes_are_a_message_or_a_finding(body: bytes) -> None:
    plant = heard(("Plant/DDATA/Line1/Press1", body))
    rows(plant)
    assert set(codes(plant)) <= {"SRC241", "SRC243"}


def test_a_payload_cut_off_is_said() -> None:
    plant = heard((BIRTH[0], BIRTH[1][:-3]))
    assert codes(plant) == ["SRC241"]


@given(st.integers(-(2**15), 2**15 - 1))
def test_signs_come_back(value: int) -> None:
    assert signed(value & 0xFFFF, 16) == signed(value & 0xFFFFFFFF, 16) == value
    assert millis_text(2**63) is None
