"""Parquet, Arrow and Feather: what typed values become, and what happens to broken files."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from aas_converters.sources import SourceError, Table, open_table, open_tables
from tests.shared_files import shared

Rows = list[tuple[str | None, ...]]


def rows_of(table: Table, rows: int = 4_000) -> Rows:
    return [row for batch in table.batches(rows) for row in batch.frame.rows()]


def codes(error: SourceError) -> list[str]:
    return [finding.rule.code for finding in error.findings]


def written(frame: pl.DataFrame, path: Path) -> Path:
    frame.write_parquet(path, row_group_size=7) if path.suffix == ".parquet" else frame.write_ipc(path)
    return path


@pytest.mark.parametrize(
    ("series", "texts"),
    [
        (pl.Series([1.0, 48.9, -0.5, 1e300]), ["1", "48.9", "-0.5", "1e300"]),
        (pl.Series([float("nan"), float("inf"), -float("inf"), None]), [None, "INF", "-INF", None]),
        (pl.Series([9.59, 0.1, 850.0], dtype=pl.Float32), ["9.59", "0.1", "850"]),
        (pl.Series([2**62, -1, None]), [str(2**62), "-1", None]),
        (pl.Series([True, False, None]), ["true", "false", None]),
        (pl.Series([date(2022, 3, 1)]), ["2022-03-01"]),
        (pl.Series([datetime(2022, 3, 1, 8, 0, 0, 250_000)]), ["2022-03-01T08:00:00.250"]),
        (pl.Series([datetime(2022, 3, 1)]).dt.replace_time_zone("Asia/Seoul"), ["2022-03-01T00:00:00+09:00"]),
        (pl.Series([time(8, 30)]), ["08:30:00"]),
        (pl.Series([timedelta(minutes=90)]), ["PT1H30M"]),
        (pl.Series([Decimal("1.50")]), ["1.50"]),
        (pl.Series([" 양품 ", "None", "", "007"]), ["양품", None, None, "007"]),
        (pl.Series(["OK", None], dtype=pl.Categorical), ["OK", None]),
        (pl.Series([[1, 2], [], None]), ["[1,2]", "[]", None]),
        (pl.Series(["가".encode(), b"ok"]), ["가", "ok"]),
    ],
)
@pytest.mark.parametrize("suffix", [".parquet", ".arrow"])
def test_every_type_has_one_spelling(tmp_path: Path, suffix: str, series: pl.Series, texts: list[str | None]) -> None:
    table = open_table(written(series.alias("v").to_frame(), tmp_path / f"t{suffix}"))
    assert rows_of(table) == [(text,) for text in texts]


def test_members_of_structs_are_columns_with_dotted_names(tmp_path: Path) -> None:
    frame = pl.DataFrame({"t": [{"zone": {"pv (℃)": 850.5}}, {"zone": None}]})
    table = open_table(written(frame, tmp_path / "t.parquet"))
    assert [(column.name, column.header, column.unit) for column in table.columns] == [
        ("t.zone.pv (℃)", "t.zone.pv", "℃")
    ]
    assert rows_of(table) == [("850.5",), (None,)]


def test_numbers_that_once_had_32_bits_are_written_with_their_own_digits(tmp_path: Path) -> None:
    frame = pl.DataFrame({"noisy": [9.59000015258789, 1.25], "exact": [0.1 + 0.2, 9.59]})
    table = open_table(written(frame, tmp_path / "t.parquet"))
    assert rows_of(table) == [("9.59", "0.30000000000000004"), ("1.25", "9.59")]
    (said,) = table.findings
    assert (said.rule.code, said.values["columns"]) == ("SRC100", "noisy")


def test_bytes_that_are_no_text_are_said(tmp_path: Path) -> None:
    table = open_table(written(pl.DataFrame({"b": [b"\xff\xfe", b"x"]}), tmp_path / "t.parquet"))
    (batch,) = table.batches()
    assert batch.frame["b"].to_list() == [None, "x"]
    assert [(finding.rule.code, finding.count) for finding in batch.findings] == [("SRC101", 1)]


@pytest.mark.parametrize("rows", [1, 7, 10, 4_000])
def test_the_size_of_batches_changes_nothing(tmp_path: Path, rows: int) -> None:
    table = open_table(written(pl.DataFrame({"n": range(100)}), tmp_path / "t.parquet"))
    assert rows_of(table, rows) == [(str(i),) for i in range(100)]
    assert [batch.first_row for batch in table.batches(rows)] == list(range(1, 101, rows))


def test_the_same_bytes_have_the_same_identity(tmp_path: Path) -> None:
    first = written(pl.DataFrame({"n": [1]}), tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(first.read_bytes())
    assert open_table(first).identity == open_table(tmp_path / "b.parquet").identity
    assert open_table(first).about == {"kind": "Parquet", "rows": "1"}


@pytest.mark.parametrize("name", ["t.parquet", "t.feather"])
@pytest.mark.parametrize("content", [b"PAR1 and nothing else", b"\x00" * 4_000])
def test_what_is_no_such_file_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError) as error:
        open_table(tmp_path / name)
    assert codes(error.value) == ["SRC009"]


@pytest.mark.parametrize("name", ["t.parquet", "t.arrow"])
def test_a_copy_that_was_cut_off_is_refused(tmp_path: Path, name: str) -> None:
    path = written(pl.DataFrame({"n": range(1_000)}), tmp_path / name)
    path.write_bytes(path.read_bytes()[:-50])
    with pytest.raises(SourceError) as error:
        open_table(path)
    assert codes(error.value) == ["SRC009"]


def test_damage_in_the_middle_is_an_error_and_not_fewer_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    values = [f"{i * 7919 % 100_003:06}" for i in range(20_000)]
    pl.DataFrame({"n": values}).write_parquet(path, row_group_size=1_000, compression="zstd")
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 2_000] = b"\x00" * 2_000
    path.write_bytes(content)
    with pytest.raises(SourceError) as error:
        rows_of(open_table(path))
    assert codes(error.value) == ["SRC009"]


def test_empty_files_and_tables_without_rows(tmp_path: Path) -> None:
    (tmp_path / "t.parquet").touch()
    with pytest.raises(SourceError) as error:
        open_table(tmp_path / "t.parquet")
    assert codes(error.value) == ["SRC006"]
    table = open_table(written(pl.DataFrame({"n": []}, schema={"n": pl.Int64}), tmp_path / "u.parquet"))
    assert [finding.rule.code for finding in table.findings] == ["SRC024"]
    assert rows_of(table) == []


def test_a_folder_may_hold_both_kinds(tmp_path: Path) -> None:
    written(pl.DataFrame({"n": [2]}), tmp_path / "b.parquet")
    (tmp_path / "a.csv").write_text("n\n1\n", encoding="utf-8")
    assert [rows_of(table) for table in open_tables([tmp_path])] == [[("1",)], [("2",)]]


@pytest.mark.parametrize(
    ("name", "rows", "columns"),
    [
        ("data/kamp_injection_parquet/part-00001-1e31defd-d839-4cb9-8b0d-63ee1f501aa5-c000.snappy.parquet", 7_996, 45),
        ("data/kamp_casting_semisolid/data_mart.parquet", 90_099, 24),
    ],
)
def test_real_files_are_read_whole(name: str, rows: int, columns: int) -> None:
    table = open_table(shared(name))
    assert len(table.columns) == columns
    assert sum(batch.frame.height for batch in table.batches()) == rows
    assert not [finding for batch in table.batches() for finding in batch.findings]


def test_real_noise_is_gone() -> None:
    (path,) = shared("data/kamp_injection_parquet").glob("*.parquet")
    table = open_table(path)
    assert "filling_time" in next(one.values["columns"] for one in table.findings if one.rule.code == "SRC100")
    first = next(iter(table.batches())).frame
    assert first["filling_time"].str.len_chars().max() <= 5
    assert first["timestamp"][0] == "2020-10-16T04:57:47"
