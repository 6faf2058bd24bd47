"""Count the faults of a run by column, keep the first few, and say each once at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from aas_converters.letters.fill import any_of
from aas_converters.plan.plan import Filler, Plan
from aas_converters.plan.values.reasons import why_bad, why_implausible
from aas_converters.plan.values.suspicion import suspect
from aas_converters.plan.values.suspicion_rules import UNUSED
from aas_converters.sources.table import BATCH_ROWS, Batch
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

KEPT: Final = 20
"""How many faulty cells of a column are kept as examples."""

MOST_CODES: Final = 6
LONGEST_CODE: Final = 4

EMPTY_MANDATORY: Final = Rule(
    code="VAL020",
    name="mandatory-value-empty",
    severity=Severity.ERROR,
    message=Sentence("the mandatory element {path} has no value", "필수 요소 {path}에 값이 없습니다"),
    hint=Sentence("fill the cell, or write default: in the mapping", "셀을 채우거나 매핑에 default:를 쓰십시오"),
    why=Sentence(
        "A submodel without it does not conform to its reference model.",
        "이 값이 없는 서브모델은 참조모델에 맞지 않습니다.",
    ),
    spec="SMT/Cardinality",
)
EMPTY_KEY: Final = Rule(
    code="VAL021",
    name="key-empty",
    severity=Severity.ERROR,
    message=Sentence("the key of the id is empty", "id를 만드는 키가 비어 있습니다"),
    hint=Sentence("fill the cell, or choose other keys under ids:", "셀을 채우거나 ids:에 다른 키를 쓰십시오"),
    why=Sentence("A submodel without an id cannot be written.", "id가 없는 서브모델은 쓸 수 없습니다."),
    spec="IDTA-01001, Identifiable/id",
)


@dataclass(frozen=True, slots=True)
class Example:
    """One faulty cell: its record number, its line and what it holds."""

    row: int
    line: int | None
    cell: str


@dataclass(slots=True)
class ColumnTally:
    """The faults of one column so far."""

    rows: int = 0
    filled: int = 0
    bad: int = 0
    implausible: int = 0
    missing: int = 0
    bad_cells: list[Example] = field(default_factory=list)
    implausible_cells: list[Example] = field(default_factory=list)
    missing_cells: list[Example] = field(default_factory=list)
    suspicion: Diagnostic | None = None


@dataclass(slots=True)
class Tally:
    """The faults of one table so far. A tally of later rows does not suspect: a column is judged by its first batch."""

    columns: dict[str, ColumnTally] = field(default_factory=dict)
    keyless: int = 0
    first_keyless: Example | None = None
    suspecting: bool = True

    @property
    def has_errors(self) -> bool:
        """Whether anything was found for which a cell or a row is left out."""
        return self.keyless > 0 or any(column.bad or column.missing for column in self.columns.values())

    def count(self, plan: Plan, batch: Batch, sources: pl.DataFrame, texts: pl.DataFrame) -> None:
        """Count the faults of one batch: `sources` is what the plant wrote, `texts` what became of it."""
        ranges = [one for filler in plan.fillers if (one := filler.value.implausible) is not None]
        outside_of = texts.select(ranges)
        for filler in plan.fillers:
            column = self.columns.setdefault(filler.slot, ColumnTally())
            source, text = sources[filler.slot], texts[filler.slot]
            if column.rows == 0 and self.suspecting:
                elsewhere = {
                    f.target.place.path: [word for word, _ in f.value.spec.codes]
                    for f in plan.fillers
                    if f.value.spec.codes and f is not filler
                }
                sample = source.drop_nulls().head(BATCH_ROWS)
                column.suspicion = next(suspect(sample, filler.value, elsewhere), None)
            column.rows += len(source)
            column.filled += len(source) - source.null_count()
            if text.null_count() > source.null_count():
                note(column.bad_cells, source.is_not_null() & text.is_null(), batch, source)
                column.bad += text.null_count() - source.null_count()
            if filler.value.implausible is not None:
                outside = outside_of[filler.value.name]
                if outside.any():
                    note(column.implausible_cells, outside, batch, source)
                    column.implausible += int(outside.sum())
            self.count_missing(filler, column, batch, source, texts)

    def count_missing(
        self, filler: Filler, column: ColumnTally, batch: Batch, source: pl.Series, texts: pl.DataFrame
    ) -> None:
        """Count the empty cells of a mandatory element."""
        if not source.null_count() or not (filler.mandatory or filler.guards):
            return
        empty = source.is_null()
        if filler.guards:
            empty &= texts.select(any_of([pl.col(slot).is_not_null() for slot in filler.guards])).to_series()
        note(column.missing_cells, empty, batch, source)
        column.missing += int(empty.sum())

    def without_key(self, plan: Plan, batch: Batch, frame: pl.DataFrame, key: str) -> None:
        """Count the rows whose key cannot be made, unless the reason has been counted already."""
        missing = frame[key].is_null()
        known = [f.slot for f in plan.fillers if f.mandatory]
        if known:
            missing &= ~frame.select(any_of([pl.col(slot).is_null() for slot in known])).to_series()
        examples: list[Example] = []
        note(examples, missing, batch, frame[key])
        if examples and self.first_keyless is None:
            self.first_keyless = examples[0]
        self.keyless += int(missing.sum())

    def merge(self, later: Tally) -> None:
        """Add the faults of the rows behind these."""
        for slot, more in later.columns.items():
            column = self.columns.setdefault(slot, ColumnTally())
            for name in ("rows", "filled", "bad", "implausible", "missing"):
                setattr(column, name, getattr(column, name) + getattr(more, name))
            for name in ("bad_cells", "implausible_cells", "missing_cells"):
                examples = getattr(column, name)
                examples += getattr(more, name)[: KEPT - len(examples)]
        self.keyless += later.keyless
        self.first_keyless = self.first_keyless or later.first_keyless

    def findings(self, plan: Plan) -> Iterator[Diagnostic]:
        """Yield one finding for each kind of fault of a column, with its count."""
        for filler in plan.fillers:
            column = self.columns.get(filler.slot)
            if column is not None:
                yield from column_findings(plan, filler, column)
        if self.first_keyless is not None:
            where = place(plan, self.first_keyless, None)
            yield Diagnostic(EMPTY_KEY, where, count=self.keyless)


def note(examples: list[Example], mask: pl.Series, batch: Batch, source: pl.Series) -> None:
    """Keep the first few cells that a mask marks."""
    for i in mask.arg_true().head(KEPT - len(examples)).to_list():
        line = None if batch.lines is None else int(batch.lines[i])
        examples.append(Example(batch.first_row + i, line, source[i] if source[i] is not None else ""))


def place(plan: Plan, example: Example, filler: Filler | None) -> Location:
    """Return where a cell stands, in the plant's own file."""
    columns = " + ".join(filler.target.cell.columns) if filler else None
    path = filler.target.place.path if filler else None
    return Location(file=plan.table, line=example.line, row=example.row, field=columns, path=path)


