"""What a header says, as words that can be compared: `MELT_TEMP`, `Melt temperature [K]` and `용해온도` in pieces.

Korean writes compounds without blanks, so it is cut into overlapping pairs of syllables instead of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from math import log
from typing import Final
from unicodedata import normalize

from aas_converters.mapping.match import SPELLINGS

HUMPS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
PIECES: Final = re.compile(r"[a-zµ°%]+|[가-힣]+")
SHORTEST_START: Final = 3
"""Letters that a cut word must keep to stand for the whole: `temp`, `vol`, `hum`."""
SHORTENED: Final = 0.85
SAME_STEM: Final = 0.7
"""How much a word counts that is the beginning of another, and one that shares its beginning with another."""
STEM: Final = 5
UNKNOWN: Final = 0.5
"""Weight of a word that no model has."""

EXPANSIONS: Final = {
    "avg": ("average", "mean"),
    "cd": ("code", "id"),
    "cnt": ("count",),
    "device": ("equipment", "machine"),
    "dt": ("time", "date"),
    "machine": ("equipment",),
    "men": ("worker",),
    "no": ("number", "count"),
    "nr": ("number",),
    "num": ("number",),
    "off": ("stop",),
    "on": ("run",),
    "pcs": ("piece",),
    "qty": ("quantity",),
    "rpm": ("speed", "rotational"),
    "usage": ("consumption", "energy"),
    "volume": ("quantity",),
    "weight": ("mass",),
    "wt": ("mass",),
}
"""What plants write for a word of the models."""
Similar = Mapping[str, Mapping[str, float]]
"""Word of a header → words of the models it may mean, with how far it does (0 to 1)."""

SAY_NOTHING: Final = frozenset(("of", "the", "in", "at", "and", "to", "a", "is", "per"))


def spelt(text: str) -> str:
    """Return a text in small letters with one spelling for words that have two."""
    for one, other in SPELLINGS:
        text = text.replace(one, other)
    return text


@cache
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, each once: in small letters, plurals without s, Korean as pairs of syllables."""
    parted = HUMPS.sub(" ", normalize("NFKC", text).replace("_", " ")).casefold()
    found: list[str] = []
    for piece in PIECES.findall(spelt(parted)):
        if "가" <= piece[0] <= "힣":
            found.extend(piece[at : at + 2] for at in range(max(1, len(piece) - 1)))
        elif piece not in SAY_NOTHING:
            found.append(piece[:-1] if len(piece) > 4 and piece.endswith("s") and not piece.endswith("ss") else piece)
    return tuple(dict.fromkeys(found))


def initials(text: str) -> str:
    """Return the initials of at least three words, such as `wip` of work in progress; else an empty text."""
    parts = re.findall(r"[A-Za-z]+", HUMPS.sub(" ", text))
    return "".join(part[0] for part in parts).casefold() if len(parts) > 2 else ""


class Weights:
    """How much each word tells: rare words of the models much, words of every model little."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        sets = [set(one) for one in texts]
        counts: dict[str, int] = {}
        for one in sets:
            for word in one:
                counts[word] = counts.get(word, 0) + 1
        self.weights: Mapping[str, float] = {
            word: log((len(sets) + 1) / count) / log(len(sets) + 1) for word, count in counts.items()
        }

    def of(self, word: str) -> float:
        """Return the weight of a word, between 0 and 1; one that no model has tells a little."""
        return self.weights.get(word, UNKNOWN)


def similar(header: tuple[str, ...], vocabulary: Iterable[str]) -> Similar:
    """Return for each word of a header the words of the models that it may mean, and how far."""
    known = tuple(vocabulary)
    return {one: {other: degree for other in known if (degree := alike(one, other))} for one in header}


def alike(one: str, other: str) -> float:
    """Return how far a word of a plant means a word of a model: 1 for the same, 0 for not at all."""
    if one == other:
        return 1.0
    if other in EXPANSIONS.get(one, ()):
        return SHORTENED
    if "가" <= one[0] <= "힣" or min(len(one), len(other)) < SHORTEST_START:
        return 0.0
    if other.startswith(one) or (one.startswith(other) and len(other) >= STEM - 1):
        return SHORTENED
    return SAME_STEM if len(one) > STEM and one[:STEM] == other[:STEM] else 0.0


def likeness(header: Similar, text: tuple[str, ...], weights: Weights) -> float:
    """Return how far two texts say the same, between 0 and 1: the weight of shared words in that of all words."""
    shared = 0.0
    total = 0.0
    for word, meant in header.items():
        best = max((other for other in text if other in meant), key=lambda other: meant[other], default=None)
        weight = weights.of(word if best is None else best)
        total += weight
        shared += 0.0 if best is None else 2 * weight * meant[best]
    if not shared:
        return 0.0
    return min(1.0, shared / (total + sum(weights.of(word) for word in text)))
