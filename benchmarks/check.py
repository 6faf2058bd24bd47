"""Measure checking beside other tools: `python -m benchmarks.check`.

The job: an environment as `aas convert` writes it, 20 properties a submodel with shells and concept descriptions, in
JSON and in XML, is read and checked. Each tool is a process of its own; CPU seconds count, start-up included. BaSyx
only reads (strictly); it reads no XML of metamodel 3.0. aas-test-engines may live in an environment of its own:
name its Python with --engines. Other tools run at --peer-rows and are scaled up along a straight line, marked ~.
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
    prepare(folder, {asked.rows, asked.peer_rows})
    print(", ".join(f"{name} {value}" for name, value in machine().items()))
    for part in ("json", "xml"):
        base: dict[int, Cost] = {}
        files = {rows: written(folder, rows, part) for rows in {asked.rows, asked.peer_rows}}
        for tool, jobs in OURS:
            for rows in sorted(files):
                cost = best(["-m", RUNNER, tool, str(files[rows]), str(jobs)], asked.times)
                if jobs == 1:
                    base[rows] = cost
                print(line(f"this toolkit, {jobs} job(s)", part, rows, files[rows], cost, cost))
        for tool in PEERS:
            if (part == "xml" and tool == "basyx") or asked.only not in tool:
                continue
            python = asked.engines if tool == "test_engines" else sys.executable
            try:
                cost = best(["-m", RUNNER, tool, str(files[asked.peer_rows])], 1, python)
            except FailedError as error:
                print(f"{tool}, {part}: did not run or found errors ({error})")
                continue
            print(line(tool, part, asked.peer_rows, files[asked.peer_rows], cost, base[asked.peer_rows]))


def written(folder: Path, rows: int, part: str) -> Path:
    """Return the environment of so many rows, written by this toolkit."""
    target = folder / f"environment-{rows}.{part}"
    options = ["--model", str(folder / "model.yaml"), "--map", str(folder / "mapping.yaml"), "-o", str(target)]
    run(["-m", "aas_toolkit", "convert", str(data_file(folder, rows)), *options])
    return target


def line(tool: str, part: str, rows: int, file: Path, cost: Cost, ours: Cost) -> str:
    """Return one line of the result."""
    size = file.stat().st_size / 1e6
    return (
        f"{tool:<24} {part:<5}{rows:>8} submodels {size:>6.0f} MB  cpu {cost.cpu:8.2f} s  wall {cost.wall:8.2f} s  "
        f"{size / cost.cpu:7.1f} MB/s  peak {cost.peak:6.0f} MB  {cost.cpu / ours.cpu:6.1f}x ours"
    )


if __name__ == "__main__":
    sys.exit(main())
