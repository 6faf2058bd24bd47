"""Check any AAS file: an AASX package, JSON or XML; an environment, one instance or a list."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from mmap import ACCESS_READ, mmap
from os import PathLike
from pathlib import Path
from typing import Literal

from lxml import etree

from aas_validators.check_document import check_document
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Json
from aas_validators.document.locate import Document, JsonText, Source, XmlText, located, of_flaw
from aas_validators.document.xml_view import item_of, object_of
from aas_validators.layers import ALL_LAYERS, Layer
from aas_validators.limits import DEFAULT_LIMITS, Limits
from aas_validators.metamodel.identifiers import Index
from aas_validators.metamodel.shapes import VERSIONS, shapes
from aas_validators.package.check import check_package
from aas_validators.package.opening import open_package
from aas_validators.positions.xml_places import local_name
from aas_validators.recognise import (
    NOT_AAS,
    OTHER_METAMODEL,
    OTHER_THAN_ASKED,
    RDF_FILE,
    UNKNOWN_NAMESPACE,
    Kind,
    Root,
    kind_of_bytes,
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
from aas_validators.template.check import FindModel

Metamodel = Literal["auto", "3.0", "3.1"]

TOO_LARGE = Rule(
    code="SCH013",
    name="file-too-large",
    severity=Severity.ERROR,
    message=Sentence(
        "the file has {size} bytes, at most {limit} are read",
        "파일이 {size}바이트입니다 (최대 {limit}바이트)",
    ),
    hint=Sentence("raise the size limit if you trust the file", "신뢰하는 파일이면 크기 제한을 올리십시오"),
    why=Sentence(
        "A limit keeps a stranger's file from filling the memory.",
        "제한은 외부 파일이 메모리를 고갈시키는 것을 막습니다.",
    ),
)
"""See `Limits.document_size`."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked of a check."""

    metamodel: Metamodel = "auto"
    root: str | None = None
    layers: Collection[Layer] = ALL_LAYERS
    limits: Limits = DEFAULT_LIMITS
    find_model: FindModel | None = None
    jobs: int = 1
    """Processes that may share the check of one file; what is found never depends on it."""
    fast: bool = True
    """Whether to accept fast what can be; what is found never depends on it."""


DEFAULT_TASK = Task()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a file is and what is wrong with it. `document` is the parsed text, where there is one.

    `metamodels` are the versions under which it has no error: for JSON, which names none, possibly several.
    Where there is none, the findings are those of the version that fits best."""

    kind: Kind
    metamodels: tuple[str, ...]
    root: str | None
    findings: tuple[Diagnostic, ...]
    document: Document | None = field(default=None, repr=False, compare=False)

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""
        return all(finding.severity < Severity.ERROR for finding in self.findings)


def check_file(
    source: str | PathLike[str] | bytes,
    *,
    name: str | None = None,
    metamodel: Metamodel = "auto",
    root: str | None = None,
    layers: Collection[Layer] = ALL_LAYERS,
    find_model: FindModel | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Diagnostic]:
    """Yield every finding about a file, in the order of their places.

    `source` is a path or the bytes themselves; `name` is what the findings call the file. `root` is the
    class of the document (`Submodel`, or `list of Submodel`); by default it is detected. `find_model`
    returns the model that a submodel should conform to. Raises ValueError for an
    unknown metamodel or root, and OSError if the file cannot be read."""
    task = Task(metamodel, root, layers, limits, find_model)
    yield from assess_file(source, task, name=name).findings


def assess_file(
    source: str | PathLike[str] | bytes, task: Task = DEFAULT_TASK, *, name: str | None = None
) -> Assessment:
    """Return what a file is, under which metamodel versions it is valid, and what is wrong with it."""
    checked_task(task)
    if isinstance(source, bytes):
        return assess_bytes(source, task, Source(name))
    path = Path(source)
    shown_name = name or str(path)
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(4096)
    if kind_of_bytes(head) == "aasx" or (path.suffix.lower() == ".aasx" and kind_of_bytes(head) != "rdf"):
        return assess_package(path, task, shown_name)
    if size > task.limits.document_size:
        values = {"size": size, "limit": task.limits.document_size}
        return Assessment("unknown", (), None, (Diagnostic(TOO_LARGE, Location(file=shown_name), values),))
    kind = kind_of_bytes(head)
    if task.fast and size and kind in ("json", "xml"):
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as mapped:
            if found := assessed_fast(mapped, kind, task, Source(shown_name), path):
                return found
        task = replace(task, fast=False)
    return assess_bytes(path.read_bytes(), task, Source(shown_name))


def assessed_fast(
    data: bytes | mmap, kind: Kind, task: Task, source: Source, path: Path | None = None
) -> Assessment | None:
    """Return the assessment of an environment that the fast path answers for, else None."""
    if kind not in ("json", "xml") or not task.fast or (task.root and task.root != "Environment"):
        return None
    from aas_validators.fast.assess import Question, assess  # late: only here are its records made

    versions = VERSIONS if task.metamodel == "auto" else (task.metamodel,)
    part = source.part is not None
    answer = assess(
        data, kind, source, Question(versions, task.layers, task.limits, task.find_model, path, task.jobs, part=part)
    )
    if answer is None:
        return None
    return Assessment(kind, answer.versions, answer.root, answer.findings, answer.document)


def checked_task(task: Task) -> None:
    """Raise ValueError if a task asks for what does not exist."""
    if task.metamodel not in ("auto", *VERSIONS):
        raise ValueError(f"metamodel {task.metamodel!r} is none of auto, {', '.join(VERSIONS)}")
    if task.root is not None and task.root.removeprefix("list of ") not in shapes(VERSIONS[-1]):
        raise ValueError(f"root {task.root!r} is no class of the metamodel")


def assess_bytes(data: bytes, task: Task, source: Source) -> Assessment:
    """Return the assessment of a document or package in memory."""
    kind = kind_of_bytes(data[:4096])
    if found := assessed_fast(data, kind, task, source):
        return found
    match kind:
        case "aasx":
            return assess_package(data, task, source.file)
        case "xml":
            return assess_xml(data, task, source)
        case "json":
            return assess_json(data, task, source)
        case "rdf":
            return refused(kind, source, Finding(RDF_FILE, ()))
        case "unknown":
            # Bytes that are no text at all are told apart from text that is no document.
            decoded = decode_json(data)
            if decoded.text is None:
                return Assessment(kind, (), None, tuple(of_flaw(flaw, source) for flaw in decoded.flaws))
            problem = f"it starts with {shown(decoded.text[:20].lstrip())}"
            return refused(kind, source, Finding(NOT_AAS, (), {"problem": problem}))


def refused(kind: Kind, source: Source, finding: Finding) -> Assessment:
    """Return the assessment of a file that is not looked into."""
    where = Location(file=source.file, part=source.part)
    return Assessment(kind, (), None, (Diagnostic(finding.rule, where, finding.values),))


def assess_package(package: bytes | Path, task: Task, name: str | None) -> Assessment:
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
        finding = unknown_root(value, str(root) if root else "an environment or an instance of a class")
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
    return list(check_document(document, root, metamodel, task.layers, Index(), task.find_model))


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
        finding = unknown_root(local_name(tree), str(root) if root else "an AAS element")
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
