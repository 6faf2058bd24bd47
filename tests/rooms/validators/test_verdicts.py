"""Small documents with the verdict that the specification gives, found by reading it and not by running the check."""

from __future__ import annotations

import json
from io import BytesIO

import pytest

from aas_converters.interchange.xml_text import xml_texts
from aas_converters.rdf.write import identifiables, strays, write_rdf
from aas_validators.check import assess_bytes
from aas_validators.diagnostics import Diagnostic
from aas_validators.document.source import Source
from aas_validators.document.xml_view import object_of
from aas_validators.limits import Limits
from aas_validators.syntax.xml_text import parse_xml
from aas_validators.task import Metamodel, Task
from tests.verdicts import elements, frames, references, values
from tests.verdicts.parts import Case, Json

VERSIONS: tuple[Metamodel, ...] = ("3.0", "3.1")
CASES: list[Case] = [*values.CASES, *references.CASES, *elements.CASES, *frames.CASES]


def test_names_of_cases_are_all_different() -> None:
    assert len({name for name, _, _ in CASES}) == len(CASES)


def judged(data: bytes, metamodel: Metamodel) -> tuple[bool, list[Diagnostic]]:
    """Return whether a document is valid, and what is said; both paths say the same, nothing twice."""
    quick, exact = (assess_bytes(data, Task(metamodel, fast=fast), Source("x")) for fast in (True, False))
    assert quick.findings == exact.findings, metamodel
    said = [(finding.rule.code, finding.where.pointer, finding.message) for finding in exact.findings]
    assert len(said) == len(set(said)), "nothing is said twice"
    assert not {"AAS598", "AAS599", "SCH199"} & {code for code, _, _ in said}, "no safety net is needed"
    return exact.ok, list(exact.findings)


@pytest.mark.parametrize(("document", "verdict"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_verdict_is_that_of_the_specification(document: Json, verdict: str) -> None:
    for metamodel, expected in zip(VERSIONS, verdict, strict=True):
        valid, findings = judged(json.dumps(document, ensure_ascii=False).encode(), metamodel)
        assert valid == (expected == "V"), (metamodel, [str(finding) for finding in findings])


@pytest.mark.parametrize(("document", "verdict"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_verdict_on_rdf_is_the_same(document: Json, verdict: str) -> None:
    things = list(identifiables(document))
    if any("modelType" not in thing.value for thing in things):
        return  # RDF always names the class
    for metamodel, expected in zip(VERSIONS, verdict, strict=True):
        file = BytesIO()
        if [*strays(document), *write_rdf(file, things, metamodel, "ttl")]:
            continue  # RDF cannot hold it, or not wrong in this way
        found = assess_bytes(file.getvalue(), Task(metamodel), Source("x.ttl"))
        assert found.ok == (expected == "V"), (metamodel, [str(finding) for finding in found.findings])


@pytest.mark.parametrize(("document", "verdict"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_verdict_on_xml_is_the_same(document: Json, verdict: str) -> None:
    for metamodel, expected in zip(VERSIONS, verdict, strict=True):
        namespace = f"https://admin-shell.io/aas/{metamodel.replace('.', '/')}"
        text = "".join(xml_texts(document, metamodel, namespace, lambda _: None))
        tree = parse_xml(text, Limits()).tree
        if tree is not None and object_of(tree, "Environment", metamodel) != document:
            continue  # XML cannot hold it, or not wrong in this way
        valid, findings = judged(text.encode(), metamodel)
        assert valid == (expected == "V"), (metamodel, [str(finding) for finding in findings])
