"""Options that say how long and what to read of machines and servers, for every command that takes a source."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from aas_toolkit.cli.bilingual import option
from aas_toolkit.cli.options import READING
from aas_toolkit.cli.wrong_calls import wrong

if TYPE_CHECKING:
    from aas_converters.sources import Settings

F = TypeVar("F", bound=Callable[..., Any])


def reading_options(function: F) -> F:
    """Add --limit, --seconds, --nodes, --query, --table, --from and --to; `said_settings` takes them out again."""
    for one in reversed(OPTIONS):
        function = one(function)
    return function


OPTIONS: Final = (
    option(
        "--table",
        metavar="NAME",
        section=READING,
        en="The table of a database; a schema goes in front, with a dot.",
        ko="데이터베이스의 테이블. 스키마가 있으면 `스키마.테이블`로 적습니다.",
    ),
    option(
        "--query",
        metavar="SELECT|@FILE",
        section=READING,
        en="What to ask a database: the text of a query, or @ and a file with it.",
        ko="데이터베이스에 보낼 쿼리, 또는 @ 뒤에 쿼리가 든 파일.",
    ),
    option(
        "--nodes",
        multiple=True,
        metavar="NODE",
        section=READING,
        en="What to read of an OPC UA server: a node id or a browse path.",
        ko="OPC UA 서버에서 읽을 노드 id나 경로.",
    ),
    option(
        "--seconds",
        type=click.FloatRange(0, min_open=True),
        metavar="SECONDS",
        section=READING,
        en="How long to read a machine or server. Ctrl-C ends it earlier and converts what came.",
        ko="설비나 서버를 읽을 시간(초). Ctrl-C를 누르면 그때까지 받은 값을 변환합니다.",
    ),
    option(
        "--limit",
        type=click.IntRange(1),
        section=READING,
        en="Readings to take from a machine or server: observations, values, messages.",
        ko="설비나 서버에서 받을 측정값(관측값, 값, 메시지)의 수.",
    ),
    option(
        "--from",
        "since",
        metavar="TIME",
        section=READING,
        en="Read the history of an OPC UA server from this time on.",
        ko="이 시각부터 OPC UA 서버의 이력을 읽습니다.",
    ),
    option(
        "--to",
        "until",
        metavar="TIME",
        section=READING,
        en="Read the history of an OPC UA server up to this time.",
        ko="이 시각까지 OPC UA 서버의 이력을 읽습니다.",
    ),
)


def said_settings(choices: dict[str, Any], sources: tuple[str, ...]) -> Settings:
    """Take the options out of the choices of a command and return them as settings.

    They are for addresses only: a file would be read whole, whatever they say.
    """
    from aas_converters.sources import Settings

    names = ("limit", "seconds", "nodes", "since", "until", "query", "table")
    said = {name: choices.pop(name) for name in names if name in choices}
    given = next((name for name, value in said.items() if value not in (None, ())), None)
    if given in ("query", "table"):
        if not any(
            source.partition("://")[1] or source.lower().endswith((".sqlite", ".sqlite3")) for source in sources
        ):
            raise click.UsageError(wrong("only for databases", option=f"--{given}"))
    elif given and not any("://" in source for source in sources):
        named = {"since": "--from", "until": "--to"}.get(given, f"--{given}")
        raise click.UsageError(wrong("only for servers", option=named))
    return Settings(**said)
