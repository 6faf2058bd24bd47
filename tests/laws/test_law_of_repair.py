"""The laws of repair: twice is once, no value is lost, what comes in stays as it was, and nothing is made worse."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aas_converters.repair.kept import missing_values
from aas_converters.repair.repair import REPAIRS, repaired
from tests.laws import documents
from tests.laws.test_law_of_interchange import environments

VERSIONS = ("3.0", "3.1")


@st.composite
def damaged(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """Return an environment that is broken in up to three places, and the version it was grown for."""
    version = draw(st.sampled_from(VERSIONS))
    environment = draw(environments(version))
    for _ in range(draw(st.integers(0, 3))):
        environment = draw(documents.broken(environment))
    return environment, version


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(case=damaged())
def test_twice_is_once_and_no_value_is_lost(case: tuple[dict[str, Any], str]) -> None:
    environment, version = case
    came = copy.deepcopy(environment)
    found, told = repaired(environment, version)
    assert environment == came
    assert (found != environment) == bool(told)
    assert repaired(found, version) == (found, [])
    assert list(missing_values(came, found)) == []


@settings(max_examples=30)  # each example is as many as there are repairs
@given(case=damaged())
def test_each_repair_alone_is_done_after_once(case: tuple[dict[str, Any], str]) -> None:
    environment, version = case
    for repair in REPAIRS:
        found, told = repaired(environment, version, [repair])
        assert (found != environment) == bool(told), repair.rule.code
        assert repaired(found, version, [repair]) == (found, []), repair.rule.code
        assert all(finding.rule == repair.rule for finding in told)


def test_a_value_that_is_gone_is_noticed() -> None:
    before = {"submodels": [{"id": "urn:x", "submodelElements": [{"idShort": "A", "value": "7.25"}, {"value": "a b"}]}]}
    after = {"submodels": [{"id": "urn:x", "submodelElements": [{"idShort": "A", "value": "a%20b"}]}]}
    assert list(missing_values(before, after)) == ["7.25"]
