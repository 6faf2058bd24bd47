"""Check a sample of any AAS file against the official SHACL shapes."""

from __future__ import annotations

import io
from pathlib import Path

from aas_validators.diagnostics import Diagnostic
from aas_validators.kinds import kind_of_bytes
from aas_validators.limits import DEFAULT_LIMITS
from aas_validators.metamodel.shapes import VERSIONS


def check_sample(path: Path, count: int, *, name: str | None = None) -> list[Diagnostic]:
    """Return what the shapes say about `count` identifiables of a file, taken evenly; JSON and XML are turned into RDF.

    A file that cannot be read has no sample: the other checks say why. Raises SourceError where pyshacl is not
    installed, OSError from the disk."""
    from aas_converters.interchange import open_content
    from aas_converters.interchange.write import joined
    from aas_converters.rdf.write import identifiables, write_rdf
    from aas_converters.sources.extras import library
    from aas_validators.document.locate import RdfText, located
    from aas_validators.document.source import Source
    from aas_validators.rdf.read import metamodel_of, read_rdf
    from aas_validators.rdf.shacl import check_shapes, sample
    from aas_validators.rdf.syntax import parse_rdf

    library("pyshacl", "pyshacl", "shacl", str(path))
    with path.open("rb") as file:
        rdf = kind_of_bytes(file.read(4096)) == "rdf"
    if rdf:
        data = path.read_bytes()
    else:
        with open_content(path) as content:
            parts = content.parts
        if not parts:
            return []
        text = io.BytesIO()
        whole = joined([part.environment for part in parts])
        write_rdf(text, identifiables(whole), parts[0].metamodel or VERSIONS[0], "nt")
        data = text.getvalue()
    parsed = parse_rdf(data, DEFAULT_LIMITS)
    version = metamodel_of(parsed.statements) if parsed.statements is not None else None
    if parsed.statements is None or version not in ("3.0", "3.1"):
        return []
    read = read_rdf(parsed.statements, version, DEFAULT_LIMITS.depth)
    findings = list(check_shapes(parsed.statements, sample(read.nodes, count), version))
    return located(RdfText(Source(name or str(path)), read.value, read.subjects), findings)
