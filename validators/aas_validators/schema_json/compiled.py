"""The official JSON schema, made ready for jsonschema-rs. The file stays as it is; two things change in
memory.

1. One pattern is written with halves of surrogate pairs, which no regex engine over Unicode text can mean.
2. `oneOf` over classes becomes a look at modelType, so that an error is named where it is and not at the
top of the branch. Verdicts stay the same (tests compare both with the official file under `jsonschema`)."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import jsonschema_rs

from aas_validators.metamodel.shapes import Schema, schema_of

XML_CHARACTERS = r"^[\x09\x0a\x0d\x20-\x{d7ff}\x{e000}-\x{fffd}\x{10000}-\x{10ffff}]*$"
"""AASd-130 in the spelling of Rust: a text of the characters that XML 1.0 allows."""

FRAME = "Environment_frame"
"""The environment without the content of its lists, which are checked one identifiable at a time."""


@cache
def validator(metamodel: str, name: str) -> jsonschema_rs.Draft201909Validator:
    """Return the compiled schema of one class (or of FRAME)."""
    schema = {"$ref": f"#/definitions/{name}", "definitions": adapted_definitions(metamodel)}
    return jsonschema_rs.Draft201909Validator(schema)


@cache
def adapted_definitions(metamodel: str) -> Schema:
    """Return the definitions with both changes made, and the frame added."""
    definitions: Schema = adapted(copy.deepcopy(schema_of(metamodel)["definitions"]))
    frame = copy.deepcopy(definitions["Environment"])
    for attribute in frame["properties"].values():
        attribute["items"] = {"type": "object"}
    definitions[FRAME] = frame
    return definitions


def adapted(part: Any) -> Any:
    """Return a piece of schema with surrogate patterns and choices rewritten."""
    if isinstance(part, list):
        return [adapted(item) for item in part]
    if not isinstance(part, dict):
        return part
    if "oneOf" in part:
        return dispatched([option["$ref"] for option in part["oneOf"]])
    found = {key: adapted(value) for key, value in part.items()}
    pattern = found.get("pattern")
    if isinstance(pattern, str) and r"\ud800" in pattern:
        found["pattern"] = XML_CHARACTERS
    return found


def dispatched(references: list[str]) -> Schema:
    """Return a schema that asks modelType which of the classes to check."""
    names = [reference.rsplit("/", 1)[1] for reference in references]
    return {
        "type": "object",
        "required": ["modelType"],
        "properties": {"modelType": {"enum": names}},
        "allOf": [
            {
                "if": {
                    "type": "object",
                    "required": ["modelType"],
                    "properties": {"modelType": {"const": name}},
                },
                "then": {"$ref": reference},
            }
            for name, reference in zip(names, references, strict=True)
        ],
    }
