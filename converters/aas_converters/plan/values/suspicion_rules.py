"""The rules about a column as a whole."""

from __future__ import annotations

from typing import Final

from aas_validators.diagnostics import Rule, Sentence, Severity

SCALED: Final = Rule(
    code="VAL011",
    name="column-in-another-unit",
    severity=Severity.WARNING,
    message=Sentence(
        "{outside} of {rows} numbers are outside {low} to {high} {unit}; {change} would bring them in",
        "{rows}개 중 {outside}개가 {low}~{high} {unit} 범위 밖이며, {change}(으)로 바꾸면 범위에 들어옵니다",
    ),
    hint=Sentence(
        "ask who runs the machine, then give the column's unit or scale in the mapping",
        "설비 담당자에게 확인한 뒤 매핑에 열의 단위나 배율을 적으십시오",
    ),
    why=Sentence(
        "a unit or a fixed point nobody wrote down makes every number wrong by the same factor",
        "적혀 있지 않은 단위나 고정 소수점 때문에 모든 값이 같은 배수만큼 틀리게 됩니다",
    ),
)
OUTSIDE_ALTOGETHER: Final = Rule(
    code="VAL012",
    name="column-outside-range",
    severity=Severity.WARNING,
    message=Sentence(
        "{outside} of {rows} numbers are outside {low} to {high} {unit}; no usual unit or scale helps",
        "{rows}개 중 {outside}개가 {low}~{high} {unit} 범위 밖이고, 흔한 단위나 배율로도 들어오지 않습니다",
    ),
    hint=Sentence(
        "check that the column is mapped to the right element and that no column is shifted",
        "열이 맞는 요소에 연결되었는지, 열이 밀리지 않았는지 확인하십시오",
    ),
    why=Sentence(
        "a header that lost one comma gives every later column the name of its neighbour",
        "머리글에서 쉼표 하나만 빠져도 그 뒤의 모든 열이 옆 열의 이름을 갖게 됩니다",
    ),
)
FILLED_WITH_ONE_VALUE: Final = Rule(
    code="VAL013",
    name="column-filled-with-one-value",
    severity=Severity.WARNING,
    message=Sentence(
        "{share} of the numbers are {cell}, outside {low} to {high} {unit}",
        "값의 {share}가 {cell}(으)로, {low}~{high} {unit} 범위 밖입니다",
    ),
    hint=Sentence(
        "check the sensor; if the number stands for no reading, list it under missing values",
        "센서를 점검하고, 측정 없음을 뜻하는 수라면 매핑의 결측값 목록에 넣으십시오",
    ),
    why=Sentence(
        "a broken sensor repeats one number, and any mean over it is meaningless",
        "고장 난 센서는 같은 수만 내보내므로 평균을 내도 뜻이 없습니다",
    ),
)
UNUSED: Final = Rule(
    code="VAL014",
    name="column-of-zeros",
    severity=Severity.INFO,
    message=Sentence("all {rows} numbers are zero", "{rows}개 값이 모두 0입니다"),
    hint=Sentence(
        "leave the column out of the mapping if the channel is not connected",
        "연결되지 않은 채널이라면 매핑에서 이 열을 빼십시오",
    ),
    why=Sentence("an unused channel is no measurement", "쓰지 않는 채널의 값은 측정값이 아닙니다"),
)
MOSTLY_ANOTHER_KIND: Final = Rule(
    code="VAL015",
    name="column-of-another-kind",
    severity=Severity.ERROR,
    message=Sentence(
        "{share} of the cells do not fit {type}, such as {cell}",
        "셀의 {share}가 {type}에 맞지 않습니다(예: {cell})",
    ),
    hint=Sentence(
        "columns may be shifted: compare the header with the first rows, then check the mapping",
        "열이 밀렸을 수 있습니다. 머리글과 첫 행들을 비교한 뒤 매핑을 확인하십시오",
    ),
    why=OUTSIDE_ALTOGETHER.why,
)
CODES_OF_ANOTHER: Final = Rule(
    code="VAL016",
    name="codes-of-another-element",
    severity=Severity.ERROR,
    message=Sentence(
        "{share} of the cells do not fit {type}, they are codes of {element}, such as {cell}",
        "셀의 {share}가 {type}에 맞지 않고 {element}의 코드입니다(예: {cell})",
    ),
    hint=MOSTLY_ANOTHER_KIND.hint,
    why=OUTSIDE_ALTOGETHER.why,
)
AMBIGUOUS_DAY: Final = Rule(
    code="VAL017",
    name="ambiguous-date-order",
    severity=Severity.WARNING,
    message=Sentence(
        "day and month cannot be told apart; read as {pattern}, could also be {others}",
        "일과 월의 순서를 알 수 없어 {pattern}(으)로 읽었습니다. {others}일 수도 있습니다",
    ),
    hint=Sentence("give the time pattern in the mapping", "매핑에 시각 형식을 적으십시오"),
    why=Sentence(
        "3/4 is the third of April at one plant and the fourth of March at another",
        "3/4은 어떤 공장에서는 3월 4일이고 어떤 공장에서는 4월 3일입니다",
    ),
)
AMBIGUOUS_NUMBER: Final = Rule(
    code="VAL018",
    name="ambiguous-comma",
    severity=Severity.WARNING,
    message=Sentence(
        "the comma may part thousands or decimals; read as thousands",
        "쉼표가 천 단위 구분인지 소수점인지 알 수 없어 천 단위로 읽었습니다",
    ),
    hint=Sentence("give the decimal sign in the mapping", "매핑에 소수점 기호를 적으십시오"),
    why=Sentence(
        "1,234 is a thousand or a little more than one",
        "1,234는 천이 넘는 수일 수도, 1보다 조금 큰 수일 수도 있습니다",
    ),
)
