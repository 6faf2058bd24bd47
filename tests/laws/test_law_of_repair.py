"""The laws of repair: twice is once, no value is lost, what comes in stays as it was, and nothing is made worse."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aas_converters.interchange.migrate import SAFE_IN_URI
from aas_converters.repair.repair import REPAIRS, repaired
from aas_converters.repair.values import SPELLINGS
from tests.laws import documents
from tests.laws.test_law_of_interchange import environments

VERSIONS = ("3.0", "3.1")
VALUES = ("value", "text", "min", "max")


@st.composite
def damaged(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """Return an environment that is broken in up to three places, and the version it was grown for."""
    version = draw(st.sampled_from(VERSIONS))
    environment = draw(environments(version))
    for _ in range(draw(st.integers(0, 3))):
        environment = draw(documents.broken(environment))
    return environment, version


def values(item: Any, holder: str = "") -> Iterator[str]:
    """Yield what an environment says: values of elements and texts, not the keys of references."""
    if isinstance(item, dict):
        for name, held in item.items():
            if name in VALUES and isinstance(held, str) and holder != "keys":
                yield held
            else:
                yield from values(held, name)
    elif isinstance(item, list):
        for held in item:
            yield from values(held, holder)


def forms(text: str) -> set[str]:
    """Return how a value may be written after a repair."""
    plain = text.strip()
    return {plain, plain.replace(",", ""), quote(text, safe=SAFE_IN_URI), SPELLINGS.get(plain.lower(), plain)}


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(case=damaged())
def test_twice_is_once_and_no_value_is_lost(case: tuple[dict[str, Any], str]) -> None:
    environment, version = case
    came = copy.deepcopy(environment)
    found, told = repaired(environment, version)
    assert environment == came
    assert (found != environment) == bool(told)
    assert repaired(found, version) == (found, [])
    here = list(values(found))
    for text in values(came):
        assert not text.strip() or any(form in one for one in here for form in forms(text)), text


@settings(max_examples=30)  # each example is as many as there are repairs
@given(case=damaged())
def test_each_repair_alone_is_done_after_once(case: tuple[dict[str, Any], str]) -> None:
    environment, version = case
    for repair in REPAIRS:
        found, told = repaired(environment, version, [repair])
        assert (found != environment) == bool(told), repair.rule.code
        assert repaired(found, version, [repair]) == (found, []), repair.rule.code
        assert all(finding.rule == repair.rule for finding in told)
