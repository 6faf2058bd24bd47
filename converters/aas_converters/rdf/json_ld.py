"""JSON-LD: a tree like the JSON of AAS, with names that mean the IRIs of the ontology."""

from __future__ import annotations

import json
from typing import Any

from aas_converters.rdf.nodes import Individual, Node, Text
from aas_converters.rdf.turtle import XSD
from aas_validators.rdf.vocabulary import Vocabulary


def head(names: Vocabulary) -> str:
    """Return what a document begins with: what its names mean and of what type their values are, in the file itself."""
    terms = {term.predicate: term for one in names.terms.values() for term in one.values()}
    context: dict[str, Any] = {"@vocab": names.namespace, "aas": names.namespace, "xs": XSD}
    for predicate, term in sorted(terms.items()):
        name = predicate.removeprefix(names.namespace)
        if term.individuals:
            context[name] = {"@id": f"aas:{name}", "@type": "@vocab"}
        elif term.datatype:
            context[name] = {"@id": f"aas:{name}", "@type": f"xs:{term.datatype.removeprefix(XSD)}"}
    lines = ",\n".join(f"{json.dumps(name)}:{json.dumps(meaning)}" for name, meaning in context.items())
    return f'{{"@context":{{\n{lines}}},\n"@graph":[\n'


def item(node: Node, names: Vocabulary, first: int) -> tuple[str, int]:
    """Return the object of an identifiable and the number of blank nodes so far, which need no labels here."""
    return json.dumps(tree(node, names), ensure_ascii=False, separators=(",", ":")), first


def tree(node: Node, names: Vocabulary) -> dict[str, Any]:
    """Return a node as JSON."""
    found: dict[str, Any] = {"@id": node.iri} if node.iri else {}
    found["@type"] = node.name
    for predicate, value in node.statements:
        name = predicate.removeprefix(names.namespace)
        one = value_of(value, names)
        if name not in found:
            found[name] = one
        elif isinstance(found[name], list):
            found[name].append(one)
        else:
            found[name] = [found[name], one]
    return found


def value_of(value: Node | Text | Individual, names: Vocabulary) -> Any:
    """Return the JSON of a value; the context knows its type."""
    match value:
        case Node():
            return tree(value, names)
        case Individual(iri):
            return iri.removeprefix(names.namespace)
        case Text(text, datatype):
            return text == "true" if datatype == f"{XSD}boolean" else text
