"""Styles found in samples, and dates found in file names."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from aas_converters.plan.values import (
    Ambiguous,
    NumberStyle,
    TimeStyle,
    ambiguity,
    date_in_name,
    detect_number_style,
    detect_time_style,
)

POINT = NumberStyle(".", ",")
COMMA = NumberStyle(",", ".")
EITHER = Ambiguous((POINT, COMMA))


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        (["1.5", "2"], POINT),
        (["1.234"], POINT),
        (["1,234.5"], POINT),
        (["1,5", "1,234", "0,1"], COMMA),
        (["0,512", "1,234"], COMMA),
        (["1.234,5", "1"], COMMA),
        (["1 234,5"], NumberStyle(",", " ")),
        (["1'234.5"], NumberStyle(".", "'")),
        (["1,234", "12,345", "5"], EITHER),
        (["OK", "NG"], None),
        ([], None),
        ([None, "1.5", "error", *["2.5"] * 20], POINT),
    ],
)
def test_a_number_style_is_found(cells: list[str | None], style: object) -> None:
    assert detect_number_style(pl.Series(cells, dtype=pl.String)) == style


def daily(pattern: str) -> list[str]:
    return [pattern.format(day=day) for day in range(1, 13)]


@pytest.mark.parametrize(
    ("cells", "patterns"),
    [
        (["2020-10-16 오전 12:00:00"], [None]),
        (["2022.3.1 8:00"], [None]),
        (["2022-08-08T13:51:34.7167146Z"], [None]),
        (["오후 4:27:17.0"], ["a h:mm:ss.S"]),
        (["13:05"], ["H:mm"]),
        (["2020-03-04"], ["yyyy-M-d"]),
        (["20210906"], ["yyyyMMdd"]),
        (["20210906123000"], ["yyyyMMddHHmmss"]),
        (["5/4/20 0:00", "5/13/20 1:00"], ["M/d/yy H:mm"]),
        (["01/01/2018 00:15", "13/01/2018 00:15"], ["d/M/yyyy H:mm"]),
        (daily("{day:02}/01/2018 00:15"), ["d/M/yyyy H:mm", "M/d/yyyy H:mm"]),
        (daily("1/{day}/2018 0:15"), ["M/d/yyyy H:mm", "d/M/yyyy H:mm"]),
        (["5/4/20 0:00"], ["M/d/yy H:mm", "d/M/yy H:mm"]),
        (["11-05-2023 00:01"], ["d-M-yyyy H:mm", "M-d-yyyy H:mm"]),
        (["3/3/2020 1:00"], ["d/M/yyyy H:mm"]),
        (["45292.5", "45293"], ["excel-serial"]),
        (["1700000000"], ["epoch-s"]),
        (["1700000000123"], ["epoch-ms"]),
        (["1", "2"], []),
        (["OK"], []),
        ([], []),
    ],
)
def test_a_time_style_is_found(cells: list[str], patterns: list[str | None]) -> None:
    found = detect_time_style(pl.Series(cells, dtype=pl.String))
    match found:
        case None:
            assert patterns == []
        case TimeStyle():
            assert patterns == [found.pattern]
        case Ambiguous():
            assert patterns == [style.pattern for style in found.styles]


def test_ambiguity_is_said_in_both_languages() -> None:
    day = ambiguity(Ambiguous((TimeStyle("d/M/yyyy"), TimeStyle("M/d/yyyy"))))
    assert day.rule.code == "VAL017"
    assert "d/M/yyyy" in day.text("ko")
    assert ambiguity(EITHER).rule.code == "VAL018"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("kamp 2021.09.06.csv", date(2021, 9, 6)),
        ("data_20210906.csv", date(2021, 9, 6)),
        ("2021-09-06", date(2021, 9, 6)),
        ("2021_9_6.xlsx", date(2021, 9, 6)),
        ("210906.csv", date(2021, 9, 6)),
        ("line1_21-09-06.csv", date(2021, 9, 6)),
        ("2021년 9월 6일 생산.xlsx", date(2021, 9, 6)),
        ("log20210906123000.txt", date(2021, 9, 6)),
        ("20210906 (2021-09-06).csv", date(2021, 9, 6)),
        ("20210906_20210907.csv", None),
        ("2021.13.06.csv", None),
        ("ABC-123456.csv", None),
        ("data.csv", None),
    ],
)
def test_the_day_of_a_file_name(name: str, day: date | None) -> None:
    assert date_in_name(name) == day
