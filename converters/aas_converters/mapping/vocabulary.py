"""What plants call things: the concepts of the shop floor with their Korean, English and shortened spellings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from aas_reference_models.marked_yaml import Marked, read_yaml

FILE: Final = "vocabulary.yaml"
WEIGHTS: Final = MappingProxyType(
    {"quantities": 1.0, "things": 1.0, "attributes": 0.5, "modifiers": 0.6, "fillers": 0.0}
)
"""How much a concept of each kind tells."""
UNKNOWN: Final = 0.9
TAG: Final = 0.4
"""Weight of a word that is in no list, mostly the name of a thing; and of a short one before others."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Spellings and what they mean.

    `latin` holds words in small letters, `korean` compounds without blanks, `endings` what counts only at the end of
    one; each gives one concept, several with blanks between, or an empty text for words that mean nothing. `weights`
    are by concept, `near` by pairs in both orders, `opposites` give each concept those it rules out.
    """

    latin: Mapping[tuple[str, ...], str]
    korean: Mapping[str, str]
    endings: Mapping[str, str]
    weights: Mapping[str, float]
    quantities: frozenset[str]
    near: Mapping[tuple[str, str], float]
    opposites: Mapping[str, frozenset[str]]


@cache
def vocabulary() -> Vocabulary:
    """Read the vocabulary once."""
    document = read_yaml(files("aas_converters.mapping").joinpath(FILE).read_text("utf-8"), FILE)
    content: Any = document.value
    latin: dict[tuple[str, ...], str] = {}
    korean: dict[str, str] = {}
    endings: dict[str, str] = {}
    weights: dict[str, float] = {}
    for kind in ("quantities", "attributes", "modifiers", "things"):
        for concept in content[kind]:
            weights[concept] = WEIGHTS[kind]
            for spelling in spellings_in(document, (kind, concept), content[kind][concept]):
                add(spelling, concept, latin, korean, endings)
    for i, several in enumerate(content["fillers"]):
        for spelling in spellings_in(document, ("fillers", i), several):
            add(spelling, "", latin, korean, endings)
    for spelling, meant in content["phrases"].items():
        add(spelling, meant, latin, korean, endings)
    near = {pair: float(degree) for one, other, degree in content["near"] for pair in ((one, other), (other, one))}
    opposites: dict[str, frozenset[str]] = {}
    for group in content["opposites"]:
        for concept in group:
            opposites[concept] = opposites.get(concept, frozenset()) | (frozenset(group) - {concept})
    return Vocabulary(
        MappingProxyType(latin),
        MappingProxyType(korean),
        MappingProxyType(endings),
        MappingProxyType(weights),
        frozenset(content["quantities"]),
        MappingProxyType(near),
        MappingProxyType(opposites),
    )


def spellings_in(document: Marked, where: tuple[str | int, ...], several: list[Any]) -> list[str]:
    """Return a list of spellings as they were written."""
    return [document.text((*where, i)) for i in range(len(several))]


def add(
    spelling: str, concept: str, latin: dict[tuple[str, ...], str], korean: dict[str, str], endings: dict[str, str]
) -> None:
    """Put a spelling where it is looked up; the first concept that claims one keeps it."""
    if spelling.startswith("-"):
        endings.setdefault(spelling[1:], concept)
    elif "가" <= spelling[0] <= "힣":
        korean.setdefault(spelling.replace(" ", ""), concept)
    else:
        latin.setdefault(tuple(spelling.split()), concept)
