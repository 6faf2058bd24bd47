"""Measure this toolkit beside other tools: `python -m benchmarks`.

The job: a CSV of 20 columns becomes one Submodel a row in an AASX with a JSON or XML part. Each contestant is a
process of its own; CPU time is user and system time of all its threads, memory its peak. Start-up and slope are told
apart by running at a tenth of the rows too. Other tools run on fewer rows; numbers with ~ lie on their line. Then the
written environments are checked: by this toolkit, BaSyx, aas-core and, where --engines names a Python that has it,
aas-test-engines. --quick measures only what CI holds: this toolkit beside the limit, in one run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.check import PEERS, RUNNER, written
from benchmarks.contest import CONTESTANTS, STARTS, line, prepare, run_once
from benchmarks.measure import FailedError, best
from benchmarks.page import page
from benchmarks.quick import quick
from benchmarks.table import Checked, as_values, check_table, machine, start_table, table


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=100_000, help="rows for this toolkit and the limits")
    parser.add_argument("--peer-rows", type=int, default=10_000, help="rows for other tools; --rows leaves no guess")
    parser.add_argument("--times", type=int, default=3, help="take the best of so many runs (other tools run once)")
    parser.add_argument("--only", default="", metavar="TEXT", help="contestants with this text in their name only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers to a file too")
    parser.add_argument("--check", action="store_true", help="run everything once on --rows rows, measure nothing")
    parser.add_argument("--engines", default=sys.executable, metavar="PYTHON", help="a Python with aas-test-engines")
    parser.add_argument("--page", type=Path, metavar="FILE", help="write the tables as a page of the documentation too")
    parser.add_argument("--quick", action="store_true", help="under a minute: fail where a ratio has doubled")
    parser.add_argument("--keep", action="store_true", help="with --quick: keep its ratios as those to hold")
    asked = parser.parse_args()
    if min(asked.rows, asked.peer_rows) < 10 or asked.times < 1:
        parser.error("--rows and --peer-rows must be 10 or more, --times 1 or more")
    try:
        with TemporaryDirectory(prefix="aas-benchmark-") as folder:
            if asked.check:
                run_once(Path(folder), asked.rows, print)
                return 0
            if asked.quick:
                return quick(Path(folder), keep=asked.keep)
            measure(asked, Path(folder))
    except (FailedError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def measure(asked: argparse.Namespace, folder: Path) -> None:
    """Measure and print."""
    peer_rows = min(asked.peer_rows, asked.rows)
    sizes = {False: (asked.rows // 10, asked.rows), True: (peer_rows // 10, peer_rows)}
    prepare(folder, {*sizes[False], *sizes[True]})
    print(", ".join(f"{name} {value}" for name, value in machine().items()))
    lines = []
    for contestant in CONTESTANTS:
        if asked.only.lower() not in contestant.name.lower():
            continue
        for part in contestant.parts:
            print(f"measuring {contestant.name}, {part}", file=sys.stderr)
            times = 1 if contestant.peer else asked.times
            lines.append(line(contestant, part, folder, sizes[contestant.peer], times))
    starts = {name: best(arguments, asked.times) for name, arguments in STARTS.items()}
    print(f"\n{asked.rows:,} rows\n{table(lines, asked.rows)}\n\n{start_table(starts)}\n")
    checks = list(checked(asked, folder, peer_rows)) if not asked.only else []
    print("\n".join(check_table(checks)))
    values = as_values(lines, starts, asked.rows) | {"checks": [asdict(check) for check in checks]}
    if asked.json:
        asked.json.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    if asked.page:
        asked.page.write_text(page(values), encoding="utf-8")


def checked(asked: argparse.Namespace, folder: Path, rows: int) -> Iterator[Checked]:
    """Measure checking, at the size of other tools."""
    for part in ("json", "xml"):
        file = written(folder, rows, part)
        for tool in ("ours", *PEERS):
            if part == "xml" and tool == "basyx":
                continue  # BaSyx reads no XML of metamodel 3.0
            print(f"measuring {tool} checking {part}", file=sys.stderr)
            python = asked.engines if tool == "test_engines" else sys.executable
            try:
                cost = best(["-m", RUNNER, tool, str(file)], asked.times if tool == "ours" else 1, python)
            except FailedError as error:
                print(f"{tool} did not run: {error}", file=sys.stderr)
                continue
            yield Checked(tool, part, rows, file.stat().st_size / 1e6, cost)


if __name__ == "__main__":
    sys.exit(main())
