"""Say which rule a bad cell breaks; asked only for the few cells that are reported."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import polars as pl

from aas_converters.plan.values.canonical import canonical, compile_reading
from aas_converters.plan.values.lexical import NOT_XML, NUMBERS, PARTS_OF_DATES, TIMES
from aas_converters.plan.values.numerals import plain
from aas_converters.plan.values.spec import ValueSpec
from aas_converters.plan.values.tidy import tidied, unit_suffix
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

NOT_A_NUMBER: Final = Rule(
    code="VAL001",
    name="not-a-number",
    severity=Severity.ERROR,
    message=Sentence("{cell} is not a number", "{cell}은(는) 숫자가 아닙니다"),
    hint=Sentence(
        "correct the cell, list the word under missing values, or set the decimal sign in the mapping",
        "셀을 고치거나, 결측 표시라면 매핑의 결측값 목록에 넣거나, 매핑에서 소수점 기호를 지정하십시오",
    ),
    why=Sentence(
        "an AAS value must be written as its type says, or every reader rejects the file",
        "AAS 값은 자료형에 맞게 적혀야 하며, 그렇지 않으면 다른 프로그램이 파일을 거부합니다",
    ),
    spec="IDTA-01001, ValueDataType; XML Schema Part 2, 3.2.3 to 3.2.5",
)
NOT_AN_INTEGER: Final = Rule(
    code="VAL002",
    name="number-does-not-fit",
    severity=Severity.ERROR,
    message=Sentence("{cell} does not fit {type}", "{cell}은(는) {type}에 들어갈 수 없는 수입니다"),
    hint=Sentence(
        "correct the cell, or give the element a type that holds it, such as xs:double or xs:long",
        "셀을 고치거나, 요소의 자료형을 xs:double, xs:long처럼 이 수를 담을 수 있는 것으로 바꾸십시오",
    ),
    why=Sentence(
        "rounding or cutting it would change what the plant measured",
        "반올림하거나 자르면 현장에서 잰 값이 달라집니다",
    ),
    spec="XML Schema Part 2, 3.3.13 to 3.3.25",
)
NOT_A_TIME: Final = Rule(
    code="VAL003",
    name="not-a-time",
    severity=Severity.ERROR,
    message=Sentence(
        "{cell} is not a date or time in the form {pattern}",
        "{cell}은(는) {pattern} 형식의 날짜·시각이 아니거나 달력에 없습니다",
    ),
    hint=Sentence(
        "give the time pattern in the mapping, for example yyyy-MM-dd a h:mm:ss, or correct the cell",
        "매핑에 시각 형식(예: yyyy-MM-dd a h:mm:ss)을 적거나 셀을 고치십시오",
    ),
    why=Sentence(
        "a record whose time is not known cannot be put in order or joined with others",
        "시각을 알 수 없는 기록은 순서를 정하거나 다른 자료와 이을 수 없습니다",
    ),
    spec="XML Schema Part 2, 3.2.6 to 3.2.14",
)
NOT_IN_CODE_LIST: Final = Rule(
    code="VAL004",
    name="not-in-code-list",
    severity=Severity.ERROR,
    message=Sentence("{cell} is not in the code list ({codes})", "{cell}은(는) 코드 목록({codes})에 없습니다"),
    hint=Sentence(
        "add the word to the codes of the column in the mapping, or correct the cell",
        "매핑에서 이 열의 코드 목록에 단어를 추가하거나 셀을 고치십시오",
    ),
    why=Sentence(
        "a word without a meaning in the model would be guessed at by every reader",
        "모델에 뜻이 정해지지 않은 단어는 읽는 사람마다 다르게 해석합니다",
    ),
)
CONTROL_CHARACTER: Final = Rule(
    code="VAL005",
    name="control-character",
    severity=Severity.ERROR,
    message=Sentence(
        "{cell} holds a control character ({character})", "{cell}에 제어 문자({character})가 들어 있습니다"
    ),
    hint=Sentence(
        "remove the character at its source, or choose the right encoding",
        "원본에서 그 문자를 지우거나 올바른 문자 인코딩을 지정하십시오",
    ),
    why=Sentence("no XML document can hold it", "이 문자는 어떤 XML 문서에도 넣을 수 없습니다"),
    spec="XML 1.0, 2.2 Characters; AASd-130",
)
NOT_YES_OR_NO: Final = Rule(
    code="VAL006",
    name="not-a-boolean",
    severity=Severity.ERROR,
    message=Sentence("{cell} is neither yes nor no", "{cell}은(는) 예/아니오로 읽을 수 없습니다"),
    hint=Sentence(
        "say in the mapping which word is true and which is false",
        "매핑에서 어떤 단어가 참이고 어떤 단어가 거짓인지 정하십시오",
    ),
    why=Sentence(
        "OK, NG, 0 and 1 mean good at one plant and bad at the next",
        "OK·NG·0·1의 뜻은 공장마다 반대일 수 있습니다",
    ),
    spec="XML Schema Part 2, 3.2.2",
)
SKIPPED_TIME: Final = Rule(
    code="VAL008",
    name="skipped-local-time",
    severity=Severity.ERROR,
    message=Sentence(
        "{cell} does not exist in {zone}, the clock was put forward over it",
        "{cell}은(는) {zone}에 없는 시각입니다(서머타임으로 건너뜀)",
    ),
    hint=Sentence("check the time zone in the mapping", "매핑의 시간대를 확인하십시오"),
    why=Sentence(
        "the machine's clock ran in another zone, so all its times are off by an hour or more",
        "설비 시계가 다른 시간대로 맞춰져 있어 모든 시각이 한 시간 이상 어긋났을 수 있습니다",
    ),
)
NOT_OF_TYPE: Final = Rule(
    code="VAL007",
    name="not-of-type",
    severity=Severity.ERROR,
    message=Sentence("{cell} is not a valid {type}", "{cell}은(는) 올바른 {type} 값이 아닙니다"),
    hint=Sentence(
        "correct the cell, or map the column to an element of another type",
        "셀을 고치거나 열을 다른 자료형의 요소에 연결하십시오",
    ),
    why=NOT_A_NUMBER.why,
    spec="XML Schema Part 2, 3",
)
IMPLAUSIBLE: Final = Rule(
    code="VAL010",
    name="implausible",
    severity=Severity.WARNING,
    message=Sentence("{cell} is outside {low} to {high} {unit}", "{cell}은(는) {low}~{high} {unit} 범위를 벗어납니다"),
    hint=Sentence(
        "look at the sensor, or list the number under missing values if the plant uses it for no reading",
        "센서를 확인하고, 측정 없음을 뜻하는 수라면 매핑의 결측값 목록에 넣으십시오",
    ),
    why=Sentence(
        "a number no machine of this kind reaches is usually a fault, a placeholder or another unit",
        "이런 설비에서 나올 수 없는 수는 대개 고장, 표시용 수 또는 다른 단위입니다",
    ),
)

FORMS: Final = {
    "xs:dateTime": "yyyy-MM-dd H:mm:ss",
    "xs:date": "yyyy-MM-dd",
    "xs:time": "H:mm:ss",
    "xs:gYear": "yyyy",
    "xs:gYearMonth": "yyyy-MM",
    "xs:gMonthDay": "--MM-dd",
    "xs:gMonth": "--MM",
    "xs:gDay": "---dd",
}
"""What is read without a pattern, for messages."""


def why_bad(cell: str, spec: ValueSpec, where: Location = Location()) -> Diagnostic:  # noqa: B008 (frozen)
    """Return the finding for a cell that is not null and got no text."""
    shown: dict[str, object] = {"cell": quoted(cell), "type": spec.value_type}
    control = pl.Series([cell]).str.extract(f"({NOT_XML})").item()
    if control is not None:
        return Diagnostic(CONTROL_CHARACTER, where, shown | {"character": f"U+{ord(control):04X}"})
    if spec.codes:
        codes = ", ".join(dict.fromkeys(word for word, _ in spec.codes))
        return Diagnostic(NOT_IN_CODE_LIST, where, shown | {"codes": codes})
    if spec.value_type in NUMBERS:
        return Diagnostic(NOT_AN_INTEGER if is_number(cell, spec) else NOT_A_NUMBER, where, shown)
    if spec.value_type == "xs:boolean":
        return Diagnostic(NOT_YES_OR_NO, where, shown)
    if spec.value_type in TIMES or spec.value_type in PARTS_OF_DATES:
        if spec.time.zone is not None and is_time_elsewhere(cell, spec):
            return Diagnostic(SKIPPED_TIME, where, shown | {"zone": spec.time.zone})
        return Diagnostic(NOT_A_TIME, where, shown | {"pattern": spec.time.pattern or FORMS[spec.value_type]})
    return Diagnostic(NOT_OF_TYPE, where, shown)


def why_implausible(cell: str, spec: ValueSpec, where: Location = Location()) -> Diagnostic:  # noqa: B008 (frozen)
    """Return the finding for a number outside the allowed range of the spec."""
    low = high = "…"
    if spec.allowed_range is not None:
        low, high = spec.allowed_range.low or low, spec.allowed_range.high or high
    return Diagnostic(IMPLAUSIBLE, where, {"cell": quoted(cell), "low": low, "high": high, "unit": spec.unit})


def is_number(cell: str, spec: ValueSpec) -> bool:
    """Say whether a cell is a number at all, whatever its size."""
    text = plain(tidied(pl.Series([cell])), spec.number, unit_suffix(spec.units))
    return bool(text.cast(pl.Float64, strict=False).is_not_null().item()) and not text.str.contains("^$").item()


def is_time_elsewhere(cell: str, spec: ValueSpec) -> bool:
    """Say whether a bad time would be good without its zone."""
    anywhere = compile_reading(replace(spec, time=replace(spec.time, zone=None)))
    return canonical(pl.Series([cell]), anywhere).item() is not None


def quoted(cell: str, longest: int = 40) -> str:
    """Return a cell for a message: in quotation marks, one line, not longer than `longest` characters."""
    text = repr(cell)[1:-1].replace("\\'", "'")
    return f'"{text if len(text) <= longest else text[:longest] + "…"}"'
