"""Write an AASX package (IDTA-01005): the plain subset of the Open Packaging Conventions that every tool opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape  # xml.sax.saxutils would import HTTP and TLS into every start
from typing import BinaryIO, Final

from aas_converters.documents.forms import CONTENT_TYPES, DocumentForm
from aas_converters.documents.segments import Segment
from aas_converters.documents.zip_writer import ZipWriter

ORIGIN_PART: Final = "/aasx/aasx-origin"
SUPPLEMENTS: Final = "/aasx/suppl/"
RELATIONSHIPS: Final = "http://admin-shell.io/aasx/relationships/"
OPC: Final = "http://schemas.openxmlformats.org/package/2006/"


@dataclass(frozen=True, slots=True)
class Supplement:
    """A file of the package beside the environment: its name below `SUPPLEMENTS`, media type and bytes."""

    name: str
    content_type: str
    segment: Segment


def write_package(
    file: BinaryIO, format_: DocumentForm, environment: list[Segment], supplements: Sequence[Supplement] = ()
) -> None:
    """Write a package with one environment part and its supplementary files."""
    part = f"/aasx/data.{format_}"
    archive = ZipWriter(file)
    types: dict[str, str] = {format_: CONTENT_TYPES[format_]}
    types.update({one.name.rpartition(".")[2]: one.content_type for one in supplements})
    archive.add("[Content_Types].xml", content_types(types, {ORIGIN_PART: "text/plain"}))
    archive.add("_rels/.rels", relationships([("r1", RELATIONSHIPS + "aasx-origin", ORIGIN_PART)]))
    archive.add(ORIGIN_PART[1:], b"Intentionally empty.")
    archive.add("aasx/_rels/aasx-origin.rels", relationships([("r1", RELATIONSHIPS + "aas-spec", part)]))
    archive.add_segments(part[1:], environment)
    if supplements:
        rows = [(f"r{i}", RELATIONSHIPS + "aas-suppl", SUPPLEMENTS + one.name) for i, one in enumerate(supplements, 1)]
        archive.add(f"aasx/_rels/data.{format_}.rels", relationships(rows))
    for one in supplements:
        archive.add_segments((SUPPLEMENTS + one.name)[1:], [one.segment])
    archive.close()


def content_types(defaults: dict[str, str], overrides: dict[str, str]) -> bytes:
    """Return the part that gives each part its media type, by extension or by name."""
    types = {"rels": "application/vnd.openxmlformats-package.relationships+xml", **defaults}
    lines = [f"<Default Extension={quoted(e)} ContentType={quoted(t)}/>" for e, t in types.items()]
    lines += [f"<Override PartName={quoted(p)} ContentType={quoted(t)}/>" for p, t in overrides.items()]
    return document(f'<Types xmlns="{OPC}content-types">', lines, "</Types>")


def relationships(rows: list[tuple[str, str, str]]) -> bytes:
    """Return a relationship part from rows of id, type and target."""
    lines = [f"<Relationship Id={quoted(i)} Type={quoted(t)} Target={quoted(p)}/>" for i, t, p in rows]
    return document(f'<Relationships xmlns="{OPC}relationships">', lines, "</Relationships>")


def document(opening: str, lines: list[str], closing: str) -> bytes:
    """Return a small XML document, a line per element."""
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', opening, *lines, closing, ""]).encode()


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, in its quotes."""
    return f'"{escape(text)}"'
