"""What plants write, and what becomes of it; None is a bad cell."""

from __future__ import annotations

from fractions import Fraction

import pytest

from aas_converters.plan.values import Conversion, NumberStyle, TimeStyle, ValueSpec
from tests.rooms.converters.values.reading import read

GERMAN = NumberStyle(",", ".")
SEOUL = TimeStyle(zone="Asia/Seoul")
BERLIN = TimeStyle(zone="Europe/Berlin")
FAHRENHEIT = Conversion(Fraction(5, 9), Fraction(-160, 9))


def tenth(value_type: str = "xs:double") -> ValueSpec:
    return ValueSpec(value_type=value_type, conversion=Conversion(Fraction(1, 10)))


def times(pattern: str | None, value_type: str = "xs:dateTime", **more: str) -> ValueSpec:
    return ValueSpec(value_type=value_type, time=TimeStyle(pattern, **more))


DOUBLE = ValueSpec(value_type="xs:double")
INTEGER = ValueSpec(value_type="xs:integer")
DECIMAL = ValueSpec(value_type="xs:decimal")
BYTE = ValueSpec(value_type="xs:byte")
LOCAL = ValueSpec(value_type="xs:dateTime", time=SEOUL)
PLAIN = ValueSpec(value_type="xs:dateTime")
CELSIUS = ValueSpec(value_type="xs:double", units=("°C", "1"))
COMMA = ValueSpec(value_type="xs:double", number=GERMAN)
KELVIN = ValueSpec(value_type="xs:double", conversion=Conversion(Fraction(1), Fraction("273.15")))
MINUTES = ValueSpec(value_type="xs:duration", conversion=Conversion(Fraction(60)))
VERDICT = ValueSpec(value_type="xs:string", codes=(("양품", "OK"), ("불량", "NG"), ("1", "OK")))
YES = ValueSpec(value_type="xs:boolean")
TEXT = ValueSpec(value_type="xs:string")
DAY = ValueSpec(value_type="xs:date")

