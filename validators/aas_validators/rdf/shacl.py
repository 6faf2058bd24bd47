"""Check a sample of identifiables against the official SHACL shapes, which SPARQL stores use.

A layer of its own that nobody gets unasked: it costs about a second for each submodel and adds nothing the other checks
do not find. The shapes contradict the official examples in two places, which is put right here, not in the shapes: the
values of enumerations must be said to be such in the data, and the text of a language string has another name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Any, Final

from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from aas_validators.diagnostics import Rule, Sentence, Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Pointer
from aas_validators.rdf.statements import Statements
from aas_validators.rdf.vocabulary import vocabulary
from aas_validators.schemas import schema_bytes

SHACL: Final = Namespace("http://www.w3.org/ns/shacl#")
LANGUAGE_TEXT: Final = "AbstractLangString/text"

SHAPE_VIOLATION = Rule(
    code="SCH310",
    name="shacl-violation",
    severity=Severity.WARNING,
    message=Sentence(
        "{attribute} violates the official shape: {problem}", "{attribute}이(가) 공식 SHACL에 맞지 않습니다: {problem}"
    ),
    hint=Sentence(
        "correct what other findings say about it; the shapes themselves have known faults",
        "같은 위치의 다른 지적을 먼저 고치십시오. SHACL 자체에도 알려진 오류가 있습니다",
    ),
    why=Sentence(
        "A store that checks its data with the official shapes refuses this.",
        "공식 SHACL로 데이터를 검사하는 저장소는 이 데이터를 거부합니다.",
    ),
    spec="IDTA-01001, RDF mapping",
)


def check_shapes(statements: Statements, subjects: Sequence[tuple[Pointer, Node]], metamodel: str) -> Iterator[Finding]:
    """Yield what the shapes say about some identifiables: their nodes, and where those stand in the data.

    Raises ImportError where pyshacl is not installed."""
    validate = import_module("pyshacl").validate
    for pointer, subject in subjects:
        data = Graph()
        owners = dict.fromkeys(closure(statements, subject, data, metamodel), pointer)
        for one in ontology(metamodel):
            data.add(one)
        _, report, _ = validate(data, shacl_graph=shapes_graph(metamodel), inference="none")
        yield from violations(report, owners)


def sample(subjects: Sequence[tuple[Pointer, Node]], count: int) -> list[tuple[Pointer, Node]]:
    """Return some of the identifiables, evenly from first to last."""
    if count >= len(subjects):
        return list(subjects)
    return [subjects[i * len(subjects) // count] for i in range(count)]


def closure(statements: Statements, subject: Node, data: Graph, metamodel: str) -> set[Node]:
    """Add the statements of a node and of everything below it to a graph; return the nodes."""
    namespace = vocabulary(metamodel).namespace
    seen: set[Node] = set()
    waiting = [subject]
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        said = statements.by_subject.get(node, {})
        names = [str(value) for predicate, value in said if predicate == RDF.type]
        for predicate, value in said:
            data.add((node, predicate, value))
            if str(predicate) == namespace + LANGUAGE_TEXT:
                for name in names:
                    data.add((node, URIRef(f"{name}/text"), value))
            if isinstance(value, BNode | URIRef) and value in statements.by_subject:
                waiting.append(value)
    return seen


def violations(report: Any, owners: dict[Node, Pointer]) -> Iterator[Finding]:
    """Yield each result of a report once, at the identifiable that holds its node."""
    for result in report.subjects(RDF.type, SHACL.ValidationResult):
        focus = report.value(result, SHACL.focusNode)
        path = report.value(result, SHACL.resultPath)
        problem = report.value(result, SHACL.resultMessage) or Literal("")
        attribute = str(path or focus or "").rpartition("/")[2]
        yield Finding(
            SHAPE_VIOLATION,
            owners.get(focus, ()),
            {"attribute": attribute, "problem": shown(" ".join(problem.split()))},
        )


@cache
def ontology(metamodel: str) -> Graph:
    """Return the official ontology, which says what the values of enumerations are."""
    return Graph().parse(data=schema_bytes(metamodel, "rdf-ontology.ttl"), format="turtle")


@cache
def shapes_graph(metamodel: str) -> Graph:
    """Return the official shapes."""
    return Graph().parse(data=schema_bytes(metamodel, "shacl-schema.ttl"), format="turtle")
