"""Real plant files as packages a person would call sensible: a dozen submodels, and the rows where they belong.

The published template of time series, where it is beside the checkout, is held against every kind of segment.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import tarfile
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import aas_toolkit as aas
from aas_converters.documents.objects import environments
from tests.laws.plating_tables import values_in
from tests.rooms.converters.shapes.workshop import mapping, run, told, write
from tests.shared_files import shared

ROOT = Path(__file__).parents[2]
MAPPINGS = Path(__file__).parent / "mappings"
TEMPLATE = "open/templates/published/Time Series Data/1/1/1/IDTA 02008-1-1-1_Template_TimeSeriesData.json"
MISSING_COLLECTION = "TPL001"
"""A model of single shots demands measured values that a submodel of a whole die keeps in its series."""


def converted(source: Path, name: str, target: Path) -> tuple[aas.Conversion, list[dict[str, Any]]]:
    """A conversion with a checked-in mapping, and the submodels it wrote."""
    result = aas.convert(source, mapping=MAPPINGS / f"{name}.yaml", to=target)
    assert result.path is not None, list(result.report)
    ((_, content),) = environments(result.path)
    return result, content["submodels"]


def errors(path: Path, allowed: str = "") -> list[str]:
    return [
        str(finding)
        for finding in aas.validate(path)
        if finding.severity is aas.Severity.ERROR and finding.rule.code != allowed
    ]


def segments(submodels: list[dict[str, Any]]) -> list[dict[str, dict[str, Any]]]:
    """The segments of all series, as their elements by idShort."""
    found = []
    for submodel in submodels:
        if submodel["idShort"] == "TimeSeries":
            inside = next(e for e in submodel["submodelElements"] if e["idShort"] == "Segments")
            found += [{e["idShort"]: e for e in segment["value"]} for segment in inside["value"]]
    return found


def check_files(package: Path, submodels: list[dict[str, Any]]) -> list[bytes]:
    """The files of a package, each with the checksum and as many rows as its segment says."""
    contents = []
    with zipfile.ZipFile(package) as archive:
        for segment in segments(submodels):
            content = archive.read(segment["File"]["value"][1:])
            assert segment["File"]["extensions"][0]["value"] == hashlib.sha256(content).hexdigest()
            if segment["File"]["contentType"] == "text/csv":
                rows = len(list(csv.reader(io.StringIO(content.decode())))) - 1
            else:
                rows = pl.read_parquet(io.BytesIO(content)).height
            assert rows == int(segment["RecordCount"]["value"])
            contents.append(content)
    return contents


def test_strokes_of_a_press_are_a_series_a_day(tmp_path: Path) -> None:
    source = shared("data/kamp_press_pressure/press.csv")
    result, submodels = converted(source, "kamp_press_pressure", tmp_path / "press.aasx")
    assert (result.rows, result.written, result.left_out) == (62_725, 2 * 18, 0)
    assert [(f.rule.name, f.count) for f in result.report] == [("rows-not-chosen", 1_634)]
    assert result.path is not None
    assert errors(result.path) == []
    check_files(result.path, submodels)
    runs = [values_in(one) for one in submodels if one["idShort"] == "PressStampingRun"]
    assert sum(int(one["Summary.StrokeRecords"]) for one in runs) == 62_725
    assert runs[0]["Summary.FirstStrokeTime"] == "2020-05-04T00:00:00+09:00"
    for segment in segments(submodels):
        # the file has no time of day: an interval would be a lie
        assert "SamplingInterval" not in segment
    # one ton of force is 9.80665 kN
    total = pl.read_csv(source).filter(pl.col("working_time") == "5/4/20 0:00")["pressure_3"].max()
    largest = Decimal(runs[0]["Summary.MaxTotalPressForce"])
    assert abs(largest - Decimal(str(total)) * Decimal("9.80665")) < Decimal("0.01")


def test_shots_of_interleaving_dies_are_a_series_a_die(tmp_path: Path) -> None:
    frame = pl.read_parquet(shared("data/kamp_casting_semisolid/data_mart.parquet"))
    source = tmp_path / "casting.csv"
    frame.write_csv(source)
    result, submodels = converted(source, "kamp_casting_semisolid", tmp_path / "casting.aasx")
    assert (result.rows, result.written, result.left_out) == (90_099, 2 * 7, 0)
    assert result.path is not None
    assert errors(result.path, MISSING_COLLECTION) == []
    assert not any("Result.Verdict" in values_in(one) for one in submodels if one["idShort"] == "DieCastingShot")
    dies = frame.partition_by("mold_code", maintain_order=True)
    for content, die in zip(check_files(result.path, submodels), dies, strict=True):
        series = pl.read_parquet(io.BytesIO(content))
        assert series["CycleTime [s]"].to_list() == die["production_cycletime"].to_list()
        assert series["ShotNumber"].to_list() == die["count"].to_list()
        assert series["Verdict"].value_counts().sort("count")["count"].to_list() == (
            die["passorfail"].value_counts().sort("count")["count"].to_list()
        )
        assert series["CastingPressure [MPa]"].max() == pytest.approx(die["cast_pressure"].max() / 10)  # type: ignore[operator]


def test_machines_stacked_in_one_file_are_an_asset_each(tmp_path: Path) -> None:
    source = shared("data/knitsmart/DataSet1.csv")
    result, submodels = converted(source, "knitsmart", tmp_path / "knitting.aasx")
    assert (result.rows, result.written, result.left_out) == (468, 2 * 3, 0)
    assert list(result.report) == []
    assert result.path is not None
    assert errors(result.path, MISSING_COLLECTION) == []
    ((_, content),) = environments(result.path)
    assert [len(shell["submodels"]) for shell in content["assetAdministrationShells"]] == [2, 2, 2]
    for segment in segments(submodels):
        assert segment["RecordCount"]["value"] == "156"
        assert segment["StartTime"]["value"] == "2023-05-11T00:01:00+05:30"  # day before month
        last = {e["idShort"]: e["value"] for e in segment["Records"]["value"][-1]["value"]}
        # counters, as the machine counted
        assert int(last["TotalRotations"]) > 0
        assert int(last["RunTime"]) + int(last["StopTime"]) in (155, 156)


def test_a_year_of_a_meter_is_a_series_a_month(tmp_path: Path) -> None:
    source = shared("data/steel_energy_gwangyang/Steel_industry_data.csv")
    result, submodels = converted(source, "steel_energy_gwangyang", tmp_path / "energy.aasx")
    assert (result.rows, result.written, result.left_out) == (35_040, 2 * 12, 0)
    # midnight keeps the old date on every day of the year
    assert [(f.rule.name, f.values["count"]) for f in result.report] == [("series-goes-back-in-time", "365")]
    assert result.path is not None
    assert errors(result.path) == []
    check_files(result.path, submodels)
    months = [values_in(one) for one in submodels if one["idShort"] != "TimeSeries"]
    assert [int(one["Summary.IntervalCount"]) for one in months[:3]] == [31 * 96, 28 * 96, 31 * 96]
    with source.open(encoding="utf-8", newline="") as file:
        january = [Decimal(row["Usage_kWh"]) for row in csv.DictReader(file) if row["date"][3:5] == "01"]
    assert Decimal(months[0]["Summary.DayActiveEnergy"]) == sum(january)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published template of time series."""
    place = tmp_path_factory.mktemp("template")
    with tarfile.open(shared("corpora/open.tar.gz")) as archive:
        try:
            archive.extract(TEMPLATE, place, filter="data")
        except KeyError:
            pytest.skip("the published template is not among the corpora")
    return place / TEMPLATE


