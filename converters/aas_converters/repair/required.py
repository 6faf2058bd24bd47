"""Add what the metamodel demands and take away what it forbids beside it."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from aas_converters.interchange.migrate import CATEGORIES, DATA_ELEMENTS, SAFE_IN_URI
from aas_converters.repair.work import Repair, Work, change, external, keep, repair_rule
from aas_validators.document.finding import Finding
from aas_validators.metamodel.walk import Node

ADDED: Final = repair_rule(
    26,
    "missing-attribute-added",
    ("{attribute} is missing and becomes {after}", "빠져 있는 {attribute}을(를) {after}(으)로 채웁니다"),
    ("The metamodel demands it.", "메타모델에서 필수입니다."),
)
CATEGORY: Final = repair_rule(
    27,
    "category-moved",
    ("category {before} becomes {after}", "category {before}을(를) {after}(으)로 바꿉니다"),
    (
        "3.0 knows CONSTANT, PARAMETER and VARIABLE; anything else is kept as an extension.",
        "3.0의 category는 CONSTANT, PARAMETER, VARIABLE뿐입니다. 다른 값은 확장(extension)에 남깁니다.",
    ),
    spec="AASd-090",
)
ADMINISTRATION: Final = repair_rule(
    28,
    "version-corrected",
    ("{attribute} {before} becomes {after}", "{attribute} {before}을(를) {after}(으)로 바꿉니다"),
    (
        "Version and revision are numbers without leading zeros; a revision needs a version.",
        "version과 revision은 앞에 0이 없는 숫자여야 하고, revision에는 version이 필요합니다.",
    ),
    spec="AASd-005",
)
CONTENT_TYPE: Final = repair_rule(
    29,
    "content-type-corrected",
    ("contentType {before} becomes {after}", "contentType {before}을(를) {after}(으)로 바꿉니다"),
    ("Readers choose by it how to open the file.", "프로그램은 이 값으로 파일을 여는 방법을 정합니다."),
)
ASIDE: Final = repair_rule(
    31,
    "contradicting-attribute-removed",
    (
        "{attribute} {before} does not go with {after} and is removed",
        "{attribute} {before}은(는) {after}과(와) 함께 쓸 수 없어 제거합니다",
    ),
    ("Two statements exclude each other.", "두 내용은 함께 있을 수 없습니다."),
    spec="AASd-118, AASd-119, AASd-129, AASc-3a-010",
)
PATH: Final = repair_rule(
    32,
    "path-escaped",
    ("{attribute} {before} becomes {after}", "{attribute} {before}을(를) {after}(으)로 바꿉니다"),
    (
        "A path is a URI: blanks and letters beyond ASCII are written with %; it names the same file.",
        "경로는 URI이므로 공백과 ASCII 밖의 글자는 %로 씁니다. 가리키는 파일은 같습니다.",
    ),
    spec="RFC 2396",
)
ENTITY: Final = repair_rule(
    37,
    "entity-and-asset-fitted",
    ("{attribute} {before} becomes {after}", "{attribute} {before}을(를) {after}(으)로 바꿉니다"),
    (
        "An entity that manages itself is an asset and has its identifier, one or several; any other has none.",
        "SelfManagedEntity는 자산이므로 자산 식별자가 있어야 하고, 그 밖의 엔터티에는 없어야 합니다.",
    ),
    spec="AASd-014",
)
NUMBER: Final = re.compile(r"0|[1-9]\d{0,3}")
MEDIA: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+/[!#$%&'*+\-.^_`|~0-9A-Za-z]+.*")
UNKNOWN_TYPE: Final = "application/octet-stream"


def content_type(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the content type of a file, by its name where it has none or one that is none."""
    before = node.text("contentType")
    if node.name not in ("File", "Blob", "Resource") or (before and MEDIA.fullmatch(before)):
        return
    if before is None and (work.version != "3.0" or node.name == "Resource"):
        return  # may be missing
    name = node.text("path" if node.name == "Resource" else "value") or "" if node.name != "Blob" else ""
    named = mimetypes.guess_type(f"a.{(before or '').strip().strip('.').lower()}")[0]
    after = named or mimetypes.guess_type(name.lower())[0] or UNKNOWN_TYPE
    yield change(CONTENT_TYPE, node, "contentType", before, after)
    if before and not named:
        keep(node, "contentType", before)
    node.value["contentType"] = after


