"""Each repair by an example: what came in, what comes out, and nothing else changed."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from aas_converters.interchange.write import compact
from aas_converters.repair.repair import REPAIRS, repaired, repairs_named
from aas_validators.diagnostics import Severity
from aas_validators.document.source import Source
from aas_validators.exact import assess_document
from aas_validators.task import Task
from tests.rooms.converters.repair import concept_examples, element_examples
from tests.rooms.converters.repair.building import prop, submodel

CASES = sorted([*concept_examples.CASES, *element_examples.CASES], key=lambda case: case[0])


@pytest.mark.parametrize(("code", "before", "after"), CASES, ids=[case[0] for case in CASES])
def test_a_repair_does_what_its_rule_says(code: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    came = copy.deepcopy(before)
    found, told = repaired(before, "3.0", repairs_named([code]))
    assert found == after
    assert before == came
    assert told
    assert {finding.rule.code for finding in told} == {code}
    for finding in told:
        for language in ("en", "ko"):
            assert "{" not in finding.rule.message.fill(language, dict(finding.values))
    assert repaired(found, "3.0", repairs_named([code])) == (found, [])


@pytest.mark.parametrize(("code", "before", "after"), CASES, ids=[case[0] for case in CASES])
def test_all_usual_repairs_together_leave_a_valid_file(
    code: str, before: dict[str, Any], after: dict[str, Any]
) -> None:
    found, _ = repaired(before, "3.0")
    data = compact(found).encode()
    said = assess_document(data, "json", Task(metamodel="3.0"), Source("case")).findings
    assert [one.message for one in said if one.severity is Severity.ERROR] == []


def test_every_repair_has_its_example() -> None:
    assert {case[0] for case in CASES} == {repair.rule.code for repair in REPAIRS}


def test_a_repair_is_named_by_code_or_name() -> None:
    assert repairs_named(["FIX002"]) == repairs_named(["language-corrected"])
    assert set(repairs_named(["all"])) == set(REPAIRS) > set(repairs_named([]))
    assert repairs_named(["usual"]) == repairs_named([])
    with pytest.raises(ValueError, match="FIX999"):
        repairs_named(["FIX999"])


def test_a_finding_says_where_the_thing_was() -> None:
    before = submodel({}, prop("a b"))
    _, told = repaired(before, "3.0")
    (finding,) = [one for one in told if one.rule.code == "FIX021"]
    assert finding.pointer == ("submodels", 0, "submodelElements", 1, "idShort")


def test_a_key_without_value_stops_no_repair() -> None:
    reference = {"type": "ModelReference", "keys": [{"type": "Submodel"}]}
    shell = {"modelType": "AssetAdministrationShell", "id": "urn:example:shell", "submodels": [reference]}
    for repair in REPAIRS:
        found, _ = repaired({"assetAdministrationShells": [shell]}, "3.0", [repair])
        assert repaired(found, "3.0", [repair]) == (found, [])
