"""References of a package with several environments: what one part names may stand in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aas_validators.diagnostics import Diagnostic
from aas_validators.document.finding import Finding
from aas_validators.document.locate import Document, located
from aas_validators.metamodel.identifiers import Index, check_id, check_references
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.metamodel.value_ids import check_value_ids
from aas_validators.metamodel.walk import walk


def check_together(documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Yield duplicate ids inside each part, and references that no part of the package answers.

    The same id in two parts is no duplicate: a package may hold its data as JSON and as XML."""
    indexes: dict[str, Index] = {}
    findings: dict[str, list[Finding]] = {}
    for part, document in documents.items():
        index, found = Index(), list[Finding]()
        for node in walk(document.value, "Environment", VERSIONS[-1]):
            found.extend(check_id(node, index))
            if node.name == "Reference":
                index.references.append(node)
            if "valueId" in node.value:
                index.valued.append(node)
        indexes[part], findings[part] = index, found
    for part, document in documents.items():
        joint = joined(part, indexes)
        found = findings[part]
        found.extend(check_references(joint))
        found.extend(check_value_ids(joint.valued, joint.concepts()))
        yield from located(document, found)


def joined(part: str, indexes: Mapping[str, Index]) -> Index:
    """Return the references of a part with the identifiables of all parts, its own first."""
    own = indexes[part]
    by_id = {identifier: list(nodes) for identifier, nodes in own.by_id.items()}
    for other, index in indexes.items():
        if other != part:
            for identifier, nodes in index.by_id.items():
                by_id.setdefault(identifier, []).extend(nodes)
    return Index(by_id, own.references, own.valued)
