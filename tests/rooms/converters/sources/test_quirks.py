"""One small file for each habit of plant files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from aas_converters.sources import Settings, SourceError, Table, check_same_columns, open_table, open_tables

Rows = list[tuple[str | None, ...]]
Put = Callable[..., Table]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Write bytes (or text as UTF-8) to a file and open it."""

    def opened(content: bytes | str, name: str = "plant.csv", **said: object) -> Table:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return open_table(path, Settings(**said))  # type: ignore[arg-type]

    return opened


def rows_of(table: Table) -> Rows:
    return [row for batch in table.batches() for row in batch.frame.rows()]


def lines_of(table: Table) -> list[int]:
    return [line for batch in table.batches() if batch.lines is not None for line in batch.lines]


def said(table: Table) -> list[tuple[str, int | None]]:
    """Return code and line of everything said while opening and reading."""
    found = [*table.findings, *(finding for batch in table.batches() for finding in batch.findings)]
    return [(finding.rule.code, finding.where.line) for finding in found]


def names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def codes(error: SourceError) -> list[str]:
    return [finding.rule.code for finding in error.findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "euc-kr", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_found(put: Put, encoding: str) -> None:
    text = "시간,소입로 온도\r\n오후 4:27:17.0,850\r\n오후 4:27:18.0,851\r\n"
    table = put(text.encode(encoding))
    assert names(table) == ["시간", "소입로 온도"]
    assert rows_of(table) == [("오후 4:27:17.0", "850"), ("오후 4:27:18.0", "851")]


def test_korean_deep_below_an_ascii_beginning_decides(put: Put) -> None:
    text = "a,b\n" + "1,ok\n" * 300_000 + "2,불량\n"
    table = put(text.encode("cp949"))
    assert table.about["encoding"] == "cp949"
    assert rows_of(table)[-1] == ("2", "불량")


def test_single_high_bytes_are_a_western_machine(put: Put) -> None:
    table = put("Zeit,Temp [°C]\n8:00,48\n".encode("cp1252"))
    assert table.columns[1].unit == "°C"
    assert said(table) == [("SRC012", None)]


def test_a_byte_that_does_not_decode_costs_one_row(put: Put) -> None:
    table = put("시간,판정\n1,양품\n2,불\n3,양품\n".encode("cp949").replace("불".encode("cp949"), b"\xba\xff"))
    assert rows_of(table) == [("1", "양품"), ("3", "양품")]
    assert ("SRC013", 3) in said(table)
    assert sum(batch.unread for batch in table.batches()) == 1


def test_a_wrong_encoding_is_named_with_the_right_one(put: Put) -> None:
    with pytest.raises(SourceError) as error:
        put("시간,판정\n1,양품\n".encode("cp949"), encoding="utf-8")
    assert codes(error.value) == ["SRC011"]
    assert "cp949" in error.value.findings[0].hint


def test_an_encoding_nobody_knows_is_the_callers_mistake(put: Put) -> None:
    with pytest.raises(ValueError, match="klingon"):
        put("a,b\n1,2\n", encoding="klingon")


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1.5,2\n", "comma"),
        ("a;b\n1,5;2,5\n3,5;4,5\n", "semicolon"),
        ("a;b\n1.5;2.5\n", "semicolon"),
        ("a\tb\n1\t2\n", "tab"),
        ("a|b\n1|2\n", "bar"),
        ("a\n1\n2\n", "none (one column)"),
        ("sep=;\na;b\n1;2\n", "semicolon"),
        ('"a,x";"b,x"\n"1,2";"3,4"\n', "semicolon"),
    ],
)
def test_the_delimiter_is_found(put: Put, text: str, delimiter: str) -> None:
    assert put(text).about["delimiter"] == delimiter


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_every_line_end_is_read(put: Put, line_end: str, last: bool) -> None:
    table = put(line_end.join(["a,b", "1,2", "3,4"]) + line_end * last)
    assert rows_of(table) == [("1", "2"), ("3", "4")]


def test_lines_stay_right_with_line_breaks_in_cells_and_blank_lines(put: Put) -> None:
    table = put('a,b\n1,"x\ny"\n\n2,z\n,\n3,"q ""w"""\n')
    assert rows_of(table) == [("1", "x\ny"), ("2", "z"), ("3", 'q "w"')]
    assert lines_of(table) == [2, 5, 7]


def test_a_quote_inside_a_cell_is_a_character(put: Put) -> None:
    assert rows_of(put('size,b\n5" pipe,1\n6" pipe,2\n')) == [('5" pipe', "1"), ('6" pipe', "2")]


def test_a_quote_never_closed_costs_one_line(put: Put) -> None:
    table = put('a,b\n1,x\n"2,y\n3,z\n4,w\n')
    assert rows_of(table) == [("1", "x"), ("3", "z"), ("4", "w")]
    assert said(table) == [("SRC033", 3)]


def test_excel_text_cells_are_unwrapped(put: Put) -> None:
    assert rows_of(put('lot,n\n="007",1\n"=""008""",2\n')) == [("007", "1"), ("008", "2")]


