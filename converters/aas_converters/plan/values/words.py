"""Turn the words of a plant into the values of a model: code lists and yes/no."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from aas_converters.plan.values.spec import ValueSpec
from aas_converters.plan.values.tidy import tidied


@dataclass(frozen=True, slots=True)
class Words:
    """A code list compiled for columns: folded plant words and the values they stand for, in that order."""

    plant: tuple[str, ...]
    values: tuple[str, ...]


def compile_words(spec: ValueSpec) -> Words:
    """Return the code list of a column; ValueError where one word stands for two values.

    The values themselves are words too. Case, full-width letters and blanks at the ends do not count,
    unless two codes differ only in them: then only the exact words are taken.
    """
    pairs = list(spec.codes)
    if not pairs:
        pairs = [(word, "true") for word in spec.true_words] + [(word, "false") for word in spec.false_words]
    exact: dict[str, str] = {}
    for word, value in pairs:
        if exact.setdefault(word, value) != value:
            raise ValueError(f"the word {word!r} stands for both {exact[word]!r} and {value!r}")
    for _, value in pairs:
        exact.setdefault(value, value)
    loose: dict[str, str | None] = {}
    for word, folded in zip(exact, fold(pl.Series(list(exact), dtype=pl.String)).to_list(), strict=True):
        loose[folded] = exact[word] if loose.get(folded, exact[word]) == exact[word] else None
    table = {word: value for word, value in loose.items() if value is not None} | exact
    return Words(tuple(table), tuple(table.values()))


def fold(cells: pl.Series) -> pl.Series:
    """Return words in the form in which they are compared; `1.0` is compared as `1`."""
    return tidied(cells).str.to_lowercase().str.replace(r"^([0-9]+)\.0+$", "${1}")


def read_words(cells: pl.Series, words: Words) -> pl.Series:
    """Return the model value of each cell, null where the code list does not have it."""
    known, values = list(words.plant), list(words.values)
    found = cells.replace_strict(known, values, default=None, return_dtype=pl.String)
    strange = found.is_null() & cells.is_not_null()
    if not strange.any():
        return found
    folded = fold(cells).replace_strict(known, values, default=None, return_dtype=pl.String)
    return found.zip_with(~strange, folded)
