"""Explain exactly what the fast path did not accept, piece by piece, and what concerns several pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from mmap import mmap

from aas_validators.check_document import check_document
from aas_validators.diagnostics import Diagnostic, Severity
from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Json
from aas_validators.document.locate import Document, JsonText
from aas_validators.document.source import Source
from aas_validators.fast.conform import model_findings
from aas_validators.fast.crossing import check_crossing, wants_of
from aas_validators.fast.judge import Text
from aas_validators.fast.pieces import NotApartError, Whole, document_of, placed, value_of
from aas_validators.fast.question import Answer, Question
from aas_validators.fast.ranges import Judged, Place
from aas_validators.fast.split_json import Items
from aas_validators.fast.split_xml import XmlFrame
from aas_validators.layers import Layer
from aas_validators.metamodel.identifiers import Index
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS
from aas_validators.recognise import Root, newer_json, old_json


@dataclass(slots=True)
class Explained:
    """What the exact path says about the pieces that were read again, under one version."""

    findings: list[Diagnostic] = field(default_factory=list)
    errors: int = 0


def answer_of(
    data: bytes | mmap,
    text: Text,
    lists: Sequence[Items],
    frame: XmlFrame | None,
    source: Source,
    judged: Judged,
    versions: Sequence[str],
    question: Question,
) -> Answer | None:
    """Return the answer for a document in pieces, or None where they cannot be told apart after all."""
    whole = Whole(data, text, {items.attribute: items for items in lists}, frame, source, question.limits)
    try:
        return answered(whole, judged, versions, question)
    except NotApartError:
        return None


def answered(whole: Whole, judged: Judged, versions: Sequence[str], question: Question) -> Answer | None:
    """Return the answer, given the verdicts. Raises NotApartError."""
    if question.own:  # they look at every piece
        judged.remarks.update((name, n) for name, items in whole.lists.items() for n in range(len(items.starts)))
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
        if verdict and accepted is not None and not accepted.remarks and not question.own:
            continue
        document = document_of(whole, place)
        if whole.text == "json" and place[1] == 0 and old_json(document.value):
            raise NotApartError
        said = check_document(document, Root("Environment"), version, layers, Index(), None, question.own)
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
