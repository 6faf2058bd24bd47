"""Take away what is empty: texts, lists and objects without content, which every schema forbids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aas_converters.interchange.write import compact
from aas_converters.repair.work import Repair, Work, repair_rule
from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Json
from aas_validators.metamodel.shapes import VERSIONS, shapes
from aas_validators.metamodel.walk import Node, walk

EMPTY_REMOVED: Final = repair_rule(
    1,
    "empty-removed",
    ("{attribute} is empty and is removed", "비어 있는 {attribute}을(를) 제거합니다"),
    (
        "An attribute that says nothing must not be there; only values of strings may be empty.",
        "내용이 없는 속성은 있으면 안 됩니다. 문자열 값만 비어 있을 수 있습니다.",
    ),
    ("fill it in where something is missing", "빠진 내용이 있으면 채우십시오"),
)
MAY_BE_EMPTY: Final = {
    "Property": ("value",),
    "Qualifier": ("value",),
    "Extension": ("value",),
    "Range": ("min", "max"),
}
STRINGS: Final = ("xs:string", "string", "", None)
SAYS_NOTHING: Final = ("modelType", "type", "language", "valueType", "kind", "idType", "local")
"""What an object may have and still say nothing."""
WITHOUT_NAMES: Final = frozenset(
    name for name, shape in shapes(VERSIONS[-1]).items() if "idShort" not in shape.attributes and name != "Environment"
)
"""Classes of objects that are worth nothing without content; an element without content is still an element."""
STANDS_EMPTY: Final = ("LevelType",)


def remove_empty(work: Work) -> Iterator[Finding]:
    """Remove what is empty, from the inside out."""
    for node in reversed(list(walk(work.environment, "Environment", VERSIONS[-1]))):
        shape = shapes(VERSIONS[-1]).get(node.name)
        for attribute, held in list(node.value.items()):
            if isinstance(held, list):
                known = shape.attributes.get(attribute) if shape else None
                named = known is not None and any(name not in WITHOUT_NAMES for name in known.classes)
                full = [item for item in held if not hollow(item, named)]
                if full and len(full) < len(held):
                    node.value[attribute] = full
                    yield gone(work, node, attribute)
                held = full
            if is_empty(node, attribute, held):
                del node.value[attribute]
                yield gone(work, node, attribute)


def is_empty(node: Node, attribute: str, held: Json) -> bool:
    """Say whether an attribute holds nothing."""
    if isinstance(held, str) and not held.strip():
        if held and attribute in MAY_BE_EMPTY.get(node.name, ()):
            return False  # somebody's blanks
        return attribute not in MAY_BE_EMPTY.get(node.name, ()) or node.value.get("valueType") not in STRINGS
    if isinstance(held, dict) and attribute != "assetInformation":
        return hollow(held, "idShort" in held)
    return held is None or held == [] or held == {}


def hollow(item: Json, named: bool) -> bool:
    """Say whether an object has no content: nothing but what says of which kind it is."""
    if item is None or item == {} or item == "":
        return True
    if named or not isinstance(item, dict) or item.get("modelType") in STANDS_EMPTY:
        return False
    if "modelType" in item and item["modelType"] not in WITHOUT_NAMES:
        return False
    if "dataSpecification" in item and not item.get("dataSpecificationContent"):
        return "61360" in compact(item)  # announces what does not follow
    return all(key in SAYS_NOTHING or held in (None, "", [], {}) for key, held in item.items())


def gone(work: Work, node: Node, attribute: str) -> Finding:
    """Return the finding for a removed attribute."""
    return Finding(EMPTY_REMOVED, (*work.place(node), attribute), {"attribute": attribute})


REPAIRS: Final = (Repair(EMPTY_REMOVED, sweep=remove_empty),)
