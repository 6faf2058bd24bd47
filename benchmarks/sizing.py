"""What 1, 10 and 100 machines do, reckoned from measurements of workers; the page of the documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

ROWS: Final = 1_000_000_000
SHARD: Final = 100_000
CORES: Final = 8
MACHINES: Final = (1, 10, 100)
LINE: Final = 125e6
"""Bytes in a second of a line of 1 Gbit/s."""
IDS: Final = 8
"""Bytes of the digest of an id."""


@dataclass(frozen=True, slots=True)
class Sized:
    """What so many machines take for the job, in seconds, and what they ask of the storage, in bytes a second."""

    machines: int
    divide: float
    work: float
    coordinator: float
    compare: float
    storage: float

    @property
    def total(self) -> float:
        """Seconds from beginning to end: dividing comes first, comparing last, and the slower of the others between."""
        return self.divide + max(self.work, self.coordinator) + self.compare


def sized(values: Mapping[str, Any], machines: int, rows: int = ROWS, *, text: bool = True) -> Sized:
    """Return what so many machines take for `rows` rows of text, or of Parquet, which nobody needs to divide."""
    parts = rows / SHARD
    work = (rows * values["worker_row_of_two"] + parts * values["worker_part"]) / (machines * CORES)
    own = parts * values["coordinator_part"]
    moved = rows * (values["source_row"] + values["package_row"] + IDS)
    return Sized(
        machines,
        rows * values["divide_row"] if text else 0.0,
        work,
        own,
        rows * values["compare_id"],
        moved / max(work, own),
    )


def page(values: Mapping[str, Any]) -> str:
    """Return the page."""
    wire = "not counted here" if values["bytes_part"] is None else f"{values['bytes_part'] / 1e3:.1f} kB"
    text, typed = ([sized(values, machines, text=text) for machines in MACHINES] for text in (True, False))
    one_part = SHARD * values["worker_row_of_two"] + values["worker_part"]
    busy = one_part / values["coordinator_part"]
    return f"""\
# Sizing: one machine, ten, a hundred

`python -m benchmarks.workers --page docs/explanation/sizing.md` measures and writes this page; nothing here is
typed. On Linux `unshare --net sh -c "ip link set lo up; python -m benchmarks.workers"` counts the bytes of this
run only.

## Measured

{values["rows"]:,} rows of 20 columns from one CSV file, in parts on processes of one machine of two cores that
are shared with other work; {values["system"]}. Costs are CPU time, the least of three runs.

| | |
|---|---:|
| a worker, for a row | {values["worker_row"] * 1e6:.1f} µs |
| a worker, for a row, beside a second one on the other core | {values["worker_row_of_two"] * 1e6:.1f} µs |
| so a core gives | {1 / values["worker_row_of_two"]:,.0f} to {1 / values["worker_row"]:,.0f} rows a second |
| a worker, for a part, whatever its size | {values["worker_part"] * 1e3:.0f} ms |
| a worker, most memory | {values["worker_peak"]:.0f} MB |
| coordinator, for a row of text: where do parts begin? | {values["divide_row"] * 1e6:.2f} µs |
| coordinator, for a part: giving it out, its answer, the manifest | {values["coordinator_part"] * 1e3:.1f} ms |
| coordinator, for an id that is compared | {values["compare_id"] * 1e6:.2f} µs |
| coordinator, for a shard each time the manifest is written | {values["manifest_shard"] * 1e6:.1f} µs |
| between the processes, for a part, there and back | {wire} |
| read, for a row | {values["source_row"]:.0f} bytes |
| written, for a row | {values["package_row"]:.0f} bytes, and {IDS} of its id |

The coordinator is the command and the scheduler together. The manifest is written as often as takes one part in
twenty of the time, so it never holds the run up. Wall times are printed, not shown here: other work decides them.

## Derived, not measured

{ROWS:,} such rows in parts of {SHARD:,}, on machines with {CORES} cores and a worker on each. **Nobody has run
this on more machines than one.** Assumed: a worker among many is as fast as one of two; storage gives what is
asked of it; no worker waits for its part; no machine is lost. "One CSV" is a single text file, which is read
once to be divided, before anything else; of files with fewer lines than a part only the lines are counted.

| machines | work | coordinator | dividing one CSV | comparing ids | one CSV, all | Parquet, all | storage must carry |
|---:|---:|---:|---:|---:|---:|---:|---:|
{chr(10).join(line(csv, parquet) for csv, parquet in zip(text, typed, strict=True))}

**What saturates first.** {first(text)} With Parquet, or many files, it is the coordinator: it keeps up with
{busy:,.0f} workers at parts of this size. Parts travel as descriptions, so lines between machines carry what
storage moves: at 100 machines {typed[-1].storage / 1e6:,.0f} MB a second, {typed[-1].storage / LINE:.0f} lines
of 1 Gbit/s, which one file server cannot give and an object store can.

**So** one machine needs no cluster: `aas convert` alone. Ten machines pay for years of data. For a hundred have
the data as Parquet or as many files, in an object store, and larger parts (`--shard-rows 1000000`): the
coordinator's share falls with their number, and a worker's memory does not grow with their size.
"""


def line(text: Sized, typed: Sized) -> str:
    """Return a line of the table."""
    times = (text.work, text.coordinator, text.divide, text.compare, text.total, typed.total)
    return " | ".join((f"| {text.machines}", *map(said, times), f"{text.storage / 1e6:,.0f} MB/s |"))


def first(sizes: list[Sized]) -> str:
    """Return what is the largest share of the largest cluster."""
    largest = sizes[-1]
    share = f"of {said(largest.total)} on {largest.machines} machines"
    if largest.divide > max(largest.work, largest.coordinator):
        return f"With one text file, reading it to divide it: {said(largest.divide)} {share}, whatever their number."
    return f"With one text file, the work itself: {said(largest.work)} {share}."


def said(seconds: float) -> str:
    """Return a duration as a person says it."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6_000 else f"{seconds / 3600:.1f} h"
