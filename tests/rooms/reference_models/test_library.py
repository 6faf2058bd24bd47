"""Models are found by name, by path, in a plant's own folders and by semantic id."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from aas_reference_models import library
from aas_reference_models.library import (
    UnknownModelError,
    examples,
    load_model,
    model_for,
    models,
)
from aas_reference_models.marked_yaml import read_yaml_file
from aas_reference_models.read_model import read_model

OWN = """\
model: {name}
version: 2.1
base: {base}
id_short: {id_short}
title: {{en: Own, ko: 자체}}
description: {{en: Own model, ko: 자체 모델}}
elements:
  Weight: {{unit: kg}}
"""


def own_model(folder: Path, name: str, base: str = "https://plant.example/") -> Path:
    place = folder / name
    place.mkdir(parents=True)
    text = OWN.format(name=name, base=base, id_short=name.title().replace("_", ""))
    (place / "model.yaml").write_text(text, "utf-8")
    return place


def test_bundled_models_are_listed_by_name() -> None:
    assert {"injection_moulding", "plating"} <= set(models())
    assert list(models()) == sorted(models())


def test_listing_reads_no_yaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "read_model", None)
    assert models()


def test_pint_is_not_imported_until_units_differ() -> None:
    code = (
        "import sys\n"
        "from aas_reference_models.library import load_model\n"
        "from aas_reference_models.unit_conversion import conversion\n"
        "from aas_reference_models.units import unit_named\n"
        "load_model('plating')\n"
        "conversion(unit_named('㎜'), unit_named('mm'))\n"
        "print('pint' in sys.modules)\n"
    )
    room = Path(str(files("aas_reference_models"))).parent
    command = [sys.executable, "-X", "utf8", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, cwd=room, check=True)
    assert done.stdout.strip() == "False"


def test_a_model_loads_by_name_folder_and_file(tmp_path: Path) -> None:
    place = own_model(tmp_path, "weighing")
    for given in (place, place / "model.yaml", str(place)):
        assert load_model(given).id == "weighing"
    assert load_model("weighing", [tmp_path]).source == str(place / "model.yaml")


def test_a_plants_own_model_comes_before_a_bundled_one(tmp_path: Path) -> None:
    own_model(tmp_path, "plating")
    assert load_model("plating", [tmp_path]).version == "2.1"
    assert load_model("plating").version == "1.0"
    assert models([tmp_path])["plating"] == str(tmp_path / "plating" / "model.yaml")


def test_an_unknown_name_is_answered_with_close_ones() -> None:
    with pytest.raises(UnknownModelError, match="did you mean plating"):
        load_model("platting")
    with pytest.raises(ValueError, match="there is no model"):
        load_model("../plating")


def test_a_missing_file_is_the_disks_complaint(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_model(tmp_path / "nothing.yaml")


def test_a_model_is_found_by_the_semantic_id_of_its_submodels(tmp_path: Path) -> None:
    own_model(tmp_path, "weighing")
    plating = load_model("plating")
    assert model_for(plating.semantic_id) == plating
    assert model_for(plating.semantic_id.replace("/1/0", "/9/0")) is None
    assert model_for("https://plant.example/submodel/weighing/2/0") is None
    found = model_for("https://plant.example/submodel/weighing/2/0", [tmp_path])
    assert found is not None
    assert found.elements[0].semantic_id == "https://plant.example/concept/weighing/Weight/1/0"


def test_examples_are_folders_by_plant() -> None:
    assert all(folder.is_dir() for folder in examples("plating").values())
    with pytest.raises(UnknownModelError):
        examples("nothing")


def test_the_schema_of_the_language_is_a_valid_schema_with_words_for_people() -> None:
    schema = json.loads(files("aas_reference_models").joinpath("model.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for name, entry in {**schema["properties"], **schema["$defs"]["element"]["properties"]}.items():
        described = entry if "$ref" not in entry else {**schema["$defs"][entry["$ref"].rsplit("/", 1)[1]], **entry}
        assert described.get("title") or described.get("description"), name


@pytest.mark.parametrize("path", sorted(models().values()))
def test_a_bundled_model_fits_the_schema_of_the_language(path: str) -> None:
    assert read_model(read_yaml_file(Path(path))).id == Path(path).parent.name
