"""What elements mean: a semantic id for each, an IRDI where there is one, and a concept description for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aas_validators.diagnostics import Sentence, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.kosmo.patterns import PUBLISHED, is_irdi, is_own_uri, is_uri, plain_irdi
from aas_validators.kosmo.plant import Plant, semantic_id
from aas_validators.kosmo.rule import profile_rule
from aas_validators.metamodel.walk import Node

NO_SEMANTIC_ID = profile_rule(
    20,
    "property-without-semantic-id",
    (
        "the property has no semanticId",
        "Property에 시맨틱 식별자(semanticId)가 없습니다",
    ),
    (
        "look for an IRDI in ECLASS or IEC CDD; if there is none, use an own URI",
        "ECLASS나 IEC CDD에서 IRDI를 찾고, 없으면 자체 URI를 쓰십시오",
    ),
    ("Without it nobody but you knows what is measured.", "식별자가 없으면 값의 의미를 다른 사람이 알 수 없습니다."),
    "G1 4.2.1, 4.1.7; G6 A.2",
)
NOT_AN_ID = profile_rule(
    21,
    "semantic-id-form",
    (
        "the semanticId of {name}, {value}, is neither an IRDI nor a URI",
        "{name}의 semanticId {value}은(는) IRDI도 URI도 아닙니다",
    ),
    (
        "use an IRDI such as 0173-1#02-AAO677#002 or a URI with https://",
        "0173-1#02-AAO677#002 같은 IRDI나 https://로 시작하는 URI를 쓰십시오",
    ),
    ("Words such as no_data mean nothing to other systems.", "no_data 같은 말은 다른 시스템에서 의미가 없습니다."),
    "G1 5.6",
)
OWN_FORM = profile_rule(
    22,
    "own-uri-form",
    (
        "the own URI {value} has not the form https://domain/namespace/version/revision/ShortId",
        "자체 URI {value}이(가) https://도메인/이름공간/버전/개정/ShortId 형식이 아닙니다",
    ),
    (
        "write it as https://your-domain/ids/1/0/ShortId: a name at the end, no blanks, query or last slash",
        "https://회사도메인/ids/1/0/ShortId처럼 끝에 이름을 쓰고, 공백·물음표·끝 슬래시를 빼십시오",
    ),
    (
        "The programme's dictionary splits own ids at these places.",
        "이 사업의 로컬 사전은 이 형식에 따라 식별자를 나눕니다.",
    ),
    "G1 5.6",
)
UNCLEAN_IRDI = profile_rule(
    23,
    "irdi-not-plain",
    ("the IRDI {value} has blanks or a path around it", "IRDI {value}의 앞뒤에 공백이나 경로가 붙어 있습니다"),
    ("write {plain}", "{plain}(으)로 쓰십시오"),
    ("Ids are compared letter by letter.", "식별자는 글자 그대로 비교됩니다."),
    "G1 5.6",
    Severity.WARNING,
)
IRDI_EXISTS = profile_rule(
    24,
    "irdi-exists",
    (
        "{name} has the own id {value}, but there is the IRDI {irdi}",
        "{name}에 자체 URI {value}을(를) 썼지만 IRDI {irdi}이(가) 있습니다",
    ),
    (
        "use the IRDI if definition, unit and data type fit",
        "정의·단위·데이터 타입이 맞으면 IRDI를 쓰십시오",
    ),
    (
        "Official ids come first; own ones are for what no dictionary has.",
        "공식 식별자가 우선이며, 자체 URI는 사전에 없을 때만 씁니다.",
    ),
    "G1 4.2.1, 4.1.7, 5.6",
    Severity.WARNING,
)
NO_CONCEPT = profile_rule(
    27,
    "no-concept-description",
    (
        "there is no concept description for {value}, the semanticId of {name}",
        "{name}의 semanticId {value}에 대한 ConceptDescription이 없습니다",
    ),
    (
        "add one with name, definition, data type and unit",
        "이름·정의·데이터 타입·단위를 담은 ConceptDescription을 추가하십시오",
    ),
    ("The package says what its ids mean, form and unit.", "패키지 안에서 의미, 형식, 단위를 알 수 있어야 합니다."),
    "G1 4.1.8; G5 6.4.1",
)
NO_GROUP_SEMANTICS = profile_rule(
    29,
    "group-without-semantic-id",
    (
        "the {kind} has no semanticId",
        "{kind}에 semanticId가 없습니다",
    ),
    ("give it an own URI if there is no published one", "공개된 식별자가 없으면 자체 URI를 부여하십시오"),
    (
        "Submodels and collections are found by meaning, not by name.",
        "서브모델과 컬렉션도 이름이 아니라 의미로 찾습니다.",
    ),
    "G1 A.1; G5 6.1.5",
)

KNOWN: Final = {
    "ManufacturerName": "0173-1#02-AAO677#002",
    "SupplierName": "0173-1#02-AAO735#003",
    "SerialNumber": "0173-1#02-AAO236#002",
    "DateOfManufacture": "0173-1#02-AAR972#002",
    "CountryCode": "0173-1#02-AAO730#001",
    "Street": "0173-1#02-AAO128#002",
    "PostalCode": "0112/2///61360_4#ADA014#001",
    "Phone": "0112/2///61360_4#ADA009#001",
    "Fax": "0112/2///61360_4#ADA011#001",
    "URL": "0173-1#02-AAO694#001",
    "ManufacturerProductDesignation": "0173-1#02-AAW338#001",
    "YearOfConstruction": "0173-1#02-AAP906#001",
    "Weight": "0173-1#02-AAV691#002",
    "EnergyConsumption": "0173-1#02-AAV810#001",
    "TypeOfInterface": "0173-1#02-AAN578#003",
    "NumberOfInterfaces": "0173-1#02-AAO494#002",
    "MaxResponseTime": "0173-1#02-BAC625#006",
    "SamplingInterval": "0173-1#02-AAM764#003",
}
"""IRDIs that the programme's guides and samples use, by the short name of the concept."""

