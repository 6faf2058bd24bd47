"""Tell which metamodel version a document has, and what it holds: an environment, an instance or a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from aas_validators.diagnostics import Rule, Sentence, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Json
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS, VERSIONS, class_of_element, shapes
from aas_validators.positions.xml_places import local_name

READABLE_VERSIONS = ", ".join(VERSIONS)

NOT_AAS = Rule(
    code="SCH201",
    name="not-an-aas-file",
    severity=Severity.ERROR,
    message=Sentence("this is no AAS file: {problem}", "AAS 파일이 아닙니다: {problem}"),
    hint=Sentence(
        "give an AASX package, or AAS in JSON, XML or RDF",
        "AASX 패키지나 AAS JSON, XML, RDF 파일을 지정하십시오",
    ),
    why=Sentence("Nothing in it can be read as AAS.", "AAS로 읽을 수 있는 내용이 없습니다."),
)

OTHER_METAMODEL = Rule(
    code="SCH202",
    name="other-metamodel",
    severity=Severity.ERROR,
    message=Sentence(
        f"this is AAS metamodel {{version}}; {READABLE_VERSIONS} can be checked",
        f"AAS 메타모델 {{version}} 파일입니다 (검사 가능: {READABLE_VERSIONS})",
    ),
    hint=Sentence(
        "bring 2.0 to 3.0 with aas migrate, other versions with the AASX Package Explorer",
        "2.0은 aas migrate로, 다른 버전은 AASX Package Explorer 등으로 3.0이나 3.1로 변환하십시오",
    ),
    why=Sentence(
        "Readers of another version open such a file as empty, or not at all.",
        "다른 버전의 프로그램은 이런 파일을 빈 파일로 열거나 열지 못합니다.",
    ),
    spec="IDTA-01001",
)

UNKNOWN_NAMESPACE = Rule(
    code="SCH204",
    name="unknown-namespace",
    severity=Severity.ERROR,
    message=Sentence(
        "the root element {root} is in the namespace {namespace}, not in that of AAS",
        "루트 요소 {root}의 네임스페이스가 AAS가 아니라 {namespace}입니다",
    ),
    hint=Sentence(
        "use https://admin-shell.io/aas/3/0 or https://admin-shell.io/aas/3/1",
        "https://admin-shell.io/aas/3/0 또는 https://admin-shell.io/aas/3/1을 쓰십시오",
    ),
    why=Sentence(
        "The namespace says which metamodel is meant; with another one readers find nothing.",
        "네임스페이스로 메타모델 버전을 정하므로, 다르면 아무것도 읽지 못합니다.",
    ),
    spec="IDTA-01001, XML mapping",
)

UNKNOWN_ROOT = Rule(
    code="SCH205",
    name="unknown-root",
    severity=Severity.ERROR,
    message=Sentence("the document is {root}, not {expected}", "문서가 {root}입니다 (필요한 것: {expected})"),
    hint=Sentence(
        "if it is AAS, add modelType, or name its class (--root Submodel)",
        "AAS 파일이면 modelType을 추가하거나 클래스를 지정하십시오 (--root Submodel)",
    ),
    why=Sentence(
        "Without its class nothing can be said about the content.",
        "클래스를 모르면 내용을 검사할 수 없습니다.",
    ),
)

OTHER_THAN_ASKED = Rule(
    code="SCH206",
    name="metamodel-other-than-asked",
    severity=Severity.ERROR,
    message=Sentence(
        "the file is metamodel {version}, asked was for {asked}",
        "파일은 메타모델 {version}인데 {asked} 검사를 요청했습니다",
    ),
    hint=Sentence(
        "check with metamodel {version}, or convert the file",
        "메타모델 {version}(으)로 검사하거나 변환하십시오",
    ),
    why=Sentence(
        "A reader of metamodel {asked} opens the file as empty.",
        "메타모델 {asked} 프로그램은 이 파일을 빈 파일로 엽니다.",
    ),
)

NAMESPACE = re.compile(r"https?://(?:www\.)?admin-shell\.io/aas/(\d+)/(\d+)/?")

MARKERS = {
    "submodelElements": "Submodel",
    "assetInformation": "AssetAdministrationShell",
    "isCaseOf": "ConceptDescription",
    "keys": "Reference",
}
"""Attributes that tell a class where modelType does not."""


NAMELESS = Sentence("an object without modelType", "modelType이 없는 객체")
ANY_INSTANCE = Sentence("an environment or an instance of a class", "환경이나 AAS 클래스의 인스턴스")
ANY_ELEMENT = Sentence("an AAS element", "AAS 요소")


@dataclass(frozen=True, slots=True)
class Root:
    """What a document holds: an instance of a class, or a list of instances of one."""

    name: str
    is_list: bool = False

    def __str__(self) -> str:
        return f"list of {self.name}" if self.is_list else self.name


def version_of_xml(root: etree._Element) -> str | None:
    """Return the metamodel version a root element's namespace names, e.g. `2.0`."""
    namespace = etree.QName(root).namespace or ""
    match = NAMESPACE.fullmatch(namespace)
    exact = match is not None and (namespace.startswith("https://admin-shell.io/aas/") or match.group(1) in "12")
    return f"{match.group(1)}.{match.group(2)}" if match and exact and not namespace.endswith("/") else None


