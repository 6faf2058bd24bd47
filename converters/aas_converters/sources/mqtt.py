"""Messages of an MQTT broker: JSON and plain values of any topic, and Sparkplug B, for a time or a number of them."""

from __future__ import annotations

import queue
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import ModuleType
from typing import Any, Final

import polars as pl
from msgspec import DecodeError, Raw

from aas_converters.sources.addresses import Address, conceal
from aas_converters.sources.extras import library
from aas_converters.sources.headers import distinct_columns
from aas_converters.sources.kosmo_live import collected_rows
from aas_converters.sources.live import (
    CONNECTION_LOST,
    NO_LIMIT,
    PATIENCE,
    REFUSED_LOGIN,
    UNREACHABLE,
    Deadline,
    ending,
    endings,
    login,
    server_address,
    why,
)
from aas_converters.sources.observed import FRAME_ROWS, DescribedTable, Row, frame_of
from aas_converters.sources.problem import SourceError, failure
from aas_converters.sources.records import ARRAY, document, fields_of, kind
from aas_converters.sources.settings import Settings
from aas_converters.sources.sparkplug import METRIC, PREFIX, Plant
from aas_converters.sources.spool import spool
from aas_converters.sources.table import Column, Table
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

UNREAD_PAYLOADS: Final = Rule(
    code="SRC240",
    name="unread-payloads",
    severity=Severity.WARNING,
    message=Sentence(
        en="{count} payloads cannot be read as JSON or text, such as one of {topic}",
        ko="메시지 {count}개를 JSON이나 텍스트로 읽을 수 없습니다. 예: {topic}",
    ),
    hint=Sentence(
        en="name narrower topics, or let the sender write JSON",
        ko="토픽을 더 좁게 지정하거나 송신 측에서 JSON으로 보내게 하십시오",
    ),
    why=Sentence(en="what they said is not in the result", ko="그 값은 결과에 없습니다"),
)
RETAINED: Final = Rule(
    code="SRC245",
    name="retained-messages",
    severity=Severity.INFO,
    message=Sentence(
        en="{count} messages are older than the reading: the broker had kept them",
        ko="메시지 {count}개는 브로커가 보관하던 것으로, 읽기 시작하기 전의 값입니다",
    ),
    hint=Sentence(
        en="take the time from the payload, not from received",
        ko="시각은 received가 아니라 메시지 안의 시각을 쓰십시오",
    ),
    why=Sentence(en="they have the time at which they came here", ko="received에는 받은 시각이 적힙니다"),
)

