"""The law of RDF: what is written and read again is the same, in every syntax, or it is named as lost."""

from __future__ import annotations

import copy
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.compare import isomorphic

from aas_converters.documents.forms import RdfForm
from aas_converters.rdf.write import FORMS, identifiables, strays, write_rdf
from aas_validators.document.finding import Finding
from aas_validators.limits import DEFAULT_LIMITS
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS, VERSIONS
from aas_validators.rdf.read import ReadRdf, metamodel_of, read_rdf
from aas_validators.rdf.syntax import as_written, parse_rdf
from tests.laws import documents
from tests.laws.growing import texts

SYNTAXES = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}


def environments(version: str) -> st.SearchStrategy[dict[str, Any]]:
    lists = {
        attribute: st.lists(documents.tagged(name, version, 0), min_size=1, max_size=2)
        for attribute, name in ENVIRONMENT_LISTS.items()
    }
    return st.fixed_dictionaries({}, optional=lists).filter(bool)


def written(environment: dict[str, Any], version: str, form: RdfForm) -> tuple[bytes, list[Finding]]:
    file = io.BytesIO()
    lost = write_rdf(file, identifiables(environment), version, form)
    return file.getvalue(), [*lost, *strays(environment)]


def read(data: bytes, version: str) -> ReadRdf:
    parsed = parse_rdf(data, DEFAULT_LIMITS)
    assert parsed.statements is not None, parsed.flaws
    assert metamodel_of(parsed.statements) == version
    return read_rdf(parsed.statements, version, DEFAULT_LIMITS.depth)


@given(st.data(), st.sampled_from(VERSIONS), st.sampled_from(sorted(FORMS)))
def test_a_grown_environment_comes_back_as_it_was(data: st.DataObject, version: str, form: RdfForm) -> None:
    environment = data.draw(environments(version))
    text, lost = written(environment, version, form)
    back = read(text, version)
    assert lost == []
    assert back.findings == ()
    assert back.value == environment


@given(st.data(), st.sampled_from(VERSIONS), st.sampled_from(sorted(FORMS)))
def test_what_does_not_come_back_is_named(data: st.DataObject, version: str, form: RdfForm) -> None:
    environment = data.draw(documents.broken(copy.deepcopy(data.draw(environments(version)))))
    text, lost = written(environment, version, form)
    parsed = parse_rdf(text, DEFAULT_LIMITS)
    assert parsed.statements is not None, parsed.flaws
    back = read_rdf(parsed.statements, version, DEFAULT_LIMITS.depth).value
    if not lost and all(thing.value.get("modelType") for thing in identifiables(environment)):
        assert back == environment


@given(texts(with_return=True), texts(), st.sampled_from(sorted(FORMS)))
def test_any_text_comes_back(value: str, identifier: str, form: RdfForm) -> None:
    environment = {
        "submodels": [
            {
                "modelType": "Submodel",
                "id": identifier,
                "submodelElements": [{"modelType": "Property", "valueType": "xs:string", "value": value}],
            }
        ]
    }
    text, lost = written(environment, "3.1", form)
    assert lost == []
    assert read(text, "3.1").value == environment


@pytest.mark.parametrize("form", sorted(FORMS))
def test_graphs_that_other_programs_wrote_are_read_alike(form: RdfForm) -> None:
    """rdflib writes its graph anew, with labels and an order of its own; what has no order comes back the same."""
    environment = {"submodels": [{"modelType": "Submodel", "id": "urn:example:1", "kind": "Instance"}]}
    text, _ = written(environment, "3.0", form)
    with as_written():
        graph = Graph().parse(data=text, format=SYNTAXES[form])
        again = [graph.serialize(format=syntax, encoding="utf-8") for syntax in SYNTAXES.values()]
    assert [read(one, "3.0").value for one in again] == [environment] * len(again)


def test_the_four_syntaxes_say_the_same() -> None:
    reference = {"type": "ModelReference", "keys": [{"type": "Submodel", "value": "urn:example:2"}]}
    value = {"modelType": "ReferenceElement", "idShort": "To", "value": reference}
    submodel = {"modelType": "Submodel", "id": "0173-1#01-AHF578#003", "submodelElements": [value, value]}
    environment = {"submodels": [submodel, submodel]}
    graphs = []
    for form in FORMS:
        with as_written():
            graphs.append(Graph().parse(data=written(environment, "3.1", form)[0], format=SYNTAXES[form]))
    assert all(isomorphic(graph, graphs[0]) for graph in graphs[1:])
