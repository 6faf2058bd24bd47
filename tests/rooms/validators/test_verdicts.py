"""Small documents with the verdict that the specification gives, found by reading it and not by running the check."""

from __future__ import annotations

import json

import pytest

from aas_validators.check import assess_bytes
from aas_validators.document.source import Source
from aas_validators.task import Metamodel, Task
from tests.verdicts import elements, frames, references, values
from tests.verdicts.parts import Case, Json

CASES: list[Case] = [*values.CASES, *references.CASES, *elements.CASES, *frames.CASES]


def test_names_of_cases_are_all_different() -> None:
    assert len({name for name, _, _ in CASES}) == len(CASES)


@pytest.mark.parametrize(("document", "verdict"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_verdict_is_that_of_the_specification(document: Json, verdict: str) -> None:
    data = json.dumps(document, ensure_ascii=False).encode()
    versions: tuple[Metamodel, ...] = ("3.0", "3.1")
    for metamodel, expected in zip(versions, verdict, strict=True):
        quick, exact = (assess_bytes(data, Task(metamodel, fast=fast), Source("x.json")) for fast in (True, False))
        assert exact.ok == (expected == "V"), (metamodel, [str(finding) for finding in exact.findings])
        assert quick.findings == exact.findings, metamodel
        said = [(finding.rule.code, finding.where.pointer, finding.message) for finding in exact.findings]
        assert len(said) == len(set(said)), "nothing is said twice"
        assert not {"AAS598", "AAS599", "SCH199"} & {code for code, _, _ in said}, "no safety net is needed"
