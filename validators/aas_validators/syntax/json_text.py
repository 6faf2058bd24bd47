"""Read a JSON text: syntax, duplicate names, half characters, depth and number length, each with its
place."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import NoReturn

from aas_validators.diagnostics import Rule, Sentence, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Json, Pointer, depth, strings
from aas_validators.limits import Limits
from aas_validators.positions.lines import Place, line_starts, place_in, place_of
from aas_validators.syntax.complaints import of_json
from aas_validators.syntax.text_encoding import Flaw

JSON_SYNTAX = Rule(
    code="SCH006",
    name="json-syntax",
    severity=Severity.ERROR,
    message=Sentence("this is not JSON: {problem}", "JSON 문법 오류입니다: {problem}"),
    hint=Sentence(
        "correct the text at this place, or export the file again",
        "이 위치의 내용을 고치거나 파일을 다시 내보내십시오",
    ),
    why=Sentence(
        "A JSON reader stops here, so nothing of the file is imported.",
        "JSON 프로그램이 여기서 멈추므로 파일 전체를 읽지 못합니다.",
    ),
    spec="RFC 8259",
)

DUPLICATE_NAME = Rule(
    code="SCH007",
    name="duplicate-json-name",
    severity=Severity.ERROR,
    message=Sentence("the name {name} occurs twice in one object", "한 객체 안에 이름 {name}이(가) 두 번 나옵니다"),
    hint=Sentence("keep one of the two members", "둘 중 하나만 남기십시오"),
    why=Sentence(
        "Readers silently keep one of the two values, and not all of them the same one.",
        "프로그램마다 두 값 중 어느 쪽을 쓸지 다르며, 경고 없이 하나가 사라집니다.",
    ),
    spec="RFC 8259, 4",
)

HALF_CHARACTER = Rule(
    code="SCH008",
    name="lone-surrogate",
    severity=Severity.ERROR,
    message=Sentence(
        "the text {value} holds half a character (a lone surrogate)",
        "문자열 {value}에 반쪽 문자(단독 서로게이트)가 있습니다",
    ),
    hint=Sentence("write the whole character", "온전한 문자로 다시 쓰십시오"),
    why=Sentence(
        "Such a text cannot be written as UTF-8 or XML; some readers crash on it.",
        "이런 문자열은 UTF-8이나 XML로 쓸 수 없고, 일부 프로그램은 비정상 종료합니다.",
    ),
    spec="RFC 8259, 8.2",
)

TOO_DEEP = Rule(
    code="SCH009",
    name="nested-too-deep",
    severity=Severity.ERROR,
    message=Sentence("the document is nested deeper than {limit}", "문서의 중첩 깊이가 {limit}을(를) 넘습니다"),
    hint=Sentence("flatten the structure, or raise the depth limit", "구조를 단순하게 하거나 깊이 제한을 올리십시오"),
    why=Sentence(
        "Deep nesting exhausts the stack of many readers; it is also a known attack.",
        "지나친 중첩은 많은 프로그램의 스택을 고갈시키며, 알려진 공격 수법이기도 합니다.",
    ),
)

LONG_NUMBER = Rule(
    code="SCH010",
    name="number-too-long",
    severity=Severity.ERROR,
    message=Sentence("a bare number has {length} digits", "따옴표 없는 숫자가 {length}자리입니다"),
    hint=Sentence("write AAS values as strings", "AAS 값은 문자열로 쓰십시오"),
    why=Sentence(
        "AAS JSON writes values as strings; converting such a number can hang a reader.",
        "AAS JSON의 값은 문자열이며, 이런 숫자의 변환은 프로그램을 멈추게 할 수 있습니다.",
    ),
)

SURROGATE = re.compile("[\ud800-\udfff]")
MARK = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}:,]', re.DOTALL)


class NotJsonError(ValueError):
    """Raised inside the parser at a word that JSON does not know, such as NaN."""


@dataclass(frozen=True, slots=True)
class ParsedJson:
    """The value of a JSON text, whether there is one, and what was wrong with the text."""

    value: Json
    ok: bool
    flaws: tuple[Flaw, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Doubles:
    """Noticed while parsing: whether any object had a name twice, and the longest number."""

    names: bool = False
    digits: int = 0


def parse_json(text: str, limits: Limits) -> ParsedJson:
    """Parse a text; flaws that leave no document come without a value."""
    if not text.strip(" \t\r\n"):
        return failed(JSON_SYNTAX, {"problem": Sentence("there is nothing but blanks", "공백뿐입니다")}, Place(1, 1))
    seen = Doubles()

    def pairs(members: list[tuple[str, Json]]) -> Json:
        found = dict(members)
        seen.names = seen.names or len(found) != len(members)
        return found

    def number(digits: str) -> Json:
        seen.digits = max(seen.digits, len(digits))
        return int(digits) if len(digits) <= 300 else 0

    def fraction(digits: str) -> Json:
        seen.digits = max(seen.digits, len(digits))
        return float(digits)

    try:
        value: Json = json.loads(
            text, object_pairs_hook=pairs, parse_int=number, parse_float=fraction, parse_constant=refused
        )
    except json.JSONDecodeError as error:
        return failed(JSON_SYNTAX, {"problem": of_json(error.msg)}, Place(error.lineno, error.colno))
    except NotJsonError as error:
        said = Sentence(f"{error} is no JSON value", f"{error}은(는) JSON 값이 아닙니다")
        return failed(JSON_SYNTAX, {"problem": said}, place_of_word(text, str(error)))
    except RecursionError:
        return failed(TOO_DEEP, {"limit": limits.depth})
    if depth(value, limits.depth) > limits.depth:
        return failed(TOO_DEEP, {"limit": limits.depth})
    if seen.digits > limits.number_length:
        return failed(LONG_NUMBER, {"length": seen.digits})
    flaws = tuple(duplicates(text)) if seen.names else ()
    return ParsedJson(value, True, flaws, tuple(half_characters(text, value)))


def failed(rule: Rule, values: dict[str, object], place: Place | None = None) -> ParsedJson:
    """Return that there is no document."""
    return ParsedJson(None, False, (Flaw(rule, values, place),))


def refused(word: str) -> NoReturn:
    """Refuse NaN and the infinities, which Python's parser would let pass."""
    raise NotJsonError(word)


