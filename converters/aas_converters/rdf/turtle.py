"""Turtle as the official examples lay it out: blank nodes in brackets, one statement a line, nothing to look up."""

from __future__ import annotations

from typing import Final

from aas_converters.rdf.nodes import Individual, Node, Text
from aas_validators.rdf.vocabulary import Vocabulary

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def head(names: Vocabulary) -> str:
    """Return what a document begins with."""
    return f"@prefix aas: <{names.namespace}> .\n@prefix rdf: <{RDF}> .\n@prefix xs: <{XSD}> .\n"


def item(node: Node, names: Vocabulary, first: int) -> tuple[str, int]:
    """Return the text of an identifiable and the number of blank nodes so far, which need no labels here."""
    lines: list[str] = []
    subject = f"<{node.iri}>" if node.iri else "[]"
    add(lines, f"\n{subject} ", node, "")
    lines.append(".\n")
    return "\n".join(lines), first


def add(lines: list[str], before: str, node: Node, indent: str) -> None:
    """Append the lines of a node."""
    deeper = indent + "    "
    lines.append(f"{before}rdf:type aas:{node.name} ;")
    for predicate, value in node.statements:
        match value:
            case Text(text, datatype):
                literal = f'"{text.translate(ESCAPES)}"^^xs:{datatype.removeprefix(XSD)}'
                lines.append(f"{deeper}<{predicate}> {literal} ;")
            case Individual(iri):
                lines.append(f"{deeper}<{predicate}> <{iri}> ;")
            case Node():
                lines.append(f"{deeper}<{predicate}> [")
                add(lines, deeper + "    ", value, deeper)
                lines.append(f"{deeper}] ;")
