"""Cases with a known verdict: the project's corpus, or the test data that the authors of aas-core publish."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from aas_validators.metamodel.shapes import shapes

SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpora"
SDIST = "aas-core3.1==1.0.0"
FORMATS = ("json", "xml", "rdf", "aasx")
TEMPLATE = re.compile(r"generated from (templates/.*?\.(?:json|xml|aasx)) \(")


@dataclass(frozen=True)
class Case:
    """One file. `template` is the path of the template that the verdict is about, empty for the metamodel."""

    path: str
    format: str
    spec: str
    root: str
    expected: str
    confidence: str
    category: str
    subcategory: str
    source: str = ""

    @property
    def template(self) -> str:
        """Path of the template, relative to the corpus."""
        found = TEMPLATE.search(self.source) if self.category.startswith("smt-") else None
        return found[1] if found else ""

    @property
    def disputed(self) -> bool:
        """Whether the reference tools do not agree with the label."""
        return "disputed" in self.confidence


def cases_in(corpus: Path) -> list[Case]:
    """Return the cases of a folder: those of its manifest, or of unpacked test data of aas-core."""
    if (corpus / "MANIFEST.tsv").exists():
        names = Case.__dataclass_fields__
        with (corpus / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
            rows = [Case(**{n: row[n] for n in names}) for row in csv.DictReader(file, delimiter="\t")]
        disputed = disputed_in(rows)
        return [like_its_twin(case, disputed) for case in rows if case.format in FORMATS]
    return sorted(test_data(corpus), key=lambda case: case.path)


def disputed_in(cases: list[Case]) -> frozenset[str]:
    """Return the paths of the cases that are disputed."""
    return frozenset(case.path for case in cases if case.disputed)


def like_its_twin(case: Case, disputed: frozenset[str]) -> Case:
    """Return a case of RDF as disputed where the JSON of the same example is: no reference tool reads the RDF."""
    twin = case.path.replace("/rdf/", "/json/").replace("/Rdf/", "/Json/").removesuffix(".ttl") + ".json"
    if case.format != "rdf" or twin not in disputed:
        return case
    return replace(case, confidence="disputed (as its JSON)")


def test_data(folder: Path) -> Iterator[Case]:
    """Yield the cases of aas-core: the folders tell format, class, verdict and cause."""
    classes = {name.lower(): name for name in shapes("3.1")}
    for path in folder.glob("*/test_data/*/*/*/**/*.*"):
        steps = path.relative_to(folder).parts[2:-1]
        form, scope, verdict = steps[0].lower(), steps[1], steps[2]
        if (
            form not in FORMATS
            or path.suffix != (".ttl" if form == "rdf" else f".{form}")
            or verdict not in ("Expected", "Unexpected")
        ):
            continue
        named = next((classes[step.lower()] for step in steps[3:] if step.lower() in classes), "")
        root = named if scope == "SelfContained" else "Environment"
        cause = "Expected" if verdict == "Expected" else steps[4]
        expected = "valid" if verdict == "Expected" else "invalid"
        name = path.relative_to(folder).as_posix()
        yield Case(name, form, "3.1", root, expected, "by-source", cause, named, SDIST)


def corpus_beside(folder: Path) -> Path:
    """Return the corpus that lies beside the repository, unpacked into a folder, else aas-core's test data.

    Raises CalledProcessError if the package index does not answer."""
    packed = SHARED / "open.tar.gz"
    if not packed.exists():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*command, "--no-deps", "--no-binary", ":all:", "--dest", str(folder), SDIST], check=True)
        packed = next(folder.glob("*.tar.gz"))
    with tarfile.open(packed) as archive:
        archive.extractall(folder / "cases", filter="data")
    manifest = next((folder / "cases").rglob("MANIFEST.tsv"), None)
    return manifest.parent if manifest else folder / "cases"