EXAMPLES: list[tuple[str, ValueSpec, str | None]] = [
    # valid text stays as it is
    ("1.50", DOUBLE, "1.50"),
    ("1e16", DOUBLE, "1e16"),
    ("+5", DOUBLE, "+5"),
    ("5.", DOUBLE, "5."),
    (".5", DOUBLE, ".5"),
    ("-INF", DOUBLE, "-INF"),
    ("007", INTEGER, "007"),
    ("2022-08-08T13:51:34.7167146Z", LOCAL, "2022-08-08T13:51:34.7167146Z"),
    # numbers
    ("1,234", DOUBLE, "1234"),
    ("-1,234,567.80", DOUBLE, "-1234567.80"),
    ("12,34", DOUBLE, None),
    ("1,2345", DOUBLE, None),
    ("0,123", DOUBLE, None),
    ("5,5", DOUBLE, None),
    ("5,5", COMMA, "5.5"),
    ("1.234", COMMA, "1234"),
    ("1.234,5", COMMA, "1234.5"),
    ("1.23", COMMA, None),
    ("inf", DOUBLE, "INF"),
    ("+Infinity", DOUBLE, "INF"),
    ("nan", DOUBLE, "NaN"),
    ("12.5-", DOUBLE, "-12.5"),
    (" 12 ", DOUBLE, "12"),
    ("１２．５", DOUBLE, "12.5"),
    ("−4", DOUBLE, "-4"),
    ("1e400", DOUBLE, None),
    ("1e39", ValueSpec(value_type="xs:float"), None),
    ("1e38", ValueSpec(value_type="xs:float"), "1e38"),
    ("0x10", DOUBLE, None),
    ("1_000", DOUBLE, None),
    ("#N/A", DOUBLE, None),
    ("12 34", DOUBLE, None),
    ("25.3 ℃", CELSIUS, "25.3"),
    ("25.3°C", CELSIUS, "25.3"),
    ("25.3 K", CELSIUS, None),
    ("11", CELSIUS, "11"),
    ("25.3 ℃", DOUBLE, None),
    ("1.0", INTEGER, "1"),
    ("-3.", INTEGER, "-3"),
    ("1.5", INTEGER, None),
    ("1.23457E+11", INTEGER, None),
    ("1,234", INTEGER, "1234"),
    ("127.0", BYTE, "127"),
    ("128", BYTE, None),
    ("-128", BYTE, "-128"),
    ("5.", DECIMAL, "5"),
    ("1e-5", DECIMAL, "0.00001"),
    ("-1.5E3", DECIMAL, "-1500"),
    # units: no float on the way
    ("489", tenth(), "48.9"),
    ("800", tenth(), "80.0"),
    ("1.50", ValueSpec(value_type="xs:double", conversion=Conversion(Fraction(1000))), "1500"),
    ("1e3", tenth(), "100"),
    ("INF", tenth(), "INF"),
    ("12345678901234567890.5", tenth(), "1234567890123456789.05"),
    ("480", tenth("xs:integer"), "48"),
    ("489", tenth("xs:integer"), None),
    ("25.31", KELVIN, "298.46"),
    ("212", ValueSpec(value_type="xs:double", conversion=FAHRENHEIT), "100.00"),
    ("37", ValueSpec(value_type="xs:double", conversion=Conversion(Fraction(60))), "2220"),
    ("0.5", ValueSpec(value_type="xs:double", conversion=Conversion(Fraction("25.4"))), "12.7"),
    # times
    ("2020-10-16 오전 12:00:00", LOCAL, "2020-10-16T00:00:00+09:00"),
    ("2020-10-16 오후 12:00:00", LOCAL, "2020-10-16T12:00:00+09:00"),
    ("2020-10-16 오후 13:00:00", LOCAL, None),
    ("2020/03/04 0:00", LOCAL, "2020-03-04T00:00:00+09:00"),
    ("2022.3.1 8:00", LOCAL, "2022-03-01T08:00:00+09:00"),
    ("2022. 3. 1. 오후 8:00", LOCAL, "2022-03-01T20:00:00+09:00"),
    ("2022년 3월 1일 8시 5분 6초", PLAIN, "2022-03-01T08:05:06"),
    ("2022-07-17 10:51:07.943", LOCAL, "2022-07-17T10:51:07.943+09:00"),
    ("2022-07-17 10:51:07.900000", LOCAL, "2022-07-17T10:51:07.900000+09:00"),
    ("2022/07/17 10:51:07.900000", LOCAL, "2022-07-17T10:51:07.9+09:00"),
    ("2022-07-17 10:51 +0200", LOCAL, "2022-07-17T10:51:00+02:00"),
    ("2022-07-17 10:51:07 KST", PLAIN, "2022-07-17T10:51:07+09:00"),
    ("2022-07-17 1:05:07 PM", PLAIN, "2022-07-17T13:05:07"),
    ("2021-02-29 10:00", LOCAL, None),
    ("2020-02-29 24:00:00", LOCAL, "2020-02-29T24:00:00+09:00"),
    ("2020-02-29 24:00:01", LOCAL, None),
    ("0000-01-01T00:00:00", PLAIN, None),
    ("2020-03-04", PLAIN, None),
    ("2024-07-01T12:00:00", ValueSpec(value_type="xs:dateTime", time=BERLIN), "2024-07-01T12:00:00+02:00"),
    ("2024-01-01T12:00:00", ValueSpec(value_type="xs:dateTime", time=BERLIN), "2024-01-01T12:00:00+01:00"),
    ("2024-03-31T02:30:00", ValueSpec(value_type="xs:dateTime", time=BERLIN), None),
    ("2024-10-27T02:30:00", ValueSpec(value_type="xs:dateTime", time=BERLIN), "2024-10-27T02:30:00+02:00"),
    ("오후 4:27:17.0", times(None, date="2021-09-06", zone="Asia/Seoul"), "2021-09-06T16:27:17+09:00"),
    ("오후 4:27:17.0", times("a h:mm:ss.S", date="2021-09-06"), "2021-09-06T16:27:17"),
    ("5/4/20 0:00", times("M/d/yy H:mm"), "2020-05-04T00:00:00"),
    ("5/4/69 0:00", times("M/d/yy H:mm"), "1969-05-04T00:00:00"),
    ("31/12/2018 00:15", times("M/d/yyyy H:mm"), None),
    ("31/12/2018 00:15", times("d/M/yyyy H:mm"), "2018-12-31T00:15:00"),
    ("20210906123000", times("yyyyMMddHHmmss"), "2021-09-06T12:30:00"),
    ("2021-09-06", times("yyyy-MM-dd"), "2021-09-06T00:00:00"),
    ("45292.5", times("excel-serial"), "2024-01-01T12:00:00"),
    ("45292.01042", times("excel-serial"), "2024-01-01T00:15:00"),
    ("45292.010416666664", times("excel-serial"), "2024-01-01T00:15:00"),
    ("60", times("excel-serial"), None),
    ("1700000000.250", times("epoch-s"), "2023-11-14T22:13:20.25Z"),
    ("1700000000123", times("epoch-ms", zone="Asia/Seoul"), "2023-11-15T07:13:20.123+09:00"),
    ("2021.9.6", DAY, "2021-09-06"),
    ("2021-09-06 오후 1:00", DAY, "2021-09-06"),
    ("2021.9.31", DAY, None),
    ("오후 1:00", ValueSpec(value_type="xs:time"), "13:00:00"),
    ("1:02:03", MINUTES, "PT1H2M3S"),
    ("1:30", MINUTES, "PT1H30M"),
    ("1:30", times("m:ss", "xs:duration"), "PT1M30S"),
    ("1 day, 2:03:04.50", MINUTES, "P1DT2H3M4.5S"),
    ("0:00:00", MINUTES, "PT0S"),
    ("1.5", MINUTES, "PT90.0S"),
    ("-2", MINUTES, "-PT120S"),
    ("1.5", ValueSpec(value_type="xs:duration"), None),
    ("PT1M", MINUTES, "PT1M"),
    # words
    ("예", YES, "true"),
    ("OFF", YES, "false"),
    ("1.0", YES, "true"),
    ("OK", YES, None),
    ("양품", VERDICT, "OK"),
    (" 불량 ", VERDICT, "NG"),
    ("1.0", VERDICT, "OK"),
    ("ng", VERDICT, "NG"),
    ("x", VERDICT, None),
    (" a ", TEXT, "a"),
    (" a ", ValueSpec(value_type="xs:string", trim=False), " a "),
    ("a\tb", TEXT, "a\tb"),
    ("a\x0bb", TEXT, None),
    ("\ufffe", TEXT, None),
    # rare types
    ("2021년", ValueSpec(value_type="xs:gYear"), "2021"),
    ("2021/3", ValueSpec(value_type="xs:gYearMonth"), "2021-03"),
    ("3월", ValueSpec(value_type="xs:gMonth"), "--03"),
    ("2월 30일", ValueSpec(value_type="xs:gMonthDay"), None),
    ("5", ValueSpec(value_type="xs:gDay"), "---05"),
    ("0xDEADBEEF", ValueSpec(value_type="xs:hexBinary"), "DEADBEEF"),
    ("abc", ValueSpec(value_type="xs:hexBinary"), None),
    ("QUJD", ValueSpec(value_type="xs:base64Binary"), "QUJD"),
    ("QUJ", ValueSpec(value_type="xs:base64Binary"), None),
    (
        "https://example.com/도면 1",
        ValueSpec(value_type="xs:anyURI"),
        "https://example.com/%EB%8F%84%EB%A9%B4%201",
    ),
    ("http://[::1", ValueSpec(value_type="xs:anyURI"), None),
    ("http://h/a\x01 b", ValueSpec(value_type="xs:anyURI"), None),
]


