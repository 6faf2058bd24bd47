"""An OPC UA server as a source: the values of now, those of a time in the past, or what changes for a while."""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from types import ModuleType
from typing import Any, Final

import polars as pl

from aas_converters.sources.addresses import Address, conceal
from aas_converters.sources.extras import library
from aas_converters.sources.headers import distinct_columns
from aas_converters.sources.live import (
    CONNECTION_LOST,
    PATIENCE,
    REFUSED_LOGIN,
    UNREACHABLE,
    ending,
    endings,
    from_thread,
    login,
    server_address,
    why,
)
from aas_converters.sources.observed import TIME, DescribedTable
from aas_converters.sources.opcua_browse import MOST, Browser, Found
from aas_converters.sources.opcua_reading import BAD_VALUES, Reading, changes, history, now
from aas_converters.sources.opcua_words import headers_of, names_of
from aas_converters.sources.problem import failure
from aas_converters.sources.settings import Settings
from aas_converters.sources.spool import STOPPED, spool
from aas_converters.sources.table import Column
from aas_validators.diagnostics import Rule, Sentence, Severity

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
FORM: Final = "opc.tcp://host:4840"
NODE_ID: Final = re.compile(r"(?:(?:ns=\d+|nsu=[^;]+);)?[isgb]=.+")
LOST: Final = (OSError, asyncio.TimeoutError, asyncio.IncompleteReadError)
"""What is raised where a server is not there or goes away."""


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
    names = names_of([(variable.path, variable.node.nodeid.to_string()) for variable in reading.variables])
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
    every, remarks = distinct_columns((Column(TIME, TIME), *columns), reading.name)
    findings = (*reading.findings, *endings(reading.deadline, reading.name), *table.findings, *remarks)
    return DescribedTable(table, every, ((TIME,), *origins), table.identity, table.about, findings)


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
                raise failure(STOPPED, reading.name, rows=rows, reason=why(error)["reason_en"]) from None
            reading.say(CONNECTION_LOST, count=f"{reading.deadline.count:,}", **why(error))


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
    secrets = [(user[1], "***")] if user and user[1] else []
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
        raise failure(rule, reading.name, **why(error, secrets)) from None
    except (*LOST, ValueError) as error:
        raise failure(UNREACHABLE, reading.name, **why(error, secrets)) from None
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