@pytest.mark.parametrize("word", ["", "NA", "N/A", "NaN", "null", "None", "-", "UNAVAILABLE", "없음", "#DIV/0!", " "])
def test_words_for_no_value_are_null(put: Put, word: str) -> None:
    assert rows_of(put(f"a,b\n1,{word}\n")) == [("1", None)]


def test_text_is_kept_as_the_plant_wrote_it(put: Put) -> None:
    table = put("a,b,c\n 04.03 ,1e16,30000000008780\n", missing=("9999",))
    assert rows_of(table) == [("04.03", "1e16", "30000000008780")]


def test_own_words_for_no_value_are_added(put: Put) -> None:
    assert rows_of(put("a,b\n9999,-\n", missing=("9999",))) == [(None, None)]


def test_long_rows_are_not_read_and_short_rows_are_padded_aloud(put: Put) -> None:
    table = put("a,b,c\n1,2,3\n4,5,6,7\n8,9\n10,11,12,\n13\n" + "1,2,3\n" * 9)
    assert rows_of(table) == [("1", "2", "3"), ("8", "9", None), ("10", "11", "12"), *[("1", "2", "3")] * 9]
    assert said(table) == [("SRC030", 3), ("SRC031", 4), ("SRC032", 6)]


def test_a_short_row_with_shifted_cells_is_not_read(put: Put) -> None:
    table = put("n,m,text\n1,2,a\n3,4,b\n5,c\n")
    assert rows_of(table) == [("1", "2", "a"), ("3", "4", "b")]
    assert said(table) == [("SRC032", 4)]


def test_empty_columns_at_the_end_are_dropped(put: Put) -> None:
    table = put("a,b,,\n1,2,,\n3,4,,\n")
    assert names(table) == ["a", "b"]
    assert rows_of(table) == [("1", "2"), ("3", "4")]
    assert said(table) == []


def test_text_in_a_dropped_column_is_never_lost_silently(put: Put) -> None:
    table = put("a,b,,\n" + "1,2,,\n" * 600 + "3,4,,x\n")
    assert len(rows_of(table)) == 600
    assert said(table) == [("SRC030", 602)]


def test_titles_above_the_header_are_skipped(put: Put) -> None:
    table = put("생산일보,,,\n설비,사출 1호기,,\n\n시간,온도,압력,판정\n8:00,200,80,OK\n")
    assert names(table) == ["시간", "온도", "압력", "판정"]
    assert said(table) == [("SRC020", 4)]
    assert lines_of(table) == [5]


def test_a_row_of_units_is_read(put: Put) -> None:
    table = put("시간,온도,압력,속도\n,℃,[bar],rpm\n8:00,200,80,10\n")
    assert [column.unit for column in table.columns] == [None, "℃", "bar", "rpm"]
    assert rows_of(table) == [("8:00", "200", "80", "10")]


def test_group_names_above_the_header_are_joined(put: Put) -> None:
    table = put("시간,온도(℃),,압력,\n,1존,2존,상,하\n8:00,1,2,3,4\n8:01,1,2,3,4\n")
    assert names(table) == ["시간", "온도(℃) 1존", "온도(℃) 2존", "압력 상", "압력 하"]
    assert len(rows_of(table)) == 2


def test_headers_get_names_of_their_own(put: Put) -> None:
    table = put(",Temp,Temp,Temp_2\n0,1,2,3\n1,4,5,6\n")
    assert names(table) == ["column_1", "Temp", "Temp_3", "Temp_2"]
    assert said(table) == [("SRC023", None), ("SRC022", None)]


@pytest.mark.parametrize(
    ("header", "text", "unit"),
    [
        ("온도(℃)", "온도", "℃"),
        ("Torque [Nm]", "Torque", "Nm"),
        ("EXT1_QTY(투입중량 (KG))", "EXT1_QTY(투입중량)", "KG"),
        ("Usage_kWh", "Usage", "kWh"),
        ("전기요금(계절)", "전기요금(계절)", None),
        ("변형(폭)", "변형(폭)", None),
        ("길이(단위: mm)", "길이", "mm"),
        ("습도%", "습도", "%"),
        ("Temp_min", "Temp_min", None),
        ("Day_of_week", "Day_of_week", None),
        ("MELT_TEMP", "MELT_TEMP", None),
    ],
)
def test_units_are_taken_out_of_headers(put: Put, header: str, text: str, unit: str | None) -> None:
    column = put(f"{header},b\n1,2\n").columns[0]
    assert (column.name, column.header, column.unit) == (header, text, unit)


def test_a_file_without_a_header_gets_numbers(put: Put) -> None:
    table = put("press,1,2.5\npress,2,2.6\n")
    assert names(table) == ["column_1", "column_2", "column_3"]
    assert len(rows_of(table)) == 2
    assert said(table) == [("SRC021", 1)]


def test_days_of_a_month_are_a_header(put: Put) -> None:
    assert names(put("품목,1,2,3\nA,100,200,300\n")) == ["품목", "1", "2", "3"]


