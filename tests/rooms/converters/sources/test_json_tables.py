"""JSON documents and JSON Lines: nested objects, paths to records, and what happens to broken ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.mapping.read import parse_mapping
from aas_converters.mapping.write import write_mapping
from aas_converters.sources import Settings, SourceError, Table, open_table, open_tables
from aas_converters.sources.records import DEEPEST, is_deep
from tests.shared_files import shared

Rows = list[tuple[str | None, ...]]


def rows_of(table: Table, rows: int = 4_000) -> Rows:
    return [row for batch in table.batches(rows) for row in batch.frame.rows()]


def names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def opened(folder: Path, text: str | bytes, name: str = "t.json", records: str | None = None) -> Table:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return open_table(path, Settings(records=records))


def codes(error: SourceError) -> list[str]:
    return [finding.rule.code for finding in error.findings]


def test_values_stay_as_they_were_written(tmp_path: Path) -> None:
    table = opened(tmp_path, '[{"a":1.50,"b":"007","c":true,"d":null,"e":12345678901234567890,"f":"\\ub8e8\\n"}]')
    assert rows_of(table) == [("1.50", "007", "true", None, "12345678901234567890", "루")]


def test_nested_objects_are_dotted_columns_and_arrays_are_one_cell(tmp_path: Path) -> None:
    table = opened(tmp_path, '[{"t":{"zone 1 (℃)":850,"sp":{}}, "s":[1, 2]}, {"t":null, "s":[]}]')
    assert names(table) == ["t.zone 1 (℃)", "t.sp", "s", "t"]
    assert table.columns[0].unit == "℃"
    assert rows_of(table) == [("850", None, "[1, 2]", None), (None, None, "[]", None)]


@pytest.mark.parametrize("rows", [1, 2, 4_000])
def test_lines_have_numbers_and_are_read_in_any_batch(tmp_path: Path, rows: int) -> None:
    table = opened(tmp_path, '{"n":1}\n\n{"n":2}\r\n{"n":3}', "t.jsonl")
    assert rows_of(table, rows) == [("1",), ("2",), ("3",)]
    assert [line for batch in table.batches(rows) if batch.lines is not None for line in batch.lines] == [1, 3, 4]
    assert table.about["kind"] == "JSON Lines"


def test_lines_named_json_are_lines(tmp_path: Path) -> None:
    assert rows_of(opened(tmp_path, '{"n":1}\n{"n":2}\n')) == [("1",), ("2",)]


def test_a_path_leads_to_records_and_what_is_around_them_is_repeated(tmp_path: Path) -> None:
    text = '{"line":{"id":"L1"},"sp. lots":[{"id":1,"shots":[{"id":"a"},{"id":"b"}]},{"id":2,"shots":[{"id":"c"}]}]}'
    table = opened(tmp_path, text, records="sp. lots.shots")
    assert names(table) == ["line.id", "sp. lots.id", "id"]
    assert rows_of(table) == [("L1", "1", "a"), ("L1", "1", "b"), ("L1", "2", "c")]


def test_a_name_inside_does_not_hide_the_same_name_outside(tmp_path: Path) -> None:
    table = opened(tmp_path, '{"id":"L1","rows":[{"id":1}]}', records="rows")
    assert (names(table), rows_of(table)) == (["id_outside", "id"], [("L1", "1")])


def test_the_only_array_of_objects_has_the_records(tmp_path: Path) -> None:
    table = opened(tmp_path, '{"machine":"M1","data":[{"n":1},{"n":2}]}')
    assert rows_of(table) == [("M1", "1"), ("M1", "2")]
    assert [finding.rule.code for finding in table.findings] == ["SRC111"]


def test_a_document_is_one_record_where_several_arrays_could_be_meant(tmp_path: Path) -> None:
    table = opened(tmp_path, '{"id":1,"a":[{"n":1}],"b":[{"n":2}]}')
    assert rows_of(table) == [("1", '[{"n":1}]', '[{"n":2}]')]


def test_a_field_that_comes_late_and_a_type_that_changes_late_are_read(tmp_path: Path) -> None:
    lines = ['{"n":1}'] * 9_000 + ['{"n":"broken","late":1}', '{"n":{"x":2}}']
    table = opened(tmp_path, "\n".join(lines), "t.ndjson")
    assert names(table) == ["n", "late", "n.x"]
    assert rows_of(table)[-2:] == [("broken", "1", None), (None, None, "2")]


def test_a_broken_line_costs_one_record_and_is_said(tmp_path: Path) -> None:
    table = opened(tmp_path, '{"n":1}\n{"n":\n[3]\n5\n{"n":2}\n', "t.jsonl")
    (batch,) = table.batches()
    assert batch.frame.rows() == [("1",), ("2",)]
    assert [(one.rule.code, one.where.line) for one in batch.findings] == [("SRC112", n) for n in (2, 3, 4)]
    assert batch.unread == 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[{"n":1},{"n":', "SRC009"),
        ('{"n":1', "SRC009"),
        ("hello", "SRC009"),
        ("", "SRC006"),
        ("  \n ", "SRC006"),
        ("[]", "SRC110"),
        ("[1,2]", "SRC110"),
        (b"\x89HDF\r\n\x1a\n", "SRC007"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path: Path, text: str | bytes, code: str) -> None:
    with pytest.raises(SourceError) as error:
        opened(tmp_path, text)
    assert codes(error.value) == [code]


@pytest.mark.parametrize("levels", [DEEPEST, 990, 100_000])
@pytest.mark.parametrize(("before", "after"), [('{"a":', "}"), ("[", "]"), ('{"n":1,"a":[', "]}")])
def test_a_document_nested_without_end_is_refused_and_says_why(
    tmp_path: Path, before: str, after: str, levels: int
) -> None:
    with pytest.raises(SourceError) as error:
        opened(tmp_path, '[{"n":1},' + before * levels + "1" + after * levels + "]")
    (finding,) = error.value.findings
    assert finding.rule.code == "SRC009"
    assert f"{DEEPEST}단계보다 깊게" in finding.text("ko")


def test_a_line_nested_without_end_costs_one_record(tmp_path: Path) -> None:
    table = opened(tmp_path, '{"n":1}\n{"n":' + "[" * 100_000 + "]" * 100_000 + '}\n{"n":2}\n', "t.jsonl")
    (batch,) = table.batches()
    assert batch.frame.rows() == [("1",), ("2",)]
    assert [(one.rule.code, one.where.line) for one in batch.findings] == [("SRC112", 2)]


VALUES = st.recursive(
    st.sampled_from([1, None, "", "x", "[[{", 'a"]b', "\\", '\\"{', "\n["]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "]", '"{']), inner, max_size=3),
)


def depth(value: Any) -> int:
    inside = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inside is None else 1 + max(map(depth, inside), default=0)


@given(VALUES, st.lists(st.booleans(), max_size=3), st.integers(DEEPEST - 6, DEEPEST + 2), st.booleans())
def test_depth_is_counted_like_a_parser_does(value: Any, kinds: list[bool], around: int, pretty: bool) -> None:
    for level in range(around):
        value = {"a": value} if kinds and kinds[level % len(kinds)] else [value]
    text = json.dumps(value, indent=1 if pretty else None)
    assert is_deep(text.encode()) == (depth(value) > DEEPEST)


@pytest.mark.parametrize(
    ("text", "korean"),
    [
        ('{"n":1', "문서가 중간에서 끝납니다"),
        ('{"n":1} x', "문서가 끝난 뒤에 다른 내용이 있습니다"),
        ('{"n":1,}', "닫는 중괄호 앞에 쉼표가 남아 있습니다"),
        ("[1,]", "닫는 괄호 앞에 쉼표가 남아 있습니다"),
        ("{n:1}", "큰따옴표로 묶은 이름이 없거나"),
        ("[1 2]", "쉼표나 닫는 괄호가 없습니다"),
        ('{"n" 1}', "이름 뒤에 쌍점(:)이 없습니다"),
        ("[01]", "값이 없거나 JSON 값이 아닙니다"),
        ('["\\x"]', "역슬래시(\\) 뒤의 문자가 잘못되었습니다"),
        ('["\\u12x4"]', "16진수 네 자리가 없습니다"),
    ],
)
def test_why_json_is_broken_is_said_in_korean(tmp_path: Path, text: str, korean: str) -> None:
    with pytest.raises(SourceError) as error:
        opened(tmp_path, text)
    assert korean in error.value.findings[0].text("ko")


def test_the_line_of_a_broken_document_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        opened(tmp_path, '[\n{"n":1},\n{"n":2 "m":3}\n]')
    assert error.value.findings[0].where.line == 3


def test_a_path_that_leads_nowhere_names_what_is_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        opened(tmp_path, '{"machine":"M1","data":[{"n":1}]}', records="rows")
    assert codes(error.value) == ["SRC110"]
    assert "machine, data" in str(error.value)
    assert "{records: path}" in error.value.findings[0].hint


def test_nan_is_no_value_but_a_text_that_says_so_stays(tmp_path: Path) -> None:
    assert rows_of(opened(tmp_path, '[{"a":NaN,"b":-Infinity,"c":"is NaN, I say"}]')) == [(None, None, "is NaN, I say")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949", "utf-16"])
def test_any_encoding_a_plant_uses(tmp_path: Path, encoding: str) -> None:
    assert rows_of(opened(tmp_path, '[{"판정":"양품"}]'.encode(encoding))) == [("양품",)]


def test_the_result_of_the_last_run_is_no_table_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text('{"assetAdministrationShells": []}', encoding="utf-8")
    (tmp_path / "a.json").write_text('{"n": 1}', encoding="utf-8")
    assert [Path(table.name).name for table in open_tables([tmp_path])] == ["a.json"]


def test_a_mapping_names_the_records_and_the_sheet() -> None:
    mapping, findings = parse_mapping("mapping: 1\nsource: {records: data.rows, sheet: 2}\nelements: {}\n")
    assert mapping is not None
    assert not findings
    assert (mapping.settings.records, mapping.settings.sheet) == ("data.rows", "2")
    again, _ = parse_mapping(write_mapping(mapping))
    assert again is not None
    assert again.settings == mapping.settings


def test_real_runs_of_a_screw_driver() -> None:
    path = shared("data/screw_driving_pyscrew/Ch_000001596334.json")
    (row,) = next(iter(open_table(path).batches())).frame.rows(named=True)
    assert (row["id code"], row["Torque CT"], row["quality code"]) == ("30000000008730", "0.975", "1")
    steps = open_table(path, Settings(records="tightening steps"))
    assert [row["name"] for batch in steps.batches() for row in batch.frame.rows(named=True)] == [
        *("Finding", "Thread forming", "Pre-tightening", "Tightening 1.4")
    ]
    functions = open_table(path, Settings(records="tightening steps.tightening functions"))
    assert {"id code", "tightening steps.name", "name", "act"} <= set(names(functions))
