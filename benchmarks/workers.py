"""What workers cost: `python -m benchmarks.workers`. The plant's CSV in parts on processes of this machine.

Costs are CPU time, so other work on the machine matters little: of a worker for a row and for a part, of the
coordinator (scheduler and command in one process here) for a row it divides, a part it gives out and an id it compares.
Bytes are those between the processes, counted by the kernel where it can (see `network`).
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import polars as pl

from aas_converters.partitions.ids import repeats, write_ids
from aas_converters.partitions.manifest import Rows, Shard, manifest_of, write_manifest
from aas_converters.partitions.split import pieces_of
from aas_converters.partitions.store import Store
from aas_converters.sources import Settings, open_table
from aas_toolkit.sharding import Sharded, convert_shards
from benchmarks import plant
from benchmarks.sizing import page

ROWS: Final = 200_000
LARGE, SMALL = 50_000, 2_000
"""Rows of a part, twice: the difference is what a part costs."""
SHARDS: Final = (1_000, 10_000)
TIMES: Final = 3
IDS: Final = 50
"""Parts of 100,000 ids that are compared."""
DEVICES: Final = Path("/proc/net/dev")


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of CPU, or of wall time where it says so, and bytes."""

    system: str
    rows: int
    worker_row: float
    worker_row_of_two: float
    """The same while a second worker is busy on the other core."""
    worker_part: float
    worker_peak: float
    divide_row: float
    coordinator_part: float
    compare_id: float
    manifest_shard: float
    bytes_part: float | None
    source_row: float
    package_row: float
    wall: dict[int, float]
    """Rows in a second of wall time, by the number of workers: worth something on a machine without other work."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workers", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--json", type=Path, help="write the measurements there")
    parser.add_argument("--page", type=Path, help="write the page of the documentation there")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="aas-workers-") as name:
        measured = measure(Path(name), asked.rows)
    values = asdict(measured)
    print(json.dumps(values, indent=1))
    if asked.json is not None:
        asked.json.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    if asked.page is not None:
        asked.page.write_text(page(values), encoding="utf-8")
    return 0


def measure(folder: Path, rows: int, small: int = SMALL, large: int = LARGE) -> Measured:
    """Return what a run of so many rows costs."""
    data = folder / "strokes.csv"
    plant.write_data(data, rows)
    plant.write_model(folder)
    plant.write_mapping(folder)
    few, many = (run(folder, data, rows, shard, 1) for shard in (large, small))
    both = run(folder, data, rows, large, 2)
    parts = many.parts - few.parts
    worker_part = max(0.0, (many.worker - few.worker) / parts)
    divide = divided(data, large)
    return Measured(
        system=f"Python {platform.python_version()}, polars {pl.__version__}, {platform.system()} {platform.machine()}",
        rows=rows,
        worker_row=(few.worker - worker_part * few.parts) / rows,
        worker_row_of_two=(both.worker - worker_part * both.parts) / rows,
        worker_part=worker_part,
        worker_peak=max(few.peak, many.peak, both.peak),
        divide_row=divide / rows,
        coordinator_part=max(0.0, (many.coordinator - few.coordinator) / parts),
        compare_id=compared(folder / "ids"),
        manifest_shard=manifest_cost(folder / "manifest"),
        bytes_part=None if few.wire is None or many.wire is None else (many.wire - few.wire) / parts,
        source_row=data.stat().st_size / rows,
        package_row=few.written / rows,
        wall={1: rows / few.wall, 2: rows / both.wall},
    )


@dataclass(frozen=True, slots=True)
class Took:
    """What one run took."""

    parts: int
    wall: float
    worker: float
    coordinator: float
    peak: float
    wire: float | None
    written: int


def run(folder: Path, data: Path, rows: int, shard: int, workers: int) -> Took:
    """Convert on workers that are there and have imported everything; the least of a few runs, as others only add."""
    with cluster(workers) as client:
        convert(folder, data, folder / f"warm-{shard}-{workers}", rows // workers, client)
        took = [once(folder, data, folder / f"out-{shard}-{workers}-{time_}", shard, client) for time_ in range(TIMES)]
    wires = [one.wire for one in took if one.wire is not None]
    return Took(
        parts=took[0].parts,
        wall=min(one.wall for one in took),
        worker=min(one.worker for one in took),
        coordinator=min(one.coordinator for one in took),
        peak=max(one.peak for one in took),
        wire=min(wires) if wires else None,
        written=took[0].written,
    )


def once(folder: Path, data: Path, to: Path, shard: int, client: Any) -> Took:
    """Convert once."""
    before, wire, own = sum(client.run(time.process_time).values()), network(), time.process_time()
    began = time.perf_counter()
    done = convert(folder, data, to, shard, client)
    wall, own = time.perf_counter() - began, time.process_time() - own
    after, sent = network(), sum(client.run(time.process_time).values()) - before
    peak = max(client.run(peak_memory).values())
    written = sum(one.size for one in done.manifest.shards)
    through = None if after is None or wire is None else after - wire
    return Took(len(done.manifest.shards), wall, sent, own, peak, through, written)


@contextmanager
def cluster(workers: int) -> Iterator[Any]:
    """Give a client of processes on this machine."""
    import distributed

    with (
        distributed.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as own,
        distributed.Client(own) as client,
    ):
        yield client


def convert(folder: Path, data: Path, to: Path, shard: int, client: Any) -> Sharded:
    """Convert the plant's file."""
    done = convert_shards(
        [data], to=to, model=folder / "model.yaml", mapping=folder / "mapping.yaml", rows=shard, client=client
    )
    if not done.ok:
        raise SystemExit(f"{done.manifest.left_out} rows were left out")
    return done