def column_findings(plan: Plan, filler: Filler, column: ColumnTally) -> Iterator[Diagnostic]:
    """Yield what is wrong with the cells of one column."""
    if column.missing:
        path: dict[str, object] = {"path": filler.target.place.path}
        causes = tuple(Diagnostic(EMPTY_MANDATORY, place(plan, e, filler), path) for e in column.missing_cells)
        yield grouped(causes, column.missing)
    suspicion = column.suspicion
    if column.bad:
        causes = tuple(why_bad(e.cell, filler.value.spec, place(plan, e, filler)) for e in column.bad_cells)
        shifted = suspicion is not None and column.bad * 2 >= column.filled and not are_codes(filler, column)
        if suspicion is not None and shifted:
            share = f"{column.bad * 100 // column.filled} %"
            values = dict(suspicion.values) | {"share": share}
            yield replace(suspicion, where=causes[0].where, values=values, causes=causes, count=column.bad)
        else:
            yield from by_rule(causes, column.bad)
    if suspicion is not None and suspicion.rule is UNUSED and column.implausible in (0, column.filled):
        where = Location(file=plan.table, field=" + ".join(filler.target.cell.columns))
        yield replace(suspicion, where=where, values=dict(suspicion.values) | {"rows": column.filled})
    elif column.implausible:
        spec = filler.value.spec
        causes = tuple(why_implausible(e.cell, spec, place(plan, e, filler)) for e in column.implausible_cells)
        if suspicion is not None and "outside" in suspicion.values:
            values = dict(suspicion.values) | {"outside": column.implausible, "rows": column.filled}
            yield replace(suspicion, where=causes[0].where, values=values, causes=causes, count=column.implausible)
        else:
            yield grouped(causes, column.implausible)


def are_codes(filler: Filler, column: ColumnTally) -> bool:
    """Say whether bad cells look like a plant's own codes (0 and 1, A to D) rather than another column's values."""
    words = {example.cell for example in column.bad_cells}
    return bool(filler.value.spec.codes) and len(words) <= MOST_CODES and all(len(w) <= LONGEST_CODE for w in words)


def by_rule(causes: tuple[Diagnostic, ...], total: int) -> Iterator[Diagnostic]:
    """Yield a finding for each rule among the kept faults; those not kept count with the first."""
    groups: dict[str, list[Diagnostic]] = {}
    for cause in causes:
        groups.setdefault(cause.rule.code, []).append(cause)
    rest = total - len(causes)
    for group in groups.values():
        yield grouped(tuple(group), len(group) + rest)
        rest = 0


def grouped(causes: tuple[Diagnostic, ...], count: int) -> Diagnostic:
    """Return the first of equal findings, standing for all."""
    return replace(causes[0], causes=causes if len(causes) > 1 else (), count=count)
