"""Which model fits a plant's table best, by headers, units and values; the same answer always, and offline.

A header that only one model knows tells much, one that every model knows nothing. So each column votes with what it
tells, as strongly as its header is like an element's and as its cells can be the element's values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from aas_converters.mapping.header_words import concepts
from aas_converters.mapping.likeness import Header, Meaning, heard, meanings
from aas_converters.mapping.pairs import pairs_of
from aas_converters.mapping.plausible import Cells, samples
from aas_converters.sources.table import Table
from aas_reference_models.model import Model

LEAST: Final = 0.45
"""How likely a pair must be to speak for a model: half a name is shared by many."""
MANDATORY: Final = 0.15
SUBJECT: Final = 0.1
"""Share of the score for mandatory elements that were found, and for a word of the title among the headers."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model prepared for comparison: its elements, the concepts of its title, and the pairs with the columns.

    `pairs` are by column and element path, with how likely each is.
    """

    model: Model
    meanings: tuple[Meaning, ...]
    subject: tuple[str, ...]
    pairs: Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a model fits a table. `score` is between 0 and 1; `columns` are pairs of column and element path."""

    model: Model
    score: float
    columns: tuple[tuple[str, str], ...]
    mandatory: int
    mandatory_found: int


def rank(models: Sequence[Model], table: Table, cells: Mapping[str, Cells] | None = None) -> list[Fit]:
    """Return how well each model fits a table, the best first; equals in the order of their names.

    `cells` are what the columns of the table hold, read from it if not given.
    """
    known = samples(table) if cells is None else cells
    headers = [heard(column) for column in table.columns if column.name in known]
    candidates = [candidate(model, headers, known) for model in models]
    telling = {header.column.name: tells(header.column.name, candidates) for header in headers}
    rare = rarity([one.subject for one in candidates])
    said = {word for header in headers for word in header.words}
    fits = [
        fit(one, telling, max((rare[word] for word in one.subject if word in said), default=0)) for one in candidates
    ]
    return sorted(fits, key=lambda one: (-one.score, one.model.id))


def candidate(model: Model, headers: Sequence[Header], cells: Mapping[str, Cells]) -> Candidate:
    """Return a model prepared for comparison with the headers of a table."""
    subject = concepts(" ".join((model.id, *(text for _, text in model.title.by_language))))
    meant = tuple(meanings(model))
    likely = (one for one in pairs_of(meant, headers, cells) if one.score >= LEAST)
    pairs = {(one.header.column.name, one.meaning.path): one.score for one in likely}
    return Candidate(model, meant, subject, pairs)


def tells(column: str, candidates: Sequence[Candidate]) -> float:
    """Return how much a column tells about the model, between 0 and 1: nothing where every model knows it."""
    likely = (
        max((value for (name, _), value in one.pairs.items() if name == column), default=0.0) for one in candidates
    )
    return log((len(candidates) + 1) / (sum(likely) + 1)) / log(len(candidates) + 1)


def rarity(subjects: Iterable[tuple[str, ...]]) -> dict[str, float]:
    """Return how rare each concept is among titles, between 0 and 1: one that every title has says nothing."""
    sets = [set(one) for one in subjects]
    counts: dict[str, int] = {}
    for one in sets:
        for word in one:
            counts[word] = counts.get(word, 0) + 1
    return {word: log((len(sets) + 1) / count) / log(len(sets) + 1) for word, count in counts.items()}


def fit(one: Candidate, telling: Mapping[str, float], subject: float) -> Fit:
    """Return how well a model fits: the likeliest pairs first, each column once, each single element once."""
    lists = {meaning.path for meaning in one.meanings if meaning.is_list}
    filled: dict[str, str] = {}
    taken: set[str] = set()
    votes = 0.0
    for (name, path), value in sorted(one.pairs.items(), key=lambda item: (-item[1], item[0])):
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
