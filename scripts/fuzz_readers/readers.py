"""The readers, each as a function of any bytes. It returns, or the input is a crash."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from aas_converters.mapping.read import parse_mapping
from aas_converters.sources.opening import open_table
from aas_converters.sources.problem import SourceError
from aas_reference_models.marked_yaml import read_yaml
from aas_reference_models.problem import ModelError
from aas_reference_models.read_model import read_model
from aas_validators.check import Task, assess_bytes
from aas_validators.diagnostics.rule import LANGUAGES
from aas_validators.document.source import Source
from aas_validators.fast.assess import assess
from aas_validators.fast.question import Question
from aas_validators.layers import ALL_LAYERS
from aas_validators.limits import DEFAULT_LIMITS
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.template.check import check_template
from aas_validators.template.smt import read_templates
from fuzz_readers.seeds import APART, PARTS

SCRATCH: Final = TemporaryDirectory(prefix="aas-fuzz-")
EXACT: Final = Task(fast=False)


def said(data: bytes) -> None:
    """Assess bytes exactly, and word every finding in both languages."""
    found = assess_bytes(data, EXACT, Source("file"))
    for finding in found.findings:
        for language in LANGUAGES:
            assert finding.text(language), finding
            assert finding.advice(language), finding


def document(data: bytes, kind: str) -> None:
    """Assess a document both ways; where the fast path answers, the exact one says the same."""
    question = Question(VERSIONS, ALL_LAYERS, DEFAULT_LIMITS, None, small=0)
    answer = assess(data, "json" if kind == "json" else "xml", Source("file"), question)
    said(data)
    if answer is not None:
        exact = assess_bytes(data, EXACT, Source("file"))
        assert (answer.versions, answer.findings) == (exact.metamodels, exact.findings), "the paths disagree"


def json_text(data: bytes) -> None:
    """JSON."""
    document(data, "json")


def xml_text(data: bytes) -> None:
    """XML."""
    document(data, "xml")


def rdf_text(data: bytes) -> None:
    """RDF: Turtle, N-Triples, RDF/XML or JSON-LD."""
    said(data)


def package_bytes(data: bytes) -> None:
    """An AASX package as a stranger sends it."""
    said(b"PK\x03\x04" + data[4:])


def package_parts(data: bytes) -> None:
    """A zip in order, whose parts are not."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in zip(PARTS, data.split(APART), strict=False):
            archive.writestr(name, content)
    said(made.getvalue())


def delimited(data: bytes) -> None:
    """A table as text."""
    table(data, "table.csv")


def json_table(data: bytes) -> None:
    """A table as JSON."""
    table(data, "table.json")


def xml_table(data: bytes) -> None:
    """A table as XML."""
    table(data, "table.xml")


def table(data: bytes, name: str) -> None:
    """Open a source and read all of it."""
    path = Path(SCRATCH.name) / name
    path.write_bytes(data)
    try:
        for batch in open_table(path).batches():
            assert batch.frame.height >= 0
    except SourceError:
        return  # listed: it carries the findings


def mapping(data: bytes) -> None:
    """A mapping."""
    parse_mapping(data.decode("utf-8", "replace"))


def model(data: bytes) -> None:
    """A reference model."""
    try:
        read_model(read_yaml(data.decode("utf-8", "replace"), "model.yaml"))
    except ModelError:
        return


INSTANCE: Final = {"modelType": "Submodel", "id": "urn:example:1", "submodelElements": [{"modelType": "Capability"}]}


def template(data: bytes) -> None:
    """A template file, to which a submodel is compared."""
    for each in read_templates(data, name="template").models:
        list(check_template(dict(INSTANCE), (), each))


READERS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "json": json_text,
    "xml": xml_text,
    "rdf": rdf_text,
    "package": package_bytes,
    "parts": package_parts,
    "delimited": delimited,
    "json-table": json_table,
    "xml-table": xml_table,
    "mapping": mapping,
    "model": model,
    "template": template,
}
