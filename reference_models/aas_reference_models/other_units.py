"""Which other unit of the same quantity numbers may be in: plants write bar where a model wants MPa, and no unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aas_reference_models.model import Interval, Unit
from aas_reference_models.unit_conversion import ConversionError, conversion
from aas_reference_models.units import units

NEARLY_ALL: Final = 0.95
MOST: Final = 3
RARE: Final = frozenset(
    ("mm[Hg]", "atm", "[psi]", "hPa", "GPa", "m/h", "km/h", "rad", "d", "wk", "mo", "a", "km", "nm", "ns")
)
"""UCUM codes of units that would fit many a column by accident, and that hardly any machine on a shop floor shows."""


def units_that_fit(numbers: Sequence[float], wanted: Unit, allowed: Interval) -> tuple[str, ...]:
    """Return the symbols of up to three units in which nearly all numbers would lie in a range, the commonest first.

    `allowed` is in the unit `wanted`, which itself is not among the answers; nor are units that only fit by accident.
    The units of units.yaml stand in the order of their use.
    """
    low = float(allowed.low) if allowed.low is not None else float("-inf")
    high = float(allowed.high) if allowed.high is not None else float("inf")
    found: list[str] = []
    for unit in units().values():
        if len(found) == MOST:
            break
        if unit.ucum in RARE or unit.ucum == wanted.ucum:
            continue
        try:
            how = conversion(unit, wanted)
        except ConversionError:
            continue
        factor, offset = float(how.factor), float(how.offset)
        inside = sum(low <= number * factor + offset <= high for number in numbers)
        if not how.identical and inside >= NEARLY_ALL * len(numbers):
            found.append(unit.symbol)
    return tuple(found)
