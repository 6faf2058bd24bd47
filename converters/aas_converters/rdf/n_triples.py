"""N-Triples: a statement a line, for stores and for text tools."""

from __future__ import annotations

from aas_converters.rdf.nodes import Individual, Node, Text
from aas_converters.rdf.turtle import ESCAPES, RDF
from aas_validators.rdf.vocabulary import Vocabulary


def head(names: Vocabulary) -> str:
    """Return what a document begins with: the metamodel, which nothing else says in one without statements."""
    return f"# {names.namespace}\n"


def item(node: Node, names: Vocabulary, first: int) -> tuple[str, int]:
    """Return the lines of an identifiable and the number of blank nodes so far."""
    lines: list[str] = []
    number = first
    start = names.namespace

    def add(node: Node, subject: str) -> None:
        nonlocal number
        lines.append(f"{subject} <{RDF}type> <{start}{node.name}> .\n")
        for predicate, value in node.statements:
            match value:
                case Text(text, datatype):
                    lines.append(f'{subject} <{predicate}> "{text.translate(ESCAPES)}"^^<{datatype}> .\n')
                case Individual(iri):
                    lines.append(f"{subject} <{predicate}> <{iri}> .\n")
                case Node():
                    number += 1
                    label = f"_:n{number}"
                    lines.append(f"{subject} <{predicate}> {label} .\n")
                    add(value, label)

    if node.iri is None:
        number += 1
    add(node, f"<{node.iri}>" if node.iri else f"_:n{number}")
    return "".join(lines), number
