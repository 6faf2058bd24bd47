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
from benchmarks.contest import run_once
from benchmarks.counting import OVERLAP, submodels_in

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
