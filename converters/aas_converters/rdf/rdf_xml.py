"""RDF/XML: an element a node, a prefix for the attributes of each class of the ontology."""

from __future__ import annotations

from typing import Final

from aas_converters.rdf.nodes import Individual, Node, Text
from aas_converters.rdf.turtle import RDF
from aas_validators.rdf.vocabulary import Vocabulary

ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#xD;"})
ATTRIBUTE_ESCAPES: Final = ESCAPES | str.maketrans({"\n": "&#xA;", "\t": "&#x9;"})


def head(names: Vocabulary) -> str:
    """Return what a document begins with."""
    owners = sorted({owner_of(term.predicate) for terms in names.terms.values() for term in terms.values()})
    prefixes = [f'xmlns:{one}="{names.namespace}{one}/"' for one in owners]
    declared = "\n    ".join([f'xmlns:rdf="{RDF}"', f'xmlns:aas="{names.namespace}"', *prefixes])
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF {declared}>\n'


def owner_of(predicate: str) -> str:
    """Return the class that an attribute is declared in."""
    return predicate.rpartition("/")[0].rpartition("/")[2]


def item(node: Node, names: Vocabulary, first: int) -> tuple[str, int]:
    """Return the element of an identifiable and the number of blank nodes so far, which need no labels here."""
    lines: list[str] = []
    add(lines, node, "  ")
    return "\n".join([*lines, ""]), first


def add(lines: list[str], node: Node, indent: str) -> None:
    """Append the lines of a node."""
    about = f' rdf:about="{node.iri.translate(ATTRIBUTE_ESCAPES)}"' if node.iri else ""
    if not node.statements:
        lines.append(f"{indent}<aas:{node.name}{about}/>")
        return
    lines.append(f"{indent}<aas:{node.name}{about}>")
    deeper = indent + "  "
    for predicate, value in node.statements:
        name = f"{owner_of(predicate)}:{predicate.rpartition('/')[2]}"
        match value:
            case Text(text, datatype):
                literal = text.translate(ESCAPES)
                lines.append(f'{deeper}<{name} rdf:datatype="{datatype}">{literal}</{name}>')
            case Individual(iri):
                lines.append(f'{deeper}<{name} rdf:resource="{iri}"/>')
            case Node():
                lines.append(f"{deeper}<{name}>")
                add(lines, value, deeper + "  ")
                lines.append(f"{deeper}</{name}>")
    lines.append(f"{indent}</aas:{node.name}>")
