"""Unknown attributes: the official JSON schema lets every extra member pass, the metamodel knows none."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from aas_validators.diagnostics import Rule, Sentence, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.metamodel.shapes import shapes
from aas_validators.metamodel.walk import Node

UNKNOWN_ATTRIBUTE = Rule(
    code="SCH102",
    name="unknown-attribute",
    severity=Severity.ERROR,
    message=Sentence("{owner} has no attribute {attribute}", "{owner}에는 {attribute} 속성이 없습니다"),
    hint=Sentence("remove it, or correct the spelling{guess}", "속성을 제거하거나 철자를 고치십시오{guess}"),
    why=Sentence(
        "A misspelt optional attribute is lost without a word; strict readers refuse the file.",
        "철자가 틀린 속성은 경고 없이 사라지고, 엄격한 프로그램은 파일을 거부합니다.",
    ),
    spec="IDTA-01001, class tables",
)


def check_attributes(node: Node, metamodel: str) -> Iterator[Finding]:
    """Yield every member of an object that its class does not have."""
    shape = shapes(metamodel).get(node.name)
    if shape is None:
        return
    for name in node.value:
        if name not in shape.attributes and not (name == "modelType" and shape.model_type):
            close = get_close_matches(name, shape.attributes, 1)
            values = {
                "owner": node.name,
                "attribute": shown(name),
                "guess": f" ({close[0]}?)" if close else "",
            }
            yield Finding(UNKNOWN_ATTRIBUTE, (*node.pointer, name), values, at_name=True)
