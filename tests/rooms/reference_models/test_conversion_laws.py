"""Conversions of units, judged by pint with its own names of units: exact, with offsets, compound ones too."""

from __future__ import annotations

from fractions import Fraction

import pint
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aas_converters.plan.values.conversion import converted
from aas_reference_models.unit_conversion import ConversionError, conversion
from aas_reference_models.units import unit_named

PINT = pint.UnitRegistry(non_int_type=Fraction)
FAMILIES = (
    {"°C": "degC", "K": "kelvin", "℉": "degF"},
    {"Pa": "pascal", "kPa": "kilopascal", "MPa": "megapascal", "bar": "bar", "mbar": "millibar"},
    {"mm/s": "millimeter/second", "m/min": "meter/minute", "mm/min": "millimeter/minute", "m/s": "meter/second"},
    {"L/min": "liter/minute", "m³/h": "meter**3/hour", "L/h": "liter/hour"},
    {"g/cm³": "gram/centimeter**3", "kg/m³": "kilogram/meter**3"},
    {"kW": "kilowatt", "W": "watt"},
    {"kWh": "kilowatt_hour", "MJ": "megajoule"},
    {"N": "newton", "kN": "kilonewton", "kgf": "kilogram_force"},
    {"s": "second", "ms": "millisecond", "min": "minute", "h": "hour"},
)
PAIRS = [(one, other, family) for family in FAMILIES for one in family for other in family]


def known(symbol: str) -> bool:
    return unit_named(symbol) is not None


@given(pair=st.sampled_from(PAIRS), number=st.fractions(-10_000, 10_000, max_denominator=1000))
def test_what_we_convert_is_what_pint_converts(pair: tuple[str, str, dict[str, str]], number: Fraction) -> None:
    one, other, family = pair
    source, target = unit_named(one), unit_named(other)
    assume(source is not None and target is not None)
    assert source is not None
    assert target is not None
    ours = conversion(source, target)
    theirs = PINT.Quantity(number, family[one]).to(family[other]).magnitude
    assert float(number * ours.factor + ours.offset) == pytest.approx(float(theirs), rel=1e-12, abs=1e-9)


def test_most_of_these_units_are_known() -> None:
    assert [symbol for family in FAMILIES for symbol in family if not known(symbol)] == []


@given(pair=st.sampled_from(PAIRS), digits=st.integers(-(10**9), 10**9), places=st.integers(0, 6))
def test_there_and_back_gives_the_same_number(pair: tuple[str, str, dict[str, str]], digits: int, places: int) -> None:
    source, target = unit_named(pair[0]), unit_named(pair[1])
    assert source is not None
    assert target is not None
    there, back = conversion(source, target), conversion(target, source)
    number = Fraction(digits, 10**places)
    assert (number * there.factor + there.offset) * back.factor + back.offset == number


@pytest.mark.parametrize(
    ("cell", "source", "target", "text"),
    [
        ("25.3", "°C", "K", "298.45"),
        ("298.45", "K", "°C", "25.30"),
        ("489", "kPa", "MPa", "0.489"),
        ("1.50", "kA", "A", "1500"),
    ],
)
def test_decimals_are_exact(cell: str, source: str, target: str, text: str) -> None:
    one, other = unit_named(source), unit_named(target)
    assert one is not None
    assert other is not None
    assert converted(pl.Series([cell]), conversion(one, other)).to_list() == [text]


@given(one=st.sampled_from(FAMILIES), other=st.sampled_from(FAMILIES), data=st.data())
def test_another_kind_of_quantity_never_converts(
    one: dict[str, str], other: dict[str, str], data: st.DataObject
) -> None:
    assume(one is not other)
    source, target = (
        unit_named(data.draw(st.sampled_from(list(one)))),
        unit_named(data.draw(st.sampled_from(list(other)))),
    )
    assert source is not None
    assert target is not None
    with pytest.raises(ConversionError):
        conversion(source, target)
