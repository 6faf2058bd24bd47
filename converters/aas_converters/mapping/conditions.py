"""Say which rows meet the conditions of a mapping: words, empty cells, and comparisons with a number or a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import polars as pl

from aas_converters.mapping.mapping import Condition
from aas_converters.plan.values.instants import read_times
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

NOT_COMPARED: Final = Rule(
    code="SRC051",
    name="cells-not-compared",
    severity=Severity.WARNING,
    message=Sentence(
        "{count} cells are not comparable with {bound}, such as {cell}; their rows are left out",
        "셀 {count}개는 {bound}와(과) 비교할 수 없어 그 행을 제외했습니다. 예: {cell}",
    ),
    hint=Sentence(
        "write decimal: or thousands: into the condition, or name these words with not_in:",
        "조건에 decimal: 또는 thousands:를 쓰거나 그 단어를 not_in:에 적으십시오",
    ),
    why=Sentence(
        "A row must not be lost because its cell is written otherwise.",
        "셀을 쓰는 방식이 다르다는 이유로 행을 잃어서는 안 됩니다.",
    ),
    spec="mapping language 1, rows",
)
NUMBER: Final = r"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$"


def meets(condition: Condition) -> pl.Expr:
    """Return what says that a row meets a condition."""
    cell = pl.col(condition.column)
    tests = [pl.lit(True)]
    if condition.values is not None:
        tests.append(cell.is_in(list(condition.values)).fill_null(False))
    if condition.others is not None:
        tests.append(~cell.is_in(list(condition.others)).fill_null(False))
    if condition.empty is not None:
        tests.append(cell.is_null() if condition.empty else cell.is_not_null())
    for name, bound in bounds(condition):
        found, wanted = comparable(condition, bound)
        match name:
            case "at_least":
                test = found >= wanted
            case "above":
                test = found > wanted
            case "at_most":
                test = found <= wanted
            case _:
                test = found < wanted
        tests.append(test.fill_null(False))
    return pl.all_horizontal(tests)


def bounds(condition: Condition) -> Iterator[tuple[str, str]]:
    """Yield the comparisons of a condition: name and what is compared with."""
    for name in ("at_least", "above", "at_most", "below"):
        bound = getattr(condition, name)
        if bound is not None:
            yield name, bound


def comparable(condition: Condition, bound: str) -> tuple[pl.Expr, pl.Expr]:
    """Return the cells and a bound in a form that can be compared; null where a cell cannot be read.

    A bound that begins with a day makes times of the cells, which are compared as far as the bound goes: a day
    includes all its hours.
    """
    cell = pl.col(condition.column)
    if is_number(bound):
        return number(cell, condition), pl.lit(float(bound))
    text = bound.replace(" ", "T")
    return cell.map_batches(clock, pl.String).str.slice(0, len(text)), pl.lit(text)


def is_number(bound: str) -> bool:
    """Say whether a bound is a number; the schema lets only numbers and times through."""
    try:
        float(bound)
    except ValueError:
        return False
    return True


def number(cell: pl.Expr, condition: Condition) -> pl.Expr:
    """Return cells as numbers, by the signs the condition or the source names."""
    decimal = condition.decimal or "."
    thousands = condition.thousands if condition.thousands is not None else ("," if decimal == "." else ".")
    text = cell.str.strip_chars()
    if thousands:
        grouped = text.str.contains(rf"^[+-]?[0-9]{{1,3}}(?:\{thousands}[0-9]{{3}})+(?:\{decimal}[0-9]*)?$")
        text = pl.when(grouped).then(text.str.replace_all(thousands, "", literal=True)).otherwise(text)
    if decimal != ".":
        text = text.str.replace(decimal, ".", literal=True)
    return pl.when(text.str.contains(NUMBER)).then(text).cast(pl.Float64, strict=False)


def clock(cells: pl.Series) -> pl.Series:
    """Return times as the plant's clock showed them, year first; a cell with only a day is that day."""
    times = read_times(cells, "xs:dateTime", None, None).str.slice(0, 19)
    days = read_times(cells, "xs:date", None, None).str.slice(0, 10)
    return times.zip_with(times.is_not_null(), days)


def not_compared(frame: pl.DataFrame, condition: Condition, table: str) -> Diagnostic | None:
    """Return what says that cells could not be compared, None where all could."""
    words = [*(condition.values or ()), *(condition.others or ())]
    for _, bound in bounds(condition):
        found, _ = comparable(condition, bound)
        cell = pl.col(condition.column)
        strange = frame.filter(cell.is_not_null() & ~cell.is_in(words) & found.is_null())[condition.column]
        if len(strange):
            values = {"bound": bound, "cell": strange[0], "count": len(strange)}
            return Diagnostic(NOT_COMPARED, Location(file=table, field=condition.column), values, count=len(strange))
    return None


def together(first: Diagnostic, more: Diagnostic) -> Diagnostic:
    """Return one finding for the cells of two batches."""
    count = first.count + more.count
    return replace(first, values={**first.values, "count": count}, count=count)
