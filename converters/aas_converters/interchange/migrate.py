"""From one metamodel version to another: 3.0 to 3.1 and back. What cannot stay as it is, is changed and told."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any, Final, Literal
from urllib.parse import quote

from aas_converters.interchange.content import Environment
from aas_converters.interchange.renaming import LEGAL, legal_name, renamed
from aas_validators.diagnostics import Rule, Sentence, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.metamodel.walk import Node, walk

Version = Literal["3.0", "3.1"]


def rule(number: int, name: str, message: tuple[str, str], hint: tuple[str, str], why: tuple[str, str]) -> Rule:
    """Return a rule of migration: a warning, since the file is written and something in it is another than before."""
    return Rule(
        code=f"MIG{number:03}",
        name=name,
        severity=Severity.WARNING,
        message=Sentence(*message),
        hint=Sentence(*hint),
        why=Sentence(*why),
        spec="IDTA-01001, change log",
    )


RENAMED: Final = rule(
    1,
    "id-short-renamed",
    ("the idShort {before} becomes {after}", "idShort {before}을(를) {after}(으)로 바꿉니다"),
    ("check programs that look for the old name", "이전 이름을 찾는 프로그램을 확인하십시오"),
    (
        "3.0 forbids hyphens and names in lists, 3.1 forbids names of one character; references follow.",
        "3.0은 하이픈과 리스트 안의 이름을, 3.1은 한 글자 이름을 허용하지 않습니다. 참조도 함께 바뀝니다.",
    ),
)
VALUE_CHANGED: Final = rule(
    2,
    "value-changed",
    ("{attribute} {before} becomes {after}", "{attribute} {before}을(를) {after}(으)로 바꿉니다"),
    ("check that the new value says the same", "새 값이 같은 뜻인지 확인하십시오"),
    (
        "Metamodel {metamodel} does not know the old value.",
        "메타모델 {metamodel}에는 이전 값이 없습니다.",
    ),
)
VALUE_ADDED: Final = rule(
    3,
    "value-added",
    ("{attribute} is missing and becomes {after}", "빠져 있는 {attribute}을(를) {after}(으)로 채웁니다"),
    ("set the right value", "올바른 값을 넣으십시오"),
    ("Metamodel {metamodel} demands it.", "메타모델 {metamodel}에서는 필수입니다."),
)
VALUE_DROPPED: Final = rule(
    4,
    "value-dropped",
    ("{attribute} {before} is dropped", "{attribute} {before}을(를) 제거합니다"),
    ("keep the old file if the value is needed", "값이 필요하면 원래 파일을 보관하십시오"),
    ("Metamodel {metamodel} forbids it.", "메타모델 {metamodel}에서 허용하지 않습니다."),
)
NOT_CARRIED: Final = rule(
    5,
    "not-carried",
    (
        "{attribute} {before} stays, and is not valid in metamodel {metamodel}",
        "{attribute} {before}은(는) 그대로 두며 메타모델 {metamodel}에서는 올바르지 않습니다",
    ),
    ("correct it by hand", "직접 고치십시오"),
    ("Nothing of the same meaning is allowed there.", "같은 뜻의 허용된 값이 없습니다."),
)

Step = Callable[[Node, Version], Iterator[Finding]]
CATEGORIES: Final = ("CONSTANT", "PARAMETER", "VARIABLE")
DATA_ELEMENTS: Final = ("Property", "MultiLanguageProperty", "Range", "File", "Blob", "ReferenceElement")
LONGEST: Final = {"3.0": {"identifier": 2000, "contentType": 100}, "3.1": {"identifier": 2048, "contentType": 128}}
IDENTIFIERS: Final = ("id", "globalAssetId", "assetType", "path", "templateId")
SAFE_IN_URI: Final = "/:?#[]@!$&'()*+,;=%~-._"
TYPES: Final = mimetypes.MimeTypes()
"""Content types by suffix, the same on every machine."""
TIMES: Final = ("lastUpdate", "timeStamp")


def migrated(environment: Environment, after: Version) -> tuple[Environment, list[Finding]]:
    """Return an environment as the other version has it, and a finding for everything that is not as it was.

    The pointers of the findings lead into the environment that came in. A file that is valid in the version is
    returned as it is."""
    findings: list[Finding] = []
    changed, names = renamed(environment, lambda node: name_in(node, after))
    for one in names:
        values = {"before": shown(one.before), "after": shown(one.after) if one.after else "(none)"}
        findings.append(Finding(RENAMED, (*one.pointer, "idShort"), values))
    changed = deepcopy(changed) if changed is environment else changed
    for node in list(walk(changed, "Environment", VERSIONS[-1])):
        for step in STEPS[after]:
            findings.extend(step(node, after))
    return changed, findings


def name_in(node: Node, after: Version) -> str | None:
    """Return the idShort of a node in a version, None where it has none."""
    name = node.text("idShort")
    listed = node.parent is not None and node.parent.name == "SubmodelElementList" and node.attribute == "value"
    if name is None or (listed and after == "3.0"):
        return None
    return name if LEGAL[after].fullmatch(name) else legal_name(name, node.name, after)


def role(node: Node, after: Version) -> Iterator[Finding]:
    """Yield the change of an asset kind that 3.0 does not know."""
    if node.name == "AssetInformation" and node.value.get("assetKind") == "Role":
        yield set_value(node, "assetKind", "NotApplicable", after)


def required(node: Node, after: Version) -> Iterator[Finding]:
    """Yield what 3.0 demands and 3.1 leaves open."""
    if node.name == "Entity" and "entityType" not in node.value:
        own = "globalAssetId" in node.value or "specificAssetIds" in node.value
        yield set_value(node, "entityType", "SelfManagedEntity" if own else "CoManagedEntity", after)
    if node.name in ("File", "Blob") and "contentType" not in node.value:
        guess = TYPES.guess_type(node.text("value") or "")[0] if node.name == "File" else None
        yield set_value(node, "contentType", guess or "application/octet-stream", after)
    if node.name == "ValueReferencePair" and "valueId" not in node.value:
        keys = [{"type": "GlobalReference", "value": node.text("value") or "unknown"}]
        yield set_value(node, "valueId", {"type": "ExternalReference", "keys": keys}, after)
    if node.name in ("RelationshipElement", "AnnotatedRelationshipElement"):
        for end in ("first", "second"):
            if end not in node.value:
                nowhere = {"type": "ExternalReference", "keys": [{"type": "GlobalReference", "value": "unknown"}]}
                yield set_value(node, end, nowhere, after)


def category(node: Node, after: Version) -> Iterator[Finding]:
    """Yield the removal of a category that AASd-090 forbids in 3.0."""
    held = node.value.get("category")
    if node.name in DATA_ELEMENTS and isinstance(held, str) and held not in CATEGORIES:
        del node.value["category"]
        values = {"attribute": "category", "before": shown(held), "metamodel": after}
        yield Finding(VALUE_DROPPED, (*node.pointer, "category"), values)


def times(node: Node, after: Version) -> Iterator[Finding]:
    """Yield the change of a time with another zone than UTC, which 3.1 demands: the same instant in UTC."""
    for attribute in TIMES:
        text = node.text(attribute)
        if text is None or text.endswith("Z") or text.endswith(("+00:00", "-00:00")):
            continue
        try:
            moment = datetime.fromisoformat(text)
            instant = None if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, OverflowError):  # no time, or at the edge of the calendar
            instant = None
        if instant is None:
            values = {"attribute": attribute, "before": shown(text), "metamodel": after}
            yield Finding(NOT_CARRIED, (*node.pointer, attribute), values)
        else:
            yield set_value(node, attribute, instant.isoformat().replace("+00:00", "Z"), after)


def paths(node: Node, after: Version) -> Iterator[Finding]:
    """Yield the escaping of a path that is no URI, which the schemas of 3.1 demand."""
    attribute = {"File": "value", "Resource": "path"}.get(node.name)
    text = node.text(attribute) if attribute else None
    if attribute and text and (escaped := quote(text, safe=SAFE_IN_URI)) != text:
        yield set_value(node, attribute, escaped, after)


def lengths(node: Node, after: Version) -> Iterator[Finding]:
    """Yield what is longer than a version allows; cutting it would make it another thing."""
    for attribute, held in node.value.items():
        limit = LONGEST[after].get("identifier" if attribute in IDENTIFIERS else attribute)
        if limit is not None and isinstance(held, str) and len(held) > limit:
            values = {"attribute": attribute, "before": shown(held), "metamodel": after}
            yield Finding(NOT_CARRIED, (*node.pointer, attribute), values)


def types(node: Node, after: Version) -> Iterator[Finding]:
    """Yield the change of a value type that only the first 3.0 had."""
    for attribute in ("valueType", "valueTypeListElement"):
        if node.value.get(attribute) == "xs:yearMonthDuration":
            yield set_value(node, attribute, "xs:duration", after)


def set_value(node: Node, attribute: str, value: Any, after: Version) -> Finding:
    """Set an attribute and return the finding that says so."""
    before = node.value.get(attribute)
    node.value[attribute] = value
    told = value["keys"][-1]["value"] if isinstance(value, dict) else value
    values = {"attribute": attribute, "after": shown(told), "metamodel": after}
    if before is None:
        return Finding(VALUE_ADDED, node.pointer, values)
    return Finding(VALUE_CHANGED, (*node.pointer, attribute), {**values, "before": shown(before)})


STEPS: Final[dict[Version, tuple[Step, ...]]] = {
    "3.0": (role, required, category, lengths, types),
    "3.1": (times, paths, lengths, types),
}
"""What is looked at in every object, by the version that is wanted."""
