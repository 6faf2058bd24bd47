"""What can be wrong with a reference model as a file: a rule for each kind of problem that reading or checking finds.

The words of a finding come from the problem itself, because only it knows the element and the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from aas_reference_models.problem import Problem
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

SPEC: Final = "model language 1"


def model_rule(number: int, name: str, why_en: str, why_ko: str, severity: Severity = Severity.ERROR) -> Rule:
    """Return the rule MODnnn."""
    return Rule(
        code=f"MOD{number:03}",
        name=name,
        severity=severity,
        message=Sentence("{message_en}", "{message_ko}"),
        hint=Sentence("{hint_en}", "{hint_ko}"),
        why=Sentence(why_en, why_ko),
        spec=SPEC,
    )


NOT_READ: Final = (
    "Nothing of the model is used until the file can be read.",
    "파일을 읽을 수 있어야 모델을 쓸 수 있습니다.",
)
NOT_KNOWN: Final = (
    "What is not understood is not guessed, so the model would say less than its author meant.",
    "알 수 없는 말은 짐작하지 않으므로, 작성자가 뜻한 내용이 모델에서 빠집니다.",
)
UNCLEAR: Final = (
    "The model works, but the next reader cannot tell what is meant.",
    "모델은 동작하지만 다음 사람이 뜻을 알 수 없습니다.",
)
TWO_MEANINGS: Final = (
    "A value would land in one of two places, and nobody could say in which.",
    "값이 두 곳 가운데 어디로 들어갈지 알 수 없게 됩니다.",
)

KINDS: Final = {
    "yaml-syntax": model_rule(1, "model-yaml-syntax", *NOT_READ),
    "yaml-encoding": model_rule(2, "model-yaml-encoding", *NOT_READ),
    "yaml-too-deep": model_rule(3, "model-yaml-too-deep", *NOT_READ),
    "yaml-second-document": model_rule(4, "model-yaml-second-document", *NOT_READ),
    "yaml-alias": model_rule(
        5,
        "model-yaml-alias",
        "An alias repeats an element, and a repeated element has no meaning of its own.",
        "별칭은 요소를 그대로 되풀이하는데, 되풀이된 요소는 고유한 뜻을 갖지 못합니다.",
    ),
    "yaml-tag": model_rule(6, "model-yaml-tag", *NOT_KNOWN),
    "yaml-key": model_rule(7, "model-yaml-key", *NOT_KNOWN),
    "yaml-duplicate-key": model_rule(
        8,
        "model-yaml-duplicate-key",
        "Of two keys of one name only one would count.",
        "같은 이름의 키가 둘이면 하나만 쓰입니다.",
    ),
    "missing-key": model_rule(
        10,
        "model-missing-key",
        "Without it the submodel cannot be named or built.",
        "이 항목이 없으면 서브모델의 이름을 짓거나 구성할 수 없습니다.",
    ),
    "unknown-key": model_rule(11, "model-unknown-key", *NOT_KNOWN),
    "unknown-word": model_rule(12, "model-unknown-word", *NOT_KNOWN),
    "wrong-type": model_rule(13, "model-wrong-type", *NOT_KNOWN),
    "wrong-form": model_rule(14, "model-wrong-form", *NOT_KNOWN),
    "wrong-key": model_rule(
        15,
        "model-wrong-key",
        "The key becomes an idShort, which has letters, digits and underscores only.",
        "키는 idShort가 되므로 영문자, 숫자, 밑줄만 쓸 수 있습니다.",
    ),
    "item": model_rule(
        20,
        "model-list-item",
        "A list is typed by what it holds.",
        "목록은 담는 내용에 따라 자료형이 정해집니다.",
    ),
    "elements": model_rule(
        21,
        "model-elements-below",
        "Only collections and entities hold named elements.",
        "이름 있는 요소는 컬렉션과 엔티티에만 담을 수 있습니다.",
    ),
    "concept-twice": model_rule(
        22,
        "model-concept-twice",
        "Two elements of one concept mean the same to every program that reads them.",
        "개념이 같은 두 요소는 읽는 프로그램에게 같은 것이 됩니다.",
    ),
    "unknown-unit": model_rule(
        23,
        "model-unknown-unit",
        "A unit that is not known cannot be converted or compared.",
        "모르는 단위는 환산하거나 비교할 수 없습니다.",
    ),
    "range-number": model_rule(24, "model-range-number", *NOT_KNOWN),
    "range-order": model_rule(
        25,
        "model-range-order",
        "Every value would be outside of an empty range.",
        "범위가 비어 있으면 모든 값이 범위를 벗어납니다.",
    ),
    "unknown-code-list": model_rule(26, "model-unknown-code-list", *NOT_KNOWN),
    "unknown-vocabulary": model_rule(
        27,
        "model-unknown-vocabulary",
        "A reference counts only with its source.",
        "참조는 출처를 알 수 있어야 의미가 있습니다.",
    ),
    "unknown-header": model_rule(
        28,
        "model-unknown-header",
        "All models share one header, so that time and machine mean the same everywhere.",
        "모든 모델이 공통 정보를 함께 써야 시각과 설비의 뜻이 어디서나 같습니다.",
    ),
    "unknown-element": model_rule(
        29,
        "model-unknown-element",
        "Rows cannot be grouped by what the model does not have.",
        "모델에 없는 요소로는 행을 묶을 수 없습니다.",
    ),
    "shape": model_rule(
        30,
        "model-shape",
        "Rows could not be turned into submodels as the model says.",
        "모델에 적힌 방식으로는 행을 서브모델로 만들 수 없습니다.",
    ),
    "missing-text": model_rule(40, "model-missing-text", *UNCLEAR),
    "id-short": model_rule(
        41,
        "model-id-short",
        "The Korean programme accepts names that begin with a capital letter.",
        "국내 사업에서는 영문 대문자로 시작하는 이름만 받습니다.",
    ),
    "missing-unit": model_rule(
        42,
        "model-missing-unit",
        "A measured number without unit can be read as anything.",
        "단위가 없는 측정값은 무엇으로도 읽힐 수 있습니다.",
    ),
    "not-a-number": model_rule(
        43,
        "model-not-a-number",
        "Text has no unit and no range.",
        "글자에는 단위나 범위가 없습니다.",
    ),
    "missing-example": model_rule(44, "model-missing-example", *UNCLEAR),
    "bad-example": model_rule(
        45,
        "model-bad-example",
        "People copy examples, mistakes included.",
        "예시는 틀린 것까지 그대로 복사됩니다.",
    ),
    "code-twice": model_rule(46, "model-code-twice", *TWO_MEANINGS),
    "two-faced-word": model_rule(
        47,
        "model-two-faced-word",
        "In the next plant the same word may mean the opposite.",
        "다른 공장에서는 같은 말이 반대 뜻일 수 있습니다.",
    ),
    "alias-twice": model_rule(48, "model-alias-twice", *TWO_MEANINGS),
    "folder-name": model_rule(
        50,
        "model-folder-name",
        "A model is looked up by the name of its folder.",
        "모델은 폴더 이름으로 찾습니다.",
    ),
    "name-taken": model_rule(
        51,
        "model-name-taken",
        "Which of the two is used depends on the folders that are named on the command line.",
        "어느 쪽이 쓰일지는 명령에 준 폴더에 따라 달라집니다.",
        Severity.WARNING,
    ),
    "bundled-ids": model_rule(
        52,
        "model-with-our-ids",
        "Ids that begin with the toolkit's own base may one day be given to something else.",
        "툴킷의 기본 주소로 시작하는 식별자는 나중에 다른 뜻으로 쓰일 수 있습니다.",
        Severity.WARNING,
    ),
}
"""The rule of each kind of problem."""

RULES: Final = tuple(KINDS.values())


def model_diagnostics(problems: Iterable[Problem]) -> Iterator[Diagnostic]:
    """Yield the problems of a model file as diagnostics. Raises KeyError for a kind without a rule."""
    for problem in problems:
        yield Diagnostic(
            KINDS[problem.kind],
            Location(file=problem.file, line=problem.line or None, column=problem.column if problem.line else None),
            {
                "message_en": problem.message_en,
                "message_ko": problem.message_ko,
                "hint_en": problem.hint_en or "correct the line",
                "hint_ko": problem.hint_ko or "이 줄을 고치십시오",
            },
            severity_override=Severity.WARNING if problem.severity == "warning" else None,
        )
