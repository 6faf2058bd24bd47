"""What the fast reading of our schemas accepts is what the one that explains finds nothing wrong with."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aas_reference_models.library import models
from aas_reference_models.marked_yaml import read_yaml_file
from aas_reference_models.schema_check import Schema, load_schema

KINDS = {
    "model.yaml": ("aas_reference_models", "model.schema.json"),
    "mapping.yaml": ("aas_converters.mapping", "mapping.schema.json"),
}
WORDS = [
    "",
    "1",
    "1.50",
    "xs:double",
    "row",
    "group",
    "a b",
    "Zählung",
    "값",
    "\n",
    "x" * 300,
    "^",
    "8h",
    "{Header.Time}",
]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(WORDS)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3),
    max_leaves=6,
)


def bundled(name: str) -> list[Any]:
    """Return the bundled files of a kind."""
    folders = [Path(path).parent for path in models().values()]
    return [read_yaml_file(path).value for folder in folders for path in sorted(folder.rglob(name))]


FILES = {name: bundled(name) for name in KINDS}


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all values in a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for key, one in inner for deeper in places(one, (*path, key)))]


@pytest.mark.parametrize("name", KINDS)
def test_bundled_files_are_accepted_at_once(name: str) -> None:
    assert len(FILES[name]) > 5
    assert all(load_schema(*KINDS[name]).accepts(value) for value in FILES[name])


@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
def test_both_readings_of_a_schema_agree(name: str, data: st.DataObject) -> None:
    value = deepcopy(data.draw(st.sampled_from(FILES[name])))
    *parents, last = data.draw(st.sampled_from([path for path in places(value) if path]))
    holder = value
    for key in parents:
        holder = holder[key]
    match data.draw(st.sampled_from(["change", "remove", "add"])):
        case "change":
            holder[last] = data.draw(VALUES)
        case "remove":
            del holder[last]
        case "add" if isinstance(holder, dict):
            holder[data.draw(st.sampled_from([*WORDS, "unit", "column", "where", "records"]))] = data.draw(VALUES)
        case _:
            holder.append(data.draw(VALUES))
    agree(load_schema(*KINDS[name]), value)


@example(value=float("nan"))
@example(value=10**400)
@example(value={1: 2})
@given(value=VALUES)
def test_no_value_is_accepted_that_json_does_not_have(value: Any) -> None:
    for place in KINDS.values():
        agree(load_schema(*place), value)


def agree(schema: Schema, value: Any) -> None:
    """What is accepted has no errors; the other way round a value that JSON lacks may need the second look."""
    if schema.accepts(value):
        assert list(schema.errors(value)) == []
