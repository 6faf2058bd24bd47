"""What a program already has: polars, pandas, Arrow and dictionaries give the same table as a file of them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import aas_toolkit as aas
from aas_converters.sources import Settings, SourceError, open_table, open_tables
from tests.cli.running import mapping, plant

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")

KST = timezone(timedelta(hours=9))
ROWS = [
    {"Time": datetime(2024, 3, 1, 9, tzinfo=KST), "온도 (℃)": 25.1, "count": 3, "exact": Decimal("1.50"), "ok": True},
    {"Time": datetime(2024, 3, 1, 10, tzinfo=KST), "온도 (℃)": None, "count": None, "exact": None, "ok": False},
]


def cells(source: Any, settings: Settings = Settings()) -> list[dict[str, str | None]]:  # noqa: B008 (frozen)
    """All rows of what is handed over."""
    table = open_table(source, settings)
    assert [row for b in table.batches(1) for row in b.frame.iter_rows()] == [
        row for b in table.batches() for row in b.frame.iter_rows()
    ]
    return [row for batch in table.batches() for row in batch.frame.iter_rows(named=True)]


FORMS = {
    "polars": lambda: pl.DataFrame(ROWS),
    "lazy": lambda: pl.LazyFrame(ROWS),
    "pandas": lambda: pd.DataFrame(ROWS),
    "pandas of Arrow": lambda: pd.DataFrame(ROWS).convert_dtypes(dtype_backend="pyarrow"),
    "Arrow table": lambda: pa.Table.from_pylist(ROWS),
    "Arrow reader": lambda: pa.Table.from_pylist(ROWS).to_reader(1),
    "Arrow batch": lambda: pa.RecordBatch.from_pylist(ROWS),
    "dictionaries": lambda: ROWS,
    "a generator": lambda: (dict(row) for row in ROWS),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_values_in_every_form(form: str) -> None:
    instants = {row["Time"].replace("+00:00", "Z") for row in cells(FORMS[form]()) if row["Time"]}
    at = [datetime.fromisoformat(text.replace("Z", "+00:00")) for text in sorted(instants)]
    assert at == [row["Time"] for row in ROWS]
    rest = [{name: text for name, text in row.items() if name != "Time"} for row in cells(FORMS[form]())]
    assert rest == [
        {"온도 (℃)": "25.1", "count": "3", "exact": "1.50", "ok": "true"},
        {"온도 (℃)": None, "count": None, "exact": None, "ok": "false"},
    ]
    assert [(c.header, c.unit) for c in open_table(FORMS[form]()).columns][1] == ("온도", "℃")


def test_a_frame_is_the_same_as_its_parquet_file(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"noise": [9.59000015258789], "single": pl.Series([9.59], dtype=pl.Float32), "day": [date(2024, 1, 2)]}
    )
    frame.write_parquet(tmp_path / "t.parquet")
    assert cells(frame) == cells(tmp_path / "t.parquet") == [{"noise": "9.59", "single": "9.59", "day": "2024-01-02"}]
    assert cells(frame.drop("day").to_pandas()) == [{"noise": "9.59", "single": "9.59"}]


def test_identity_is_the_content() -> None:
    one, same, other = ({"a": [1.0, 2.0]}, {"a": [1, 2]}, {"a": [1, 3]})
    identities = [open_table(pl.DataFrame(data)).identity for data in (one, same, other)]
    assert identities[0] == identities[1] != identities[2]
    assert open_table([{"a": 1}, {"a": 2}]).identity == identities[0]


def test_the_index_of_pandas_is_a_column_unless_it_counts_rows() -> None:
    frame = pd.DataFrame({"v": [1, 2]})
    assert cells(frame.iloc[1:]) == [{"v": "2"}]
    frame.index = pd.date_range("2024-01-01", periods=2, name="Time")
    assert cells(frame)[1] == {"Time": "2024-01-02T00:00:00", "v": "2"}
    wide = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("Bath", "T"), ("Bath", "pH")]))
    assert cells(wide) == [{"Bath T": "1", "Bath pH": "2"}]


def test_pandas_of_every_sort() -> None:
    frame = pd.DataFrame(
        {
            "word": pd.Categorical(["OK", None]),
            "gap": pd.array([1, None], dtype="Int64"),
            "mixed": [1, "x"],
            "took": pd.to_timedelta(["1h", None]),
            "at": pd.to_datetime(["2024-01-01 00:00:00.123456", None]),
            "single": pd.Series([9.59, math.nan], dtype="float32"),
        }
    )
    assert cells(frame) == [
        {"word": "OK", "gap": "1", "mixed": "1", "took": "PT1H", "at": "2024-01-01T00:00:00.123456", "single": "9.59"},
        {"word": None, "gap": None, "mixed": "x", "took": None, "at": None, "single": None},
    ]


def test_rows_may_differ_and_nest() -> None:
    rows = [{"a": 1}, {"b": {"c": 2.50, "d": [1, {"x": None}]}}, {"a": "x", "b": {}}]
    assert cells(rows) == [
        {"a": "1", "b.c": None, "b.d": None, "b": None},
        {"a": None, "b.c": "2.5", "b.d": '[1,{"x":null}]', "b": None},
        {"a": "x", "b.c": None, "b.d": None, "b": None},
    ]


def test_what_holds_no_rows_is_the_callers_mistake() -> None:
    for wrong in (7, [1, 2], [{"a": 1}, "b"], [{"a": object()}]):
        with pytest.raises(TypeError):
            open_table(wrong)  # type: ignore[call-overload, arg-type]  # that is the test
    with pytest.raises(SourceError, match="SRC130"):
        open_table(pl.DataFrame())
    with pytest.raises(SourceError, match="SRC130"):
        open_table(iter([]))


def test_a_generator_that_breaks_off_says_why() -> None:
    def rows() -> Iterator[dict[str, int]]:
        yield {"a": 1}
        raise ConnectionError("the logger is gone")

    with pytest.raises(ConnectionError, match="logger"):
        open_table(rows())


FRAMES = {
    "polars": lambda path: pl.read_csv(path),
    "pandas": lambda path: pd.read_csv(path),
    "dictionaries": lambda path: pl.read_csv(path).iter_rows(named=True),
    "several": lambda path: [pl.read_csv(path).head(1), pd.read_csv(path).tail(1)],
    "a table": open_table,
}


@pytest.mark.parametrize("form", FRAMES)
def test_conversion_of_a_frame_gives_the_values_of_the_file(form: str, tmp_path: Path) -> None:
    path, by = plant(tmp_path), mapping(tmp_path)
    aas.convert(path, mapping=by, to=tmp_path / "file.json")
    result = aas.convert(FRAMES[form](path), mapping=by, to=tmp_path / "frame.json")
    assert result.ok, list(result.report)
    assert (tmp_path / "frame.json").read_bytes() == (tmp_path / "file.json").read_bytes()


def test_several_frames_are_told_apart() -> None:
    names = [table.name for table in open_tables([pl.DataFrame({"a": [1]}), [{"a": 2}]])]
    assert names == ["polars DataFrame", "rows 2"]
    with pytest.raises(ValueError, match="no source"):
        aas.convert([], model="plating")
