"""Turn the JSON schema of V3.1.2 into that of V3.0.9."""

import json
from typing import Any

from build_schemas.rules_3_0.differences import (
    ANY_TEXT_IN_3_0,
    CONTENT_TYPE_LENGTH_3_0,
    CONTENT_TYPE_LENGTH_3_1,
    ID_SHORT_3_0,
    ID_SHORT_3_1,
    MANDATORY_IN_3_0,
    NAMESPACE_3_0,
    NAMESPACE_3_1,
    TEXT_LENGTH_3_0,
    TEXT_LENGTH_3_1,
    URI_PATTERN_START,
)

Node = dict[str, Any]


def rewrite(text: str) -> str:
    """Return the schema with V3.0's limits, patterns and mandatory properties; the order of keys stays."""
    schema = json.loads(text.replace(NAMESPACE_3_1, NAMESPACE_3_0).replace(ID_SHORT_3_1, ID_SHORT_3_0))
    schema["title"] = "IDTA-01001-3-0-1 AAS JSON Schema"
    for name, definition in schema["definitions"].items():
        shorten_texts(definition)
        if name == "AssetKind":
            definition["enum"].remove("Role")
        # A class that inherits states its own part after the reference to its parent.
        own = definition["allOf"][1] if "allOf" in definition else definition
        if "properties" in own:
            rewrite_class(name.removesuffix("_abstract"), own)
    return json.dumps(schema, indent=2)


def shorten_texts(node: Any) -> None:
    """Lower the length limit of identifiers and the like wherever it stands below the node."""
    if isinstance(node, dict):
        if node.get("maxLength") == TEXT_LENGTH_3_1:
            node["maxLength"] = TEXT_LENGTH_3_0
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            shorten_texts(child)


def rewrite_class(name: str, own: Node) -> None:
    """Apply what differs in the properties a class states itself."""
    properties = own["properties"]
    for key, stated in properties.items():
        rules = stated.get("allOf", [])
        if key == "contentType" and rules[0].get("maxLength") == CONTENT_TYPE_LENGTH_3_1:
            rules[0]["maxLength"] = CONTENT_TYPE_LENGTH_3_0
        if any(rule.get("pattern", "").startswith("^" + URI_PATTERN_START) for rule in rules):
            length, characters, _uri = rules
            properties[key] = {"type": stated["type"], **length, **characters}
    for key in ANY_TEXT_IN_3_0.get(name, ()):
        properties.get(key, {}).pop("pattern", None)
    mandatory = [key for key in MANDATORY_IN_3_0.get(name, ()) if key in properties]
    if mandatory:
        own["required"] = own.get("required", []) + mandatory
