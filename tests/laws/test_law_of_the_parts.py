"""Laws of large results: threads change no byte, and the packages of a divided result are the whole."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aas_toolkit as aas
from aas_converters import shells
from aas_converters.documents.objects import environments
from aas_converters.mapping.read import parse_mapping
from tests.laws.plating_tables import MAPPING, rows, write
from tests.rooms.converters.shapes.workshop import furnace
from tests.rooms.converters.shapes.workshop import mapping as furnace_mapping
from tests.rooms.converters.shapes.workshop import write as write_furnace

FEW = settings(max_examples=15, deadline=None)
LOTS = [
    {"Time": f"2024-03-0{1 + i // 6} {i % 6:02}:00:00", "Machine": f"F{i // 3 % 2}", "Lot": f"L{i // 3}"}
    | {"Temp": f"{800 + i}.5", "Count": str(i), "Remark": "ok"}
    for i in range(24)
]


def mapping() -> aas.Mapping:
    found, findings = parse_mapping(MAPPING.replace("KEY", "{Header.EquipmentId}/{row}"))
    assert found is not None, findings
    return found


def content(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The environment of a package."""
    ((_, found),) = environments(path)
    return found


def index_of(result: aas.Conversion) -> list[dict[str, Any]]:
    """The packages in the index of a divided result, compared with the files."""
    assert result.path is not None
    assert result.path.name.endswith(".index.json")
    packages = json.loads(result.path.read_text(encoding="utf-8"))["packages"]
    assert [result.path.with_name(one["file"]) for one in packages] == list(result.packages)
    for one, path in zip(packages, result.packages, strict=True):
        found = content(path)
        assert one["submodels"] == len(found["submodels"])
        assert one["assets"] == [s["assetInformation"]["globalAssetId"] for s in found["assetAdministrationShells"]]
        assert (one["bytes"], one["sha256"]) == (path.stat().st_size, sha256(path.read_bytes()).hexdigest())
    return list(packages)


def check_union(result: aas.Conversion, whole: Path) -> None:
    """Every submodel is in one package, in its order; shells and concept descriptions are once in each."""
    expected = content(whole)
    by_id = {submodel["id"]: submodel for submodel in expected["submodels"]}
    references: dict[str, list[str]] = {}
    seen = []
    for path in result.packages:
        found = content(path)
        assert aas.validate(path).ok
        assert found["conceptDescriptions"] == expected["conceptDescriptions"]
        mine = [submodel["id"] for submodel in found["submodels"]]
        for submodel in found["submodels"]:
            assert submodel == by_id[submodel["id"]]
        told = []
        for shell in found["assetAdministrationShells"]:
            named = [reference["keys"][0]["value"] for reference in shell["submodels"]]
            references.setdefault(shell["id"], []).extend(named)
            told += named
        assert sorted(told) == sorted(mine)
        seen += mine
    assert sorted(seen) == sorted(by_id)
    whole_references = {
        shell["id"]: [reference["keys"][0]["value"] for reference in shell["submodels"]]
        for shell in expected["assetAdministrationShells"]
    }
    assert references == whole_references


@FEW
@given(
    table=rows(faults=False),
    jobs=st.integers(2, 4),
    text=st.sampled_from([1, 6000, 4 << 20]),
    part=st.sampled_from(["json", "xml"]),
)
def test_threads_change_no_byte(table: list[dict[str, str]], jobs: int, text: int, part: Any) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr("aas_converters.letters.fill.TEXT_AT_ONCE", text)
        place = Path(name)
        source = write(place / "plant.csv", table)
        written = []
        for count in (1, jobs):
            target = place / f"{count}.aasx"
            result = aas.convert(source, mapping=mapping(), to=target, jobs=count, part=part)
            assert result.ok
            written.append(target.read_bytes())
        assert written[0] == written[1]


@FEW
@given(
    table=rows(faults=False),
    split=st.sampled_from(["asset", "size"]),
    text=st.sampled_from([1, 4 << 20]),
    jobs=st.integers(1, 3),
)
def test_the_packages_together_are_the_whole(table: list[dict[str, str]], split: Any, text: int, jobs: int) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr("aas_converters.letters.fill.TEXT_AT_ONCE", text)
        place = Path(name)
        source = write(place / "plant.csv", table)
        aas.convert(source, mapping=mapping(), to=place / "whole.aasx")
        result = aas.convert(source, mapping=mapping(), to=place / "o.aasx", split_by=split, split_size=600, jobs=jobs)
        packages = index_of(result)
        assert sum(one["rows"] for one in packages) == len(table)
        check_union(result, place / "whole.aasx")
        if split == "asset":
            assets = [asset for one in packages for asset in one["assets"]]
            assert len(assets) == len(set(assets)) == len(packages)


