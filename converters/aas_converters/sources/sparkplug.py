"""Sparkplug B: what nodes and devices announce, what they say, what got lost, and when they went away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from aas_converters.sources.observed import Reading, Rows
from aas_converters.sources.sparkplug_payload import millis_text, payload_of, value_of
from aas_converters.sources.table import Column
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

LOST_MESSAGES: Final = Rule(
    code="SRC242",
    name="sparkplug-messages-lost",
    severity=Severity.WARNING,
    message=Sentence(
        en="{node} lost at least {count} messages: the sequence numbers have gaps",
        ko="{node}의 시퀀스 번호가 끊겨 메시지가 최소 {count}개 유실되었습니다",
    ),
    hint=Sentence(
        en="look at the link between the node and the broker",
        ko="노드와 브로커 사이의 통신을 확인하십시오",
    ),
    why=Sentence(en="what they said is not in the result", ko="그 값은 결과에 없습니다"),
    spec="Sparkplug 3.0, sequence numbers",
)
NO_BIRTH: Final = Rule(
    code="SRC243",
    name="sparkplug-no-birth",
    severity=Severity.WARNING,
    message=Sentence(
        en="{count} values of {node} have no name, because its birth message did not come",
        ko="{node}의 BIRTH 메시지를 받지 못해 값 {count}개의 이름을 알 수 없습니다",
    ),
    hint=Sentence(
        en="let the node announce itself again (a rebirth, or a restart) while it is read",
        ko="읽는 동안 노드가 다시 BIRTH를 보내게 하십시오(rebirth 명령이나 재시작)",
    ),
    why=Sentence(
        en="data messages have numbers only, and the birth says what they mean",
        ko="데이터 메시지에는 번호만 있고, 그 뜻은 BIRTH에 있습니다",
    ),
    spec="Sparkplug 3.0, aliases",
)
STALE: Final = Rule(
    code="SRC244",
    name="sparkplug-stale",
    severity=Severity.INFO,
    message=Sentence(
        en="{node} went offline {count} times, the last at {time}: its values are stale from then to its next birth",
        ko="{node}이(가) {count}번 오프라인이 되었습니다(마지막 {time}). 다음 BIRTH까지 그 값은 유효하지 않습니다",
    ),
    hint=Sentence(
        en="leave out the rows after online is false, if the state counts",
        ko="상태가 중요하면 online이 false인 행 이후를 제외하십시오",
    ),
    why=Sentence(
        en="nobody knows what a machine does that says nothing", ko="응답이 없는 설비의 상태는 알 수 없습니다"
    ),
    spec="Sparkplug 3.0, death certificates",
)
BROKEN_PAYLOAD: Final = Rule(
    code="SRC241",
    name="sparkplug-broken-payload",
    severity=Severity.WARNING,
    message=Sentence(
        en="{count} messages of {node} are no Sparkplug B payloads",
        ko="{node}의 메시지 {count}개가 Sparkplug B 형식이 아닙니다",
    ),
    hint=Sentence(
        en="look whether the sender uses Sparkplug A or compresses its payloads",
        ko="송신 측이 Sparkplug A나 압축을 쓰는지 확인하십시오",
    ),
    why=Sentence(en="what they said is not in the result", ko="그 값은 결과에 없습니다"),
)

PREFIX: Final = "spBv1.0/"
KINDS: Final = frozenset(("NBIRTH", "DBIRTH", "NDATA", "DDATA", "NDEATH", "DDEATH"))
ONLINE: Final = "online"
UNIT_KEYS: Final = ("engUnit", "engUnits", "Engineering Units", "EngUnit", "unit", "units")
CONTROL: Final = ("Node Control/", "Device Control/")
METRIC: Final = "\0metric "
"""What the columns of metrics are called until their units are known."""


@dataclass(slots=True)
class Known:
    """What a birth said about a metric."""

    name: str
    datatype: int
    unit: str | None


@dataclass(slots=True)
class Node:
    """An edge node: what it announced, by alias and by device and name, and its last sequence number."""

    aliases: dict[int, Known] = field(default_factory=dict)
    metrics: dict[tuple[str, str], Known] = field(default_factory=dict)
    sequence: int | None = None
    devices: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class Plant:
    """All nodes that are heard, and the rows they make. `keys` are column keys by name of the metric and unit."""

    source: str
    rows: Rows = field(default_factory=Rows)
    nodes: dict[str, Node] = field(default_factory=dict)
    keys: dict[tuple[str, str | None], str] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    nameless: dict[str, int] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)
    deaths: dict[str, tuple[int, str]] = field(default_factory=dict)

    def take(self, topic: str, body: bytes, arrived: str) -> None:
        """Take one message of the name space `spBv1.0`."""
        _, group, kind, *rest = topic.split("/")
        if kind not in KINDS or not rest:
            return
        name, device = f"{group}/{rest[0]}", "/".join(rest[1:])
        thing = f"{name}/{device}" if device else name
        node = self.nodes.setdefault(name, Node())
        payload = payload_of(body, self.source)
        if payload is None:
            self.broken[name] = self.broken.get(name, 0) + 1
            return
        time = millis_text(payload.timestamp) if payload.HasField("timestamp") else None
        time = time or arrived
        if kind.endswith("DEATH"):
            self.died(node, name, thing, device, time)
        else:
            if kind == "NBIRTH":
                self.nodes[name] = node = Node()
            elif payload.HasField("seq"):
                self.count(node, name, payload.seq)
            if payload.HasField("seq"):
                node.sequence = payload.seq
            if kind.endswith("BIRTH"):
                node.devices[thing] = None
                self.rows.add([(thing, time, ONLINE, "true")])
                for metric in payload.metrics:
                    announce(node, device, metric)
            self.rows.add(self.readings(node, name, thing, device, time, payload.metrics))

    def count(self, node: Node, name: str, sequence: int) -> None:
        """Count the messages between the last sequence number and this one; it goes round at 256."""
        if node.sequence is not None and (gap := (sequence - node.sequence - 1) % 256):
            self.lost[name] = self.lost.get(name, 0) + gap

    def died(self, node: Node, name: str, thing: str, device: str, time: str) -> None:
        """Take notice of a death: that of a node is that of its devices too."""
        gone = [thing] if device else list(node.devices) or [thing]
        self.rows.add((one, time, ONLINE, "false") for one in gone)
        self.deaths[thing] = (self.deaths.get(thing, (0, ""))[0] + 1, time)
        if not device:
            node.sequence = None

    def readings(self, node: Node, name: str, thing: str, device: str, time: str, metrics: Any) -> Iterator[Reading]:
        """Yield the values of metrics, each at its own time."""
        for metric in metrics:
            known = node.aliases.get(metric.alias) if metric.HasField("alias") and not metric.name else None
            known = known or node.metrics.get((device, metric.name))
            if known is None:
                if not metric.name:
                    self.nameless[name] = self.nameless.get(name, 0) + 1
                    continue
                known = Known(metric.name, metric.datatype, None)
            if known.name.startswith(CONTROL) or known.name == "bdSeq":
                continue
            at = (millis_text(metric.timestamp) if metric.HasField("timestamp") else None) or time
            yield from self.values(metric, known, thing, at)

    def values(self, metric: Any, known: Known, thing: str, time: str) -> Iterator[Reading]:
        """Yield the value of a metric; a template is the values of its members."""
        if metric.HasField("template_value"):
            for member in metric.template_value.metrics:
                inner = Known(f"{known.name}/{member.name}", member.datatype, unit_in(member))
                yield from self.values(member, inner, thing, time)
            return
        key = self.keys.setdefault((known.name, known.unit), f"{METRIC}{len(self.keys)}")
        yield thing, time, key, value_of(metric, metric.datatype or known.datatype)

    def columns(self) -> list[tuple[Column, tuple[str, ...]]]:
        """Return the columns with the keys behind them; one name with two units is two columns."""
        units: dict[str, dict[str | None, str]] = {}
        for (name, unit), key in self.keys.items():
            units.setdefault(name, {})[unit] = key
        found = []
        for name, keys in units.items():
            known = [unit for unit in keys if unit]
            if len(known) < 2:
                found.append((Column(name, header(name), known[0] if known else None), tuple(keys.values())))
                continue
            for unit, key in keys.items():
                found.append((Column(f"{name} [{unit}]" if unit else name, header(name), unit), (key,)))
        return found

    def findings(self, file: str) -> Iterator[Diagnostic]:
        """Yield what got lost, what has no name, and who went away."""
        where = Location(file=file)
        for rule, counts in ((BROKEN_PAYLOAD, self.broken), (LOST_MESSAGES, self.lost), (NO_BIRTH, self.nameless)):
            for node, count in counts.items():
                yield Diagnostic(rule, where, {"node": node, "count": f"{count:,}"})
        for node, (count, time) in self.deaths.items():
            yield Diagnostic(STALE, where, {"node": node, "count": count, "time": time})


def announce(node: Node, device: str, metric: Any) -> None:
    """Take notice of a metric that a birth announces."""
    known = Known(metric.name, metric.datatype, unit_in(metric))
    node.metrics[device, metric.name] = known
    if metric.HasField("alias"):
        node.aliases[metric.alias] = known


def unit_in(metric: Any) -> str | None:
    """Return the unit among the properties of a metric."""
    said = dict(zip(metric.properties.keys, metric.properties.values, strict=False))
    units = (value_of(said[key], 0) for key in UNIT_KEYS if key in said)
    return next((unit for unit in units if unit), None)


def header(name: str) -> str:
    """Return a metric for short: what stands behind the last slash."""
    return name.rpartition("/")[2] or name
