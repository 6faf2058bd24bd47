"""Assess an environment: accept what can be accepted fast, explain the rest exactly, piece by piece.

The answer is that of the exact path, finding for finding; where that cannot be promised there is no answer, and the
exact path takes the whole document."""

from __future__ import annotations

from collections.abc import Sequence
from mmap import mmap

import msgspec

from aas_validators.document.source import Source
from aas_validators.fast.judge import Text, new_judge, verdict_on
from aas_validators.fast.question import Answer, Question
from aas_validators.fast.ranges import Judged, judge_all
from aas_validators.fast.split_json import Items, split_json
from aas_validators.fast.split_xml import XmlFrame, read_frame, split_xml
from aas_validators.fast.wants import in_order
from aas_validators.layers import Layer
from aas_validators.limits import DEFAULT_LIMITS
from aas_validators.metamodel.shapes import class_of_element


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
        return (
            None
            if question.part or question.own or len(data) > question.small
            else alone(data, text, frame, question.versions)
        )
    versions = question.versions if frame is None else (frame.metamodel,)
    prefix = frame.prefix if frame else b""
    judged = judge_all(data, lists, text, versions, prefix, question.path, question.jobs)
    if nothing_to_say(judged, lists, question):
        return Answer(tuple(versions), ())
    from aas_validators.fast.explain import answer_of  # late: a file that is in order does not need it

    return answer_of(data, text, lists, frame, source, judged, versions, question)


def nothing_to_say(judged: Judged, lists: Sequence[Items], question: Question) -> bool:
    """Return whether every piece is accepted, and nothing that concerns several of them has to be looked at."""
    if (
        judged.open
        or judged.remarks
        or question.own
        or question.find_model is not None
        or (question.part and judged.files)
    ):
        return False
    return Layer.REFERENCES not in question.layers or in_order(judged, lists)


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
    from aas_validators.recognise import root_of_json  # late: an environment does not need it

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
