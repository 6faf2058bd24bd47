"""Migrate every valid environment of a corpus to the other metamodel version and back, and count what is the same.

    python scripts/migrate_score.py CORPUS [--every N]

CORPUS is a folder with a MANIFEST.tsv. Every valid file of 3.0 and of 3.1 goes to the other version and back; where
no loss is told on the way it must be what it was. Exits with 1 where one is not.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path

from aas_converters.interchange import open_content
from aas_converters.interchange.migrate import Version, migrated
from aas_validators.check import assess_file
from aas_validators.task import Task

VERSIONS: tuple[Version, ...] = ("3.0", "3.1")
OTHER: dict[Version, Version] = {"3.0": "3.1", "3.1": "3.0"}


def main() -> int:
    """Count and print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take one file of so many")
    asked = parser.parse_args()
    counts: Counter[tuple[Version, str]] = Counter()
    wrong: list[str] = []
    for path in files(asked.corpus)[:: asked.every]:
        for version, outcome in outcomes(path):
            counts[version, outcome] += 1
            if outcome == "not the same":
                wrong.append(f"{path} ({version})")
    for (there, outcome), number in sorted(counts.items()):
        print(f"{there} → {OTHER[there]} → {there}: {outcome}: {number:,}")
    for one in wrong[:20]:
        print(f"not the same: {one}", file=sys.stderr)
    return int(bool(wrong))


def files(corpus: Path) -> list[Path]:
    """Return the files of a corpus that hold an environment and are valid, or say so."""
    with (corpus / "MANIFEST.tsv").open(encoding="utf-8", newline="") as manifest:
        rows = list(csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE))
    wanted = [row for row in rows if row["root"] in ("Environment", "Package") and row["format"] != "rdf"]
    return [corpus / row["path"] for row in wanted if row["expected"] in ("valid", "claimed-valid")]


def outcomes(path: Path) -> list[tuple[Version, str]]:
    """Return for each version in which a file is valid what became of it."""
    found: list[tuple[Version, str]] = []
    valid = assess_file(path, Task()).metamodels
    for version in (one for one in VERSIONS if one in valid):
        with open_content(path) as content:
            environments = [part.environment for part in content.parts]
        told, same = 0, True
        for environment in environments:
            there, losses = migrated(environment, OTHER[version])
            back, more = migrated(there, version)
            told += len(losses) + len(more)
            same &= back == environment
        outcome = "the same" if same and not told else "told" if told else "not the same"
        found.append((version, outcome))
    return found


if __name__ == "__main__":
    sys.exit(main())
