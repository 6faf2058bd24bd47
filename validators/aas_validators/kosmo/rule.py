"""How a rule of the profile is written: with the guide and section that ask for it."""

from __future__ import annotations

from typing import Final

from aas_validators.diagnostics import Rule, Sentence, Severity

GUIDES: Final = {
    "G1": "AAS 신규작성 가이드(KOSMO guide 1)",
    "G2": "필드데이터 수집 가이드(KOSMO guide 2)",
    "G5": "레퍼런스 모델 활용 가이드(KOSMO guide 5)",
    "G6": "장비 공급기업용 테크니컬 모델 가이드(KOSMO guide 6)",
    "EDU": "교육 자료(KOSMO lecture)",
    "PARSER": "AAS Parser V3.0",
    "WINP": "AAS Parser for Windows",
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
    """Return the rule KSMnnn; each text is given in English and Korean, `source` as `G1 5.4; G6 A.2`."""
    texts = (Sentence(*message), Sentence(*hint), Sentence(*why))
    spec = "; ".join(clause(one) for one in source.split("; "))
    return Rule(f"KSM{number:03}", name, severity, *texts, spec=spec)


def clause(source: str) -> str:
    """Return where something is asked for, in full."""
    guide, _, section = source.partition(" ")
    return f"{GUIDES[guide]} {section}".rstrip()
