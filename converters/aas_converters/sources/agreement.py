"""Do the files of one run have the same columns?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from aas_converters.sources.table import Table
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

COLUMN_GONE: Final = Rule(
    code="SRC040",
    name="column-gone",
    severity=Severity.ERROR,
    message=Sentence(
        en="column {column!r} of {first} is missing here",
        ko="{first}에 있는 열 '{column}'이(가) 이 파일에는 없습니다",
    ),
    hint=Sentence(
        en="convert files of different columns in separate runs, or rename the column",
        ko="열이 다른 파일은 따로 변환하거나 열 이름을 맞추십시오",
    ),
    why=Sentence(en="its values would be missing in part of the result", ko="결과의 일부에서 이 값이 빠집니다"),
)
COLUMN_NEW: Final = Rule(
    code="SRC041",
    name="column-new",
    severity=Severity.WARNING,
    message=Sentence(en="column {column!r} is not in {first}", ko="열 '{column}'이(가) 첫 파일 {first}에는 없습니다"),
    hint=Sentence(en="look whether the export has changed", ko="내보내기 설정이 바뀌었는지 확인하십시오"),
    why=Sentence(en="a renamed column is a missing one", ko="이름이 바뀐 열은 빠진 열과 같습니다"),
)
UNIT_CHANGED: Final = Rule(
    code="SRC042",
    name="unit-changed",
    severity=Severity.ERROR,
    message=Sentence(
        en="column {column!r} is in {unit} here and in {expected} in {first}",
        ko="열 '{column}'의 단위가 여기서는 {unit}, {first}에서는 {expected}입니다",
    ),
    hint=Sentence(en="convert the files in separate runs", ko="파일을 따로 변환하십시오"),
    why=Sentence(en="numbers of two units would be mixed", ko="단위가 다른 숫자가 섞입니다"),
)


def check_same_columns(tables: Sequence[Table]) -> Iterator[Diagnostic]:
    """Yield how the columns of each table differ from those of the first one; their order does not matter."""
    if not tables:
        return
    first = {column.name: column.unit for column in tables[0].columns}
    by_header = {column.header: column for column in tables[0].columns}
    for table in tables[1:]:
        own = {column.name: column for column in table.columns}
        headers = {column.header for column in table.columns}
        for name in first.keys() - own.keys():
            header = next(column.header for column in tables[0].columns if column.name == name)
            if header not in headers:
                yield finding(COLUMN_GONE, tables[0], table, name)
        for name, column in own.items():
            before = by_header.get(column.header)
            if name in first:
                expected = first[name]
            elif before is not None:
                expected = before.unit
            else:
                yield finding(COLUMN_NEW, tables[0], table, name)
                continue
            if expected != column.unit:
                units = {"unit": column.unit or "-", "expected": expected or "-"}
                yield finding(UNIT_CHANGED, tables[0], table, name, **units)


def finding(rule: Rule, first: Table, table: Table, column: str, **values: str) -> Diagnostic:
    """Return a finding about a column of a file."""
    return Diagnostic(rule, Location(file=table.name, field=column), {"column": column, "first": first.name, **values})
