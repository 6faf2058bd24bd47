"""What can happen to a value on its way from one form of AAS to another."""

from __future__ import annotations

from typing import Final

from aas_validators.diagnostics import Rule, Sentence, Severity

NOT_CARRIED: Final = Rule(
    code="SCH311",
    name="value-not-carried",
    severity=Severity.ERROR,
    message=Sentence(
        "{attribute} {value} has no form in the result and is left out",
        "{attribute} {value}은(는) 결과 형식으로 표현할 수 없어 제외했습니다",
    ),
    hint=Sentence(
        "check the source with aas validate and correct what it names",
        "aas validate로 원본을 검사하고 지적된 곳을 고치십시오",
    ),
    why=Sentence(
        "The metamodel does not know it, so another form has no place for it.",
        "메타모델에 없는 값이라 다른 형식에는 담을 자리가 없습니다.",
    ),
    spec="IDTA-01001",
)
