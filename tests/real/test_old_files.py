"""Other people's files: there and back between versions, and repaired without a loss."""

from __future__ import annotations

import sys
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from aas_converters.interchange import open_content
from aas_converters.repair.kept import missing_values
from aas_converters.repair.repair import repaired
from tests.shared_files import shared

SCRIPTS = Path(__file__).parents[2] / "scripts"
SAMPLE = ("/aas-specs-3.1.2/", "/aas-specs-3.0.7/json/")
EVERY = 80
"""One file of so many is tried here; the script tries them all."""


def test_there_and_back_is_the_same_where_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tarfile.open(shared("corpora/open.tar.gz")) as archive:
        some = (one for one in archive if one.name.endswith("MANIFEST.tsv") or any(s in one.name for s in SAMPLE))
        archive.extractall(tmp_path, some, filter="data")
    monkeypatch.syspath_prepend(str(SCRIPTS))
    from migrate_score import files, outcomes  # type: ignore[import-not-found]  # a script, found by the line above

    corpus = next(tmp_path.rglob("MANIFEST.tsv")).parent
    counts: Counter[tuple[str, str]] = Counter()
    for path in [path for path in files(corpus) if path.exists()][::EVERY]:
        counts.update(outcomes(path))
    assert {outcome for _, outcome in counts} <= {"the same", "told"}
    assert min(counts["3.0", "the same"], counts["3.1", "the same"]) > 20
    del sys.modules["migrate_score"]


@pytest.mark.parametrize("number", ["006", "092"])
def test_a_published_template_is_repaired_once_and_loses_nothing(number: str) -> None:
    with open_content(shared(f"kosmo/mos-templates/{number}.aasx")) as content:
        (environment,) = [part.environment for part in content.parts]
    found, told = repaired(environment, "3.0")
    assert len(told) > 100
    assert list(missing_values(environment, found)) == []
    assert repaired(found, "3.0") == (found, [])
