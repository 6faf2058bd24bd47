"""Explain single pieces of a large document exactly, each as a small document of its own, at their true places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from mmap import mmap

from aas_validators.diagnostics import Diagnostic
from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Json
from aas_validators.document.locate import Document, JsonText, XmlText, located
from aas_validators.document.source import Source
from aas_validators.document.xml_view import object_of
from aas_validators.fast.judge import Text
from aas_validators.fast.ranges import Place
from aas_validators.fast.split_json import Items
from aas_validators.fast.split_xml import XmlFrame
from aas_validators.limits import Limits
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS, element_name
from aas_validators.positions import lines
from aas_validators.syntax.json_text import parse_json
from aas_validators.syntax.xml_text import parse_xml

LINE_END = re.compile(r"\r\n|\n|\r")
STRIDE = 1_000_000
"""Bytes decoded at once on the way to a place."""


class NotApartError(Exception):
    """Raised for a piece that cannot be understood without the rest of its document."""


@dataclass(slots=True)
class Whole:
    """A document that is read piece by piece. `reached` and `spot` say how far lines have been counted."""

    data: bytes | mmap
    text: Text
    lists: dict[str, Items]
    frame: XmlFrame | None
    source: Source
    limits: Limits
    reached: int = 0
    spot: lines.Place = field(default_factory=lambda: lines.Place(1, 1))


def bytes_at(whole: Whole, place: Place) -> bytes:
    """Return the bytes of one piece."""
    items = whole.lists[place[0]]
    return whole.data[items.starts[place[1]] : items.ends[place[1]]]


def wrapping(whole: Whole, attribute: str) -> tuple[bytes, bytes]:
    """Return what makes a document of one piece, on one line."""
    if whole.frame is None:
        return b'{"%s":[' % attribute.encode(), b"]}"
    root = re.sub(rb"[\r\n\t]", b" ", whole.data[whole.frame.start : whole.frame.inside])
    prefix, name = whole.frame.prefix, attribute.encode()
    return root + b"<" + prefix + name + b">", b"</" + prefix + name + b"></" + prefix + b"environment>"


def document_of(whole: Whole, place: Place) -> Document:
    """Return one piece as a document of its own, in which its position is 0.

    Raises NotApartError if there is anything about its text that concerns the whole."""
    before, after = wrapping(whole, place[0])
    data = before + bytes_at(whole, place) + after
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise NotApartError from error
    if whole.frame is None:
        parsed = parse_json(text, whole.limits)
        if not parsed.ok or parsed.flaws or parsed.findings:
            raise NotApartError
        return JsonText(whole.source, text, parsed.value)
    tree = parse_xml(text, whole.limits)
    if tree.tree is None or tree.flaws or [len(tree.tree), len(tree.tree[0])] != [1, 1]:
        raise NotApartError
    version = whole.frame.metamodel
    value = object_of(tree.tree, "Environment", version)
    return XmlText(whole.source, tree.tree, tree.data, value, "Environment", version)


def value_of(document: Document, attribute: str) -> Json:
    """Return the plain data of the one piece in a document."""
    held = document.value.get(attribute) if isinstance(document.value, dict) else None
    return held[0] if isinstance(held, list) else None


def placed(whole: Whole, place: Place, document: Document, findings: Sequence[Finding]) -> list[Diagnostic]:
    """Return findings about a piece, with position 0, as diagnostics at their places in the whole."""
    if not findings:
        return []
    begin = len(wrapping(whole, place[0])[0].decode())
    start = spot_of(whole, whole.lists[place[0]].starts[place[1]])
    return [moved(found, whole, place, document, begin, start) for found in located(document, findings)]


def moved(
    found: Diagnostic, whole: Whole, place: Place, document: Document, begin: int, start: lines.Place
) -> Diagnostic:
    """Return a diagnostic moved from the piece alone to its place in the whole."""
    where = found.where
    line, column = where.line, where.column
    if line is not None and column is not None:
        column = column - begin + start.column - 1 if line == 1 else column
        line = line + start.line - 1
    pointer = numbered(where.pointer or "", place, whole)
    path = where.path
    if path is not None and path.startswith(f"{place[0]}[0]") and not has_name(value_of(document, place[0])):
        path = f"{place[0]}[{place[1]}]" + path[len(place[0]) + 3 :]
    where = replace(where, line=line, column=column, pointer=pointer, path=path)
    if whole.frame is None and found.where.pointer == f"/{place[0]}/0":
        return replace(found, where=where, values=renumbered(found.values, place))
    return replace(found, where=where)


def renumbered(values: Mapping[str, object], place: Place) -> dict[str, object]:
    """Return the values of a finding about a piece itself, which has no name but its position."""
    alone, there = f"{place[0]}[0]", f"{place[0]}[{place[1]}]"
    calls = ("attribute", "owner")
    return {name: there if name in calls and value == alone else value for name, value in values.items()}


def has_name(value: Json) -> bool:
    """Return whether an identifiable has an idShort or id to be called by."""
    return isinstance(value, dict) and any(isinstance(value.get(key), str) and value[key] for key in ("idShort", "id"))


def numbered(pointer: str, place: Place, whole: Whole) -> str:
    """Return a pointer into the piece alone as one into the whole."""
    attribute, number = place
    if whole.frame is None:
        alone = f"/{attribute}/0"
        return f"/{attribute}/{number}" + pointer[len(alone) :] if pointer.startswith(alone) else pointer
    alone = f"/environment/{attribute}/{element_name(ENVIRONMENT_LISTS[attribute])}"
    several = len(whole.lists[attribute].starts) > 1
    return alone + (f"[{number + 1}]" if several else "") + pointer[len(alone) :]


def spot_of(whole: Whole, offset: int) -> lines.Place:
    """Return line and column of the start of a piece. Asked in order, the file is read once."""
    if whole.reached > offset:
        whole.reached, whole.spot = 0, lines.Place(1, 1)
    if whole.reached == 0 and whole.data[:3] == b"\xef\xbb\xbf":
        whole.reached = 3
    while whole.reached < offset:
        stop = min(offset, whole.reached + STRIDE)
        # never inside a character, never between the two characters of a line end
        while stop < offset and (0x80 <= whole.data[stop] < 0xC0 or whole.data[stop] == 10):
            stop += 1
        whole.spot = after(whole.spot, whole.data[whole.reached : stop].decode())
        whole.reached = stop
    return whole.spot


def after(spot: lines.Place, text: str) -> lines.Place:
    """Return the place after a text that begins at a place."""
    ends = [end.end() for end in LINE_END.finditer(text)]
    if not ends:
        return lines.Place(spot.line, spot.column + len(text))
    return lines.Place(spot.line + len(ends), len(text) - ends[-1] + 1)
