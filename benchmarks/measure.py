"""Run a command in a process of its own and measure what it cost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
IMPORTED_FROM: Final = tuple(str(ROOT / room) for room in ("", "converters", "validators", "reference_models"))


class FailedError(RuntimeError):
    """Raised when a measured command ends with another code than 0; holds what it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process cost: CPU seconds of all its threads, elapsed seconds, peak resident memory in MB."""

    cpu: float
    wall: float
    peak: float


def environment() -> Mapping[str, str]:
    """Return the environment of a child: this checkout in front, whatever else is installed.

    Bytecode is kept, as it is for installed programs: other tools have theirs since pip put them there.
    """
    paths = [*IMPORTED_FROM, *filter(None, [os.environ.get("PYTHONPATH")])]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0"}


def run(arguments: Sequence[str]) -> None:
    """Run `python ARGUMENTS` without measuring. Raises FailedError."""
    done = subprocess.run(
        [sys.executable, *arguments], env=environment(), capture_output=True, encoding="utf-8", errors="replace"
    )
    if done.returncode:
        raise FailedError(f"{' '.join(arguments)}: {done.stderr.strip() or done.stdout.strip()}")


def measured(arguments: Sequence[str], python: str = sys.executable) -> Cost:
    """Run `python ARGUMENTS` and return what it cost. Raises FailedError, and OSError where wait4 is missing."""
    if sys.platform == "win32":
        raise OSError("measuring one process needs os.wait4, which Windows does not have; use --check there")
    start = time.perf_counter()
    # Output goes to the null device: a full pipe would stop the child, and reading one would cost time of our own.
    child = subprocess.Popen(
        [python, *arguments], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise FailedError(f"{' '.join(arguments)} ended with {child.returncode}")
    # Linux counts in kB, macOS in bytes. A child starts with the peak of its parent, so this process stays small.
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit)


def best(arguments: Sequence[str], times: int, python: str = sys.executable) -> Cost:
    """Return the cheapest of some runs: other work on the machine only ever adds. The peak is the highest."""
    costs = [measured(arguments, python) for _ in range(times)]
    cheapest = min(costs, key=lambda cost: cost.cpu)
    return Cost(cheapest.cpu, min(c.wall for c in costs), max(c.peak for c in costs))
