"""What the AAS SDK says about data that it cannot read, in our own words and both languages.

Its texts are English, name types of Python, and put what counts last. One that nobody foresaw is quoted."""

from __future__ import annotations

import re
from typing import Final

from aas_validators.diagnostics import Sentence
from aas_validators.document.finding import quoted, shown

Words = tuple[tuple[re.Pattern[str], Sentence], ...]

SDK_WORDS: Final[Words] = tuple(
    (re.compile(pattern, re.DOTALL), Sentence(english, korean))
    for pattern, english, korean in (
        (
            r"Expected something array-like, but got: (?:<class '(?P<found>\w+)'>|.*)",
            "a list is needed, but there is {found}",
            "목록이 있어야 할 곳에 {found}이(가) 있습니다",
        ),
        (
            r"Expected a mapping, but got: (?:<class '(?P<found>\w+)'>|.*)",
            "an object is needed, but there is {found}",
            "객체가 있어야 할 곳에 {found}이(가) 있습니다",
        ),
        (
            r"Expected a str, but got: (?:<class '(?P<found>\w+)'>|.*)",
            "a text is needed, but there is {found}",
            "문자열이 있어야 할 곳에 {found}이(가) 있습니다",
        ),
        (
            r"Expected a bool, but got: (?:<class '(?P<found>\w+)'>|.*)",
            "true or false is needed, but there is {found}",
            "true나 false가 있어야 할 곳에 {found}이(가) 있습니다",
        ),
        (
            r"Expected (?:an int|a float), but got: (?:<class '(?P<found>\w+)'>|.*)",
            "a number is needed, but there is {found}",
            "숫자가 있어야 할 곳에 {found}이(가) 있습니다",
        ),
        (
            r"Expected the property modelType, but found none|"
            r"Expected the property modelType to be a str, but got: .*",
            "modelType is missing or no text",
            "modelType이 없거나 문자열이 아닙니다",
        ),
        (
            r"The required property '(?P<name>\w+)' is missing",
            "{name} is missing",
            "{name}이(가) 없습니다",
        ),
        (
            r"Unexpected property: (?P<name>.*)",
            "{name} is no attribute here",
            "{name}은(는) 여기에 쓸 수 없는 속성입니다",
        ),
        (
            r"Not a valid string representation of a literal of (?P<kind>\w+): (?P<name>.*)",
            "{name} is no {kind}",
            "{name}은(는) {kind}의 값이 아닙니다",
        ),
        (
            r"Invalid modelType, expected '(?P<kind>\w+)', but got: (?P<name>.*)|"
            r"Unexpected model type for (?P<group>\w+): (?P<other>.*)",
            "modelType is {name}, not {kind}",
            "modelType이 {kind}이(가) 아니라 {name}입니다",
        ),
    )
)
"""What the SDK says, with what counts in it → what we say instead."""

KINDS: Final = {
    "str": Sentence("a text", "문자열"),
    "dict": Sentence("an object", "객체"),
    "list": Sentence("a list", "목록"),
    "bool": Sentence("true or false", "true/false"),
    "int": Sentence("a number", "숫자"),
    "float": Sentence("a number", "숫자"),
    "NoneType": Sentence("null", "null"),
}
"""Types of Python, in words of JSON."""


def of_sdk(text: str) -> Sentence:
    """Return what the SDK says about data it cannot read.

    >>> of_sdk("Expected a str, but got: <class 'int'>").en
    'a text is needed, but there is a number'
    >>> of_sdk("Something new").ko
    'SDK의 영문 설명은 "Something new"입니다'
    """
    plain = text.strip()
    for pattern, sentence in SDK_WORDS:
        match = pattern.fullmatch(plain)
        if match:
            return filled(sentence, match)
    return quoted(plain, "SDK")


def filled(sentence: Sentence, match: re.Match[str]) -> Sentence:
    """Return a sentence with what a text named, shortened."""
    found = {name: text for name, text in match.groupdict().items() if text is not None}
    if "group" in found:
        found |= {"name": found.pop("other"), "kind": found.pop("group")}
    values: dict[str, object] = {name: shown(text.strip("'")) for name, text in found.items()}
    # the SDK sometimes forgets to fill in what it found
    values["found"] = KINDS.get(found.get("found", ""), Sentence("something else", "다른 값"))
    return Sentence(sentence.fill("en", values), sentence.fill("ko", values))
