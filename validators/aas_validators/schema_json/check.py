"""Check one piece of a document against the official JSON schema and say its violations in our rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import jsonschema_rs

from aas_validators.diagnostics import Sentence
from aas_validators.document.finding import Finding, quoted, shown
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.metamodel.element_rules import CHARACTERS, ID_SHORT_CHARACTERS
from aas_validators.schema_json import violations
from aas_validators.schema_json.compiled import XML_CHARACTERS, validator

TYPES = {
    "string": Sentence("a text", "문자열"),
    "object": Sentence("an object", "객체"),
    "array": Sentence("a list", "목록"),
    "boolean": Sentence("true or false", "true 또는 false"),
    "number": Sentence("a number", "숫자"),
    "integer": Sentence("a number", "숫자"),
    "null": Sentence("null", "null"),
}
IN_QUOTES: Final = Sentence("a text in quotes", "따옴표로 묶은 문자열")
SHOWN_CHOICES = 8
"""How many allowed values a message lists."""


def check_schema(piece: Json, name: str, metamodel: str, pointer: Pointer = ()) -> Iterator[Finding]:
    """Yield every violation in a piece that should be an instance of a class, one per place and rule.

    An error reached on several ways through the schema is one finding; a text that is empty is not also
    reported as having the wrong pattern."""
    seen: set[tuple[str, Pointer, str]] = set()
    empty: set[Pointer] = set()
    compiled = validator(metamodel, name)
    if compiled.is_valid(piece):
        return
    for error in sorted(compiled.iter_errors(piece), key=weight):
        here = (*pointer, *error.instance_path)
        finding = translated(error, here)
        if finding.rule is violations.EMPTY_TEXT:
            empty.add(here)
        elif error.kind.name == "pattern" and here in empty:
            continue
        key = (finding.rule.code, here, str(finding.values.get("attribute", "")))
        if key not in seen:
            seen.add(key)
            yield finding


def weight(error: jsonschema_rs.ValidationError) -> int:
    """Return what comes first of several errors at one place."""
    return 1 if error.kind.name == "pattern" else 0


def translated(error: jsonschema_rs.ValidationError, pointer: Pointer) -> Finding:
    """Return the finding for one error of the schema engine."""
    attribute = next((step for step in reversed(pointer) if isinstance(step, str)), "document")
    if pointer and isinstance(pointer[-1], int):
        attribute = f"{attribute}[{pointer[-1]}]"
    found: Any = error.instance
    limit = error.kind.value
    values: dict[str, object] = {"attribute": attribute, "value": shown(found)}
    match error.kind.name:
        case "required":
            owner = found.get("modelType") if isinstance(found, dict) else None
            return Finding(
                violations.MISSING_ATTRIBUTE,
                pointer,
                {"attribute": limit, "owner": owner if isinstance(owner, str) else attribute},
            )
        case "type":
            expected = limit[0] if isinstance(limit, list) else str(limit)
            needed = IN_QUOTES if expected == "string" else TYPES.get(expected, expected)
            values |= {"found": kind_of(found), "expected": needed}
            return Finding(violations.WRONG_TYPE, pointer, values)
        case "enum" | "const":
            options = limit if isinstance(limit, list) else [limit]
            rule = violations.WRONG_CLASS if attribute == "modelType" else violations.UNKNOWN_LITERAL
            meant = violations.guess(found, map(str, options)) if isinstance(found, str) else ""
            return Finding(rule, pointer, values | {"allowed": listed(options), "guess": meant})
        case "pattern":
            return Finding(*pattern_broken(str(limit), attribute, pointer, values))
        case "maxLength":
            return Finding(violations.TOO_LONG, pointer, values | {"limit": limit, "length": len(found)})
        case "minLength":
            return Finding(violations.EMPTY_TEXT, pointer, values)
        case "minItems":
            return Finding(violations.EMPTY_LIST, pointer, values)
        case _:
            return Finding(violations.OTHER_VIOLATION, pointer, {"problem": quoted(error.message, "스키마 검사기")})


def pattern_broken(pattern: str, attribute: str, pointer: Pointer, values: dict[str, object]) -> Any:
    """Return rule, pointer and values for a pattern; some patterns are constraints with a number."""
    if pattern == XML_CHARACTERS:
        return CHARACTERS, pointer, values
    if attribute == "idShort":
        return ID_SHORT_CHARACTERS, pointer, values
    expected = violations.EXPECTED_FORMS.get(attribute, attribute)
    return violations.PATTERN, pointer, values | {"expected": expected}


def kind_of(value: object) -> Sentence:
    """Return what kind of JSON value something is, in words."""
    match value:
        case None:
            return TYPES["null"]
        case bool():
            return TYPES["boolean"]
        case str():
            return TYPES["string"]
        case dict():
            return TYPES["object"]
        case list():
            return TYPES["array"]
        case _:
            return TYPES["number"]


def listed(options: list[Any]) -> str:
    """Return allowed values for a message, the first few."""
    words = [str(option) for option in options[:SHOWN_CHOICES]]
    return ", ".join(words) + (", …" if len(options) > SHOWN_CHOICES else "")
