"""What a value of each type looks like, for the one who has to correct one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from aas_validators.diagnostics import Sentence

NUMBER: Final = Sentence(
    "such as 1.5, with INF for infinity and NaN for no number", "예: 1.5, 무한대는 INF, 값 없음은 NaN"
)
ZONE: Final = "2024-05-31T08:30:00+09:00"

FORMS: Final[Mapping[str, Sentence]] = {
    "xs:double": NUMBER,
    "xs:float": NUMBER,
    "xs:decimal": Sentence("such as 1.5, without exponent", "예: 1.5, 지수 표기 불가"),
    "xs:integer": Sentence("a whole number", "정수"),
    "xs:boolean": Sentence("true or false", "true 또는 false"),
    "xs:dateTime": Sentence(f"such as {ZONE}", f"예: {ZONE}"),
    "xs:date": Sentence("such as 2024-05-31", "예: 2024-05-31"),
    "xs:time": Sentence("such as 08:30:00", "예: 08:30:00"),
    "xs:duration": Sentence("such as PT1H30M for an hour and a half", "예: 1시간 30분은 PT1H30M"),
    "xs:gYear": Sentence("such as 2024", "예: 2024"),
    "xs:gYearMonth": Sentence("such as 2024-05", "예: 2024-05"),
    "xs:gMonth": Sentence("such as --05", "예: --05"),
    "xs:gMonthDay": Sentence("such as --05-31", "예: --05-31"),
    "xs:gDay": Sentence("such as ---31", "예: ---31"),
    "xs:hexBinary": Sentence("pairs of 0-9 and A-F", "0-9, A-F를 두 자리씩"),
    "xs:base64Binary": Sentence("base64", "base64"),
    "xs:anyURI": Sentence("an address without blanks", "공백 없는 주소"),
    "xs:byte": Sentence("a whole number from -128 to 127", "-128~127의 정수"),
    "xs:short": Sentence("a whole number from -32768 to 32767", "-32768~32767의 정수"),
    "xs:int": Sentence("a whole number from -2147483648 to 2147483647", "-2147483648~2147483647의 정수"),
    "xs:long": Sentence("a whole number of at most 64 bits", "64비트 이내의 정수"),
    "xs:unsignedByte": Sentence("a whole number from 0 to 255", "0~255의 정수"),
    "xs:unsignedShort": Sentence("a whole number from 0 to 65535", "0~65535의 정수"),
    "xs:unsignedInt": Sentence("a whole number from 0 to 4294967295", "0~4294967295의 정수"),
    "xs:unsignedLong": Sentence("a whole number of at most 64 bits, not negative", "64비트 이내의 0 이상 정수"),
    "xs:positiveInteger": Sentence("a whole number above 0", "1 이상의 정수"),
    "xs:nonNegativeInteger": Sentence("a whole number from 0 up", "0 이상의 정수"),
    "xs:negativeInteger": Sentence("a whole number below 0", "-1 이하의 정수"),
    "xs:nonPositiveInteger": Sentence("a whole number up to 0", "0 이하의 정수"),
    "xs:string": Sentence("without control characters", "제어 문자 없이"),
}
OTHER: Final = Sentence("as the type says", "형식에 맞게")


def form_of(kind: object) -> Sentence:
    """Return what a value of a type looks like."""
    return FORMS.get(str(kind), OTHER)
