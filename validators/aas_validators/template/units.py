"""Compare the units that the concept descriptions of a file state with those of its models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aas_reference_models.model import Model, Unit, walk
from aas_reference_models.units import unit_named
from aas_validators.diagnostics import Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.template.pairing import Instance, trimmed
from aas_validators.template.rules import template_rule

OTHER_UNIT = template_rule(
    19,
    "unit-other-than-model",
    (
        "the concept {concept} has the unit {found}, the model {expected}",
        "개념 {concept}의 단위가 {found}입니다 (모델: {expected})",
    ),
    (
        "convert the values to {expected}, or use a concept of your own",
        "값을 {expected}(으)로 환산하거나 별도의 개념을 쓰십시오",
    ),
    (
        "Values of two plants are compared although they are in different units.",
        "단위가 다른 값이 공장 간에 그대로 비교됩니다.",
    ),
    severity=Severity.WARNING,
    spec="IEC 61360, unit",
)


def check_units(environment: Json, models: Iterable[Model]) -> Iterator[Finding]:
    """Yield concept descriptions whose unit is another one than that of the model element of the same semanticId.

    Units that nobody knows are not compared."""
    expected: dict[str, Unit] = {}
    for model in models:
        for _, element in walk(model.elements):
            if element.unit and element.semantic_id:
                expected.setdefault(trimmed(element.semantic_id), element.unit)
    if not expected:
        return
    for pointer, identifier, content in concept_contents(environment):
        wanted, text = expected.get(identifier), content.get("unit")
        found = unit_named(text) if wanted and isinstance(text, str) else None
        if wanted and found and found.ucum != wanted.ucum:
            values = {"concept": shown(identifier), "found": shown(text), "expected": wanted.symbol}
            yield Finding(OTHER_UNIT, (*pointer, "unit"), values)


def concept_contents(environment: Json) -> Iterator[tuple[Pointer, str, Instance]]:
    """Yield the IEC 61360 contents of an environment with the id of their concept description."""
    held = environment.get("conceptDescriptions") if isinstance(environment, dict) else None
    for number, concept in enumerate(held if isinstance(held, list) else ()):
        if not isinstance(concept, dict) or not isinstance(identifier := concept.get("id"), str):
            continue
        specifications = concept.get("embeddedDataSpecifications")
        for position, one in enumerate(specifications if isinstance(specifications, list) else ()):
            content = one.get("dataSpecificationContent") if isinstance(one, dict) else None
            if isinstance(content, dict):
                here = ("conceptDescriptions", number, "embeddedDataSpecifications", position)
                yield (*here, "dataSpecificationContent"), trimmed(identifier), content
