"""Read an IDTA submodel template (JSON, XML or AASX; kind Template) as a model.

Published templates have slips: stray blanks, cardinalities in many spellings, qualifiers nobody specified. They
are read for what they mean and reported; an element without a cardinality demands nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from aas_reference_models.model import Cardinality, Element, Kind, Model, Text
from aas_reference_models.units import unit_named
from aas_validators.diagnostics import Diagnostic, Location, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.limits import DEFAULT_LIMITS, Limits
from aas_validators.template.documents import findings_in, open_documents, submodels_in
from aas_validators.template.pairing import (
    NESTED,
    Instance,
    has_blanks,
    instances,
    reference_id,
    supplemental_ids,
)
from aas_validators.template.qualifiers import read_qualifiers
from aas_validators.template.rules import template_rule
from aas_validators.template.units import concept_contents
from aas_validators.template.written import written_references

NO_TEMPLATE = template_rule(
    30,
    "no-template-in-file",
    ("there is no submodel of kind Template in the file", "파일에 kind가 Template인 서브모델이 없습니다"),
    ("give a submodel template or the name of a reference model", "서브모델 템플릿이나 참조 모델 이름을 지정하십시오"),
    ("Nothing can be compared with it.", "비교할 기준이 없습니다."),
)
ELEMENT_LEFT_OUT = template_rule(
    34,
    "template-element-unusable",
    (
        "the template element {element} has no known modelType and is left out",
        "템플릿 요소 {element}의 modelType을 알 수 없어 제외합니다",
    ),
    ("correct the template", "템플릿을 고치십시오"),
    (
        "Instances of the element count as additional elements.",
        "이 요소의 인스턴스는 추가 요소로 처리됩니다.",
    ),
    severity=Severity.WARNING,
)
BLANKS_IN_ID = template_rule(
    35,
    "template-id-with-blanks",
    ("the semanticId {id} begins or ends with blanks", "semanticId {id}의 앞뒤에 공백이 있습니다"),
    ("remove the blanks", "공백을 지우십시오"),
    (
        "Programs that compare the id exactly do not find the element.",
        "id를 그대로 비교하는 프로그램은 요소를 찾지 못합니다.",
    ),
    severity=Severity.INFO,
)

KINDS: Final = {str(kind): kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """The models of the templates in a file, and what could not be understood."""

    models: tuple[Model, ...]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the elements of one document share while they are read."""

    concepts: Mapping[str, Instance]
    findings: list[Finding] = field(default_factory=list)


