"""Real plant files from end to end, with mappings that a person wrote. The files stay beside the checkout."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import aas_toolkit as aas
from aas_converters.documents.objects import environments
from tests.cli.running import run
from tests.laws.plating_tables import values_in
from tests.shared_files import shared

MAPPINGS = Path(__file__).parent / "mappings"


def document(path: Path) -> dict[str, Any]:
    """The environment of a document."""
    ((_, content),) = environments(path)
    return content


def check_sample(content: dict[str, Any], tmp_path: Path, *, allowed: frozenset[str] = frozenset()) -> None:
    """Every three-hundredth submodel, its shell left alone, is valid to every layer of the inspection."""
    some = {"submodels": content["submodels"][::300], "conceptDescriptions": content["conceptDescriptions"]}
    sample = tmp_path / "sample.json"
    sample.write_text(json.dumps(some), encoding="utf-8")
    errors = [f for f in aas.validate(sample) if f.severity is aas.Severity.ERROR and f.rule.code not in allowed]
    assert errors == []


PLATING_FILES = "kemp-abh-sensor-*.csv"


def test_plating_files_by_pattern(tmp_path: Path) -> None:
    folder = shared("data/kamp_plating_sensor")
    mapping = MAPPINGS / "kamp_plating_sensor.yaml"
    result = aas.convert(str(folder / PLATING_FILES), mapping=mapping, to=tmp_path / "plating.aasx")
    assert result.ok, list(result.report)
    assert (result.rows, result.written, result.left_out) == (3 * 1518, 3 * 1518, 0)
    assert len(list(result.report)) == 0
    assert result.path is not None
    content = document(result.path)
    (shell,) = content["assetAdministrationShells"]
    assert len(shell["submodels"]) == 3 * 1518
    days = Counter(values_in(submodel)["Header.Time"][:10] for submodel in content["submodels"])
    assert days == {"2021-09-06": 1518, "2021-09-07": 1518, "2021-10-14": 1518}
    first = values_in(content["submodels"][0])
    assert first["Header.Time"] == "2021-09-06T16:27:17+09:00"  # 오후 4:27:17.0
    assert (first["Measured.BathPh"], first["Measured.BathTemperature"]) == ("1.51", "23.72")
    check_sample(content, tmp_path)


def test_plating_folder_leaves_the_list_of_bad_lots_out_aloud(tmp_path: Path) -> None:
    folder = shared("data/kamp_plating_sensor")
    answer = run(
        *("convert", folder, "--map", MAPPINGS / "kamp_plating_sensor.yaml"),
        *("-o", tmp_path / "plating.aasx", "--lang", "en"),
    )
    assert answer.code == 0, answer.said
    assert "Error Lot list.csv: warning SRC043" in answer.out
    assert "4,554 submodels from 4,554 rows" in answer.out
    by_pattern = aas.convert(
        str(folder / PLATING_FILES), mapping=MAPPINGS / "kamp_plating_sensor.yaml", to=tmp_path / "pattern.aasx"
    )
    assert by_pattern.path is not None
    assert by_pattern.path.read_bytes() == (tmp_path / "plating.aasx").read_bytes()


@pytest.mark.parametrize("metamodel", ["3.0", "3.1"])
def test_a_documented_unit_that_is_wrong_by_a_thousand(tmp_path: Path, metamodel: Any) -> None:
    source = shared("data/injection_molding_airtlab/data.csv")
    result = aas.convert(
        source,
        mapping=MAPPINGS / "injection_molding_airtlab.yaml",
        to=tmp_path / "lenses.aasx",
        metamodel=metamodel,
    )
    assert result.ok, list(result.report)
    assert (result.rows, result.written) == (1451, 1451)
    warnings = [f for f in result.report if f.severity is aas.Severity.WARNING and f.rule.code.startswith("VAL")]
    assert {(f.where.field, f.count) for f in warnings} == {
        ("SKx - Closing force", 1451),
        ("SKs - Clamping force peak value", 1451),
    }
    assert len(warnings) == 2
    for finding in warnings:
        assert "kN" in finding.message + finding.hint
    assert result.path is not None
    content = document(result.path)
    submodels = content["submodels"]
    verdicts = Counter(values_in(submodel)["Result.Verdict"] for submodel in submodels)
    assert verdicts == {"NG": 370, "OK": 406 + 310 + 365}
    first = values_in(submodels[0])
    assert first["Measured.ClampingForce"] == "0.8869"
    assert first["Measured.MaxInjectionPressure"] == "92.23"
    assert first["Measured.CushionPosition"] == "88.2"
    assert first["Measured.MeltTemperature"] == "106.4761843026486"
    # the day of production is lost, so the mandatory time cannot be there; everything else must hold
    check_sample(content, tmp_path, allowed=frozenset({"TPL001"}))


def test_a_documented_unit_that_is_wrong_does_not_fail_the_command(tmp_path: Path) -> None:
    source = shared("data/injection_molding_airtlab/data.csv")
    answer = run(
        *("convert", source, "--map", MAPPINGS / "injection_molding_airtlab.yaml"),
        *("-o", tmp_path / "lenses.aasx", "--lang", "en"),
    )
    assert answer.code == 0, answer.said
    assert answer.out.count("1,451") >= 2


@pytest.fixture(scope="module")
def kamp_csv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The parquet file as the CSV it once was."""
    (parquet,) = shared("data/kamp_injection_parquet").glob("*.parquet")
    path = tmp_path_factory.mktemp("kamp") / "molding.csv"
    pl.read_parquet(parquet).write_csv(path)
    return path


