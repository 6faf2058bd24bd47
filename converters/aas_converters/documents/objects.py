"""Read a written document back as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

from lxml import etree

from aas_converters.letters.script import NAMESPACES, Metamodel
from aas_validators.check import check_file
from aas_validators.diagnostics import Diagnostic, Severity
from aas_validators.document.xml_view import object_of
from aas_validators.kinds import kind_of_bytes
from aas_validators.layers import Layer
from aas_validators.limits import DEFAULT_LIMITS
from aas_validators.package.opening import open_package

VERSIONS: Final = {namespace: version for version, namespace in NAMESPACES.items()}


def environments(path: Path) -> Iterator[tuple[Metamodel | None, dict[str, Any]]]:
    """Yield the environments of a file of ours as plain data, with the metamodel version where the file tells it.

    For files that `check_file` accepts: what is not an environment of metamodel 3.0 or 3.1 raises ValueError.
    """
    for _, data in texts_of(path):
        yield environment(data)


def read_environments(path: Path) -> tuple[list[tuple[str, dict[str, Any]]], list[Diagnostic]]:
    """Return the environments of any AAS file, each with a name for a person, and why others could not be read.

    A single submodel or shell is put into an environment of its own.
    """
    found: list[tuple[str, dict[str, Any]]] = []
    findings = [f for f in check_file(path, layers=(Layer.PACKAGE, Layer.SYNTAX)) if f.severity is Severity.ERROR]
    if findings:
        return [], findings
    for name, data in texts_of(path):
        _, content = environment(data)
        found.append((name, content))
    return found, findings


def texts_of(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every environment in a file."""
    if path.suffix.lower() != ".aasx":
        yield path.name, path.read_bytes()
        return
    with open_package(path) as package:
        for part in package.specs:
            yield f"{path.name}!{part}", package.read(part)


def environment(data: bytes) -> tuple[Metamodel | None, dict[str, Any]]:
    """Return the environment in the bytes of a part."""
    kind = kind_of_bytes(data[:4096])
    if kind == "rdf":
        return rdf_environment(data)
    if kind != "xml":
        return None, json.loads(data)
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    version = VERSIONS.get(etree.QName(root).namespace or "")
    if version is None:
        raise ValueError("this is no environment of metamodel 3.0 or 3.1")
    return cast("Metamodel", version), object_of(root, "Environment", version)


def rdf_environment(data: bytes) -> tuple[Metamodel, dict[str, Any]]:
    """Return the environment that RDF describes."""
    from aas_validators.rdf.read import metamodel_of, read_rdf  # late: only RDF needs rdflib
    from aas_validators.rdf.syntax import parse_rdf

    parsed = parse_rdf(data, DEFAULT_LIMITS)
    version = metamodel_of(parsed.statements) if parsed.statements is not None else None
    if parsed.statements is None or version not in NAMESPACES:
        raise ValueError("this is no environment of metamodel 3.0 or 3.1")
    return cast("Metamodel", version), read_rdf(parsed.statements, version, DEFAULT_LIMITS.depth).value