def read_templates(source: bytes | Path, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> TemplateFile:
    """Return the models of all templates in a file; the same template as JSON and XML counts once.

    Findings are about what demands nothing because it is not understood. Raises OSError if the file cannot be
    read."""
    shown_name = name or (None if isinstance(source, bytes) else str(source))
    models: dict[str, Model] = {}
    findings: list[Diagnostic] = []
    for opened in open_documents(source, shown_name, limits):
        findings.extend(opened.findings)
        if opened.document is None:
            continue
        value = opened.document.value
        reading = Reading(concepts(value))
        for pointer, submodel in submodels_in(value):
            if submodel.get("kind") == "Template":
                model = model_of(submodel, pointer, reading, shown_name or "")
                models.setdefault(model.id, model)
        findings.extend(findings_in(opened.document, reading.findings))
    if not models and not any(finding.severity is Severity.ERROR for finding in findings):
        findings.append(Diagnostic(NO_TEMPLATE, Location(file=shown_name)))
    return TemplateFile(tuple(models.values()), tuple(findings))


def check_as_template(submodel: Instance, pointer: Pointer) -> Iterator[Finding]:
    """Yield what cannot be understood in a submodel that is a template."""
    if submodel.get("kind") == "Template":
        reading = Reading({})
        model_of(submodel, pointer, reading, "")
        yield from reading.findings


def concepts(value: Json) -> dict[str, Instance]:
    """Return the IEC 61360 contents of an environment by the id of their concept description."""
    found: dict[str, Instance] = {}
    for _, identifier, content in concept_contents(value):
        found.setdefault(identifier, content)
    return found


def model_of(submodel: Instance, pointer: Pointer, reading: Reading, source: str) -> Model:
    """Return the model of a template submodel."""
    name = text(submodel.get("idShort"))
    administration = submodel.get("administration")
    about = administration if isinstance(administration, dict) else {}
    version = ".".join(part for part in (text(about.get("version")), text(about.get("revision"))) if part)
    return Model(
        id=text(submodel.get("id")) or name,
        version=version,
        semantic_id=meaning(submodel, pointer, reading) or "",
        id_short=name,
        title=texts(submodel.get("displayName")),
        description=texts(submodel.get("description")),
        elements=tuple(elements_of(instances(submodel, "submodelElements", pointer), reading)),
        source=source,
        template_id=text(about.get("templateId")) or None,
        supplemental_semantic_ids=tuple(supplemental_ids(submodel)),
        written=written_references(submodel),
    )


def elements_of(
    held: Iterable[tuple[Pointer, Instance]], reading: Reading, inherited: str | None = None
) -> Iterator[Element]:
    """Yield the elements a parent holds; those of a list may inherit its semanticId."""
    for pointer, instance in held:
        kind = instance.get("modelType")
        if isinstance(kind, str) and kind in KINDS:
            yield element_of(instance, KINDS[kind], pointer, reading, inherited)
        else:
            name = shown(instance.get("idShort") or kind)
            reading.findings.append(Finding(ELEMENT_LEFT_OUT, pointer, {"element": name}))


def element_of(instance: Instance, kind: Kind, pointer: Pointer, reading: Reading, inherited: str | None) -> Element:
    """Return one element with everything below it."""
    identifier = meaning(instance, pointer, reading) or inherited
    concept = reading.concepts.get(identifier or "", {})
    qualified = read_qualifiers(instance.get("qualifiers"), (*pointer, "qualifiers"), reading.findings)
    said = text(concept.get("unit"))
    unit = unit_named(said)
    attribute = NESTED.get(kind)
    listed = reference_id(instance.get("semanticIdListElement")) if kind is Kind.SUBMODEL_ELEMENT_LIST else None
    held = instances(instance, attribute, pointer) if attribute else []
    return Element(
        id_short=text(instance.get("idShort")),
        kind=kind,
        semantic_id=identifier,
        supplemental_semantic_ids=tuple(supplemental_ids(instance)),
        name=texts(instance.get("displayName")) or texts(concept.get("preferredName")),
        definition=texts(instance.get("description")) or texts(concept.get("definition")),
        cardinality=qualified.cardinality or Cardinality.ZERO_TO_MANY,
        value_type=text(instance.get("valueType")) or None,
        unit=unit,
        unknown_unit=said if said and unit is None else None,
        example=next(iter(qualified.demands.examples), None),
        elements=tuple(elements_of(held, reading, listed)),
        content_type=text(instance.get("contentType")) or None,
        demands=qualified.demands,
        list_kind=text(instance.get("typeValueListElement")) or None,
        list_value_type=text(instance.get("valueTypeListElement")) or None,
        list_semantic_id=listed,
        written=written_references(instance),
        described=identifier in reading.concepts,
    )


def meaning(instance: Instance, pointer: Pointer, reading: Reading) -> str | None:
    """Return the semanticId of an instance without stray blanks, which are reported."""
    reference = instance.get("semanticId")
    if has_blanks(reference):
        values = {"id": shown(reference_id(reference))}
        reading.findings.append(Finding(BLANKS_IN_ID, (*pointer, "semanticId"), values))
    return reference_id(reference)


def texts(value: Json) -> Text:
    """Return a list of language strings as a text."""
    pairs = [
        (language, said)
        for one in (value if isinstance(value, list) else ())
        if isinstance(one, dict)
        and isinstance(language := one.get("language"), str)
        and isinstance(said := one.get("text"), str)
    ]
    return Text(tuple(sorted(pairs, key=lambda pair: not pair[0].startswith("en"))))


def text(value: Json) -> str:
    """Return a value if it is a text, without blanks around it; else an empty text."""
    return value.strip() if isinstance(value, str) else ""
