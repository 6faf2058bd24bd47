"""What a conversion in parts has made: one line for each shard, so that anybody can tell whether all is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec

from aas_converters.partitions.ids import file_of
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
    """What became of one partition. `file` is None where none of its rows was to be written, or one forbade it.

    `before` are digests of ids that earlier partitions have, in hexadecimal: they are not in this one.
    """

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
    before: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The shards of a run, by partition. `plan` is a digest of all that decides their bytes.

    `rows` and `left_out` are those of all shards; `compared` says that no id is in two of them, `complete` that every
    partition has been converted, too.
    """

    plan: str
    partitions: int
    shards: tuple[Shard, ...] = ()
    rows: int = 0
    submodels: int = 0
    left_out: int = 0
    complete: bool = False
    compared: bool = False
    version: int = VERSION


class OtherRunError(ValueError):
    """A place that holds the shards of another run, or a manifest that is none."""


def manifest_of(plan: str, partitions: int, shards: Iterable[Shard], *, compared: bool) -> Manifest:
    """Return the manifest of some shards; `compared`: no id of them is in two."""
    ordered = tuple(sorted(shards, key=lambda shard: shard.partition))
    return Manifest(
        plan=plan,
        partitions=partitions,
        shards=ordered,
        rows=sum(shard.rows for shard in ordered),
        submodels=sum(shard.submodels for shard in ordered),
        left_out=sum(shard.left_out for shard in ordered),
        compared=compared,
        complete=compared and len(ordered) == partitions and not any(shard.failed for shard in ordered),
    )


def write_manifest(store: Store, manifest: Manifest) -> None:
    """Write a manifest, whole or not at all."""
    store.write(FILE, msgspec.json.format(msgspec.json.encode(manifest), indent=1))


def earlier_manifest(store: Store, plan: str) -> Manifest | None:
    """Return what an earlier try of the same run has made, None where there was none.

    Raises OtherRunError where the place is taken by another run.
    """
    content = store.read(FILE)
    if content is None:
        return None
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise OtherRunError(f"{store.shown(FILE)} is no manifest of aas-toolkit") from error
    if manifest.version != VERSION or manifest.plan != plan:
        raise OtherRunError(
            f"{store.shown(FILE)} is that of another run: its sources, mapping, models or options are not these; "
            "choose another place"
        )
    return manifest


def finished_shards(store: Store, manifest: Manifest) -> list[Shard]:
    """Return the shards of a manifest that are still there as they were, with their ids where these are needed."""
    return [
        shard
        for shard in manifest.shards
        if not shard.failed
        and (shard.file is None or store.size(shard.file) == shard.size)
        and (manifest.compared or store.size(file_of(shard.partition)) is not None)
    ]
