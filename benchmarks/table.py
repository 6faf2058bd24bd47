"""The results as a table for people and as values for JSON."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from benchmarks.contest import OURS, Line
from benchmarks.measure import Cost

SHOWN: Final = ("aas-core3.0", "basyx-python-sdk", "isal", "msgspec", "polars")


def table(lines: list[Line], rows: int) -> str:
    """Return one text line for each result; `x` columns say how many times our CPU time it is."""
    ours = {line.part: line for line in lines if line.name == OURS}
    head = f"{'':26}{'part':6}{'start s':>9}{'µs/row':>9}{'CPU s':>10}{'x':>7}{'peak MB':>9}{'x':>7}"
    texts = [head, "-" * len(head)]
    for line in lines:
        mine = ours.get(line.part)
        measured = line.sizes[1] == rows
        guess = " " if measured else "~"
        cpu, peak = line.cpu_at(rows), line.peak_at(rows)
        more_cpu = f"{cpu / mine.cpu_at(rows):7.1f}" if mine else f"{'':7}"
        more_peak = f"{peak / mine.peak_at(rows):7.1f}" if mine else f"{'':7}"
        texts.append(
            f"{line.name:26}{line.part:6}{line.start:9.2f}{line.per_row * 1e6:9.1f}"
            f"{guess + format(cpu, '.2f'):>10}{more_cpu}{guess + format(peak, '.0f'):>9}{more_peak}"
        )
    return "\n".join(texts)


def start_table(starts: dict[str, Cost]) -> str:
    """Return what it costs to start and do nothing."""
    return "\n".join(f"{name:32}{cost.cpu * 1000:9.0f} ms" for name, cost in starts.items())


def as_values(lines: list[Line], starts: dict[str, Cost], rows: int) -> dict[str, Any]:
    """Return everything measured, with what it was measured on."""
    return {
        "rows": rows,
        "machine": machine(),
        "lines": [
            {
                "name": line.name,
                "part": line.part,
                "start_cpu_seconds": round(line.start, 4),
                "cpu_seconds_per_row": round(line.per_row, 9),
                "cpu_seconds": round(line.cpu_at(rows), 3),
                "peak_mb": round(line.peak_at(rows), 1),
                "extrapolated": line.sizes[1] != rows,
                "measured": [
                    {
                        "rows": size,
                        "cpu": round(cost.cpu, 3),
                        "wall": round(cost.wall, 3),
                        "peak_mb": round(cost.peak, 1),
                    }
                    for size, cost in zip(line.sizes, line.costs, strict=True)
                ],
            }
            for line in lines
        ],
        "starts": {name: {"cpu": round(cost.cpu, 4)} for name, cost in starts.items()},
    }


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking one file cost one tool, start-up included; `size` is in MB."""

    tool: str
    part: str
    rows: int
    size: float
    cost: Cost


def check_table(checks: list[Checked]) -> list[str]:
    """Return one text line for each tool that checked a file."""
    ours = {check.part: check.cost.cpu for check in checks if check.tool == "ours"}
    return [f"{'checking':26}{'part':6}{'MB':>9}{'CPU s':>10}{'x':>7}{'peak MB':>9}"] + [
        f"{one.tool:26}{one.part:6}{one.size:9.0f}{one.cost.cpu:10.2f}"
        f"{one.cost.cpu / ours[one.part]:7.1f}{one.cost.peak:9.0f}"
        for one in checks
        if one.part in ours
    ]


def machine() -> dict[str, Any]:
    """Return what the numbers depend on."""
    versions = {}
    for name in SHOWN:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            continue
    system = f"{platform.system()} {platform.machine()}"
    return {"python": platform.python_version(), "system": system, "cores": os.cpu_count(), **versions}
