"""RDF: the same findings as for JSON, at the node they are about; nothing fetched, nothing read twice."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
import rdflib

from aas_converters.rdf.write import FORMS, identifiables, strays, write_rdf
from aas_toolkit.api import assess
from aas_toolkit.templates import search
from aas_validators.check import Assessment, Task, assess_file
from aas_validators.kinds import kind_of_bytes
from aas_validators.metamodel.shapes import VERSIONS, shapes
from aas_validators.rdf.syntax import as_written
from aas_validators.rdf.vocabulary import vocabulary

CASES = Path(__file__).parents[2] / "cases"
HEAD = """
@prefix aas: <https://admin-shell.io/aas/3/1/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""


def assessed(text: str) -> Assessment:
    return assess_file(text.encode(), name="x")


def rules_of(found: Assessment) -> list[str]:
    return [finding.rule.code for finding in found.findings]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_ontology_names_every_attribute_and_every_value(version: str) -> None:
    names = vocabulary(version)
    for name, shape in shapes(version).items():
        if name == "Environment":
            continue
        assert names.terms[name].keys() == shape.attributes.keys()
        for term in names.terms[name].values():
            assert term.predicate.startswith(names.namespace)
            assert (term.attribute.form in ("object", "list")) == (not term.datatype and not term.individuals)
            assert {term.individuals[text] for text in term.texts.values()} == set(term.texts)
    assert names.terms["Property"]["idShort"].predicate == f"{names.namespace}Referable/idShort"
    assert names.terms["Property"]["valueType"].individuals["xs:gDay"] == f"{names.namespace}DataTypeDefXsd/GDay"
    assert names.terms["Blob"]["value"].datatype.endswith("#base64Binary")


def json_cases() -> list[Path]:
    """Environments of JSON that break one rule, and can be said in RDF without loss."""
    found = []
    for path in sorted(CASES.glob("*/fail-*.json")):
        if not path.parent.name.startswith(("AAS", "SCH1", "SCH2")):  # SCH0 is about the text itself
            continue
        try:
            value = json.loads(path.read_bytes())
        except ValueError:
            continue
        if isinstance(value, dict) and value.keys() & {"submodels", "assetAdministrationShells", "conceptDescriptions"}:
            found.append(path)
    return found


@pytest.mark.parametrize("path", json_cases(), ids=lambda path: path.parent.name)
def test_the_same_data_has_the_same_findings_in_rdf(path: Path, tmp_path: Path) -> None:
    environment = json.loads(path.read_bytes())
    if any(strays(environment)):
        pytest.skip("holds what RDF cannot say")
    compared = 0
    for version in VERSIONS:
        target = tmp_path / f"{version}.ttl"
        with target.open("wb") as file:
            lost = write_rdf(file, identifiables(environment), version, "ttl")
        if lost:
            continue
        task = Task(metamodel=version, fast=False)  # type: ignore[arg-type]  # one of the versions
        expected = assess_file(path, task)
        found = assess(target, task, search((), (), ()))
        told = sorted((f.rule.code, f.where.path or "", f.message) for f in expected.findings)
        assert sorted((f.rule.code, f.where.path or "", f.message) for f in found.findings) == told
        compared += 1
    if not compared:
        pytest.skip("holds what RDF cannot say")


def test_a_finding_names_the_node_it_is_about() -> None:
    found = assess_file(CASES / "SCH306" / "fail-1.ttl")
    (wrong,) = found.findings
    assert wrong.where.pointer == "<https://plant.example/sm/1>/submodelElements/0/value"
    assert wrong.where.path == "https://plant.example/sm/1/Current"
    assert not found.ok
    assert found.metamodels == ()


def test_a_fault_of_the_text_names_its_line() -> None:
    (wrong,) = assessed(HEAD + "<urn:example:1> rdf:type aas:Submodel ;\n  aas:x [ .\n").findings
    assert (wrong.rule.code, wrong.where.line) == ("SCH301", 5)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HEAD.replace("3/1", "3/2") + "<urn:example:1> a aas:Submodel .", "SCH202"),
        ("<urn:example:1> <urn:example:2> <urn:example:3> .\n", "SCH201"),
        ('{"@context": {"a": "urn:example:"}, "@id": "urn:example:1", "a:b": "c"}', "SCH201"),
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description rdf:about="a" rdf:ID="b"/></rdf:RDF>',
            "SCH301",
        ),
        ('<!DOCTYPE r><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "SCH012"),
        (HEAD + "<urn:example:1> a aas:Submodel ; aas:p " + "[ aas:p " * 3000 + "]" * 3000 + " .", "SCH009"),
        ('{"@context": [{"@import": "http://127.0.0.1:9/x"}], "@id": "urn:example:1"}', "SCH302"),
        ('{"@id": "urn:example:1", "x": {"@context": "http://127.0.0.1:9/x"}}', "SCH302"),
    ],
)
def test_what_is_no_aas_is_refused_with_the_reason(text: str, code: str) -> None:
    found = assessed(text)
    assert found.kind == "rdf"
    assert rules_of(found) == [code]


