"""What a header says, as concepts that can be compared: `MELT_TEMP`, `Melt temperature [K]` and `용해온도` are one.

A word that is in no list of the vocabulary stands for itself.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from unicodedata import normalize

from aas_converters.mapping.match import SPELLINGS
from aas_converters.mapping.vocabulary import UNKNOWN, Vocabulary, vocabulary

HUMPS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
PIECES: Final = re.compile(r"co2|o2|[a-z]+|[가-힣]+")
CODE_BEFORE: Final = re.compile(r"^\s*[A-Za-z]\w{1,4}\s+[-–:]\s+(?=\S{3,})")
"""A machine's own code before the name: `ZUx - Cycle time`."""
LONGEST_PHRASE: Final = 3
SHORTEST_PIECE: Final = 3
"""Letters of a word inside a word without blanks: `MOTORSPEED`."""
SHORTEST_START: Final = 3
"""Letters that a cut word must keep to stand for the whole: `temp`, `vol`, `hum`."""
SHORTENED: Final = 0.85
MISSPELT: Final = 0.8
LONGEST_ENDING: Final = 3
LONGEST_TAG: Final = 4
LEFT_OVER: Final = 10
"""What a syllable that is in no word costs when a compound is cut, in words."""


@cache
def concepts(text: str) -> tuple[str, ...]:
    """Return what a text says, each concept once, in the order of the text; words that mean nothing are left out."""
    known = vocabulary()
    plain = CODE_BEFORE.sub("", normalize("NFKC", text)).replace("pH", "Ph")
    parted = spelt(HUMPS.sub(" ", plain.replace("_", " ")).casefold())
    found: list[str] = []
    latin: list[str] = []
    for piece in PIECES.findall(parted):
        if "가" <= piece[0] <= "힣":
            found += phrases(latin, known)
            latin = []
            found += compound(piece, known)
        else:
            latin += pieces(piece, known)
    found += phrases(latin, known)
    return tuple(dict.fromkeys(word for one in found for word in one.split()))


def spelt(text: str) -> str:
    """Return a text in small letters with one spelling for words that have two."""
    for one, other in SPELLINGS:
        text = text.replace(one, other)
    return text


def phrases(words: list[str], known: Vocabulary) -> list[str]:
    """Return the concepts of words, the longest phrases first; an unknown word stands for itself."""
    found = []
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            concept = known.latin.get(tuple(words[at : at + length]))
            if concept is None and length == 1:
                concept = known.latin.get((singular(words[at]),))
            if concept is not None:
                found.append(concept)
                at += length
                break
        else:
            found.append(singular(words[at]))
            at += 1
    return found


def singular(word: str) -> str:
    """Return a word without the s of a plural."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def pieces(word: str, known: Vocabulary) -> list[str]:
    """Return a word, or the known words it is made of: `motorspeed` is motor and speed."""
    if (word,) in known.latin or (singular(word),) in known.latin or len(word) < 2 * SHORTEST_PIECE:
        return [word]
    return split_word(word, known) or [word]


def split_word(word: str, known: Vocabulary) -> list[str]:
    """Return the fewest known words that make up a word, none where it has other letters too."""
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            before, piece = best[start], word[start:end]
            if before is None or not is_piece(piece, known):
                continue
            now = best[end]
            if now is None or len(before) + 1 < len(now):
                best[end] = [*before, piece]
    return best[-1] or []


def is_piece(text: str, known: Vocabulary) -> bool:
    """Say whether letters can be a word inside a word; what means nothing cannot, but for the `or` of pass or fail."""
    return text == "or" or (len(text) >= SHORTEST_PIECE and bool(known.latin.get((text,))))


def compound(word: str, known: Vocabulary) -> list[str]:
    """Return the concepts of a Korean compound: cut so that the fewest syllables are left over, in the fewest words.

    Syllables that are in no word stay together and stand for themselves.
    """
    length = len(word)
    best: list[tuple[int, list[tuple[str, str | None]]]] = [(0, [])]
    for end in range(1, length + 1):
        options = [(best[end - 1][0] + LEFT_OVER, [*best[end - 1][1], (word[end - 1], None)])]
        for start in range(end):
            piece = word[start:end]
            concept = known.korean.get(piece)
            if concept is None and end == length and start:
                concept = known.endings.get(piece)
            if concept is not None:
                options.append((best[start][0] + 1, [*best[start][1], (piece, concept)]))
        best.append(min(options, key=lambda option: option[0]))
    found: list[str] = []
    rest = ""
    for piece, concept in best[-1][1]:
        if concept is None:
            rest += piece
            continue
        found += [rest] if rest else []
        found.append(concept)
        rest = ""
    return [*found, rest] if rest else found


def initials(text: str) -> str:
    """Return the initials of at least three words, such as `wip` of work in progress; else an empty text."""
    parts = re.findall(r"[A-Za-z]+", HUMPS.sub(" ", text))
    return "".join(part[0] for part in parts).casefold() if len(parts) > 2 else ""


def weight(concept: str) -> float:
    """Return how much a concept tells, between 0 and 1."""
    return vocabulary().weights.get(concept, UNKNOWN)


def is_tag(concept: str) -> bool:
    """Say whether a word is a short one that no list has: before a name mostly the tag of a machine, `TRD_TEMP_PV`."""
    return len(concept) <= LONGEST_TAG and concept.isascii() and concept not in vocabulary().weights


@cache
def alike(one: str, other: str) -> float:
    """Return how far two concepts are the same: 1 for the same, 0 for not at all."""
    known = vocabulary()
    if one == other:
        return 1.0
    if (degree := known.near.get((one, other))) is not None:
        return degree
    if one in known.weights and other in known.weights:
        return 0.0
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_START:
        return 0.0 if not ("가" <= short[0] <= "힣" and len(short) > 1 and short in long) else MISSPELT
    if long.startswith(short):
        # a word of the vocabulary is whole: `feed` is not short for `feedback`
        whole = short in known.weights and len(long) - len(short) > LONGEST_ENDING
        return 0.0 if whole else SHORTENED
    return MISSPELT if len(short) > SHORTEST_START + 1 and one_letter_off(short, long) else 0.0


def one_letter_off(short: str, long: str) -> bool:
    """Say whether two words differ in one letter, or in the order of two neighbours."""
    if len(long) - len(short) > 1:
        return False
    if len(long) == len(short):
        wrong = [i for i, (a, b) in enumerate(zip(short, long, strict=True)) if a != b]
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        return len(wrong) == 1 or (swapped and short[wrong[0]] == long[wrong[1]] and short[wrong[1]] == long[wrong[0]])
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def rule_out(header: tuple[str, ...], text: tuple[str, ...]) -> bool:
    """Say whether a header and a text name two of which only one can be true: the largest and the mean."""
    known = vocabulary()
    return any(
        not known.opposites[one].isdisjoint(text) and one not in text for one in header if one in known.opposites
    )