def test_a_header_that_lost_a_comma_is_found(tmp_path: Path, kamp_csv: Path) -> None:
    answer = run("convert", kamp_csv, "-m", "injection_moulding", "-o", tmp_path / "o.aasx", "--lang", "en")
    assert answer.code == 1
    assert not (tmp_path / "o.aasx").exists()
    result = aas.convert(kamp_csv, model="injection_moulding", to=tmp_path / "o.aasx")
    assert (result.rows, result.written, result.left_out) == (7996, 0, 7996)
    errors = [f for f in result.report if f.severity is aas.Severity.ERROR]
    columns = [f.where.field for f in errors]
    assert len(columns) == len(set(columns)), "one grouped finding a column"
    assert {"pass_or_fail", "injection_time"} <= set(columns)
    for finding in errors:
        if finding.where.field in ("pass_or_fail", "injection_time"):
            assert "column" in finding.message + finding.hint
            assert finding.count >= 71
    hints = " ".join(f.hint for f in result.report) + " ".join(f.message for f in result.report)
    assert "shift" in hints


def test_the_corrected_mapping_reads_every_row(tmp_path: Path, kamp_csv: Path) -> None:
    mapping = MAPPINGS / "kamp_injection_shifted.yaml"
    target = tmp_path / "o.json"
    answer = run("convert", kamp_csv, "--map", mapping, "-o", target, "--json")
    assert answer.code == 0, answer.said
    told = json.loads(answer.out)
    assert (told["rows"], told["submodels"], told["left_out"], told["errors"]) == (7996, 7996, 0, 0)
    content = document(target)
    values = [values_in(submodel) for submodel in content["submodels"]]
    assert Counter(row["Result.Verdict"] for row in values) == {"OK": 7925, "NG": 71}
    assert Counter(row.get("Result.DefectReason") for row in values) == {
        None: 7925,
        "가스": 35,
        "초기허용불량": 20,
        "미성형": 16,
    }
    assert Counter(row["Header.EquipmentId"] for row in values) == {"S14": 7992, "S01": 2, "S12": 2}
    assert values[0]["Header.Time"] == "2020-10-16T04:57:47.000000+09:00"
    assert values[0]["Header.ProductionDate"] == "2020-10-16"
    assert values[0]["Measured.CycleTime"] == "59.52000045776367"
    assert {shell["idShort"] for shell in content["assetAdministrationShells"]} == {"S14", "S01", "S12"}
    check_sample(content, tmp_path)
