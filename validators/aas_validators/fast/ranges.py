"""Judge the pieces of a document one after the other, in this process or in several."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from mmap import ACCESS_READ, mmap
from pathlib import Path

from aas_validators.fast.huge import HUGE
from aas_validators.fast.judge import Text, Verdict, new_judge, verdict_on, verdict_on_huge
from aas_validators.fast.ledger import Want
from aas_validators.fast.split_json import Items
from aas_validators.metamodel.shapes import ENVIRONMENT_LISTS

SMALLEST_SHARE = 60_000_000
"""Bytes worth a process of their own: a quarter of a second of work, about what it takes to start one."""

Place = tuple[str, int]
"""The list an item stands in and its position there."""


@dataclass(slots=True)
class Judged:
    """What a walk over some pieces has found out.

    `ids` holds the id of every accepted item (None where it has none, or is not accepted), in the order of the
    document. `wants` are the references of accepted items that lead into the file. `open` are the items that
    the fast path did not accept under all versions, `remarks` those that are worth a warning."""

    ids: list[str | None] = field(default_factory=list)
    wants: dict[Place, tuple[Want, ...]] = field(default_factory=dict)
    open: dict[Place, Verdict] = field(default_factory=dict)
    remarks: set[Place] = field(default_factory=set)
    files: set[Place] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Range:
    """Some neighbouring items of one list: where each starts and ends, and the position of the first."""

    attribute: str
    first: int
    starts: Sequence[int]
    ends: Sequence[int]


def judge_all(
    data: bytes | mmap,
    lists: Sequence[Items],
    text: Text,
    versions: Sequence[str],
    prefix: bytes,
    path: Path | None,
    jobs: int,
) -> Judged:
    """Judge every item. With a path and more than one job, processes share the work; the result is the same."""
    size = sum(items.ends[-1] - items.starts[0] for items in lists)
    jobs = min(jobs, 1 + size // SMALLEST_SHARE)
    whole = [Range(items.attribute, 0, items.starts, items.ends) for items in lists]
    if path is None or jobs < 2:
        return judge_ranges(data, whole, text, versions, prefix)
    from concurrent.futures import ProcessPoolExecutor  # late: only here are there processes

    shares = divided(whole, -(-size // (jobs * 4)))
    judged = Judged()
    with ProcessPoolExecutor(jobs) as pool:
        for part in pool.map(judge_file, [(path, share, text, versions, prefix) for share in shares]):
            judged.ids.extend(part.ids)
            judged.wants.update(part.wants)
            judged.open.update(part.open)
            judged.remarks.update(part.remarks)
            judged.files.update(part.files)
    return judged


def divided(ranges: Sequence[Range], size: int) -> list[list[Range]]:
    """Return ranges cut into shares of about so many bytes each, in the order of the document."""
    shares: list[list[Range]] = [[]]
    left = size
    for whole in ranges:
        first = 0
        for number, end in enumerate(whole.ends):
            left -= end - whole.starts[number]
            if left <= 0 or number + 1 == len(whole.ends):
                cut = slice(first, number + 1)
                shares[-1].append(Range(whole.attribute, first, whole.starts[cut], whole.ends[cut]))
                first = number + 1
            if left <= 0:
                shares.append([])
                left = size
    return [share for share in shares if share]


def judge_file(asked: tuple[Path, list[Range], Text, Sequence[str], bytes]) -> Judged:
    """Judge some items of a file, in a process of its own."""
    path, share, text, versions, prefix = asked
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return judge_ranges(data, share, text, versions, prefix)


def judge_ranges(
    data: bytes | mmap, ranges: Sequence[Range], text: Text, versions: Sequence[str], prefix: bytes
) -> Judged:
    """Judge some items."""
    judge = new_judge(text, versions, prefix)
    judged = Judged()
    with no_collector():
        for part in ranges:
            name = ENVIRONMENT_LISTS[part.attribute]
            for number, start in enumerate(part.starts):
                end = part.ends[number]
                found = verdict_on_huge(data, start, end, name, judge) if end - start > HUGE else None
                found = found or verdict_on(data[start:end], name, judge)
                enter(found, (part.attribute, part.first + number), judged)
    return judged


def enter(found: Verdict, place: Place, judged: Judged) -> None:
    """Write down the verdict on one item."""
    accepted = found[0]
    if None in found or accepted is None:
        judged.ids.append(None)
        judged.open[place] = found
        return
    judged.ids.append(accepted.id)
    if accepted.wants:
        judged.wants[place] = accepted.wants
    if accepted.remarks:
        judged.remarks.add(place)
    if accepted.files:
        judged.files.add(place)


@contextmanager
def no_collector() -> Iterator[None]:
    """Keep the garbage collector off: nothing the walk makes refers back to itself."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