def place_of_word(text: str, word: str) -> Place | None:
    """Return where a bare word first stands outside strings."""
    for match in re.finditer(r'"[^"\\]*(?:\\.[^"\\]*)*"|' + re.escape(word), text):
        if match.group() == word:
            return place_in(text, match.start())
    return None


def duplicates(text: str) -> list[Flaw]:
    """Return every name that its object already has, at its place."""
    flaws: list[Flaw] = []
    starts = line_starts(text)
    names: list[set[str] | None] = []
    expects_name = False
    for match in MARK.finditer(text):
        sign = match.group()
        if sign in "{[":
            names.append(set() if sign == "{" else None)
            expects_name = sign == "{"
        elif sign in "}]":
            names.pop()
            expects_name = False
        elif sign == ",":
            expects_name = bool(names) and names[-1] is not None
        elif sign == ":":
            expects_name = False
        elif expects_name and names and (here := names[-1]) is not None:
            name = json.loads(sign)
            if name in here:
                flaws.append(Flaw(DUPLICATE_NAME, {"name": shown(name)}, place_of(match.start(), starts), fatal=False))
            here.add(name)
    return flaws


def half_characters(text: str, value: Json) -> list[Finding]:
    """Return every string value that holds a lone surrogate; a cheap look at the text comes first."""
    if not re.search(r"\\u[dD][89a-fA-F]", text):
        return []
    found: list[tuple[Pointer, str]] = [(p, s) for p, s in strings(value) if SURROGATE.search(s)]
    return [Finding(HALF_CHARACTER, pointer, {"value": shown(text)}) for pointer, text in found]
