"""The law: a submodel judged in groups of its elements is judged as one that is judged whole."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_validators.check import Task, assess_bytes
from aas_validators.document.source import Source
from aas_validators.fast import huge, ranges
from aas_validators.fast.huge import groups
from aas_validators.fast.judge import new_judge, verdict_on, verdict_on_huge
from tests.laws import documents
from tests.laws.test_law_of_skeletons import xml_of
from tests.laws.valid_documents import Grown, environments, set_at

SMALL = 60


def judged(data: bytes, text: str) -> tuple[bool, bool]:
    """Return whether a submodel is accepted in groups, and whole; what is known of it is the same."""
    kind = "json" if text == "json" else "xml"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(huge, "GROUP", SMALL)
        parts = verdict_on_huge(data, 0, len(data), "Submodel", new_judge(kind, ("3.1",)))
    (whole,) = verdict_on(data, "Submodel", new_judge(kind, ("3.1",)))
    if parts is not None and whole is not None and parts[0] is not None:
        assert (parts[0].id, parts[0].remarks, parts[0].files) == (whole.id, whole.remarks, whole.files)
        assert set(parts[0].wants) == set(whole.wants)
    return parts is not None, whole is not None


@given(environments())
def test_what_breaks_no_rule_is_accepted_in_groups_too(grown: Grown) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(huge, "GROUP", 2_000)  # what is around the groups is larger than they are here
        for submodel in grown.value["submodels"]:
            for text in ("json", "xml"):
                written = json.dumps(submodel) if text == "json" else xml_of("submodel", submodel)
                judge = new_judge("json" if text == "json" else "xml", ("3.1",))
                parts = verdict_on_huge(written.encode(), 0, len(written.encode()), "Submodel", judge)
                assert parts is not None, written


@given(st.data(), environments())
def test_a_broken_submodel_is_not_accepted_in_groups_either(data: st.DataObject, grown: Grown) -> None:
    whole = copy.deepcopy(grown.value)
    inside = [one for one in grown.breaks if one.pointer[0] == "submodels"]
    if inside:
        broken = data.draw(st.sampled_from(inside))
        set_at(whole, broken.pointer, broken.value)
    for submodel in whole["submodels"]:
        for text, written in (("json", json.dumps(submodel)), ("xml", xml_of("submodel", submodel))):
            in_groups, as_one = judged(written.encode(), text)
            assert as_one or not in_groups


@given(st.data())
def test_any_submodel_grown_and_broken_is_accepted_in_groups_only_if_whole(data: st.DataObject) -> None:
    value = data.draw(documents.tagged("Submodel", "3.1", 0))
    for one in (value, data.draw(documents.broken(copy.deepcopy(value)))):
        in_groups, as_one = judged(json.dumps(one).encode(), "json")
        assert as_one or not in_groups


def submodel(*held: dict[str, Any]) -> dict[str, Any]:
    return {"modelType": "Submodel", "id": "urn:example:1", "submodelElements": list(held)}


def capability(name: str, meaning: str | None = None) -> dict[str, Any]:
    keys = [{"type": "GlobalReference", "value": meaning}]
    more = {"semanticId": {"type": "ExternalReference", "keys": keys}} if meaning else {}
    return {"modelType": "Capability", **({"idShort": name} if name else {}), **more}


def listed(*held: dict[str, Any]) -> dict[str, Any]:
    more = {"idShort": "Zones", "typeValueListElement": "Capability", "value": list(held)}
    return submodel({"modelType": "SubmodelElementList", **more})


MANY = [capability(f"Element_{number}") for number in range(40)]


@pytest.mark.parametrize(
    ("value", "accepted"),
    [
        (submodel(*MANY), True),
        (submodel(*MANY, capability("Element_3")), False),
        (submodel({"modelType": "SubmodelElementCollection", "idShort": "Element_3", "value": MANY}, *MANY), False),
        (submodel({"modelType": "SubmodelElementCollection", "idShort": "Other", "value": MANY}, *MANY), True),
        (listed(*[capability("", "urn:a")] * 40), True),
        (listed(*[capability("", "urn:a")] * 40, capability("", "urn:b")), False),
        (
            listed(*[capability("")] * 40, capability("", "urn:a"), *[capability("")] * 9, capability("", "urn:b")),
            False,
        ),
    ],
)
def test_what_concerns_several_groups_is_seen(
    value: dict[str, Any], accepted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(huge, "GROUP", 150)
    data = json.dumps(value).encode()
    assert sum(1 for _ in groups(data, "Submodel", 0, len(data), "json")) > 5
    parts = verdict_on_huge(data, 0, len(data), "Submodel", new_judge("json", ("3.1",)))
    assert (parts is not None) is accepted


@pytest.mark.parametrize("text", ["json", "xml"])
def test_a_huge_submodel_is_checked_as_any_other(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "HUGE", 1000)
    monkeypatch.setattr(huge, "GROUP", 500)
    for value, ok in ((submodel(*MANY), True), (submodel(*MANY, capability("1 x")), False)):
        whole = {"submodels": [value]}
        head = '<environment xmlns="https://admin-shell.io/aas/3/1">'
        xml = xml_of("environment", whole).replace("<environment>", head)
        data = json.dumps(whole).encode() if text == "json" else xml.encode()
        fast, exact = (assess_bytes(data, Task(fast=fast), Source("file")) for fast in (True, False))
        assert fast.ok is exact.ok is ok
        assert fast.findings == exact.findings
