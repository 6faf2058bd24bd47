"""Which model fits a plant's table best, by headers, units and values; the same answer always, and offline.

A header that only one model knows tells much, one that every model knows nothing. So each column votes with what it
tells, as strongly as its header is like an element's and as its cells can be the element's values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from aas_converters.mapping.header_words import Similar, Weights, initials, likeness, similar, words
from aas_converters.mapping.match import SERIES, Spellings, spellings, unit_fits
from aas_converters.mapping.plausible import Cells, plausibility, samples, unit_in_words
from aas_converters.sources.table import Column, Table
from aas_reference_models.model import Element, Kind, Model, walk

SURE: Final = {3: 1.0, 2: 0.97, 1: 0.93, 0: 0.0}
"""How sure a match of `match.score_of` is."""
GUESSED: Final = 0.85
"""How sure it is at most where only some words are the same."""
LEAST: Final = 0.3
"""What is less alike than this is chance."""
UNIT: Final = 0.15
"""How much nearer the same kind of unit brings two names."""
MANDATORY: Final = 0.15
SUBJECT: Final = 0.1
"""Share of the score for mandatory elements that were found, and for a word of the title among the headers."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """An element that a column may fill, with everything it is called."""

    path: str
    element: Element
    value: Element
    spellings: Spellings
    texts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What a column is called: its words with what they may mean, and its name without the number of a series."""

    column: Column
    words: Similar
    meant: frozenset[str]
    series: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model prepared for comparison: its elements, and the words of its title."""

    model: Model
    meanings: tuple[Meaning, ...]
    subject: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a model fits a table. `score` is between 0 and 1; `columns` are pairs of column and element path."""

    model: Model
    score: float
    columns: tuple[tuple[str, str], ...]
    mandatory: int
    mandatory_found: int


def rank(models: Sequence[Model], table: Table) -> list[Fit]:
    """Return how well each model fits a table, the best first; equals in the order of their names."""
    candidates = [candidate(model) for model in models]
    weights = Weights({word for one in m.meanings for text in one.texts for word in text} for m in candidates)
    cells = samples(table)
    headers = [heard(column, weights) for column in table.columns if column.name in cells]
    likely = [dict(likely_pairs(one, headers, cells, weights)) for one in candidates]
    telling = {header.column.name: tells(header.column.name, likely) for header in headers}
    subjects = Weights(one.subject for one in candidates)
    fits = [
        fit(one, pairs, telling, subject_share(one, headers, subjects))
        for one, pairs in zip(candidates, likely, strict=True)
    ]
    return sorted(fits, key=lambda one: (-one.score, one.model.id))


def candidate(model: Model) -> Candidate:
    """Return a model prepared for comparison."""
    subject = words(" ".join((model.id, *(text for _, text in model.title.by_language))))
    return Candidate(model, tuple(meanings(model)), subject)


def meanings(model: Model) -> Iterator[Meaning]:
    """Yield the elements of a model that a column may fill; those in the items of lists as well."""
    for path, element in walk(model.elements):
        is_list = element.kind is Kind.SUBMODEL_ELEMENT_LIST and bool(element.elements)
        value = element.item if is_list else element
        if value.kind is Kind.SUBMODEL_ELEMENT_COLLECTION or not element.id_short:
            continue
        names = (element.id_short, *(text for _, text in element.name.by_language), *element.aliases)
        short = filter(None, map(initials, (element.id_short, element.name.get("en"))))
        texts = dict.fromkeys((*map(words, names), *((one,) for one in short)))
        yield Meaning(".".join(path), element, value, spellings(element), tuple(text for text in texts if text))


def heard(column: Column, weights: Weights) -> Header:
    """Return the header of a column in words; a unit at its end is its unit, not one of its words."""
    unit = None if column.unit else unit_in_words(column.header)
    known = Column(column.name, column.header, unit) if unit else column
    plain = words(column.header.removesuffix(unit) if unit else column.header)
    series = SERIES.match(column.header)
    meant = similar(plain, weights.weights)
    every = frozenset(word for one in meant.values() for word in one)
    return Header(known, meant, every, series[1] if series else None)


def likely_pairs(
    one: Candidate, headers: Sequence[Header], cells: Mapping[str, Cells], weights: Weights
) -> Iterator[tuple[tuple[str, str], float]]:
    """Yield every pair of a column and the path of an element it may fill, with how likely that is."""
    for header in headers:
        for meaning in one.meanings:
            value = nearness(header, meaning, weights)
            if value >= LEAST and unit_fits(header.column, meaning.value):
                value *= plausibility(header.column, cells.get(header.column.name), meaning.value)
                if value >= LEAST:
                    yield (header.column.name, meaning.path), value


def nearness(header: Header, meaning: Meaning, weights: Weights) -> float:
    """Return how far a header names an element, between 0 and 1."""
    score = meaning.spellings.score(header.column.header)
    if header.series is not None and meaning.element is not meaning.value:
        score = max(score, meaning.spellings.score(header.series))
    near = SURE[score]
    if not near:
        texts = (text for text in meaning.texts if not header.meant.isdisjoint(text))
        near = GUESSED * max((likeness(header.words, text, weights) for text in texts), default=0.0)
    same_kind = header.column.unit and meaning.value.unit is not None and meaning.value.unit.ucum != "1"
    return near + (1 - near) * UNIT if same_kind else near


def tells(column: str, likely: Sequence[Mapping[tuple[str, str], float]]) -> float:
    """Return how much a column tells about the model, between 0 and 1: nothing where every model knows it."""
    known = sum(max((value for (name, _), value in pairs.items() if name == column), default=0.0) for pairs in likely)
    return log((len(likely) + 1) / (known + 1)) / log(len(likely) + 1)


def subject_share(one: Candidate, headers: Sequence[Header], subjects: Weights) -> float:
    """Return the weight of the rarest word of the title that a header says as it is."""
    said = {word for header in headers for word in header.words}
    return max((subjects.of(word) for word in one.subject if word in said), default=0.0)


def fit(one: Candidate, pairs: Mapping[tuple[str, str], float], telling: Mapping[str, float], subject: float) -> Fit:
    """Return how well a model fits: the likeliest pairs first, each column once, each single element once."""
    lists = {meaning.path for meaning in one.meanings if meaning.element is not meaning.value}
    filled: dict[str, str] = {}
    taken: set[str] = set()
    votes = 0.0
    for (name, path), value in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        if name not in filled and (path not in taken or path in lists):
            filled[name] = path
            taken.add(path)
            votes += value * telling[name]
    must = [meaning.path for meaning in one.meanings if meaning.element.cardinality.mandatory]
    found = sum(path in taken for path in must)
    all_votes = sum(telling.values())
    score = (1 - MANDATORY - SUBJECT) * (votes / all_votes if all_votes else 0.0)
    score += MANDATORY * (found / len(must) if must else 0.0) + SUBJECT * subject
    return Fit(one.model, round(score, 4), tuple(sorted(filled.items())), len(must), found)
