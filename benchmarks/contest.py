"""Who takes part, at which sizes, and what comes out: start-up and slope apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import plant
from benchmarks.counting import submodels_in
from benchmarks.measure import Cost, FailedError, best, run

OURS: Final = "aas-toolkit"
PACKAGE: Final = "benchmarks.contestants"


@dataclass(frozen=True, slots=True)
class Contestant:
    """One way to do the job. `peer` runs at the smaller size, once: its cost is large and linear."""

    name: str
    module: str
    parts: tuple[str, ...] = ("json", "xml")
    peer: bool = False
    packs: bool = True
    """Whether it writes a package with one submodel a row; the limits do not."""

    def arguments(self, folder: Path, data: Path, target: Path, part: str) -> list[str]:
        """Return the command line after `python`."""
        if self.module == "aas_toolkit":
            options = ["--model", str(folder / "model.yaml"), "--map", str(folder / "mapping.yaml"), "--part", part]
            return ["-m", "aas_toolkit", "convert", str(data), *options, "-o", str(target)]
        return ["-m", f"{PACKAGE}.{self.module}", str(folder), str(data), str(target), part]


CONTESTANTS: Final = (
    Contestant(OURS, "toolkit"),
    Contestant("aas-toolkit, command", "aas_toolkit"),
    Contestant("BaSyx Python SDK", "basyx_sdk", peer=True),
    Contestant("aas-core3.0", "aas_core", peer=True),
    Contestant("limit: parse the CSV", "parse_only", parts=("json",), packs=False),
    Contestant("limit: text and deflate", "text_only", packs=False),
)
STARTS: Final = {
    "python -c pass": ["-c", "pass"],
    "import aas_toolkit": ["-c", "import aas_toolkit"],
    "aas --version": ["-m", "aas_toolkit", "--version"],
    "aas --help": ["-m", "aas_toolkit", "--help"],
    "import basyx.aas.model": ["-c", "import basyx.aas.model"],
}


@dataclass(frozen=True, slots=True)
class Line:
    """The result of one contestant and part: the costs at two sizes and a straight line through them."""

    name: str
    part: str
    sizes: tuple[int, int]
    costs: tuple[Cost, Cost]

    @property
    def per_row(self) -> float:
        """CPU seconds of one more row."""
        few, many = self.costs
        return (many.cpu - few.cpu) / (self.sizes[1] - self.sizes[0])

    @property
    def start(self) -> float:
        """CPU seconds before the first row."""
        return max(0.0, self.costs[0].cpu - self.per_row * self.sizes[0])

    def cpu_at(self, rows: int) -> float:
        """CPU seconds of so many rows: measured where that is the larger size, else on the line."""
        return self.costs[1].cpu + self.per_row * (rows - self.sizes[1])

    def peak_at(self, rows: int) -> float:
        """Peak memory in MB of so many rows, measured or on the line."""
        few, many = self.costs
        return many.peak + (many.peak - few.peak) / (self.sizes[1] - self.sizes[0]) * (rows - self.sizes[1])


def prepare(folder: Path, sizes: set[int]) -> None:
    """Write everything the contestants read."""
    plant.write_model(folder)
    plant.write_mapping(folder)
    plant.write_sheet(folder / "sheet.json")
    for rows in sizes:
        plant.write_data(data_file(folder, rows), rows)


def data_file(folder: Path, rows: int) -> Path:
    """Return the CSV of so many rows."""
    return folder / f"strokes-{rows}.csv"


def check(contestant: Contestant, target: Path, rows: int) -> None:
    """Raise FailedError unless there is a submodel for every row."""
    if contestant.packs and (found := submodels_in(target)) != rows:
        raise FailedError(f"{contestant.name}: {found} submodels from {rows} rows")


def line(contestant: Contestant, part: str, folder: Path, sizes: tuple[int, int], times: int) -> Line:
    """Measure one contestant at two sizes."""
    costs = []
    for rows in sizes:
        target = folder / f"{contestant.module}-{part}.aasx"
        costs.append(best(contestant.arguments(folder, data_file(folder, rows), target, part), times))
        check(contestant, target, rows)
    return Line(contestant.name, part, sizes, (costs[0], costs[1]))


def run_once(folder: Path, rows: int, say: Callable[[str], None]) -> list[Path]:
    """Run every contestant once on a few rows, unmeasured; return the packages, all counted."""
    prepare(folder, {rows})
    packages = []
    for contestant in CONTESTANTS:
        for part in contestant.parts:
            target = folder / f"{contestant.module}-{part}.aasx"
            run(contestant.arguments(folder, data_file(folder, rows), target, part))
            check(contestant, target, rows)
            say(f"{contestant.name}, {part}: ran")
            if contestant.packs:
                packages.append(target)
    return packages
