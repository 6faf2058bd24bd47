"""The score of the checks reads its cases right; the corpora themselves are tried by `make conformance`."""

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
HEAD = "path\tformat\tspec\troot\texpected\tconfidence\tcategory\tsubcategory\tsource\n"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Import a script as it imports its neighbours, and forget it again."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(SCRIPTS))
    yield import_module
    for name in set(sys.modules) - before:
        if name.startswith("conformance"):
            del sys.modules[name]


def reference(identifier: str) -> dict[str, Any]:
    return {"type": "ExternalReference", "keys": [{"type": "GlobalReference", "value": identifier}]}


def environment(kind: str, *elements: dict[str, Any]) -> str:
    submodel = {"modelType": "Submodel", "id": f"urn:x:{kind}", "kind": kind, "semanticId": reference("urn:x")}
    return json.dumps({"submodels": [{**submodel, "submodelElements": list(elements)}]})


def prop(**more: Any) -> dict[str, Any]:
    return {"modelType": "Property", "idShort": "A", "valueType": "xs:string", **more}


def test_a_case_of_a_template_is_compared_with_that_template(script: Any, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    one = {"kind": "TemplateQualifier", "type": "SMT/Cardinality", "valueType": "xs:string", "value": "One"}
    (tmp_path / "templates" / "T 1.json").write_text(environment("Template", prop(qualifiers=[one])), "utf-8")
    (tmp_path / "whole.json").write_text(environment("Instance", prop()), "utf-8")
    (tmp_path / "broken.json").write_text(environment("Instance", {**prop(), "idShort": "B"}), "utf-8")
    rows = [
        f"{name}.json\tjson\t3.0\tEnvironment\t{expected}\tconfirmed\tsmt-x\t\tgenerated from templates/T 1.json (x)\n"
        for name, expected in (("whole", "valid"), ("broken", "invalid"))
    ]
    (tmp_path / "MANIFEST.tsv").write_text(HEAD + "".join(rows), "utf-8")
    cases = script("conformance_cases").cases_in(tmp_path)
    outcomes = [script("conformance").judge(case, tmp_path) for case in cases]
    assert [(outcome.verdict, outcome.wrong) for outcome in outcomes] == [("accepted", False), ("rejected", False)]


def test_the_folders_of_published_test_data_tell_class_and_verdict(script: Any, tmp_path: Path) -> None:
    folder = tmp_path / "sdist-1" / "test_data"
    for name in (
        "Json/ContainedInEnvironment/Expected/Property/minimal.json",
        "Xml/SelfContained/Unexpected/Invalid/PatternViolation/eventPayload/timeStamp/x.xml",
        "Rdf/SelfContained/Expected/Environment/minimal.ttl",
    ):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text("", "utf-8")
    found = script("conformance_cases").cases_in(tmp_path)
    assert [(case.format, case.root, case.expected, case.category) for case in found] == [
        ("json", "Environment", "valid", "Expected"),
        ("rdf", "Environment", "valid", "Expected"),
        ("xml", "EventPayload", "invalid", "PatternViolation"),
    ]


def test_rdf_is_disputed_where_the_json_of_the_example_is(script: Any, tmp_path: Path) -> None:
    rows = [
        f"a/{name}\t{form}\t3.0\tEnvironment\tvalid\t{confidence}\tExpected\t\t\n"
        for name, form, confidence in (
            ("json/1.json", "json", "disputed"),
            ("rdf/1.ttl", "rdf", "by-source"),
            ("rdf/2.ttl", "rdf", "by-source"),
        )
    ]
    (tmp_path / "MANIFEST.tsv").write_text(HEAD + "".join(rows), "utf-8")
    assert [case.disputed for case in script("conformance_cases").cases_in(tmp_path)] == [True, True, False]
