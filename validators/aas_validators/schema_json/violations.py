"""Rules for what a schema can find wrong; the JSON and the XML schema say the same things in different
words."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from aas_validators.diagnostics import Rule, Sentence, Severity

MISSING_ATTRIBUTE = Rule(
    code="SCH101",
    name="missing-attribute",
    severity=Severity.ERROR,
    message=Sentence(
        "{owner} has no {attribute}, which is mandatory", "{owner}에 필수 속성 {attribute}이(가) 없습니다"
    ),
    hint=Sentence("add {attribute}", "{attribute}을(를) 추가하십시오"),
    why=Sentence(
        "Readers that build typed objects reject the element or the whole file.",
        "타입을 검사하는 프로그램은 해당 요소나 파일 전체를 거부합니다.",
    ),
    spec="IDTA-01001, official schema",
)

WRONG_TYPE = Rule(
    code="SCH103",
    name="wrong-type",
    severity=Severity.ERROR,
    message=Sentence(
        "{attribute} is {found}, but {expected} is needed",
        "{attribute}의 형식이 {found}입니다 (필요한 형식: {expected})",
    ),
    hint=Sentence("write {attribute} as {expected}", "{attribute}을(를) {expected} 형식으로 쓰십시오"),
    why=Sentence(
        "AAS values are strings in JSON, numbers included; other types are refused.",
        "AAS JSON에서는 숫자도 문자열로 쓰며 다른 형식은 거부됩니다.",
    ),
    spec="IDTA-01001, official schema",
)

UNKNOWN_LITERAL = Rule(
    code="SCH104",
    name="unknown-enumeration-value",
    severity=Severity.ERROR,
    message=Sentence(
        "{attribute} is {value}, which is none of {allowed}",
        "{attribute}의 값 {value}은(는) 허용 값이 아닙니다 (허용: {allowed})",
    ),
    hint=Sentence(
        "use one of the allowed values, spelt exactly{guess}", "허용된 값 중 하나를 철자 그대로 쓰십시오{guess}"
    ),
    why=Sentence(
        "Readers map these words to fixed types and reject any other.",
        "프로그램은 이 단어를 고정된 타입으로 변환하므로 다른 값은 거부합니다.",
    ),
    spec="IDTA-01001, official schema",
)

PATTERN = Rule(
    code="SCH105",
    name="pattern",
    severity=Severity.ERROR,
    message=Sentence(
        "{attribute} is {value}, which does not have the form of {expected}",
        "{attribute}의 값 {value}이(가) {expected} 형식에 맞지 않습니다",
    ),
    hint=Sentence("write {attribute} as {expected}", "{attribute}을(를) {expected} 형식으로 쓰십시오"),
    why=Sentence(
        "Readers parse this attribute and stop at a form they do not know.",
        "프로그램이 이 속성을 해석하다가 알 수 없는 형식에서 중단합니다.",
    ),
    spec="IDTA-01001, official schema",
)

TOO_LONG = Rule(
    code="SCH106",
    name="too-long",
    severity=Severity.ERROR,
    message=Sentence(
        "{attribute} has {length} characters, at most {limit} are allowed",
        "{attribute}이(가) {length}자입니다 (최대 {limit}자)",
    ),
    hint=Sentence("shorten {attribute} to {limit} characters", "{attribute}을(를) {limit}자 이내로 줄이십시오"),
    why=Sentence(
        "Databases and servers reserve this length and cut or refuse more.",
        "데이터베이스와 서버는 이 길이를 기준으로 하며 초과분을 자르거나 거부합니다.",
    ),
    spec="IDTA-01001, official schema",
)

EMPTY_TEXT = Rule(
    code="SCH107",
    name="empty-text",
    severity=Severity.ERROR,
    message=Sentence("{attribute} is empty", "{attribute}이(가) 비어 있습니다"),
    hint=Sentence("fill {attribute}, or leave it out", "{attribute}에 값을 넣거나 속성을 빼십시오"),
    why=Sentence(
        "An attribute that is not known is left out in AAS; an empty one is refused by strict readers.",
        "값이 없는 속성은 생략해야 하며, 엄격한 프로그램은 빈 속성을 거부합니다.",
    ),
    spec="IDTA-01001, official schema",
)

EMPTY_LIST = Rule(
    code="SCH108",
    name="empty-list",
    severity=Severity.ERROR,
    message=Sentence("{attribute} is an empty list", "{attribute}이(가) 빈 목록입니다"),
    hint=Sentence("leave {attribute} out if there is nothing in it", "내용이 없으면 {attribute}을(를) 빼십시오"),
    why=Sentence(
        "An empty list is not allowed in AAS; many editors write one and strict readers refuse the file.",
        "AAS에서는 빈 목록이 허용되지 않으며, 엄격한 프로그램은 파일을 거부합니다.",
    ),
    spec="IDTA-01001, official schema",
)

WRONG_CLASS = Rule(
    code="SCH109",
    name="wrong-model-type",
    severity=Severity.ERROR,
    message=Sentence(
        "modelType is {value}, but here it must be one of {allowed}",
        "modelType이 {value}입니다 (이 위치에서 허용: {allowed})",
    ),
    hint=Sentence("correct modelType, or move the element", "modelType을 고치거나 요소를 옮기십시오"),
    why=Sentence(
        "modelType decides which class is read; an unknown one ends the reading.",
        "modelType에 따라 읽을 클래스가 정해지므로, 알 수 없는 값이면 읽기가 중단됩니다.",
    ),
    spec="IDTA-01001, JSON mapping",
)

OTHER_VIOLATION = Rule(
    code="SCH199",
    name="schema-violation",
    severity=Severity.ERROR,
    message=Sentence("the official schema does not allow this: {problem}", "공식 스키마 위반입니다: {problem}"),
    hint=Sentence("compare with the specification", "규격과 비교하여 고치십시오"),
    why=Sentence(
        "Tools that use the official schema refuse the file.",
        "공식 스키마를 사용하는 프로그램이 파일을 거부합니다.",
    ),
    spec="IDTA-01001, official schema",
)

WHOLE_NUMBER = Sentence("a whole number such as 0 or 12", "0, 12와 같은 정수")
UTC_TIME = Sentence("a UTC time such as 2026-01-31T08:00:00Z", "2026-01-31T08:00:00Z와 같은 UTC 시각")
DURATION = Sentence("a duration such as PT10S", "PT10S와 같은 기간")
URI = Sentence("a URI (RFC 2396; a blank is %20)", "URI(RFC 2396, 공백은 %20)")

EXPECTED_FORMS = {
    "language": Sentence("a language tag such as en or ko (BCP 47)", "en, ko와 같은 언어 태그(BCP 47)"),
    "contentType": Sentence("a media type such as application/pdf", "application/pdf와 같은 미디어 타입"),
    "version": WHOLE_NUMBER,
    "revision": WHOLE_NUMBER,
    "lastUpdate": UTC_TIME,
    "timeStamp": UTC_TIME,
    "minInterval": DURATION,
    "maxInterval": DURATION,
    "value": URI,
    "path": URI,
}
"""What the schema's patterns mean, by attribute; idShort and the XML characters have rules of their own."""


def guess(value: object, allowed: Iterable[str]) -> str:
    """Return what may be meant by a value that is not allowed, as a hint ends with it; nothing where nobody can tell.

    Words are compared without case and without what stands before a colon: people write `Double` for `xs:double`."""
    plain = {option.rpartition(":")[2].lower(): option for option in allowed}
    close = get_close_matches(str(value).strip().rpartition(":")[2].lower(), plain, 1, 0.7)
    return f" ({plain[close[0]]}?)" if close else ""
