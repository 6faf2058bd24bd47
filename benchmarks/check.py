"""Measure checking beside other tools: `python -m benchmarks.check`.

The job: an environment as `aas convert` writes it, 20 properties a submodel with shells and concept descriptions, in
JSON and in XML, is read and checked. Each tool is a process of its own; CPU seconds count, start-up included. BaSyx
only reads (strictly); it reads no XML of metamodel 3.0. aas-test-engines may live in an environment of its own:
name its Python with --engines. Other tools run at --peer-rows and a tenth of it; numbers with ~ lie on the straight
line through both. Memory is the peak of the process, the mapped file included.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.contest import data_file, prepare
from benchmarks.measure import Cost, FailedError, best, run
from benchmarks.table import machine

RUNNER: Final = "benchmarks.contestants.checking"
OURS: Final = (("ours", 1), ("ours", 2))
PEERS: Final = ("aas_core", "basyx", "test_engines")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="submodels for this toolkit")
    parser.add_argument("--peer-rows", type=int, default=10_000, help="submodels for other tools")
    parser.add_argument("--times", type=int, default=3, help="take the best of so many runs (other tools run once)")
    parser.add_argument("--engines", default=sys.executable, metavar="PYTHON", help="a Python with aas-test-engines")
    parser.add_argument("--only", default="", help="tools with this text in their name only")
    asked = parser.parse_args()
    try:
        with TemporaryDirectory(prefix="aas-benchmark-") as folder:
            measure(asked, Path(folder))
    except (FailedError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def measure(asked: argparse.Namespace, folder: Path) -> None:
    few = max(asked.peer_rows // 10, 1)
    prepare(folder, {asked.rows, asked.peer_rows, few})
    print(", ".join(f"{name} {value}" for name, value in machine().items()))
    for part in ("json", "xml"):
        files = {rows: written(folder, rows, part) for rows in {asked.rows, asked.peer_rows, few}}
        ours: dict[tuple[int, int], Cost] = {}
        for rows in sorted({asked.rows, asked.peer_rows}):
            for tool, jobs in OURS:
                ours[rows, jobs] = best(["-m", RUNNER, tool, str(files[rows]), str(jobs)], asked.times)
                print(line(f"this toolkit, {jobs} job(s)", part, rows, files[rows], ours[rows, jobs], None))
        for tool in PEERS:
            if (part == "xml" and tool == "basyx") or asked.only not in tool:
                continue
            python = asked.engines if tool == "test_engines" else sys.executable
            try:
                small, large = (
                    best(["-m", RUNNER, tool, str(files[rows])], 1, python) for rows in (few, asked.peer_rows)
                )
            except FailedError as error:
                print(f"{tool}, {part}: did not run or found errors ({error})")
                continue
            base = (ours[asked.peer_rows, 1], ours[asked.peer_rows, 2])
            print(line(tool, part, asked.peer_rows, files[asked.peer_rows], large, base))
            if asked.rows != asked.peer_rows:
                guess = on_a_line(small, large, few, asked.peer_rows, asked.rows)
                base = (ours[asked.rows, 1], ours[asked.rows, 2])
                print(line("~ " + tool, part, asked.rows, files[asked.rows], guess, base))


def on_a_line(small: Cost, large: Cost, few: int, many: int, rows: int) -> Cost:
    """Return what so many rows would cost, on the straight line through two sizes."""

    def at(one: float, other: float) -> float:
        return other + (other - one) / (many - few) * (rows - many)

    return Cost(at(small.cpu, large.cpu), at(small.wall, large.wall), at(small.peak, large.peak))


def written(folder: Path, rows: int, part: str) -> Path:
    """Return the environment of so many rows, written by this toolkit."""
    target = folder / f"environment-{rows}.{part}"
    options = ["--model", str(folder / "model.yaml"), "--map", str(folder / "mapping.yaml"), "-o", str(target)]
    run(["-m", "aas_toolkit", "convert", str(data_file(folder, rows)), *options])
    return target


def line(tool: str, part: str, rows: int, file: Path, cost: Cost, ours: tuple[Cost, Cost] | None) -> str:
    """Return one line of the result; `ours` is what one job and two jobs of this toolkit take for the same."""
    size = file.stat().st_size / 1e6
    text = (
        f"{tool:<24} {part:<5}{rows:>8} submodels {size:>6.0f} MB  cpu {cost.cpu:8.2f} s  wall {cost.wall:8.2f} s  "
        f"{size / cost.cpu:7.1f} MB/s  peak {cost.peak:6.0f} MB"
    )
    if ours is None:
        return text
    one, two = ours
    return f"{text}  cpu {cost.cpu / one.cpu:6.1f}x ours, wall {cost.wall / two.wall:6.1f}x ours with 2 jobs"


if __name__ == "__main__":
    sys.exit(main())
