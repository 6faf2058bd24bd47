"""Patterns of templates mean what POSIX says, and cost no more than their length."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_validators.template.posix_pattern import compile_pattern, matches

PIECES = st.sampled_from(["a", "b", "[ab]", "[^a]", "(a|b)", "(ab)", "."])
QUANTIFIED = st.builds(str.__add__, PIECES, st.sampled_from(["", "*", "+", "?", "{2}", "{0,2}", "{1,}"]))
PATTERNS = st.lists(QUANTIFIED, max_size=4).map("".join)


@given(PATTERNS, PATTERNS, st.text("abc", max_size=8))
def test_it_agrees_with_python_where_both_have_the_same_words(one: str, other: str, text: str) -> None:
    pattern = f"{one}|{other}"
    assert matches(compile_pattern(pattern), text) == (re.fullmatch(pattern, text) is not None)


@pytest.mark.parametrize(
    ("pattern", "text", "said"),
    [
        ("[[:digit:]]{2,3}", "012", True),
        ("[[:digit:]]{2,3}", "0", False),
        (r"Zone\d+", "Zone7", True),
        ("[]x]+", "]x]", True),
        ("^a$", "a", True),
        ("(a+){2}{2}", "aaa", False),
        ("(a+){2}{2}", "aaaa", True),
        ("a{0}", "", True),
        ("가|나", "나", True),
    ],
)
def test_it_knows_what_posix_has(pattern: str, text: str, *, said: bool) -> None:
    assert matches(compile_pattern(pattern), text) == said


BAD = [
    "(",
    "a)",
    "[a",
    "*a",
    "a{",
    "a{3,1}",
    "[[:no:]]",
    "[b-a]",
    "\\",
    "((a{99}){99}){99}",
    "(" * 99,
    "a{1" + "0" * 9 + "}",
]


@pytest.mark.parametrize("pattern", BAD)
def test_what_is_no_pattern_or_too_large_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        compile_pattern(pattern)


def test_a_pattern_made_to_be_slow_is_not() -> None:
    assert not matches(compile_pattern("(a|a)*" * 10 + "b"), "a" * 2000)
    assert not matches(compile_pattern("(a*)*b"), "a" * 2000)
