"""RDF on the corpus beside the checkout: a sample of what `make rdf` tries in full."""

from __future__ import annotations

import sys
import tarfile
from pathlib import Path

import pytest

from tests.shared_files import shared

SCRIPTS = Path(__file__).parents[2] / "scripts"


def test_a_sample_goes_there_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tarfile.open(shared("corpora/open.tar.gz")) as archive:
        some = (one for one in archive if "/aas-specs-3.1.2/" in one.name or one.name.endswith("MANIFEST.tsv"))
        archive.extractall(tmp_path, some, filter="data")
    monkeypatch.syspath_prepend(str(SCRIPTS))
    from rdf_score import Score, beside_the_official, environments, there_and_back  # type: ignore[import-not-found]

    corpus = next(tmp_path.rglob("MANIFEST.tsv")).parent
    score = Score()
    for path, version, value in environments(corpus, 40):
        there_and_back(score, path, version, value)
        twin = corpus / path.replace("/json/", "/rdf/").replace("/Json/", "/Rdf/").replace(".json", ".ttl")
        if twin.suffix == ".ttl" and twin.exists():
            beside_the_official(score, twin, path, version, value)
    assert score.names == []
    assert score.tried["graph isomorphic to the official one"] > 20
    assert score.tried["xml to nt and back"] > 20
    for name in [name for name in sys.modules if name.startswith(("rdf_score", "conformance"))]:
        del sys.modules[name]
