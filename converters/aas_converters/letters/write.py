"""Write letters: serialise a prototype by the SDK and cut the text at its marks.

Three tricks and no serialiser. A value gets a mark that no escape function touches, and the text is cut there. A
container is written with one marked child, and the text before and after that child is what stands around any
children. An attribute that may be missing is found by writing the object with and without it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from typing import Any, Final

from aas_converters.letters.forms import Constant, Container, Form, FromColumn, Leaf, Part, Rows, columns_of
from aas_converters.letters.nodes import Blank, Fixed, Joined, Node, OrElse, Sequence, When
from aas_converters.letters.prototypes import BLOB, prototype
from aas_converters.letters.script import Script
from aas_reference_models.model import Kind

# Private-use characters: legal in XML, untouched by both escape functions, and in nobody's text.
MARK: Final = re.compile("\ue000([^\ue001]*)\ue001")


def mark(column: str) -> str:
    """Return the text that stands for a column in a prototype."""
    return f"\ue000{column}\ue001"


def cut(text: str) -> Node:
    """Cut a text at its marks."""
    pieces = MARK.split(text)
    nodes = [Blank(piece) if i % 2 else Fixed(piece) for i, piece in enumerate(pieces)]
    parts = tuple(node for node in nodes if node != Fixed(""))
    return parts[0] if len(parts) == 1 else Sequence(parts)


def letter(script: Script, form: Form, *, in_list: bool = False) -> Node:
    """Return the letter of one element."""
    if isinstance(form, Rows):
        return rows_letter(script, form, in_list=in_list)
    if isinstance(form, Container):
        return container_letter(script, form, in_list=in_list)
    match form.element.kind:
        case Kind.MULTI_LANGUAGE_PROPERTY:
            return texts_letter(script, form, in_list=in_list)
        case Kind.RANGE:
            return range_letter(script, form, in_list=in_list)
        case _:
            texts = {name: text_of(part) for name, part in form.parts}
            return cut(written(script, form, texts, [], in_list))


def container_letter(script: Script, form: Container, *, in_list: bool) -> Node:
    """Return the letter of a collection, list or entity."""
    if form.element.kind is Kind.SUBMODEL_ELEMENT_LIST:
        joined = children_letter(script, form, list_items(script, form), in_list)
        return joined if form.mandatory or not columns_of(form) else When(columns_of(form), joined)
    children = tuple(letter(script, child) for child in form.children)
    own = children_letter(script, form, children, in_list)
    if form.element.kind is Kind.ANNOTATED_RELATIONSHIP_ELEMENT:
        return own
    if not any(isinstance(part, FromColumn) for _, part in form.parts):
        # A template's mandatory collection is there for its parent; an empty parent is not there for it.
        demanded = form.element.written is not None and form.element.kind is Kind.SUBMODEL_ELEMENT_COLLECTION
        alone = demanded and not form.mandatory and bool(columns_of(form))
        return When(columns_of(form), own) if alone else own
    # An entity manages itself where the row has its asset; without one it is still there with its statements.
    return OrElse(own, children_letter(script, replace(form, parts=()), children, in_list))


def children_letter(script: Script, form: Container, children: tuple[Node, ...], in_list: bool) -> Node:
    """Return the letter of a container around the letters of its children."""
    texts = {name: text_of(part) for name, part in form.parts}
    stand_in = stand_in_child(script)
    before, after = written(script, form, texts, [stand_in], in_list).split(script.written(stand_in))
    # An entity with an asset says something even without statements.
    empty = written(script, form, texts, [], in_list) if form.mandatory or texts else None
    return enclosed(before, children, script.separator, after, empty)


def list_items(script: Script, form: Container) -> tuple[Node, ...]:
    """Return the letters of the items of a list: each keeps its place without a value, if its kind can be empty."""
    children = form.children
    if form.element.item.kind in (Kind.RELATIONSHIP_ELEMENT, Kind.ANNOTATED_RELATIONSHIP_ELEMENT):
        return tuple(letter(script, child, in_list=True) for child in children if child.parts)
    if form.element.written is not None and form.element.item.elements:
        # Of a template's documents or markings a row has as many as it has; an empty one would lack what is mandatory.
        return tuple(letter(script, child, in_list=True) for child in children)
    return tuple(
        OrElse(letter(script, child, in_list=True), Fixed(written(script, child, {}, [], True))) for child in children
    )


def rows_letter(script: Script, form: Rows, *, in_list: bool) -> Node:
    """Return the letter of a container whose children are already written, one for each row; null without any."""
    stand_in = stand_in_child(script)
    before, after = written(script, form, {}, [stand_in], in_list).split(script.written(stand_in))
    return Sequence(tuple(node for node in (cut(before), Blank(form.column), cut(after)) if node != Fixed("")))


def enclosed(before: str, items: tuple[Node, ...], separator: str, after: str, empty: str | None) -> Node:
    """Return children between two texts, which may have blanks of their own (an id, a global asset id)."""
    if not MARK.search(before + after):
        return Joined(before, items, separator, after, empty)
    if empty is None:
        return Sequence((cut(before), Joined("", items, separator, ""), cut(after)))
    # Without children the container is written, but without the attribute that would hold them.
    opening = opening_of(before, empty)
    closing = opening_of(after[::-1], empty[len(opening) :][::-1])[::-1]
    middle = empty[len(opening) : len(empty) - len(closing)]
    inner = Joined(before[len(opening) :], items, separator, after[: len(after) - len(closing)], middle)
    return Sequence(tuple(node for node in (cut(opening), inner, cut(closing)) if node != Fixed("")))


def opening_of(one: str, other: str) -> str:
    """Return what two texts begin with alike."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return one[:length]


