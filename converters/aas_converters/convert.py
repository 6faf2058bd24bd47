"""Convert tables into a document: read, plan, fill, write; every row is written or reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Final

import polars as pl

from aas_converters.documents.concepts import concepts
from aas_converters.documents.environment import EnvironmentWriter
from aas_converters.documents.target import scratch_beside, write_target
from aas_converters.letters.identifiables import SUBMODEL_ID
from aas_converters.letters.script import Format, Metamodel, Script
from aas_converters.mapping.mapping import Cell, Mapping
from aas_converters.plan.compile import Input, compile_plan
from aas_converters.plan.plan import Plan
from aas_converters.plan.run import OnError, run
from aas_converters.plan.tally import Tally
from aas_converters.seen_ids import SeenIds
from aas_converters.shells import Shells
from aas_converters.sources import Batch, Table, check_same_columns
from aas_reference_models.model import Model
from aas_validators.diagnostics import Diagnostic, Location, Report, Rule, Sentence, Severity

REPEATED_ID: Final = Rule(
    code="VAL022",
    name="repeated-id",
    severity=Severity.ERROR,
    message=Sentence(
        "{count} submodels have an id that came before, such as {id}",
        "앞에 나온 id와 같은 서브모델이 {count}개 있습니다. 예: {id}",
    ),
    hint=Sentence(
        "add another element or {{row}} to submodel: under ids:",
        "ids:의 submodel:에 다른 요소나 {{row}}를 더하세요",
    ),
    why=Sentence(
        "A second submodel of the same id overwrites the first.", "같은 id의 서브모델은 앞의 것을 덮어씁니다."
    ),
    spec="IDTA-01001, Identifiable/id",
)
NOTHING_MAPPED: Final = Rule(
    code="MAP017",
    name="nothing-mapped",
    severity=Severity.ERROR,
    message=Sentence(
        "no column of {table} fits the model {model}: {columns}",
        "{table}에 모델 {model}에 맞는 열이 없습니다: {columns}",
    ),
    hint=Sentence("choose another model, or write a mapping", "다른 모델을 고르거나 매핑을 작성하세요"),
    why=Sentence("There would be nothing in the submodels.", "서브모델에 들어갈 값이 없습니다."),
    spec="mapping language 1",
)
NO_ROWS: Final = Rule(
    code="SRC090",
    name="no-rows",
    severity=Severity.ERROR,
    message=Sentence("there is a header but no row", "머리글만 있고 데이터 행이 없습니다"),
    hint=Sentence("export the data again with its rows", "데이터 행을 포함해 다시 내보내세요"),
    why=Sentence("There is nothing to convert.", "변환할 것이 없습니다."),
)

OTHER_KIND: Final = Rule(
    code="SRC043",
    name="another-kind-of-table",
    severity=Severity.WARNING,
    message=Sentence(
        "the file is left out: it has {found} of the {wanted} mapped columns",
        "매핑한 열 {wanted}개 중 {found}개만 있어 이 파일은 제외합니다",
    ),
    hint=Sentence("convert it in a run of its own", "이 파일은 따로 변환하세요"),
    why=Sentence(
        "A folder may hold tables of several kinds, and only one kind fits a mapping.",
        "한 폴더에 여러 종류의 표가 있을 수 있지만 매핑은 한 종류에만 맞습니다.",
    ),
)

SPREAD_ROWS: Final = 300
"""Rows of each batch that are looked at where the first rows leave a doubt."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes. `strict` makes every warning about the mapping an error."""

    metamodel: Metamodel = "3.0"
    part: Format = "json"
    on_error: OnError = "stop"
    strict: bool = False


@dataclass(slots=True)
class Outcome:
    """What a run did: rows read, submodels written, rows left out, findings, and the plan of the first table."""

    report: Report = field(default_factory=Report)
    read: int = 0
    written: int = 0
    left_out: int = 0
    cells_left_out: int = 0
    assets: int = 0
    plan: Plan | None = None
    file: Path | None = None


def convert(
    tables: list[Table],
    model: Model,
    mapping: Mapping,
    target: Path,
    options: Options,
    progress: Progress | None = None,
) -> Outcome:
    """Convert tables with the same columns into one document at `target`.

    The outcome's report holds every finding; `file` is None when nothing was written. OSError from the disk passes.
    """
    outcome = Outcome()
    for table in tables:
        outcome.report.extend(table.findings)
    tables = list(of_this_kind(tables, mapping, outcome.report))
    outcome.report.extend(check_same_columns(tables))
    if not mapping.assignments:
        first = tables[0]
        columns = ", ".join(column.name for column in first.columns[:12])
        values = {"table": Path(first.name).name, "model": model.id, "columns": columns}
        outcome.report.add(Diagnostic(NOTHING_MAPPED, Location(file=first.name), values))
    if not tables or not outcome.report.ok:
        return outcome
    format_: Format = (
        "xml" if target.suffix.lower() == ".xml" else options.part if target.suffix.lower() == ".aasx" else "json"
    )
    script = Script(format_, options.metamodel)
    with scratch_beside(target) as scratch:
        writer = EnvironmentWriter(script, scratch, deflated=target.suffix.lower() == ".aasx")
        running = Running(model, mapping, script, options, writer, outcome, progress or (lambda rows: None))
        digest = sha256("".join(table.identity for table in tables).encode()).hexdigest()
        for table in tables:
            running.table(table, digest)
        running.finish(target)
    return outcome


