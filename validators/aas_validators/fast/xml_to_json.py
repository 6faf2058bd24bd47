"""Rewrite the XML of one instance as the JSON of it, so that one walk serves both.

Only plain XML: elements without attributes, no comments, no CDATA. Everything else is refused, and so is an element
out of the order of the schema. The elements of a reference are rewritten once and remembered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from json import dumps
from typing import Final

from aas_validators.fast.ledger import REMEMBERED, RefusedError
from aas_validators.fast.xml_order import order
from aas_validators.metamodel.shapes import element_name, shapes

TOKEN: Final = re.compile(
    rb"<([A-Za-z0-9]+)>([^<]*)</\1>"  # an element that holds text only
    rb"|<(semanticId|dataSpecification|valueId|unitId)>(<.*?)</\3>"  # a reference, whole
    rb"|<([A-Za-z0-9]+)>"
    rb"|</([A-Za-z0-9]+)>"
    rb"|<([A-Za-z0-9]+)/>"
    rb"|([^< \t\r\n]|<)",  # anything else, so that nothing is overlooked
    re.DOTALL,
)
ENTITY: Final = re.compile(rb"&(?:#([0-9]{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));|&")
SPECIAL: Final = re.compile(rb'["\\&\x00-\x1f]').search
NAMED: Final = {b"amp": b"&", b"lt": b"<", b"gt": b">", b"quot": b'"', b"apos": b"'"}
FLAGS: Final = frozenset([b"true", b"false"])
SHORT: Final = 64
"""Longest text that is remembered, in bytes."""


@dataclass(frozen=True, slots=True)
class Step:
    """What an element inside an instance means: its place in the order, its form, how its JSON begins.

    `only` is the class that may stand inside, empty where modelType decides."""

    rank: int
    form: str
    first: bytes
    later: bytes
    only: str
    choice: bool


Table = Mapping[bytes, Step]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The elements of a metamodel version: those inside each class, and for each class how its JSON begins."""

    inside: Mapping[str, Table]
    begins: Mapping[str, bytes]
    class_of: Mapping[bytes, str]


@dataclass(slots=True)
class Memory:
    """Texts and references already rewritten."""

    texts: dict[bytes, bytes] = field(default_factory=dict)
    references: dict[bytes, bytes] = field(default_factory=dict)


@cache
def grammar(metamodel: str) -> Grammar:
    """Return the grammar of a metamodel version."""
    classes = shapes(metamodel)
    inside: dict[str, Table] = {}
    begins: dict[str, bytes] = {}
    for name, shape in classes.items():
        ranks = {key: rank for rank, key in enumerate(order(metamodel)[name], 1)}
        begins[name] = b'{"modelType":"%s"' % name.encode() if shape.model_type else b"{"
        inside[name] = {
            key.encode(): Step(
                ranks[key],
                attribute.form,
                (b',"%s":' if shape.model_type else b'"%s":') % key.encode(),
                b',"%s":' % key.encode(),
                attribute.classes[0] if attribute.classes and not attribute.choice else "",
                attribute.choice,
            )
            for key, attribute in shape.attributes.items()
        }
    return Grammar(inside, begins, {element_name(name).encode(): name for name in classes})


Token = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]


def rewritten(piece: bytes, name: str, known: Grammar, memory: Memory) -> bytes:
    """Return the JSON of an element that holds an instance of a class; the element's own name is not looked at.

    Raises RefusedError."""
    if b"]]>" in piece:  # which no text may hold
        raise RefusedError
    tokens = TOKEN.findall(piece)
    if len(tokens) < 2 or not tokens[0][4] or tokens[0][4] != tokens[-1][5]:
        raise RefusedError
    return instance(tokens[1:-1], name, known, memory)


def instance(tokens: list[Token], name: str, known: Grammar, memory: Memory) -> bytes:
    """Return the JSON of what stands between the tags of an instance. Raises RefusedError.

    Inside an instance `table` says what its elements mean, and `rank` is that of the last one. Inside a list or a
    choice `table` is None, `rank` counts the items, and `only` is the class they must have."""
    out = [known.begins[name]]
    stack: list[tuple[bytes, Table | None, int, str, bytes]] = []
    table: Table | None = known.inside[name]
    rank, only, end = 0, "", b""
    for leaf, text, whole, inner, opened, closed, empty, stray in tokens:
        if closed:
            if not stack or (table is None and not rank):
                raise RefusedError
            out.append(end)
            tag, table, rank, only, end = stack.pop()
            if tag != closed:
                raise RefusedError
        elif stray:
            raise RefusedError
        elif table is None:
            found = known.class_of.get(opened)
            if found is None or (only and found != only) or (rank and end != b"]"):
                raise RefusedError
            out.append(b"," + known.begins[found] if rank else known.begins[found])
            stack.append((opened, None, rank + 1, only, end))
            table, rank, end = known.inside[found], 0, b"}"
        else:
            step = table.get(leaf or opened or whole or empty)
            if step is None or step.rank <= rank:
                raise RefusedError
            out.append(step.later if rank else step.first)
            rank = step.rank
            if not opened:
                out.append(leaf_json(step, leaf or empty, text, inner, known, memory))
            elif step.form == "list":
                out.append(b"[")
                stack.append((opened, table, rank, only, end))
                table, rank, only, end = None, 0, step.only, b"]"
            elif step.form == "object":
                stack.append((opened, table, rank, only, end))
                if step.choice:
                    table, rank, only, end = None, 0, "", b""
                else:
                    out.append(known.begins[step.only])
                    table, rank, end = known.inside[step.only], 0, b"}"
            else:
                raise RefusedError
    if stack:
        raise RefusedError
    out.append(b"}")
    return b"".join(out)


def leaf_json(step: Step, leaf: bytes, text: bytes, inner: bytes, known: Grammar, memory: Memory) -> bytes:
    """Return the JSON of an element without elements of its own, or of a whole reference."""
    if inner and step.only == "Reference" and step.form == "object":
        found = memory.references.get(inner)
        if found is None:
            found = instance(TOKEN.findall(inner), "Reference", known, memory)
            if len(memory.references) >= REMEMBERED:
                memory.references.clear()
            memory.references[inner] = found
        return found
    if not leaf or step.form not in ("text", "flag"):
        raise RefusedError
    if step.form == "flag":
        if text not in FLAGS:
            raise RefusedError
        return text
    return memory.texts.get(text) or spelt(text, memory)


def spelt(text: bytes, memory: Memory) -> bytes:
    """Return a text as a JSON string. Raises RefusedError for what XML does not have."""
    if SPECIAL(text):
        try:
            plain = ENTITY.sub(replaced, text.replace(b"\r\n", b"\n")).decode()
        except UnicodeDecodeError as error:
            raise RefusedError from error
        if "\r" in plain and b"\r" in text.replace(b"\r\n", b"\n"):
            raise RefusedError
        found = dumps(plain, ensure_ascii=False).encode()
    else:
        found = b'"' + text + b'"'
    if len(text) <= SHORT:
        if len(memory.texts) >= REMEMBERED:
            memory.texts.clear()
        memory.texts[text] = found
    return found


def replaced(match: re.Match[bytes]) -> bytes:
    """Return the character an entity stands for. Raises RefusedError if there is none."""
    decimal, hexadecimal, name = match.groups()
    if name:
        return NAMED[name]
    if not decimal and not hexadecimal:
        raise RefusedError
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return chr(code).encode()
    raise RefusedError
