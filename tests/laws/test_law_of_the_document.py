"""Laws of a whole run: nothing is lost, nothing is invented, and the same input is the same output."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from aas_core3 import jsonization, verification
from aas_core3_1 import jsonization as jsonization31
from aas_core3_1 import verification as verification31
from hypothesis import given, settings
from hypothesis import strategies as st

import aas_toolkit as aas
from aas_converters.convert import convert as convert_tables
from aas_converters.documents.objects import environments
from aas_converters.mapping.read import parse_mapping
from aas_converters.outcome import Job, Options
from aas_converters.sources import open_tables
from aas_reference_models.library import load_model
from tests.laws.plating_tables import BAD, MAPPING, Small, complete, expected_values, rows, values_in, write

FEW = settings(max_examples=10)
ROW_KEY, LOT_KEY = "{Header.EquipmentId}/{row}", "{Header.Time}"


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def mapping(key: str = LOT_KEY) -> aas.Mapping:
    found, findings = parse_mapping(MAPPING.replace("KEY", key))
    assert found is not None, findings
    return found


def environment(path: Path) -> dict[str, Any]:
    """The one environment of a document."""
    ((_, content),) = environments(path)
    return content


@FEW
@given(table=rows(), name=st.sampled_from(["o.json", "o.xml", "o.aasx"]))
def test_skip_writes_exactly_the_rows_that_can_be_written(table: list[dict[str, str]], name: str) -> None:
    with folder() as place:
        source = write(place / "plant.csv", table)
        result = aas.convert(source, mapping=mapping(), to=place / name, on_error="skip")
        good = [row for row in table if complete(row)]
        assert (result.rows, result.written, result.left_out) == (len(table), len(good), len(table) - len(good))
        assert result.ok == (not any(BAD in row.values() for row in table) and len(good) == len(table))
        if not good:
            assert result.path is None
            assert list(place.iterdir()) == [source]
            return
        assert result.path is not None
        found = [values_in(submodel) for submodel in environment(result.path)["submodels"]]
        assert found == [expected_values(row) for row in good]


@FEW
@given(table=rows())
def test_what_is_left_out_is_reported_by_row_and_column(table: list[dict[str, str]]) -> None:
    with folder() as place:
        result = aas.convert(write(place / "plant.csv", table), mapping=mapping(), to=place / "o.json", on_error="skip")
        told = set()
        for finding in result.report:
            for cause in (finding, *finding.causes):
                if cause.rule.code.startswith("VAL") and cause.severity is aas.Severity.ERROR:
                    told.add((cause.where.row, cause.where.field))
                    assert cause.where.line is not None
        bad = {(i + 1, name) for i, row in enumerate(table) for name, cell in row.items() if cell == BAD}
        lost = {i + 1 for i, row in enumerate(table) if not complete(row)}
        assert bad <= told
        assert lost <= {row for row, _ in told}
        assert {row for row, _ in told} <= lost | {row for row, _ in bad}


@FEW
@given(table=rows())
def test_stop_writes_all_or_nothing(table: list[dict[str, str]]) -> None:
    with folder() as place:
        source, target = write(place / "plant.csv", table), place / "o.json"
        target.write_text("what was there before", encoding="utf-8")
        result = aas.convert(source, mapping=mapping(), to=target)
        if all(complete(row) for row in table) and not any(BAD in row.values() for row in table):
            assert (result.ok, result.written) == (True, len(table))
        else:
            assert (result.ok, result.written, result.left_out, result.path) == (False, 0, len(table), None)
            assert target.read_text(encoding="utf-8") == "what was there before"
        assert {path.name for path in place.iterdir()} == {"plant.csv", "o.json"}


@pytest.mark.parametrize("metamodel", ["3.0", "3.1"])
@pytest.mark.parametrize("name", ["o.json", "o.xml", "json.aasx", "xml.aasx"])
@settings(max_examples=4)
@given(table=rows(faults=False))
def test_two_judges_find_nothing(metamodel: Any, name: str, table: list[dict[str, str]]) -> None:
    with folder() as place:
        source = write(place / "plant.csv", table)
        part: Any = "xml" if name.startswith("xml") else "json"
        result = aas.convert(source, mapping=mapping(), to=place / name, metamodel=metamodel, part=part)
        assert result.path is not None, list(result.report)
        read, check = (jsonization, verification) if metamodel == "3.0" else (jsonization31, verification31)
        assert list(check.verify(read.environment_from_jsonable(environment(result.path)))) == []  # type: ignore[arg-type]
        report = aas.validate(result.path)
        assert [str(finding) for finding in report if finding.severity is aas.Severity.ERROR] == []
        assert len(list(result.submodels())) == len(table)


@FEW
@given(table=rows(faults=False), size=st.integers(1, 13), name=st.sampled_from(["o.json", "o.xml"]))
def test_the_size_of_batches_changes_nothing(table: list[dict[str, str]], size: int, name: str) -> None:
    with folder() as place:
        source = write(place / "plant.csv", table)
        found = mapping(ROW_KEY)
        tables = open_tables([source], found.settings)
        model = load_model("plating")
        for target, given_tables in (("a", tables), ("b", [Small(one, size) for one in tables])):
            (place / target).mkdir()
            outcome = convert_tables(given_tables, [Job(model, found)], place / target / name, Options())
            assert outcome.written == len(table)
        assert (place / "a" / name).read_bytes() == (place / "b" / name).read_bytes()


@FEW
@given(table=rows(faults=False, least=2), data=st.data())
def test_rows_in_several_files_are_the_same_document(table: list[dict[str, str]], data: st.DataObject) -> None:
    """With keys of the plant's own; record numbers begin again in every file, so {row} would not do."""
    with folder() as place:
        cut = data.draw(st.integers(1, len(table) - 1))
        whole = [write(place / "whole.csv", table)]
        parts = [write(place / "part1.csv", table[:cut]), write(place / "part2.csv", table[cut:])]
        documents = []
        for i, sources in enumerate((whole, parts)):
            result = aas.convert(sources, mapping=mapping(), to=place / f"{i}.json")
            assert result.path is not None, list(result.report)
            assert (result.rows, result.written) == (len(table), len(table))
            documents.append(result.path.read_bytes())
        assert documents[0] == documents[1]


