"""Every bundled model is complete, its ids never change, and its examples fit it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aas_converters.plan.places import Places
from aas_reference_models.check_model import check_model, header_key
from aas_reference_models.library import examples, load_model, models
from aas_reference_models.marked_yaml import read_yaml_file
from aas_reference_models.model import Kind, Model, walk
from aas_reference_models.read_model import header_block
from aas_reference_models.units import is_unit

NAMES = tuple(models())
SNAPSHOT = Path(__file__).with_name("semantic_ids.txt")
EXAMPLES = [
    pytest.param(name, folder, id=f"{name}-{plant}") for name in NAMES for plant, folder in examples(name).items()
]

NOT_OCCURRENCES = {
    "ai_dataset_card": "describes a set of data",
    "ai_model_card": "describes a model",
    "simulation_scenario": "happens on no machine",
}
"""Models of what does not happen on a shop floor: they need neither machine nor lot."""

FOR_NO_LOT = {
    "ambient_environment": "the air of a room belongs to no lot",
    "aps_schedule": "each operation of a schedule names its own order",
}

PLACES_WITHOUT_MACHINE = {
    "ambient_environment": "StationId",
    "energy_consumption": "MeterId",
    "lot_trace": "StepEquipmentId",
    "aps_schedule": "ResourceId",
}
"""Models whose place has an id of its own, further down than the header."""


def semantic_ids() -> Iterator[str]:
    for name in NAMES:
        model = load_model(name)
        yield model.semantic_id
        for _, element in walk(model.elements):
            assert element.semantic_id
            yield element.semantic_id
    for _, element in walk((header_block(),)):
        assert element.semantic_id
        yield element.semantic_id


def test_semantic_ids_never_change() -> None:
    """A line may be added; one that is gone breaks every file in the field that carries it."""
    recorded = SNAPSHOT.read_text("utf-8").splitlines()
    assert sorted(set(semantic_ids())) == recorded


@pytest.mark.parametrize("name", NAMES)
def test_a_bundled_model_is_complete(name: str) -> None:
    assert [str(problem) for problem in check_model(load_model(name))] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_is_named_after_its_model(name: str) -> None:
    assert load_model(name).id == name


@pytest.mark.parametrize("name", NAMES)
def test_one_concept_means_one_thing(name: str) -> None:
    seen: dict[str | None, object] = {}
    for _, element in walk(load_model(name).elements):
        meaning = (element.value_type, element.unit, element.definition)
        assert seen.setdefault(element.semantic_id, meaning) == meaning


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(NOT_OCCURRENCES)))
def test_every_model_of_something_that_happens_says_when_where_and_for_what(name: str) -> None:
    model = load_model(name)
    header = next(element for element in model.elements if element.id_short == "Header")
    said = {element.id_short for element in header.elements}
    everywhere = {element.id_short for _, element in walk(model.elements)}
    assert said & {"Time", "StartTime"}
    assert PLACES_WITHOUT_MACHINE.get(name, "EquipmentId") in everywhere
    if name not in FOR_NO_LOT:
        assert said & {"LotNumber", "OrderNumber"} or everywhere & {"LotNumber", "OrderNumber", "RollNumber"}


@pytest.mark.parametrize("name", NAMES)
def test_every_model_has_an_example(name: str) -> None:
    assert examples(name)


@pytest.mark.parametrize(
    ("name", "path", "low", "high"),
    [
        ("injection_moulding", "Measured.ClampingForce", "50", "80000"),
        ("injection_moulding", "Measured.ClampCloseTime", "0.2", "30"),
    ],
)
def test_ranges_that_find_known_mistakes_stay(name: str, path: str, low: str, high: str) -> None:
    interval = by_path(load_model(name))[path].allowed_range
    assert interval is not None
    assert (interval.low, interval.high) == (low, high)


def by_path(model: Model) -> dict[str, Any]:
    return {".".join(path): element for path, element in walk(model.elements)}


def table(folder: Path, about: Any, mapping: Any) -> list[dict[str, str]]:
    source = mapping.get("source", {})
    text = (folder / about["data"]).read_bytes().decode(source.get("encoding", "utf-8-sig"))
    lines = text.splitlines(keepends=True)[source.get("skip_rows", 0) :]
    rows = csv.DictReader(io.StringIO("".join(lines), newline=""), delimiter=source.get("delimiter", ","))
    return [{str(name).strip(): cell for name, cell in row.items()} for row in rows]


@pytest.mark.parametrize(("name", "folder"), EXAMPLES)
def test_the_mapping_of_an_example_names_elements_and_columns_that_exist(name: str, folder: Path) -> None:
    about, mapping = read_yaml_file(folder / "about.yaml"), read_yaml_file(folder / "mapping.yaml")
    assert about.problems == mapping.problems == ()
    content: Any = mapping.value
    assert content["model"] == name
    model = load_model(name)
    places = Places(model)
    rows = table(folder, about.value, content)
    assert len(rows) >= 10
    for path, choice in content["elements"].items():
        assert places.find(path), path
        for column in columns_of(choice):
            assert column in rows[0], column
    # the converter itself asks whether every mandatory element of a group is filled (tests/house)
    if model.shape.one_per == "row":
        elements = by_path(model)
        properties = {path for path, element in elements.items() if element.kind is Kind.PROPERTY}
        mandatory = {path for path in properties if elements[path].cardinality.mandatory and ".." not in path}
        optional = {path for path, e in elements.items() if e.elements and not e.cardinality.mandatory}
        needed = {path for path in mandatory if not any(path.startswith(f"{above}.") for above in optional)}
        assert needed <= set(content["elements"])


def columns_of(choice: Any) -> list[str]:
    if isinstance(choice, str):
        return [choice]
    return [*choice.get("columns", ()), *([choice["column"]] if "column" in choice else [])]


@pytest.mark.parametrize(("name", "folder"), EXAMPLES)
def test_the_headers_of_an_example_are_aliases_of_the_model(name: str, folder: Path) -> None:
    mapping: Any = read_yaml_file(folder / "mapping.yaml").value
    places = Places(load_model(name))
    for path, choice in mapping["elements"].items():
        place = places.find(path)
        assert place is not None
        keys = {header_key(alias) for element in place.elements for alias in element.aliases}
        several = place.element.kind is Kind.PROPERTY and len(columns_of(choice)) > 1
        for column in columns_of(choice)[-1:] if several else columns_of(choice):
            bare = re.sub(r"[(\[]([^)\]]*)[)\]]$", lambda found: "" if is_unit(found[1]) else found[0], column)
            assert {header_key(bare), header_key(re.sub(r"\d+$", "", bare))} & keys, column


@pytest.mark.parametrize(("name", "folder"), EXAMPLES)
def test_an_example_says_in_both_languages_what_it_shows(name: str, folder: Path) -> None:
    about: Any = read_yaml_file(folder / "about.yaml").value
    for key in ("title", "description"):
        assert set(about[key]) == {"en", "ko"}
