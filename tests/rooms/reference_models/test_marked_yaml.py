"""YAML is read as written: nothing becomes a boolean, a time or another number."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from aas_reference_models import marked_yaml
from aas_reference_models.marked_yaml import read_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("on", "on"),
        ("yes", "yes"),
        ("12:30", "12:30"),
        ("2020-10-16", "2020-10-16"),
        ("1_000", "1_000"),
        ("None", "None"),
        ("true", True),
        ("~", None),
        ("", None),
        ("007", 7),
        ("0x1F", 31),
        ("1.50", 1.5),
        (".5", 0.5),
        ("0E0", 0.0),
        ("0o17", 15),
        ("-.inf", float("-inf")),
        ("1e3", 1000.0),
        ("'1'", "1"),
        ('"가"', "가"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_plain_scalars_follow_the_core_schema(text: str, value: object) -> None:
    assert read_yaml(f"key: {text}", "a.yaml").value == {"key": value}


def test_the_text_of_a_number_is_kept() -> None:
    document = read_yaml("range: [0.50, 1e16]", "a.yaml")
    assert [document.text(("range", at)) for at in (0, 1)] == ["0.50", "1e16"]


def test_values_and_keys_know_their_place() -> None:
    document = read_yaml("a:\n  b:\n    - x\n    - 값: y\n", "a.yaml")
    assert document.place(("a", "b", 1, "값")) == (4, 10)
    assert document.key_place(("a", "b", 1, "값")) == (4, 7)
    assert document.line(("a", "b", 7, "none")) == 3


def test_keys_are_text() -> None:
    assert read_yaml("{1: a, true: b, 1.0: c}", "a.yaml").value == {"1": "a", "true": "b", "1.0": "c"}


def test_of_a_repeated_key_the_first_counts() -> None:
    document = read_yaml("a: 1\na: {b: 2}\nc: 3\n", "a.yaml")
    assert document.value == {"a": 1, "c": 3}
    assert [(problem.kind, problem.line) for problem in document.problems] == [("yaml-duplicate-key", 2)]


def test_an_empty_file_has_no_value() -> None:
    assert read_yaml("", "a.yaml").value is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    read_yaml(text, "a.yaml")


class Quoting(yaml.SafeDumper):
    """Puts every text in double quotes: bare, `0E0` is text to PyYAML (YAML 1.1) and a number to us (1.2)."""


Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_what_is_written_with_quotes_reads_back(value: object) -> None:
    # escaped, because a raw NEL is a line break to PyYAML (see the canary below)
    document = read_yaml(yaml.dump(value, Dumper=Quoting, allow_unicode=False), "a.yaml")
    assert document.problems == ()
    assert document.value == value


@pytest.mark.parametrize("text", ["a: 1\nb: [x, {c: 'd'}]\n", "a: |\n  x\n  y\n", "a: [", "- - - 1", "a: !x 1"])
def test_the_parser_in_python_reads_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = read_yaml(text, "a.yaml")
    monkeypatch.setattr(marked_yaml, "LOADER", yaml.BaseLoader)
    slow = read_yaml(text, "a.yaml")
    assert slow.value == fast.value
    assert dict(slow.marks) == dict(fast.marks)
    assert [problem.kind for problem in slow.problems] == [problem.kind for problem in fast.problems]


@pytest.mark.xfail(strict=True, reason="PyYAML ends lines at NEL as YAML 1.1 does; YAML 1.2 does not")
def test_next_line_is_an_ordinary_character() -> None:
    assert read_yaml("a: 'x\x85y'", "a.yaml").value == {"a": "x\x85y"}