@pytest.mark.parametrize(("cell", "spec", "text"), EXAMPLES)
def test_a_cell_becomes(cell: str, spec: ValueSpec, text: str | None) -> None:
    assert read([cell], spec) == [text]


@pytest.mark.parametrize(("cell", "spec", "text"), EXAMPLES)
def test_a_cell_does_not_depend_on_its_neighbours(cell: str, spec: ValueSpec, text: str | None) -> None:
    assert read([None, cell, "?!", cell, None], spec)[1::2] == [text, text]


def test_an_empty_column_stays_empty() -> None:
    for spec in {spec.value_type: spec for _, spec, _ in EXAMPLES}.values():
        assert read([], spec) == []
        assert read([None, None], spec) == [None, None]


@pytest.mark.parametrize(
    ("spec", "complaint"),
    [
        (ValueSpec(value_type="xs:nothing"), "value type"),
        (times(None, zone="Asia/Soul"), "time zone"),
        (times("dd.MM. HH:mm"), "complete date"),
        (times("H:mm"), "complete date"),
        (times("yyyy-MM-dd", "xs:time"), "no hour"),
        (times("yyyy-QQ"), "stands for nothing"),
        (times("yyyy-MM-dd MM"), "twice"),
        (times("H:mm", date="2021-02-30"), "no date"),
        (ValueSpec(value_type="xs:string", codes=(("a", "1"), ("a", "2"))), "both"),
        (ValueSpec(value_type="xs:integer", codes=(("a", "x"),)), "no xs:integer"),
    ],
)
def test_a_mistake_of_the_caller_is_named(spec: ValueSpec, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        read([], spec)


def test_signs_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="thousands"):
        NumberStyle(",", ",")
    with pytest.raises(ValueError, match="decimal sign"):
        NumberStyle(";", ",")


@pytest.mark.parametrize("cell", ["9" * 5_000, f"0.{'3' * 5_000}", f"{'9' * 2_000}e5"])
def test_a_cell_of_thousands_of_digits_is_bad_and_no_error(cell: str) -> None:
    bad, good = read([cell, "10"], tenth())
    assert bad is None
    assert good in ("1", "1.0")