def peak_memory() -> float:
    """Return the most memory this process ever had, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def network() -> float | None:
    """Return the bytes that went through 127.0.0.1 up to now; of all processes, unless started by `unshare --net`."""
    if not DEVICES.is_file():
        return None
    lines = [line.split() for line in DEVICES.read_text(encoding="ascii").splitlines()]
    return next(float(line[1]) for line in lines if line[0] == "lo:")


def divided(data: Path, rows: int) -> float:
    """Return the CPU seconds of finding where parts of a text file begin."""
    start = time.process_time()
    list(pieces_of(open_table(data), Settings(), rows, {}))
    return time.process_time() - start


def compared(folder: Path, parts: int = IDS, ids: int = 100_000) -> float:
    """Return the CPU seconds of comparing one id, with no id in two parts."""
    store = Store(str(folder))
    for number in range(parts):
        # spread over all numbers as digests are
        spread = pl.int_range(number * ids, (number + 1) * ids, dtype=pl.UInt64, eager=True).hash()
        write_ids(store, number, spread.alias("id"))
    start = time.process_time()
    repeats(store, range(parts))
    return (time.process_time() - start) / (parts * ids)


def manifest_cost(folder: Path, sizes: tuple[int, int] = SHARDS) -> float:
    """Return the CPU seconds that one more shard adds to writing the manifest."""
    rows = Rows("/data/2023/strokes-of-a-press.csv", 100_000_001, 100_100_001)
    shard = Shard(1, (rows,), "shard-00001.aasx", 4_000_000, "0" * 64, 100_000, 100_000, 0, 0)
    store, costs = Store(str(folder)), list[float]()
    for size in sizes:
        shards = [replace(shard, partition=number) for number in range(size)]
        start = time.process_time()
        for _ in range(3):
            write_manifest(store, manifest_of("0" * 64, size, shards, compared=False))
        costs.append((time.process_time() - start) / 3)
    return (costs[1] - costs[0]) / (sizes[1] - sizes[0])


if __name__ == "__main__":
    sys.exit(main())
