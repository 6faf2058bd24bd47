"""Read the variables of an OPC UA server: as they are now, as they were, or as they change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import ModuleType
from typing import Any, Final

import polars as pl

from aas_converters.sources.live import Deadline
from aas_converters.sources.observed import THING, TIME, Rows, frame_of
from aas_converters.sources.opcua_browse import Variable
from aas_converters.sources.opcua_words import instant_text, value_text
from aas_converters.sources.settings import Settings
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

BAD_VALUES: Final = Rule(
    code="SRC220",
    name="bad-values",
    severity=Severity.WARNING,
    message=Sentence(
        en="the server calls {count} values bad, such as {node} ({status}); they are left empty",
        ko="서버가 값 {count}개를 불량으로 표시하여 비웠습니다. 예: {node}({status})",
    ),
    hint=Sentence(
        en="look at the sensor or the link behind the node",
        ko="해당 노드의 센서나 통신 상태를 확인하십시오",
    ),
    why=Sentence(en="a bad value is no measurement", ko="불량으로 표시된 값은 측정값이 아닙니다"),
    spec="OPC 10000-4, StatusCode",
)
NO_HISTORY: Final = Rule(
    code="SRC224",
    name="no-history",
    severity=Severity.WARNING,
    message=Sentence(
        en="the server keeps no history of {count} nodes, such as {node}",
        ko="서버가 노드 {count}개의 이력을 저장하지 않습니다. 예: {node}",
    ),
    hint=Sentence(en="read them with --seconds while the machine runs", ko="설비 가동 중에 --seconds로 읽으십시오"),
    why=Sentence(en="they are not in the result", ko="그 값은 결과에 없습니다"),
)

NEVER: Final = datetime.min
PERIOD: Final = 250
"""Milliseconds in which a server sends what has changed."""
AT_ONCE: Final = 200
"""Nodes that are asked for in one request; small servers refuse more."""


@dataclass(slots=True)
class Reading:
    """A server that is read. `times` are those of the values that were read first, by node. `begun` says that
    there is a state which what changes follows; `bad` counts values without a meaning.
    """

    name: str
    settings: Settings
    deadline: Deadline
    ua: ModuleType
    give: Callable[[pl.DataFrame], None]
    variables: list[Variable] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    times: dict[Any, datetime | None] = field(default_factory=dict)
    begun: bool = False
    bad: int = 0
    first_bad: tuple[str, str] = ("", "")

    def say(self, rule: Rule, **values: object) -> None:
        """Add a finding about the server."""
        self.findings.append(Diagnostic(rule, Location(file=self.name), values))

    def value(self, variable: Variable, said: Any) -> str | None:
        """Return the text of what a server says about a variable; a bad value is none, and counted."""
        if said.StatusCode is not None and said.StatusCode.is_bad():
            self.bad += 1
            self.first_bad = self.first_bad if self.bad > 1 else ("/".join(variable.path), said.StatusCode.name)
            return None
        if said.Value is None:
            return None
        single = said.Value.VariantType == self.ua.VariantType.Float
        return value_text(said.Value.Value, single, variable.names)


async def now(client: Any, reading: Reading) -> None:
    """Read every variable once: one row, at the newest of their times."""
    row: dict[str, str | None] = {}
    newest: datetime | None = None
    for first in range(0, len(reading.variables), AT_ONCE):
        some = reading.variables[first : first + AT_ONCE]
        ids = [variable.node.nodeid for variable in some]
        for i, said in enumerate(await client.uaclient.read_attributes(ids, reading.ua.AttributeIds.Value)):
            row[str(first + i)] = reading.value(some[i], said)
            reading.times[ids[i]] = said.SourceTimestamp
            times = [time for time in (said.SourceTimestamp, newest) if time is not None]
            newest = max(times) if times else None
    time = instant_text(newest or datetime.now(UTC))
    reading.give(frame_of([{TIME: time, **row}]))
    reading.begun = True
    if reading.settings.seconds is None and reading.settings.limit is None:
        reading.deadline.count += len(row)


async def history(client: Any, reading: Reading) -> None:
    """Read what a server has kept between two times."""
    since, until = (moment(text) for text in (reading.settings.since, reading.settings.until))
    rows, without = Rows(keep=1 << 62), []
    for i, variable in enumerate(reading.variables):
        if reading.deadline.over:
            break
        try:
            said = await variable.node.read_raw_history(
                since, until or datetime.now(UTC), reading.deadline.room or 0, return_bounds=False
            )
        except reading.ua.UaStatusCodeError:
            without.append("/".join(variable.path))
            continue
        reading.deadline.count += len(said)
        times = [instant_text(one.SourceTimestamp or one.ServerTimestamp) or "" for one in said]
        rows.add(("", time, str(i), reading.value(variable, one)) for time, one in zip(times, said, strict=True))
    if without:
        reading.say(NO_HISTORY, count=len(without), node=without[0])
    for frame in rows.ready(all_of_them=True):
        reading.give(frame.drop(THING))


async def changes(client: Any, reading: Reading) -> None:
    """Read what changes until the end; what a server says first is the state that was read already."""
    rows = Rows()
    news = News(reading, rows, {variable.node.nodeid: i for i, variable in enumerate(reading.variables)})
    subscription = await client.create_subscription(PERIOD, news)
    for first in range(0, len(reading.variables), AT_ONCE):
        await subscription.subscribe_data_change([one.node for one in reading.variables[first : first + AT_ONCE]])
    try:
        while not reading.deadline.over:
            await asyncio.sleep(min(0.1, max(0.0, reading.deadline.left)))
            await client.check_connection()
            for frame in rows.ready():
                reading.give(frame.drop(THING))
    finally:
        for frame in rows.ready(all_of_them=True):
            reading.give(frame.drop(THING))


@dataclass(slots=True)
class News:
    """Takes what a server says about its variables."""

    reading: Reading
    rows: Rows
    numbers: dict[Any, int]

    def datachange_notification(self, node: Any, value: Any, data: Any) -> None:
        """Take one value."""
        said = data.monitored_item.Value
        # the first about each is what was read already, unless it has changed since
        if self.reading.times.pop(node.nodeid, NEVER) == said.SourceTimestamp or self.reading.deadline.room == 0:
            return
        self.reading.deadline.count += 1
        i = self.numbers[node.nodeid]
        time = instant_text(said.SourceTimestamp or said.ServerTimestamp or datetime.now(UTC)) or ""
        self.rows.add([("", time, str(i), self.reading.value(self.reading.variables[i], said))])


def moment(text: str | None) -> datetime | None:
    """Return a time a person named, in the zone of this computer where it has none; ValueError if it is none."""
    return None if text is None else datetime.fromisoformat(text).astimezone(UTC)