GROUPS: Final = {
    "Submodel": Sentence("submodel", "서브모델"),
    "SubmodelElementCollection": Sentence("collection", "컬렉션"),
}


def check_semantic_ids(plant: Plant) -> Iterator[Finding]:
    """Yield what is wrong with the semantic ids of submodels and elements."""
    for node in plant.nodes:
        if "semanticId" not in node.value and node.name not in ("Property", *GROUPS):
            continue
        value, name = semantic_id(node.value), name_of(node)
        if not value:
            if node.value.get("semanticId"):
                yield Finding(NOT_AN_ID, (*node.pointer, "semanticId"), {"name": name, "value": "''"})
            elif node.name == "Property":
                yield Finding(NO_SEMANTIC_ID, node.pointer)
            elif node.name in GROUPS:
                yield Finding(NO_GROUP_SEMANTICS, node.pointer, {"kind": GROUPS[node.name]})
            continue
        yield from check_form(node, value, name)


def name_of(node: Node) -> str:
    """Return what a sentence calls an element: the items of a list go by the list."""
    list_ = node.parent.text("idShort") if node.parent else None
    return shown(node.text("idShort") or (f"{list_}[{node.pointer[-1]}]" if list_ else node.name))


def check_form(node: Node, value: str, name: str) -> Iterator[Finding]:
    """Yield what is wrong with how a semantic id is written."""
    at = (*node.pointer, "semanticId")
    if is_irdi(value):
        return
    if plain := plain_irdi(value):
        yield Finding(UNCLEAN_IRDI, at, {"value": shown(value), "plain": plain})
    elif not is_uri(value):
        yield Finding(NOT_AN_ID, at, {"name": name, "value": shown(value)})
    elif not is_own_uri(value) and value.lower().startswith("http"):
        # the programme's own submodels do not keep its form
        severity = Severity.WARNING if node.name in GROUPS else None
        yield Finding(OWN_FORM, at, {"value": shown(value)}, severity=severity)
    elif node.name == "Property" and not PUBLISHED.fullmatch(value) and (irdi := KNOWN.get(value.rsplit("/")[-1])):
        yield Finding(IRDI_EXISTS, at, {"name": name, "value": shown(value), "irdi": irdi})


def check_concepts_there(plant: Plant) -> Iterator[Finding]:
    """Yield semantic ids without a concept description, each once."""
    seen: set[str] = set()
    for node in plant.nodes:
        value = semantic_id(node.value)
        if value and value not in seen and value not in plant.concepts and (is_irdi(value) or is_uri(value)):
            seen.add(value)
            values = {"value": shown(value), "name": name_of(node)}
            yield Finding(NO_CONCEPT, (*node.pointer, "semanticId"), values)


CHECKS: Final = (check_semantic_ids, check_concepts_there)
