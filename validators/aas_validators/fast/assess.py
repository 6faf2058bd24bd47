"""Assess an environment: accept what can be accepted fast, explain the rest exactly, piece by piece.

The answer is that of the exact path, finding for finding; where that cannot be promised there is no answer, and the
exact path takes the whole document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from mmap import mmap
from pathlib import Path

import msgspec

from aas_validators.check_document import ENVIRONMENT_LISTS, check_document
from aas_validators.diagnostics import Diagnostic, Severity
from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Json
from aas_validators.document.locate import Document, JsonText, Source
from aas_validators.fast.conform import model_findings
from aas_validators.fast.crossing import check_crossing, wants_of
from aas_validators.fast.judge import Text, new_judge, verdict_on
from aas_validators.fast.pieces import NotApartError, Whole, document_of, placed, value_of
from aas_validators.fast.ranges import Judged, Place, judge_all
from aas_validators.fast.split_json import split_json
from aas_validators.fast.split_xml import XmlFrame, read_frame, split_xml
from aas_validators.layers import Layer
from aas_validators.limits import DEFAULT_LIMITS, Limits
from aas_validators.metamodel.identifiers import Index
from aas_validators.metamodel.shapes import class_of_element
from aas_validators.recognise import Root, newer_json, old_json, root_of_json
from aas_validators.template.check import FindModel

SMALL = 200_000
"""A document of fewer bytes is accepted as a whole or explained as a whole."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a document. `versions` are the metamodel versions in question, oldest first."""

    versions: Sequence[str]
    layers: Collection[Layer]
    limits: Limits
    find_model: FindModel | None
    path: Path | None = None
    jobs: int = 1
    small: int = SMALL
    part: bool = False
    """Whether the document is a part of a package, whose files are compared with what it names."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Under which versions a document is valid, and what is wrong with it. `document` has the pieces that name
    files, for those who compare them with the parts of a package."""

    versions: tuple[str, ...]
    findings: tuple[Diagnostic, ...]
    document: Document | None = None
    root: str = "Environment"


@dataclass(slots=True)
class Explained:
    """What the exact path says about the pieces that were read again, under one version."""

    findings: list[Diagnostic] = field(default_factory=list)
    errors: int = 0


def assess(data: bytes | mmap, text: Text, source: Source, question: Question) -> Answer | None:
    """Return what is wrong with an environment, or None where the exact path has to look at the whole."""
    if question.limits.depth < DEFAULT_LIMITS.depth:
        return None
    frame = read_frame(data) if text == "xml" else None
    if frame is not None and frame.metamodel not in question.versions:
        return None
    lists = (
        split_json(data)
        if text == "json"
        else split_xml(data, frame)
        if frame and frame.root == "environment"
        else None
    )
    if not lists:
        return None if question.part or len(data) > question.small else alone(data, text, frame, question.versions)
    versions = question.versions if frame is None else (frame.metamodel,)
    prefix = frame.prefix if frame else b""
    judged = judge_all(data, lists, text, versions, prefix, question.path, question.jobs)
    whole = Whole(data, text, {items.attribute: items for items in lists}, frame, source, question.limits)
    try:
        return answered(whole, judged, versions, question)
    except NotApartError:
        return None


def alone(data: bytes | mmap, text: Text, frame: XmlFrame | None, versions: Sequence[str]) -> Answer | None:
    """Return the answer for one instance that is valid under every version in question, else None."""
    asked = tuple(versions) if frame is None else (frame.metamodel,)
    root = root_alone(data) if frame is None else root_of_element(frame)
    if root is None or root == "Submodel":  # which may have a template
        return None
    piece = data[:] if frame is None else b"<x>" + data[frame.inside : data.rfind(b"</")] + b"</x>"
    if frame is not None and data[data.rfind(b"</") :].strip() != b"</" + frame.prefix + frame.root.encode() + b">":
        return None
    verdict = verdict_on(
        piece.removeprefix(b"\xef\xbb\xbf"), root, new_judge(text, asked, frame.prefix if frame else b"")
    )
    if any(known is None or known.wants or known.remarks for known in verdict):
        return None
    return Answer(asked, (), root=root)


def root_alone(data: bytes | mmap) -> str | None:
    """Return the class of the one instance in a JSON document."""
    try:
        value = msgspec.json.decode(data[:].removeprefix(b"\xef\xbb\xbf"))
        root = root_of_json(value)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return root.name if root and not root.is_list and root.name != "Environment" else None


def root_of_element(frame: XmlFrame) -> str | None:
    """Return the class of the one instance in an XML document."""
    name = class_of_element(frame.metamodel).get(frame.root)
    return name if name != "Environment" else None


