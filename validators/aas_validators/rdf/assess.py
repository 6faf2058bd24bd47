"""Assess RDF in any of its syntaxes: the same checks as of JSON and XML, and what only RDF can get wrong."""

from __future__ import annotations

from aas_validators.check_document import check_document
from aas_validators.diagnostics import Sentence, Severity
from aas_validators.document.finding import Finding
from aas_validators.document.locate import RdfText, located, of_flaw
from aas_validators.document.source import Source
from aas_validators.layers import Layer
from aas_validators.metamodel.identifiers import Index
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.rdf.read import metamodel_of, read_rdf
from aas_validators.rdf.syntax import parse_rdf
from aas_validators.recognise import NOT_AAS, OTHER_METAMODEL, OTHER_THAN_ASKED, Root, unknown_root
from aas_validators.task import Assessment, Task

ROOT = Root("Environment")
NO_NODE = Sentence("it is RDF without any node of AAS", "AAS 노드가 하나도 없는 RDF입니다")
"""All that a graph can be: its shells, submodels and concept descriptions are found wherever they stand."""


def assess_rdf(data: bytes, task: Task, source: Source) -> Assessment:
    """Return the assessment of RDF under the version its nodes are of."""
    parsed = parse_rdf(data, task.limits)
    flaws = [of_flaw(flaw, source) for flaw in parsed.flaws]
    if parsed.statements is None:
        return Assessment("rdf", (), None, tuple(flaws))
    version = metamodel_of(parsed.statements)
    problem = refusal(version, task)
    if version is None or problem is not None:
        said_no = located(RdfText(source, None, {}), [problem] if problem else [])
        return Assessment("rdf", (), None, (*flaws, *said_no))
    read = read_rdf(parsed.statements, version, task.limits.depth)
    document = RdfText(source, read.value, read.subjects)
    said = read.findings if Layer.SCHEMA in task.layers else ()
    findings = [*said, *check_document(document, ROOT, version, task.layers, Index(), task.find_model, task.own)]
    wrong = any((finding.severity or finding.rule.severity) is Severity.ERROR for finding in findings)
    broken = wrong or any(flaw.severity is Severity.ERROR for flaw in flaws)
    everything = (*flaws, *located(document, findings))
    return Assessment("rdf", () if broken else (version,), str(ROOT), everything, document)


def refusal(version: str | None, task: Task) -> Finding | None:
    """Return why a document of a version is not looked into, None if it is."""
    if version is None:
        return Finding(NOT_AAS, (), {"problem": NO_NODE})
    if version not in VERSIONS:
        return Finding(OTHER_METAMODEL, (), {"version": version})
    if task.metamodel not in ("auto", version):
        return Finding(OTHER_THAN_ASKED, (), {"version": version, "asked": task.metamodel})
    if task.root not in (None, str(ROOT)):
        return unknown_root(str(ROOT), task.root)
    return None
