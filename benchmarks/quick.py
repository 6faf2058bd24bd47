"""The part of the benchmark that CI holds: ratios inside one run, which do not depend on the machine much.

Each ratio is CPU time of this toolkit by that of a limit (text between the cells, deflated) in the same run. A change
that doubles one of them fails; `--keep` writes new ratios to hold, beside this file.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmarks.check import RUNNER, written
from benchmarks.contest import OURS, Contestant, data_file, prepare
from benchmarks.measure import Cost, best

HELD: Final = Path(__file__).with_name("ratios.json")
SIZES: Final = (10_000, 100_000)
TIMES: Final = 2
WORSE: Final = 2.0
"""How many times worse than held a ratio may be."""
MOST_MEMORY: Final = 350.0
"""MB of a conversion."""


def quick(folder: Path, *, keep: bool = False) -> int:
    """Measure, print and compare; return 1 where a ratio is twice what is held, or memory too much."""
    prepare(folder, set(SIZES))
    ratios, peak = measured_ratios(folder)
    if keep:
        HELD.write_text(json.dumps(ratios, indent=1) + "\n", encoding="utf-8")
    held = json.loads(HELD.read_text(encoding="utf-8"))
    for name, ratio in ratios.items():
        print(f"{name:44}{ratio:8.2f}   held at {held[name]:.2f}")
    print(f"{'peak memory of a conversion':44}{peak:8.0f} MB, at most {MOST_MEMORY:.0f}")
    found = regressions(ratios, held)
    if peak > MOST_MEMORY:
        found.append(f"a conversion took {peak:.0f} MB")
    for one in found:
        print(one, file=sys.stderr)
    return int(bool(found))


def regressions(ratios: Mapping[str, float], held: Mapping[str, float]) -> list[str]:
    """Return a sentence for each ratio that is more than twice what is held."""
    return [
        f"{name}: {ratio:.2f}, more than {WORSE:.0f} times the {held[name]:.2f} that is held"
        for name, ratio in ratios.items()
        if ratio > WORSE * held[name]
    ]


def measured_ratios(folder: Path) -> tuple[dict[str, float], float]:
    """Return the ratios by name, and the highest peak of a conversion in MB."""
    few, many = SIZES
    ratios, peaks = {}, []
    nothing = best(["-c", "pass"], TIMES)
    for part in ("json", "xml"):
        ours = [conversion("toolkit", part, folder, rows) for rows in SIZES]
        limit = [conversion("text_only", part, folder, rows) for rows in SIZES]
        per_limit = slope(limit)
        ratios[f"converting to {part}, a row by the limit"] = slope(ours) / per_limit
        start = max(0.0, ours[0].cpu - slope(ours) * few)
        if part == "json":
            ratios["starting a conversion by starting Python"] = start / nothing.cpu
        file = written(folder, many, part)
        check = best(["-m", RUNNER, "ours", str(file), "1"], 1)
        ratios[f"checking {part}, a row by the limit"] = check.cpu / many / per_limit
        peaks += [cost.peak for cost in ours]
    return {name: round(ratio, 2) for name, ratio in ratios.items()}, max(peaks)


def conversion(module: str, part: str, folder: Path, rows: int) -> Cost:
    """Return what converting so many rows costs."""
    one = Contestant(OURS, module)
    return best(one.arguments(folder, data_file(folder, rows), folder / f"{module}.aasx", part), TIMES)


def slope(costs: list[Cost]) -> float:
    """Return the CPU seconds of one more row."""
    few, many = SIZES
    return max(1e-9, (costs[1].cpu - costs[0].cpu) / (many - few))
