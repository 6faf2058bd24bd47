"""A guard against Python per row: loose enough for a busy machine, far too tight for a loop."""

from __future__ import annotations

from fractions import Fraction
from time import process_time

import polars as pl
import pytest

from aas_converters.plan.values import Conversion, TimeStyle, ValueSpec, compile_value

ROWS = 100_000


def seconds(cells: list[str], spec: ValueSpec) -> float:
    frame = pl.DataFrame({"c": cells})
    text = compile_value("c", spec).text
    frame.head(10).select(text)
    start = process_time()
    assert frame.select(text)["c"].null_count() == 0
    return process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "spec", "budget"),
    [
        ("{}.25", ValueSpec(value_type="xs:double"), 0.05),
        ("{}.25", ValueSpec(value_type="xs:double", conversion=Conversion(Fraction(1, 10))), 0.5),
        ("{}.0", ValueSpec(value_type="xs:integer"), 0.5),
        ("2021-09-06 12:30:00.{}", ValueSpec(value_type="xs:dateTime", time=TimeStyle(zone="Asia/Seoul")), 0.5),
        ("2021.9.6 오후 3:30:00.{}", ValueSpec(value_type="xs:dateTime", time=TimeStyle(zone="Asia/Seoul")), 1.0),
    ],
)
def test_a_column_is_read_at_once(form: str, spec: ValueSpec, budget: float) -> None:
    assert seconds([form.format(row) for row in range(ROWS)], spec) < budget
