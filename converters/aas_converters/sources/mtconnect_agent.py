"""An MTConnect agent as a source: what it says now (`current`), or what it says for a while (`sample`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import quote, urlencode
from urllib.request import OpenerDirector

import polars as pl

from aas_converters.sources.addresses import conceal
from aas_converters.sources.http_answers import LOST, answer, opener
from aas_converters.sources.live import (
    CONNECTION_LOST,
    UNREACHABLE,
    Deadline,
    ending,
    endings,
    login,
    server_address,
    why,
)
from aas_converters.sources.mtconnect import Collected, refuse, snapshot_frames, table_of
from aas_converters.sources.mtconnect_documents import Document, read_document
from aas_converters.sources.observed import DescribedTable, NamesTable, Rows
from aas_converters.sources.problem import failure
from aas_converters.sources.settings import Settings
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

OVERRUN: Final = Rule(
    code="SRC201",
    name="buffer-overrun",
    severity=Severity.WARNING,
    message=Sentence(
        en="the agent had overwritten {count} observations before they were read, from sequence {sequence}",
        ko="에이전트가 시퀀스 {sequence}부터 관측값 {count}개를 읽기 전에 덮어썼습니다",
    ),
    hint=Sentence(
        en="ask more often (?interval=, in milliseconds), or give the agent a larger buffer",
        ko="더 자주 읽거나(?interval=, 밀리초) 에이전트의 버퍼를 늘리십시오",
    ),
    why=Sentence(en="what they said is not in the result", ko="그 값은 결과에 없습니다"),
    spec="MTConnect Part 1, OUT_OF_RANGE",
)
RESTARTED: Final = Rule(
    code="SRC204",
    name="agent-restarted",
    severity=Severity.WARNING,
    message=Sentence(
        en="the agent was started anew while it was read, and its numbering with it",
        ko="읽는 동안 에이전트가 다시 시작되어 시퀀스 번호가 처음부터 다시 매겨졌습니다",
    ),
    hint=Sentence(
        en="look for a gap in the times around the restart",
        ko="재시작 전후 시각에 빈 구간이 있는지 확인하십시오",
    ),
    why=Sentence(en="what it had not sent by then is lost", ko="그때까지 보내지 못한 값은 사라집니다"),
    spec="MTConnect Part 1, instanceId",
)

FORM: Final = "http://host:5000/current"
REQUESTS: Final = ("probe", "current", "sample")
PAUSE: Final = 0.5
"""Seconds between two questions, where the address does not say."""
COUNT: Final = 1_000
"""Observations asked for at a time, where the address does not say."""


@dataclass(slots=True)
class Agent:
    """An agent that is asked. `base` is its address without the request, `query` what the person wrote behind it."""

    name: str
    base: str
    query: dict[str, str]
    user: tuple[str, str] | None
    collected: Collected = field(default_factory=Collected)
    findings: list[Diagnostic] = field(default_factory=list)
    by: OpenerDirector = field(default_factory=opener)

    def ask(self, request: str, **query: object) -> bytes:
        """Return the answer to a request."""
        asked = f"?{urlencode(query)}" if query else ""
        return answer(self.by, f"{self.base}/{request}{asked}", self.user)

    def take(self, body: bytes, limit: int | None = None) -> int:
        """Read an answer; what it says about the devices stays known."""
        return self.collected.take([body], self.name, limit)


def open_table(source: str, settings: Settings) -> NamesTable | DescribedTable:
    """Ask an agent: its `probe` for names, types and units, then what the address or the settings ask for.

    `…/current` (also the bare address) is one row for each device; `…/sample` is what the agent has, from and for as
    many as the address says. With seconds or a limit of observations in the settings it is asked again and again,
    and what it says now comes first. Raises SourceError where it cannot be reached or refuses.
    """
    address = server_address(source, FORM)
    path, _, last = f"/{quote(address.path.strip('/'))}".rpartition("/")
    request = last if last in REQUESTS else None
    host = f"{address.scheme}://{address.host}{f':{address.port}' if address.port else ''}"
    base = host + (path if request else f"{path}/{last}").rstrip("/")
    live = settings.seconds is not None or settings.limit is not None
    # brackets and @ stand in the paths of components too, so the address is put together anew
    name = conceal(f"{base}/{request or ''}", address.secrets)
    agent = Agent(name, base, address.options, login(address))
    with ending(settings) as deadline:
        try:
            agent.take(agent.ask("probe"))
            refuse(agent.collected, agent.name)
            if request == "probe":
                return table_of(agent.collected, (), agent.name, settings)
            if request == "current" or (request is None and not live):
                agent.take(agent.ask("current", **agent.query))
                refuse(agent.collected, agent.name)
                return table_of(agent.collected, snapshot_frames(agent.collected), agent.name, settings)
            if not live:
                once = {key: value for key, value in agent.query.items() if key not in ("interval", "heartbeat")}
                agent.take(agent.ask("sample", **once))
                refuse(agent.collected, agent.name)
                frames = agent.collected.rows.ready(all_of_them=True)
                return table_of(agent.collected, frames, agent.name, settings)
            first = list(beginning(agent))
        except LOST as error:
            raise failure(UNREACHABLE, agent.name, **why(error)) from None
        agent.collected.document.header.pop("snapshot", None)
        agent.collected.count = 0
        table = table_of(agent.collected, frames_of(agent, deadline, first), agent.name, settings)
        more = (*agent.findings, *endings(deadline, agent.name))
    return replace(table, findings=(*table.findings, *more)) if more else table


def beginning(agent: Agent) -> Iterator[pl.DataFrame]:
    """Yield the state at the beginning, unless the address says from where: it stays valid until something changes."""
    only = {key: value for key, value in agent.query.items() if key == "path"}
    agent.take(agent.ask("current", **only))
    refuse(agent.collected, agent.name)
    if "from" in agent.query:
        agent.collected.rows = Rows()
    else:
        yield from snapshot_frames(agent.collected)


def frames_of(agent: Agent, deadline: Deadline, first: list[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Yield what an agent says until the end, in the order of the times; what comes late begins a row of its own."""
    yield from first
    header = agent.collected.document.header
    asked = agent.query.get("from", "")
    after = int(asked) if asked.isdecimal() else agent.collected.document.number("nextSequence") or 0
    instance = header.get("instanceId")
    pause = interval(agent.query)
    most = int(agent.query["count"]) if agent.query.get("count", "").isdecimal() else COUNT
    more = {key: value for key, value in agent.query.items() if key == "path"}
    while not deadline.over:
        count = min(deadline.room or COUNT, most)
        try:
            agent.collected.document.errors.clear()
            taken = agent.take(agent.ask("sample", **{"from": after, "count": count}, **more), deadline.room)
            if agent.collected.document.errors:
                after = oldest(agent, after)
                deadline.wait(pause)
                continue
        except LOST as error:
            values = {"count": f"{deadline.count:,}", **why(error)}
            agent.findings.append(Diagnostic(CONNECTION_LOST, Location(file=agent.name), values))
            break
        deadline.count += taken
        document = agent.collected.document
        if document.header.get("instanceId") != instance:
            instance = document.header.get("instanceId")
            agent.findings.append(Diagnostic(RESTARTED, Location(file=agent.name)))
            after = document.number("firstSequence") or 0
            continue
        before, after = after, document.number("nextSequence") or after
        yield from agent.collected.rows.ready()
        if after == before or not taken:
            deadline.wait(pause)
    yield from agent.collected.rows.ready(all_of_them=True)


def oldest(agent: Agent, wanted: int) -> int:
    """Return where an agent can be read from again after it refused; another refusal than OUT_OF_RANGE is the end."""
    codes = {code for code, _ in agent.collected.document.errors}
    if codes != {"OUT_OF_RANGE"}:
        refuse(agent.collected, agent.name)
    known = Document()
    for _ in read_document([agent.ask("current")], agent.name, known):
        pass
    first = known.number("firstSequence") or 0
    if first > wanted:
        values = {"count": f"{first - wanted:,}", "sequence": wanted}
        agent.findings.append(Diagnostic(OVERRUN, Location(file=agent.name), values))
        return first
    # what is asked for is yet to come, or of an agent that has started anew
    return known.number("nextSequence") or 0


def interval(query: dict[str, str]) -> float:
    """Return the seconds between two questions: the interval of the address is in milliseconds."""
    text = query.get("interval", "")
    return int(text) / 1000 if text.isdecimal() and int(text) else PAUSE
