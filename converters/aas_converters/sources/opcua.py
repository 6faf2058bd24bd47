"""An OPC UA server as a source: the values of now, those of a time in the past, or what changes for a while."""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import ModuleType
from typing import Any, Final

import polars as pl

from aas_converters.sources.addresses import Address, conceal
from aas_converters.sources.extras import library
from aas_converters.sources.live import (
    CONNECTION_LOST,
    PATIENCE,
    REFUSED_LOGIN,
    UNREACHABLE,
    Deadline,
    ending,
    endings,
    from_thread,
    login,
    server_address,
)
from aas_converters.sources.observed import THING, TIME, DescribedTable, Rows, frame_of
from aas_converters.sources.opcua_browse import MOST, Browser, Found, Variable
from aas_converters.sources.opcua_words import headers_of, instant_text, value_text
from aas_converters.sources.problem import failure
from aas_converters.sources.settings import Settings
from aas_converters.sources.spool import STOPPED, spool
from aas_converters.sources.table import Column
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
NO_VARIABLES: Final = Rule(
    code="SRC221",
    name="no-variables",
    severity=Severity.ERROR,
    message=Sentence(en="there are no variables below {node}", ko="{node} 아래에 변수가 없습니다"),
    hint=Sentence(
        en="name other nodes with --nodes, or ask for the right to see them",
        ko="--nodes로 다른 노드를 지정하거나 조회 권한을 요청하십시오",
    ),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
)
NO_NODE: Final = Rule(
    code="SRC222",
    name="no-such-node",
    severity=Severity.ERROR,
    message=Sentence(
        en="the server has no node {node}; there is {others}", ko="서버에 {node} 노드가 없습니다. {others}"
    ),
    hint=Sentence(
        en="write a node id (ns=2;s=Speed) or a path below Objects (Machine/Spindle/Speed)",
        ko="노드 id(ns=2;s=Speed)나 Objects 아래의 경로(Machine/Spindle/Speed)를 적으십시오",
    ),
    why=Sentence(en="nobody can tell what is meant", ko="무엇을 뜻하는지 알 수 없습니다"),
)
TOO_MANY: Final = Rule(
    code="SRC223",
    name="too-many-variables",
    severity=Severity.WARNING,
    message=Sentence(en="only the first {count} variables are read", ko="처음 {count}개 변수만 읽습니다"),
    hint=Sentence(en="name the nodes that are wanted with --nodes", ko="필요한 노드를 --nodes로 지정하십시오"),
    why=Sentence(en="the others are not in the result", ko="나머지는 결과에 없습니다"),
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

FORM: Final = "opc.tcp://host:4840"
NODE_ID: Final = re.compile(r"(?:(?:ns=\d+|nsu=[^;]+);)?[isgb]=.+")
LOST: Final = (OSError, asyncio.TimeoutError, asyncio.IncompleteReadError)
"""What is raised where a server is not there or goes away."""
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


def open_table(source: str, settings: Settings) -> DescribedTable:
    """Read an OPC UA server: now, its history between two times, or what changes while `seconds` or `limit` last.

    Columns are variables, called by the browse names that lead to them; rows are source timestamps. Raises SourceError
    where the server cannot be reached or does not have the nodes.
    """
    asyncua = library("asyncua", "asyncua", "opcua", source)
    address = server_address(source, FORM)
    name = conceal(address.shown, address.secrets)
    with ending(settings) as deadline, quiet():
        reading = Reading(name, settings, deadline, asyncua.ua, lambda frame: None)

        def work(give: Callable[[pl.DataFrame], None]) -> None:
            reading.give = give
            asyncio.run(read(asyncua, address, reading))

        table = spool(name, from_thread(work), about={"kind": "OPC UA"}, settings=settings)
    return described(reading, table)


def described(reading: Reading, table: Any) -> DescribedTable:
    """Return what was read with the columns that the server describes."""
    names = unique_paths(reading.variables)
    headers = headers_of([variable.path for variable in reading.variables])
    columns = tuple(
        Column(name, header, variable.unit, variable.references)
        for name, header, variable in zip(names, headers, reading.variables, strict=True)
    )
    came = {column.name for column in table.columns}
    origins = tuple((str(i),) if str(i) in came else () for i in range(len(columns)))
    if reading.bad:
        node, status = reading.first_bad
        reading.say(BAD_VALUES, count=f"{reading.bad:,}", node=node, status=status)
    findings = (*reading.findings, *endings(reading.deadline, reading.name), *table.findings)
    heads = (Column(TIME, TIME), *columns)
    return DescribedTable(table, heads, ((TIME,), *origins), table.identity, table.about, findings)


def unique_paths(variables: list[Variable]) -> list[str]:
    """Return the paths of variables as names, a later one of the same name with its node id."""
    names: dict[str, None] = {}
    for variable in variables:
        name = "/".join(variable.path)
        names[name if name not in names and name != TIME else f"{name} ({variable.node.nodeid.to_string()})"] = None
    return list(names)


async def read(asyncua: ModuleType, address: Address, reading: Reading) -> None:
    """Connect, find the variables, and read them in the way that is asked for."""
    async with connected(asyncua, address, reading) as client:
        browser = Browser(client, asyncua.ua, await client.get_namespace_array())
        found = await browser.variables(await starts(client, reading))
        reading.variables = found.variables
        check_found(found, reading)
        try:
            if reading.settings.since or reading.settings.until:
                await history(client, reading)
            else:
                await now(client, reading)
                if reading.settings.seconds is not None or reading.settings.limit is not None:
                    await changes(client, reading)
        except (*LOST, reading.ua.UaError) as error:
            if not reading.begun:
                rows = reading.deadline.count
                raise failure(STOPPED, reading.name, rows=rows, reason=reason(error)) from None
            reading.say(CONNECTION_LOST, count=f"{reading.deadline.count:,}", reason=reason(error))


def check_found(found: Found, reading: Reading) -> None:
    """Say whether there is nothing to read, or more than is read."""
    if not found.variables:
        raise failure(NO_VARIABLES, reading.name, node=", ".join(reading.settings.nodes) or "Objects")
    if found.left_out:
        reading.say(TOO_MANY, count=f"{MOST:,}")


@asynccontextmanager
async def connected(asyncua: ModuleType, address: Address, reading: Reading) -> AsyncIterator[Any]:
    """Connect to a server; SourceError where that cannot be done."""
    where = f"opc.tcp://{address.host}:{address.port or 4840}/{address.path}"
    client = asyncua.Client(where.rstrip("/"), timeout=PATIENCE)
    user = login(address)
    if user is not None:
        client.set_user(user[0])
        client.set_password(user[1])
    try:
        # "Basic256Sha256,SignAndEncrypt,certificate.der,key.pem"
        if security := os.environ.get("AAS_OPCUA_SECURITY"):
            await client.set_security_string(security)
        await client.connect()
    except asyncua.ua.UaError as error:
        rule = REFUSED_LOGIN if "Identity" in type(error).__name__ or "Denied" in type(error).__name__ else UNREACHABLE
        raise failure(rule, reading.name, reason=safe(error, user)) from None
    except (*LOST, ValueError) as error:
        raise failure(UNREACHABLE, reading.name, reason=safe(error, user)) from None
    try:
        yield client
    finally:
        try:
            await asyncio.wait_for(client.disconnect(), 2)
        except (*LOST, asyncua.ua.UaError):
            pass  # it is gone already


async def starts(client: Any, reading: Reading) -> list[tuple[Any, tuple[str, ...]]]:
    """Return the nodes to begin at, with their paths below Objects; SourceError for one that is not there."""
    if not reading.settings.nodes:
        return [(client.nodes.objects, ())]
    uris = await client.get_namespace_array()
    found = []
    for text in reading.settings.nodes:
        if NODE_ID.fullmatch(text):
            found.append(await by_id(client, text, uris, reading))
            continue
        node, path = client.nodes.objects, []
        for name in text.removeprefix("/").removeprefix("Objects/").split("/"):
            children = await node.get_children_descriptions()
            plain = re.sub(r"^\d+:", "", name)
            one = next((child for child in children if plain == child.BrowseName.Name), None)
            if one is None:
                others = ", ".join(child.BrowseName.Name for child in children[:12]) or "-"
                raise failure(NO_NODE, reading.name, node=text, others=others)
            node = client.get_node(one.NodeId)
            path.append(plain)
        found.append((node, tuple(path)))
    return found


async def by_id(client: Any, text: str, uris: list[str], reading: Reading) -> tuple[Any, tuple[str, ...]]:
    """Return the node of an id, which may name its namespace, with its path below Objects."""
    space, _, rest = text.rpartition(";")
    uri = space.removeprefix("nsu=")
    if space.startswith("nsu=") and uri not in uris:
        raise failure(NO_NODE, reading.name, node=text, others=", ".join(uris))
    try:
        node = client.get_node(f"ns={uris.index(uri)};{rest}" if space.startswith("nsu=") else text)
        name = (await node.read_browse_name()).Name
        above = [(await one.read_browse_name()).Name for one in (await node.get_path())[:-1]]
    except (reading.ua.UaError, ValueError):
        others = ", ".join(child.BrowseName.Name for child in await client.nodes.objects.get_children_descriptions())
        raise failure(NO_NODE, reading.name, node=text, others=others) from None
    return node, (*above[above.index("Objects") + 1 :], name) if "Objects" in above else (name,)


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


def reason(error: BaseException) -> str:
    """Return why a server did not answer, in a few words."""
    if isinstance(error, TimeoutError | asyncio.TimeoutError):
        return f"no answer within {PATIENCE:.0f} s"
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def safe(error: BaseException, user: tuple[str, str] | None) -> str:
    """Return the reason without the password, whatever the library said."""
    return conceal(reason(error), [(user[1], "***")] if user and user[1] else [])


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the library's own messages off the screen while it is used: what they say becomes findings."""
    log = logging.getLogger("asyncua")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)
