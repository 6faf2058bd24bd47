"""Correct names that somebody wrote from memory: of attributes, of types, of kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, Final

from aas_converters.repair.work import Repair, Work, change, keep, leaves, repair_rule
from aas_validators.document.finding import Finding, shown
from aas_validators.metamodel.shapes import Attribute, schema_of, shapes
from aas_validators.metamodel.walk import Node

UNKNOWN: Final = repair_rule(
    23,
    "unknown-attribute-moved",
    (
        "{owner} has no attribute {before}; it becomes {after}",
        "{owner}에는 {before} 속성이 없어 {after}(으)로 옮깁니다",
    ),
    (
        "Strict readers refuse a file with unknown attributes; what it says is kept as an extension.",
        "엄격한 프로그램은 모르는 속성이 있는 파일을 거부합니다. 내용은 확장(extension)에 남깁니다.",
    ),
    spec="IDTA-01001, class tables",
)
TEXT: Final = repair_rule(
    24,
    "number-written-as-text",
    ("{attribute} {before} becomes a text", "{attribute} {before}을(를) 문자열로 바꿉니다"),
    ("AAS writes numbers and truth values of data as texts.", "AAS는 데이터의 숫자와 참/거짓 값을 문자열로 씁니다."),
)
LITERAL: Final = repair_rule(
    25,
    "literal-spelling-corrected",
    ("{attribute} {before} becomes {after}", "{attribute} {before}을(를) {after}(으)로 바꿉니다"),
    ("The specification has one spelling for each literal.", "규격의 표기는 하나뿐입니다."),
)
KNOWN_WORDS: Final = {
    "descriptions": "description",
    "submodelelements": "submodelElements",
    "qualifier": "qualifiers",
    "mimetype": "contentType",
    "semanticids": "semanticId",
}
CLOSE: Final = 0.85
MEANT: Final = {
    "int32": "xs:int", "int64": "xs:long", "bool": "xs:boolean", "real": "xs:double", "number": "xs:double",
    "datetime": "xs:dateTime", "text": "xs:string", "langstring": "xs:string", "str": "xs:string",
    "template": "Template", "type": "Type",
}  # fmt: skip
"""What people write for a literal, in small letters."""


def unknown(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the move of attributes that a class does not have: to the one meant, else to an extension."""
    shape = shapes(work.version).get(node.name)
    for name in [key for key in node.value if shape and key not in shape.attributes]:
        if shape is None or (name == "modelType" and shape.model_type):
            continue
        held = node.value.pop(name)
        better = meant_attribute(name, shape.attributes)
        fits = better is not None and better not in node.value and same_form(held, shape.attributes[better])
        after = better if better and fits else "extension" if list(leaves(held)) else "(none)"
        values = {"owner": node.name, "before": shown(name), "after": after}
        yield Finding(UNKNOWN, (*node.pointer, name), values, at_name=True)
        if better and fits:
            node.value[better] = held
            continue
        for text in dict.fromkeys([held] if isinstance(held, str) else leaves(held)):
            if text.strip():
                keep(node, name, text)


def meant_attribute(name: str, attributes: Mapping[str, Attribute]) -> str | None:
    """Return the attribute that is meant by a name."""
    known = KNOWN_WORDS.get(name.lower())
    if known in attributes:
        return known
    lower = {one.lower(): one for one in attributes}
    close = get_close_matches(name.lower(), lower, 1, CLOSE)
    return lower[close[0]] if close else None


def same_form(held: Any, attribute: Attribute) -> bool:
    """Say whether a value has the form of an attribute."""
    forms = {"list": list, "object": dict, "text": str, "flag": bool}
    return isinstance(held, forms[attribute.form])


def as_text(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the change of numbers and truth values to texts, and of texts to truth values, where the class wants it."""
    shape = shapes(work.version).get(node.name)
    for name, held in list(node.value.items()) if shape else []:
        attribute = shape.attributes.get(name) if shape else None
        if attribute is None:
            continue
        if attribute.form == "text" and isinstance(held, bool | int | float):
            yield change(TEXT, node, name, held)
            node.value[name] = str(held).lower() if isinstance(held, bool) else str(held)
        elif attribute.form == "flag" and isinstance(held, str) and held.strip().lower() in ("true", "false", "1", "0"):
            yield change(LITERAL, node, name, held, after := held.strip().lower() in ("true", "1"))
            node.value[name] = after


def literal(node: Node, work: Work) -> Iterator[Finding]:
    """Yield the correction of literals: `string` to `xs:string`, `instance` to `Instance`."""
    known = literals(work.version).get(node.name, {})
    for name, allowed in known.items():
        before = node.text(name)
        if before is None or before in allowed:
            continue
        plain = before.strip().lower()
        lower = {one.lower(): one for one in allowed}
        lower |= {one.lower().removeprefix("xs:"): one for one in allowed}
        after = lower.get(plain.rpartition(":")[2]) or lower.get(plain.replace(" ", "_")) or MEANT.get(plain)
        if after not in allowed:
            after = "xs:string" if "xs:string" in allowed else None
        if after:
            yield change(LITERAL, node, name, before, after)
            node.value[name] = after


@cache
def literals(version: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the literals of every attribute that has some, by class and attribute, from the schema."""
    definitions = schema_of(version)["definitions"]
    enumerations = {name: tuple(one["enum"]) for name, one in definitions.items() if "enum" in one}
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for name in shapes(version):
        for attribute, schema in members(definitions[name], definitions).items():
            target = str(schema.get("$ref", "")).rpartition("/")[2]
            if target in enumerations:
                found.setdefault(name, {})[attribute] = enumerations[target]
    return found


def members(definition: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schemas of the attributes of a class, with those it inherits."""
    if "$ref" in definition:
        return members(definitions[definition["$ref"].rpartition("/")[2]], definitions)
    found = dict(definition.get("properties", {}))
    for part in definition.get("allOf", ()):
        found |= members(part, definitions)
    return found


REPAIRS: Final = (Repair(TEXT, as_text), Repair(UNKNOWN, unknown), Repair(LITERAL, literal))
