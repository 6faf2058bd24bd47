"""What writing a package anew puts right in it: relationships and content types of older tools."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aas_converters.interchange.content import Content
from aas_converters.repair.work import repair_rule
from aas_validators.diagnostics import Diagnostic, Location, Sentence, Severity

PACKAGE_REWRITTEN: Final = repair_rule(
    39,
    "package-rewritten",
    ("the package is written anew, without: {problem}", "패키지를 새로 씁니다. 해소되는 문제: {problem}"),
    (
        "Relationship types with www., parts without content type and the like close a package to strict readers.",
        "www.가 붙은 관계 형식이나 contentType이 없는 파트가 있으면 엄격한 프로그램이 패키지를 열지 못합니다.",
    ),
    ("keep the old file until the new one is checked", "새 파일을 확인할 때까지 원래 파일을 보관하십시오"),
    "IDTA-01005",
)


def package_changes(content: Content) -> Iterator[Diagnostic]:
    """Yield what is wrong with the package of a content, and is not in what is written from it."""
    for finding in content.package.findings if content.package is not None else ():
        if finding.severity >= Severity.WARNING:
            where = Location(file=content.file, part=finding.where.part)
            problem = Sentence(finding.text("en"), finding.text("ko"))
            yield Diagnostic(PACKAGE_REWRITTEN, where, {"problem": problem})
