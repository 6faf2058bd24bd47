"""What other tools stumble over, looked for in one file: the facts that the answers are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from lxml import etree

from aas_validators.check import assess_file
from aas_validators.diagnostics import Severity
from aas_validators.document.source import Source
from aas_validators.exact import assess_document
from aas_validators.kinds import kind_of_bytes
from aas_validators.layers import Layer
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.metamodel.walk import Node, walk
from aas_validators.package.entries import PartError
from aas_validators.package.files import is_local
from aas_validators.package.opening import Package, open_package
from aas_validators.package.relationships import OLD_RELATIONSHIPS, resolved
from aas_validators.positions.id_short_path import id_short_path
from aas_validators.recognise import newer_json, old_json, version_of_xml
from aas_validators.task import Metamodel, Task

Relations = Literal["plain", "www", "none"]
DENSE: Final = 100
"""Times a part may shrink before Java tools take the package for an attack."""
HELD_BY_PARSER: Final = ("Property", "SubmodelElementCollection", "ReferenceElement")
"""The elements that the parser of the Korean programme keeps."""


@dataclass(slots=True)
class Symptoms:
    """What was found. Each text names the first place, None where there is none.

    `forms` are the forms of the environments (`json`, `xml`, `rdf`), `versions` what their texts name: `2.0` … `3.2`,
    None for JSON that names none. `valid` are the versions in which everything is valid.
    """

    packed: bool = False
    forms: list[str] = field(default_factory=list)
    versions: list[str | None] = field(default_factory=list)
    valid: tuple[str, ...] = ()
    relations: Relations = "plain"
    attachments: int = 0
    missing_file: str | None = None
    blank_in_name: str | None = None
    hyphen: str | None = None
    named_in_list: str | None = None
    without_value: str | None = None
    not_kept_by_parser: str | None = None
    twins: str | None = None
    dense: str | None = None
    first_error: str | None = None
    unreadable: str | None = None

    @property
    def version(self) -> str | None:
        """The one version that the texts name; None where none does or they differ."""
        named = {version for version in self.versions if version}
        return named.pop() if len(named) == 1 else None


def symptoms_of(path: Path) -> Symptoms:
    """Look for everything in a file. OSError comes from the disk."""
    found = Symptoms()
    with path.open("rb") as file:
        head = file.read(4096)
    if kind_of_bytes(head) == "aasx":
        found.packed = True
        with open_package(path) as package:
            of_package(package, found)
    else:
        of_document(path.read_bytes(), path.name, found, None)
    if found.forms and not found.unreadable:
        of_validity(path, found)
    return found


def of_package(package: Package, found: Symptoms) -> None:
    """Look at the package itself and at every environment in it."""
    types = [one.type for one in package.relationships]
    found.relations = "www" if any(one.startswith(OLD_RELATIONSHIPS) for one in types) else "plain"
    if not package.specs:
        found.relations = "none" if found.relations == "plain" else "www"
        found.unreadable = "/"
    found.attachments = sum(len(names) for names in package.supplements.values())
    found.blank_in_name = next((name for name in package.parts if " " in name), None)
    for info in package.entries.values():
        if info.compress_size and info.file_size / info.compress_size > DENSE:
            found.dense = found.dense or "/" + info.filename
    for name in package.specs:
        try:
            of_document(package.read(name), name, found, package)
        except PartError:
            found.unreadable = name


def of_document(data: bytes, name: str, found: Symptoms, package: Package | None) -> None:
    """Look at one environment."""
    kind = kind_of_bytes(data[:4096])
    document = assess_document(data, kind, Task(layers=frozenset({Layer.SYNTAX}), fast=False), Source(name)).document
    value: Any = document.value if document is not None else None
    found.forms.append(kind)
    found.versions.append(version_of(data, kind, value))
    if value is None:
        if found.versions[-1] not in ("2.0", "3.2"):
            found.unreadable = name
        return
    for node in walk(value, "Environment", VERSIONS[-1]):
        of_node(node, value, name, found, package)


def version_of(data: bytes, kind: str, value: Any) -> str | None:
    """Return the version that a text names, or shows by what it says."""
    if kind == "xml":
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        except etree.XMLSyntaxError:
            return None
        return version_of_xml(root)
    if kind == "json":
        import json

        try:
            loaded = value if value is not None else json.loads(data)
        except ValueError:
            return None
        return old_json(loaded) or ("3.2" if newer_json(loaded) else None)
    return None


def of_node(node: Node, document: Any, part: str, found: Symptoms, package: Package | None) -> None:
    """Look at one object."""
    where = id_short_path(document, node.pointer) or part
    name = node.text("idShort")
    listed = node.parent is not None and node.parent.name == "SubmodelElementList" and node.attribute == "value"
    if name and "-" in name:
        found.hyphen = found.hyphen or where
    if name and listed:
        found.named_in_list = found.named_in_list or where
    if node.name == "Property" and node.value.get("value") in (None, ""):
        found.without_value = found.without_value or where
    in_tree = node.attribute in ("submodelElements", "value") and "modelType" in node.value and not listed
    if in_tree and node.name not in HELD_BY_PARSER:
        found.not_kept_by_parser = found.not_kept_by_parser or where
    for attribute in ("submodelElements", "value"):
        names = [item.get("idShort") for _, item in node.items(attribute) if item.get("idShort")]
        if len(names) != len(set(map(str, names))):
            found.twins = found.twins or where
    attribute = {"File": "value", "Resource": "path"}.get(node.name, "")
    path = node.text(attribute) if attribute else None
    if package is not None and path and is_local(path):
        target = resolved(path.removeprefix("file://"), part)
        if target is None or package.find(target) is None:
            found.missing_file = found.missing_file or where


def of_validity(path: Path, found: Symptoms) -> None:
    """Find the versions in which a file is valid, and its first error in the version it names."""
    valid = []
    versions: tuple[Metamodel, ...] = ("3.0", "3.1")
    for version in versions:
        assessed = assess_file(path, Task(metamodel=version))
        errors = list(errors_in(assessed.findings))
        if not errors:
            valid.append(version)
        elif found.first_error is None and found.version in (None, version):
            found.first_error = errors[0]
    found.valid = tuple(valid)


def errors_in(findings: Any) -> Iterator[str]:
    """Yield the errors as places with codes."""
    for one in findings:
        if one.severity is Severity.ERROR:
            yield f"{one.rule.code} {one.where.path or one.where.part or ''}".strip()
