"""Laws: what comes out is valid, means the same, and stays the same when read again."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aas_converters.plan.values import Conversion, NumberStyle, TimeStyle, ValueSpec
from tests.rooms.converters.values.reading import TYPES, read, sdk_accepts, xsd_accepts

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1))
LETTERS = "0123456789+-.,:eETZPYMDHS /년월일오전후 ℃INFa%\u00a0１\x0b#="
CELLS = st.one_of(
    st.text(LETTERS, max_size=12),
    st.text(max_size=6),
    st.floats().map(str),
    st.integers().map(str),
    MOMENTS.map(str),
    MOMENTS.map(datetime.isoformat),
    st.from_regex(r"-?[0-9]{4,5}-[0-9]{2}-(28|29|30|31)(T24:00:00)?(Z|[+-][01][0-9]:[0-5][0-9])?", fullmatch=True),
    st.from_regex(r"-?P([0-9]Y)?([0-9]M)?([0-9]D)?(T([0-9]H)?([0-9]M)?([0-9](\.[0-9])?S)?)?", fullmatch=True),
    st.from_regex(r"-{0,3}[0-9]{1,4}(-[0-9]{2})?", fullmatch=True),
)
STYLES = st.sampled_from([NumberStyle(), NumberStyle(",", "."), NumberStyle(".", ""), NumberStyle(",", " ")])

FEW = settings(max_examples=25, deadline=None)
"""For laws over all thirty types."""
MANY = settings(deadline=None)


def xml(text: str) -> bool:
    return not any((ord(c) < 32 and c not in "\t\n\r") or c in "\ufffe\uffff" for c in text)


@pytest.mark.parametrize("value_type", TYPES)
@FEW
@given(cells=st.lists(CELLS, min_size=1, max_size=30), style=STYLES)
def test_two_judges_accept_whatever_comes_out(value_type: str, cells: list[str], style: NumberStyle) -> None:
    for text in read(list(cells), ValueSpec(value_type=value_type, number=style)):
        if text is not None:
            assert sdk_accepts(text, value_type)
            assert xsd_accepts(text, value_type)


@pytest.mark.parametrize("value_type", [kind for kind in TYPES if kind != "xs:string"])
@FEW
@given(cells=st.lists(CELLS, min_size=1, max_size=30))
def test_what_both_judges_accept_stays_as_it_is(value_type: str, cells: list[str]) -> None:
    spec = ValueSpec(value_type=value_type)
    for cell, text in zip(cells, read(list(cells), spec), strict=True):
        plain = xml(cell) and cell == cell.strip() and len(cell) < 16
        if plain and sdk_accepts(cell, value_type) and xsd_accepts(cell, value_type):
            assert text == cell


@pytest.mark.parametrize("value_type", TYPES)
@FEW
@given(cells=st.lists(CELLS, min_size=1, max_size=30))
def test_reading_twice_changes_nothing(value_type: str, cells: list[str]) -> None:
    spec = ValueSpec(value_type=value_type)
    once = read(list(cells), spec)
    assert read(once, spec) == once


@MANY
@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=3), style=STYLES)
def test_a_number_keeps_its_value_in_every_style(number: Decimal, style: NumberStyle) -> None:
    written = f"{number:,.3f}".translate({ord(","): style.thousands, ord("."): style.decimal})
    (text,) = read([written], ValueSpec(value_type="xs:decimal", number=style))
    assert text is not None
    assert Decimal(text) == number


@MANY
@given(number=st.floats())
def test_a_float_keeps_its_value(number: float) -> None:
    (text,) = read([str(number)], ValueSpec(value_type="xs:double"))
    assert text is not None
    assert str(float(text.replace("INF", "inf"))) == str(number)


@MANY
@given(
    numbers=st.lists(st.decimals(-(10**22), 10**22, allow_nan=False), min_size=1, max_size=20),
    factor=st.fractions(Fraction(1, 10**6), 10**6, max_denominator=10**7),
    offset=st.sampled_from([Fraction(0), Fraction("273.15"), Fraction(-160, 9)]),
)
def test_a_conversion_is_as_exact_as_its_digits(numbers: list[Decimal], factor: Fraction, offset: Fraction) -> None:
    spec = ValueSpec(value_type="xs:decimal", conversion=Conversion(factor, offset))
    for number, text in zip(numbers, read([str(n) for n in numbers], spec), strict=True):
        assert text is not None
        digits = len(text.partition(".")[2])
        exact = Fraction(number) * factor + offset
        assert abs(Fraction(text) - exact) <= Fraction(1, 2) / 10**digits
        last = Decimal(1).scaleb(min(int(number.as_tuple().exponent), 0))
        assert digits == 0 or Fraction(text) == exact or Fraction(1, 10**digits) <= Fraction(last) * factor
        assert digits > 0 or Fraction(last) * factor >= Fraction(1, 10) or Fraction(text) == exact


@MANY
@given(number=st.decimals(-(10**9), 10**9, allow_nan=False, places=2), shift=st.integers(-6, 6))
def test_a_power_of_ten_only_moves_the_point(number: Decimal, shift: int) -> None:
    spec = ValueSpec(value_type="xs:decimal", conversion=Conversion(Fraction(10) ** shift))
    (text,) = read([str(number)], spec)
    assert text is not None
    assert Decimal(text) == number.scaleb(shift)


WRITTEN = [
    ("yyyy-MM-dd HH:mm:ss.S", "%Y-%m-%d %H:%M:%S.%f"),
    ("dd.MM.yyyy HH:mm:ss.S", "%d.%m.%Y %H:%M:%S.%f"),
    ("MM/dd/yyyy hh:mm:ss.S a", "%m/%d/%Y %I:%M:%S.%f %p"),
    ("yyyy년 MM월 dd일 HH시 mm분 ss,S초", "%Y년 %m월 %d일 %H시 %M분 %S,%f초"),
    ("yyMMddHHmmssS", "%y%m%d%H%M%S%f"),
]


@pytest.mark.parametrize(("pattern", "written"), WRITTEN)
@MANY
@given(moment=st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)))
def test_a_time_means_what_python_says(pattern: str, written: str, moment: datetime) -> None:
    (text,) = read([moment.strftime(written)], ValueSpec(value_type="xs:dateTime", time=TimeStyle(pattern)))
    assert text is not None
    assert datetime.fromisoformat(text) == moment


@pytest.mark.parametrize("zone", ["Asia/Seoul", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC"])
@MANY
@given(moments=st.lists(MOMENTS, min_size=1, max_size=10))
def test_a_zone_gives_the_offset_of_that_instant(zone: str, moments: list[datetime]) -> None:
    place = ZoneInfo(zone)
    spec = ValueSpec(value_type="xs:dateTime", time=TimeStyle(zone=zone))
    for moment, text in zip(moments, read([str(moment) for moment in moments], spec), strict=True):
        there = moment.replace(tzinfo=place)
        exists = there.astimezone(ZoneInfo("UTC")).astimezone(place).replace(tzinfo=None) == moment
        assert (text is not None) == exists
        if text is not None:
            assert datetime.fromisoformat(text).utcoffset() == there.utcoffset()
            assert datetime.fromisoformat(text).replace(tzinfo=None) == moment


@MANY
@given(days=st.integers(20_000, 80_000), second=st.integers(0, 86_399))
def test_a_spreadsheet_serial_is_the_second_it_was(days: int, second: int) -> None:
    spec = ValueSpec(value_type="xs:dateTime", time=TimeStyle("excel-serial"))
    (text,) = read([str(days + second / 86_400)], spec)
    assert text is not None
    assert datetime.fromisoformat(text) == datetime(1899, 12, 30) + timedelta(days=days, seconds=second)


@MANY
@given(seconds=st.integers(0, 4_000_000_000), zone=st.sampled_from([None, "Asia/Seoul", "Europe/Berlin"]))
def test_a_count_since_1970_is_the_same_instant_in_every_zone(seconds: int, zone: str | None) -> None:
    spec = ValueSpec(value_type="xs:dateTime", time=TimeStyle("epoch-s", zone=zone))
    (text,) = read([str(seconds)], spec)
    assert text is not None
    assert datetime.fromisoformat(text).timestamp() == seconds


@MANY
@given(length=st.timedeltas(timedelta(0), timedelta(days=30)))
def test_a_clock_duration_keeps_its_length(length: timedelta) -> None:
    (text,) = read([str(length)], ValueSpec(value_type="xs:duration"))
    assume(text is not None)
    assert text is not None
    days, _, clock = text[1:].partition("T")
    total = Decimal(days[:-1] or 0) * 86_400
    for letter, size in (("H", 3600), ("M", 60), ("S", 1)):
        head, found, rest = clock.partition(letter)
        if found:
            total, clock = total + Decimal(head) * size, rest
    assert total == Decimal(length // timedelta(microseconds=1)) / 10**6
