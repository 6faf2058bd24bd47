"""AASc-3a-050: IEC 61360 content stands under the id of that data specification."""

from __future__ import annotations

from collections.abc import Iterator

from aas_validators.diagnostics import Sentence, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.metamodel.constraint import constraint
from aas_validators.metamodel.walk import Node

SPECIFICATION_ID = "https://admin-shell.io/DataSpecificationTemplates/DataSpecificationIec61360/3"

ACCEPTED_IDS = frozenset(
    [
        SPECIFICATION_ID,
        "http://admin-shell.io/DataSpecificationTemplates/DataSpecificationIec61360/3",
        "https://admin-shell.io/DataSpecificationTemplates/DataSpecificationIec61360/3/0",
        "http://admin-shell.io/DataSpecificationTemplates/DataSpecificationIec61360/3/0",
        "https://admin-shell.io/DataSpecificationTemplates/DataSpecificationIEC61360/3/0",
        "http://admin-shell.io/DataSpecificationTemplates/DataSpecificationIEC61360/3/0",
        "https://admin-shell.io/DataSpecificationTemplates/DataSpecificationIEC61360/3",
        "http://admin-shell.io/DataSpecificationTemplates/DataSpecificationIEC61360/3",
    ]
)
"""The id of the specification and the deprecated forms it still allows on reading."""

WRONG_SPECIFICATION = constraint(
    "AASc-3a-050",
    "iec61360-specification-id",
    Sentence(
        "IEC 61360 content stands under the data specification {value}",
        "IEC 61360 내용이 데이터 사양 {value} 아래에 있습니다",
    ),
    Sentence(f"use the data specification {SPECIFICATION_ID}", f"데이터 사양 {SPECIFICATION_ID}을(를) 쓰십시오"),
    Sentence(
        "Readers choose by this id how to read the content, and drop what they do not know.",
        "프로그램은 이 ID로 내용의 해석 방법을 정하며, 모르는 ID의 내용은 버립니다.",
    ),
    # The public test corpus of the specification itself breaks it in every file with such content.
    severity=Severity.WARNING,
)


def check_data_specification(node: Node) -> Iterator[Finding]:
    """Yield a finding where the id of the data specification does not announce IEC 61360."""
    if node.name != "EmbeddedDataSpecification":
        return
    content = node.value.get("dataSpecificationContent")
    reference = node.value.get("dataSpecification")
    if not isinstance(content, dict) or content.get("modelType") != "DataSpecificationIec61360":
        return
    keys = reference.get("keys") if isinstance(reference, dict) else None
    first = keys[0] if isinstance(keys, list) and keys else None
    named = first.get("value") if isinstance(first, dict) else None
    if isinstance(named, str) and named not in ACCEPTED_IDS:
        yield Finding(WRONG_SPECIFICATION, (*node.pointer, "dataSpecification"), {"value": shown(named)})
