"""What the official ontology calls the attributes and values of a metamodel version.

Nothing is spelt here: predicates, datatypes and individuals come from the ontology, the texts of JSON from the JSON
schema. The two name the same enumeration values differently (`RealMeasure`, `REAL_MEASURE`); they are paired by their
letters and digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from aas_validators.metamodel.shapes import Attribute, schema_of, shapes
from aas_validators.schemas import schema_bytes

NAMESPACES: Final = {"3.0": "https://admin-shell.io/aas/3/0/", "3.1": "https://admin-shell.io/aas/3/1/"}
"""What the names of a metamodel version begin with."""

NAME_BASE: Final = "https://w3id.org/aas-toolkit/id/"
"""What an id that is no IRI is relative to; the official examples leave it open."""

LANGUAGE_STRING: Final = "AbstractLangString"


@dataclass(frozen=True, slots=True)
class Term:
    """An attribute in RDF: its predicate, and the datatype of its literals or the individuals of its values.

    `individuals` are the IRIs by the text of JSON, `texts` the other way round."""

    attribute: Attribute
    predicate: str
    datatype: str = ""
    individuals: Mapping[str, str] = field(default_factory=dict, hash=False)
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of one metamodel version.

    `terms` are the attributes of each class by their name in JSON, `by_predicate` the same by predicate."""

    metamodel: str
    namespace: str
    terms: Mapping[str, Mapping[str, Term]]
    by_predicate: Mapping[str, Mapping[str, Term]]


@cache
def vocabulary(metamodel: str) -> Vocabulary:
    """Return the names of a metamodel version."""
    from rdflib import OWL, RDF, RDFS, Graph, URIRef
    from rdflib.collection import Collection

    namespace = NAMESPACES[metamodel]
    ontology = Graph().parse(data=schema_bytes(metamodel, "rdf-ontology.ttl"), format="turtle")
    properties = {
        str(one) for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for one in ontology.subjects(RDF.type, kind)
    }
    members = {
        str(one): [str(value) for value in Collection(ontology, values)]
        for one, values in ontology.subject_objects(OWL.oneOf)
    }

    def lineage(name: str) -> Iterator[str]:
        yield name
        for above in ontology.objects(URIRef(namespace + name), RDFS.subClassOf):
            yield from lineage(str(above).removeprefix(namespace))

    def term(attribute: Attribute, above: list[str]) -> Term:
        predicate = next(p for one in above if (p := f"{namespace}{one}/{attribute.name}") in properties)
        kind = str(ontology.value(URIRef(predicate), RDFS.range))
        if kind in members:
            texts = paired(members[kind], schema_of(metamodel)["definitions"][kind.removeprefix(namespace)])
            return Term(attribute, predicate, "", {text: iri for iri, text in texts.items()}, texts)
        return Term(attribute, predicate, "" if kind.startswith(namespace) else kind)

    terms: dict[str, Mapping[str, Term]] = {}
    by_predicate: dict[str, Mapping[str, Term]] = {}
    for name, shape in shapes(metamodel).items():
        if name == "Environment":  # it has no node: an environment is the graph itself
            continue
        above = list(lineage(name))
        terms[name] = {attribute.name: term(attribute, above) for attribute in shape.attributes.values()}
        found = {one.predicate: one for one in terms[name].values()}
        if LANGUAGE_STRING in above:
            # The official shapes ask for these names, ontology and examples for those of the abstract class.
            found |= {f"{namespace}{name}/{one.attribute.name}": one for one in terms[name].values()}
        by_predicate[name] = found
    return Vocabulary(metamodel, namespace, terms, by_predicate)


def paired(individuals: list[str], enumeration: Mapping[str, Any]) -> dict[str, str]:
    """Return the text of JSON for each individual. Raises KeyError where the two descriptions name other values."""
    texts = {key_of(text.removeprefix("xs:")): text for text in enumeration["enum"]}
    return {individual: texts[key_of(individual.rpartition("/")[2])] for individual in individuals}


def key_of(name: str) -> str:
    """Return what is the same in every spelling of a name."""
    return re.sub("[^a-z0-9]", "", name.lower())
