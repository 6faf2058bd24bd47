"""What fills a target: a column with its reading, or a constant that is the same in every row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from aas_converters.mapping.mapping import FILE_NAME, Cell, Mapping
from aas_converters.plan.kept_back import check_target, column_text
from aas_converters.plan.plan import Filler
from aas_converters.plan.source import Source
from aas_converters.plan.specs import DEFAULT_ZONE, UNFIT_SPEC, Read, Sampled, read_as
from aas_converters.plan.targets import Target
from aas_converters.plan.values.canonical import Value, compile_value
from aas_converters.plan.values.reasons import why_bad
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

BAD_CONSTANT: Final = Rule(
    code="MAP013",
    name="bad-constant",
    severity=Severity.ERROR,
    message=Sentence("the constant of {path}: {reason_en}", "{path}의 상수: {reason_ko}"),
    hint=Sentence("correct the constant in the mapping", "매핑의 상수를 고치십시오"),
    why=Sentence("Every submodel would hold the same wrong value.", "모든 서브모델에 같은 잘못된 값이 들어갑니다."),
    spec="mapping language 1, constant",
)
ASSUMED_ZONE: Final = Rule(
    code="MAP015",
    name="assumed-time-zone",
    severity=Severity.INFO,
    message=Sentence("times carry no zone: {zone} is assumed", "시각에 시간대가 없어 {zone}(으)로 봅니다"),
    hint=Sentence("write time: {{zone: {zone}}} in the mapping", "매핑에 time: {{zone: {zone}}}을 쓰십시오"),
    why=Sentence("Times from two plants could not be compared.", "두 공장의 시각을 비교할 수 없게 됩니다."),
    spec="mapping language 1, time",
)

PLAIN_TYPES: Final = frozenset(("xs:string", "xs:anyURI"))
"""Types whose text may hold characters that end a blank."""
MARKS: Final = {"\ue000", "\ue001"}
"""Characters that mark the blanks of a letter, and so cannot stand in its fixed text."""
EMPTY_CONSTANT: Final = Sentence("it is empty", "비어 있습니다")
MARKED_CONSTANT: Final = Sentence(
    "U+E000 and U+E001 cannot be used in a constant", "U+E000과 U+E001은 상수에 쓸 수 없습니다"
)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A slot whose text is the same in every row."""

    slot: str
    value: str


def fillers_of(
    target: Target, mapping: Mapping, source: Source, *, one_file: bool = True
) -> Iterator[Filler | Fixed | Diagnostic]:
    """Yield what fills a target after what there is to say about it; no filler where there is an error.

    `one_file` says whether a plan writes the rows of its own file only. Where groups take rows from several, what
    depends on the file is a column like any other.
    """
    cell = target.cell
    if not set(cell.columns) <= {column.name for column in source.columns}:
        return  # reported while resolving
    forbidden = list(check_target(target, mapping))
    if forbidden:
        yield from forbidden
        return
    text = text_of(cell, source, mapping)

    def spread() -> pl.Series:
        return source.spread().select(text.alias("cell")).to_series().drop_nulls()

    sample = source.sample.select(text.alias("cell")).to_series().drop_nulls()
    units = [column.unit for column in source.columns if column.name in cell.columns]
    header_unit = units[0] if len(units) == 1 else None
    for read in read_as(Sampled(target, sample, spread, header_unit, source.day), mapping):
        if isinstance(read, Diagnostic):
            yield read
        else:
            yield from filler(target, text, read, mapping, one_file=one_file)


def filler(
    target: Target, text: pl.Expr, read: Read, mapping: Mapping, *, one_file: bool
) -> Iterator[Filler | Fixed | Diagnostic]:
    """Yield the filler of a target whose reading is known."""
    where = Location(file=mapping.file, line=target.cell.line or None)
    try:
        value = compile_value(target.slot, read.spec)
    except ValueError as error:
        yield Diagnostic(UNFIT_SPEC, where, {"path": target.place.path, "reason": str(error)})
        return
    if read.zone_assumed:
        yield Diagnostic(ASSUMED_ZONE, Location(file=mapping.file), {"zone": DEFAULT_ZONE})
    escaped = read.spec.value_type in PLAIN_TYPES
    if target.cell.columns:
        yield Filler(target, target.slot, text, value, escaped=escaped)
        return
    found = constant(target, text, value, where)
    if one_file or isinstance(found, Diagnostic) or not depends_on_file(target.cell):
        yield found
    else:
        same = pl.repeat(pl.select(text).item(), pl.len(), dtype=pl.String)
        yield Filler(target, target.slot, same, value, escaped=escaped)


def depends_on_file(cell: Cell) -> bool:
    """Say whether a constant has another text for another file."""
    words = cell.constant if cell.constant is not None else cell.default or ""
    return "{file}" in words or "{date}" in words or cell.date == FILE_NAME


def text_of(cell: Cell, source: Source, mapping: Mapping) -> pl.Expr:
    """Return the plant's text of a cell as an expression over a batch."""
    if not cell.columns:
        words = cell.constant if cell.constant is not None else cell.default or ""
        day = source.day or ""
        text = words.replace("{file}", source.stem).replace("{date}", day)
        if cell.date is not None and not text:
            text = day if cell.date == FILE_NAME else cell.date
        return pl.lit(text, dtype=pl.String)
    columns = [column_text(name, mapping) for name in cell.columns]
    joined = columns[0] if len(columns) == 1 else pl.concat_str(columns, separator=" ")
    return joined if cell.default is None else joined.fill_null(pl.lit(cell.default))


def constant(target: Target, text: pl.Expr, value: Value, where: Location) -> Fixed | Diagnostic:
    """Return the canonical text of a constant, or why it cannot be used."""
    cell = pl.select(text.alias(target.slot))
    found = cell.select(value.text).item()
    if found and not MARKS & set(found):
        return Fixed(target.slot, found)
    if found is None:
        bad = why_bad(cell.item(), value.spec)
        reason = Sentence(bad.text("en"), bad.text("ko"))
    else:
        reason = MARKED_CONSTANT if found else EMPTY_CONSTANT
    values = {"path": target.place.path, "reason_en": reason.en, "reason_ko": reason.ko}
    return Diagnostic(BAD_CONSTANT, where, values)
