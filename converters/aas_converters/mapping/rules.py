"""What can be wrong with a mapping as a file, before it meets a model or a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from aas_reference_models.problem import Problem
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

BAD_MAPPING: Final = Rule(
    code="MAP001",
    name="bad-mapping-file",
    severity=Severity.ERROR,
    message=Sentence("the mapping cannot be used: {message_en}", "매핑을 사용할 수 없습니다: {message_ko}"),
    hint=Sentence("{hint_en}", "{hint_ko}"),
    why=Sentence(
        "A mapping that is not understood would fill elements with the wrong columns.",
        "잘못 읽힌 매핑은 엉뚱한 열의 값을 요소에 넣게 됩니다.",
    ),
    spec="mapping language 1",
)

UNKNOWN_MODEL: Final = Rule(
    code="MAP032",
    name="unknown-model",
    severity=Severity.ERROR,
    message=Sentence("{message_en}", "{message_ko}"),
    hint=Sentence("{hint_en}", "{hint_ko}"),
    why=Sentence(
        "Without its model nothing of the mapping can be checked.", "모델이 없으면 매핑을 전혀 검사할 수 없습니다."
    ),
    spec="mapping language 1, model",
)


def diagnostics_of(rule: Rule, problems: Iterable[Problem]) -> Iterator[Diagnostic]:
    """Yield the problems of a YAML file of ours as diagnostics of a rule that passes their words on."""
    for problem in problems:
        yield Diagnostic(
            rule,
            Location(file=problem.file, line=problem.line, column=problem.column),
            {
                "message_en": problem.message_en,
                "message_ko": problem.message_ko,
                "hint_en": problem.hint_en or "correct the line",
                "hint_ko": problem.hint_ko or "이 줄을 고치십시오",
            },
            severity_override=Severity.WARNING if problem.severity == "warning" else None,
        )
