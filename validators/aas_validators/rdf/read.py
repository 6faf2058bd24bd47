"""Turn statements into the same plain data that the JSON of them would be.

Driven by the classes of the metamodel and the names of the ontology. Lists keep the order in which the document says
their items. What RDF can say and JSON cannot is a finding here; everything else is left to the checks of the data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from rdflib import RDF, BNode, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from aas_validators.diagnostics import Rule, Sentence
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.document.xml_view import FLAGS
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS, Attribute, shapes
from aas_validators.rdf.rules import (
    NODE_IN_ITSELF,
    NOT_OF_AAS,
    OTHER_DATATYPE,
    OTHER_KIND_OF_VALUE,
    SEVERAL_VALUES,
    UNATTACHED,
    UNKNOWN_CLASS,
)
from aas_validators.rdf.statements import Statements
from aas_validators.rdf.vocabulary import NAMESPACES, Term, Vocabulary, vocabulary
from aas_validators.syntax.json_text import TOO_DEEP

LISTS: Final = {name: attribute for attribute, name in ENVIRONMENT_LISTS.items()}
"""The list of an environment for each class of identifiables."""

METAMODEL: Final = re.compile(r"https?://(?:www\.)?admin-shell\.io/aas/(\d+)/(\d+)/")

MORE_THAN_SAID: Final = 8
"""How many times larger than its statements a document may become where nodes are said once and used often."""

AN_IRI: Final = Sentence("an IRI of the ontology", "온톨로지 IRI")
A_LITERAL: Final = Sentence("a literal", "리터럴")


@dataclass(slots=True)
class Reading:
    """One document being read: its names, what was found, and which nodes have been used."""

    statements: Statements
    vocabulary: Vocabulary
    depth: int
    budget: int
    findings: list[Finding] = field(default_factory=list)
    used: set[Node] = field(default_factory=set)
    above: list[Node] = field(default_factory=list)
    foreign: Counter[str] = field(default_factory=Counter)

    def say(self, rule: Rule, pointer: Pointer, **values: object) -> None:
        """Note a finding."""
        self.findings.append(Finding(rule, pointer, values))

    def classes(self, node: Node) -> list[str]:
        """Return the names of the classes of this metamodel that a node says it is of."""
        found = [str(o) for p, o in self.statements.by_subject.get(node, ()) if p == RDF.type]
        start = self.vocabulary.namespace
        return [name.removeprefix(start) for name in found if name.startswith(start)]


@dataclass(frozen=True, slots=True)
class ReadRdf:
    """An environment as plain data, what only RDF could get wrong, and the name of each identifiable's node with the
    node itself."""

    value: dict[str, Json]
    findings: tuple[Finding, ...]
    subjects: Mapping[Pointer, str]
    nodes: tuple[tuple[Pointer, Node], ...]


def metamodel_of(statements: Statements) -> str | None:
    """Return the metamodel version that most nodes are of, e.g. `2.0`; without any, the one a prefix names."""
    types = (str(o) for said in statements.by_subject.values() for p, o in said if p == RDF.type)
    found = Counter(match.groups() for name in types if (match := METAMODEL.match(name)))
    if not found:
        found = Counter(match.groups() for name in statements.names.values() if (match := METAMODEL.match(name)))
    return ".".join(found.most_common(1)[0][0]) if found else None


def read_rdf(statements: Statements, metamodel: str, depth: int) -> ReadRdf:
    """Return the environment that the statements describe."""
    reading = Reading(statements, vocabulary(metamodel), depth, MORE_THAN_SAID * len(statements) + 1000)
    environment: dict[str, Json] = {}
    subjects: dict[Pointer, str] = {}
    nodes: list[tuple[Pointer, Node]] = []
    for subject in list(statements.by_subject):
        for name in reading.classes(subject):
            if name not in LISTS:
                continue
            held = environment.setdefault(LISTS[name], [])
            assert isinstance(held, list)
            pointer = (LISTS[name], len(held))
            nodes.append((pointer, subject))
            if not isinstance(subject, BNode):
                # a blank node is called otherwise at every reading
                subjects[pointer] = f"<{subject}>"
            held.append(object_of(reading, subject, name, pointer))
            break
    order = [name for name in shapes(metamodel)["Environment"].attributes if name in environment]
    reading.findings.extend(left_over(reading))
    return ReadRdf({name: environment[name] for name in order}, tuple(reading.findings), subjects, tuple(nodes))


def left_over(reading: Reading) -> Iterator[Finding]:
    """Yield what no identifiable holds: nodes of AAS that belong to nothing, and statements of other vocabularies."""
    for node in reading.statements.by_subject:
        if node not in reading.used and (is_of_aas(reading, node)):
            name = class_names(reading, node)
            yield Finding(UNATTACHED, (), {"node": shown(label(node)), "class": name})
    for predicate, count in reading.foreign.items():
        yield Finding(NOT_OF_AAS, (), {"predicate": shown(predicate), "count": count})


def is_of_aas(reading: Reading, node: Node) -> bool:
    """Return whether a node says that it is of a class of any metamodel version."""
    return any(METAMODEL.match(name) for name in types_of(reading, node))


def types_of(reading: Reading, node: Node) -> list[str]:
    """Return everything a node says it is."""
    return [str(o) for p, o in reading.statements.by_subject.get(node, ()) if p == RDF.type]


def class_names(reading: Reading, node: Node) -> str:
    """Return what a node says it is, as it is shown."""
    names = [name.replace(reading.vocabulary.namespace, "aas:") for name in types_of(reading, node)]
    return shown(", ".join(names) or "nothing")


def label(node: Node) -> str:
    """Return how a node is shown."""
    return "a blank node" if isinstance(node, BNode) else f"<{node}>"


def object_of(reading: Reading, node: Node, name: str, pointer: Pointer) -> dict[str, Json]:
    """Return the JSON object of a node of a class."""
    found: dict[str, Json] = {}
    if shapes(reading.vocabulary.metamodel)[name].model_type:
        found["modelType"] = name
    if node in reading.above:
        reading.say(NODE_IN_ITSELF, pointer, node=shown(label(node)))
        return found
    if len(pointer) > reading.depth or reading.budget < 0:
        reading.say(TOO_DEEP, pointer, limit=reading.depth)
        return found
    reading.used.add(node)
    reading.above.append(node)
    terms = reading.vocabulary.by_predicate[name]
    counts: Counter[str] = Counter()
    for predicate, value in reading.statements.by_subject.get(node, ()):
        if predicate == RDF.type:
            continue
        term = terms.get(str(predicate))
        if term is None:
            unknown(reading, str(predicate), value, found)
            continue
        attribute = term.attribute
        counts[attribute.name] += 1
        if attribute.form == "list":
            held = found.setdefault(attribute.name, [])
            assert isinstance(held, list)
            held.append(item_of(reading, value, attribute, (*pointer, attribute.name, len(held))))
        elif attribute.name not in found:
            found[attribute.name] = value_of(reading, value, term, (*pointer, attribute.name))
    for attribute_name, count in counts.items():
        if count > 1 and not isinstance(found[attribute_name], list):
            reading.say(SEVERAL_VALUES, (*pointer, attribute_name), attribute=attribute_name, count=count)
    reading.above.pop()
    return found


def unknown(reading: Reading, predicate: str, value: Node, found: dict[str, Json]) -> None:
    """Keep what AAS does not know under its own name, so that it is found like in JSON; count what is not of AAS."""
    start = next((namespace for namespace in NAMESPACES.values() if predicate.startswith(namespace)), None)
    if start is None:
        reading.foreign[predicate] += 1
        return
    name = predicate.removeprefix(start) if start == reading.vocabulary.namespace else predicate
    found.setdefault(name, str(value) if isinstance(value, Literal) else {})


def value_of(reading: Reading, value: Node, term: Term, pointer: Pointer) -> Json:
    """Return the JSON value of an attribute that is no list."""
    attribute = term.attribute
    if attribute.form == "object":
        return item_of(reading, value, attribute, pointer)
    reading.budget -= 1
    if isinstance(value, BNode):
        return {}
    if term.individuals:
        if isinstance(value, URIRef):
            return term.texts.get(str(value), str(value))
        reading.say(OTHER_KIND_OF_VALUE, pointer, attribute=attribute.name, value=shown(str(value)), kind=AN_IRI)
        return str(value)
    if not isinstance(value, Literal):
        reading.say(OTHER_KIND_OF_VALUE, pointer, attribute=attribute.name, value=shown(f"<{value}>"), kind=A_LITERAL)
        return str(value)
    datatype = str(RDF.langString if value.language else value.datatype or XSD.string)
    if datatype != term.datatype:
        values = {"attribute": attribute.name, "datatype": short(datatype), "expected": short(term.datatype)}
        reading.say(OTHER_DATATYPE, pointer, **values)
    text = str(value)
    return FLAGS.get(text, text) if attribute.form == "flag" else text


def short(datatype: str) -> str:
    """Return the name of a datatype without its namespace, where that is known to everybody."""
    return datatype.replace(str(XSD), "xs:").replace(str(RDF), "rdf:")


def item_of(reading: Reading, value: Node, attribute: Attribute, pointer: Pointer) -> Json:
    """Return the JSON object of a node, of the class it says or of the only one it can be of."""
    reading.budget -= 1
    if isinstance(value, Literal):
        return str(value)
    named = reading.classes(value)
    allowed = [name for name in named if name in attribute.classes]
    known = [name for name in named if name in reading.vocabulary.terms]
    classes = shapes(reading.vocabulary.metamodel)
    # where the class is a choice, a wrong one becomes modelType, and the schema says of it what it says in JSON
    told = attribute.choice and bool(known) and classes[known[0]].model_type
    if not allowed and not told:
        reading.say(UNKNOWN_CLASS, pointer, attribute=attribute.name, classes=class_names(reading, value))
    name = next(iter(allowed or known), None) or (None if attribute.choice else attribute.classes[0])
    if name is None:
        reading.used.add(value)
        return {}
    return object_of(reading, value, name, pointer)
