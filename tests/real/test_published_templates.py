"""Plant tables become submodels of templates that IDTA publishes: a mapping and a table of ours for each.

The template is in the corpus beside the checkout; the first line of a mapping says where in it."""

from __future__ import annotations

import csv
import json
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from aas_converters.letters.script import Metamodel
from aas_toolkit import convert, validate
from aas_validators.template.smt import read_templates
from tests.cli.running import ROOT
from tests.real.whole_templates import cells
from tests.rooms.reference_models.basyx_values import values
from tests.rooms.reference_models.test_examples_survive_basyx import written_again
from tests.shared_files import shared

PLANTS = sorted(path.parent for path in Path(__file__).parent.glob("templates/*/mapping.yaml"))
ENGINES = ROOT / "build" / "environments" / "aas-test-engines-1.0.3" / "bin" / "python"
READER = ROOT / "scripts" / "interop_readers" / "engines.py"

FILLED = {
    "carbon_footprint": (2, {"ProductCarbonFootprints.0.PcfCO2eq": "1017.25"}),
    "handover_documentation": (1, {"Documents.1.DocumentIds.0.DocumentIdentifier": "D-2"}),
    "nameplate": (2, {"Markings.1.MarkingName": "KC", "AssetSpecificProperties.ClampForce": "1500 kN"}),
    "process_parameters": (2, {"Processes.Process02.ProcessName": "Moulding"}),
    "technical_data": (2, {"TechnicalPropertyAreas.0.Drive.Power": "30"}),
    "time_series": (2, {"Segments.InternalSegment01.Records.Record01.sampleAccelerationX": "12"}),
}
"""How many submodels come out, and values of the first one by path."""


def template_name(plant: Path) -> str:
    """Where the template of a mapping is in the corpus."""
    return (plant / "mapping.yaml").read_text("utf-8").splitlines()[0].removeprefix("# ")


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The templates, taken out of the corpus."""
    folder = tmp_path_factory.mktemp("templates")
    wanted = {template_name(plant): plant.name for plant in PLANTS}
    with tarfile.open(shared("corpora/open.tar.gz")) as archive:
        return dict(taken(archive, wanted, folder))


def taken(archive: tarfile.TarFile, wanted: dict[str, str], folder: Path) -> Iterator[tuple[str, Path]]:
    for member in archive:
        name = next((one for one in wanted if member.name.endswith(one)), None)
        if name is None:
            continue
        content = archive.extractfile(member)
        assert content is not None
        path = folder / f"{wanted[name]}{Path(name).suffix}"
        path.write_bytes(content.read())
        yield wanted[name], path


def elements(holder: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    for number, element in enumerate(holder):
        here = f"{path}.{element.get('idShort') or number}".lstrip(".")
        yield here, element
        held = element.get("value") if isinstance(element.get("value"), list) else element.get("statements")
        if held and "modelType" in held[0]:
            yield from elements(held, here)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_a_table_becomes_a_template_that_everyone_accepts(
    plant: Path, templates: dict[str, Path], tmp_path: Path
) -> None:
    template = templates[plant.name]
    source, mapping = plant / "plant.csv", plant / "mapping.yaml"
    for metamodel in get_args(Metamodel):
        for ending in ("aasx", "json", "xml"):
            target = tmp_path / f"{metamodel}.{ending}"
            result = convert(source, model=template, mapping=mapping, to=target, metamodel=metamodel)
            assert [str(one) for one in result.report if one.severity != "info"] == []
            assert (result.written, result.left_out) == (FILLED[plant.name][0], 0)
            found = validate(target, template=template)
            assert [str(one) for one in found if one.severity != "info"] == []
    content = json.loads((tmp_path / "3.0.json").read_text("utf-8"))
    first = dict(elements(content["submodels"][0]["submodelElements"]))
    assert {path: first[path]["value"] for path in FILLED[plant.name][1]} == FILLED[plant.name][1]
    document = convert(source, model=template, mapping=mapping, to=tmp_path / "again.json")
    assert values(written_again(document)) == values(content)
    if not ENGINES.exists():
        pytest.skip("make interop has not set up aas-test-engines")
    files = [str(tmp_path / f"3.0.{ending}") for ending in ("aasx", "json", "xml")]
    answer = subprocess.run([ENGINES, READER, *files], capture_output=True, text=True, check=True)
    assert {path: read["problems"] for path, read in json.loads(answer.stdout).items()} == {file: [] for file in files}


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_the_ids_of_the_template_are_kept(plant: Path, templates: dict[str, Path], tmp_path: Path) -> None:
    result = convert(
        plant / "plant.csv",
        model=templates[plant.name],
        mapping=plant / "mapping.yaml",
        to=tmp_path / "out.json",
    )
    content = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert result.model.written is not None
    wanted = result.model.written.semantic_id
    for submodel in content["submodels"]:
        said = submodel["semanticId"]
        assert wanted is not None
        assert (said["type"], tuple((key["type"], key["value"]) for key in said["keys"])) == (wanted.type, wanted.keys)
        assert submodel["administration"]["templateId"] == (result.model.template_id or result.model.id)


def published(folder: Path) -> Iterator[Path]:
    """Every published template of the corpus, as JSON, in a file of its own."""
    with tarfile.open(shared("corpora/open.tar.gz")) as archive:
        for number, member in enumerate(archive):
            if "templates/published/" not in member.name or not member.name.endswith(".json"):
                continue
            content = archive.extractfile(member)
            assert content is not None
            path = folder / f"{number}.json"
            path.write_bytes(content.read())
            yield path


def test_every_published_template_can_be_filled_whole(tmp_path: Path) -> None:
    """From a flat table with a column for each element; nothing is lost, and what comes out conforms."""
    count, source, target = 0, tmp_path / "plant.csv", tmp_path / "out.json"
    for path in published(tmp_path):
        for model in read_templates(path).models:
            table = dict(cells(model.elements))
            if not table:
                continue
            with source.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([table.keys(), table.values()])
            result = convert(source, model=f"{path}#{model.id_short}", to=target)
            assert [str(one) for one in result.report if one.severity == "error"] == [], model.id
            filled = [name for one in result.mapping.assignments for _, each in one.parts for name in each.columns]
            filled += [name for one in result.mapping.assignments for each in one.items for name in each.columns]
            assert set(filled) == table.keys(), model.id
            assert [str(one) for one in validate(target, template=path) if one.severity == "error"] == [], model.id
            count += 1
    assert count > 50
