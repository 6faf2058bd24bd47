"""Addresses with secrets: values come from the environment, and no message, name or file ever shows them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, unquote

from aas_converters.sources.problem import failure
from aas_validators.diagnostics import Rule, Sentence, Severity

NOT_SET: Final = Rule(
    code="SRC140",
    name="variable-not-set",
    severity=Severity.ERROR,
    message=Sentence(
        en="the address needs the environment variable {variable}, which is not set",
        ko="주소에 필요한 환경 변수 {variable}이(가) 없습니다",
    ),
    hint=Sentence(en="set {variable} and run the command again", ko="{variable}을(를) 설정하고 다시 실행하십시오"),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
)
WRITTEN_PASSWORD: Final = Rule(
    code="SRC141",
    name="written-password",
    severity=Severity.ERROR,
    message=Sentence(en="a password is written in the address", ko="주소에 비밀번호가 적혀 있습니다"),
    hint=Sentence(
        en="leave it out and set AAS_SOURCE_PASSWORD, or write ${{NAME}} in its place and set NAME",
        ko="비밀번호를 빼고 환경 변수 AAS_SOURCE_PASSWORD에 넣거나, 그 자리에 ${{NAME}}을 적고 NAME을 설정하십시오",
    ),
    why=Sentence(
        en="an address stays in the history of the shell and in lists of running programs",
        ko="주소는 명령 기록과 실행 중인 프로그램 목록에 남습니다",
    ),
)
NO_ADDRESS: Final = Rule(
    code="SRC142",
    name="no-database-address",
    severity=Severity.ERROR,
    message=Sentence(en="this is no address of a database", ko="데이터베이스 주소가 아닙니다"),
    hint=Sentence(
        en="write it as {form}; a % in front of two digits stands for a sign, such as %40 for @",
        ko="{form} 형식으로 적으십시오. @ 같은 기호는 %40처럼 적습니다",
    ),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
)

PARTS: Final = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://"
    r"(?:(?P<user>[^:@/?]*)(?::(?P<password>(?:\$\{\w+\})*|.*))?@)?"
    r"(?P<host>\[[^\]]*\]|\$\{\w+\}|[^:/?@]*)(?::(?P<port>\d*|\$\{\w+\}))?"
    r"(?:/(?P<path>[^?]*))?(?:\?(?P<options>.*))?",
    re.DOTALL,
)
VARIABLE: Final = re.compile(r"\$\{(\w+)\}")
ONLY_VARIABLES: Final = re.compile(r"(?:\$\{\w+\})*")
SECRET_OPTION: Final = re.compile(r"pass|pwd|secret|token|key$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address, with what the environment holds in the place of `${NAME}`.

    `shown` is the address as a person may see it: without user, password and options, variables by their names.
    `secrets` are values from the environment and what they are shown as; see `conceal`.
    """

    shown: str
    scheme: str
    host: str = field(repr=False)
    port: str = field(repr=False)
    path: str = field(repr=False)
    user: str | None = field(repr=False)
    password: str | None = field(repr=False)
    options: dict[str, str] = field(repr=False)
    secrets: tuple[tuple[str, str], ...] = field(repr=False)


def read_address(text: str, form: str) -> Address:
    """Take an address apart and put in what the environment holds; `form` is an example for a person.

    SourceError if it is none, if a variable is not set, or if a password stands in it. Percent signs stand for
    characters except in what comes from the environment.
    """
    name, found = shown(text), PARTS.fullmatch(text)
    if found is None:
        raise failure(NO_ADDRESS, name, form=form)
    options = dict(parse_qsl(found["options"] or "", keep_blank_values=True))
    written = [found["password"], *(value for option, value in options.items() if SECRET_OPTION.search(option))]
    if any(part and not ONLY_VARIABLES.fullmatch(part) for part in written):
        raise failure(WRITTEN_PASSWORD, name)
    names = dict.fromkeys(VARIABLE.findall(text))
    for variable in names:
        if variable not in os.environ:
            raise failure(NOT_SET, name, variable=variable)

    def part(key: str) -> str | None:
        return None if found[key] is None else expanded(found[key])

    return Address(
        shown=name,
        scheme=found["scheme"],
        host=part("host") or "",
        port=part("port") or "",
        path=part("path") or "",
        user=part("user"),
        password=part("password"),
        options={option: expanded(value, quoted=False) for option, value in options.items()},
        secrets=tuple((os.environ[variable], f"${{{variable}}}") for variable in names),
    )


def expanded(part: str, *, quoted: bool = True) -> str:
    """Return a part of an address with the values of its variables."""
    pieces = VARIABLE.split(part)
    # what is between two variables has an even number
    return "".join(os.environ[p] if i % 2 else unquote(p) if quoted else p for i, p in enumerate(pieces))


def shown(text: str) -> str:
    """Return an address without what may be secret: user, password, options.

    >>> shown("postgresql://reader:hunter2@mes:5432/plant?sslmode=require")
    'postgresql://mes:5432/plant'
    """
    scheme, mark, rest = text.partition("://")
    # a password may hold a question mark or a slash that is not escaped: everything up to the last @ goes
    place = rest.rpartition("@")[2].partition("?")[0]
    return f"{scheme.rpartition(' ')[2]}{mark}{place}"


def conceal(text: str, secrets: Iterable[tuple[str, str]]) -> str:
    """Return a text in which secrets are replaced by what they are shown as."""
    for secret, word in sorted(secrets, key=lambda pair: -len(pair[0])):
        if secret:
            text = text.replace(secret, word)
    return text
