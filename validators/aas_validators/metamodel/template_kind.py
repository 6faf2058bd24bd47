"""AASd-129 at every depth: the SDK looks only at the direct children of the submodel."""

from __future__ import annotations

from collections.abc import Iterator

from aas_validators.diagnostics import Sentence, Severity
from aas_validators.document.finding import Finding
from aas_validators.metamodel.constraint import constraint
from aas_validators.metamodel.walk import Node

TEMPLATE_QUALIFIER_IN_INSTANCE = constraint(
    "AASd-129",
    "template-qualifier-in-instance",
    Sentence(
        "an element with a TemplateQualifier stands in a submodel whose kind is not Template",
        "kind가 Template이 아닌 서브모델 안의 요소에 TemplateQualifier가 있습니다",
    ),
    Sentence(
        "remove the qualifier from the instance, or set the submodel's kind to Template",
        "인스턴스에서 Qualifier를 제거하거나 서브모델의 kind를 Template으로 하십시오",
    ),
    Sentence(
        "Template qualifiers are instructions for filling in; an instance is filled in.",
        "TemplateQualifier는 작성 지침이며, 인스턴스는 이미 작성된 것입니다.",
    ),
)


def check_template_kind(node: Node) -> Iterator[Finding]:
    """Yield a finding for a template qualifier on an element below a submodel that is no template."""
    if node.name != "Qualifier" or node.value.get("kind") != "TemplateQualifier":
        return
    owner = node.parent
    if owner is None or owner.name == "Submodel":
        return  # on the submodel itself it is AASd-119
    above, variable = owner.parent, False
    while above is not None and above.name != "Submodel":
        variable |= above.name == "OperationVariable"
        above = above.parent
    if above is not None and above.value.get("kind") != "Template":
        # 3.2 takes the variables of operations, which stay templates, out of the constraint
        yield Finding(TEMPLATE_QUALIFIER_IN_INSTANCE, node.pointer, severity=Severity.WARNING if variable else None)
