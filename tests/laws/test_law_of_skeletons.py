"""The law: submodels that differ only in values are judged alike, whatever the values, in any order, by any jobs."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_validators.check import Task, assess_bytes, assess_file
from aas_validators.diagnostics import Diagnostic
from aas_validators.document.source import Source
from aas_validators.fast import ranges
from aas_validators.fast.assess import assess
from aas_validators.fast.judge import new_judge, verdict_on
from aas_validators.fast.question import Question
from aas_validators.layers import ALL_LAYERS
from aas_validators.limits import DEFAULT_LIMITS
from tests.laws.valid_documents import Grown, environments, xml_items

VALUES = (
    "8", "-3", "12,5", "", " 7", "+0007", "9" * 12, "8\n", 'a"b', "a\\b", "\\u0022", "]]>", "<", "&amp;", "&", "7\x0b",
    "\x7f", "\u0085", "\ufffe", "\ufffd", "도금", "😀", "\ud7ff\ue000", "NaN", "1e5", "x" * 3000,
)  # fmt: skip
NAMES = ("Press", "Press_2", "1 x", "a", "x-y", "도금")


def told(findings: tuple[Diagnostic, ...]) -> list[object]:
    return [(finding.where, finding.severity, finding.text("en")) for finding in findings]


def xml_of(name: str, value: Any, key: str = "") -> str:
    """Return XML without any blank that is not part of a value; JSON and XML name the same data."""
    if isinstance(value, dict):
        inside = "".join(xml_of(k, v, k) for k, v in value.items() if k != "modelType")
    elif isinstance(value, list):
        inside = "".join(xml_of(item, inner, key) for item, inner in xml_items(key, value))
    else:
        inside = escape(value)
    return f"<{name}>{inside}</{name}>"


def properties(value: Any) -> list[dict[str, Any]]:
    """Return every Property in a document."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value] if isinstance(value, dict) and value.get("modelType") == "Property" else []
    return own + [found for each in inner for found in properties(each)]


@st.composite
def series(draw: st.DrawFn, grown: Grown) -> dict[str, Any]:
    """Return one or two submodels again and again, each time with other ids and values."""
    kinds = grown.value["submodels"]
    made = []
    for number in range(draw(st.integers(3, 8))):
        again = copy.deepcopy(kinds[number % len(kinds)])
        ids = [f"urn:example:{number}", "urn:example:1", f"한글:{number}", "x" * 2001, ""]
        again["id"] = draw(st.sampled_from(ids))
        if "idShort" in again and draw(st.booleans()):
            again["idShort"] = draw(st.sampled_from(NAMES))
        for each in properties(again):
            if draw(st.integers(0, 3)) == 0:
                each["value"] = draw(st.sampled_from(VALUES))
        made.append(again)
    return {"submodels": made}


def the_paths_agree(data: bytes, text: str) -> None:
    question = Question(("3.0", "3.1"), ALL_LAYERS, DEFAULT_LIMITS, None, small=0)
    answer = assess(data, "json" if text == "json" else "xml", Source("file"), question)
    if answer is not None:
        exact = assess_bytes(data, Task(fast=False), Source("file"))
        assert (answer.versions, told(answer.findings)) == (exact.metamodels, told(exact.findings))


@given(st.data(), environments())
def test_submodels_of_one_skeleton_are_judged_alike(data: st.DataObject, grown: Grown) -> None:
    whole = data.draw(series(grown))
    the_paths_agree(json.dumps(whole, ensure_ascii=data.draw(st.booleans())).encode(), "json")
    head = '<environment xmlns="https://admin-shell.io/aas/3/1">'
    the_paths_agree(xml_of("environment", whole).replace("<environment>", head).encode(), "xml")


def test_skeletons_are_used() -> None:
    """So that the law above is about something: the third submodel of a kind is recognised."""
    held = '{"modelType":"Property","idShort":"Force","valueType":"xs:int","value":"%s"}'
    piece = '{"modelType":"Submodel","id":"urn:%s","submodelElements":[' + held + "]}"
    judge = new_judge("json", ("3.1",))
    for number in range(5):
        (verdict,) = verdict_on((piece % (number, number)).encode(), "Submodel", judge)
        assert verdict is not None
        assert verdict.id == f"urn:{number}"
    assert judge.skeletons.helped == 3
    assert verdict_on((piece % (9, "9,5")).encode(), "Submodel", judge) == (None,)
    assert verdict_on((piece % (9, "9")).encode(), "ConceptDescription", judge) == (None,)


@pytest.mark.parametrize("text", ["json", "xml"])
def test_order_never_depends_on_jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Broken values, ids taken twice and references that lead nowhere, spread over the shares of four processes."""
    monkeypatch.setattr(ranges, "SMALLEST_SHARE", 30_000)
    force = {"modelType": "Property", "idShort": "Force", "valueType": "xs:int"}
    keys = [{"type": "Submodel", "value": "urn:example:nowhere"}]
    made = [
        {
            "modelType": "Submodel",
            "id": f"urn:example:{number if number % 400 else 0}",
            "submodelElements": [{**force, "value": "x" if number % 333 == 7 else "1"}],
        }
        for number in range(1200)
    ]
    shells = [
        {
            "modelType": "AssetAdministrationShell",
            "id": f"urn:example:shell:{number}",
            "assetInformation": {"assetKind": "Instance", "globalAssetId": "urn:example:asset"},
            "submodels": [{"type": "ModelReference", "keys": keys}],
        }
        for number in range(3)
    ]
    whole = {"assetAdministrationShells": shells, "submodels": made}
    path = tmp_path / f"many.{text}"
    if text == "json":
        path.write_text(json.dumps(whole), encoding="utf-8")
    else:
        head = '<environment xmlns="https://admin-shell.io/aas/3/1">'
        path.write_text(xml_shells(xml_of("environment", whole)).replace("<environment>", head), encoding="utf-8")
    answers = [told(assess_file(path, Task(jobs=jobs)).findings) for jobs in (1, 2, 4)]
    assert answers[0] == answers[1] == answers[2] == told(assess_file(path, Task(fast=False)).findings)
    assert len(answers[0]) >= 9


def xml_shells(text: str) -> str:
    """A shell names its submodels as references, which have no class of their own in the JSON."""
    opened = text.replace("<submodels><><type>", "<submodels><reference><type>")
    return opened.replace("</></submodels>", "</reference></submodels>")