@pytest.mark.parametrize("name", ["o.json", "o.xml", "o.aasx"])
@pytest.mark.parametrize("key", [LOT_KEY, None])
@settings(max_examples=3)
@given(table=rows(faults=False))
def test_the_same_input_gives_the_same_bytes(name: str, key: str | None, table: list[dict[str, str]]) -> None:
    with folder() as place:
        written = []
        for there in ("one place", "다른 곳"):
            (place / there).mkdir()
            source = write(place / there / "plant.csv", table)
            options: dict[str, Any] = {"mapping": mapping(key)} if key else {"model": "plating"}
            if not key:
                source.write_text(source.read_text(encoding="utf-8").replace("Machine", "도금라인"), encoding="utf-8")
            result = aas.convert(source, to=place / there / name, **options)
            assert result.path is not None, list(result.report)
            written.append(result.path.read_bytes())
        assert written[0] == written[1]


@FEW
@given(table=rows(faults=False))
def test_a_shell_names_its_submodels_in_order_and_shells_come_first(table: list[dict[str, str]]) -> None:
    with folder() as place:
        result = aas.convert(write(place / "plant.csv", table), mapping=mapping(), to=place / "o.xml")
        assert result.path is not None
        text = result.path.read_text(encoding="utf-8")
        assert text.index("<assetAdministrationShells>") < text.index("<submodels>") < text.index("<conceptDescription")
        content = environment(result.path)
        machines = list(dict.fromkeys(row["Machine"] for row in table))
        ids = [submodel["id"] for submodel in content["submodels"]]
        assert len(set(ids)) == len(ids)
        shells = content["assetAdministrationShells"]
        assert len(shells) == len(machines)
        for machine, shell in zip(machines, shells, strict=True):
            named = [reference["keys"][0]["value"] for reference in shell["submodels"]]
            assert named == [id_ for id_, row in zip(ids, table, strict=True) if row["Machine"] == machine]


@FEW
@given(table=rows(faults=False), again=st.data(), size=st.integers(1, 5))
def test_a_key_that_comes_again_is_left_out_and_counted(
    table: list[dict[str, str]], again: st.DataObject, size: int
) -> None:
    picked = again.draw(st.lists(st.sampled_from(table), min_size=1, max_size=4))
    everything = table + picked
    with folder() as place:
        source = write(place / "plant.csv", everything)
        found = mapping()
        tables = [Small(one, size) for one in open_tables([source], found.settings)]
        outcome = convert_tables(
            tables, [Job(load_model("plating"), found)], place / "o.json", Options(on_error="skip")
        )
        assert (outcome.read, outcome.written, outcome.left_out) == (len(everything), len(table), len(picked))
        (finding,) = [f for f in outcome.report if f.rule.name == "repeated-id"]
        assert finding.count == len(picked)
        found_values = [values_in(submodel) for submodel in environment(place / "o.json")["submodels"]]
        assert found_values == [expected_values(row) for row in table]


CONTROLS = [chr(code) for code in (*range(9), 11, 12, *range(14, 32))] + ["\ufffe", "\uffff"]


@pytest.mark.parametrize("name", ["o.json", "o.xml"])
@settings(max_examples=8)
@given(control=st.sampled_from(CONTROLS), column=st.sampled_from(["Lot", "Product"]))
def test_a_control_character_is_a_finding_and_never_written(name: str, control: str, column: str) -> None:
    row = dict(zip(("Time", "Machine", "Lot"), ("2024-03-01 00:00:00", "L1", "lot"), strict=True))
    row |= {"Temp": "20", "Current": "3", "pH": "", "Product": "p"}
    table = [row, {**row, "Time": "2024-03-01 00:00:01", column: f"a{control}b"}]
    with folder() as place:
        source = write(place / "plant.csv", table)
        try:
            result = aas.convert(source, mapping=mapping(), to=place / name, on_error="skip")
        except aas.SourceError:
            assert control == "\0"  # the file counts as binary
            return
        assert not result.ok
        assert [f for f in result.report if f.severity is aas.Severity.ERROR]
        assert result.path is not None
        text = result.path.read_text(encoding="utf-8")
        assert control not in text
        assert json.dumps(control)[1:-1] not in text
        assert result.written == (1 if column == "Lot" else 2)


@FEW
@given(table=rows(faults=False))
def test_a_package_holds_what_a_bare_file_holds(table: list[dict[str, str]]) -> None:
    with folder() as place:
        source = write(place / "plant.csv", table)
        for part in ("json", "xml"):
            bare = aas.convert(source, mapping=mapping(), to=place / f"o.{part}").path
            packed = aas.convert(source, mapping=mapping(), to=place / f"{part}.aasx", part=part).path  # type: ignore[arg-type]
            assert bare is not None
            assert packed is not None
            with zipfile.ZipFile(packed) as archive:
                assert archive.testzip() is None
                assert archive.read(f"aasx/data.{part}") == bare.read_bytes()