def texts_letter(script: Script, form: Leaf, *, in_list: bool) -> Node:
    """Return the letter of a MultiLanguageProperty: each language there or not by itself."""
    types = script.sdk.types
    languages = [
        cut(script.written(types.LangStringTextType(language, text_of(part)))) for language, part in form.parts
    ]
    stand_in = types.LangStringTextType("en", mark(""))
    before, after = written(script, form, {}, [stand_in], in_list).split(script.written(stand_in))
    return Joined(before, tuple(languages), script.separator, after)


def range_letter(script: Script, form: Leaf, *, in_list: bool) -> Node:
    """Return the letter of a Range: each end there or not by itself, null without both."""
    parts = dict(form.parts)
    without = written(script, form, {}, [], in_list)
    nodes: list[Node] = []
    position = 0
    for name in ("min", "max"):
        if name not in parts:
            continue
        having = written(script, form, {name: text_of(parts[name])}, [], in_list)
        start = len(opening_of(having, without))
        inserted = having[start : start + len(having) - len(without)]
        nodes += [Fixed(without[position:start]), OrElse(cut(inserted), Fixed(""))]
        position = start
    nodes.append(Fixed(without[position:]))
    whole = Sequence(tuple(node for node in nodes if node != Fixed("")))
    constant = any(isinstance(part, Constant) for part in parts.values())
    return whole if constant else When(columns_of(form), whole)


def stand_in_child(script: Script) -> Any:
    """Return an object that can stand for any child of a container."""
    types = script.sdk.types
    return types.Property(value_type=types.DataTypeDefXSD.STRING, value=mark(""))


def written(script: Script, form: Form, texts: dict[str, str], children: list[Any], in_list: bool) -> str:
    """Return what the SDK writes for a form with these texts and children."""
    text = script.written(prototype(script.sdk, form.element, texts, children, in_list=in_list))
    if form.element.kind is Kind.BLOB and "value" in texts:
        # base64 needs no escaping, so the text may take the place of what was written
        return text.replace(b64encode(BLOB).decode(), texts["value"], 1)
    return text


def text_of(part: Part) -> str:
    """Return the text of a part in a prototype: the constant, or the mark of its column."""
    return part.text if isinstance(part, Constant) else mark(part.column)
