"""Match the headers of a table with the elements of a model: the proposal a person then reviews.

Only spelling is looked at: a header is an alias, a name or an idShort of the element once case, blanks, signs and the
ways to write a series number are made equal. A unit in the header that cannot become the element's unit rules a match
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final
from unicodedata import normalize

from aas_converters.letters.prototypes import MAKERS
from aas_converters.mapping.header_paths import by_path
from aas_converters.mapping.mapping import Assignment, Cell, Mapping
from aas_converters.sources.table import Column
from aas_reference_models.model import Element, Kind, Model, walk
from aas_reference_models.unit_conversion import ConversionError, conversion
from aas_reference_models.units import unit_named

SPELLINGS: Final = (("mold", "mould"), ("colour", "color"), ("centre", "center"), ("gray", "grey"))
"""British and American spellings, made equal."""
SERIES: Final = re.compile(r"^(.*?)[\s_#-]*(\d{1,3})(?:\s*(?:zone|존|번|호|차|ch))?$", re.IGNORECASE)
"""A header that ends in a series number: `Barrel_Temperature_3`, `실린더온도 3 Zone`."""
ALIAS_SERIES: Final = re.compile(r"^(.*?)[\s_#-]*\d+\.\.\d+$")
"""An alias that stands for a series: `Barrel_Temperature_1..7`."""


@dataclass(frozen=True, slots=True)
class Match:
    """A column and the element it seems to fill. `position` is the series number for the item of a list.

    `score` is 3 for an alias or idShort as written, 2 for one that is equal after normalising, 1 for a name.
    """

    column: Column
    path: str
    element: Element
    score: int
    position: int | None = None


def match(model: Model, columns: tuple[Column, ...], file: str = "(matched by header)") -> Mapping:
    """Return the mapping that the headers suggest: each column used once, each element filled once.

    A header that is a path says itself what it fills; the others are compared with names."""
    assignments = list(by_path(model, columns))
    taken = {name for one in assignments for _, cell in one.parts for name in cell.columns}
    filled = {one.path for one in assignments}
    left = tuple(column for column in columns if column.name not in taken)
    matches = best(sorted((m for m in candidates(model, left) if m.path not in filled), key=lambda m: -m.score))
    for path in dict.fromkeys(m.path for m in matches):
        of_path = sorted((m for m in matches if m.path == path), key=lambda m: m.position or 0)
        cells = tuple(Cell(columns=(m.column.name,)) for m in of_path)
        if of_path[0].position is None:
            assignments.append(Assignment(path, (("value", cells[0]),)))
        else:
            names = tuple(m.column.name for m in of_path)
            assignments.append(Assignment(path, (("value", Cell(columns=names)),), cells))
    order = {".".join(path): i for i, (path, _) in enumerate(walk(model.elements))}
    assignments.sort(key=lambda a: place_of(a.path, order))
    name = model.id if model.written is None else model.source
    return Mapping(model=name, assignments=tuple(assignments), file=file)


def place_of(path: str, order: dict[str, int]) -> int:
    """Return where an element stands in its model; one of the plant's own stands with the collection it is in."""
    known = re.sub(r"\[\d*\]", ".", path)
    while known and known not in order:
        known = known.rpartition(".")[0]
    return order.get(known, len(order))


def best(matches: list[Match]) -> list[Match]:
    """Return the matches that stand when the better ones choose first."""
    columns: set[str] = set()
    places: set[tuple[str, int | None]] = set()
    chosen = []
    for one in matches:
        if one.column.name in columns or (one.path, one.position) in places:
            continue
        columns.add(one.column.name)
        places.add((one.path, one.position))
        chosen.append(one)
    return chosen


def candidates(model: Model, columns: tuple[Column, ...]) -> Iterator[Match]:
    """Yield every column with every element it may fill."""
    for path, element in walk(model.elements):
        if "" in path:
            continue
        if element.kind is Kind.SUBMODEL_ELEMENT_LIST:
            yield from list_candidates(".".join(path), element, columns)
        elif element.kind in MAKERS and element.kind is not Kind.SUBMODEL_ELEMENT_COLLECTION:
            for column in columns:
                score = score_of(column.header, element)
                if score and unit_fits(column, element):
                    yield Match(column, ".".join(path), element, score)


def list_candidates(path: str, element: Element, columns: tuple[Column, ...]) -> Iterator[Match]:
    """Yield the columns of a series that may fill the items of a list."""
    if not element.elements or element.item.kind is not Kind.PROPERTY:
        return
    item = element.item
    for column in columns:
        series = SERIES.match(column.header)
        score = score_of(column.header, element)
        if score and unit_fits(column, item):
            yield Match(column, path, element, score, 0)
        elif series and (score := score_of(series[1], element)) and unit_fits(column, item):
            yield Match(column, path, element, score, int(series[2]))


def score_of(header: str, element: Element) -> int:
    """Return how well a header names an element, 0 for not at all."""
    return spellings(element).score(header)


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
