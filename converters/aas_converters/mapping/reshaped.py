"""A table with its rows chosen and its side-by-side columns turned into rows, as a mapping asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from typing import Final

import polars as pl

from aas_converters.mapping.conditions import meets, not_compared, together
from aas_converters.mapping.mapping import Condition, Mapping, RowChoice, Unpivot
from aas_converters.sources.table import Batch, Column, Table
from aas_converters.sources.view import View
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

UNKNOWN_IN_ROWS: Final = Rule(
    code="MAP022",
    name="unknown-column-in-rows",
    severity=Severity.ERROR,
    message=Sentence(
        "rows: names {column}, which {table} does not have", "rows:에 쓴 {column} 열이 {table}에 없습니다"
    ),
    hint=Sentence("write one of: {meant}", "다음 중 하나로 쓰십시오: {meant}"),
    why=Sentence("Nobody could tell which rows are meant.", "어느 행을 뜻하는지 알 수 없습니다."),
    spec="mapping language 1, rows",
)
UNEVEN: Final = Rule(
    code="MAP023",
    name="uneven-unpivot",
    severity=Severity.ERROR,
    message=Sentence("the columns of unpivot: differ in number", "unpivot:의 열 개수가 서로 다릅니다"),
    hint=Sentence("give every new column as many columns", "새 열마다 같은 개수의 열을 적으십시오"),
    why=Sentence("A date would be joined with the quantity of another turn.", "다른 차수의 날짜와 수량이 섞입니다."),
    spec="mapping language 1, rows",
)
NOT_CHOSEN: Final = Rule(
    code="SRC050",
    name="rows-not-chosen",
    severity=Severity.INFO,
    message=Sentence(
        "{count} rows do not meet the conditions of the mapping", "매핑의 조건에 맞지 않는 행 {count}개를 제외했습니다"
    ),
    hint=Sentence("change where: under rows: if they should count", "포함하려면 rows:의 where:를 고치십시오"),
    why=Sentence("Rows are never left out silently.", "행을 말없이 버리지 않습니다."),
)
OTHER_ROWS: Final = Rule(
    code="MAP027",
    name="other-rows-of-the-same-source",
    severity=Severity.ERROR,
    message=Sentence(
        "rows: is not the one of {first}, and several models share one reading",
        "rows:가 {first}의 것과 다릅니다. 여러 모델은 같은 행을 함께 읽습니다",
    ),
    hint=Sentence(
        "write the same rows: in both mappings, or convert each in a run of its own",
        "두 매핑에 같은 rows:를 쓰거나 따로 변환하십시오",
    ),
    why=Sentence("One model would get rows that are not meant for it.", "한 모델에 맞지 않는 행이 들어갑니다."),
    spec="mapping language 1, rows",
)
ORIGIN: Final = "row of the file"


def reshaped(table: Table, rows: RowChoice, mapping_file: str) -> tuple[Table, list[Diagnostic]]:
    """Return a table as the mapping wants its rows, and what is wrong with that wish."""
    if not rows.where and rows.unpivot is None:
        return table, []
    names = [column.name for column in table.columns]
    findings: list[Diagnostic] = []
    wanted: list[tuple[str, int, list[str]]] = []
    after = names
    if rows.unpivot is not None:
        taken = [name for _, columns in rows.unpivot.columns for name in columns]
        wanted += [(name, rows.unpivot.line, names) for name in taken]
        after = [name for name in names if name not in taken] + new_columns(rows.unpivot)
        if len({len(columns) for _, columns in rows.unpivot.columns}) > 1:
            findings.append(Diagnostic(UNEVEN, Location(file=mapping_file, line=rows.unpivot.line)))
    wanted += [(one.column, one.line, after) for one in rows.where]
    for name, line, known in wanted:
        if name not in known:
            meant = ", ".join(get_close_matches(name, known, n=3) or known[:8])
            values = {"column": name, "table": table.name, "meant": meant}
            findings.append(Diagnostic(UNKNOWN_IN_ROWS, Location(file=mapping_file, line=line or None), values))
    if findings:
        return table, findings
    return View(table, turned_columns(table, rows.unpivot), partial(chosen_batches, rows)), []


def check_same_rows(mappings: list[Mapping]) -> Iterator[Diagnostic]:
    """Yield which mappings want other rows than the first; one that says nothing takes what the first takes."""
    first, *others = mappings
    for other in others:
        if other.rows != RowChoice() and without_lines(other.rows) != without_lines(first.rows):
            yield Diagnostic(OTHER_ROWS, Location(file=other.file), {"first": first.file})


def without_lines(rows: RowChoice) -> RowChoice:
    """Return a choice as it is compared with another, wherever it stands."""
    unpivot = None if rows.unpivot is None else replace(rows.unpivot, line=0)
    return RowChoice(where=tuple(replace(one, line=0) for one in rows.where), unpivot=unpivot)


def new_columns(unpivot: Unpivot) -> list[str]:
    """Return the names of the columns that an unpivot makes."""
    return [name for name, _ in unpivot.columns] + ([unpivot.number] if unpivot.number else [])


def turned_columns(table: Table, unpivot: Unpivot | None) -> tuple[Column, ...]:
    """Return the columns of a table after turning."""
    if unpivot is None:
        return table.columns
    units = {column.name: column.unit for column in table.columns}
    taken = {name for _, columns in unpivot.columns for name in columns}
    made = [Column(name, name, units.get(columns[0])) for name, columns in unpivot.columns]
    number = [Column(unpivot.number, unpivot.number)] if unpivot.number else []
    return (*(column for column in table.columns if column.name not in taken), *made, *number)


def chosen_batches(choice: RowChoice, table: Table, rows: int) -> Iterator[Batch]:
    """Yield the chosen rows; their numbers count what is left, their lines are those of the file.

    What is left out is said once, with the last batch.
    """
    count, left_out = 0, 0
    turns = len(choice.unpivot.columns[0][1]) if choice.unpivot is not None else 1
    held: Batch | None = None
    strange: dict[Condition, Diagnostic] = {}
    for batch in table.batches(rows):
        frame = batch.frame.with_row_index(ORIGIN)
        # a portion of a table goes on behind the numbers of all portions before it
        count = count or (batch.first_row - 1) * turns + 1
        if choice.unpivot is not None:
            frame = turned(frame, choice.unpivot)
        chosen = frame if not choice.where else frame.filter([meets(one) for one in choice.where])
        left_out += frame.height - chosen.height
        for one in choice.where:
            if (found := not_compared(frame, one, table.name)) is not None:
                strange[one] = found if one not in strange else together(strange[one], found)
        lines = None if batch.lines is None else batch.lines.gather(chosen[ORIGIN])
        if held is not None:
            yield held
        held = replace(batch, frame=chosen.drop(ORIGIN), first_row=count, lines=lines)
        count += chosen.height
    if held is None:
        return
    said = [*strange.values()]
    if left_out:
        said.append(Diagnostic(NOT_CHOSEN, Location(file=table.name), {"count": f"{left_out:,}"}, count=left_out))
    yield replace(held, findings=(*held.findings, *said))


def turned(frame: pl.DataFrame, unpivot: Unpivot) -> pl.DataFrame:
    """Return rows with columns side by side made into rows of their own, in the order of the turns."""
    taken = [name for _, columns in unpivot.columns for name in columns]
    rest = [name for name in frame.columns if name not in taken]
    parts = []
    for i in range(len(unpivot.columns[0][1])):
        made = [pl.col(columns[i]).alias(name) for name, columns in unpivot.columns]
        number = [pl.lit(str(i + 1)).alias(unpivot.number)] if unpivot.number else []
        part = frame.select(*rest, *made, *number, pl.lit(i).alias("turn"))
        some = pl.any_horizontal([pl.col(name).is_not_null() for name, _ in unpivot.columns])
        parts.append(part.filter(some))
    return pl.concat(parts).sort(ORIGIN, "turn").drop("turn")
