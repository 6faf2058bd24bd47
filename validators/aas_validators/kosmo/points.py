"""Values and value types of what is collected: what the platform narrows, loses or chokes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aas_validators.diagnostics import Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Pointer
from aas_validators.kosmo.plant import Plant
from aas_validators.kosmo.rule import profile_rule
from aas_validators.kosmo.tree import PREFIX, Point
from aas_validators.kosmo.value_types import (
    BETTER,
    TRUE,
    data_type,
    is_known,
    right_text,
    stops_when_empty,
)

NO_VALUE = profile_rule(
    80,
    "property-without-value",
    (
        "the property has no value element",
        "Property에 value 요소가 없습니다",
    ),
    (
        "give it a value, an empty one for a text; aas export writes the tag without a value",
        "값을 넣으십시오(문자열이면 빈 값도 됩니다). aas export는 값 없이 태그만 씁니다",
    ),
    ("The programme's parser stops at it and writes no files.", "파서가 여기서 멈추고 파일을 만들지 않습니다."),
    "PARSER",
)
EMPTY_VALUE = profile_rule(
    81,
    "property-value-empty",
    (
        "the value, {value_type}, is empty",
        "{value_type} 값이 비어 있습니다",
    ),
    ("fill in a value, also where it will be collected later", "나중에 수집할 값이라도 초깃값을 넣으십시오"),
    (
        "At an empty number or truth value the programme's parser stops and writes no files.",
        "숫자나 논리값이 비어 있으면 파서가 멈추고 파일을 만들지 않습니다.",
    ),
    "PARSER",
)
NARROWED = profile_rule(
    84,
    "value-type-narrowed",
    (
        "{value_type} becomes {data_type} on the platform",
        "{value_type}은(는) 플랫폼에서 {data_type}(으)로 바뀝니다",
    ),
    ("use {better}", "{better}을(를) 쓰십시오"),
    ("Large, negative or fractional values do not survive.", "큰 값, 음수, 소수가 유지되지 않습니다."),
    "PARSER",
    Severity.WARNING,
)
DOES_NOT_FIT = profile_rule(
    85,
    "value-lost-at-gateway",
    (
        "the value {value}, {value_type}, is no {data_type}",
        "{value_type} 값 {value}은(는) {data_type}(으)로 쓸 수 없습니다",
    ),
    (
        "correct the value, or use {better}; aas export writes the tag without a value",
        "값을 고치거나 {better}을(를) 쓰십시오. aas export는 값 없이 태그만 씁니다",
    ),
    ("The node set would not load, or show another value.", "노드셋이 로드되지 않거나 다른 값이 됩니다."),
    "PARSER",
)
TYPE_SPELLING = profile_rule(
    86,
    "value-type-spelling",
    (
        "the valueType {value_type} is not written as xs:…",
        "valueType {value_type}이(가) xs:… 형식이 아닙니다",
    ),
    ("write it as in xs:double: prefix xs, no blanks", "xs:double처럼 접두어 xs로 공백 없이 쓰십시오"),
    ("The platform takes it for text.", "플랫폼에서 문자열로 처리됩니다."),
    "PARSER",
)
NOT_TRUE = profile_rule(
    87,
    "boolean-not-true",
    (
        "the value is {value}; the programme's parser writes true",
        "값이 {value}인데 파서는 true로 씁니다",
    ),
    (
        "use aas export kosmo, which writes false, until the parser is corrected",
        "파서가 고쳐질 때까지 false로 바르게 쓰는 aas export kosmo를 쓰십시오",
    ),
    ("Every truth value that is not empty becomes true there.", "파서는 비어 있지 않은 논리값을 모두 true로 만듭니다."),
    "PARSER",
    Severity.INFO,
)
NULL_TYPE = profile_rule(
    88,
    "type-lost",
    (
        "{value_type} without a value becomes a tag without a type",
        "값이 빈 {value_type}은(는) 타입 없는 태그가 됩니다",
    ),
    ("fill in a value, or use xs:string", "값을 넣거나 xs:string을 쓰십시오"),
    ("The data type of the node is Null then.", "노드의 DataType이 Null이 됩니다."),
    "PARSER",
    Severity.WARNING,
)
UNSUPPORTED = profile_rule(
    89,
    "value-type-unknown-there",
    (
        "{value_type} becomes text on the platform",
        "{value_type}은(는) 플랫폼에서 문자열이 됩니다",
    ),
    ("use {better}", "{better}을(를) 쓰십시오"),
    ("Text cannot be stored as a time series at the edge.", "엣지 데이터베이스는 문자열을 시계열로 저장하지 못합니다."),
    "PARSER",
    Severity.WARNING,
)
LONG_TAG = profile_rule(
    95,
    "tag-too-long",
    ("the tag {tag} has {length} characters, 256 fit", "태그 {tag}의 길이가 {length}자입니다 (최대 256자)"),
    ("shorten idShorts, or put machines fewer levels down", "idShort를 줄이거나 계층을 줄이십시오"),
    ("The databases behind the platform cut or refuse it.", "플랫폼 데이터베이스가 자르거나 거부합니다."),
    "EDU 7.1",
    Severity.WARNING,
)

LONGEST: Final = 256
TEXTS: Final = {"xs:anyURI", "xs:hexBinary", "xs:base64Binary"}
"""Types that are text anyway: nothing is lost."""


def check_points(plant: Plant) -> Iterator[Finding]:
    """Yield what happens to each point on its way, once where two shells share it."""
    seen: set[Pointer] = set()
    for point in plant.points:
        if len(PREFIX + point.tag) > LONGEST:
            yield Finding(LONG_TAG, point.pointer, {"tag": shown(point.tag), "length": len(PREFIX + point.tag)})
        if point.pointer not in seen:
            seen.add(point.pointer)
            yield from check_type(point)
            yield from check_value(point)


def values_of(point: Point) -> dict[str, object]:
    """Return what sentences say about a point."""
    return {
        "value_type": shown(point.value_type),
        "data_type": data_type(point.value_type, point.value),
        "better": BETTER.get(point.value_type, "xs:string"),
        "value": shown(point.value),
    }


def check_type(point: Point) -> Iterator[Finding]:
    """Yield what the platform makes of a value type."""
    at = (*point.pointer, "valueType")
    kind = point.value_type
    if not kind.lower().startswith("xs:") or kind != kind.strip():
        yield Finding(TYPE_SPELLING, at, values_of(point))
    elif is_known(kind):
        if kind in BETTER:
            yield Finding(NARROWED, at, values_of(point))
    elif not point.value:
        yield Finding(NULL_TYPE, at, values_of(point))
    elif kind not in TEXTS:
        yield Finding(UNSUPPORTED, at, values_of(point))


def check_value(point: Point) -> Iterator[Finding]:
    """Yield what the platform makes of a value."""
    at = (*point.pointer, "value")
    if point.value is None:
        yield Finding(NO_VALUE, point.pointer, values_of(point))
    elif not point.value:
        severity = None if stops_when_empty(point.value_type) else Severity.WARNING
        yield Finding(EMPTY_VALUE, at, values_of(point), severity=severity)
    elif right_text(point.value_type, point.value) is None:
        yield Finding(DOES_NOT_FIT, at, values_of(point))
    elif point.value_type.lower() == "xs:boolean" and point.value.strip() not in TRUE:
        yield Finding(NOT_TRUE, at, values_of(point))


EXPORT: Final = (check_points,)
CHECKS: Final = EXPORT
