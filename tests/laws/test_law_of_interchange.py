"""The law of interchange: what is written as JSON or XML and read again is the same, or it is named as lost."""

from __future__ import annotations

import copy
import io
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.interchange.content import Content, Part
from aas_converters.interchange.differences import differences
from aas_converters.interchange.read import read_part
from aas_converters.interchange.write import write_environment
from aas_converters.letters.script import Metamodel
from aas_validators.diagnostics import Diagnostic
from aas_validators.document.source import Source
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS
from tests.laws import documents

VERSIONS: tuple[Metamodel, ...] = ("3.0", "3.1")
Form = Literal["json", "xml"]


def environments(version: str) -> st.SearchStrategy[dict[str, Any]]:
    lists = {
        attribute: st.lists(documents.tagged(name, version, 0), min_size=1, max_size=2)
        for attribute, name in ENVIRONMENT_LISTS.items()
    }
    return st.fixed_dictionaries({}, optional=lists).filter(bool)


def again(environment: dict[str, Any], form: Form, version: Metamodel) -> tuple[Part | None, list[Diagnostic]]:
    file = io.BytesIO()
    lost = write_environment(file, Part("grown", form, version, environment), form, version, "grown")
    part, findings = read_part(file.getvalue(), f"again.{form}", Source("again"))
    return part, [*lost, *findings]


def content(environment: dict[str, Any]) -> Content:
    return Content("grown", (Part("grown", "json", None, environment),), {})


@pytest.mark.parametrize("form", ["json", "xml"])
@given(data=st.data(), version=st.sampled_from(VERSIONS))
def test_a_grown_environment_comes_back_as_it_was(form: Form, data: st.DataObject, version: Metamodel) -> None:
    environment = data.draw(environments(version))
    part, findings = again(environment, form, version)
    assert findings == []
    assert part is not None
    assert part.environment == environment
    assert part.metamodel == (version if form == "xml" else None)
    assert not list(differences(content(environment), content(part.environment)))


@given(data=st.data(), version=st.sampled_from(VERSIONS))
def test_what_xml_cannot_hold_is_named(data: st.DataObject, version: Metamodel) -> None:
    whole = data.draw(environments(version))
    environment = data.draw(documents.broken(copy.deepcopy(whole)))
    if not isinstance(environment, dict):
        return
    part, findings = again(environment, "xml", version)
    assert findings or (part is not None and told_apart_only_by_type(part.environment, environment))


def told_apart_only_by_type(here: Any, there: Any) -> bool:
    """Say whether two documents are the same but for empty lists and objects, and for texts written as numbers."""
    return bool(plain(here) == plain(there))


def plain(value: Any) -> Any:
    match value:
        case dict():
            # the element says the class of an object in XML
            return {k: p for k, v in value.items() if k != "modelType" and (p := plain(v)) not in ({}, [], "")}
        case list():
            return [p for v in value if (p := plain(v)) not in ({}, [], "")]
        case bool():
            return str(value).lower()
    return str(value)
