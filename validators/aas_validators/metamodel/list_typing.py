"""AASd-109 for lists without items: the SDK of metamodel 3.1 looks only at lists that have some."""

from __future__ import annotations

from collections.abc import Iterator

from aas_validators.document.finding import Finding
from aas_validators.metamodel.element_rules import LIST_VALUE_TYPE
from aas_validators.metamodel.particulars import particulars
from aas_validators.metamodel.walk import Node


def check_list_typing(node: Node, metamodel: str) -> Iterator[Finding]:
    """Yield a finding for a list of properties or ranges that has neither items nor their value type."""
    if node.name != "SubmodelElementList" or metamodel == "3.0" or "value" in node.value:
        return
    if node.text("typeValueListElement") in ("Property", "Range") and "valueTypeListElement" not in node.value:
        place, values = particulars(LIST_VALUE_TYPE, node.value)
        yield Finding(LIST_VALUE_TYPE, (*node.pointer, *place), values)
