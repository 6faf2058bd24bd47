"""What a second core saves: `python -m benchmarks.cores`. The same job pinned to one core and free, wall time.

The core is pinned before anything is imported, so that no library starts threads for the other one. Runs alternate, and
the medians are compared; on a machine with other work the ratio says nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.contest import data_file, prepare
from benchmarks.measure import Cost, FailedError, measured

PINNED: Final = (
    "import os, runpy, sys; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); "
    "runpy.run_module('aas_toolkit', run_name='__main__', alter_sys=True)"
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cores", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=5, help="take the median of so many runs")
    asked = parser.parse_args()
    if not hasattr(os, "sched_setaffinity"):
        print("this system cannot pin a process to a core", file=sys.stderr)
        return 1
    try:
        with TemporaryDirectory(prefix="aas-benchmark-") as name:
            compare(Path(name), asked.rows, asked.times)
    except (FailedError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def compare(folder: Path, rows: int, times: int) -> None:
    """Measure in turn and print both medians."""
    prepare(folder, {rows})
    command = ["convert", str(data_file(folder, rows)), "-m", str(folder / "model.yaml")]
    command += ["--map", str(folder / "mapping.yaml"), "-o", str(folder / "o.aasx")]
    ways = {"one core": ["-c", PINNED, *command], "all cores": ["-m", "aas_toolkit", *command]}
    costs: dict[str, list[Cost]] = {name: [] for name in ways}
    for _ in range(times):
        for name, arguments in ways.items():
            costs[name].append(measured(arguments))
    walls = {name: median(cost.wall for cost in found) for name, found in costs.items()}
    for name, found in costs.items():
        peak = max(cost.peak for cost in found)
        cpu = median(cost.cpu for cost in found)
        print(f"{name:12}wall {walls[name]:7.2f} s  cpu {cpu:7.2f} s  peak {peak:5.0f} MB")
    print(f"{walls['all cores'] / walls['one core']:.2f} of the wall time of one core")


if __name__ == "__main__":
    sys.exit(main())
