"""Find the identifiables of an XML environment, each with its place in the bytes, without parsing them.

Only plain XML is split: in text without comments and CDATA an end tag is what it looks like. If it is not plain after
all, a piece does not parse, and the exact path takes the whole file."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from mmap import mmap

from aas_validators.fast.split_json import Items
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS, element_name

HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml[ \t\r\n]+version=(?:\"1\.0\"|'1\.0')"
    rb"(?:[ \t\r\n]+encoding=([\"'])[uU][tT][fF]-8\1)?"
    rb"(?:[ \t\r\n]+standalone=([\"'])(?:yes|no)\2)?[ \t\r\n]*\?>)?[ \t\r\n]*"
)
ATTRIBUTE = re.compile(
    rb"[ \t\r\n]+((?:[A-Za-z][A-Za-z0-9]*:)?[A-Za-z][A-Za-z0-9]*)="
    rb"(?:\"([\t\r\n !#-%'-;=-~]*)\"|'([\t\r\n -%(-;=-~]*)')"
)
"""An attribute in ASCII without entities; a value ends at the quotation mark it began with."""
ROOT = re.compile(
    rb"<(?:([A-Za-z][A-Za-z0-9]{0,19}):)?([A-Za-z][A-Za-z0-9]*)((?:" + ATTRIBUTE.pattern + rb")*)[ \t\r\n]*>"
)
NAMESPACE = re.compile(rb"https://admin-shell\.io/aas/3/([01])")
BLANK = re.compile(rb"[ \t\r\n]*")
SCHEMA_INSTANCE = b"http://www.w3.org/2001/XMLSchema-instance"
RESERVED = (b"", b"http://www.w3.org/XML/1998/namespace", b"http://www.w3.org/2000/xmlns/")
"""What XML does not let a prefix stand for."""


@dataclass(frozen=True, slots=True)
class XmlFrame:
    """The root of an XML document: its version, its class or list, the prefix of its elements, where it begins."""

    metamodel: str
    root: str
    prefix: bytes
    start: int
    inside: int


def read_frame(data: bytes | mmap) -> XmlFrame | None:
    """Return what the root element says, or None if it says anything unusual."""
    head = HEAD.match(data)
    root = ROOT.match(data, head.end()) if head else None
    if root is None:
        return None
    prefix = root.group(1) or b""
    found = [(name, double or single) for name, double, single in ATTRIBUTE.findall(root.group(3))]
    attributes = dict(found)
    if len(attributes) != len(found):
        return None
    prefixes = {name[6:]: value for name, value in attributes.items() if name.startswith(b"xmlns:")}
    namespace = prefixes.get(prefix) if prefix else attributes.get(b"xmlns")
    version = NAMESPACE.fullmatch(namespace or b"")
    others = [name for name in attributes if name != b"xmlns" and not name.startswith(b"xmlns:")]
    for name in others:
        before, _, last = name.partition(b":")
        if len(others) > 1 or last != b"schemaLocation" or prefixes.get(before) != SCHEMA_INSTANCE:
            return None
    declared = [value for name, value in attributes.items() if name not in others]
    if version is None or b"xml" in prefixes or b"xmlns" in prefixes or any(value in RESERVED for value in declared):
        return None
    mark = prefix + b":" if prefix else b""
    return XmlFrame("3." + version.group(1).decode(), root.group(2).decode(), mark, root.start(), root.end())


def split_xml(data: bytes | mmap, frame: XmlFrame) -> list[Items] | None:
    """Return the lists of an environment in their order, or None if the bytes are anything else."""
    found: list[Items] = []
    here = blank(data, frame.inside)
    closing = b"</" + frame.prefix + b"environment>"
    for attribute, name in ENVIRONMENT_LISTS.items():
        opens, ends = (b"<" + slash + frame.prefix + attribute.encode() + b">" for slash in (b"", b"/"))
        if data[here : here + len(opens)] != opens:
            continue
        here = blank(data, here + len(opens))
        tag = frame.prefix + element_name(name).encode() + b">"
        starts, stops = array("Q"), array("Q")
        while data[here : here + len(ends)] != ends:
            stop = data.find(b"</" + tag, here)
            if stop < 0 or data[here : here + len(tag) + 1] != b"<" + tag:
                return None
            starts.append(here)
            stops.append(stop + len(tag) + 2)
            here = blank(data, stops[-1])
        if not starts:
            return None
        found.append(Items(attribute, starts, stops))
        here = blank(data, here + len(ends))
    if data[here : here + len(closing)] != closing:
        return None
    return found if blank(data, here + len(closing)) == len(data) else None


def blank(data: bytes | mmap, here: int) -> int:
    """Return where the blanks at a place end."""
    match = BLANK.match(data, here)
    return match.end() if match else here


def without_prefix(piece: bytes, prefix: bytes) -> bytes | None:
    """Return a piece whose elements have no prefix any more, or None if not all of them had it."""
    if not prefix:
        return piece
    if piece.count(b"<") != piece.count(b"<" + prefix) + piece.count(b"</" + prefix):
        return None
    return piece.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")
