"""Repairs for one purpose, done only when asked for: what the file may mean, but nobody demands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from aas_converters.interchange.renaming import rename_in
from aas_converters.interchange.write import compact
from aas_converters.repair.identity import identifiables
from aas_converters.repair.work import Repair, Work, change, repair_rule
from aas_validators.document.finding import Finding, shown
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.metamodel.walk import Node, walk

VALUE: Final = repair_rule(
    40,
    "missing-value-added",
    ("the value is missing and becomes {after}", "빠져 있는 값을 {after}(으)로 채웁니다"),
    (
        "The Korean programme's parser stops at a Property without value; a number gets 0, which nobody measured.",
        "KOSMO 프로그램의 파서는 값이 없는 Property에서 멈춥니다. 숫자에는 측정값이 아닌 0이 들어갑니다.",
    ),
    ("write the value of the machine", "설비의 실제 값을 쓰십시오"),
)
ALIAS: Final = repair_rule(
    41,
    "submodel-name-of-the-guides",
    ("the idShort {before} becomes {after}", "idShort {before}을(를) {after}(으)로 바꿉니다"),
    ("The guides of the Korean programme name the submodel so.", "KOSMO 안내서에서 쓰는 서브모델 이름입니다."),
    ("check programs that look for the old name", "이전 이름을 찾는 프로그램을 확인하십시오"),
    "G1 4.2.2",
)
TEMPLATE: Final = repair_rule(
    42,
    "kind-template",
    ("{attribute} becomes {after}", "{attribute}을(를) {after}(으)로 바꿉니다"),
    (
        "A file without any value describes a type of machine, not one machine.",
        "값이 하나도 없는 파일은 설비 한 대가 아니라 설비의 종류를 나타냅니다.",
    ),
)
UNIQUE_ID: Final = repair_rule(
    43,
    "id-made-unique",
    ("the id {before} becomes {after}", "ID {before}을(를) {after}(으)로 바꿉니다"),
    (
        "Files made from one template have the ids of the template, so no two fit into one repository.",
        "한 템플릿으로 만든 파일은 ID가 모두 같아 한 저장소에 함께 등록할 수 없습니다.",
    ),
)
NEUTRAL: Final = {
    "xs:string": "", "xs:boolean": "false", "xs:date": "1970-01-01", "xs:dateTime": "1970-01-01T00:00:00Z",
    "xs:time": "00:00:00", "xs:anyURI": "", "xs:duration": "PT0S", "xs:hexBinary": "", "xs:base64Binary": "",
    "xs:gYear": "1970", "xs:gMonth": "--01", "xs:gDay": "---01", "xs:gYearMonth": "1970-01", "xs:gMonthDay": "--01-01",
    "xs:positiveInteger": "1", "xs:negativeInteger": "-1",
}  # fmt: skip
"""A value that says nothing, by type; 0 for the other numbers."""
ALIASES: Final = {
    "TechnicalData": re.compile("Technical_Data|Techinical_Data"),
    "OperationalData": re.compile("Operational_Data|OperationData|OpreationData"),
    "Documentation": re.compile("Document|ManufacturerDocumentation"),
}


def add_value(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the adding of a value to a property without one."""
    if node.name == "Property" and "value" not in node.value:
        after = NEUTRAL.get(node.text("valueType") or "xs:string", "0")
        yield change(VALUE, node, "value", None, after)
        node.value["value"] = after


def rename_submodels(work: Work) -> Iterator[Finding]:
    """Give submodels the names of the guides."""

    def name_of(node: Node) -> str | None:
        name = node.text("idShort")
        if node.name != "Submodel" or name is None:
            return name
        return next((good for good, alias in ALIASES.items() if alias.fullmatch(name)), name)

    for node, before, after in rename_in(work.environment, name_of):
        yield Finding(ALIAS, (*work.place(node), "idShort"), {"before": shown(before), "after": shown(after)})


def template_kind(work: Work) -> Iterator[Finding]:
    """Call a file without any value what it is: submodels templates, assets types."""
    nodes = list(walk(work.environment, "Environment", VERSIONS[-1]))
    if any(node.text("value") for node in nodes if node.name == "Property"):
        return
    for node in nodes:
        attribute, after = {"Submodel": ("kind", "Template"), "AssetInformation": ("assetKind", "Type")}.get(
            node.name, ("", "")
        )
        if attribute and node.value.get(attribute) != after:
            found = change(TEMPLATE, node, attribute, node.value.get(attribute), after)
            yield Finding(TEMPLATE, work.place(node), found.values)
            node.value[attribute] = after


def unique_ids(work: Work) -> Iterator[Finding]:
    """Put the serial number, else a digest of the content, behind the ids of shells, assets and submodels."""
    tops = [node for node in identifiables(work) if node.name != "ConceptDescription"]
    mark = serial(work) or digest(tops)
    moved = {
        before: f"{before.rstrip('/')}/{mark}"
        for node in tops
        if (before := node.text("id")) and not before.startswith("urn:uuid:") and f"/{mark}" not in before
    }
    if not moved:
        return
    for node in tops:
        if (before := node.text("id") or "") in moved:
            values = {"before": shown(before), "after": shown(moved[before])}
            yield Finding(UNIQUE_ID, (*work.place(node), "id"), values)
            node.value["id"] = moved[before]
    for node in walk(work.environment, "Environment", VERSIONS[-1]):
        leads = node.name == "Key" and node.value.get("type") in ("Submodel", "AssetAdministrationShell")
        if leads and (new := moved.get(node.text("value") or "")) is not None:
            node.value["value"] = new
        asset = node.text("globalAssetId") if node.name == "AssetInformation" else None
        if asset and not asset.startswith("urn:uuid:") and f"/{mark}" not in asset:
            node.value["globalAssetId"] = f"{asset.rstrip('/')}/{mark}"


def serial(work: Work) -> str | None:
    """Return the serial number that the file gives, as a piece of an identifier."""
    for node in walk(work.environment, "Environment", VERSIONS[-1]):
        if node.name == "Property" and (node.text("idShort") or "").lower() in ("serialnumber", "serial_number"):
            found = re.sub(r"[^A-Za-z0-9._-]+", "-", (node.text("value") or "").strip())
            if found:
                return found
    return None


def digest(tops: list[Node]) -> str:
    """Return a mark that is the same for the same elements, whatever the ids of the file."""
    said = [
        (node.name, node.text("idShort"), node.text("value"))
        for top in tops
        for node in walk(top.value, top.name, VERSIONS[-1])
        if node.name not in ("Key", "SpecificAssetId")
    ]
    return str(uuid5(NAMESPACE_URL, compact(said)))[:8]


REPAIRS: Final = (
    Repair(VALUE, add_value, usual=False),
    Repair(ALIAS, sweep=rename_submodels, usual=False),
    Repair(TEMPLATE, sweep=template_kind, usual=False),
    Repair(UNIQUE_ID, sweep=unique_ids, usual=False),
)
