"""The forms a document can be written in, by the suffix of its file. A package holds one of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, TypeGuard, get_args

from aas_converters.letters.script import Format

RdfForm = Literal["ttl", "nt", "rdf", "jsonld"]
DocumentForm = Format | RdfForm

CONTENT_TYPES: Final[Mapping[DocumentForm, str]] = {
    "json": "application/json",
    "xml": "application/xml",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
"""The media type of each form."""

PACKAGE: Final = ".aasx"
SUFFIXES: Final = (PACKAGE, *(f".{form}" for form in CONTENT_TYPES))
"""What the name of a result may end in."""


def form_of(path: Path, part: DocumentForm) -> DocumentForm:
    """Return the form of a document: by the suffix of its file, in a package `part`.

    Raises ValueError for any other suffix."""
    suffix = path.suffix.lower()
    if suffix == PACKAGE:
        return part
    for form in CONTENT_TYPES:
        if suffix == f".{form}":
            return form
    raise ValueError(f"{path.name} ends in none of {', '.join(SUFFIXES)}")


def is_rdf(form: DocumentForm) -> TypeGuard[RdfForm]:
    """Return whether a form is one of RDF."""
    return form not in get_args(Format)


def script_format(form: DocumentForm) -> Format:
    """Return the format of the letters for a form: RDF is made from JSON."""
    return "xml" if form == "xml" else "json"
