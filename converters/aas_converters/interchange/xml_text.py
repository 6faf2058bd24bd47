"""Write plain data as the XML of a metamodel version: what `xml_view` reads, backwards.

Driven by the classes of the metamodel: their attributes in the order the schema wants, whatever order the data have.
It writes what is there, right or wrong, so that a faulty file can be repaired step by step; what the metamodel has no
name for cannot be written and is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any, Final

from aas_validators.diagnostics import Rule, Sentence, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Pointer
from aas_validators.metamodel.shapes import Attribute, element_name, shapes

NOT_WRITTEN: Final = Rule(
    code="SRC082",
    name="not-written",
    severity=Severity.WARNING,
    message=Sentence(
        "{attribute} is not written: metamodel {metamodel} has no place for {value}",
        "{attribute}을(를) 쓰지 않습니다. 메타모델 {metamodel}에 {value}의 자리가 없습니다",
    ),
    hint=Sentence(
        "correct the name of the attribute, or keep the old file", "속성 이름을 고치거나 원래 파일을 보관하십시오"
    ),
    why=Sentence("A file of this form cannot hold it.", "이 형식의 파일에는 담을 수 없습니다."),
)

Lose = Callable[[Finding], None]
TEXT: Final = ("text", "flag")
"""The forms of attributes whose element holds text."""


def xml_texts(environment: Mapping[str, Any], metamodel: str, namespace: str, lose: Lose) -> Iterator[str]:
    """Yield the text of an environment: a line for each identifiable. What cannot be written goes to `lose`."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<environment xmlns="{namespace}">\n'
    attributes = shapes(metamodel)["Environment"].attributes
    for name, held in environment.items():
        if name not in attributes or not isinstance(held, list):
            lose(not_written((name,), held, metamodel))
    for attribute in attributes.values():
        held = environment.get(attribute.name)
        if not isinstance(held, list) or not held:
            continue
        yield f"<{attribute.name}>\n"
        for number, item in enumerate(held):
            text = "".join(item_text(item, attribute, metamodel, (attribute.name, number), lose))
            yield f"{text}\n" if text else ""
        yield f"</{attribute.name}>\n"
    yield "</environment>\n"


def item_text(item: Any, attribute: Attribute, metamodel: str, pointer: Pointer, lose: Lose) -> Iterator[str]:
    """Yield an object as an element named after its class."""
    name = class_of(item, attribute)
    if name is None or name not in shapes(metamodel):
        lose(not_written(pointer, item, metamodel))
        return
    yield f"<{element_name(name)}>"
    yield from object_text(item, name, metamodel, pointer, lose)
    yield f"</{element_name(name)}>"


def object_text(value: Mapping[str, Any], name: str, metamodel: str, pointer: Pointer, lose: Lose) -> Iterator[str]:
    """Yield the attributes of an object of a class, in the order of the schema."""
    attributes = shapes(metamodel)[name].attributes
    for key, held in value.items():
        if key not in attributes and key != "modelType":
            lose(not_written((*pointer, key), held, metamodel))
    for attribute in attributes.values():
        if attribute.name in value:
            inner = "".join(
                attribute_text(value[attribute.name], attribute, metamodel, (*pointer, attribute.name), lose)
            )
            yield f"<{attribute.name}>{inner}</{attribute.name}>" if inner else f"<{attribute.name}/>"


def attribute_text(value: Any, attribute: Attribute, metamodel: str, pointer: Pointer, lose: Lose) -> Iterator[str]:
    """Yield what stands inside the element of an attribute."""
    match value:
        case bool() if attribute.form in TEXT:
            yield str(value).lower()
        case str() | int() | float() if attribute.form in TEXT:
            # a parser turns a carriage return that is not escaped into a line feed
            yield escape(str(value), quote=False).replace("\r", "&#xD;")
        case list() if attribute.form == "list":
            for number, item in enumerate(value):
                yield from item_text(item, attribute, metamodel, (*pointer, number), lose)
        case dict() if attribute.form == "object" and attribute.choice:
            yield from item_text(value, attribute, metamodel, pointer, lose)
        case dict() if attribute.form == "object":
            yield from object_text(value, attribute.classes[0], metamodel, pointer, lose)
        case _:
            lose(not_written(pointer, value, metamodel))


def class_of(item: Any, attribute: Attribute) -> str | None:
    """Return the class of an object: by its modelType where there is a choice."""
    if not isinstance(item, dict):
        return None
    named = item.get("modelType")
    if attribute.choice or len(attribute.classes) > 1:
        return named if isinstance(named, str) else None
    return attribute.classes[0]


def not_written(pointer: Pointer, value: Any, metamodel: str) -> Finding:
    """Return the finding for what an XML document cannot hold."""
    name = next((step for step in reversed(pointer) if isinstance(step, str)), "")
    return Finding(NOT_WRITTEN, pointer, {"attribute": name, "value": shown(value), "metamodel": metamodel})
