"""Assess a document or package exactly: schema, SDK and our own rules, each finding at its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lxml import etree

from aas_validators.check_document import check_document
from aas_validators.diagnostics import Diagnostic, Location, Sentence, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Json
from aas_validators.document.locate import Document, JsonText, XmlText, located, of_flaw
from aas_validators.document.source import Source
from aas_validators.document.xml_view import item_of, object_of
from aas_validators.kinds import Kind
from aas_validators.layers import Layer
from aas_validators.metamodel.identifiers import Index
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.package.check import check_package
from aas_validators.package.opening import open_package
from aas_validators.positions.xml_places import local_name
from aas_validators.recognise import (
    ANY_ELEMENT,
    NOT_AAS,
    OTHER_METAMODEL,
    OTHER_THAN_ASKED,
    UNKNOWN_NAMESPACE,
    Root,
    newer_json,
    old_json,
    root_of_json,
    root_of_xml,
    unknown_root,
    version_of_xml,
)
from aas_validators.syntax.json_text import parse_json
from aas_validators.syntax.text_encoding import decode_json, decode_xml
from aas_validators.syntax.xml_text import parse_xml
from aas_validators.task import Assessment, Task

AssessBytes = Callable[[bytes, Task, Source], Assessment]
"""Assesses a document in memory, fast where it can be."""


def assess_document(data: bytes, kind: Kind, task: Task, source: Source) -> Assessment:
    """Return the assessment of anything but a package."""
    match kind:
        case "xml":
            return assess_xml(data, task, source)
        case "json":
            return assess_json(data, task, source)
        case "rdf":
            from aas_validators.rdf.assess import assess_rdf  # late: only RDF needs rdflib

            return assess_rdf(data, task, source)
    # Bytes that are no text at all are told apart from text that is no document.
    decoded = decode_json(data)
    if decoded.text is None:
        return Assessment(kind, (), None, tuple(of_flaw(flaw, source) for flaw in decoded.flaws))
    start = shown(decoded.text[:20].lstrip())
    problem = Sentence(f"it starts with {start}", f"{start}(으)로 시작합니다")
    return refused(kind, source, Finding(NOT_AAS, (), {"problem": problem}))


def refused(kind: Kind, source: Source, finding: Finding) -> Assessment:
    """Return the assessment of a file that is not looked into."""
    where = Location(file=source.file, part=source.part)
    return Assessment(kind, (), None, (Diagnostic(finding.rule, where, finding.values),))


def assess_package(package: bytes | Path, task: Task, name: str | None, assess_bytes: AssessBytes) -> Assessment:
    """Return the assessment of an AASX package and of every environment in it."""
    with open_package(package, task.limits, name=name) as opened:
        if len(opened.specs) > 1:
            task = replace(task, fast=False)  # their contents are compared with each other
        parts: list[Assessment] = []
        # What one of several parts refers to may stand in another; the package looks at them together.
        alone = replace(task, layers=frozenset(task.layers) - {Layer.REFERENCES})

        def assess_part(data: bytes, part: str) -> Assessment:
            found = assess_bytes(data, alone if len(opened.specs) > 1 else task, Source(name, part))
            parts.append(found)
            return found

        findings = tuple(check_package(opened, task.layers, assess_part))
    versions = tuple(v for v in VERSIONS if parts and all(v in part.metamodels for part in parts))
    return Assessment("aasx", versions, "Environment", findings)


def assess_json(data: bytes, task: Task, source: Source) -> Assessment:
    """Return the assessment of a JSON document under the version asked for, or under each."""
    decoded = decode_json(data)
    flaws = [of_flaw(flaw, source) for flaw in decoded.flaws]
    if decoded.text is None:
        return Assessment("json", (), None, tuple(flaws))
    parsed = parse_json(decoded.text, task.limits)
    flaws.extend(of_flaw(flaw, source) for flaw in parsed.flaws)
    if not parsed.ok:
        return Assessment("json", (), None, tuple(flaws))
    document = JsonText(source, decoded.text, parsed.value)
    if parsed.findings:
        return Assessment("json", (), None, (*flaws, *located(document, parsed.findings)))
    value = parsed.value
    if version := old_json(value):
        return Assessment(
            "json", (), None, tuple(located(document, [Finding(OTHER_METAMODEL, (), {"version": version})]))
        )
    root = asked_root(task) or root_of_json(value)
    if root is None or root.is_list != isinstance(value, list):
        finding = unknown_root(value, root)
        return Assessment("json", (), None, (*flaws, *located(document, [finding])))
    versions = VERSIONS if task.metamodel == "auto" else (task.metamodel,)
    found = {version: findings_of(document, root, version, task) for version in versions}
    valid = tuple(version for version in versions if not errors(found[version]))
    best = valid[-1] if valid else min(reversed(versions), key=lambda version: errors(found[version]))
    findings = found[best]
    if not valid and newer_json(value):
        findings = [Finding(OTHER_METAMODEL, (), {"version": "3.2"}), *findings]
    broken = any(flaw.severity is Severity.ERROR for flaw in flaws)
    everything = (*flaws, *located(document, findings))
    return Assessment("json", () if broken else valid, str(root), everything, document)


def asked_root(task: Task) -> Root | None:
    """Return the root that the caller named."""
    if task.root is None:
        return None
    return Root(task.root.removeprefix("list of "), task.root.startswith("list of "))


def findings_of(document: Document, root: Root, metamodel: str, task: Task) -> list[Finding]:
    """Return the findings about a document under one version."""
    return list(check_document(document, root, metamodel, task.layers, Index(), task.find_model, task.own))


def errors(findings: list[Finding]) -> int:
    """Return how many findings are errors."""
    return sum((finding.severity or finding.rule.severity) is Severity.ERROR for finding in findings)


def assess_xml(data: bytes, task: Task, source: Source) -> Assessment:
    """Return the assessment of an XML document under the version of its namespace."""
    decoded = decode_xml(data)
    flaws = [of_flaw(flaw, source) for flaw in decoded.flaws]
    if decoded.text is None:
        return Assessment("xml", (), None, tuple(flaws))
    parsed = parse_xml(decoded.text, task.limits)
    flaws.extend(of_flaw(flaw, source) for flaw in parsed.flaws)
    if parsed.tree is None:
        return Assessment("xml", (), None, tuple(flaws))
    tree = parsed.tree
    version = version_of_xml(tree)
    if version not in VERSIONS:
        return Assessment("xml", (), None, (*flaws, *located(bare(source, tree, parsed.data), [alien(tree, version)])))
    if task.metamodel not in ("auto", version):
        finding = Finding(OTHER_THAN_ASKED, (), {"version": version, "asked": task.metamodel})
        return Assessment("xml", (), None, (*flaws, *located(bare(source, tree, parsed.data), [finding])))
    root = asked_root(task) or root_of_xml(tree, version)
    if root is None or root != root_of_xml(tree, version):
        finding = unknown_root(local_name(tree), root, ANY_ELEMENT)
        return Assessment("xml", (), None, (*flaws, *located(bare(source, tree, parsed.data), [finding])))
    value: Json
    if root.is_list:
        value = [item_of(child, version) for child in tree.iterchildren(etree.Element)]
    else:
        value = object_of(tree, root.name, version)
    document = XmlText(source, tree, parsed.data, value, None if root.is_list else root.name, version)
    findings = findings_of(document, root, version, task)
    everything = (*flaws, *located(document, findings))
    return Assessment("xml", () if errors(findings) else (version,), str(root), everything, document)


def bare(source: Source, tree: etree._Element, data: bytes) -> XmlText:
    """Return an XML document of which only the root element is known."""
    return XmlText(source, tree, data, None, None, VERSIONS[-1])


def alien(tree: etree._Element, version: str | None) -> Finding:
    """Return the finding for a root element that is not of a version we know."""
    if version is not None:
        return Finding(OTHER_METAMODEL, (), {"version": version})
    namespace = etree.QName(tree).namespace or "none"
    return Finding(UNKNOWN_NAMESPACE, (), {"root": shown(local_name(tree)), "namespace": shown(namespace)})
