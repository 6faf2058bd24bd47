"""Read any AAS file as plain data, and write plain data as any AAS file: JSON, XML, RDF, bare or in a package.

What cannot be read whole is not read at all: what the schema does not know would be gone without a word. What the
target cannot hold is named."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from aas_converters.documents.aasx import write_package
from aas_converters.documents.environment import whole
from aas_converters.documents.forms import PACKAGE, DocumentForm, form_of, is_rdf
from aas_converters.documents.segments import SegmentWriter
from aas_converters.documents.target import replaced, scratch_beside
from aas_converters.letters.script import Metamodel, Script
from aas_converters.rdf.rules import FILES_LEFT, NOT_CARRIED
from aas_converters.rdf.write import identifiables, strays, write_rdf
from aas_validators.check import Task, assess_file
from aas_validators.diagnostics import Diagnostic, Location, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import pointer_text
from aas_validators.layers import Layer
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS
from aas_validators.package.opening import open_package
from aas_validators.recognise import unknown_root

WHOLE: Final = frozenset([Layer.PACKAGE, Layer.SYNTAX, Layer.SCHEMA, Layer.ATTRIBUTES])
"""What must be in order before a file can be read without losing anything."""

Environment = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: one environment, the metamodel versions it can be, and files beside the environment."""

    environment: Environment
    metamodels: tuple[Metamodel, ...]
    files: tuple[str, ...] = ()


def read_content(path: Path, layers: Collection[Layer] = WHOLE) -> tuple[Content | None, list[Diagnostic]]:
    """Return the content of any AAS file, or None, and what is wrong with it.

    Parts of a package become one environment, and so does a single shell, submodel or concept description. Of files in
    a package only the names are read. `layers` are what is looked for first; with fewer, what the schema does not know
    is left out in silence. OSError comes from the disk."""
    found = assess_file(path, Task(layers=layers, fast=False))
    findings = list(found.findings)
    if not found.ok or found.root is None:
        return None, findings
    if found.kind != "aasx":
        value = found.document.value if found.document is not None else None
        environment = environment_of(value, found.root)
        if environment is None:
            return None, [*findings, Diagnostic(*about(path, unknown_root(found.root, "an environment")))]
        return Content(environment, cast("tuple[Metamodel, ...]", found.metamodels)), findings
    with open_package(path) as package:
        parts = [package.read(part) for part in package.specs]
        beside = (one.target for one in package.relationships if one.type.endswith(("/aas-suppl", "/thumbnail")))
        files = tuple(sorted({target for target in beside if target}))
    whole_environment: Environment = {}
    for data in parts:
        part = assess_file(data, Task(layers=layers, fast=False))
        value = part.document.value if part.document is not None else None
        merge(whole_environment, environment_of(value, part.root or "") or {})
    return Content(whole_environment, cast("tuple[Metamodel, ...]", found.metamodels), files), findings


def environment_of(value: Any, root: str) -> Environment | None:
    """Return a document as an environment: itself, or one around identifiables of a class."""
    if root == "Environment":
        return cast(Environment, value)
    attribute = next((a for a, name in ENVIRONMENT_LISTS.items() if name == root.removeprefix("list of ")), None)
    if attribute is None:
        return None
    return {attribute: value if isinstance(value, list) else [value]}


def merge(environment: Environment, more: Environment) -> None:
    """Add what an environment does not have yet: parts of a package may hold the same in two forms."""
    for attribute, held in more.items():
        known = environment.setdefault(attribute, [])
        texts = {json.dumps(item, sort_keys=True) for item in known}
        known.extend(item for item in held if json.dumps(item, sort_keys=True) not in texts)


def write_content(
    content: Content, target: Path, metamodel: Metamodel, part: DocumentForm = "json"
) -> list[Diagnostic]:
    """Write an environment, in the form of the target's suffix (`part` in a package), and return what is lost.

    Nothing is written where an error is returned. Raises ValueError for an unknown suffix, and for a package that
    would have to hold files of another one; OSError from the disk."""
    form = form_of(target, part)
    if content.files and target.suffix.lower() == PACKAGE:
        raise ValueError(f"{target.name} would need the files of the other package; write .json, .xml or RDF")
    with scratch_beside(target) as scratch:
        text = SegmentWriter(scratch, deflated=target.suffix.lower() == PACKAGE)
        lost = [*write_form(text, content.environment, metamodel, form)]
        findings = [Diagnostic(*about(target, one)) for one in lost]
        if content.files:
            values = {"count": len(content.files), "name": shown(content.files[0])}
            findings.append(Diagnostic(*about(target, Finding(FILES_LEFT, (), values))))
        if any(one.severity is Severity.ERROR for one in findings):
            return findings
        segment = text.finish()
        with replaced(target) as file:
            if target.suffix.lower() == PACKAGE:
                write_package(file, form, [segment])
            else:
                segment.copy_to(file)
    return findings


def write_form(
    text: SegmentWriter, environment: Environment, metamodel: Metamodel, form: DocumentForm
) -> list[Finding]:
    """Write an environment in a form; return what has no place in it."""
    if is_rdf(form):
        return [*strays(environment), *write_rdf(text, identifiables(environment), metamodel, form)]
    if form == "json":
        for piece in json_pieces(environment):
            text.write(piece.encode())
        return []
    script = Script("xml", metamodel)
    try:
        thing = script.sdk.jsonization.environment_from_jsonable(environment)
    except script.sdk.jsonization.DeserializationException as error:
        return [Finding(NOT_CARRIED, (), {"attribute": str(error.path), "value": error.cause})]
    text.write(whole(script, thing).encode())
    return []


def json_pieces(environment: Environment) -> Iterator[str]:
    """Yield the JSON of an environment, an identifiable a line."""
    lists = ((name, [json.dumps(item, ensure_ascii=False) for item in held]) for name, held in environment.items())
    yield "{" + ",\n".join(f"{json.dumps(name)}:[\n" + ",\n".join(items) + "]" for name, items in lists) + "}\n"


def about(path: Path, finding: Finding) -> tuple[Any, Location, Mapping[str, object]]:
    """Return what makes a diagnostic of a finding about a file."""
    pointer = pointer_text(finding.pointer) or None
    return finding.rule, Location(file=str(path), pointer=pointer), finding.values
