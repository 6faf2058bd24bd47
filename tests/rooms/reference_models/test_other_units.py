"""Which other unit would bring numbers into a range: one of the same quantity, and never one by accident."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_reference_models.model import Interval
from aas_reference_models.other_units import units_that_fit
from aas_reference_models.unit_conversion import ConversionError, conversion
from aas_reference_models.units import unit_named, units


@pytest.mark.parametrize(
    ("numbers", "wanted", "low", "high", "found"),
    [
        ((850.0, 900.0), "MPa", "5", "350", ("bar", "kgf/cm²")),
        ((297.0, 301.5), "°C", "-40", "60", ("K",)),
        ((0.9, 0.91), "kN", "50", "80000", ()),
        ((480.0, 490.0), "°C", "0", "130", ()),
        ((170.0, 190.0), "°C", "50", "95", ("°F",)),
        ((45.0, 50.0), "s", "1000", "9000", ("min",)),
    ],
)
def test_the_commonest_units_that_fit_are_named(
    numbers: tuple[float, ...], wanted: str, low: str, high: str, found: tuple[str, ...]
) -> None:
    unit = unit_named(wanted)
    assert unit is not None
    assert units_that_fit(numbers, unit, Interval(low, high)) == found


@given(st.sampled_from(sorted(units())), st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=9))
def test_what_is_named_converts_into_the_range(symbol: str, numbers: list[float]) -> None:
    wanted = units()[symbol]
    for other in units_that_fit(numbers, wanted, Interval("0", "100")):
        how = conversion(units()[other], wanted)
        inside = [0 <= number * float(how.factor) + float(how.offset) <= 100 for number in numbers]
        assert sum(inside) >= 0.95 * len(numbers)


@pytest.mark.parametrize(
    ("one", "other"),
    [("kJ/mm", "kN"), ("J/mm³", "MPa"), ("kWh/kg", "cN/tex"), ("kV·A", "kW"), ("lx", "cd/m²"), ("N·m", "kJ")],
)
def test_things_of_one_dimension_that_are_not_the_same_do_not_convert(one: str, other: str) -> None:
    with pytest.raises(ConversionError):
        conversion(units()[one], units()[other])
