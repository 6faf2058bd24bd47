"""Which rule a cell or a column breaks, and what is said about it."""

from __future__ import annotations

import pickle

import polars as pl
import pytest

from aas_converters.plan.values import TimeStyle, ValueSpec, compile_value, suspect, why_bad, why_implausible
from aas_reference_models.model import Interval
from tests.rooms.converters.values.reading import TYPES, read


@pytest.mark.parametrize(
    ("cell", "spec", "code"),
    [
        ("x", ValueSpec(value_type="xs:double"), "VAL001"),
        ("", ValueSpec(value_type="xs:double"), "VAL001"),
        ("1e400", ValueSpec(value_type="xs:double"), "VAL002"),
        ("1.5", ValueSpec(value_type="xs:int"), "VAL002"),
        ("300", ValueSpec(value_type="xs:byte"), "VAL002"),
        ("2021-02-29 1:00", ValueSpec(value_type="xs:dateTime"), "VAL003"),
        (
            "2024-03-31 02:30",
            ValueSpec(value_type="xs:dateTime", time=TimeStyle(zone="Europe/Berlin")),
            "VAL008",
        ),
        (
            "2024-03-32 02:30",
            ValueSpec(value_type="xs:dateTime", time=TimeStyle(zone="Europe/Berlin")),
            "VAL003",
        ),
        ("13월", ValueSpec(value_type="xs:gMonth"), "VAL003"),
        ("?", ValueSpec(value_type="xs:string", codes=(("양품", "OK"),)), "VAL004"),
        ("a\x0b", ValueSpec(value_type="xs:string"), "VAL005"),
        ("\x00", ValueSpec(value_type="xs:double"), "VAL005"),
        ("OK", ValueSpec(value_type="xs:boolean"), "VAL006"),
        ("abc", ValueSpec(value_type="xs:hexBinary"), "VAL007"),
        ("90", ValueSpec(value_type="xs:duration"), "VAL007"),
    ],
)
def test_a_bad_cell_breaks_a_rule(cell: str, spec: ValueSpec, code: str) -> None:
    assert read([cell], spec) == [None]
    found = why_bad(cell, spec)
    assert found.rule.code == code
    for language in ("en", "ko"):
        assert "{" not in found.text(language) + found.advice(language)
        assert "\n" not in found.text(language)


@pytest.mark.parametrize("value_type", TYPES)
def test_every_type_can_say_what_is_wrong(value_type: str) -> None:
    assert why_bad("\x01?", ValueSpec(value_type=value_type)).rule.code == "VAL005"
    assert why_bad("?" * 100, ValueSpec(value_type=value_type)).message.isprintable()


def column(cells: list[str | None], low: str | None, high: str | None, **more: str) -> list[str]:
    spec = ValueSpec(value_type="xs:double", allowed_range=Interval(low, high), **more)  # type: ignore[arg-type]
    value = compile_value("c", spec, "result")
    frame = pl.DataFrame({"c": cells}, schema={"c": pl.String})
    assert value.implausible is not None
    texts = frame.select(value.text)
    return [cell for cell, out in zip(cells, texts.select(value.implausible)["result"], strict=True) if cell and out]


def test_only_numbers_outside_the_range_are_implausible() -> None:
    cells: list[str | None] = ["-1", "0", "5", "10", "10.1", "INF", "-INF", "NaN", "x", None]
    assert column(cells, "0", "10") == ["-1", "10.1", "INF", "-INF"]
    assert column(cells, None, "10") == ["10.1", "INF"]
    assert column(cells, "0", None) == ["-1", "-INF"]


def test_an_implausible_number_is_named_with_its_range() -> None:
    found = why_implausible("1449", ValueSpec(value_type="xs:double", allowed_range=Interval("15", "600"), unit="°C"))
    assert found.message == '"1449" is outside 15 to 600 °C'


def suspicion(cells: list[str], low: str | None = None, high: str | None = None, unit: str = "") -> list[str]:
    allowed = Interval(low, high) if low or high else None
    value = compile_value("c", ValueSpec(value_type="xs:double", allowed_range=allowed, unit=unit))
    found = list(suspect(pl.Series(cells), value, {"Verdict": ("OK", "NG")}))
    assert all("{" not in finding.text("ko") + finding.advice("ko") for finding in found)
    return [f"{finding.rule.code} {finding.values.get('change', '')}".strip() for finding in found]


@pytest.mark.parametrize(
    ("cells", "low", "high", "unit", "found"),
    [
        ([str(480 + n) for n in range(20)], "0", "130", "°C", ["VAL011 × 0.1"]),
        ([f"{350 + n / 10}" for n in range(20)], "0", "130", "°C", ["VAL011 - 273.15 (K → °C)"]),
        ([str(170 + n) for n in range(20)], "50", "95", "°C", ["VAL011 (x - 32) × 5/9 (°F → °C)"]),
        ([f"{0.9 + n / 1000}" for n in range(20)], "50", "80000", "kN", ["VAL011 × 1000"]),
        ([str(900_000 + n) for n in range(20)], "50", "80000", "kN", ["VAL011 × 0.001 (N → kN)"]),
        ([str(800 + n) for n in range(20)], "5", "200", "MPa", ["VAL011 × 0.1 (bar → MPa)"]),
        ([*["1449"] * 19, "100"], "15", "600", "°C", ["VAL013"]),
        ([str(-n) for n in range(1, 20)], "1", "2", "", ["VAL012"]),
        (["0", "0.0"] * 5, "1", "2", "", ["VAL014"]),
        (["1"] * 5, "0", "130", "", []),
        (["1000", *["1"] * 9], "0", "130", "", []),
        (["OK", "NG"] * 5, None, None, "", ["VAL016"]),
        (["설비 1", "설비 2"] * 5, None, None, "", ["VAL015"]),
        (["x"] * 4, None, None, "", []),
    ],
)
def test_a_column_is_judged_as_a_whole(
    cells: list[str], low: str | None, high: str | None, unit: str, found: list[str]
) -> None:
    assert suspicion(cells, low, high, unit) == found


@pytest.mark.parametrize("value_type", TYPES)
def test_a_compiled_value_travels_to_another_process(value_type: str) -> None:
    value = pickle.loads(pickle.dumps(compile_value("c", ValueSpec(value_type=value_type))))
    assert pl.DataFrame({"c": ["\x01"]}).select(value.text)["c"].to_list() == [None]
