"""Write identifiables as RDF, one after the other: what is in memory is one identifiable and the ids so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from aas_converters.documents.forms import RdfForm
from aas_converters.rdf import json_ld, n_triples, rdf_xml, turtle
from aas_converters.rdf.nodes import Node, lost, node_of, subject_iri
from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import Pointer
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS
from aas_validators.rdf.vocabulary import NAME_BASE, Vocabulary, vocabulary


def strays(environment: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what an environment holds beside identifiables, which RDF has no place for."""
    for attribute, held in environment.items():
        if attribute not in ENVIRONMENT_LISTS or not isinstance(held, list) or not held:
            yield lost((attribute,), held)
        else:
            yield from (lost((attribute, i), one) for i, one in enumerate(held) if not isinstance(one, Mapping))


class Sink(Protocol):
    """Anything that takes bytes."""

    def write(self, data: bytes, /) -> Any:
        """Take some bytes."""


@dataclass(frozen=True, slots=True)
class Form:
    """A syntax of RDF: what stands before, between and after the identifiables, how each is written.

    `item` takes a node and the number of blank nodes so far, and returns the text and the new number."""

    head: Callable[[Vocabulary], str]
    item: Callable[[Node, Vocabulary, int], tuple[str, int]]
    between: str
    tail: str


FORMS: Final[Mapping[RdfForm, Form]] = {
    "ttl": Form(turtle.head, turtle.item, "", ""),
    "nt": Form(n_triples.head, n_triples.item, "", ""),
    "rdf": Form(rdf_xml.head, rdf_xml.item, "", "</rdf:RDF>\n"),
    "jsonld": Form(json_ld.head, json_ld.item, ",\n", "\n]}\n"),
}
"""The syntaxes by the suffix of a file."""


@dataclass(frozen=True, slots=True)
class Identifiable:
    """A shell, submodel or concept description as plain data, its class, and where in the environment it stands."""

    name: str
    value: Mapping[str, Any]
    pointer: Pointer


def identifiables(environment: Mapping[str, Any]) -> Iterator[Identifiable]:
    """Yield the identifiables of an environment as plain data, in its order."""
    for attribute, held in environment.items():
        name = ENVIRONMENT_LISTS.get(attribute)
        if name is not None and isinstance(held, list):
            for number, item in enumerate(held):
                if isinstance(item, Mapping):
                    yield Identifiable(name, item, (attribute, number))


def write_rdf(
    file: Sink, things: Iterable[Identifiable], metamodel: str, suffix: RdfForm, *, base: str = NAME_BASE
) -> list[Finding]:
    """Write identifiables to a file in the syntax of a suffix; return what could not be said.

    The node of an identifiable has its id as IRI; an id that is none goes below `base`. Of several with one id the
    first has the IRI: the statements of the others would run into each other."""
    form, names = FORMS[suffix], vocabulary(metamodel)
    losses: list[Finding] = []
    taken: set[int] = set()
    file.write(form.head(names).encode())
    number = 0
    between = ""
    for thing in things:
        identifier = thing.value.get("id")
        iri = subject_iri(identifier, base) if isinstance(identifier, str) and identifier else None
        if iri is not None:
            key = hash(iri)
            iri = None if key in taken else iri
            taken.add(key)
        text, number = form.item(
            node_of(thing.value, thing.name, names, losses.append, thing.pointer, iri), names, number
        )
        file.write((between + text).encode())
        between = form.between
    file.write(form.tail.encode())
    return losses
