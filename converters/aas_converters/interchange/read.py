"""Read any AAS file as plain data: JSON, XML, RDF or a package; an environment, one instance or a list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any, Final, cast

from aas_converters.documents.forms import DocumentForm
from aas_converters.interchange.content import Attachment, Content, Environment, Part
from aas_converters.interchange.unknown_xml import add_unknown
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity
from aas_validators.document.locate import XmlText, located
from aas_validators.document.source import Source
from aas_validators.exact import assess_document
from aas_validators.kinds import kind_of_bytes
from aas_validators.layers import Layer
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS
from aas_validators.package.entries import PartError
from aas_validators.package.opening import CONTENT_TYPES as TYPES_PART
from aas_validators.package.opening import Package, diagnostic, open_package
from aas_validators.package.relationships import SIGNATURE
from aas_validators.task import Assessment, Task

NO_ENVIRONMENT: Final = Rule(
    code="SRC080",
    name="no-identifiable",
    severity=Severity.ERROR,
    message=Sentence(
        "this is {root}, which stands in no environment by itself",
        "이 파일은 {root}이며 단독으로 환경에 들어갈 수 없습니다",
    ),
    hint=Sentence(
        "give an environment, a shell, a submodel or a concept description",
        "환경, AAS, 서브모델 또는 개념 설명 파일을 지정하십시오",
    ),
    why=Sentence(
        "An environment holds shells, submodels and concept descriptions only.",
        "환경에는 AAS, 서브모델, 개념 설명만 들어갑니다.",
    ),
)
SIGNED: Final = Rule(
    code="SRC081",
    name="signature-not-kept",
    severity=Severity.WARNING,
    message=Sentence(
        "the package is signed; {name} is not kept", "서명된 패키지입니다. {name}은(는) 유지되지 않습니다"
    ),
    hint=Sentence("sign the new package", "새 패키지에 다시 서명하십시오"),
    why=Sentence("A signature holds for the bytes that were signed.", "서명은 서명할 당시의 바이트에만 유효합니다."),
)

READ: Final = Task(layers=frozenset({Layer.SYNTAX, Layer.ATTRIBUTES}), fast=False)
"""What is asked of a document so that nothing is read that is not there, and nothing lost unsaid."""
FORMS_BY_KIND: Final[dict[str, DocumentForm]] = {"json": "json", "xml": "xml"}
RDF_FORMS: Final = {".ttl": "ttl", ".nt": "nt", ".rdf": "rdf", ".jsonld": "jsonld"}


def open_content(file: str | PathLike[str]) -> Content:
    """Open a file and read its environments. What is wrong with it is in the findings; OSError comes from the disk."""
    path = Path(file)
    with path.open("rb") as stream:
        head = stream.read(4096)
    if kind_of_bytes(head) == "aasx":
        return package_content(path)
    part, findings = read_part(path.read_bytes(), path.name, Source(str(path)))
    return Content(str(path), (part,) if part else (), {}, None, tuple(findings))


def package_content(path: Path) -> Content:
    """Return what a package holds; it stays open."""
    package = open_package(path, name=str(path))
    findings = [finding for finding in package.findings if finding.severity is Severity.ERROR]
    parts: list[Part] = []
    for name in package.specs:
        try:
            data = package.read(name)
        except PartError as error:
            findings.append(diagnostic(error.flaw, package, name))
            continue
        part, said = read_part(data, name, Source(str(path), name), package.supplements.get(name, ()))
        findings.extend(said)
        parts.extend([part] if part else [])
    attachments = {one.name: one for one in attached(package)}
    findings.extend(signed(package))
    return Content(str(path), tuple(parts), attachments, package.thumbnail, tuple(findings), package)


def attached(package: Package) -> Iterator[Attachment]:
    """Yield the files of a package that neither make it a package nor are environments."""
    origins = {package.find(r.target) for r in package.relationships if r.target and r.role == "aasx-origin"}
    signatures = {package.find(r.target) for r in package.relationships if r.target and r.type.startswith(SIGNATURE)}
    left = {*package.specs, *origins, *signatures}
    for part in package.parts.values():
        if part.name not in left and not part.name.endswith(".rels") and part.name != f"/{TYPES_PART}":
            yield Attachment(part.name, part.content_type, partial(package.chunks, part.name))


def signed(package: Package) -> Iterator[Diagnostic]:
    """Yield a finding for each signature: it would not hold for what is written."""
    for relationship in package.relationships:
        if relationship.type.startswith(SIGNATURE) and relationship.target:
            yield Diagnostic(SIGNED, Location(file=package.name), {"name": relationship.target})


def read_part(
    data: bytes, name: str, source: Source, supplements: tuple[str, ...] = ()
) -> tuple[Part | None, list[Diagnostic]]:
    """Return a document as an environment, None where it cannot be read, and what is wrong with it."""
    kind = kind_of_bytes(data[:4096])
    found = assess_document(data, kind, READ, source)
    document = found.document
    if document is None:
        # late: only old files need it
        from aas_converters.interchange.metamodel_2.read import read_2

        old = read_2(data, name, kind, source, supplements)
        return old or (None, list(found.findings))
    environment = environment_of(document.value, found)
    if environment is None:
        where = Location(file=source.file, part=source.part)
        return None, [*found.findings, Diagnostic(NO_ENVIRONMENT, where, {"root": found.root or kind})]
    form = FORMS_BY_KIND.get(kind) or cast(DocumentForm, RDF_FORMS.get(Path(name).suffix.lower(), "ttl"))
    unknown: list[Diagnostic] = []
    if isinstance(document, XmlText):
        unknown = located(document, list(add_unknown(document)))
        metamodel: str | None = document.metamodel
    else:
        metamodel = found.metamodels[0] if kind == "rdf" and found.metamodels else None
    return Part(name, form, metamodel, environment, supplements), [*found.findings, *unknown]


def environment_of(value: Any, found: Assessment) -> Environment | None:
    """Return an environment with what a document holds, None where that is nothing of one."""
    if found.root == "Environment" and isinstance(value, dict):
        return value
    name = (found.root or "").removeprefix("list of ")
    for attribute, held in ENVIRONMENT_LISTS.items():
        if name == held:
            return {attribute: value if isinstance(value, list) else [value]}
    return None
