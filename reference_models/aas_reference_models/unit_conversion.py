"""Convert between units exactly: factor and offset as fractions, or a reason why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Final

from aas_reference_models.model import Unit
from aas_reference_models.units import quantity

ANNOTATION: Final = re.compile(r"\{[^}]*\}")
LONE_ANNOTATION: Final = re.compile(r"(?<![^/.])\{[^}]*\}")
"""Text in braces that is a factor of its own, as in `mm/{rev}`, and counts as 1."""

CELSIUS: Final = re.compile(r"(?<![A-Za-z])Cel(?![A-Za-z])")
NOT_LINEAR: Final = frozenset(("[pH]", "dB"))
"""Logarithmic scales: a factor and an offset cannot say how they convert."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """target value = source value × factor + offset, without rounding (π of angles is cut at 50 digits)."""

    factor: Fraction
    offset: Fraction = Fraction(0)

    @property
    def identical(self) -> bool:
        """Whether values stay as they are."""
        return self.factor == 1 and self.offset == 0


class ConversionError(ValueError):
    """Raised when values in one unit cannot be expressed in the other."""

    def __init__(self, source: Unit, target: Unit) -> None:
        super().__init__(f"{source.symbol} cannot be converted to {target.symbol}")
        self.source = source
        self.target = target


@cache
def conversion(source: Unit, target: Unit) -> Conversion:
    """Return how values in `source` become values in `target`.

    Raises ConversionError where the two measure different things: other dimension, other kind of quantity
    (torque and energy), other counted thing (`{piece}/h`, `{shot}/h`), a logarithmic scale, or a unit UCUM
    does not know.
    """
    if source.ucum == target.ucum:
        return Conversion(Fraction(1))
    same_kind = quantity(source) == quantity(target)
    same_counted = ANNOTATION.findall(source.ucum) == ANNOTATION.findall(target.ucum)
    if not (same_kind and same_counted) or {source.ucum, target.ucum} & NOT_LINEAR:
        raise ConversionError(source, target)
    try:
        zero = exact(source, target, 0)
        return Conversion(exact(source, target, 1) - zero, zero)
    except UnknownUnitError as error:
        raise ConversionError(source, target) from error


class UnknownUnitError(Exception):
    """The registry does not know a UCUM code, or the two units differ in dimension."""


def exact(source: Unit, target: Unit, number: int) -> Fraction:
    """Return a number of source units in target units."""
    from pint.errors import PintError

    try:
        quantity_of_source = registry().Quantity(Fraction(number), registry_unit(source.ucum))
        converted = quantity_of_source.to(registry_unit(target.ucum))
    except PintError as error:
        raise UnknownUnitError from error
    return Fraction(converted.magnitude)


@cache
def registry_unit(ucum: str) -> Any:
    """Return a UCUM unit as the registry knows it."""
    from lark.exceptions import LarkError

    plain = ANNOTATION.sub("", LONE_ANNOTATION.sub("1", ucum))
    if plain != "Cel":
        # in a rate or gradient only differences of temperature count, and those are kelvins
        plain = CELSIUS.sub("K", plain)
    try:
        return registry().from_ucum(plain).units
    except (LarkError, AttributeError) as error:
        raise UnknownUnitError(ucum) from error


@cache
def registry() -> Any:
    """Return the registry of pint with UCUM names; made on first need, because it takes half a second."""
    from ucumvert import PintUcumRegistry  # type: ignore[import-untyped]  # it has no py.typed

    return PintUcumRegistry(non_int_type=Fraction)