def test_another_version_than_asked_is_refused() -> None:
    found = assess_file(CASES / "SCH301" / "pass-1.ttl", Task(metamodel="3.0"))
    assert rules_of(found) == ["SCH206"]
    found = assess_file(CASES / "SCH301" / "pass-1.ttl", Task(root="Property"))
    assert rules_of(found) == ["SCH205"]


def test_nodes_that_multiply_are_stopped() -> None:
    """Twenty nodes that each name the next one twice would be a million."""
    namespace = "https://admin-shell.io/aas/3/1"
    rows = [f"<urn:example:0> a aas:Submodel ; <{namespace}/Submodel/submodelElements> <urn:example:1> ."]
    for i in range(1, 40):
        value = f"<{namespace}/SubmodelElementCollection/value>"
        rows.append(f"<urn:example:{i}> a aas:SubmodelElementCollection ; {value} <urn:example:{i + 1}> .")
        rows.append(f"<urn:example:{i}> <{namespace}/HasSemantics/semanticId> <urn:example:{i + 1}> .")
        rows.append(f"<urn:example:{i}> <{namespace}/HasSemantics/supplementalSemanticIds> <urn:example:{i + 1}> .")
    assert "SCH307" in rules_of(assessed(HEAD + "\n".join(rows)))


def test_literals_stay_as_written_and_nothing_is_left_switched() -> None:
    before = rdflib.NORMALIZE_LITERALS
    with as_written():
        assert not rdflib.NORMALIZE_LITERALS
    assert before == rdflib.NORMALIZE_LITERALS
    assert not logging.getLogger("rdflib.term").disabled


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"# a comment\n\n@prefix aas: <x> .", "rdf"),
        (b"prefix aas: <x>\n", "rdf"),
        (b'_:b <urn:p> "x" .', "rdf"),
        (b"[] a <urn:C> .", "rdf"),
        (b"[ a <urn:C> ] .", "rdf"),
        (b"[]", "json"),
        (b"[ true ]", "json"),
        (b"<urn:s> <urn:p> <urn:o> .", "rdf"),
        (b"<urn:s> a <urn:o> .", "rdf"),
        (b'[\n{"@id": "urn:s"}]', "rdf"),
        (b'{"@graph" : []}', "rdf"),
        (b"<environment xmlns='x'/>", "xml"),
        (b"<aas:aasenv>\n<aas:assets/></aas:aasenv>", "xml"),
        (b'{"submodels":[{"value":"{\\"@context\\": 1}"}]}', "json"),
        (b'{"value": "a\\n\\"@id\\": 1"}', "json"),
        (b"# only a comment", "json"),
        (b"hello", "unknown"),
    ],
)
def test_a_file_is_known_by_its_first_bytes(head: bytes, kind: str) -> None:
    assert kind_of_bytes(head) == kind


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_syntax_is_checked(form: str, tmp_path: Path) -> None:
    submodel = {"modelType": "Submodel", "id": "압출 1호 <3>", "idShort": "Extrusion"}
    path = tmp_path / "x.dat"
    with path.open("wb") as file:
        assert write_rdf(file, identifiables({"submodels": [submodel, submodel]}), "3.0", form) == []  # type: ignore[arg-type]
    found = assess_file(path)
    assert (found.kind, found.root) == ("rdf", "Environment")
    assert found.document is not None
    assert found.document.value == {"submodels": [submodel, submodel]}
    assert rules_of(found) == ["AAS507"]


def test_a_stray_name_of_json_ld_makes_no_rdf_of_an_environment() -> None:
    """Found by fuzzing: the fast path took it for JSON, the exact path for RDF."""
    key = {"@type": "GlobalReference", "value": "urn:example:1"}
    submodel = {"modelType": "Submodel", "id": "urn:x", "semanticId": {"type": "ExternalReference", "keys": [key]}}
    data = json.dumps({"submodels": [submodel]}).encode()
    assert kind_of_bytes(data) == "json"
    assert kind_of_bytes(b'[ {"@id": "urn:x"} ]') == kind_of_bytes(b'{"x": 1, "@graph": []}') == "rdf"


def test_a_node_without_name_is_told_by_its_place_the_same_in_every_run() -> None:
    node = '[] a aas:Submodel ; <https://admin-shell.io/aas/3/1/Identifiable/id> "urn:example:1" .\n'
    twice = f"@prefix aas: <https://admin-shell.io/aas/3/1/> .\n{node}{node}"
    first, second = (assess_file(twice.encode()).findings for _ in range(2))
    assert first == second
    assert [finding.where.pointer for finding in first] == ["/submodels/1/id"]
