"""What is asked of a database: a query, which must only read, or one of its tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from aas_converters.sources.problem import failure, opened
from aas_validators.diagnostics import Rule, Sentence, Severity

WRITES: Final = Rule(
    code="SRC150",
    name="query-that-writes",
    severity=Severity.ERROR,
    message=Sentence(
        en="the query would change the database: {word}",
        ko="데이터베이스를 바꾸는 쿼리입니다: {word}",
    ),
    hint=Sentence(
        en="ask with SELECT, and use an account that may only read",
        ko="SELECT로 조회하고, 읽기 권한만 있는 계정을 쓰십시오",
    ),
    why=Sentence(
        en="a conversion must never touch the plant's data",
        ko="변환이 공장 데이터를 건드려서는 안 됩니다",
    ),
)
WHICH_TABLE: Final = Rule(
    code="SRC151",
    name="which-table",
    severity=Severity.ERROR,
    message=Sentence(
        en="say which table; there are {tables}", ko="어느 테이블인지 정해야 합니다. 있는 테이블: {tables}"
    ),
    hint=Sentence(
        en="add --table NAME, or --query with a SELECT",
        ko="--table 이름을 붙이거나 --query에 SELECT 문을 적으십시오",
    ),
    why=Sentence(en="a database holds many tables", ko="데이터베이스에는 테이블이 여럿 있습니다"),
)
NO_TABLE: Final = Rule(
    code="SRC152",
    name="no-such-table",
    severity=Severity.ERROR,
    message=Sentence(
        en="there is no table {table!r} that this account may see; there are {tables}",
        ko="이 계정으로 볼 수 있는 테이블 중에 '{table}'이(가) 없습니다. 있는 테이블: {tables}",
    ),
    hint=Sentence(
        en="write --table {meant}; a schema goes in front, with a dot",
        ko="--table {meant}처럼 적으십시오. 스키마는 앞에 점으로 잇습니다",
    ),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
)
TABLE_AND_QUERY: Final = Rule(
    code="SRC153",
    name="table-and-query",
    severity=Severity.ERROR,
    message=Sentence(en="both a table and a query are asked for", ko="테이블과 쿼리를 함께 지정했습니다"),
    hint=Sentence(en="leave out --table or --query", ko="--table이나 --query 중 하나만 쓰십시오"),
    why=Sentence(en="only one of them can be the source", ko="둘 중 하나만 소스가 될 수 있습니다"),
)
EMPTY_QUERY: Final = Rule(
    code="SRC154",
    name="empty-query",
    severity=Severity.ERROR,
    message=Sentence(en="the query is empty", ko="쿼리가 비어 있습니다"),
    hint=Sentence(en="write a SELECT, or @FILE.sql", ko="SELECT 문이나 @파일.sql을 적으십시오"),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
)

READS: Final = frozenset(("select", "with", "values", "table", "show", "explain", "describe", "pragma"))
NO_WORDS: Final = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\[[^\]]*\]|`[^`]*`", re.DOTALL)
"""Comments, texts and quoted names: what stands in them is not an instruction."""

INTO: Final = re.compile(r"\binto\b", re.IGNORECASE)
WRITING: Final = re.compile(
    r"\b(insert|update|delete|merge|into|drop|alter|create|truncate|grant|revoke|deny|exec|execute|commit|backup"
    r"|restore|shutdown|bulk|writetext|updatetext|dbcc|use|set)\b",
    re.IGNORECASE,
)
"""Words of T-SQL that are reserved, so that no column is called so."""

LISTED: Final = 12


def query_text(query: str, file: str) -> str:
    """Return a query, which is in a file after an `@`; SourceError if it is empty, or its file is not there."""
    if query.startswith("@"):
        with opened(Path(query[1:])) as stream:
            query = stream.read().decode("utf-8-sig", errors="replace")
    if not NO_WORDS.sub(" ", query).strip(" \t\r\n;"):
        raise failure(EMPTY_QUERY, file)
    return query.strip().removesuffix(";")


def check_query(query: str, file: str, *, strictly: bool) -> None:
    """Raise SourceError for a query that does not begin as one that reads.

    `strictly` is for databases without transactions that only read: no word in it may write.
    """
    plain = NO_WORDS.sub(" ", query)
    first = next(iter(re.findall(r"\w+", plain)), "")
    if first.casefold() not in READS:
        raise failure(WRITES, file, word=first.upper() or "?")
    # SELECT … INTO makes a table, and in MySQL a file on the server, which no transaction prevents
    if word := INTO.search(plain):
        raise failure(WRITES, file, word=word[0].upper())
    if strictly and (word := WRITING.search(plain)):
        raise failure(WRITES, file, word=word[0].upper())


def chosen_table(wanted: str | None, tables: Sequence[str], file: str) -> str:
    """Return the one of the tables to read: that of the name, or the only one."""
    if wanted is not None and wanted in tables:
        return wanted
    some = ", ".join(tables[:LISTED]) + (" …" if len(tables) > LISTED else "") if tables else "-"
    if wanted is None:
        if len(tables) == 1:
            return tables[0]
        raise failure(WHICH_TABLE, file, tables=some)
    by_lower = {table.casefold(): table for table in tables}
    meant = get_close_matches(wanted.casefold(), by_lower, n=1)
    raise failure(NO_TABLE, file, table=wanted, tables=some, meant=by_lower[meant[0]] if meant else "SCHEMA.NAME")