FORM: Final = "mqtt://host:1883/plant/line1/#"
RECEIVED: Final = "received"
TOPIC: Final = "topic"
NUL_SHOWN: Final = "\N{SYMBOL FOR NULL}"


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it came."""

    topic: str
    body: bytes
    received: str
    retained: bool


@dataclass(slots=True)
class Heard:
    """What messages make: rows of JSON and plain values, and the plant that speaks Sparkplug."""

    plant: Plant
    rows: list[Row] = field(default_factory=list)
    unread: int = 0
    first_unread: str = ""
    retained: int = 0

    def take(self, message: Message) -> None:
        """Take one message."""
        if message.topic.startswith(PREFIX):
            self.plant.take(message.topic, message.body, message.received)
            return
        self.retained += message.retained
        found = list(rows_of(message))
        if not found:
            self.first_unread = self.first_unread or message.topic
            self.unread += 1
        self.rows.extend(found)

    def frames(self, *, all_of_them: bool = False) -> Iterator[pl.DataFrame]:
        """Yield the rows that are complete."""
        if self.rows and (all_of_them or len(self.rows) >= FRAME_ROWS):
            yield frame_of(self.rows)
            self.rows.clear()
        yield from self.plant.rows.ready(all_of_them=all_of_them)

    def findings(self, name: str) -> Iterator[Diagnostic]:
        """Yield what could not be read and what is old."""
        where = Location(file=name)
        if self.unread:
            yield Diagnostic(UNREAD_PAYLOADS, where, {"count": f"{self.unread:,}", "topic": self.first_unread})
        if self.retained:
            yield Diagnostic(RETAINED, where, {"count": f"{self.retained:,}"})
        yield from self.plant.findings(name)


def open_table(source: str, settings: Settings) -> DescribedTable:
    """Listen to the topics of a broker while `seconds` or `limit` (messages) last.

    A JSON object is a row, nested names joined by dots, an array of objects several; a plain value is a column named
    by the last level of its topic. Sparkplug B messages give a row for each device and time. Raises SourceError where
    the broker cannot be reached, and where nothing says when the reading ends.
    """
    paho = library("paho.mqtt.client", "paho-mqtt", "mqtt", source)
    address = server_address(source, FORM)
    name = conceal(address.shown, address.secrets)
    if settings.seconds is None and settings.limit is None:
        raise failure(NO_LIMIT, name)
    heard = Heard(Plant(name))
    findings: list[Diagnostic] = []
    with ending(settings) as deadline, listening(paho, address, name) as messages:
        frames = frames_of(messages, deadline, heard, name, findings)
        try:
            table = spool(name, frames, about={"kind": "MQTT"}, settings=settings)
        except SourceError as error:
            raise SourceError((*error.findings, *heard.findings(name))) from None
    every = (*findings, *endings(deadline, name), *heard.findings(name), *table.findings)
    return described(table, heard, every)


def described(table: Table, heard: Heard, findings: tuple[Diagnostic, ...]) -> DescribedTable:
    """Return what was heard, the columns of metrics with their names and units."""
    columns: list[tuple[Column, tuple[str, ...]]]
    columns = [(column, (column.name,)) for column in table.columns if not column.name.startswith(METRIC)]
    taken = {column.name for column, _ in columns}
    for column, keys in heard.plant.columns():
        name = column.name if column.name not in taken else f"{column.name} (metric)"
        columns.append((Column(name, column.header, column.unit), keys))
    origins = tuple(keys for _, keys in columns)
    about = {**table.about, "messages": "Sparkplug B" if heard.plant.nodes else "JSON"}
    every, remarks = distinct_columns([column for column, _ in columns], table.name)
    return DescribedTable(table, every, origins, table.identity, about, (*findings, *remarks))


def rows_of(message: Message) -> Iterator[Row]:
    """Yield the rows of a message that is not Sparkplug; none where it cannot be read."""
    levels = message.topic.split("/")
    head: Row = {RECEIVED: message.received, TOPIC: message.topic}
    head |= {f"{TOPIC}_{number}": level for number, level in enumerate(levels, 1)}
    try:
        text = message.body.decode().strip()
    except UnicodeDecodeError:
        return
    if not text:
        return
    if text[0] not in "{[":
        plain = text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text
        yield joined(head, {levels[-1]: plain})
        return
    try:
        value = document(text.encode())
    except DecodeError:
        return
    if collected := collected_rows(message.body, message.received):
        yield from (joined(head, row) for row in collected)
        return
    for record in items(value):
        fields = fields_of(record)
        if fields is None:
            fields = {levels[-1]: bytes(record).decode()}
        yield joined(head, fields)


def joined(head: Row, fields: Row) -> Row:
    """Return a row of the columns that every message has and the fields of a payload, each under a name of its own.

    What begins with NUL are columns that this program makes itself.
    """
    row = dict(head)
    for key, text in fields.items():
        name = key.replace("\0", NUL_SHOWN)
        while name in row:
            name = f"{name}_payload"
        row[name] = text
    return row


def items(value: Raw) -> list[Raw]:
    """Return the records of a payload: the items of an array of objects, else the payload itself."""
    if kind(value) == b"[":
        several = ARRAY.decode(value)
        if several and all(kind(item) == b"{" for item in several):
            return several
    return [value]


def frames_of(
    messages: Messages, deadline: Deadline, heard: Heard, name: str, findings: list[Diagnostic]
) -> Iterator[pl.DataFrame]:
    """Yield what comes until the end, or until the broker goes away."""
    while not deadline.over:
        try:
            message = messages.waiting.get(timeout=max(0.01, min(0.2, deadline.left)))
        except queue.Empty:
            if messages.gone is None:
                continue
            if not deadline.count:
                raise failure(UNREACHABLE, name, **why(messages.gone)) from None
            values = {"count": f"{deadline.count:,}", **why(messages.gone)}
            findings.append(Diagnostic(CONNECTION_LOST, Location(file=name), values))
            break
        deadline.count += 1
        heard.take(message)
        yield from heard.frames()
    yield from heard.frames(all_of_them=True)


@dataclass(slots=True)
class Messages:
    """Messages that wait to be read, and why no more will come. `ready` has the answer to the subscription."""

    waiting: queue.Queue[Message] = field(default_factory=queue.Queue)
    ready: queue.Queue[SourceError | None] = field(default_factory=queue.Queue)
    gone: Exception | None = None


@contextmanager
def listening(paho: ModuleType, address: Address, name: str) -> Iterator[Messages]:
    """Connect, subscribe, and let messages come; SourceError where the broker is not there or refuses."""
    messages = Messages()
    client = paho.Client(paho.CallbackAPIVersion.VERSION2, reconnect_on_failure=False)
    topic = address.path or "#"

    def connected(client: Any, data: Any, flags: Any, reason: Any, properties: Any) -> None:
        if reason.is_failure:
            messages.ready.put(failure(REFUSED_LOGIN, name, **why(str(reason).lower())))
        else:
            client.subscribe(topic, qos=1)

    def subscribed(client: Any, data: Any, number: Any, reasons: Any, properties: Any) -> None:
        refused = next((one for one in reasons if one.is_failure), None)
        messages.ready.put(failure(REFUSED_LOGIN, name, **why(f"{topic}: {refused}")) if refused else None)

    def came(client: Any, data: Any, message: Any) -> None:
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        messages.waiting.put(Message(message.topic, bytes(message.payload), now, bool(message.retain)))

    def left(client: Any, data: Any, flags: Any, reason: Any, properties: Any) -> None:
        messages.gone = ConnectionResetError(str(reason))

    client.on_connect, client.on_subscribe, client.on_message, client.on_disconnect = connected, subscribed, came, left
    client.connect_timeout = PATIENCE
    user = login(address)
    if user is not None:
        client.username_pw_set(*user)
    if address.scheme == "mqtts":
        client.tls_set_context(ssl.create_default_context())
    port = int(address.port) if address.port else 8883 if address.scheme == "mqtts" else 1883
    try:
        client.connect(address.host, port)
    except (OSError, ValueError) as error:
        raise failure(UNREACHABLE, name, **why(error)) from None
    client.loop_start()
    try:
        try:
            refused = messages.ready.get(timeout=PATIENCE)
        except queue.Empty:
            raise failure(UNREACHABLE, name, **why(messages.gone or TimeoutError())) from None
        if refused is not None:
            raise refused
        yield messages
    finally:
        client.on_disconnect = None
        client.disconnect()
        client.loop_stop()
        if (left_open := client.socket()) is not None:
            left_open.close()