def path(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the escaping of a path that is no URI."""
    attribute = {"File": "value", "Resource": "path"}.get(node.name)
    before = node.text(attribute) if attribute else None
    if attribute and before and (after := quote(before, safe=SAFE_IN_URI)) != before:
        yield change(PATH, node, attribute, before, after)
        node.value[attribute] = after


def added(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the adding of attributes without which nothing can be read."""
    for attribute, value in missing(node, work.version):
        yield change(ADDED, node, attribute, None, value if isinstance(value, str) else "unknown")
        node.value[attribute] = value


def missing(node: Node, version: str) -> Iterator[tuple[str, Any]]:
    """Yield the attributes that a node must have and does not, with what they become."""
    value = node.value
    match node.name:
        case "AssetAdministrationShell" if not isinstance(value.get("assetInformation"), dict):
            yield "assetInformation", {"assetKind": "NotApplicable", "globalAssetId": f"{value.get('id')}/asset"}
        case "AssetInformation" if "assetKind" not in value:
            yield "assetKind", "NotApplicable"
        case "Property" | "Range" if "valueType" not in value:
            yield "valueType", "xs:string"
        case "Qualifier" if "valueType" not in value or "type" not in value:
            yield from (
                (name, {"valueType": "xs:string"}.get(name, "Qualifier"))
                for name in ("type", "valueType")
                if name not in value
            )
        case "Extension" if "name" not in value:
            yield "name", "Extension"
        case "Entity" if "entityType" not in value and version == "3.0":
            yield "entityType", "CoManagedEntity"
        case "RelationshipElement" | "AnnotatedRelationshipElement" if version == "3.0":
            yield from ((end, external("unknown")) for end in ("first", "second") if end not in value)
        case "ValueReferencePair" if "valueId" not in value and version == "3.0":
            yield "valueId", external(str(value.get("value", "unknown")))
        case "SpecificAssetId":
            yield from ((name, "unknown") for name in ("name", "value") if name not in value)
        case "OperationVariable" if "value" not in value:
            yield "value", {"modelType": "Capability", "idShort": "Variable"}


def category(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the change of a category that 3.0 does not know."""
    before = node.text("category")
    if before is None or node.name not in DATA_ELEMENTS or before in CATEGORIES or work.version != "3.0":
        return
    after = before.strip().upper()
    if after in CATEGORIES:
        yield change(CATEGORY, node, "category", before, after)
        node.value["category"] = after
    else:
        yield change(CATEGORY, node, "category", before, "extension")
        del node.value["category"]
        keep(node, "category", before)


def administration(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the correction of version and revision."""
    if node.name != "AdministrativeInformation":
        return
    for attribute in ("version", "revision"):
        before = node.text(attribute)
        if before is None or NUMBER.fullmatch(before):
            continue
        found = re.search(r"\d{1,4}", before.strip().lstrip("vV0") or "0")
        after = str(int(found.group())) if found else "0"
        yield change(ADMINISTRATION, node, attribute, before, after)
        if not re.fullmatch(rf"0*{after}", before.strip()):
            keep(node, attribute, before)
        node.value[attribute] = after
    if "revision" in node.value and "version" not in node.value:
        yield change(ADMINISTRATION, node, "version", None, "0")
        node.value["version"] = "0"


def aside(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the removal of what contradicts something beside it; its texts are kept."""
    value = node.value
    if "supplementalSemanticIds" in value and "semanticId" not in value:
        held: Any = value.pop("supplementalSemanticIds")
        if isinstance(held, list) and held:
            yield change(ASIDE, node, "supplementalSemanticIds", held[0], "semanticId")
            value["semanticId"] = held[0]
            if held[1:]:
                value["supplementalSemanticIds"] = held[1:]
    if node.name == "DataSpecificationIec61360" and "value" in value and "valueList" in value:
        text = str(value.pop("value"))
        yield change(ASIDE, node, "value", text, "valueList")
        keep(node, "value", text)
    if node.name == "Qualifier" and value.get("kind") == "TemplateQualifier" and not in_template(node):
        yield change(ASIDE, node, "kind", "TemplateQualifier", "Instance")
        value["kind"] = "ConceptQualifier"


def entity(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the change of an entity whose type and asset do not fit together."""
    if node.name != "Entity":
        return
    one, several, kind = (
        node.value.get("globalAssetId"),
        node.value.get("specificAssetIds"),
        node.value.get("entityType"),
    )
    if kind == "SelfManagedEntity" and not one and not several:
        yield change(ENTITY, node, "entityType", kind, "CoManagedEntity")
        node.value["entityType"] = "CoManagedEntity"
    elif kind == "CoManagedEntity" and (one or several):
        yield change(ENTITY, node, "entityType", kind, "SelfManagedEntity")
        node.value["entityType"] = "SelfManagedEntity"
    if isinstance(several, list) and several and isinstance(one, str):
        yield change(ENTITY, node, "globalAssetId", one, "specificAssetIds")
        node.value["specificAssetIds"] = [*several, {"name": "assetId", "value": node.value.pop("globalAssetId")}]


def in_template(node: Node) -> bool:
    """Say whether a node is in a submodel that is a template."""
    here: Node | None = node
    while here is not None and here.name != "Submodel":
        here = here.parent
    return here is None or here.value.get("kind") == "Template"


REPAIRS: Final = (
    Repair(ADDED, added),
    Repair(CATEGORY, category),
    Repair(ADMINISTRATION, administration),
    Repair(CONTENT_TYPE, content_type),
    Repair(PATH, path),
    Repair(ASIDE, aside),
    Repair(ENTITY, entity),
)
