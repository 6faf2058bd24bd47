"""A run in parts under way: what is made, what is still to be made, and what is written down of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from aas_converters.partitions.ids import FOLDER, IN_TWO_PARTS, packed, repeats
from aas_converters.partitions.manifest import (
    Manifest,
    Rows,
    Shard,
    earlier_manifest,
    finished_shards,
    manifest_of,
    write_manifest,
)
from aas_converters.partitions.shard import Work, name_of
from aas_converters.partitions.split import Partition
from aas_validators.diagnostics import Diagnostic, Location

SHARE: Final = 20
"""Writing the manifest may take one part in so many of the time; it grows with the run."""

Made = Iterable[tuple[Shard, list[Diagnostic]]]


@dataclass(slots=True)
class Run:
    """The parts of a run by their numbers. `plan` is a digest of all that decides the bytes of their shards.

    `compared`: what is made has no id twice, and parts that are made again know which ids earlier ones have.
    """

    work: Work
    plan: str
    parts: dict[int, Partition]
    shards: dict[int, Shard] = field(default_factory=dict)
    findings: dict[int, list[Diagnostic]] = field(default_factory=dict)
    compared: bool = False
    due: float = 0.0

    @property
    def manifest(self) -> Manifest:
        """What is made up to now."""
        return manifest_of(self.plan, len(self.parts), self.shards.values(), compared=self.compared)

    def resume(self) -> int:
        """Take what an earlier try has made and is still there; return how many shards. OtherRunError as said there."""
        earlier = earlier_manifest(self.work.store, self.plan)
        if earlier is None:
            return 0
        self.shards = {shard.partition: shard for shard in finished_shards(self.work.store, earlier)}
        self.compared = earlier.compared
        for shard in earlier.shards:
            part = self.parts[shard.partition]
            self.parts[shard.partition] = replace(part, before=bytes.fromhex(shard.before))
        return len(self.shards)

    def missing(self) -> list[Partition]:
        """Return the parts that are not made."""
        return [part for number, part in self.parts.items() if number not in self.shards]

    def finish(self, make: Callable[[list[Partition]], Made], progress: Callable[[int], None] | None) -> None:
        """Have what is missing made by `make`, compare the ids of all parts, and write the manifest."""
        write_manifest(self.work.store, self.manifest)
        for shard in self.taken(make(self.missing())):
            if progress is not None:
                progress(shard.rows)
        if not self.compared:
            found = repeats(self.work.store, self.shards)
            for _ in self.taken(make([*self.knowing(found)])):
                pass
            self.findings[0] = [*in_two_parts(found, self.shards)]
            self.compared = all(not shard.failed for shard in self.shards.values())
        write_manifest(self.work.store, self.manifest)
        if self.manifest.complete:
            self.work.store.remove(FOLDER)

    def taken(self, made: Made) -> Iterator[Shard]:
        """Take what the workers bring, and write it down soon; yield each shard."""
        for shard, findings in made:
            if shard.file is None:
                self.work.store.remove(name_of(shard.partition, self.work.suffix))
            self.shards[shard.partition], self.findings[shard.partition] = shard, findings
            if time.monotonic() >= self.due:
                began = time.monotonic()
                write_manifest(self.work.store, self.manifest)
                took = time.monotonic() - began
                self.due = time.monotonic() + SHARE * took
            yield shard

    def knowing(self, found: pl.DataFrame) -> Iterator[Partition]:
        """Yield the parts that have ids of earlier ones, which are made again without them."""
        for (number,), rows in found.sort("part").partition_by("part", as_dict=True, maintain_order=True).items():
            part = self.parts[int(number)]
            # what an earlier try has found stays: the ids that were left out are not among those that were compared
            yield replace(part, before=part.before + packed(rows["id"]))


def in_two_parts(found: pl.DataFrame, shards: dict[int, Shard]) -> Iterator[Diagnostic]:
    """Yield a finding for each two parts that have ids in common."""
    pairs = found.group_by("part", "first").len("count").sort("part", "first")
    for part, first, count in pairs.iter_rows():
        here, there = (" + ".join(map(span, shards[number].holds)) for number in (part, first))
        values = {"count": f"{count:,}", "rows": here, "first_rows": there}
        yield Diagnostic(IN_TWO_PARTS, Location(file=shards[part].holds[0].source), values)


def span(rows: Rows) -> str:
    """Return rows as a person reads them."""
    return (
        f"{rows.source} {rows.first:,}–{rows.end - 1:,}" if rows.end is not None else f"{rows.source} {rows.first:,}–"
    )
