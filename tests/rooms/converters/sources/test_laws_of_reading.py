"""What holds for every delimited file, however it is written and however it is cut into blocks."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aas_converters.sources import Settings, open_table
from aas_converters.sources.blocks import read_batches
from aas_converters.sources.delimited import DelimitedTable
from aas_converters.sources.settings import MISSING_WORDS
from aas_converters.sources.tokens import BLANKS, Record, grammar, record_at, records

ENCODINGS = ("utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le")
ALPHABET = "abcXYZ019 .,;|\t\"'\n\r=-_온도압력가나℃"

cells = st.text(alphabet=ALPHABET, max_size=8).filter(lambda text: not text.startswith("="))
tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=12)
)


def expected(text: str) -> str | None:
    trimmed = text.strip()
    return None if trimmed in MISSING_WORDS else trimmed


def written(rows: list[list[str]], dialect: dict[str, object]) -> tuple[str, list[int]]:
    """Return the text of a table and the line each row starts on."""
    text, starts = io.StringIO(newline=""), []
    writer = csv.writer(text, **dialect)  # type: ignore[arg-type]
    for row in rows:
        starts.append(text.getvalue().count("\n") + 1)
        writer.writerow(row)
    return text.getvalue(), starts


def read(table: DelimitedTable, block: int, rows: int) -> tuple[pl.DataFrame, list[int]]:
    batches = list(read_batches(table.blocks(block), table.line, table.parse, rows))
    assert not [finding for batch in batches for finding in batch.findings]
    assert [batch.first_row for batch in batches] == [
        1 + sum(b.frame.height for b in batches[:i]) for i in range(len(batches))
    ]
    lines = [line for batch in batches if batch.lines is not None for line in batch.lines]
    return pl.concat([batch.frame for batch in batches]), lines


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=tables,
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    quote=st.sampled_from(['"', "'"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(ENCODINGS),
    block=st.integers(1, 200),
    batch=st.integers(1, 15),
    last_line_end=st.booleans(),
)
def test_what_csv_writer_wrote_is_read_back(
    tmp_path: Path,
    rows: list[list[str]],
    delimiter: str,
    quote: str,
    quoting: int,
    line_end: str,
    encoding: str,
    block: int,
    batch: int,
    last_line_end: bool,
) -> None:
    width = len(rows[0])
    names = [f"name {number}" for number in range(width)]
    if width > 1:
        rows = [row for row in rows if any(cell.strip() for cell in row)]
    else:
        # before a line feed csv.writer leaves a carriage return bare, and that is a blank line
        rows = [row for row in rows if not row[0] or row[0].strip("\r")]
    dialect = {"delimiter": delimiter, "quotechar": quote, "quoting": quoting, "lineterminator": line_end}
    text, starts = written([names, *rows], dialect)
    if not last_line_end:
        text = text.removesuffix(line_end)
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))
    said = Settings(delimiter=delimiter, quote=quote, encoding=encoding, header_rows=1, skip_rows=0, unit_row=False)
    table = open_table(path, said)
    assert isinstance(table, DelimitedTable)
    assert [column.name for column in table.columns] == names
    if not rows:
        return
    frame, lines = read(table, block, batch)
    assert frame.rows() == [tuple(map(expected, row)) for row in rows]
    assert lines == starts[1:]


words = st.text(alphabet="abcdefXYZ가나다온도", min_size=1, max_size=6)
numbers = st.decimals(-1000, 1000, places=2)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(words, numbers, numbers, words), min_size=2, max_size=30),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    decimal=st.sampled_from([".", ","]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp949", "utf-16"]),
    titles=st.integers(0, 2),
)
def test_what_is_not_said_is_found_out(
    tmp_path: Path,
    rows: list[tuple[str, object, object, str]],
    delimiter: str,
    decimal: str,
    encoding: str,
    titles: int,
) -> None:
    texts = [[str(cell).replace(".", decimal) for cell in row] for row in rows]
    names = ["설비", "온도(℃)", "압력[bar]", "판정"]
    text, _ = written([names, *texts], {"delimiter": delimiter, "lineterminator": "\r\n"})
    path = tmp_path / "table.csv"
    path.write_bytes(("생산일보\r\n" * titles + text).encode(encoding))
    table = open_table(path)
    assert [(column.header, column.unit) for column in table.columns] == [
        ("설비", None),
        ("온도", "℃"),
        ("압력", "bar"),
        ("판정", None),
    ]
    frame = pl.concat([batch.frame for batch in table.batches()])
    assert frame.rows() == [tuple(map(expected, row)) for row in texts]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(
        st.sampled_from(
            [
                "1,a,2",
                '2,"b\nb",3',
                '3,"c,c",4',
                '4,"d ""d""",5',
                '5,e" e,6',
                "",
                ",,",
                "6,f",
                "7",
                "8,g,9,h",
                "no,text,value",
                '9,"open,1',
                "\ufdd0",
                ' 10 , "i, i" ,11 ',
                "12,j,13,,",
            ]
        ),
        min_size=1,
        max_size=25,
    ),
    block=st.integers(1, 60),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_the_size_of_blocks_changes_nothing(tmp_path: Path, lines: list[str], block: int, line_end: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(line_end.join(["no,text,value", "0,z,0", *lines]).encode())
    table = open_table(path, Settings(delimiter=",", header_rows=1, skip_rows=0, unit_row=False))
    assert isinstance(table, DelimitedTable)
    whole, cut = (list(read_batches(table.blocks(size), table.line, table.parse, 100)) for size in (9999, block))
    assert pl.concat([b.frame for b in whole]).rows() == pl.concat([b.frame for b in cut]).rows()
    assert sum(b.unread for b in whole) == sum(b.unread for b in cut)
    found = [sorted((f.rule.code, f.where.line) for b in batches for f in b.findings) for batches in (whole, cut)]
    assert found[0] == found[1]


@pytest.mark.parametrize("rows", [1, 7, 10_000])
def test_batches_can_be_read_again(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n" + "".join(f"{n},x\n" for n in range(50)), encoding="utf-8")
    table = open_table(path)
    first, second = (pl.concat([batch.frame for batch in table.batches(rows)]) for _ in range(2))
    assert first.equals(second)
    assert max(batch.frame.height for batch in table.batches(rows)) <= rows


@given(st.text("a ,;\t\n\r\x1a|가", max_size=40), st.sampled_from(",;\t|"), st.integers(1, 6))
def test_lines_without_quotes_are_the_records_a_grammar_finds(text: str, delimiter: str, limit: int) -> None:
    """Where nothing is quoted, lines are cut without the expression for cells."""
    data, rules = text.encode(), grammar(delimiter, '"')
    found: list[Record] = []
    position = 0
    while position < len(data) and (record := record_at(data, position, rules)):
        line = data.count(b"\n", 0, position) + 1
        if any(cell.strip(BLANKS) for cell in record[0]):
            found.append(Record(tuple(record[0]), position, record[1], line))
        position = record[1]
    assert list(records(data, rules, limit)) == found[:limit]
