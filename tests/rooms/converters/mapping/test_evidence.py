"""What cells say of their column's meaning: running numbers, days without a clock, code words."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.mapping.evidence import BY_COUNTING, nearer_by_days, said_by_cells
from aas_converters.mapping.likeness import Meaning, heard, meanings
from aas_converters.mapping.plausible import Cells, cells_of
from aas_converters.sources.table import Column
from aas_reference_models.library import load_model

MEANINGS = {
    f"{name}:{one.path}": one for name in ("die_casting", "press_stamping") for one in meanings(load_model(name))
}


def cells(texts: list[str]) -> Cells:
    column = pl.Series("c", texts, dtype=pl.String)
    return cells_of(column, column)


def numbers(values: list[int]) -> Cells:
    return cells([str(value) for value in values])


@pytest.mark.parametrize(
    ("values", "counting"),
    [
        ([*range(60)], "up"),
        ([*range(1000, 1060)], "up"),
        ([i % 12 + 1 for i in range(60)], "again"),
        ([i // 2 + 20 * (i % 2) for i in range(60)], "again"),
        ([i // 2 for i in range(60)], "again"),
        ([*range(0, 120, 2)], None),
        ([*range(60, 0, -1)], None),
        ([i % 3 for i in range(60)], None),
        ([(i * 7) % 53 for i in range(60)], None),
        ([5] * 60, None),
        ([1, 2, 3], None),
    ],
)
def test_what_counts_by_one_is_a_running_number(values: list[int], counting: str | None) -> None:
    assert numbers(values).counting == counting


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60))
def test_a_handful_of_different_numbers_never_counts(values: list[int]) -> None:
    assert numbers([value for value in values if value]).counting is None if any(values) else True


@pytest.mark.parametrize(
    ("header", "values", "element"),
    [
        ("No", [*range(60)], "die_casting:Header.RecordNumber"),
        ("일련 번호", [i % 12 + 1 for i in range(60)], "die_casting:Measured.ShotNumber"),
    ],
)
def test_a_number_that_only_grows_is_of_records_one_that_begins_again_of_shots(
    header: str, values: list[int], element: str
) -> None:
    heard_as = heard(Column(header, header))
    said = [
        name
        for name, one in MEANINGS.items()
        if name.startswith(element.split(":", maxsplit=1)[0]) and said_by_cells(heard_as, one, numbers(values))
    ]
    assert said == [element]
    assert said_by_cells(heard_as, MEANINGS[element], numbers(values)) == BY_COUNTING
    assert said_by_cells(heard(Column("온도", "온도")), MEANINGS[element], numbers(values)) == 0


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["2026-03-02", "2026-03-03"], True),
        (["2026-03-02 오전 12:00:00", "2026-03-03 오전 12:00:00"], True),
        (["2026/03/02 0:00", "2026/03/03 0:00"], True),
        (["2026-03-02 00:00:00.0"], True),
        (["3/2/2026 12:00 AM"], True),
        (["2026-03-02 오후 12:00:00"], False),
        (["2026-03-02 10:00:00"], False),
        (["2026-03-02 00:00:00", "2026-03-02 00:00:05"], False),
        (["11:58:30"], False),
        (["57", "58"], False),
    ],
)
def test_days_have_no_clock_but_midnight(texts: list[str], days: bool) -> None:
    assert cells(texts).days is days


def test_days_come_nearer_to_an_element_of_days_only() -> None:
    day, moment = (MEANINGS[f"die_casting:Header.{name}"] for name in ("ProductionDate", "Time"))
    known = cells(["2026-03-02", "2026-03-03"])

    def nearer(one: Meaning, held: Cells) -> float:
        return nearer_by_days(0.4, one, held)

    assert nearer(day, known) > 0.4
    assert nearer(moment, known) == nearer(day, cells(["2026-03-02 10:00:00"])) == 0.4
