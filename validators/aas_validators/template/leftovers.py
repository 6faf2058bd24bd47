"""Find what an instance still has of its template: names with placeholders, qualifiers for the one who fills in."""

from __future__ import annotations

from collections.abc import Iterator

from aas_validators.diagnostics import Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Pointer
from aas_validators.template.pairing import BRACES, PLACEHOLDER, Instance
from aas_validators.template.qualifiers import is_smt
from aas_validators.template.rules import template_rule

PLACEHOLDER_LEFT = template_rule(
    15,
    "placeholder-left",
    (
        "the idShort {element} still has the placeholder {found}",
        "idShort {element}에 자리표시자 {found}이(가) 남아 있습니다",
    ),
    ("replace it by a counter, for example 01", "01과 같은 일련번호로 바꾸십시오"),
    (
        "A placeholder is the template's word for a counter.",
        "자리표시자는 일련번호를 넣으라는 템플릿의 표시입니다.",
    ),
    severity=Severity.WARNING,
)
QUALIFIER_LEFT = template_rule(
    16,
    "template-qualifier-left",
    ("the instance still has the template qualifier {type}", "인스턴스에 템플릿 Qualifier {type}이(가) 남아 있습니다"),
    ("remove the qualifier from the instance", "인스턴스에서 Qualifier를 제거하십시오"),
    (
        "Template qualifiers are instructions for filling in; an instance is filled in.",
        "템플릿 Qualifier는 작성 지침이며, 인스턴스는 이미 작성된 것입니다.",
    ),
    severity=Severity.WARNING,
    spec="AASd-119, AASd-129",
)


def check_leftovers(instance: Instance, pointer: Pointer) -> Iterator[Finding]:
    """Yield what one element or submodel still has of a template.

    `__00__` may be meant as the first number, braces never; the kind TemplateQualifier is an error of the
    metamodel's own rules."""
    name = instance.get("idShort")
    found = PLACEHOLDER.search(name) if isinstance(name, str) else None
    if found:
        severity = None if BRACES.search(found[0]) else Severity.INFO
        values = {"element": shown(name), "found": shown(found[0])}
        yield Finding(PLACEHOLDER_LEFT, (*pointer, "idShort"), values, severity=severity)
    qualifiers = instance.get("qualifiers")
    for number, qualifier in enumerate(qualifiers if isinstance(qualifiers, list) else ()):
        if not isinstance(qualifier, dict) or qualifier.get("kind") == "TemplateQualifier":
            continue
        kind = qualifier.get("type")
        if isinstance(kind, str) and is_smt(kind):
            yield Finding(QUALIFIER_LEFT, (*pointer, "qualifiers", number), {"type": shown(kind)})
