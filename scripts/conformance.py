"""Score the check against a corpus of files with known verdicts and print a table per category.

Usage: python scripts/conformance.py CORPUS [--every N] [--only TEXT] [--show N] [--jobs N]

CORPUS is a folder with MANIFEST.tsv (columns path, format, spec, root, expected, confidence, category …).
Only rows whose `expected` is valid or invalid and whose confidence is not disputed are scored; every file
must end without an exception. Template cases (smt-*) need the templates and are scored by their own rule
family."""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from aas_validators.check import Task, assess_file
from aas_validators.diagnostics import Severity
from aas_validators.metamodel.shapes import shapes

FORMATS = ("json", "xml", "aasx")

SWAPPED = ("3.0.8", "3.1.0")
"""Schema releases that had the children of embeddedDataSpecification in the wrong order. Their XML examples
are right only under that release; 3.0.9 and 3.1.1 put the order right, so these rows are open, not scored."""


@dataclass(frozen=True)
class Case:
    """One row of the manifest."""

    path: str
    format: str
    spec: str
    root: str
    expected: str
    confidence: str
    category: str


@dataclass(frozen=True)
class Outcome:
    """What the check said about one case. `verdict` is accepted, rejected or crashed."""

    case: Case
    verdict: str
    first: str
    seconds: float


def read_manifest(corpus: Path) -> list[Case]:
    """Return the rows of the manifest."""
    names = Case.__dataclass_fields__
    with (corpus / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [Case(**{name: row[name] for name in names}) for row in rows]


def judge(case: Case, corpus: Path) -> Outcome:
    """Check one file. The verdict counts for the version the manifest names, JSON samples for any."""
    version = case.spec[:3]
    known = version in ("3.0", "3.1")
    root = case.root if case.root in shapes("3.1") and case.format != "aasx" else None
    task = Task(metamodel=version if known else "auto", root=root)  # type: ignore[arg-type]
    start = time.process_time()
    try:
        found = assess_file(corpus / case.path, task)
    except Exception as error:  # noqa: BLE001 - a crash of any kind is what is counted here
        return Outcome(case, "crashed", f"{type(error).__name__}: {error}", time.process_time() - start)
    first = next((d for d in found.findings if d.severity is Severity.ERROR), None)
    verdict = "accepted" if first is None else "rejected"
    text = f"{first.rule.code} {first.message} @ {first.where}" if first else ""
    return Outcome(case, verdict, text, time.process_time() - start)


def wrong(outcome: Outcome) -> bool:
    """Return whether a verdict contradicts the manifest."""
    if outcome.verdict == "crashed":
        return True
    case = outcome.case
    if "disputed" in case.confidence or case.category.startswith("smt-") or is_open(outcome):
        return False
    expected = {"valid": "accepted", "invalid": "rejected"}.get(outcome.case.expected)
    return expected is not None and outcome.verdict != expected


def is_open(outcome: Outcome) -> bool:
    """Return whether the ground truth looks wrong, for a reason written down here."""
    swapped = outcome.case.format == "xml" and outcome.case.spec in SWAPPED
    return swapped and "dataSpecificationContent" in outcome.first


def table(outcomes: list[Outcome]) -> str:
    """Return counts per category, format and expectation."""
    rows: dict[tuple[str, str, str], Counter[str]] = {}
    for outcome in outcomes:
        case = outcome.case
        disputed = " (disputed)" if "disputed" in case.confidence else ""
        key = (case.category, case.format, case.expected + disputed)
        counts = rows.setdefault(key, Counter())
        counts[outcome.verdict] += 1
        counts["wrong"] += wrong(outcome)
        counts["open"] += is_open(outcome)
    lines = [
        f"{'category':32}{'format':8}{'expected':26}{'accepted':>9}{'rejected':>9}{'crashed':>8}{'wrong':>6}{'open':>6}"
    ]
    for (category, form, expected), counts in sorted(rows.items()):
        numbers = "".join(
            f"{counts[name]:>{width}}"
            for name, width in (("accepted", 9), ("rejected", 9), ("crashed", 8), ("wrong", 6), ("open", 6))
        )
        lines.append(f"{category:32}{form:8}{expected:26}{numbers}")
    return "\n".join(lines)


def main() -> int:
    """Score and print; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every Nth file only")
    parser.add_argument("--only", default="", help="take paths or categories with this text only")
    parser.add_argument("--show", type=int, default=40, help="how many wrong verdicts to list")
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args()
    cases = [case for case in read_manifest(asked.corpus) if case.format in FORMATS]
    cases = [case for case in cases if asked.only in case.path or asked.only == case.category][:: asked.every]
    work = partial(judge, corpus=asked.corpus)
    if asked.jobs > 1:
        with ProcessPoolExecutor(asked.jobs) as pool:
            outcomes = list(pool.map(work, cases, chunksize=50))
    else:
        outcomes = [work(case) for case in cases]
    print(table(outcomes))
    failures = [outcome for outcome in outcomes if wrong(outcome)]
    for outcome in failures[: asked.show]:
        print(f"{outcome.case.path}: expected {outcome.case.expected}, {outcome.verdict} {outcome.first}")
    slowest = max(outcomes, key=lambda outcome: outcome.seconds, default=None)
    if slowest:
        print(f"slowest: {slowest.case.path} {slowest.seconds:.1f} s")
    print(f"{len(outcomes)} files, {len(failures)} wrong")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
