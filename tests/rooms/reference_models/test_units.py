"""Units are found by the words of plants and convert without rounding."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_reference_models.marked_yaml import read_yaml_file
from aas_reference_models.model import Unit
from aas_reference_models.unit_conversion import Conversion, ConversionError, conversion
from aas_reference_models.units import entries, is_unit, normalised, unit_named, units

SPELLINGS = """
°C ℃ °C C degC
mm ㎜ mm MM
µm ㎛ um µm μm micron
kg ㎏ KG Kg
m² ㎡ m2 m^2
MPa ㎫ Mpa MPA
kgf/cm² kgf/cm2 kgf/cm² ㎏f/㎠ kg/cm2
bar BAR
1/min rpm RPM min-1 min⁻¹ SPM
t 톤 ton TON
cm³ cc cm3 ㏄ ㎤
L LITER l ℓ
% %rh %RH ％
s sec SEC 초
min 분 MIN
h 시간 hr
kgf Kgf
cP cps
piece 개 ea EA pcs PCS
Ω Ω ohm
kW ㎾ KW
kWh ㎾h kwh KWH kW·h
Hz ㎐
N·m Nm N.m N*m Nㆍm N⋅m
nm ㎚
A/dm² A/d㎡ ASD A/dm2
µS/cm μS/㎝
m³/h ㎥/hr CMH
pH PH
kvar·h kVarh
tCO2 tCO2eq
g_n G
Ne 번수
den 데니어
mmol/L mM
"""

KNOWN = sorted(units().values(), key=lambda unit: unit.symbol)


@pytest.mark.parametrize("group", SPELLINGS.split("\n")[1:-1])
def test_plants_write_units_in_many_ways(group: str) -> None:
    first, *others = group.split()
    unit = unit_named(first)
    assert unit is not None
    for spelling in others:
        assert unit_named(spelling) == unit, spelling


@pytest.mark.parametrize("text", ["", " ", "M", "Mm", "mpa", "MA", "k", "계절", "폭", "foo", "m m m", "NM"])
def test_what_is_no_unit_or_not_clear_stays_unknown(text: str) -> None:
    assert unit_named(text) is None
    assert not is_unit(text)


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    assert is_unit(text) == (unit_named(text) is not None)


def test_no_spelling_names_two_units() -> None:
    owners: dict[str, str] = {}
    from importlib.resources import as_file, files

    with as_file(files("aas_reference_models").joinpath("units.yaml")) as path:
        document = read_yaml_file(path)
    assert document.problems == ()
    for unit, entry in entries(document):
        for spelling in (unit.symbol, *entry.get("spellings", ())):
            assert owners.setdefault(normalised(str(spelling)), unit.symbol) == unit.symbol, spelling


def test_every_unit_is_found_by_its_symbol_and_has_a_ucum_code() -> None:
    for unit in KNOWN:
        assert unit_named(unit.symbol) == unit
        assert unit.ucum
        assert (unit.rec20 is None) == (unit.rec20_name is None)
    assert len({unit.ucum for unit in KNOWN}) == len(KNOWN)


@pytest.mark.parametrize(
    ("source", "target", "factor", "offset"),
    [
        ("bar", "MPa", "1/10", "0"),
        ("kgf/cm2", "MPa", "196133/2000000", "0"),
        ("N", "kN", "1/1000", "0"),
        ("tf", "kN", "196133/20000", "0"),
        ("°C", "K", "1", "27315/100"),
        ("K", "°C", "1", "-27315/100"),
        ("°F", "°C", "5/9", "-160/9"),
        ("h", "min", "60", "0"),
        ("L/min", "m³/h", "3/50", "0"),
        ("mm", "in", "5/127", "0"),
        ("kgf·cm", "N·m", "196133/2000000", "0"),
        ("rpm", "Hz", "1/60", "0"),
        ("%", "1", "1/100", "0"),
        ("cP", "mPa·s", "1", "0"),
        ("den", "tex", "1/9", "0"),
        ("kgCO2", "tCO2", "1/1000", "0"),
    ],
)
def test_conversions_are_exact(source: str, target: str, factor: str, offset: str) -> None:
    assert conversion(named(source), named(target)) == Conversion(Fraction(factor), Fraction(offset))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("톤", "kN"),
        ("N·m", "kJ"),
        ("mm/rev", "mm"),
        ("piece/h", "1/min"),
        ("KRW", "piece"),
        ("pH", "1"),
        ("dB", "1"),
        ("°", "%"),
        ("byte", "1"),
        ("kvar·h", "kWh"),
        ("°Bx", "%"),
        ("Ne", "tex"),
        ("°C/min", "K"),
    ],
)
def test_different_things_do_not_convert(source: str, target: str) -> None:
    with pytest.raises(ConversionError, match="cannot be converted"):
        conversion(named(source), named(target))


@pytest.mark.parametrize("unit", KNOWN, ids=lambda unit: unit.symbol)
def test_every_unit_converts_into_itself(unit: Unit) -> None:
    assert conversion(unit, unit).identical


def test_there_and_back_is_nowhere() -> None:
    for source in KNOWN:
        for target in KNOWN:
            try:
                there = conversion(source, target)
            except ConversionError:
                continue
            back = conversion(target, source)
            assert back.factor * there.factor == 1, (source, target)
            assert back.factor * there.offset + back.offset == 0, (source, target)


def named(text: str) -> Unit:
    unit = unit_named(text)
    assert unit is not None, text
    return unit
