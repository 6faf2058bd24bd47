"""The law: the fast path finds what the exact path finds, and what it accepts is free of errors."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from aas_reference_models.model import Element, Interval, Model, Text
from aas_validators.check import Task, assess_bytes, assess_file
from aas_validators.diagnostics import Diagnostic
from aas_validators.document.source import Source
from aas_validators.fast import ranges
from aas_validators.fast.assess import assess
from aas_validators.fast.judge import new_judge, verdict_on
from aas_validators.fast.question import Question
from aas_validators.layers import ALL_LAYERS
from aas_validators.limits import DEFAULT_LIMITS
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS
from tests.laws import corpus, documents

VERSIONS = ("3.0", "3.1")
EXACT = Task(fast=False)


def told(findings: tuple[Diagnostic, ...]) -> list[object]:
    return [(finding.where, finding.severity, finding.text("en"), finding.text("ko")) for finding in findings]


def the_paths_agree(data: bytes, kind: str, small: int) -> bool:
    """Assert that the fast path, if it answers, says what the exact path says; return whether it answers."""
    question = Question(VERSIONS, ALL_LAYERS, DEFAULT_LIMITS, None, small=small)
    answer = assess(data, "json" if kind == "json" else "xml", Source("file"), question)
    if answer is None:
        return False
    exact = assess_bytes(data, EXACT, Source("file"))
    assert answer.versions == exact.metamodels
    assert answer.root == exact.root
    assert told(answer.findings) == told(exact.findings)
    return True


def environments(version: str) -> st.SearchStrategy[dict[str, Any]]:
    lists = {
        attribute: st.lists(documents.tagged(name, version, 0), min_size=1, max_size=2)
        for attribute, name in ENVIRONMENT_LISTS.items()
    }
    return st.fixed_dictionaries({}, optional=lists)


@given(st.data(), st.sampled_from(VERSIONS), st.booleans())
def test_a_grown_document_broken_or_misplaced_in_one_place_is_judged_alike(
    data: st.DataObject, version: str, pretty: bool
) -> None:
    whole = data.draw(environments(version))
    for change in (st.just, documents.broken, documents.misplaced):
        document = data.draw(change(copy.deepcopy(whole)))
        text = json.dumps(document, ensure_ascii=data.draw(st.booleans()), indent=1 if pretty else None).encode()
        the_paths_agree(text, "json", 0)


@given(st.data(), st.sampled_from(VERSIONS), st.booleans())
def test_the_same_in_xml_with_and_without_a_prefix(data: st.DataObject, version: str, prefixed: bool) -> None:
    whole = data.draw(environments(version))
    for change in (st.just, documents.changed):
        tree = data.draw(change(documents.in_xml(whole, "Environment", version)))
        namespace = etree.QName(tree).namespace
        etree.cleanup_namespaces(tree, top_nsmap={"aas" if prefixed else None: namespace})
        if data.draw(st.booleans()):
            etree.indent(tree)
        the_paths_agree(etree.tostring(tree, encoding="utf-8"), "xml", 0)


AMONG_ELEMENTS = [
    {"modelType": "Submodel", "id": "urn:example:submodel:0", "idShort": "Press"},
    {"modelType": "ConceptDescription", "id": "urn:example:concept", "idShort": "Force"},
    {
        "modelType": "ReferenceElement",
        "idShort": "Where",
        "value": {"type": "ModelReference", "keys": [{"type": "ConceptDescription", "value": "urn:example:concept"}]},
    },
    {
        "modelType": "Property",
        "idShort": "State",
        "valueType": "xs:string",
        "value": "RUN",
        "valueId": {"type": "ExternalReference", "keys": [{"type": "GlobalReference", "value": "urn:example:concept"}]},
    },
]


@pytest.mark.parametrize("items", [["true", "true"], [[], {}], [{}, {"id": "urn:example:1"}, 7]])
def test_items_that_are_no_identifiables_are_told_once_by_their_positions(items: list[Any]) -> None:
    data = json.dumps({"submodels": items}, indent=1).encode()
    assert the_paths_agree(data, "json", 0)
    told = [finding.message for finding in assess_bytes(data, EXACT, Source("file")).findings]
    assert len(set(told)) == len(told)
    assert all(any(f"submodels[{number}]" in one for one in told) for number in range(len(items)))


@pytest.mark.parametrize("among", [AMONG_ELEMENTS[:1], AMONG_ELEMENTS[1:3], AMONG_ELEMENTS[1:]])
def test_an_identifiable_among_elements_is_no_identifiable_on_both_paths(among: list[dict[str, Any]]) -> None:
    whole = many(2, ())
    whole["submodels"][0]["submodelElements"].extend(among)
    assert the_paths_agree(json.dumps(whole).encode(), "json", 0)


@given(st.data(), st.sampled_from(VERSIONS))
def test_an_instance_of_any_class_that_is_accepted_has_no_error(data: st.DataObject, version: str) -> None:
    name = data.draw(st.sampled_from(["Submodel", "AssetAdministrationShell", "ConceptDescription"]))
    value = data.draw(documents.tagged(name, version, 0))
    for one in (value, data.draw(documents.broken(copy.deepcopy(value)))):
        text = json.dumps(one).encode()
        verdict = verdict_on(text, name, new_judge("json", (version,)))
        if verdict[0] is not None:
            found = assess_bytes(text, Task(metamodel=version, root=name, fast=False), Source("file"))  # type: ignore[arg-type]
            assert found.ok, [str(finding) for finding in found.findings]


SUBMODEL = {
    "modelType": "Submodel",
    "id": "urn:example:submodel:{0}",
    "idShort": "Press",
    "submodelElements": [{"modelType": "Property", "idShort": "Force", "valueType": "xs:double", "value": "{0}.5"}],
}


def many(number: int, wrong: tuple[int, ...]) -> dict[str, Any]:
    made = [json.loads(json.dumps(SUBMODEL).replace("{0}", str(n))) for n in range(number)]
    for n in wrong:
        made[n]["submodelElements"][0]["value"] = "12,5"
    return {"submodels": made}


def test_what_is_found_never_depends_on_the_number_of_jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "SMALLEST_SHARE", 50_000)
    path = tmp_path / "many.json"
    path.write_text(json.dumps(many(2000, (7, 1234))), encoding="utf-8")
    alone, shared, exact = (assess_file(path, task) for task in (Task(), Task(jobs=2), EXACT))
    assert told(alone.findings) == told(shared.findings) == told(exact.findings)
    assert len(alone.findings) == 2
    assert alone.metamodels == shared.metamodels == exact.metamodels


PRESS = Model(
    id="press",
    version="1.0",
    semantic_id="urn:example:model:press",
    id_short="Press",
    title=Text(),
    description=Text(),
    elements=(Element(id_short="Force", value_type="xs:double", allowed_range=Interval("0", "100")),),
)


@pytest.mark.parametrize("wrong", [(), (5,), (0, 37)])
def test_submodels_are_compared_with_their_models_alike(wrong: tuple[int, ...]) -> None:
    data = json.dumps(many(50, wrong)).encode()
    question = Question(VERSIONS, ALL_LAYERS, DEFAULT_LIMITS, lambda submodel: PRESS, small=0)
    answer = assess(data, "json", Source("file"), question)
    exact = assess_bytes(data, Task(fast=False, find_model=lambda submodel: PRESS), Source("file"))
    assert answer is not None
    assert told(answer.findings) == told(exact.findings)
    above = json.dumps(many(150, wrong)).encode()
    found = assess(above, "json", Source("file"), question)
    exact = assess_bytes(above, Task(fast=False, find_model=lambda submodel: PRESS), Source("file"))
    assert found is not None
    assert told(found.findings) == told(exact.findings)
    assert len(found.findings) >= 50


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        (b'{"submodels":[{"modelType":"Submodel","id":"urn:x"}]}', True),
        (b'\xef\xbb\xbf { "submodels" : [ {"modelType":"Submodel","id":"urn:x"} ] } \n', True),
        (b'{"submodels":[{"modelType":"Submodel","id":"urn:x","id":"urn:x"}]}', False),
        (b'{"submodels":[{"modelType":"Submodel","id":"urn:y","id" :"urn:x"}]}', False),
        (b'{"submodels":[{"modelType":"Submodel","id":"u\\u0022x","id":"u\\u0022x"}]}', False),
        (
            b'{"submodels":[{"modelType":"Submodel","id":"urn:x"}],"submodels":[{"modelType":"Submodel","id":"a"}]}',
            False,
        ),
        (b'{"submodels":[{"modelType":"Submodel","id":"urn:\\u0000"}]}', False),
        (b'{"submodels":[{"modelType":"Submodel","id":"urn:\\ud83d"}]}', False),
        (b'{"submodels":[{"modelType":"Submodel","id":"urn:\xff"}]}', False),
        (b'{"submodels":[{"modelType":"Submodel","id":"urn:x","kind":null}]}', False),
        (b'{"submodels":[{"id":"urn:x"}]}', False),
        (b'{"submodels":[]}', False),
        (b'{"submodels":[{"modelType":"Submodel","id":"urn:x"}]} x', False),
    ],
)
def test_the_text_itself_is_judged(text: bytes, accepted: bool) -> None:
    question = Question(VERSIONS, ALL_LAYERS, DEFAULT_LIMITS, None)
    answer = assess(text, "json", Source("file"), question)
    assert (answer is not None and answer.versions == VERSIONS) == accepted


@pytest.mark.slow
@pytest.mark.parametrize("small", [0, 200_000])
def test_the_paths_agree_on_every_file_of_the_corpus(small: int) -> None:
    answered = sum(
        the_paths_agree(file.data, file.format, small)
        for file in corpus.corpus_files(("json", "xml"))
        if len(file.data) < 300_000
    )
    assert answered > 5000


def test_the_fast_path_accepts_nearly_all_valid_files_of_the_corpus() -> None:
    counts = {"accepted": 0, "valid": 0}
    judges = {version: new_judge("json", (version,)) for version in VERSIONS}
    for file in corpus.corpus_files(("json",)):
        if file.expected != "valid" or file.confidence == "disputed" or len(file.data) > 300_000:
            continue
        data = file.data.removeprefix(b"\xef\xbb\xbf")
        if file.root == "Environment":
            held = json.loads(data)
            pieces = [(ENVIRONMENT_LISTS[key], json.dumps(one).encode()) for key in held for one in held[key]]
        else:
            pieces = [(file.root, data)]
        versions = [version for version in VERSIONS if file.spec.startswith("3.x") or file.spec.startswith(version)]
        counts["valid"] += 1
        counts["accepted"] += any(
            all(verdict_on(piece, name, judges[version])[0] is not None for name, piece in pieces)
            for version in versions or VERSIONS
        )
    assert counts["accepted"] >= 0.99 * counts["valid"], counts
