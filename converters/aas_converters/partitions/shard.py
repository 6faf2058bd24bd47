"""Convert one partition: a pure function from rows to the bytes of a package, on whatever machine."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

from aas_converters.convert import convert
from aas_converters.outcome import Job, Options, Outcome
from aas_converters.partitions.ids import unpacked, write_ids
from aas_converters.partitions.manifest import Rows, Shard
from aas_converters.partitions.split import Partition
from aas_converters.partitions.store import Store
from aas_converters.portions.portion import Portion
from aas_converters.seen_ids import Ledger
from aas_converters.sources.addresses import shown
from aas_converters.sources.delimited import NO_ROWS
from aas_converters.sources.problem import SourceError
from aas_validators.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Work:
    """What all partitions of a run share: models and mappings, options, where shards go and how they are called.

    `run` is what ids of assets are made of where they have no base. `compare`: ids are noted, as there are other parts.
    """

    jobs: tuple[Job, ...]
    options: Options
    store: Store
    run: str
    suffix: str = ".aasx"
    compare: bool = False


def name_of(number: int, suffix: str) -> str:
    """Return how the shard of a partition is called."""
    return f"shard-{number:05}{suffix}"


def make_shard(partition: Partition, work: Work) -> tuple[Shard, list[Diagnostic]]:
    """Convert a partition and put its shard into the store; return its line of the manifest and the findings kept.

    The same partition gives the same name and the same bytes, so doing it twice changes nothing.
    """
    name = name_of(partition.number, work.suffix)
    ledger = Ledger(unpacked(partition.before)) if work.compare else None
    with TemporaryDirectory(prefix="aas-shard-", dir=scratch_disk(), ignore_cleanup_errors=True) as folder:
        file = Path(folder) / name
        try:
            portions = [piece.opened(work.run) for piece in partition.pieces]
            options = replace(work.options, rejects=None)
            outcome = convert([*portions], list(work.jobs), file, options, ledger=ledger)
        except SourceError as error:
            holds = tuple(
                Rows(shown(piece.source), piece.start.row + piece.before, piece.end_row) for piece in partition.pieces
            )
            return Shard(partition.number, holds, None, 0, "", 0, 0, 0, len(error.findings), True), [*error.findings]
        if ledger is not None:
            write_ids(work.store, partition.number, ledger.all())
        size, digest = 0, ""
        if outcome.file is not None:
            size = file.stat().st_size
            with file.open("rb") as content:
                digest = file_digest(content, "sha256").hexdigest()
            for one in sorted(Path(folder).rglob("*")):
                if one.is_file() and one != file:
                    work.store.take(one, one.relative_to(folder).as_posix())
            work.store.take(file, name)
    kept = [*outcome.report]
    shard = Shard(
        partition=partition.number,
        holds=tuple(Rows(one.name, one.start.row + one.before, one.reached.row + one.before) for one in portions),
        file=name if outcome.file is not None else None,
        size=size,
        sha256=digest,
        rows=outcome.read,
        submodels=outcome.written,
        left_out=outcome.left_out,
        findings=len(outcome.report),
        failed=has_failed(outcome, portions),
        before=partition.before.hex(),
    )
    return shard, kept


def scratch_disk() -> str | None:
    """Return the folder of a Dask worker, which the next one tidies up if this one is killed; None elsewhere."""
    if (distributed := sys.modules.get("distributed")) is None:
        return None
    try:
        folder: str = distributed.get_worker().local_directory
    except ValueError:
        return None
    return folder


def has_failed(outcome: Outcome, portions: list[Portion]) -> bool:
    """Return whether rows were there to be written and were not: none is chosen of some partitions, which is fine."""
    errors = [finding for finding in outcome.report if finding.severity is Severity.ERROR]
    unchosen = all(finding.rule is NO_ROWS for finding in errors) and any(
        one.reached.row > one.start.row for one in portions
    )
    return outcome.file is None and not unchosen
