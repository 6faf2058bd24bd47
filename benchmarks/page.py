"""The last table as a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from benchmarks.contest import OURS

HEAD: Final = """\
# Benchmarks

`python -m benchmarks --page docs/explanation/benchmarks.md` measures and writes this page; nothing here is typed.

**The job**: a CSV file of 20 columns, made from a seed, becomes one Submodel a row with 20 Properties and their
semanticIds in an AASX package (about 5 kB of JSON each). **CPU** is the time of all threads of a process of its own,
start-up told apart from the cost of one more row by running at two sizes; **×** says how many times ours it is.
Numbers with ~ lie on the straight line through two smaller sizes of a tool that would run for hours. The *limits* do
less than the job: they parse the CSV, or put fixed text between its cells and deflate it without checks, ids, shells
or a package; no converter on the same libraries can go below them.

As a library on one core; the command shares a large file among processes, and its memory here is that of the first.
`python -m benchmarks.cores` measures what a second core saves.

`python -m benchmarks --quick` measures ratios to the limit in less than a minute; CI fails where one has doubled.
"""


def page(values: Mapping[str, Any]) -> str:
    """Return the page of one run, from the values of its JSON."""
    about = values["machine"]
    versions = ", ".join(f"{name} {value}" for name, value in about.items() if name not in ("system", "cores"))
    rows = values["rows"]
    lines = [
        HEAD,
        f"Measured with {versions} on {about['system']}, {about['cores']} cores shared with other work:",
        "read the ratios.",
        "",
        f"## Converting {rows:,} rows",
        "",
        *convert_table(values["lines"]),
        "",
        "## Checking",
        "",
        "Reading and checking the environment that was written, start-up included. BaSyx only reads, strictly, and",
        "not the XML of metamodel 3.0.",
        "",
        *check_lines(values["checks"]),
        "",
        "## Starting",
        "",
        "| | CPU |",
        "|---|---:|",
        *(f"| `{name}` | {cost['cpu'] * 1000:.0f} ms |" for name, cost in values["starts"].items()),
        "",
    ]
    return "\n".join(lines)


def convert_table(results: list[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines of the table of conversions."""
    ours = {one["part"]: one for one in results if one["name"] == OURS}
    yield "| | part | start | a row | CPU | × | a row × | peak memory |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|"
    for one in results:
        mine, guess = ours[one["part"]], "~" if one["extrapolated"] else ""
        more_cpu = one["cpu_seconds"] / mine["cpu_seconds"]
        more_per_row = one["cpu_seconds_per_row"] / mine["cpu_seconds_per_row"]
        yield (
            f"| {one['name']} | {one['part']} | {one['start_cpu_seconds']:.2f} s"
            f" | {one['cpu_seconds_per_row'] * 1e6:.1f} µs | {guess}{one['cpu_seconds']:,.1f} s"
            f" | {more_cpu:.1f} | {more_per_row:.1f} | {guess}{one['peak_mb']:,.0f} MB |"
        )


def check_lines(checks: list[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines of the table of checks."""
    ours = {one["part"]: one["cost"]["cpu"] for one in checks if one["tool"] == "ours"}
    yield "| | part | MB | CPU | × | peak memory |"
    yield "|---|---|---:|---:|---:|---:|"
    for one in checks:
        cost = one["cost"]
        yield (
            f"| {NAMES[one['tool']]} | {one['part']} | {one['size']:.0f} | {cost['cpu']:.1f} s"
            f" | {cost['cpu'] / ours[one['part']]:.1f} | {cost['peak']:,.0f} MB |"
        )


NAMES: Final = {
    "ours": OURS,
    "aas_core": "aas-core3.0",
    "basyx": "BaSyx Python SDK",
    "test_engines": "aas-test-engines",
}
