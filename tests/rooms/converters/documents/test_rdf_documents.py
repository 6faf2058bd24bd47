"""Plant data as RDF: the same submodels as in JSON, in every syntax, bare and in a package."""

from __future__ import annotations

import gc
import json
import tracemalloc
from contextlib import ExitStack
from pathlib import Path

import pytest

import aas_toolkit as aas
from aas_converters.documents.forms import SUFFIXES, form_of
from aas_converters.documents.segments import SegmentWriter
from aas_converters.documents.target import scratch_beside
from aas_converters.rdf.segments import rdf_segment
from aas_validators.check import assess_file


@pytest.fixture(scope="module")
def example() -> tuple[Path, Path]:
    folder = Path(aas.__file__).parents[1] / "reference_models" / "aas_reference_models" / "models"
    plant = folder / "die_casting" / "examples" / "shot_monitor"
    return plant / "shot_log.csv", plant / "mapping.yaml"


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".rdf", ".jsonld"])
@pytest.mark.parametrize("packed", [False, True])
def test_the_same_submodels_as_in_json(suffix: str, packed: bool, example: tuple[Path, Path], tmp_path: Path) -> None:
    table, mapping = example
    plain, target = tmp_path / "x.json", tmp_path / ("x.aasx" if packed else f"x{suffix}")
    aas.convert(table, model="die_casting", mapping=mapping, to=plain)
    result = aas.convert(table, model="die_casting", mapping=mapping, to=target, part=suffix[1:])  # type: ignore[arg-type]
    assert result.ok
    assert result.written == 20
    found = assess_file(target)
    assert found.ok
    assert found.metamodels == ("3.0",)
    if packed:
        assert [d.rule.code for d in found.findings] == [d.rule.code for d in assess_file(plain).findings]
    else:
        assert found.document is not None
        assert found.document.value == json.loads(plain.read_bytes())
    assert sorted(tmp_path.iterdir()) == sorted([plain, target])


def test_objects_come_from_rdf_too(example: tuple[Path, Path], tmp_path: Path) -> None:
    table, mapping = example
    first, second = (
        aas.convert(table, model="die_casting", mapping=mapping, to=tmp_path / name) for name in ("x.json", "x.nt")
    )
    assert [one.id for one in second.submodels()] == [one.id for one in first.submodels()]
    assert len(list(second.to_basyx())) == len(list(first.to_basyx()))


def peak_of(count: int, folder: Path) -> int:
    """Return the bytes of memory that turning so many submodels into N-Triples takes."""
    elements = [{"modelType": "Property", "idShort": f"P{i}", "valueType": "xs:int", "value": "1"} for i in range(10)]
    items = [{"modelType": "Submodel", "id": f"urn:example:{i}", "submodelElements": elements} for i in range(count)]
    with ExitStack() as stack:
        held, scratch, out = (stack.enter_context(scratch_beside(folder / "x.nt")) for _ in range(3))
        writer = SegmentWriter(held, deflated=False)
        writer.write(json.dumps({"submodels": items}).encode())
        segment = writer.finish()
        del items
        # what other tests hold would put off the search for cycles, which rdflib makes
        gc.collect()
        gc.freeze()
        tracemalloc.start()
        try:
            written, lost = rdf_segment([segment], scratch, out, "3.1", "nt", deflated=True)
            assert (written.size > 5_000 * count, lost) == (True, [])
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
            gc.unfreeze()


def test_memory_does_not_grow_with_the_submodels(tmp_path: Path) -> None:
    peak_of(1, tmp_path)  # the ontology is read once
    assert peak_of(1000, tmp_path) < peak_of(100, tmp_path) + 600 * 900


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        assert form_of(tmp_path / f"x{suffix.upper()}", "ttl") in ("ttl", suffix[1:])
    with pytest.raises(ValueError, match=r"x\.n3 ends in none of \.aasx, \.json, \.xml, \.ttl"):
        form_of(tmp_path / "x.n3", "json")
