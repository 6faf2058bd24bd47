"""Environments of one package are looked at together: references cross parts, the same data twice is no duplicate."""

import json
from pathlib import Path
from typing import Any

from aas_validators.check import check_file
from tests.rooms.validators.small_packages import package


def submodel(name: str, target: str, *path: str) -> dict[str, Any]:
    keys = [{"type": "Submodel", "value": target}, *({"type": "Property", "value": step} for step in path)]
    value = {"type": "ModelReference", "keys": keys}
    link = {"modelType": "ReferenceElement", "idShort": "Link", "value": value}
    element = {"modelType": "Property", "idShort": "Speed", "valueType": "xs:int"}
    return {"modelType": "Submodel", "id": f"urn:x:{name}", "idShort": name, "submodelElements": [link, element]}


def codes(tmp_path: Path, **parts: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    file = package(tmp_path / "p.aasx", **{n: json.dumps({"submodels": held}) for n, held in parts.items()})
    return [(f.rule.code, f.where.part) for f in check_file(file) if f.rule.code.startswith("AAS5")]


def test_a_reference_arrives_in_another_part(tmp_path: Path) -> None:
    one, other = submodel("A", "urn:x:B", "Speed"), submodel("B", "urn:x:A", "Speed")
    assert codes(tmp_path, a_json=[one], b_json=[other]) == []


def test_a_reference_that_does_not_is_found_where_it_stands(tmp_path: Path) -> None:
    one, other = submodel("A", "urn:x:B", "Torque"), submodel("B", "urn:x:A", "Speed")
    assert codes(tmp_path, a_json=[one], b_json=[other]) == [("AAS508", "/aasx/a.json")]


def test_the_same_data_twice_is_no_duplicate_but_twice_in_one_part_is(tmp_path: Path) -> None:
    one = submodel("A", "urn:x:A", "Speed")
    assert codes(tmp_path, a_json=[one], b_json=[one]) == []
    assert codes(tmp_path, a_json=[one, one], b_json=[one]) == [("AAS507", "/aasx/a.json")]