def of_this_kind(tables: list[Table], mapping: Mapping, report: Report) -> Iterator[Table]:
    """Yield the tables that the mapping is for; of several, those without half of its columns are left out aloud."""
    wanted = {
        name for one in mapping.assignments for _, cell in (*one.parts, *named(one.items)) for name in cell.columns
    }
    for table in tables:
        found = len(wanted & {column.name for column in table.columns})
        if len(tables) > 1 and 2 * found < len(wanted):
            values = {"found": found, "wanted": len(wanted)}
            report.add(Diagnostic(OTHER_KIND, Location(file=table.name), values))
        else:
            yield table


def named(items: tuple[Cell, ...]) -> Iterator[tuple[str, Cell]]:
    """Yield the items of a list as parts."""
    return (("value", cell) for cell in items)


@dataclass(slots=True)
class Running:
    """A run under way."""

    model: Model
    mapping: Mapping
    script: Script
    options: Options
    writer: EnvironmentWriter
    outcome: Outcome
    progress: Progress
    shells: Shells = field(default_factory=Shells)
    seen: SeenIds = field(default_factory=SeenIds)
    first_repeated: Diagnostic | None = None
    repeated: int = 0
    said: set[tuple[str, str]] = field(default_factory=set)

    @property
    def writing(self) -> bool:
        """Whether what is filled will be kept: after a fault with `stop` the rest is only checked."""
        return self.options.on_error == "skip" or self.outcome.report.ok

    def table(self, table: Table, digest: str) -> None:
        """Run one table."""
        batches = iter(table.batches())
        first = next(batches, None)
        if first is None:
            self.outcome.report.add(Diagnostic(NO_ROWS, Location(file=table.name)))
            return
        stem = Path(table.name).stem
        spread = cache(partial(spread_rows, table))
        source = Input(table.name, stem, table.columns, table.identity, digest, first.frame, spread)
        plan, findings = compile_plan(self.model, self.mapping, source, self.script)
        self.say(findings)
        if plan is None or (self.options.strict and not self.outcome.report.ok):
            return
        self.outcome.plan = self.outcome.plan or plan
        tally = Tally()
        for batch in with_first(first, batches):
            self.batch(plan, batch, tally)
        faults = list(tally.findings(plan))
        self.outcome.cells_left_out += sum(f.count for f in faults if f.severity is Severity.ERROR)
        self.outcome.report.extend(faults)

    def batch(self, plan: Plan, batch: Batch, tally: Tally) -> None:
        """Run one batch."""
        self.outcome.report.extend(batch.findings)
        self.outcome.read += batch.frame.height + batch.unread
        self.outcome.left_out += batch.unread
        writing = self.writing and (self.options.on_error == "skip" or not tally.has_errors)
        filled = run(plan, batch, tally, write=writing)
        self.outcome.left_out += filled.left_out
        submodels, named = filled.submodels, filled.named
        if named.height:
            again = self.seen.repeated(named[SUBMODEL_ID])
            if again.any():
                self.note_repeated(plan, named.filter(again)[SUBMODEL_ID])
                submodels, named = submodels.filter(~again), named.filter(~again)
        self.writer.write_submodels(submodels)
        self.shells.add(named)
        self.outcome.written += len(submodels)
        self.progress(batch.frame.height + batch.unread)

    def note_repeated(self, plan: Plan, ids: pl.Series) -> None:
        """Count submodels whose id came before; they are left out."""
        self.repeated += len(ids)
        self.outcome.left_out += len(ids)
        values = {"count": self.repeated, "id": ids[0]}
        if self.first_repeated is None:
            self.first_repeated = Diagnostic(REPEATED_ID, Location(file=plan.table), values)
        values = {**self.first_repeated.values, "count": self.repeated}
        self.first_repeated = replace(self.first_repeated, values=values, count=self.repeated)

    def say(self, findings: list[Diagnostic]) -> None:
        """Report what compiling found, once for all tables; strict makes errors of warnings."""
        for finding in findings:
            key = (finding.rule.code, finding.message)
            if key in self.said:
                continue
            self.said.add(key)
            if self.options.strict and finding.severity is Severity.WARNING:
                finding = replace(finding, severity_override=Severity.ERROR)
            self.outcome.report.add(finding)

    def finish(self, target: Path) -> None:
        """Write the document, unless a fault forbids it."""
        outcome = self.outcome
        if self.first_repeated is not None:
            outcome.report.add(self.first_repeated)
        plan = outcome.plan
        stopped = self.options.on_error == "stop" and not outcome.report.ok
        if plan is None or stopped or not outcome.written:
            outcome.left_out = outcome.read
            outcome.written = 0
            return
        segments = self.writer.finish(self.shells.written(self.script, plan.naming), concepts(self.script, plan.forms))
        write_target(target, self.script.format, segments)
        outcome.file = target


def spread_rows(table: Table) -> pl.DataFrame:
    """Return some rows of every batch of a table."""
    return pl.concat([batch.frame.gather_every(max(1, len(batch.frame) // SPREAD_ROWS)) for batch in table.batches()])


def with_first(first: Batch, rest: Iterator[Batch]) -> Iterator[Batch]:
    """Yield the batch that was read ahead, then the others."""
    yield first
    yield from rest
