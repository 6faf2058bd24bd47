"""An MQTT broker: JSON, plain values and Sparkplug B; a broker that refuses, that is not there, that goes away."""

from __future__ import annotations

import gc
import socket
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("paho.mqtt.client")
pytest.importorskip("amqtt")

from aas_converters.sources import Settings, SourceError, Table, open_table
from aas_converters.sources.mqtt import Heard, Message, described
from aas_converters.sources.sparkplug import Plant
from aas_converters.sources.spool import spool
from tests.cli.running import run
from tests.rooms.converters.sources.broker import Running, publishing
from tests.rooms.converters.sources.test_sparkplug import BIRTH, DOUBLE, double, metric, payload

SECRET = "h0rse-battery"
HASHED = "$argon2id$v=19$m=16,t=1,p=1$c29tZXNhbHQ$nothing"


@pytest.fixture(scope="module")
def broker() -> Iterator[Running]:
    found = Running()
    found.start()
    yield found
    found.end()
    # a broker that is stopped leaves sockets open on its side and that of its clients, which is no fault of the reader
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def rows(table: Table, *names: str) -> list[tuple[str | None, ...]]:
    return [row for batch in table.batches() for row in batch.frame.select(names).rows()]


def codes(error: SourceError) -> list[str]:
    return [finding.rule.code for finding in error.findings]


def test_json_becomes_rows_and_levels_of_topics_columns(broker: Running) -> None:
    first = '{"ts":"2026-03-02T06:00:00Z","temp (℃)":48.90,"ram":{"force":120.5},"topic":"own"}'.encode()
    messages = [("plant/press1/data", first), ("plant/press2/data", b'[{"ts":"b"},{"ts":"c"}]')]
    with publishing(broker, messages):
        table = open_table(f"{broker.url}/plant/+/data", Settings(limit=2, seconds=60))
    assert rows(table, "topic", "topic_2", "ts", "temp (℃)", "ram.force", "topic_payload") == [
        ("plant/press1/data", "press1", "2026-03-02T06:00:00Z", "48.90", "120.5", "own"),
        ("plant/press2/data", "press2", "b", None, None, None),
        ("plant/press2/data", "press2", "c", None, None, None),
    ]
    assert {column.name: column.unit for column in table.columns}["temp (℃)"] == "℃"


def test_plain_values_are_columns_named_by_their_topic(broker: Running) -> None:
    messages = [("v/press1/temp", b"48.90"), ("v/press1/state", b'"ACTIVE"'), ("v/press1/list", b"[1,2]")]
    with publishing(broker, messages):
        table = open_table(f"{broker.url}/v/#", Settings(limit=3, seconds=60))
    assert rows(table, "temp", "state", "list") == [
        ("48.90", None, None),
        (None, "ACTIVE", None),
        (None, None, "[1,2]"),
    ]


def test_payloads_that_are_nothing_are_counted(broker: Running) -> None:
    with publishing(broker, [("b/x", b"\xff\xfe"), ("b/y", b'{"cut":'), ("b/z", b"1")]):
        table = open_table(f"{broker.url}/b/#", Settings(limit=3, seconds=60))
    unread = [finding for finding in table.findings if finding.rule.code == "SRC240"]
    assert [(f.values["count"], f.values["topic"]) for f in unread] == [("2", "b/x")]


def test_sparkplug_from_the_wire_to_a_submodel(broker: Running, tmp_path: Path) -> None:
    data = payload([metric(None, 0, double(13, 99.5), 1, at=1_772_431_201_000)], 2)
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "mapping: 1\nmodel: press_stamping\nsource: {limit: 2, seconds: 60}\nelements:\n  Header.Time: timestamp\n"
        "  Header.EquipmentId: device\n  Header.ProductId: {constant: P-1}\n  Measured.TotalPressForce: Ram/Force\n",
        encoding="utf-8",
    )
    messages = [(f"spBv1.0/{BIRTH[0]}", BIRTH[1]), ("spBv1.0/Plant/DDATA/Line1/Press1", data)]
    with publishing(broker, messages):
        table = open_table(f"{broker.url}/spBv1.0/#", Settings(limit=2, seconds=60))
    assert rows(table, "timestamp", "device", "Ram/Force", "Lot") == [
        ("2026-03-02T06:00:00.000Z", "Plant/Line1/Press1", "120.5", "L-7"),
        ("2026-03-02T06:00:01.000Z", "Plant/Line1/Press1", "99.5", None),
    ]
    with publishing(broker, messages):
        answer = run("convert", f"{broker.url}/spBv1.0/#", "--map", mapping, "-o", tmp_path / "o.aasx")
    assert (answer.code, "2 rows" in answer.out) == (0, True), answer.said
    assert run("validate", tmp_path / "o.aasx").code == 0


def test_nothing_within_the_time_is_a_finding(broker: Running) -> None:
    with pytest.raises(SourceError) as error:
        open_table(f"{broker.url}/silence/#", Settings(seconds=0.3))
    assert codes(error.value) == ["SRC130"]


