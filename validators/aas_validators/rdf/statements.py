"""Statements in the order of their document.

A graph has no order, but lists of AAS have one and the official form writes them as repeated statements. So what is
parsed goes into this store, which keeps the order of the text; rdflib's own keeps it only by chance."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from rdflib.graph import Graph
from rdflib.store import Store
from rdflib.term import Node


class Statements(Store):
    """What each subject says, in order, each statement once; contexts are not kept apart."""

    context_aware = True

    def __init__(self) -> None:
        super().__init__()
        self.by_subject: dict[Node, dict[tuple[Node, Node], None]] = {}
        self.names: dict[str, str] = {}

    def add(self, triple: tuple[Node, Node, Node], context: Graph, quoted: bool = False) -> None:
        """Keep one statement."""
        subject, predicate, value = triple
        self.by_subject.setdefault(subject, {})[predicate, value] = None

    def triples(self, pattern: Any, context: Any = None) -> Generator[Any, None, None]:
        """Yield the statements that match a pattern of subject, predicate and object; None matches anything."""
        wanted_subject, wanted_predicate, wanted = pattern
        subjects = self.by_subject if wanted_subject is None else [wanted_subject]
        for subject in subjects:
            for predicate, value in self.by_subject.get(subject, ()):
                if wanted_predicate in (None, predicate) and wanted in (None, value):
                    yield (subject, predicate, value), iter(())

    def bind(self, prefix: str, namespace: Any, override: bool = True) -> None:
        """Keep the names that prefixes stand for: they tell the metamodel where nothing else does."""
        self.names[prefix] = str(namespace)

    def namespace(self, prefix: str) -> Any:
        """Return what a prefix stands for."""
        from rdflib import URIRef

        return URIRef(self.names[prefix]) if prefix in self.names else None

    def prefix(self, namespace: Any) -> str | None:
        """Return the prefix of a namespace."""
        return next((prefix for prefix, name in self.names.items() if name == str(namespace)), None)

    def namespaces(self) -> Any:
        """Yield prefixes with what they stand for."""
        from rdflib import URIRef

        yield from ((prefix, URIRef(name)) for prefix, name in list(self.names.items()))

    def __len__(self, context: Any = None) -> int:
        return sum(len(statements) for statements in self.by_subject.values())
