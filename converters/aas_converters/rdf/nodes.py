"""Turn plain data into nodes and statements, by the classes of the metamodel and the names of its ontology.

A node without an IRI is blank. Statements stand in the order of the data, and those of a list in its order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from aas_converters.rdf.rules import NOT_CARRIED
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Pointer
from aas_validators.metamodel.shapes import Attribute, shapes
from aas_validators.rdf.vocabulary import NAME_BASE, Term, Vocabulary

ABSOLUTE: Final = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`\x7f-\x9f\ud800-\udfff]*')
"""What can stand as an IRI in every syntax."""

NOT_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no AAS file may hold (AASd-130) and RDF/XML cannot."""

UNRESERVED: Final = "-._~!$&'()*+,;=:@"


@dataclass(frozen=True, slots=True)
class Text:
    """A literal: its text and the IRI of its datatype."""

    text: str
    datatype: str


@dataclass(frozen=True, slots=True)
class Individual:
    """A value of an enumeration, by its IRI."""

    iri: str


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a class (by name) with its statements: predicate (an IRI) and value."""

    iri: str | None
    name: str
    statements: tuple[tuple[str, Value], ...]


Value = Node | Text | Individual

Lose = Callable[[Finding], None]
"""Takes what cannot be said in RDF."""


def subject_iri(identifier: str, base: str = NAME_BASE) -> str:
    """Return the IRI of the node of an identifiable: its id, or below a base where the id is no IRI.

    >>> subject_iri("https://plant.example/sm/1")
    'https://plant.example/sm/1'
    >>> subject_iri("0173-1#01-AHF578#003")
    'https://w3id.org/aas-toolkit/id/0173-1%2301-AHF578%23003'
    """
    if ABSOLUTE.fullmatch(identifier):
        return identifier
    return base + quote(identifier, safe=UNRESERVED, errors="replace")


def node_of(
    value: Mapping[str, Any], name: str, names: Vocabulary, lose: Lose, pointer: Pointer, iri: str | None = None
) -> Node:
    """Return the node of an object of a class; what RDF has no words for goes to `lose`."""
    terms = names.terms[name]
    statements: list[tuple[str, Value]] = []
    # rdf:type says what modelType says, of every node
    implied = name if shapes(names.metamodel)[name].model_type else None
    for attribute, held in value.items():
        term = terms.get(attribute)
        if term is not None:
            statements.extend(said(held, term, names, lose, (*pointer, attribute)))
        elif attribute != "modelType" or held != implied:
            lose(lost((*pointer, attribute), held))
    return Node(iri, name, tuple(statements))


def said(value: Any, term: Term, names: Vocabulary, lose: Lose, pointer: Pointer) -> Iterator[tuple[str, Value]]:
    """Yield the statements of one attribute: one, one for each item of a list, or none."""
    match term.attribute.form:
        case "list" if isinstance(value, list) and value:
            for number, item in enumerate(value):
                yield from inner(item, term, names, lose, (*pointer, number))
        case "object":
            yield from inner(value, term, names, lose, pointer)
        case "flag" if isinstance(value, bool):
            yield term.predicate, Text("true" if value else "false", term.datatype)
        case "text" if isinstance(value, str) and value in term.individuals:
            yield term.predicate, Individual(term.individuals[value])
        case "text" if term.datatype and isinstance(value, str) and not NOT_TEXT.search(value):
            yield term.predicate, Text(value, term.datatype)
        case _:
            lose(lost(pointer, value))


def inner(value: Any, term: Term, names: Vocabulary, lose: Lose, pointer: Pointer) -> Iterator[tuple[str, Value]]:
    """Yield the statement of an object."""
    name = class_of(value, term.attribute) if isinstance(value, Mapping) else None
    if name is None or name not in names.terms:
        lose(lost(pointer, value))
    else:
        yield term.predicate, node_of(value, name, names, lose, pointer)


def class_of(value: Mapping[str, Any], attribute: Attribute) -> str | None:
    """Return the class of an object: by its modelType where there is a choice."""
    if not attribute.choice:
        return attribute.classes[0]
    named = value.get("modelType")
    return named if isinstance(named, str) else None


def lost(pointer: Pointer, value: Any) -> Finding:
    """Return the finding for a value that RDF cannot hold."""
    return Finding(NOT_CARRIED, pointer, {"attribute": next_name(pointer), "value": shown(value)})


def next_name(pointer: Pointer) -> str:
    """Return the name of the attribute that a pointer leads to or into."""
    return next((step for step in reversed(pointer) if isinstance(step, str)), "")
