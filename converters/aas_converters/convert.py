"""Convert tables into a document: read, plan, fill, write; every row is written or reported."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from copy import deepcopy
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from aas_converters.beside.process import Crew
from aas_converters.destination import Destination
from aas_converters.documents.concepts import concepts
from aas_converters.documents.forms import PACKAGE, RdfForm, form_of, is_rdf, script_format
from aas_converters.documents.in_order import InOrder, threads, usual_jobs
from aas_converters.documents.segments import Scratch, Segment
from aas_converters.documents.target import scratch_beside, write_target
from aas_converters.expected import Progress, announce
from aas_converters.letters.script import Script
from aas_converters.mapping.mapping import Cell
from aas_converters.mapping.reshaped import check_same_rows, reshaped
from aas_converters.outcome import Job, Options, Outcome
from aas_converters.packages import check_density, write_packages
from aas_converters.parts import Part, Parts
from aas_converters.passing import Passing
from aas_converters.portions.portion import run_digest
from aas_converters.rejects import open_rejects
from aas_converters.running import Running, with_spill
from aas_converters.seen_ids import Ledger, SeenIds
from aas_converters.shapes.groups import UnsortedGroupsError
from aas_converters.shapes.time_series import record_forms
from aas_converters.shells import Shells
from aas_converters.sources import Table, check_same_columns
from aas_converters.sources.delimited import NO_ROWS
from aas_validators.diagnostics import Diagnostic, Location, Report, Rule, Sentence, Severity
from aas_validators.document.jsonable import pointer_text

NOTHING_MAPPED: Final = Rule(
    code="MAP017",
    name="nothing-mapped",
    severity=Severity.ERROR,
    message=Sentence(
        "no column of {table} fits the model {model}: {columns}",
        "{table}에 모델 {model}에 맞는 열이 없습니다: {columns}",
    ),
    hint=Sentence("choose another model, or write a mapping", "다른 모델을 고르거나 매핑을 작성하십시오"),
    why=Sentence("There would be nothing in the submodels.", "서브모델에 들어갈 값이 없습니다."),
    spec="mapping language 1",
)
OTHER_KIND: Final = Rule(
    code="SRC043",
    name="another-kind-of-table",
    severity=Severity.WARNING,
    message=Sentence(
        "the file is left out: it has {found} of the {wanted} mapped columns",
        "매핑한 열 {wanted}개 중 {found}개만 있어 이 파일은 제외합니다",
    ),
    hint=Sentence("convert it in a run of its own", "이 파일은 따로 변환하십시오"),
    why=Sentence(
        "A folder may hold tables of several kinds, and only one kind fits a mapping.",
        "한 폴더에 여러 종류의 표가 있을 수 있지만 매핑은 한 종류에만 맞습니다.",
    ),
)


def convert(
    tables: list[Table],
    jobs: list[Job],
    target: Path,
    options: Options,
    progress: Progress | None = None,
    ledger: Ledger | None = None,
) -> Outcome:
    """Convert tables with the same columns into one document at `target`; every job fills its model from every row.

    `ledger` notes the ids of the submodels where other machines convert other parts of the same run.
    The outcome's report holds every finding; `file` is None when nothing was written. OSError from the disk passes.
    """
    beginning = Outcome()
    for table in tables:
        beginning.report.extend(table.findings)
    tables = list(
        of_this_kind([chosen_rows(table, jobs, beginning.report) for table in tables], jobs, beginning.report)
    )
    beginning.report.extend(check_same_columns(tables))
    beginning.report.extend(check_same_rows([job.mapping for job in jobs]))
    for job in jobs:
        if tables and not job.mapping.assignments:
            beginning.report.add(nothing_mapped(tables[0], job))
    if not tables or not beginning.report.ok:
        return beginning
    # Sorted input streams. Where a group comes back after another one, the run begins again and brings the rows
    # together on disk: reading twice is cheaper than sorting everything that did not need it.
    for unsorted in (False, True):
        try:
            return attempt(tables, jobs, target, options, progress, ledger, beginning, unsorted=unsorted)
        except UnsortedGroupsError:
            if unsorted:
                raise
    return beginning


def attempt(
    tables: list[Table],
    jobs: list[Job],
    target: Path,
    options: Options,
    progress: Progress | None,
    ledger: Ledger | None,
    beginning: Outcome,
    *,
    unsorted: bool,
) -> Outcome:
    """Run all jobs over all tables; UnsortedGroupsError if a group comes back and rows are not brought together."""
    outcome = Outcome(report=deepcopy(beginning.report))
    announce(progress, tables)
    form = form_of(target, options.part)
    script = Script(script_format(form), options.metamodel)
    digest = run_digest(tables)
    with ExitStack() as stack:
        deflated = target.suffix.lower() == PACKAGE and not is_rdf(form)
        scratch = Scratch(stack.enter_context(scratch_beside(target)), deflated=deflated, compress=options.compress)
        shells = partial(Shells, target.parent, stack)
        parts = Parts(script, scratch, len(jobs), shells, options.split_by, options.split_size)
        jobs_at_once = options.jobs or usual_jobs()
        line = InOrder(stack.enter_context(threads(jobs_at_once)), parts.take, jobs_at_once)
        crew = stack.enter_context(Crew(jobs_at_once - 1))
        streams = len(jobs) == 1 and options.split_by is None
        destination = Destination(parts, line, target, stack, SeenIds(ledger), streams=streams)
        rejects = stack.enter_context(open_rejects(options.rejects, jobs[0].mapping.settings, options.lang))
        running = [
            Running(job, script, options, outcome, destination, number, rejects=rejects)
            for number, job in enumerate(jobs)
        ]
        if unsorted:
            running = [with_spill(one, stack, target.parent) for one in running]
        passing = Passing(running, outcome, progress, rejects, line, crew)
        for table in tables:
            passing.table(table, digest)
        if not outcome.read and outcome.report.ok:
            where = Location(file=tables[0].name)
            outcome.report.add(Diagnostic(NO_ROWS, where, severity_override=Severity.ERROR))
        for one in running:
            one.finish()
        line.drain()
        outcome.left_out += sum(one.left_out for one in running)
        outcome.plans = [one.first_plan for one in running if one.first_plan is not None]
        finish(outcome, destination, script, target, options, running)
        if rejects is not None and options.rejects is not None and outcome.plans:
            rejects.finish(options.rejects, [column.name for column in tables[0].columns])
            outcome.rejected = rejects.rows
    return outcome


def finish(
    outcome: Outcome,
    destination: Destination,
    script: Script,
    target: Path,
    options: Options,
    running: list[Running],
) -> None:
    """Write the document, unless a fault forbids it."""
    stopped = options.on_error == "stop" and not outcome.report.ok
    if not outcome.plans or stopped or not outcome.written:
        outcome.left_out = outcome.read
        outcome.written = 0
        return
    forms = tuple(
        form
        for plan in outcome.plans
        for form in (*plan.forms, *record_forms(plan.series.fields if plan.series else ()))
    )
    described = concepts(script, forms)
    naming = outcome.plans[0].naming

    def write(part: Part, shells: Shells, path: Path) -> None:
        shells_writer = partial(shells.write, script, naming) if shells else None
        environment = part.writer.finish(shells_writer, described)
        form = form_of(target, options.part)
        divided = options.split_by is not None
        supplements = [file for one in running for file in one.supplements(part.groups if divided else None)]
        with ExitStack() as stack:
            if is_rdf(form):
                environment = rdf_of(environment, path, stack, script.metamodel, form, outcome.report)
            write_target(path, form, environment, supplements)
        if path.suffix.lower() == PACKAGE:
            outcome.report.extend(check_density(environment, str(path)))

    parts = destination.parts.parts
    if options.split_by is None:
        write(parts[0], parts[0].all_shells(), target)
        outcome.file = target
    else:
        outcome.file, outcome.packages = write_packages(target, parts, options.split_by, write)


def rdf_of(
    environment: list[Segment], target: Path, stack: ExitStack, metamodel: str, form: RdfForm, report: Report
) -> list[Segment]:
    """Return an environment of JSON as RDF; report what has no form in it."""
    from aas_converters.rdf.segments import rdf_segment  # late: few results are RDF

    scratch, written = (stack.enter_context(scratch_beside(target)) for _ in range(2))
    deflated = target.suffix.lower() == PACKAGE
    segment, lost = rdf_segment(environment, scratch, written, metamodel, form, deflated=deflated)
    where = Location(file=str(target))
    report.extend(Diagnostic(one.rule, replace(where, pointer=pointer_text(one.pointer)), one.values) for one in lost)
    return [segment]


def nothing_mapped(table: Table, job: Job) -> Diagnostic:
    """Return the finding for a mapping without an element."""
    columns = ", ".join(column.name for column in table.columns[:12])
    values = {"table": Path(table.name).name, "model": job.model.name, "columns": columns}
    return Diagnostic(NOTHING_MAPPED, Location(file=table.name), values)


def chosen_rows(table: Table, jobs: list[Job], report: Report) -> Table:
    """Return a table with its rows as the first mapping chooses them: several models share one reading."""
    mapping = jobs[0].mapping
    shaped, findings = reshaped(table, mapping.rows, mapping.file)
    report.extend(findings)
    return shaped


def of_this_kind(tables: list[Table], jobs: list[Job], report: Report) -> Iterator[Table]:
    """Yield the tables that the mappings are for; of several, those without half of the columns are left out aloud."""
    assignments = [one for job in jobs for one in job.mapping.assignments]
    wanted = {name for one in assignments for _, cell in (*one.parts, *named(one.items)) for name in cell.columns}
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
