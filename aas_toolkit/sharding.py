"""Convert in parts on one machine or on many: package shards and a manifest, begun again where a run was broken off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from hashlib import sha256
from os import PathLike
from pathlib import Path
from typing import Any, Literal

from aas_converters.convert import of_this_kind
from aas_converters.documents.forms import DocumentForm
from aas_converters.letters.script import Metamodel
from aas_converters.mapping.fitted import fitted
from aas_converters.mapping.mapping import Mapping
from aas_converters.outcome import MEGABYTE, Job, Options
from aas_converters.partitions.cluster import LOCAL, client_of, made
from aas_converters.partitions.manifest import Manifest
from aas_converters.partitions.run import Run
from aas_converters.partitions.shard import Work
from aas_converters.partitions.split import ROWS, Partition, Piece, divided, has_groups, partitions
from aas_converters.partitions.store import store_at
from aas_converters.plan.run import OnError
from aas_converters.portions.portion import run_digest
from aas_converters.sources import Settings, Table, check_same_columns, open_tables
from aas_converters.sources.addresses import shown
from aas_converters.sources.settings import merged
from aas_reference_models.model import Model
from aas_toolkit import __version__
from aas_toolkit.converting import MappingChoice, ModelChoice, jobs_of, read_mapping, several
from aas_toolkit.templates import choose_model
from aas_validators.diagnostics import Report

Source = str | PathLike[str]


@dataclass(frozen=True, slots=True)
class Sharded:
    """What a conversion in parts did. `again` shards were there from an earlier try of the same run."""

    manifest: Manifest
    report: Report
    again: int

    @property
    def ok(self) -> bool:
        """Whether every row of every partition was written."""
        return self.report.ok and self.manifest.complete and self.manifest.left_out == 0


def convert_shards(
    source: Source | Iterable[Source],
    *,
    to: Source,
    scheduler: str = LOCAL,
    mapping: MappingChoice | Sequence[MappingChoice] | None = None,
    model: ModelChoice | Sequence[ModelChoice] | None = None,
    rows: int = ROWS,
    workers: int = 0,
    models: Iterable[Source] = (),
    settings: Settings | None = None,
    progress: Callable[[int], None] | None = None,
    client: Any = None,
    metamodel: Metamodel = "3.0",
    part: DocumentForm = "json",
    on_error: OnError = "stop",
    strict: bool = False,
    memory: int = 128,
    lang: Literal["en", "ko"] = "en",
) -> Sharded:
    """Convert sources partition by partition on a Dask cluster into packages and a `manifest.json` in `to`.

    `to` is a folder or an address of fsspec (s3://bucket/folder). `scheduler` is "local", which starts `workers`
    processes here (0: one for each core), or the address of a cluster whose workers see the same files; `client` is
    one that is connected already. Delimited text, Parquet and Arrow are divided every `rows` rows. Each shard has the
    same bytes whoever makes it and how often. Called again, only what the manifest lacks is made.

    The other arguments are as in `convert`. Raises what `convert` raises, and OtherRunError (a ValueError) where `to`
    holds another run.

        done = aas.convert_shards("year/*.parquet", mapping="mapping.yaml", to="s3://plant/2026", workers=8)
        done.ok, done.manifest.submodels
    """
    given = [source] if isinstance(source, str | PathLike) else list(source)
    folders = [Path(folder) for folder in models]
    mappings = [one if isinstance(one, Mapping) else read_mapping(one) for one in several(mapping)]
    wanted = [one if isinstance(one, Model) else choose_model(one, folders) for one in several(model)]
    settings = merged(mappings[0].settings if mappings else Settings(), settings or Settings())
    tables, ranges = opened([Path(one) if isinstance(one, PathLike) else one for one in given], settings, rows)
    jobs = [Job(*fitted(job.model, job.mapping)) for job in jobs_of(wanted, mappings, tables, folders)]
    report = Report(lang=lang)
    tables = list(of_this_kind(tables, jobs, report))
    report.extend(check_same_columns(tables))
    options = Options(
        metamodel=metamodel,
        part=part,
        on_error=on_error,
        strict=strict,
        memory=memory * MEGABYTE,
        jobs=1,
    )
    if ranges and has_groups(jobs):
        tables, ranges = open_tables([Path(one) if isinstance(one, PathLike) else one for one in given], settings), {}
    addresses = {shown(one): one for one in map(str, given) if "://" in one}
    parts = partitions(tables, jobs, settings, rows, ranges, addresses) if report.ok else []
    store = store_at(str(to))
    work = Work(tuple(jobs), options, store, run_digest(tables), compare=len(parts) > 1)
    run = Run(work, digest_of(work, parts), {part.number: part for part in parts}, compared=not work.compare)
    again = run.resume() if parts else 0
    if parts and not run.manifest.complete:
        with client_of(scheduler, workers) if client is None else nullcontext(client) as own:
            run.finish(lambda todo: made(own, todo, work), progress)
    for _, findings in sorted(run.findings.items()):
        report.extend(findings)
    return Sharded(run.manifest, report, again)


def opened(sources: list[Path | str], settings: Settings, rows: int) -> tuple[list[Table], dict[str, list[Piece]]]:
    """Return the tables, and for those of databases that can be divided their ranges, of which the first is opened."""
    pieces = [divided(Path(one) if "://" not in str(one) else str(one), settings, rows) for one in sources]
    tables = open_tables([one for one, found in zip(sources, pieces, strict=True) if not found], settings)
    ranges: dict[str, list[Piece]] = {}
    for source, found in zip(sources, pieces, strict=True):
        if found:
            (table,) = open_tables([source], found[0].settings)
            ranges[table.name] = found
            tables.append(table)
    return tables, ranges


def digest_of(work: Work, parts: list[Partition]) -> str:
    """Return a digest of all that decides the bytes of the shards: two runs of the same may be one run."""
    pieces = [
        (
            part.number,
            [(shown(one.source), one.start, one.end_row, one.end_byte, one.settings.query) for one in part.pieces],
        )
        for part in parts
    ]
    content = repr((__version__, work.jobs, work.options, work.run, work.suffix, pieces))
    return sha256(content.encode()).hexdigest()
