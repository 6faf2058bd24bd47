"""Score RDF against a corpus: what is written and read again, and what pairs with the official Turtle.

Usage: python scripts/rdf_score.py [CORPUS] [--every N] [--show N]

Every valid environment of JSON and XML goes to each syntax and back. Where the corpus has the official Turtle of a JSON
file, our graph must be isomorphic to it, and what we read from it equal to the JSON. Examples of one name whose texts
differ are no twins: release 3.0.7 drew its random texts anew for each format."""

from __future__ import annotations

import argparse
import csv
import io
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from conformance_cases import corpus_beside
from rdflib import Graph, Literal
from rdflib.compare import isomorphic

from aas_converters.rdf.write import FORMS, identifiables, write_rdf
from aas_validators.check import Task, assess_file
from aas_validators.document.jsonable import Json, strings
from aas_validators.layers import Layer
from aas_validators.limits import DEFAULT_LIMITS
from aas_validators.rdf.read import ReadRdf, metamodel_of, read_rdf
from aas_validators.rdf.syntax import as_written, parse_rdf
from aas_validators.rdf.vocabulary import NAME_BASE, vocabulary


@dataclass
class Score:
    """Counts of what was tried and what failed, and the failures by name."""

    tried: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    names: list[str] = field(default_factory=list)

    def note(self, what: str, fine: bool, path: str) -> None:
        """Count one trial."""
        self.tried[what] += 1
        if not fine:
            self.failed[what] += 1
            self.names.append(f"{what}: {path}")


def environments(corpus: Path, every: int) -> Iterator[tuple[str, str, dict[str, Json]]]:
    """Yield path, metamodel version and content of valid environments that nobody disputes."""
    with (corpus / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file, delimiter="\t")
            if row["format"] in ("json", "xml") and row["root"] == "Environment" and row["expected"] == "valid"
        ]
    there = [row for row in rows if "disputed" not in row["confidence"] and (corpus / row["path"]).exists()]
    for row in there[::every]:
        version = row["spec"][:3] if row["spec"][:3] in ("3.0", "3.1") else "auto"
        task = Task(metamodel=version, layers=frozenset([Layer.SYNTAX]), fast=False)  # type: ignore[arg-type]
        found = assess_file(corpus / row["path"], task)
        value = found.document.value if found.document else None
        if found.root == "Environment" and isinstance(value, dict) and found.metamodels:
            yield row["path"], found.metamodels[0], value


def read(data: bytes) -> ReadRdf | None:
    """Return what RDF describes."""
    parsed = parse_rdf(data, DEFAULT_LIMITS)
    version = metamodel_of(parsed.statements) if parsed.statements is not None else None
    if parsed.statements is None or version is None:
        return None
    return read_rdf(parsed.statements, version, DEFAULT_LIMITS.depth)


def there_and_back(score: Score, path: str, version: str, value: dict[str, Json]) -> None:
    """Write an environment in every syntax and read it again."""
    for form in FORMS:
        file = io.BytesIO()
        lost = write_rdf(file, identifiables(value), version, form)
        back = read(file.getvalue())
        nothing = not value and form == "nt"  # without statements nothing names the metamodel
        fine = nothing or (not lost and back is not None and back.value == value and not back.findings)
        score.note(f"{path.rpartition('.')[2]} to {form} and back", fine, path)


def beside_the_official(score: Score, official: Path, path: str, version: str, value: dict[str, Json]) -> None:
    """Compare our graph with the official one, and what we read from it with the JSON."""
    file = io.BytesIO()
    write_rdf(file, identifiables(value), version, "ttl")
    with as_written():
        theirs = Graph().parse(data=official.read_bytes(), format="turtle", publicID=NAME_BASE)
        ours = Graph().parse(data=file.getvalue(), format="turtle")
    if texts_of(theirs) != texts_in(value, version):
        score.tried["same name, other texts: no twins"] += 1
        return
    read_back = read(official.read_bytes())
    score.note("graph isomorphic to the official one", isomorphic(ours, theirs), path)
    score.note("official graph reads as the JSON", read_back is not None and read_back.value == value, path)


def texts_of(graph: Graph) -> Counter[str]:
    """Return the texts of a graph, without those of truth values."""
    return Counter(str(o) for o in graph.objects() if isinstance(o, Literal) and str(o.datatype)[-7:] != "boolean")


def texts_in(value: Json, version: str) -> Counter[str]:
    """Return the texts of plain data, without values of enumerations."""
    named = {
        text for terms in vocabulary(version).terms.values() for term in terms.values() for text in term.individuals
    }
    classes = set(vocabulary(version).terms)
    return Counter(
        text for pointer, text in strings(value) if pointer[-1] != "modelType" and text not in named | classes
    )


def main() -> int:
    """Score and print; return 1 where a hundredth or more of anything fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--every", type=int, default=1, help="take every Nth file only")
    parser.add_argument("--show", type=int, default=40, help="how many failures to list")
    asked = parser.parse_args()
    score = Score()
    start = time.process_time()
    with TemporaryDirectory(prefix="rdf-") as folder:
        corpus = asked.corpus or corpus_beside(Path(folder))
        for path, version, value in environments(corpus, asked.every):
            there_and_back(score, path, version, value)
            twin = corpus / path.replace("/json/", "/rdf/").replace("/Json/", "/Rdf/").replace(".json", ".ttl")
            if twin.suffix == ".ttl" and twin.exists():
                beside_the_official(score, twin, path, version, value)
    for name in score.names[: asked.show]:
        print(name)
    for what, tried in sorted(score.tried.items()):
        print(f"{what:44}{tried:7} tried{score.failed[what]:5} failed")
    print(f"{time.process_time() - start:.0f} s")
    return int(not score.tried or any(100 * score.failed[what] >= score.tried[what] for what in score.failed))


if __name__ == "__main__":
    sys.exit(main())