def test_a_reading_needs_an_end(broker: Running, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        open_table(f"{broker.url}/plant/#")
    assert codes(error.value) == ["SRC264"]
    answer = run("convert", f"{broker.url}/x", "-m", "plating", "-o", tmp_path / "o.json", "--lang", "ko")
    assert (answer.code, "--seconds" in answer.err) == (1, True)


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"mqtt://127.0.0.1:{free.getsockname()[1]}/plant/#"
    with pytest.raises(SourceError) as error:
        open_table(address, Settings(seconds=1))
    assert codes(error.value) == ["SRC260"]


def test_a_broker_that_goes_away_leaves_what_came() -> None:
    other = Running()
    other.start()
    with publishing(other, [("plant/x", b'{"n":1}')], then_stop=True):
        table = open_table(f"{other.url}/plant/#", Settings(seconds=60))
    other.end()
    assert rows(table, "n") == [("1",)]
    assert "SRC261" in [finding.rule.code for finding in table.findings]


def test_a_broker_that_refuses_is_a_finding_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "passwords").write_text(f"reader:{HASHED}\n", encoding="utf-8")
    closed = Running(tmp_path / "passwords")
    closed.start()
    monkeypatch.setenv("AAS_SOURCE_PASSWORD", SECRET)
    address = closed.url.replace("//", "//reader@")
    with pytest.raises(SourceError) as error:
        open_table(f"{address}/plant/#", Settings(seconds=1))
    answer = run("convert", f"{address}/plant/#", "-m", "plating", "--seconds", 1, "-o", tmp_path / "o.json")
    closed.end()
    assert codes(error.value) in (["SRC262"], ["SRC260"])
    assert SECRET not in str(error.value) + answer.said
    assert answer.code == 1


def test_a_password_in_the_address_is_refused() -> None:
    with pytest.raises(SourceError) as error:
        open_table(f"mqtt://reader:{SECRET}@127.0.0.1:1/plant/#", Settings(seconds=1))
    assert (codes(error.value), SECRET in str(error.value)) == (["SRC141"], False)


def heard(*messages: tuple[str, bytes]) -> Table:
    found = Heard(Plant("broker"))
    for topic, body in messages:
        found.take(Message(topic, body, "2026-03-02T06:00:00Z", retained=False))
    table = spool("broker", found.frames(all_of_them=True), about={})
    return described(table, found, tuple(found.findings("broker")))


def cells(table: Table) -> list[dict[str, str | None]]:
    said = [row for batch in table.batches() for row in batch.frame.to_dicts()]
    return [{name: text for name, text in row.items() if not name.startswith(("received", "topic"))} for row in said]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        *(("", "column_4"), (" ", "column_4"), ("timestamp", "timestamp"), (" a  b ", "a b"), ("^a$", "column_4")),
        *(("*", "column_4"), ("\\u0000line", "\N{SYMBOL FOR NULL}line"), ("\\u0000metric 0", "\u2400metric 0")),
    ],
)
def test_a_field_of_any_name_is_a_column(key: str, name: str) -> None:
    table = heard(("x", f'{{"{key}":1.50}}'.encode()))
    assert cells(table) == [{name: "1.50"}]


def test_no_field_takes_the_place_of_another() -> None:
    table = heard(("x/topic", b"7"), ("x/y", b'{"received":1,"received_payload":2,"a b":3,"a  b":4}'))
    frame = next(iter(table.batches())).frame
    assert frame["topic"].to_list() == ["x/topic", "x/y"]
    assert frame["topic_payload"].to_list() == ["7", None]
    assert frame.select("received_payload", "received_payload_payload", "a b", "a b_2").row(1) == ("1", "2", "3", "4")


@pytest.mark.parametrize("name", ["", " ", "timestamp", "device", "*", " Force", "Ram/Force", "\0metric 0"])
def test_a_metric_of_any_name_is_a_column(name: str) -> None:
    birth = payload([metric("Ram/Force", DOUBLE, double(13, 1.5)), metric(name, DOUBLE, double(13, 2.5), unit="kN")], 1)
    table = heard((f"spBv1.0/{BIRTH[0]}", birth), ("plain/Force", b"9"))
    said = {text for row in cells(table) for text in row.values()}
    assert {"1.5", "2.5", "9"} < said


@pytest.mark.parametrize(
    "body", [b'{"a":' * 600 + b"1" + b"}" * 600, b"[" * 100_000, b'{"a":"\\ud800"}', b"\xff", b"{"]
)
def test_a_payload_that_cannot_be_read_is_counted_once(body: bytes) -> None:
    table = heard(("b/x", body), ("b/y", body), ("b/z", b"1"))
    unread = [finding for finding in table.findings if finding.rule.code == "SRC240"]
    assert [(f.values["count"], f.values["topic"]) for f in unread] == [("2", "b/x")]


def test_where_nothing_can_be_read_that_is_said_too(broker: Running) -> None:
    with publishing(broker, [("u/x", b"\xff\xfe")]), pytest.raises(SourceError) as error:
        open_table(f"{broker.url}/u/#", Settings(limit=1, seconds=60))
    assert codes(error.value) == ["SRC130", "SRC240"]