def test_a_header_in_the_middle_is_skipped_aloud(put: Put) -> None:
    table = put("a,b\n1,2\na,b\n3,4\n")
    assert rows_of(table) == [("1", "2"), ("3", "4")]
    assert said(table) == [("SRC035", 3)]


def test_what_a_person_says_about_the_header_is_done(put: Put) -> None:
    table = put("x,y\n1,2\nK,s\n3,4\n", skip_rows=1, header_rows=1, unit_row=True)
    assert [(column.name, column.unit) for column in table.columns] == [("1", "K"), ("2", "s")]
    assert rows_of(table) == [("3", "4")]


def test_titles_that_a_person_left_out_are_not_news(put: Put) -> None:
    text = "일일 점검\n\n온도,압력\n1,2\n"
    assert [code for code, _ in said(put(text))] == ["SRC020"]
    assert said(put(text, skip_rows=2)) == []


def test_a_header_without_rows_is_said(put: Put) -> None:
    table = put("a,b\n")
    assert rows_of(table) == []
    assert said(table) == [("SRC024", 2)]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "SRC006"), (b"\n \n", "SRC006"), (b"PK\x03\x04rest", "SRC007"), (bytes(range(256)) * 9, "SRC007")],
)
def test_what_is_no_table_is_said(put: Put, content: bytes, code: str) -> None:
    with pytest.raises(SourceError) as error:
        put(content)
    assert codes(error.value) == [code]


def test_a_locked_file_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "locked")

    path = tmp_path / "plant.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError) as error:
        open_table(path)
    assert codes(error.value) == ["SRC002"]


def test_a_file_that_shrinks_is_a_finding(put: Put, tmp_path: Path) -> None:
    table = put("a,b\n" + "1,2\n" * 100)
    (tmp_path / "plant.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(SourceError) as error:
        rows_of(table)
    assert codes(error.value) == ["SRC008"]


def test_folders_and_patterns_open_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("day 10.csv", "day 2.csv", "온도.tsv", "readme.txt", "~$day 2.csv"):
        (tmp_path / name).write_text("a\tb\n1\t2\n", encoding="utf-8")
    opened = open_tables([tmp_path])
    assert [Path(table.name).name for table in opened] == ["day 2.csv", "day 10.csv", "온도.tsv"]
    again = open_tables([tmp_path / "day*.csv", tmp_path / "day 2.csv"])
    assert [Path(table.name).name for table in again] == ["day 2.csv", "day 10.csv"]
    assert len({table.identity for table in opened}) == 1


def test_everything_that_cannot_be_opened_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "good.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "bad.csv").write_bytes(b"")
    sources = [
        tmp_path / "empty",
        tmp_path / "*.xyz",
        tmp_path / "no.csv",
        tmp_path / "*.csv",
        "gopher://host/x",
    ]
    with pytest.raises(SourceError) as error:
        open_tables(sources)
    assert codes(error.value) == ["SRC003", "SRC004", "SRC001", "SRC006", "SRC005"]
    assert [Path(table.name).name for table in error.value.opened] == ["good.csv"]


def test_files_of_one_run_must_agree(put: Put) -> None:
    first = put("t,Temp(℃),p\n1,2,3\n", "1.csv")
    second = put("t,Temp(K),q\n1,2,3\n", "2.csv")
    found = [(finding.rule.code, finding.where.field) for finding in check_same_columns([first, second])]
    assert found == [("SRC040", "p"), ("SRC042", "Temp(K)"), ("SRC041", "q")]
    assert not list(check_same_columns([first, first]))


def test_many_equal_findings_are_counted(put: Put) -> None:
    table = put("a,b,c\n" + "1,2,3\n" * 300 + "4,5,6,7\n" * 100)
    batch = next(table.batches())
    assert batch.unread == 100
    assert len(batch.findings) == 21
    assert sum(finding.count for finding in batch.findings) == 100


def test_frames_hold_nothing_but_text(put: Put) -> None:
    batch = next(put("a,b\n1,\n2,\n").batches())
    assert batch.frame.schema == {"a": pl.String, "b": pl.String}


@pytest.mark.parametrize(
    "bad", [{"delimiter": ",,"}, {"quote": "가"}, {"skip_rows": -1}, {"delimiter": '"', "quote": '"'}]
)
def test_settings_that_cannot_be_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"must|both"):
        Settings(**bad)  # type: ignore[arg-type]


def test_a_header_that_polars_would_expand_is_only_a_header(put: Put) -> None:
    table = put("*,^Temp.*$,p\n1,2,3\n")
    assert [(column.name, column.header) for column in table.columns] == [
        ("column_1", "*"),
        ("column_2", "^Temp.*$"),
        ("p", "p"),
    ]
    assert rows_of(table) == [("1", "2", "3")]


@pytest.mark.parametrize("encoding", ["euc-kr", "no-such-encoding"])
def test_xml_in_an_encoding_that_cannot_be_streamed_is_said(put: Put, encoding: str) -> None:
    with pytest.raises(SourceError) as error:
        put(f"<?xml version='1.0' encoding='{encoding}'?><MTConnectStreams/>", "vmc.xml")
    assert codes(error.value) == ["SRC009"]
