"""What is new in a source: each row once, whatever the moments at which one looks."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.portions.growth import CANNOT_GO_ON, CUT_LINE, REWRITTEN, UNFINISHED, Mark, newer
from aas_converters.sources import SourceError, open_table

HEAD = "Time,Machine,Text\n"
Row = tuple[int, str]


def rows_of(path: Path, mark: Mark | None, *, complete: bool = False) -> tuple[list[Row], Mark | None, list[str]]:
    """The numbers and texts of the new rows, the mark behind them, the codes of what was found."""
    growth = newer(open_table(path), mark, complete=complete)
    rows: list[Row] = []
    if growth.portion is not None:
        for batch in growth.portion.batches(2):
            texts = batch.frame[batch.frame.columns[-1]].to_list()
            rows += [(batch.first_row + i, text) for i, text in enumerate(texts)]
    return rows, growth.reached(), [finding.rule.code for finding in growth.findings]


@given(
    texts=st.lists(st.text('abc가°" x', min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=12),
    looks=st.lists(st.integers(0, 200), max_size=6),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp949"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_every_row_comes_once(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], looks: list[int], encoding: str, end: str
) -> None:
    path = tmp_path_factory.mktemp("log") / "log.csv"
    quoted = [text.strip().replace('"', '""') for text in texts]
    lines = [HEAD.strip(), *(f'2024-03-01 00:00:{i:02},M,"x{text}"' for i, text in enumerate(quoted))]
    try:
        content = (end.join(lines) + end).encode(encoding)
    except UnicodeEncodeError:
        return
    head = len((HEAD.strip() + end).encode(encoding))
    mark: Mark | None = None
    found: list[Row] = []
    for size in [*sorted(min(head + look, len(content)) for look in looks), len(content)]:
        path.write_bytes(content[:size])
        new, mark, _ = rows_of(path, mark)
        found += new
    assert [row for row, _ in found] == list(range(1, len(texts) + 1))
    whole = [text for batch in open_table(path).batches() for text in batch.frame["Text"].to_list()]
    assert [text for _, text in found] == whole


def test_a_line_without_its_end_waits_until_the_file_rests(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(HEAD + "1,M,a\n2,M,b", encoding="utf-8")
    rows, mark, codes = rows_of(path, None)
    assert (rows, codes) == ([(1, "a")], [UNFINISHED.code])
    rows, mark, codes = rows_of(path, mark, complete=True)
    assert (rows, codes) == ([(2, "b")], [])
    with path.open("a", encoding="utf-8") as file:
        file.write("\n3,M,c\n")
    rows, mark, codes = rows_of(path, mark)
    assert (rows, codes) == ([(3, "c")], [])


def test_a_line_that_goes_on_after_all_is_said(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(HEAD + "1,M,a\n2,M,b", encoding="utf-8")
    _, mark, _ = rows_of(path, None, complete=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("cd\n3,M,e\n")
    rows, _, codes = rows_of(path, mark)
    assert (rows, codes) == ([(3, "e")], [CUT_LINE.code])


def test_a_file_that_was_written_anew_is_converted_whole(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(HEAD + "1,M,a\n2,M,b\n", encoding="utf-8")
    _, mark, _ = rows_of(path, None)
    path.write_text(HEAD + "1,M,x\n2,M,y\n3,M,z\n", encoding="utf-8")
    rows, _, codes = rows_of(path, mark)
    assert ([text for _, text in rows], codes) == (["x", "y", "z"], [REWRITTEN.code])


def test_a_header_alone_is_not_remembered(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(HEAD, encoding="utf-8")
    assert rows_of(path, None) == ([], None, [])


def test_typed_files_grow_too(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    pl.DataFrame({"Time": [1, 2, 3], "Text": ["a", None, "c"]}).write_parquet(path)
    rows, mark, _ = rows_of(path, None)
    assert rows == [(1, "a"), (2, None), (3, "c")]
    pl.DataFrame({"Time": [1, 2, 3, 4], "Text": ["a", None, "c", "d"]}).write_parquet(path)
    rows, mark, codes = rows_of(path, mark)
    assert (rows, codes) == ([(4, "d")], [])
    pl.DataFrame({"Time": [9], "Text": ["z"]}).write_parquet(path)
    rows, mark, codes = rows_of(path, mark)
    assert (rows, codes) == ([(1, "z")], [REWRITTEN.code])


def test_a_database_that_answers_otherwise_is_not_gone_on_with() -> None:
    first, other = ([{"a": "1"}, {"a": "2"}], [{"a": "2"}, {"a": "1"}, {"a": "3"}])
    growth = newer(open_table(first), None, complete=True, file=False)
    assert growth.portion is not None
    assert sum(batch.frame.height for batch in growth.portion.batches()) == 2
    with pytest.raises(SourceError) as error:
        newer(open_table(other), growth.reached(), complete=True, file=False)
    assert [finding.rule for finding in error.value.findings] == [CANNOT_GO_ON]
