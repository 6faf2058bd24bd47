"""What a conversion in parts has made: one line for each shard, so that anybody can tell whether all is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec

from aas_converters.partitions.store import Store

FILE: Final = "manifest.json"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a source: from a record number to before another one, None for its end."""

    source: str
    first: int
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """What became of one partition. `file` is None where none of its rows was to be written, or one forbade it."""

    partition: int
    holds: tuple[Rows, ...]
    file: str | None
    size: int
    sha256: str
    rows: int
    submodels: int
    left_out: int
    findings: int
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """The shards of a run, by partition. `plan` is a digest of all that decides their bytes.

    `rows` and `left_out` are those of all shards; `complete` says that every partition has been converted.
    """

    plan: str
    partitions: int
    shards: tuple[Shard, ...] = ()
    rows: int = 0
    submodels: int = 0
    left_out: int = 0
    complete: bool = False
    version: int = VERSION


class OtherRunError(ValueError):
    """A place that holds the shards of another run, or a manifest that is none."""


def manifest_of(plan: str, partitions: int, shards: list[Shard]) -> Manifest:
    """Return the manifest of some shards."""
    ordered = tuple(sorted(shards, key=lambda shard: shard.partition))
    return Manifest(
        plan=plan,
        partitions=partitions,
        shards=ordered,
        rows=sum(shard.rows for shard in ordered),
        submodels=sum(shard.submodels for shard in ordered),
        left_out=sum(shard.left_out for shard in ordered),
        complete=len(ordered) == partitions and not any(shard.failed for shard in ordered),
    )


def write_manifest(store: Store, manifest: Manifest) -> None:
    """Write a manifest, whole or not at all."""
    store.write(FILE, msgspec.json.format(msgspec.json.encode(manifest), indent=1))


def finished_shards(store: Store, plan: str) -> list[Shard]:
    """Return the shards of an earlier try of the same run that are still there as they were.

    Raises OtherRunError where the place is taken by another run.
    """
    content = store.read(FILE)
    if content is None:
        return []
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise OtherRunError(f"{store.shown(FILE)} is no manifest of aas-toolkit") from error
    if manifest.version != VERSION or manifest.plan != plan:
        raise OtherRunError(
            f"{store.shown(FILE)} is that of another run: its sources, mapping, models or options are not these; "
            "choose another place"
        )
    return [
        shard
        for shard in manifest.shards
        if not shard.failed and (shard.file is None or store.size(shard.file) == shard.size)
    ]
