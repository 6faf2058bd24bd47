"""Which part of the check a rule belongs to: what a dashboard shows as one test of a file."""

from __future__ import annotations

from typing import Final

from aas_validators.diagnostics import Diagnostic, Rule, Sentence
from aas_validators.layers import Layer

AREAS: Final = {
    Layer.PACKAGE: Sentence("package", "패키지"),
    Layer.SYNTAX: Sentence("syntax", "문법"),
    Layer.SCHEMA: Sentence("schema", "스키마"),
    Layer.CONSTRAINTS: Sentence("constraints", "제약 조건"),
    Layer.REFERENCES: Sentence("references", "참조"),
    Layer.VALUES: Sentence("values", "값"),
    Layer.TEMPLATE: Sentence("template", "템플릿"),
    Layer.OWN: Sentence("own rules", "자체 규칙"),
}
"""Unknown attributes count to the schema here: nobody looks for them elsewhere."""

FAMILIES: Final = {
    "PKG": Layer.PACKAGE,
    "SCH": Layer.SCHEMA,
    "AAS": Layer.CONSTRAINTS,
    "TPL": Layer.TEMPLATE,
    "KSM": Layer.TEMPLATE,
}
"""Any other family is of rules that somebody added."""
SYNTAX_RULES: Final = frozenset("02")
"""SCH0.. is about the text, SCH2.. about what kind of document it is; both end the check early."""
EXCEPTIONS: Final = {
    **dict.fromkeys(("AAS507", "AAS508", "AAS509", "AAS510", "AAS511"), Layer.REFERENCES),
    **dict.fromkeys(("SCH301", "SCH302"), Layer.SYNTAX),
    **dict.fromkeys(("PKG060", "PKG061", "PKG062", "PKG063"), Layer.REFERENCES),
    **dict.fromkeys(("AAS502", "AAS504", "AAS506", "TPL005", "TPL006"), Layer.VALUES),
}


def area_of(rule: Rule) -> Layer:
    """Return the part of the check that a rule belongs to."""
    if rule.code in EXCEPTIONS:
        return EXCEPTIONS[rule.code]
    if rule.code.startswith("SCH") and rule.code[3] in SYNTAX_RULES:
        return Layer.SYNTAX
    return FAMILIES.get(rule.code[:3], Layer.OWN)


def by_area(findings: list[Diagnostic]) -> dict[Layer, list[Diagnostic]]:
    """Return findings by the part of the check, every part with a list, in the order of the check."""
    found: dict[Layer, list[Diagnostic]] = {area: [] for area in AREAS}
    for finding in findings:
        found[area_of(finding.rule)].append(finding)
    return found