def answered(whole: Whole, judged: Judged, versions: Sequence[str], question: Question) -> Answer | None:
    """Return the answer, given the verdicts. Raises NotApartError."""
    small = len(whole.data) <= question.small
    if small and (judged.open or judged.remarks):
        return None
    crossing = crossing_findings(whole, judged) if Layer.REFERENCES in question.layers else []
    if question.find_model is not None:
        crossing.extend(model_findings(whole, question.find_model, question.layers))
    if small and crossing:
        return None
    shared = [found for place, several in by_place(crossing).items() for found in at_place(whole, place, several)]
    shared_errors = errors(shared)
    found: dict[str, Explained] = {}
    for version in reversed(versions):
        found[version] = explained(whole, judged, versions, version, question)
    valid = tuple(v for v in versions if found[v].errors + shared_errors == 0)
    best = valid[-1] if valid else min(reversed(versions), key=lambda version: found[version].errors)
    if not valid and whole.text == "json" and any(newer(whole, place) for place in judged.open):
        return None
    findings = sorted(
        [*found[best].findings, *shared], key=lambda d: (d.where.line or 0, d.where.column or 0, d.rule.code)
    )
    return Answer(valid, tuple(findings), with_files(whole, judged) if question.part else None)


def explained(whole: Whole, judged: Judged, versions: Sequence[str], version: str, question: Question) -> Explained:
    """Return what the exact path says under one version about all pieces that need it."""
    position = list(versions).index(version)
    result = Explained()
    layers = frozenset(question.layers) - {Layer.REFERENCES}
    places = judged.remarks | judged.open.keys()
    for place in sorted(places, key=lambda p: start_of(whole, p)):
        verdict = judged.open.get(place)
        accepted = verdict[position] if verdict else None
        if verdict and accepted is not None and not accepted.remarks:
            continue
        document = document_of(whole, place)
        if whole.text == "json" and place[1] == 0 and old_json(document.value):
            raise NotApartError
        said = check_document(document, Root("Environment"), version, layers, Index())
        found = placed(whole, place, document, list(said))
        result.findings.extend(found)
        result.errors += errors(found)
    return result


def crossing_findings(whole: Whole, judged: Judged) -> list[Finding]:
    """Return the findings that concern several pieces."""
    ids: dict[str, list[Place]] = {}
    wants = dict(judged.wants)
    position = 0
    for attribute, items in whole.lists.items():
        for number in range(len(items.starts)):
            place = (attribute, number)
            identifier = judged.ids[position]
            position += 1
            if place in judged.open:
                value = read(whole, place)
                identifier = text_of(value)
                wants[place] = wants_of(value, ENVIRONMENT_LISTS[attribute])
            if identifier is not None:
                ids.setdefault(identifier, []).append(place)
    return check_crossing(ids, wants, lambda place: read(whole, place), lambda place: start_of(whole, place))


def read(whole: Whole, place: Place) -> Json:
    """Return the plain data of a piece."""
    return value_of(document_of(whole, place), place[0])


def start_of(whole: Whole, place: Place) -> int:
    """Return where a piece begins."""
    return whole.lists[place[0]].starts[place[1]]


def text_of(value: Json) -> str | None:
    """Return the id of an identifiable if it is a text."""
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


def by_place(findings: Sequence[Finding]) -> dict[Place, list[Finding]]:
    """Return findings by the piece they are about."""
    found: dict[Place, list[Finding]] = {}
    for finding in findings:
        attribute, number = finding.pointer[:2]
        found.setdefault((str(attribute), int(number)), []).append(finding)
    return found


def at_place(whole: Whole, place: Place, findings: Sequence[Finding]) -> list[Diagnostic]:
    """Return findings with pointers into the whole as diagnostics."""
    alone = [
        Finding(f.rule, (place[0], 0, *f.pointer[2:]), f.values, f.at_name, f.severity, f.element) for f in findings
    ]
    return placed(whole, place, document_of(whole, place), alone)


def errors(findings: Sequence[Diagnostic]) -> int:
    """Return how many findings are errors."""
    return sum(finding.severity is Severity.ERROR for finding in findings)


def newer(whole: Whole, place: Place) -> bool:
    """Return whether a piece uses what only metamodel 3.2 has."""
    return newer_json(read(whole, place))


def with_files(whole: Whole, judged: Judged) -> Document:
    """Return the document as far as files are named in it: the other pieces are null."""
    if whole.text == "xml" and (judged.files or judged.open):
        raise NotApartError
    value: dict[str, Json] = {}
    for place in sorted(judged.files | judged.open.keys()):
        held = value.setdefault(place[0], [None] * len(whole.lists[place[0]].starts))
        if isinstance(held, list):
            held[place[1]] = read(whole, place)
    text = whole.data[:].decode("utf-8-sig") if value else ""
    return JsonText(whole.source, text, value)
