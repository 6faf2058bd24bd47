"""Score the check against files with known verdicts and print a table per category.

Usage: python scripts/conformance.py [CORPUS] [--every N] [--only TEXT] [--show N] [--jobs N]

CORPUS is a folder with MANIFEST.tsv, or unpacked test data of aas-core. Without it the corpus beside the repository
is taken, else the test data is downloaded from the package index, so that anyone can repeat the score. Rows whose
`expected` is valid or invalid are scored unless the reference tools dispute them; every file must end without an
exception. Template cases (smt-*) are compared with the template their row names."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from conformance_cases import Case, cases_in, corpus_beside
from conformance_open import open_reason

from aas_validators.check import Task, assess_file
from aas_validators.diagnostics import Severity
from aas_validators.layers import ALL_LAYERS, Layer
from aas_validators.metamodel.shapes import shapes
from aas_validators.template.library import Templates


@dataclass(frozen=True)
class Outcome:
    """What the check said about one case. `verdict` is accepted, rejected or crashed."""

    case: Case
    verdict: str
    first: str
    seconds: float

    @property
    def opposite(self) -> bool:
        """Whether the verdict is the opposite of what the case expects."""
        expected = {"valid": "accepted", "invalid": "rejected"}.get(self.case.expected)
        return expected is not None and self.verdict != expected

    @property
    def reason(self) -> str:
        """Why the ground truth looks wrong, empty where it does not."""
        return open_reason(self.case, self.first) if self.opposite and self.verdict != "crashed" else ""

    @property
    def wrong(self) -> bool:
        """Whether the verdict counts against the check."""
        return self.verdict == "crashed" or (self.opposite and not self.case.disputed and not self.reason)


@cache
def templates(path: Path) -> Templates:
    """Return the templates of a file; read once."""
    return Templates([path])


def task_of(case: Case, corpus: Path) -> Task:
    """Return what is asked about a case. The verdict counts for the version the case names, JSON samples for any.

    The files of template cases are right as far as the metamodel goes, so only the template is looked at."""
    version = case.spec[:3] if case.spec[:3] in ("3.0", "3.1") else "auto"
    root = case.root if case.root in shapes("3.1") and case.format != "aasx" else None
    find = templates(corpus / case.template).for_submodel if case.template else None
    layers = frozenset([Layer.TEMPLATE]) if case.template else ALL_LAYERS
    return Task(metamodel=version, root=root, layers=layers, find_model=find)  # type: ignore[arg-type]  # one of three


def judge(case: Case, corpus: Path) -> Outcome:
    """Check one file."""
    task = task_of(case, corpus)
    start = time.process_time()
    try:
        found = assess_file(corpus / case.path, task)
    except Exception as error:  # noqa: BLE001 - a crash of any kind is what is counted here
        return Outcome(case, "crashed", f"{type(error).__name__}: {error}", time.process_time() - start)
    first = next((d for d in found.findings if d.severity is Severity.ERROR), None)
    verdict = "accepted" if first is None else "rejected"
    text = f"{first.rule.code} {first.message} @ {first.where}" if first else ""
    return Outcome(case, verdict, text, time.process_time() - start)


COLUMNS = (("accepted", 9), ("rejected", 9), ("crashed", 8), ("wrong", 6), ("open", 6))


def table(outcomes: list[Outcome]) -> str:
    """Return counts per category, format and expectation."""
    rows: dict[tuple[str, str, str], Counter[str]] = {}
    for outcome in outcomes:
        case = outcome.case
        key = (case.category, case.format, case.expected + (" (disputed)" if case.disputed else ""))
        counts = rows.setdefault(key, Counter())
        counts[outcome.verdict] += 1
        counts["wrong"] += outcome.wrong
        counts["open"] += bool(outcome.reason)
    lines = [f"{'category':32}{'format':8}{'expected':26}" + "".join(f"{name:>{width}}" for name, width in COLUMNS)]
    for (category, form, expected), counts in sorted(rows.items()):
        numbers = "".join(f"{counts[name]:>{width}}" for name, width in COLUMNS)
        lines.append(f"{category:32}{form:8}{expected:26}{numbers}")
    return "\n".join(lines)


@contextmanager
def corpus_of(given: Path | None) -> Iterator[Path]:
    """Give the folder with the cases; what had to be unpacked is removed at the end."""
    if given is not None:
        yield given
        return
    with TemporaryDirectory(prefix="conformance-") as folder:
        yield corpus_beside(Path(folder))


def main() -> int:
    """Score and print; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--every", type=int, default=1, help="take every Nth file only")
    parser.add_argument("--only", default="", help="take paths with this text, or one category, only")
    parser.add_argument("--show", type=int, default=40, help="how many wrong verdicts to list")
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args()
    with corpus_of(asked.corpus) as corpus:
        cases = [case for case in cases_in(corpus) if asked.only in case.path or asked.only == case.category]
        work = partial(judge, corpus=corpus)
        if asked.jobs > 1:
            with ProcessPoolExecutor(asked.jobs) as pool:
                outcomes = list(pool.map(work, cases[:: asked.every], chunksize=50))
        else:
            outcomes = [work(case) for case in cases[:: asked.every]]
    return shown(outcomes, asked.show)


def shown(outcomes: list[Outcome], most: int) -> int:
    """Print the score; return 1 if anything is wrong."""
    print(table(outcomes))
    failures = [outcome for outcome in outcomes if outcome.wrong]
    for outcome in failures[:most]:
        print(f"{outcome.case.path}: expected {outcome.case.expected}, {outcome.verdict} {outcome.first}")
    for reason, number in Counter(o.reason for o in outcomes if o.reason).most_common():
        print(f"open: {number} × {reason}")
    slowest = max(outcomes, key=lambda outcome: outcome.seconds, default=None)
    if slowest:
        print(f"slowest: {slowest.case.path} {slowest.seconds:.1f} s")
    print(f"{len(outcomes)} files, {len(failures)} wrong")
    return 1 if failures or not outcomes else 0


if __name__ == "__main__":
    sys.exit(main())
