"""Every column with every element it may fill, and how likely that is: what suggestions and rankings are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from aas_converters.mapping.evidence import nearer_by_days, said_by_cells
from aas_converters.mapping.likeness import Header, Meaning, nearness
from aas_converters.mapping.match import unit_fits
from aas_converters.mapping.plausible import TIMES, Cells, plausibility
from aas_converters.mapping.said_by_machine import meant
from aas_reference_models.units import unit_named

LEAST: Final = 0.3
"""What is less likely than this is chance."""
BY_ONLY_TIME: Final = 0.62
"""How likely the only column with times is the time of the record."""
BARE_TIME: Final = frozenset(("time", "moment", "date"))
SURELY: Final = 0.95
TIMES_OF_OTHERS: Final = frozenset(
    ("due", "shipment", "start", "end", "planned", "change", "first", "last", "customer")
)
FORCES: Final = MappingProxyType({"t": "tf", "kg": "kgf", "g": "gf"})
"""Units of mass that plants write for forces."""
CERTAIN: Final = 0.93
"""From here on a header is the model's own word."""
TRUSTED: Final = 0.6
UNIT: Final = 0.1
"""How much nearer the same kind of unit brings two names."""
TIME: Final = "Header.Time"


@dataclass(frozen=True, slots=True)
class Pair:
    """A column and an element it may fill. `named` is how far the header says it; `score` weighs the cells as well.

    `position` is the number of the column in its series where the element is a list.
    """

    header: Header
    meaning: Meaning
    named: float
    score: float

    @property
    def position(self) -> int | None:
        """The number in the series, for a list."""
        return (self.header.position or 0) if self.meaning.is_list else None

    @property
    def place(self) -> tuple[str, int | None]:
        """What only one column can fill."""
        return self.meaning.path, self.position


def pairs_of(
    meanings: Sequence[Meaning], headers: Sequence[Header], cells: Mapping[str, Cells], *, trusting: bool = False
) -> Iterator[Pair]:
    """Yield every likely pair; where `trusting`, a header that is the model's own word counts whatever its cells."""
    only = only_time(headers, cells)
    for header in headers:
        known = cells.get(header.column.name)
        for meaning in meanings:
            named = max(nearness(header, meaning), meant(header.column, meaning))
            if known is not None and named < CERTAIN:
                named = nearer_by_days(max(named, said_by_cells(header, meaning, known)), meaning, known)
            if header is only and meaning.path == TIME:
                named = max(named, BY_ONLY_TIME)
            bare = header.column.unit is None and is_bare_time(header) and not holds_times(meaning)
            if named < LEAST or (bare and named < CERTAIN):
                continue
            header = with_right_unit(header, meaning)
            if not unit_fits(header.column, meaning.value):
                continue
            if header.column.unit and meaning.value.unit is not None and meaning.value.unit.ucum != "1":
                named += (1 - named) * UNIT
            plausible = plausibility(header.column, known, meaning.value)
            score = named * (max(plausible, TRUSTED) if trusting and named >= CERTAIN else plausible)
            if score >= LEAST:
                yield Pair(header, meaning, named, score)


def with_right_unit(header: Header, meaning: Meaning) -> Header:
    """Return a header with the unit it means: a press of 300 ton is a force, and a word of a known name is no unit."""
    if header.unit_in_name and meaning.spellings.score(header.column.header):
        return replace(header, column=replace(header.column, unit=None))
    unit = unit_named(header.column.unit) if header.column.unit else None
    force = FORCES.get(unit.ucum) if unit is not None else None
    if force is None or unit_fits(header.column, meaning.value):
        return header
    column = replace(header.column, unit=force)
    return replace(header, column=column) if unit_fits(column, meaning.value) else header


def is_bare_time(header: Header) -> bool:
    """Say whether a header is `Time` and no more: the moment of a record, or a running number, but no duration."""
    return bool(header.words) and BARE_TIME.issuperset(header.words)


def holds_times(meaning: Meaning) -> bool:
    """Say whether an element holds moments or days."""
    return meaning.value.value_type in TIMES


def only_time(headers: Sequence[Header], cells: Mapping[str, Cells]) -> Header | None:
    """Return the only column with times, unless its header speaks of something that has a time of its own."""
    timed = [one for one in headers if (known := cells.get(one.column.name)) and known.time_share >= SURELY]
    return timed[0] if len(timed) == 1 and TIMES_OF_OTHERS.isdisjoint(timed[0].words) else None
