"""What the cells of a column say of its meaning where the header says too little: code words, running numbers, days."""

from __future__ import annotations

from typing import Final

from aas_converters.mapping.likeness import Header, Meaning
from aas_converters.mapping.plausible import Cells, code_words

BY_CODES: Final = 0.7
"""How likely a column is whose every cell is a word of the element's code list, whatever its header says."""
BY_MOST_CODES: Final = 0.62
"""The same where most cells are, and several different words of it occur."""
BY_COUNTING: Final = 0.62
"""How likely a column is that counts up by one and says so: the number of the record, or of the shot where it begins
again."""
DAYS: Final = 0.2
"""How much nearer a column of days without a clock brings an element that holds days."""
MOST: Final = 0.6
COUNTERS: Final = frozenset(("number", "count", "serial", "sequence"))
INDEX: Final = "sequence"
PRODUCED: Final = frozenset(("shot", "stroke", "cycle", "piece"))
"""What a machine counts anew for each lot or day; a number of records only grows."""


def said_by_cells(header: Header, meaning: Meaning, cells: Cells) -> float:
    """Return how likely the cells alone make a pair, 0 where they say nothing of the kind."""
    if meaning.element.codes:
        return by_codes(cells, meaning)
    return BY_COUNTING if counts(header, meaning, cells) else 0.0


def by_codes(cells: Cells, meaning: Meaning) -> float:
    """Return how likely a column is by the words of a code list; bare numbers say nothing."""
    if not cells.texts or cells.numbers:
        return 0.0
    found = cells.texts & code_words(meaning.element)
    if found == cells.texts:
        return BY_CODES
    several = len({code.value for code in meaning.element.codes if found & words_of(code.value, code.aliases)}) > 1
    return BY_MOST_CODES if several and len(found) >= MOST * len(cells.texts) else 0.0


def words_of(value: str, aliases: tuple[str, ...]) -> set[str]:
    """Return the words of one code in small letters."""
    return {word.casefold() for word in (value, *aliases)}


def counts(header: Header, meaning: Meaning, cells: Cells) -> bool:
    """Say whether a column that calls itself a number counts what an element numbers: records, or what was made."""
    if cells.counting is None or COUNTERS.isdisjoint(header.words):
        return False
    name = set(meaning.texts[0]) if meaning.texts else set()
    if "number" not in name or len(name) > 2:
        return False
    if cells.counting == "up":
        return "record" in name
    return INDEX not in header.words and not PRODUCED.isdisjoint(name)


def nearer_by_days(named: float, meaning: Meaning, cells: Cells) -> float:
    """Return how far a header names an element, nearer where both are of days and not of moments."""
    return named + (1 - named) * DAYS if cells.days and meaning.value.value_type == "xs:date" else named
