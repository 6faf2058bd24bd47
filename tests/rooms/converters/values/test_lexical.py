"""The regular expressions against two judges, on texts close to the borders of each type."""

from __future__ import annotations

import polars as pl
import pytest

from aas_converters.plan.values.lexical import INTEGERS, are_valid
from tests.rooms.converters.values.reading import TYPES, sdk_accepts, xsd_accepts

BOUNDS = sorted(
    {sign * 2**bits + step for bits in (7, 8, 15, 16, 31, 32, 63, 64) for sign in (1, -1) for step in (-1, 0, 1)}
)
YEARS = (
    "-0001",
    "0000",
    "0001",
    "0004",
    "0100",
    "0400",
    "1900",
    "2000",
    "2020",
    "2021",
    "10000",
    "12100",
    "12400",
)
CLOCKS = ("00:00:00", "23:59:59.999", "24:00:00", "24:00:00.0", "24:00:01", "12:60:00", "12:00:60", "12:00")
ZONES = ("", "Z", "+00:00", "-14:00", "+14:01", "+9:00", "+0900")


def accepted(texts: list[str], value_type: str) -> list[str]:
    return pl.Series(texts).filter(are_valid(pl.Series(texts), value_type)).to_list()


@pytest.mark.parametrize("value_type", INTEGERS)
def test_integers_end_at_their_bounds(value_type: str) -> None:
    texts = [form.format(n) for n in (*BOUNDS, 0, 1, -1, 10**30) for form in ("{}", "0{}", "+{}", "{}.0", " {}")]
    assert accepted(texts, value_type) == [text for text in texts if sdk_accepts(text, value_type) and " " not in text]


def test_days_are_in_the_calendar() -> None:
    days = [f"{year}-{month:02}-{day:02}" for year in YEARS for month in range(14) for day in range(33)]
    both = [day for day in days if sdk_accepts(day, "xs:date") and xsd_accepts(day, "xs:date")]
    assert [day for day in accepted(days, "xs:date") if day not in both] == []
    # whether -0001 is a leap year was decided anew in every version of XSD
    assert [day for day in both if day not in accepted(days, "xs:date")] in ([], ["-0001-02-29"])


@pytest.mark.parametrize("value_type", ["xs:dateTime", "xs:time"])
def test_clocks_and_zones_are_as_xsd_says(value_type: str) -> None:
    day = "2020-02-29T" if value_type == "xs:dateTime" else ""
    texts = [f"{day}{clock}{zone}" for clock in CLOCKS for zone in ZONES]
    assert accepted(texts, value_type) == [text for text in texts if sdk_accepts(text, value_type)]


def test_month_days_know_29_february() -> None:
    texts = [f"--{month:02}-{day:02}" for month in range(14) for day in range(33)]
    assert accepted(texts, "xs:gMonthDay") == [text for text in texts if sdk_accepts(text, "xs:gMonthDay")]


URIS = """# a a/b /a //h/p http://h:80/p?q#f urn:a:b mailto:a@b http://[::1]/ ?q a:b:c 1a:b %zz %41 a#b#c
http://h/[x] 도면 http://h/{x} x.aasx file:///aasx/x.pdf"""


@pytest.mark.parametrize("text", URIS.split())
def test_uris_are_those_of_the_sdk(text: str) -> None:
    assert bool(accepted([text], "xs:anyURI")) == sdk_accepts(text, "xs:anyURI")


def test_every_value_type_has_an_expression() -> None:
    for value_type in TYPES:
        assert are_valid(pl.Series(["?\x00"]), value_type).to_list() == [False]