def root_of_xml(root: etree._Element, metamodel: str) -> Root | None:
    """Return what a root element holds."""
    name = local_name(root)
    if name in ENVIRONMENT_LISTS:
        return Root(ENVIRONMENT_LISTS[name], is_list=True)
    found = class_of_element(metamodel).get(name)
    return Root(found) if found else None


def root_of_json(value: Json) -> Root | None:
    """Return what a JSON document holds, by modelType, else by attributes only one class has."""
    if isinstance(value, list):
        names = {found.name for item in value if (found := root_of_json(item)) is not None}
        return Root(names.pop(), is_list=True) if len(names) == 1 else None
    if not isinstance(value, dict):
        return None
    named = value.get("modelType")
    if isinstance(named, str):
        return Root(named) if named in shapes(VERSIONS[-1]) else None
    environment = shapes(VERSIONS[-1])["Environment"].attributes
    if not value or any(isinstance(value.get(name), list) for name in environment) or set(value) <= set(environment):
        return Root("Environment")
    for marker, name in MARKERS.items():
        if marker in value:
            return Root(name)
    fitting = [
        name
        for name, shape in shapes(VERSIONS[-1]).items()
        if not shape.model_type and set(value) <= set(shape.attributes)
    ]
    return Root(fitting[0]) if len(fitting) == 1 else None


def old_json(value: Json) -> str | None:
    """Return `1.0` or `2.0` for JSON of these metamodels, which wrote modelType as an object and listed assets.

    Only metamodel 1 called an identifier a URI."""
    if not isinstance(value, dict):
        return None
    version = "1.0" if any(kind == "URI" for kind in id_types(value)) else "2.0"
    if isinstance(value.get("assets"), list):
        return version
    for name in ("submodels", "assetAdministrationShells", "conceptDescriptions"):
        held = value.get(name)
        first = held[0] if isinstance(held, list) and held else None
        if isinstance(first, dict) and ("identification" in first or isinstance(first.get("modelType"), dict)):
            return version
    return None


def id_types(value: Json) -> Iterator[Json]:
    """Yield what old JSON says of the kinds of its identifiers."""
    for held in value.values() if isinstance(value, dict) else ():
        for item in held if isinstance(held, list) else ():
            identification = item.get("identification") if isinstance(item, dict) else None
            if isinstance(identification, dict):
                yield identification.get("idType")


def newer_json(value: Json) -> bool:
    """Return whether JSON uses what only metamodel 3.2 has."""
    waiting: list[Json] = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            if item.get("modelType") == "DataSpecificationUom" or item.get("assetKind") == "Batch":
                return True
            administration = item.get("administration")
            if isinstance(administration, dict) and {"createdAt", "updatedAt"} & administration.keys():
                return True
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return False


def unknown_root(value: Json, root: Root | str | None, expected: Sentence = ANY_INSTANCE) -> Finding:
    """Return the finding for a document that is not of the class asked for, or of none that is `expected`."""
    nameless = isinstance(value, dict) and "modelType" not in value
    found = value["modelType"] if isinstance(value, dict) and not nameless else value
    said = {"root": NAMELESS if nameless else shown(found), "expected": str(root) if root else expected}
    return Finding(UNKNOWN_ROOT, (), said)