SERIES = {
    "internal": "{records: internal, segment: {rows: 2}}",
    "external": "{records: external}",
    "parquet": "{records: external, format: parquet}",
    "linked": "{records: linked, endpoint: 'https://plant.example/api', query: 'lot={group}&from={start}'}",
}
ROWS = [
    {"Time": f"2024-03-01 08:00:0{i}", "Machine": "F1", "Lot": "AAABB"[i], "Temp": str(i), "Count": "1", "Remark": ""}
    for i in range(5)
]


@pytest.mark.parametrize("metamodel", ["3.0", "3.1"])
@pytest.mark.parametrize("series", SERIES)
def test_series_conform_to_the_published_template(tmp_path: Path, template: Path, metamodel: Any, series: str) -> None:
    outcome = run([write(tmp_path / "in.csv", ROWS)], mapping(SERIES[series]), tmp_path / "o.aasx", metamodel=metamodel)
    assert outcome.file is not None, told(outcome)
    report = aas.validate(outcome.file, template=template)
    found = [finding for finding in report if "TimeSeries" in str(finding.where.path)]
    assert [str(finding) for finding in found if finding.severity is aas.Severity.ERROR] == []
    assert any(finding.rule.code.startswith("TPL") for finding in found), "the template was not looked at"


ENGINES = ROOT / "build" / "environments" / "aas-test-engines-1.0.3" / "bin" / "python"
BASYX = ROOT / "build" / "environments" / "BaSyx-2.2.0" / "bin" / "python"


@pytest.mark.parametrize("metamodel", ["3.0", "3.1"])
@pytest.mark.parametrize("series", SERIES)
def test_other_tools_open_every_kind_of_series(tmp_path: Path, metamodel: Any, series: str) -> None:
    outcome = run([write(tmp_path / "in.csv", ROWS)], mapping(SERIES[series]), tmp_path / "o.aasx", metamodel=metamodel)
    assert outcome.file is not None, told(outcome)
    if metamodel == "3.1":
        # both tools know 3.0 only; the SDK of 3.1 reads what validate reads
        assert errors(outcome.file) == []
        return
    if not ENGINES.exists() or not BASYX.exists():
        pytest.skip("scripts/interop.py has not made the environments of other tools")
    said = spoken(ENGINES, "engines", outcome.file)
    assert said[str(outcome.file)]["problems"] == []
    count = "from basyx.aas import model; from basyx.aas.adapter.aasx import *; import sys\n"
    count += "store = model.DictIdentifiableStore(); files = DictSupplementaryFileContainer()\n"
    count += "AASXReader(sys.argv[1]).read_into(store, files)\n"
    count += "print(len([x for x in store if isinstance(x, model.Submodel)]), len(list(files)))"
    command = [str(BASYX), "-c", count, str(outcome.file)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["4", "2" if series in ("external", "parquet") else "0"]


def spoken(python: Path, reader: str, file: Path) -> Any:
    """What another tool prints about a file."""
    script = ROOT / "scripts" / "interop_readers" / f"{reader}.py"
    done = subprocess.run([python, script, file], capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)
