"""One job under way: its plan for the table at hand, its faults, and where its submodels go."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Final

import polars as pl

from aas_converters.beside.block import LONGEST_ID, Done, fillable, numbers_of
from aas_converters.chunks import Filler, Filling
from aas_converters.destination import Destination
from aas_converters.documents.aasx import Supplement
from aas_converters.documents.environment import between_items
from aas_converters.documents.target import scratch_beside, supplements_folder
from aas_converters.letters.fill import any_of
from aas_converters.letters.identifiables import ASSET_ID, SUBMODEL_ID, reference_letter
from aas_converters.letters.script import Script
from aas_converters.outcome import Job, Options, Outcome
from aas_converters.parts import Parts, Piece, fill_task
from aas_converters.plan.compile import compile_plan
from aas_converters.plan.plan import ROW, Plan
from aas_converters.plan.run import Filled, check, lettered, with_ids, written_series
from aas_converters.plan.source import Source, spread_rows
from aas_converters.plan.tally import Tally
from aas_converters.portions.portion import whole_of
from aas_converters.rejects import Rejects, note_cells
from aas_converters.shapes.complete import lacking, rows_of
from aas_converters.shapes.gather import ROWS
from aas_converters.shapes.group_plan import GROUP
from aas_converters.shapes.groups import Groups, groups_of
from aas_converters.shapes.series import Series
from aas_converters.shapes.series_files import SeriesFiles
from aas_converters.shapes.series_plan import BACKWARD, INTERNAL_LIMIT, LARGE_SERIES
from aas_converters.shapes.spill import Spill, open_spill
from aas_converters.shells import NAMED
from aas_converters.sources import Batch, Table
from aas_converters.sources.table import BATCH_ROWS
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

REPEATED_ID: Final = Rule(
    code="VAL022",
    name="repeated-id",
    severity=Severity.ERROR,
    message=Sentence(
        "{count} submodels have an id that came before, such as {id}",
        "앞에 나온 id와 같은 서브모델이 {count}개 있습니다. 예: {id}",
    ),
    hint=Sentence(
        "add another element or {{row}} to submodel: under ids:", "ids:의 submodel:에 다른 요소나 {{row}}를 더하십시오"
    ),
    why=Sentence(
        "A second submodel of the same id overwrites the first.", "같은 id의 서브모델은 앞의 것을 덮어씁니다."
    ),
    spec="IDTA-01001, Identifiable/id",
)

LONG_ID: Final = Rule(
    code="VAL023",
    name="id-too-long",
    severity=Severity.ERROR,
    message=Sentence("the id is longer than {limit} characters: {id}", "id가 {limit}자를 넘습니다: {id}"),
    hint=Sentence("choose a shorter key under ids:", "ids:에 더 짧은 키를 고르십시오"),
    why=Sentence("No tool would accept the submodel.", "어떤 도구도 이 서브모델을 받지 않습니다."),
    spec="IDTA-01001, Identifier",
)


@dataclass(slots=True)
class Running:
    """A job under way. `spill` is where its rows are brought together, None while they stream."""

    job: Job
    script: Script
    options: Options
    outcome: Outcome
    destination: Destination
    number: int
    spill: Spill | None = None
    plan: Plan | None = None
    first_plan: Plan | None = None
    tally: Tally = field(default_factory=Tally)
    groups: Groups | None = None
    series: Series | None = None
    repeated: Diagnostic | None = None
    said: set[tuple[str, str]] = field(default_factory=set)
    left_out: int = 0
    rejects: Rejects | None = None
    current: Batch | None = None
    filler: Filler | None = None
    many_assets: bool = False

    def start(self, table: Table, digest: str, first: Batch) -> bool:
        """Compile the plan for a table; say whether there is one."""
        whole = whole_of(table)
        spread = cache(partial(spread_rows, whole))
        stem = Path(table.name).stem
        sample = first.frame.head(BATCH_ROWS) if whole is table else next(iter(whole.batches())).frame
        source = Source(table.name, stem, table.columns, table.identity, digest, sample, spread)
        self.plan, findings = compile_plan(self.job.model, self.job.mapping, source, self.script)
        self.say(findings)
        self.tally = Tally()
        if self.plan is None or (self.options.strict and not self.outcome.report.ok):
            self.plan = None
            return False
        if self.first_plan is None:
            self.first_plan = self.plan
            self.series = self.series_of(self.plan)
            self.groups = groups_of(self.plan, self.series, self.destination.parts.scratch)
        return True

    def series_of(self, plan: Plan) -> Series | None:
        """Return what makes time series, None where the model asks for none."""
        if plan.series is None:
            return None
        target = self.destination.target
        files = None
        if plan.series.records == "external":
            scratch = self.destination.stack.enter_context(scratch_beside(target))
            deflated = target.suffix.lower() == ".aasx"
            files = SeriesFiles(plan.series, self.destination.file_prefix(plan.model.name), scratch, deflated)
        return Series(plan, plan.series, files, supplements_folder(target), self.destination.parts.scratch)

    def supplements(self, groups: set[str] | None = None) -> list[Supplement]:
        """Return the files of external time series, of all groups or of some."""
        if self.series is None or self.series.files is None:
            return []
        files = self.series.files.of_groups(groups)
        return [Supplement(file.name, file.content_type, file.segment) for file in files]

    @property
    def writing(self) -> bool:
        """Whether what is filled will be kept: after a fault with `stop` the rest is only checked."""
        return self.options.on_error == "skip" or (self.outcome.report.ok and not self.tally.has_errors)

    def batch(self, batch: Batch) -> None:
        """Run one batch."""
        if self.plan is None:
            return
        checked = check(self.plan, batch, self.tally, whole=self.rejects is not None)
        self.left_out += checked.left_out
        self.current = batch
        if self.rejects is not None and checked.lost is not None:
            note_cells(self.rejects, self.plan, batch, checked.sources, checked.texts, checked.lost)
        if not self.writing:
            return
        if self.groups is None:
            self.write(checked.frame)
        elif self.spill is not None:
            self.spill.add(checked.frame)
        else:
            for groups in self.groups.feed(checked.frame):
                self.write(self.complete(groups))

    def end_table(self) -> None:
        """Report the faults of a table."""
        if self.plan is not None:
            self.outcome.report.extend(self.tally.findings(self.plan))
            self.outcome.coverage.add(self.plan, self.tally)
            self.tally = Tally()

    def finish(self) -> None:
        """Write what is still open: the last group, or all of them where rows had to be brought together."""
        if self.groups is not None and self.writing:
            if self.spill is not None:
                for rows in self.spill.sorted_rows():
                    for frame in rows.iter_slices(BATCH_ROWS):
                        for groups in self.groups.feed(frame):
                            self.write(self.complete(groups))
            for groups in self.groups.finish():
                self.write(self.complete(groups))
            self.warn_of_series()
        if self.repeated is not None:
            self.outcome.report.add(self.repeated)

    def warn_of_series(self) -> None:
        """Say when a submodel holds so many records that a file would be better, or records go back in time."""
        series = self.series
        if series is None or self.first_plan is None:
            return
        if series.backward:
            where = Location(file=self.first_plan.table, field=series.first_backward)
            self.outcome.report.add(Diagnostic(BACKWARD, where, {"count": f"{series.backward:,}"}))
        if series.shape.records == "internal" and series.most > INTERNAL_LIMIT:
            where = Location(file=self.first_plan.mapping.file)
            self.outcome.report.add(Diagnostic(LARGE_SERIES, where, {"records": f"{series.most:,}"}))

    def complete(self, groups: pl.DataFrame) -> pl.DataFrame:
        """Return the groups that have all they must have; report the others."""
        plan = self.first_plan
        if plan is None:
            return groups
        lost = []
        for without, finding in lacking(plan, groups):
            self.outcome.report.add(finding)
            lost.append(without)
        return groups if not lost else self.without(groups, groups.select(any_of(lost)).to_series())

    def without(self, frame: pl.DataFrame, lost: pl.Series) -> pl.DataFrame:
        """Return rows or groups but those that are lost, and count what is left out with them."""
        gone = frame.filter(lost)
        self.left_out += gone.height if self.groups is None else rows_of(gone)
        if self.series is not None and self.series.files is not None:
            self.series.files.forget(gone[GROUP])
        return frame.filter(~lost)

    def write(self, frame: pl.DataFrame) -> None:
        """Write a submodel for each row of a frame, where its id is new and not too long."""
        plan = self.first_plan if self.groups is not None else self.plan
        if plan is None or not frame.height or not self.writing:
            return
        ready = with_ids(plan, frame, "submodel")
        names = ready[SUBMODEL_ID]
        # the id of a time series is that of its group with "timeseries" for "submodel"
        longest = LONGEST_ID - (2 if plan.series else 0)
        long, again = names.str.len_chars() > longest, self.destination.seen.repeated(names)
        if long.any():
            values = {"limit": LONGEST_ID, "id": str(names.filter(long)[0])[:60] + "…"}
            self.outcome.report.add(Diagnostic(LONG_ID, Location(file=plan.table), values, count=int(long.sum())))
        if again.any():
            self.note_repeated(plan, names.filter(again))
        lost = long | again
        if lost.any():
            self.reject(frame, lost, long, names)
            frame, ready = self.without(frame, lost), ready.filter(~lost)
        self.outcome.written += frame.height * (2 if plan.series else 1)
        if self.groups is None:
            self.fill(plan, ready)
        else:
            self.fill_groups(plan, ready, frame)

    def fill(self, plan: Plan, frame: pl.DataFrame) -> None:
        """Have submodels filled, one for each row of a frame with ids."""
        parts, line = self.destination.parts, self.destination.line
        if parts.split_by == "asset":
            frame = frame.sort(ASSET_ID, maintain_order=True)
        named = frame.select(NAMED)
        if self.filler is None or self.filler.filling.submodel is not plan.submodel:
            self.filler = Filler(filling_of(plan, parts))
        numbers = None
        if self.destination.streams and not self.many_assets:
            numbers = numbers_of(named)
            # references are written with the submodels while few assets have them all, and never again after
            self.many_assets = numbers is None
        ready, assets = fillable(plan, self.filler, frame, numbers)
        line.put(fill_task(self.filler, self.number, ready, named, assets, parts.split_by))

    def merge(self, found: Done) -> None:
        """Take what became of a block of rows behind all others so far, whose ids are new."""
        self.tally.merge(found.tally)
        self.outcome.coverage.merge(found.coverage)
        self.left_out += found.left_out
        for some in found.batches if self.writing else ():
            self.destination.seen.add(some.hashes.sort())
            if len(some.hashes):
                self.many_assets = self.many_assets or some.chunks.references is None
                self.outcome.written += len(some.hashes)
                rows, references = pl.Series([len(some.hashes)]), some.chunks.references
                piece = Piece(self.number, some.named, some.chunks.submodels, None, rows, references=references)
                self.destination.parts.take(piece)

    def fill_groups(self, plan: Plan, frame: pl.DataFrame, keyed: pl.DataFrame) -> None:
        """Write submodels, one for each group of a frame with ids, and their time series; `keyed` has the keys."""
        submodels, rows, groups = lettered(plan, frame, plan.submodel), frame[ROWS], frame[GROUP]
        if plan.series is not None:
            submodels, order = alternating(submodels, written_series(plan, keyed, plan.series.submodel))
            rows, groups = pl.concat([rows, rows * 0])[order], pl.concat([groups, groups])[order]
        keys = {"asset": submodels.named[ASSET_ID], "group": groups}.get(self.destination.parts.split_by or "")
        piece = Piece(self.number, submodels.named, submodels.submodels, keys, rows, groups)
        self.destination.line.put(lambda: piece)

    def reject(self, frame: pl.DataFrame, lost: pl.Series, long: pl.Series, names: pl.Series) -> None:
        """Put the rows aside whose id is too long or came before; what is left out of a group is only reported."""
        if self.rejects is None or self.current is None or self.groups is not None:
            return
        for place in lost.arg_true().to_list():
            values = {"limit": LONGEST_ID, "id": str(names[place])[:60], "count": 1}
            rule = LONG_ID if long[place] else REPEATED_ID
            self.rejects.note(int(frame[ROW][place]) - self.current.first_row, Diagnostic(rule, values=values), "")

    def note_repeated(self, plan: Plan, ids: pl.Series) -> None:
        """Count submodels whose id came before; they are left out."""
        count = len(ids) + (self.repeated.count if self.repeated else 0)
        values = {"count": count, "id": self.repeated.values["id"] if self.repeated else ids[0]}
        self.repeated = Diagnostic(REPEATED_ID, Location(file=plan.table), values, count=count)

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


def filling_of(plan: Plan, parts: Parts) -> Filling:
    """Return how the submodels of a plan are filled and kept."""
    script, scratch = parts.script, parts.scratch
    between = between_items(script)
    return Filling(
        plan.submodel, between, reference_letter(script), script.separator, scratch.deflated, scratch.compress
    )


def alternating(groups: Filled, series: Filled) -> tuple[Filled, list[int]]:
    """Return each group with its time series behind it, so that the order does not depend on batches; and the order."""
    count = len(groups.submodels)
    order = [place for i in range(count) for place in (i, count + i)]
    submodels = pl.concat([groups.submodels, series.submodels]).gather(order)
    return Filled(submodels, pl.concat([groups.named, series.named])[order]), order


def with_spill(running: Running, stack: ExitStack, beside: Path) -> Running:
    """Return a job whose rows are brought together on disk; the folder goes with the stack."""
    running.spill, folder = open_spill(GROUP, running.options.memory, beside)
    stack.enter_context(folder)
    return running
