"""Look up line, column and idShort path of findings, one reading of the text for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from aas_validators.diagnostics import Diagnostic, Location
from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Json, Pointer, pointer_text
from aas_validators.document.source import Source
from aas_validators.document.xml_view import element_at
from aas_validators.positions import json_places, xml_places
from aas_validators.positions.id_short_path import id_short_path
from aas_validators.syntax.text_encoding import Flaw


@dataclass(frozen=True, slots=True)
class JsonText:
    """A JSON document: its text and its value."""

    source: Source
    text: str
    value: Json


@dataclass(frozen=True, slots=True)
class XmlText:
    """An XML document: its tree, the UTF-8 bytes it was read from, and the same as plain data.

    `root` is the class of the root, None for a list; `metamodel` chose the classes."""

    source: Source
    tree: etree._Element
    data: bytes
    value: Json
    root: str | None
    metamodel: str


@dataclass(frozen=True, slots=True)
class RdfText:
    """An RDF document as plain data, with the name of the node of each identifiable."""

    source: Source
    value: Json
    subjects: Mapping[Pointer, str]


Document = JsonText | XmlText | RdfText


def located(document: Document, findings: Sequence[Finding]) -> list[Diagnostic]:
    """Return the findings about a document as diagnostics in the order of their places."""
    if not findings:
        return []
    match document:
        case JsonText():
            found = in_json(document, findings)
        case XmlText():
            found = in_xml(document, findings)
        case RdfText():
            return in_rdf(document, findings)
    return sorted(found, key=lambda d: (d.where.line or 0, d.where.column or 0, d.rule.code))


def in_json(document: JsonText, findings: Sequence[Finding]) -> list[Diagnostic]:
    """Return findings with places in a JSON text."""
    places = json_places.places(document.text, {finding.pointer for finding in findings})
    found = []
    for finding in findings:
        place = places.get(finding.pointer) or places.get(())
        spot = (place.name if finding.at_name else place.value) if place else None
        where = Location(
            file=document.source.file,
            part=document.source.part,
            path=id_short_path(document.value, finding.pointer),
            pointer=pointer_text(finding.pointer),
            line=spot.line if spot else None,
            column=spot.column if spot else None,
        )
        found.append(diagnostic(finding, where))
    return found


def in_xml(document: XmlText, findings: Sequence[Finding]) -> list[Diagnostic]:
    """Return findings with places in an XML text."""
    elements = [element_of(document, finding) for finding in findings]
    paths = [xml_places.element_path(element) for element in elements]
    places = xml_places.places(document.data, set(paths))
    found = []
    for finding, element, path in zip(findings, elements, paths, strict=True):
        place = places.get(path)
        where = Location(
            file=document.source.file,
            part=document.source.part,
            path=id_short_path(document.value, finding.pointer),
            pointer=xml_places.x_path(element),
            line=place.line if place else None,
            column=place.column if place else None,
        )
        found.append(diagnostic(finding, where))
    return found


def in_rdf(document: RdfText, findings: Sequence[Finding]) -> list[Diagnostic]:
    """Return findings with the node they are about: that of the identifiable, and the attributes from there.

    Statements have no order that means anything, so the findings come in that of the data."""
    found = []
    for finding in findings:
        subject = document.subjects.get(finding.pointer[:2])
        where = Location(
            file=document.source.file,
            part=document.source.part,
            path=id_short_path(document.value, finding.pointer),
            pointer=subject + pointer_text(finding.pointer[2:]) if subject else pointer_text(finding.pointer),
        )
        found.append(diagnostic(finding, where))
    return found


def element_of(document: XmlText, finding: Finding) -> etree._Element:
    """Return the element a finding is about."""
    if finding.element is None:
        return element_at(document.tree, finding.pointer, document.root, document.metamodel)
    here = document.tree
    for step in finding.element:
        here = here[step]
    return here


def diagnostic(finding: Finding, where: Location) -> Diagnostic:
    """Return a finding at its place."""
    return Diagnostic(rule=finding.rule, where=where, values=finding.values, severity_override=finding.severity)


def of_flaw(flaw: Flaw, source: Source, pointer: Pointer | None = None) -> Diagnostic:
    """Return the diagnostic for a flaw of the text itself."""
    where = Location(
        file=source.file,
        part=source.part,
        pointer=None if pointer is None else pointer_text(pointer),
        line=flaw.place.line if flaw.place else None,
        column=flaw.place.column if flaw.place else None,
    )
    return Diagnostic(rule=flaw.rule, where=where, values=flaw.values)