@pytest.mark.parametrize("shape", ["{}", "{records: internal}", "{records: external}"])
@pytest.mark.parametrize("split", ["asset", "group", "size"])
def test_groups_are_divided_with_their_files(shape: str, split: Any, tmp_path: Path) -> None:
    source = write_furnace(tmp_path / "lots.csv", LOTS)
    found = furnace_mapping(shape)
    aas.convert(source, model=furnace(), mapping=found, to=tmp_path / "whole.aasx")
    result = aas.convert(source, model=furnace(), mapping=found, to=tmp_path / "o.aasx", split_by=split, split_size=1)
    packages = index_of(result)
    assert len(packages) == {"asset": 2, "group": 8}.get(split, len(packages))
    assert sum(one["rows"] for one in packages) == len(LOTS)
    check_union(result, tmp_path / "whole.aasx")
    files = [files_in(path) for path in result.packages]
    assert sorted(name for names in files for name in names) == files_in(tmp_path / "whole.aasx")


def files_in(package: Path) -> list[str]:
    """The supplementary files of a package."""
    with zipfile.ZipFile(package) as archive:
        return sorted(name for name in archive.namelist() if "/suppl/" in name)


@FEW
@given(
    table=rows(faults=False, most=30),
    room=st.integers(1, 9),
    at_once=st.integers(1, 5),
    memory=st.sampled_from([1, 2000]),
)
def test_shells_that_wait_on_disk_are_written_as_those_that_do_not(
    table: list[dict[str, str]], room: int, at_once: int, memory: int
) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        source = write(Path(name) / "plant.csv", table)
        both = [mapping(), mapping()]
        aas.convert(source, mapping=both[0], to=Path(name) / "a.json")
        patch.setattr("aas_converters.letters.fill.TEXT_AT_ONCE", 1)
        patch.setattr(shells, "REFERENCES_AT_ONCE", at_once)
        patch.setattr(shells, "SORTED_AT_ONCE", memory)
        patch.setattr(shells.Shells.__init__, "__defaults__", (None, None, room))
        aas.convert(source, mapping=both[1], to=Path(name) / "b.json")
        assert (Path(name) / "a.json").read_bytes() == (Path(name) / "b.json").read_bytes()
        assert {path.name for path in Path(name).iterdir()} == {"plant.csv", "a.json", "b.json"}


@pytest.mark.parametrize("compress", ["normal", "low", "store"])
def test_what_is_packed_less_is_the_same_document(compress: Any, tmp_path: Path) -> None:
    row = {"Time": "2024-03-01 00:00:00", "Machine": "L1", "Lot": "x" * 400_000, "Temp": "7.0", "Current": "7.0"}
    table = [{**row, "Time": f"2024-03-01 00:00:{i:02}", "pH": "", "Product": ""} for i in range(20)]
    source = write(tmp_path / "plant.csv", table)
    plain = aas.convert(source, mapping=mapping(), to=tmp_path / "o.json")
    packed = aas.convert(source, mapping=mapping(), to=tmp_path / "o.aasx", compress=compress)
    assert plain.ok
    with zipfile.ZipFile(tmp_path / "o.aasx") as archive:
        assert archive.testzip() is None
        assert archive.read("aasx/data.json") == (tmp_path / "o.json").read_bytes()
        data = archive.getinfo("aasx/data.json")
    warned = [finding.rule.code for finding in packed.report]
    assert warned == (["PKG070"] if compress == "normal" else [])
    most = {"normal": 1100, "low": 61, "store": 1}[compress]
    assert data.file_size / data.compress_size <= most


def test_a_result_that_cannot_be_divided_is_refused(tmp_path: Path) -> None:
    source = write_furnace(tmp_path / "lots.csv", LOTS)
    rows_of = furnace_mapping("{one_per: row}", submodel="{Header.Time}")
    for to, options, words in (
        ("o.json", {"split_by": "asset"}, "only packages"),
        ("o.aasx", {"split_by": "size", "split_size": 0}, "at least one byte"),
    ):
        with pytest.raises(ValueError, match=words):
            aas.convert(source, model=furnace(), mapping=furnace_mapping(), to=tmp_path / to, **options)
    with pytest.raises(ValueError, match="no groups"):
        aas.convert(source, model=furnace(), mapping=rows_of, to=tmp_path / "o.aasx", split_by="group")
    assert {path.name for path in tmp_path.iterdir()} == {"lots.csv"}


def test_a_divided_result_is_read_package_by_package(tmp_path: Path) -> None:
    source = write_furnace(tmp_path / "lots.csv", LOTS)
    result = aas.convert(source, model=furnace(), mapping=furnace_mapping(), to=tmp_path / "o.aasx", split_by="group")
    assert len(list(result.submodels())) == 8
    with pytest.raises(ValueError, match="one by one"):
        result.to_basyx()


def test_a_shell_names_its_submodels_in_the_order_of_the_rows(tmp_path: Path) -> None:
    """Enough rows for a sort on several threads, which keeps no order by itself."""
    row = {"Lot": "x", "Temp": "7.0", "Current": "7.0", "pH": "", "Product": "", "Time": "2024-03-01 00:00:00"}
    source = write(tmp_path / "plant.csv", [{**row, "Machine": f"L{i % 3}"} for i in range(30_000)])
    aas.convert(source, mapping=mapping(), to=tmp_path / "o.json")
    for shell in content(tmp_path / "o.json")["assetAdministrationShells"]:
        places = [int(one["keys"][0]["value"].rpartition("/")[2]) for one in shell["submodels"]]
        assert places == sorted(places)
        assert len(places) == 10_000
