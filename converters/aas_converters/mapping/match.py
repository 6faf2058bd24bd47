"""Compare the spelling of headers with what the elements of a model are called.

A header is an alias, a name or an idShort of the element once case, blanks, signs and the ways to write a series
number are made equal. A unit in the header that cannot become the element's unit rules a match out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final
from unicodedata import normalize

from aas_converters.sources.table import Column
from aas_reference_models.model import Element
from aas_reference_models.unit_conversion import ConversionError, conversion
from aas_reference_models.units import unit_named

SPELLINGS: Final = (("mold", "mould"), ("colour", "color"), ("centre", "center"), ("gray", "grey"))
"""British and American spellings, made equal."""
SERIES: Final = re.compile(r"^(.*?)[\s_#-]*(\d{1,3})(?:\s*(?:zone|존|번|호|차|ch))?$", re.IGNORECASE)
"""A header that ends in a series number: `Barrel_Temperature_3`, `실린더온도 3 Zone`."""
ALIAS_SERIES: Final = re.compile(r"^(.*?)[\s_#-]*\d+\.\.\d+$")
"""An alias that stands for a series: `Barrel_Temperature_1..7`."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """What an element is called: its aliases and idShort as written, the same normalised, and its normalised names."""

    written: frozenset[str]
    plain: frozenset[str]
    names: frozenset[str]

    def score(self, header: str) -> int:
        """Return how well a header is one of these, 0 for not at all."""
        if header in self.written:
            return 3
        plain = normalised(header)
        if not plain:
            return 0
        return 2 if plain in self.plain else int(plain in self.names)


def spellings(element: Element) -> Spellings:
    """Return what an element is called; an alias for a series without its numbers."""
    aliases = (found[1] if (found := ALIAS_SERIES.match(alias)) else alias for alias in element.aliases)
    written = frozenset((element.id_short, *aliases))
    names = frozenset(normalised(text) for _, text in element.name.by_language)
    return Spellings(written, frozenset(map(normalised, written)), names)


@cache
def normalised(text: str) -> str:
    """Return a header without case, blanks and signs."""
    plain = normalize("NFKC", text).casefold()
    for one, other in SPELLINGS:
        plain = plain.replace(one, other)
    return "".join(character for character in plain if character.isalnum())


def unit_fits(column: Column, element: Element) -> bool:
    """Say whether the unit in a header can become the element's; what says nothing fits."""
    unit = unit_named(column.unit) if column.unit else None
    if unit is None or element.unit is None:
        return True
    try:
        conversion(unit, element.unit)
    except ConversionError:
        return False
    return True
