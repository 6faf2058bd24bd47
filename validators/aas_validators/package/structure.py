"""The AASX skeleton: one origin, environments below it, targets that exist."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from aas_validators.diagnostics import Severity
from aas_validators.document.finding import shown
from aas_validators.package.relationships import SIGNATURE, TARGET_MISSING, Relationship
from aas_validators.package.rule import AASX, package_rule
from aas_validators.syntax.text_encoding import Flaw

NO_ORIGIN = package_rule(
    40,
    "no-origin",
    ("the package has no relationship of type aasx-origin", "패키지에 aasx-origin 관계가 없습니다"),
    ("save the package with an AASX tool", "AASX 도구로 다시 저장하십시오"),
    (
        "Readers start at the origin and open an empty package without it.",
        "프로그램은 origin에서 시작하므로 빈 패키지로 열립니다.",
    ),
    spec=AASX,
)
TWO_ORIGINS = package_rule(
    41,
    "several-origins",
    ("the package has {number} relationships of type aasx-origin", "aasx-origin 관계가 {number}개 있습니다"),
    ("keep one of them", "하나만 남기십시오"),
    (
        "Readers follow one of them and miss what the others hold.",
        "프로그램은 하나만 따라가고 나머지 내용을 놓칩니다.",
    ),
    spec=AASX,
)
NO_ENVIRONMENT = package_rule(
    42,
    "no-environment",
    (
        "no relationship of type aas-spec leads from the origin to an environment",
        "origin에서 aas-spec 관계로 연결된 환경 파일이 없습니다",
    ),
    ("add the environment and its relationship", "환경 파일과 그 관계를 추가하십시오"),
    ("Readers open the package as empty.", "프로그램이 빈 패키지로 엽니다."),
    spec=AASX,
)
SPLIT_ENVIRONMENT = package_rule(
    43,
    "split-environment",
    (
        "the package splits a shell over parts (aas-spec-split)",
        "AAS가 여러 파트로 나뉘어 있습니다 (aas-spec-split)",
    ),
    ("put everything into one environment part", "모든 내용을 하나의 환경 파트에 넣으십시오"),
    (
        "Splitting is no longer allowed, and most readers ignore these parts.",
        "분할은 더 이상 허용되지 않으며 대부분의 프로그램이 무시합니다.",
    ),
    severity=Severity.WARNING,
    spec=AASX,
)
CORE_PROPERTIES_TWICE = package_rule(
    44,
    "several-core-properties",
    ("the package has more than one core properties part", "핵심 속성(core properties) 파트가 둘 이상입니다"),
    ("keep one of them", "하나만 남기십시오"),
    ("OPC readers refuse such a package.", "OPC 프로그램은 이런 패키지를 거부합니다."),
)
SIGNED = package_rule(
    45,
    "signature-not-verified",
    (
        "the package is signed; the signature was not verified",
        "패키지에 서명이 있으나 서명을 검증하지 않았습니다",
    ),
    ("verify it with a tool for OPC signatures", "OPC 서명 도구로 검증하십시오"),
    ("A changed package keeps its old signature.", "패키지를 변경해도 이전 서명이 남아 있을 수 있습니다."),
    severity=Severity.INFO,
)

CORE_PROPERTIES = "metadata/core-properties"


def check_structure(
    relationships: Sequence[Relationship], find: Callable[[str], str | None]
) -> Iterator[tuple[str | None, Flaw]]:
    """Yield, with the part it is about, what the skeleton of the package lacks."""
    origins = [r for r in relationships if r.source == "/" and r.role == "aasx-origin"]
    if not origins:
        yield None, Flaw(NO_ORIGIN, {})
    if len(origins) > 1:
        yield None, Flaw(TWO_ORIGINS, {"number": len(origins)})
    for relationship in relationships:
        if relationship.target is not None and find(relationship.target) is None:
            yield relationship.source, Flaw(TARGET_MISSING, {"target": shown(relationship.target)})
    if origins and not any(r.role == "aas-spec" for r in relationships):
        yield None, Flaw(NO_ENVIRONMENT, {})
    if any(r.role == "aas-spec-split" for r in relationships):
        yield None, Flaw(SPLIT_ENVIRONMENT, {})
    if sum(r.type.endswith(CORE_PROPERTIES) for r in relationships) > 1:
        yield None, Flaw(CORE_PROPERTIES_TWICE, {})
    if any(r.type.startswith(SIGNATURE) for r in relationships):
        yield None, Flaw(SIGNED, {})
