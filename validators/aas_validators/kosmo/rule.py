"""How a rule of the profile is written: with the guide and section that ask for it."""

from __future__ import annotations

from typing import Final

from aas_validators.diagnostics import Rule, Sentence, Severity

GUIDES: Final = {
    "G1": "AAS 신규작성 가이드",
    "G2": "필드데이터 수집 가이드",
    "G3": "클라우드 수집저장 가이드",
    "G4": "AAS 검증 가이드",
    "G5": "레퍼런스 모델 활용 가이드",
    "G6": "장비 공급기업용 테크니컬 모델 가이드",
    "G7": "스마트 제조 실행체계 적용 가이드",
    "EDU": "교육 자료",
    "PARSER": "AAS Parser V3.0",
    "WINP": "AAS Parser for Windows",
    "MM": "IDTA-01001",
}
"""The papers and programs that ask for something, by what they are called here."""


def profile_rule(
    number: int,
    name: str,
    message: tuple[str, str],
    hint: tuple[str, str],
    why: tuple[str, str],
    source: str,
    severity: Severity = Severity.ERROR,
) -> Rule:
    """Return the rule KSMnnn; each text is given in English and Korean, `source` as `G1 5.4`."""
    guide, _, section = source.partition(" ")
    texts = (Sentence(*message), Sentence(*hint), Sentence(*why))
    return Rule(f"KSM{number:03}", name, severity, *texts, spec=f"{GUIDES[guide]} {section}".rstrip())
