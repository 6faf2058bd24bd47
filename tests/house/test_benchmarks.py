"""The benchmark runs, and every contestant writes the same submodels. Nothing is timed here."""

import json
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from aas_core3 import jsonization
from aas_core3 import types as types30
from aas_core3 import xmlization as xmlization30
from aas_core3_1 import types as types31
from aas_core3_1 import xmlization as xmlization31

from aas_reference_models.library import load_model
from benchmarks import plant
from benchmarks.contest import OURS, Line, run_once
from benchmarks.counting import OVERLAP, submodels_in
from benchmarks.measure import Cost
from benchmarks.page import page
from benchmarks.quick import HELD, measured_ratios, regressions
from benchmarks.sizing import page as sizing_page
from benchmarks.sizing import sized
from benchmarks.table import as_values
from benchmarks.workers import compared, manifest_cost

ROWS = 12
Facts = dict[str, set[tuple[str, str | None, str | None, object]]]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return run_once(tmp_path_factory.mktemp("benchmark"), ROWS, lambda line: None)


def test_every_contestant_writes_a_submodel_a_row(packages: list[Path]) -> None:
    assert [submodels_in(package) for package in packages] == [ROWS] * 8


def test_every_contestant_writes_the_same_elements_and_values(packages: list[Path]) -> None:
    first, *others = [facts(package) for package in packages]
    assert len(first) == ROWS
    for package, other in zip(packages[1:], others, strict=True):
        assert other == first, package.name


def test_the_job_sheet_names_the_concepts_of_the_model(tmp_path: Path) -> None:
    model = load_model(plant.write_model(tmp_path))
    told = {column.semantic_id for column in plant.columns()}
    assert told == {leaf.semantic_id for part in model.elements for leaf in part.elements}
    assert model.semantic_id == plant.SUBMODEL


def test_a_submodel_across_two_reads_is_counted_once(tmp_path: Path) -> None:
    package = tmp_path / "long.aasx"
    mark = '"modelType": "Submodel"'
    for shift in range(OVERLAP + 2):
        with zipfile.ZipFile(package, "w") as archive:
            archive.writestr("aasx/data.json", " " * ((1 << 20) - shift) + mark + " " * OVERLAP + mark)
        assert submodels_in(package) == 2


def test_a_ratio_that_doubled_is_a_regression() -> None:
    held = {"converting": 2.0, "checking": 5.0}
    assert regressions({"converting": 4.0, "checking": 2.0}, held) == []
    assert regressions({"converting": 4.1, "checking": 5.0}, held) == [
        "converting: 4.10, more than 2 times the 2.00 that is held"
    ]


def test_the_ratios_that_are_held_are_those_that_are_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def cost(arguments: list[str], times: int) -> Cost:
        told = " ".join(arguments)
        rows = 100_000 if "100000" in told else 10_000
        per_row = 1e-5 if "text_only" in told else 2e-5
        return Cost(0.01 if arguments[0] == "-c" else 0.5 + rows * per_row, 1.0, 300.0)

    monkeypatch.setattr("benchmarks.quick.best", cost)
    monkeypatch.setattr("benchmarks.quick.written", lambda folder, rows, part: folder / f"{rows}.{part}")
    ratios, peak = measured_ratios(tmp_path)
    assert set(ratios) == set(json.loads(HELD.read_text(encoding="utf-8")))
    assert ratios["converting to json, a row by the limit"] == 2.0
    assert ratios["starting a conversion by starting Python"] == 50.0
    assert ratios["checking xml, a row by the limit"] == 2.5
    assert peak == 300.0


def test_the_page_says_what_was_measured() -> None:
    cost = Cost(1.0, 1.5, 100.0)
    ours = Line(OURS, "json", (10, 100), (Cost(1.0, 1.0, 90.0), Cost(1.9, 2.0, 99.0)))
    other = Line("other", "json", (1, 10), (Cost(1.0, 1.0, 90.0), Cost(10.0, 9.0, 99.0)))
    values = as_values([ours, other], {"import": cost}, 100)
    check = {"tool": "ours", "part": "json", "size": 5.0, "cost": {"cpu": 2.0, "peak": 50.0}}
    text = page(values | {"checks": [check]})
    assert "| aas-toolkit | json | 0.90 s | 10000.0 µs | 1.9 s | 1.0 | 1.0 | 99 MB |" in text
    assert "| other | json | 0.00 s | 1000000.0 µs | ~100.0 s | 52.6 | 100.0 | ~189 MB |" in text
    assert "| aas-toolkit | json | 5 | 2.0 s | 1.0 | 50 MB |" in text
    assert "| `import` | 1000 ms |" in text


def facts(package: Path) -> Facts:
    """Return, by submodel id, the path, type, semantic id and value of every Property."""
    with zipfile.ZipFile(package) as archive:
        name = next(name for name in archive.namelist() if name.startswith("aasx/data."))
        text = archive.read(name).decode()
    environment: Any
    if name.endswith(".json"):
        environment = jsonization.environment_from_jsonable(json.loads(text))
    else:
        # BaSyx 2.2 writes metamodel 3.1
        reader = xmlization31 if "/aas/3/1" in text else xmlization30
        environment = reader.environment_from_str(text)
    return {submodel.id: set(properties(submodel)) for submodel in environment.submodels}


def properties(submodel: Any) -> Iterator[tuple[str, str | None, str | None, object]]:
    for collection in submodel.submodel_elements:
        for element in collection.value:
            assert isinstance(element, types30.Property | types31.Property)
            kind, concept = element.value_type.value, element.semantic_id
            number = kind in ("xs:double", "xs:integer")
            value = Decimal(element.value or "") if number else element.value
            yield f"{collection.id_short}.{element.id_short}", kind, concept and concept.keys[0].value, value


WORKERS: dict[str, Any] = {
    "system": "Python",
    "rows": 1_000,
    "worker_row": 16e-6,
    "worker_row_of_two": 17e-6,
    "worker_part": 0.16,
    "worker_peak": 300.0,
    "divide_row": 1.7e-6,
    "coordinator_part": 0.008,
    "compare_id": 1e-7,
    "manifest_shard": 8e-7,
    "bytes_part": None,
    "source_row": 148.0,
    "package_row": 228.0,
    "wall": {1: 60_000.0, 2: 110_000.0},
}


def test_the_sizing_page_reckons_from_what_was_measured() -> None:
    one, hundred = sized(WORKERS, 1), sized(WORKERS, 100)
    assert one.work == pytest.approx((1e9 * 17e-6 + 10_000 * 0.16) / 8)
    assert hundred.work == pytest.approx(one.work / 100)
    assert (hundred.coordinator, hundred.divide) == pytest.approx((80, 1_700))
    assert hundred.total == pytest.approx(1_700 + 80 + 100)
    written = sizing_page(json.loads(json.dumps(WORKERS)))
    assert "| 100 | 23 s | 80 s | 28 min | 2 min | 31 min | 3 min | 4,800 MB/s |" in written
    assert "not counted here" in written


def test_what_the_coordinator_does_is_measured_without_a_cluster(tmp_path: Path) -> None:
    assert 0 <= compared(tmp_path / "ids", 2, 100) < 1
    assert manifest_cost(tmp_path / "manifest", (1, 3)) < 1
