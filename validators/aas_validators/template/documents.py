"""Read the documents of a file that is used, not checked: JSON, XML, or every environment of a package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from aas_validators.diagnostics import Diagnostic, Location, Sentence, Severity
from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.document.locate import Document, JsonText, XmlText, located, of_flaw
from aas_validators.document.source import Source
from aas_validators.document.xml_view import item_of, object_of
from aas_validators.kinds import kind_of_bytes
from aas_validators.limits import DEFAULT_LIMITS, Limits
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.package.entries import PartError
from aas_validators.package.opening import diagnostic, open_package
from aas_validators.recognise import NOT_AAS, OTHER_METAMODEL, old_json, root_of_xml, version_of_xml
from aas_validators.syntax.json_text import parse_json
from aas_validators.syntax.text_encoding import decode_json, decode_xml
from aas_validators.syntax.xml_text import parse_xml


@dataclass(frozen=True, slots=True)
class Opened:
    """A document, or why there is none."""

    document: Document | None
    findings: tuple[Diagnostic, ...] = ()


def open_documents(source: bytes | Path, name: str | None, limits: Limits = DEFAULT_LIMITS) -> Iterator[Opened]:
    """Yield the documents of a file. Raises OSError if it cannot be read."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    if kind_of_bytes(data[:4096]) != "aasx":
        yield opened(data, Source(name), limits)
        return
    with open_package(data, limits, name=name) as package:
        if not package.specs:
            yield Opened(None, tuple(f for f in package.findings if f.severity is Severity.ERROR))
        for part in package.specs:
            try:
                yield opened(package.read(part), Source(name, part), limits)
            except PartError as error:
                yield Opened(None, (diagnostic(error.flaw, package, part),))


def opened(data: bytes, source: Source, limits: Limits) -> Opened:
    """Return the document in some bytes."""
    match kind_of_bytes(data[:4096]):
        case "json":
            return opened_json(data, source, limits)
        case "xml":
            return opened_xml(data, source, limits)
        case other:
            return refused(
                source,
                Finding(NOT_AAS, (), {"problem": Sentence(f"its kind is {other}", f"파일 종류가 {other}입니다")}),
            )


def opened_json(data: bytes, source: Source, limits: Limits) -> Opened:
    """Return the document of a JSON text."""
    decoded = decode_json(data)
    if decoded.text is None:
        return Opened(None, tuple(of_flaw(flaw, source) for flaw in decoded.flaws))
    parsed = parse_json(decoded.text, limits)
    if not parsed.ok:
        return Opened(None, tuple(of_flaw(flaw, source) for flaw in parsed.flaws))
    if version := old_json(parsed.value):
        return refused(source, Finding(OTHER_METAMODEL, (), {"version": version}))
    return Opened(JsonText(source, decoded.text, parsed.value))


def opened_xml(data: bytes, source: Source, limits: Limits) -> Opened:
    """Return the document of an XML text."""
    decoded = decode_xml(data)
    if decoded.text is None:
        return Opened(None, tuple(of_flaw(flaw, source) for flaw in decoded.flaws))
    parsed = parse_xml(decoded.text, limits)
    if parsed.tree is None:
        return Opened(None, tuple(of_flaw(flaw, source) for flaw in parsed.flaws))
    version = version_of_xml(parsed.tree)
    root = root_of_xml(parsed.tree, version) if version in VERSIONS else None
    if version is None or root is None:
        return refused(source, Finding(OTHER_METAMODEL, (), {"version": version or "unknown"}))
    value: Json
    if root.is_list:
        value = [item_of(child, version) for child in parsed.tree.iterchildren(etree.Element)]
    else:
        value = object_of(parsed.tree, root.name, version)
    name = None if root.is_list else root.name
    return Opened(XmlText(source, parsed.tree, parsed.data, value, name, version))


def refused(source: Source, finding: Finding) -> Opened:
    """Return a document that is not looked into."""
    where = Location(file=source.file, part=source.part)
    return Opened(None, (Diagnostic(finding.rule, where, finding.values),))


def submodels_in(value: Json) -> Iterator[tuple[Pointer, dict[str, Json]]]:
    """Yield the submodels of an environment, of a list, or the one the document is."""
    if isinstance(value, dict) and value.get("modelType") == "Submodel":
        yield (), value
        return
    held = value.get("submodels") if isinstance(value, dict) else value
    start: Pointer = ("submodels",) if isinstance(value, dict) else ()
    for number, item in enumerate(held if isinstance(held, list) else ()):
        if isinstance(item, dict) and item.get("modelType") == "Submodel":
            yield (*start, number), item


def findings_in(document: Document, findings: list[Finding]) -> tuple[Diagnostic, ...]:
    """Return findings about a document with their places."""
    return tuple(located(document, findings))
