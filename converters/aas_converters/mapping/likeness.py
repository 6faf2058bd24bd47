"""How far a header names an element: by spelling first, then by what its words mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Final

from aas_converters.mapping.header_words import alike, concepts, initials, is_tag, rule_out, weight
from aas_converters.mapping.match import SERIES, Spellings, spellings
from aas_converters.mapping.plausible import unit_in_words
from aas_converters.mapping.vocabulary import TAG, WEIGHTS, vocabulary
from aas_converters.sources.table import Column
from aas_reference_models.model import Element, Kind, Model, walk
from aas_reference_models.units import unit_named

FILLED: Final = frozenset((Kind.PROPERTY, Kind.MULTI_LANGUAGE_PROPERTY, Kind.FILE, Kind.BLOB, Kind.REFERENCE_ELEMENT))
LISTED: Final = frozenset((Kind.PROPERTY,))
"""Kinds that one column fills, and those whose list several columns fill."""
SURE: Final = MappingProxyType({3: 1.0, 2: 0.97, 1: 0.93, 0: 0.0})
"""How sure a match of `match.Spellings.score` is."""
MEANT: Final = 0.92
"""How sure it is at most where only the words mean the same."""
DESCRIBES: Final = 5
"""Concepts from which a header is more a description than a name, and is compared with definitions too."""
AS_DEFINED: Final = 0.8
UNSAID: Final = 0.4
"""What a word of the element that the header does not say costs, beside one of the header that the element lacks."""
IMPLIED: Final = 0.15
"""The same for a word of the model's title: a plating plant does not write plating over every column."""
NOT_SET: Final = 0.6
SET: Final = 0.35
"""What is left where only the element, or only the header, speaks of a set value."""
OTHER_NUMBER: Final = 0.85
"""What is left where the header has a number and the element is no list."""
COMPUTED: Final = 0.5
"""What is left for an element that is computed from others."""
SAYS_LITTLE: Final = 0.6
"""What is left where both say no more than that it is a number, a name or a count."""
BY_UNIT: Final = MappingProxyType(
    {
        **dict.fromkeys(("Cel", "K", "[degF]"), "temperature"),
        **dict.fromkeys(("Pa", "kPa", "MPa", "bar", "mbar", "[psi]", "kgf/cm2"), "pressure"),
        **dict.fromkeys(("s", "min", "h", "ms"), "time"),
        **dict.fromkeys(("/min", "{rev}/min", "1/min"), "rpm"),
        **dict.fromkeys(("kW.h", "W.h", "MW.h", "kvar.h", "J", "kJ", "MJ"), "energy"),
        **dict.fromkeys(("kg", "g", "t"), "mass"),
        **dict.fromkeys(("A", "mA", "kA"), "current"),
        **dict.fromkeys(("V", "mV", "kV"), "voltage"),
        **dict.fromkeys(("kW", "W", "MW"), "power"),
        **dict.fromkeys(("N", "kN"), "force"),
        **dict.fromkeys(("N.m",), "torque"),
    }
)
"""What a unit measures where the header does not say it."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """An element that a column may fill, with everything it is called and how it is defined; `value` is the item of a
    list."""

    path: str
    element: Element
    value: Element
    spellings: Spellings
    texts: tuple[tuple[str, ...], ...]
    implied: frozenset[str]
    defined: tuple[tuple[str, ...], ...]

    @property
    def is_list(self) -> bool:
        """Whether several columns side by side may fill it."""
        return self.element is not self.value

    @property
    def says_set(self) -> bool:
        """Whether its name says that it holds what was set, not what happened."""
        return any("setpoint" in text for text in self.texts[:1])


@dataclass(frozen=True, slots=True)
class Header:
    """What a column is called: its concepts, and its name and position without the number of a series.

    `unit_in_name` says that the unit is the last word of the name, and may be none."""

    column: Column
    words: tuple[str, ...]
    series: str | None
    position: int | None
    unit_in_name: bool


def meanings(model: Model) -> Iterator[Meaning]:
    """Yield the elements of a model that a column may fill; those in the items of lists as well."""
    implied = frozenset(concepts(" ".join((model.id, *(text for _, text in model.title.by_language)))))
    for path, element in walk(model.elements):
        is_list = element.kind is Kind.SUBMODEL_ELEMENT_LIST and bool(element.elements)
        value = element.item if is_list else element
        if value.kind not in (LISTED if is_list else FILLED) or not element.id_short:
            continue
        names = (element.id_short, *(text for _, text in element.name.by_language), *element.aliases)
        short = filter(None, map(initials, (element.id_short, element.name.get("en"))))
        texts = dict.fromkeys((*map(concepts, names), *((one,) for one in short)))
        known = tuple(text for text in texts if text)
        path_text = ".".join(path)
        if "" in path:
            # the items of a list have columns only where the rows of a group make them
            if not path_text.startswith(f"{model.shape.list}.."):
                continue
            path_text = path_text.replace("..", "[].", 1)
        defined = tuple(concepts(text) for _, text in element.definition.by_language)
        yield Meaning(path_text, element, value, spellings(element), known, implied, defined)


def heard(column: Column) -> Header:
    """Return the header of a column in concepts; a unit at its end is its unit, not one of its words."""
    unit = None if column.unit else unit_in_words(column.header)
    known = replace(column, unit=unit) if unit else column
    text = column.header.removesuffix(unit) if unit else column.header
    series = SERIES.match(column.header)
    words = with_unit(concepts(text), known.unit)
    return Header(known, words, series[1] if series else None, int(series[2]) if series else None, unit is not None)


def with_unit(words: tuple[str, ...], unit: str | None) -> tuple[str, ...]:
    """Return concepts with the quantity of a unit, where no other is said; kWh is energy whatever the header says."""
    named = unit_named(unit) if unit else None
    quantity = BY_UNIT.get(named.ucum) if named else None
    if quantity == "energy" and "power" in words:
        return tuple("energy" if word == "power" else word for word in words)
    if quantity is None or not vocabulary().quantities.isdisjoint(words):
        return words
    return (*words, quantity)


def nearness(header: Header, meaning: Meaning) -> float:
    """Return how far a header names an element, between 0 and 1, whatever its cells hold."""
    score = meaning.spellings.score(header.column.header)
    if header.series is not None and meaning.is_list:
        score = max(score, meaning.spellings.score(header.series))
    if score:
        return SURE[score]
    if meaning.texts and rule_out(header.words, meaning.texts[0]):  # a template may name an element by a sign only
        return 0.0
    near = MEANT * max((likeness(header.words, text, meaning.implied) for text in meaning.texts), default=0.0)
    if len(header.words) >= DESCRIBES:
        near = max((near, *(AS_DEFINED * covered(header.words, text) for text in meaning.defined)))
    said = "setpoint" in header.words
    if said and not meaning.says_set and meaning.element.role != "setpoint":
        near *= SET
    elif meaning.says_set and not said:
        near *= NOT_SET
    if header.position is not None and not meaning.is_list:
        near *= OTHER_NUMBER
    return near * (COMPUTED if meaning.element.derived_from is not None else 1.0)


@cache
def covered(header: tuple[str, ...], definition: tuple[str, ...]) -> float:
    """Return how much of a header a definition says, between 0 and 1."""
    if not definition or rule_out(header, definition):
        return 0.0
    said = sum(weight(word) * max(alike(word, other) for other in definition) for word in header)
    return said / sum(map(weight, header))


@cache
def likeness(header: tuple[str, ...], text: tuple[str, ...], implied: frozenset[str] = frozenset()) -> float:
    """Return how far two texts say the same, between 0 and 1: the weight of what both say in that of all they say."""
    if not header or not text or rule_out(header, text):
        return 0.0
    shared = missing = telling = 0.0
    met: set[str] = set()
    for at, word in enumerate(header):
        best = max(text, key=lambda other: alike(word, other))
        degree = alike(word, best)
        if degree and best not in met:
            met.add(best)
        told = TAG if not degree and at == 0 and len(header) > 1 and is_tag(word) else weight(word)
        shared += degree * told
        telling = max(telling, degree * told)
        missing += (1 - degree) * told
    if not shared:
        return 0.0
    unsaid = sum(weight(word) * (IMPLIED if word in implied else UNSAID) for word in text if word not in met)
    return shared / (shared + missing + unsaid) * (1.0 if telling > WEIGHTS["attributes"] else SAYS_LITTLE)
