"""Repair the old files of a corpus and write what became of them, by set and by rule.

    python scripts/repair_score.py SHARED CORPUS [--write] [--show]

SHARED holds the programme's templates and samples (`kosmo/mos-templates`, `kosmo/samples`), CORPUS is a folder with a
MANIFEST.tsv; its `samples` and `templates` are files of other people's tools. With `--write` the page
docs/explanation/repair.md is written; `--show` names the files that are not repaired.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from aas_converters.interchange import open_content
from aas_converters.interchange.write import joined
from aas_converters.repair.kept import missing_values
from aas_converters.repair.repair import rules_of_repairs
from aas_toolkit.repairing import repair

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "repair.md"
ROOTS = ("Environment", "Package", "Submodel", "AssetAdministrationShell", "ConceptDescription")
INTRODUCTION = """# What repairs achieve

`aas repair` is tried on old files of other people: the published templates and samples of the Korean programme, and the
files that come with SDKs, servers, viewers and the IDTA templates. This page is made by `scripts/repair_score.py`; the
files themselves are no part of the repository.

A file is *faulty* when the check finds an error in it under its metamodel version (3.0 where a JSON file is valid in
none). It is *readable* when there is an AAS document of metamodel 2.0, 3.0 or 3.1 in it: a text that is cut off, a
package without environment and files of metamodel 1.0 or 3.2 are not. It is *repaired* when the check finds no error
any more. *Values lost* counts values of elements and texts of what was read that are nowhere in the result.

What is left has no one good answer: a value that differs from that of the concept its valueId names, for example.
"""


@dataclass
class Score:
    """What became of the files of a set."""

    files: int = 0
    faulty: int = 0
    readable: int = 0
    repaired: int = 0
    lost: int = 0
    changes: Counter[str] = field(default_factory=Counter)
    touched: Counter[str] = field(default_factory=Counter)
    left: dict[str, list[str]] = field(default_factory=dict)


def main() -> int:
    """Score, print and write; return the exit code: 1 where a value is lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    scores: dict[str, Score] = {}
    for title, path in files(asked.shared, asked.corpus):
        one_file(path, scores.setdefault(title, Score()))
    page = "\n".join([INTRODUCTION, *table_of_sets(scores), "", *table_of_rules(scores), ""])
    print(page)
    if asked.write:
        PAGE.write_text(page, encoding="utf-8")
    if asked.show:
        for title, score in scores.items():
            for name, codes in score.left.items():
                print(f"{title}: {name}: {' '.join(codes)}", file=sys.stderr)
    return int(any(score.lost for score in scores.values()))


def files(shared: Path, corpus: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files with the set that each is in."""
    yield from (
        ("templates of the programme", path) for path in sorted((shared / "kosmo/mos-templates").glob("*.aasx"))
    )
    yield from (
        ("samples of the programme (2.0)", path) for path in sorted((shared / "kosmo/samples").glob("*/*.aasx"))
    )
    with (corpus / "MANIFEST.tsv").open(encoding="utf-8", newline="") as manifest:
        rows = list(csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE))
    titles = {"samples": "samples of SDKs, servers and viewers", "templates": "published IDTA templates"}
    for row in rows:
        title = titles.get(row["path"].split("/")[0])
        if title and row["root"] in ROOTS:
            yield title, corpus / row["path"]


def one_file(path: Path, score: Score) -> None:
    """Repair a file and count."""
    score.files += 1
    with TemporaryDirectory() as folder:
        out = Path(folder, f"out{path.suffix}")
        done = repair(path, to=out)
        if not done.errors_before:
            return
        score.faulty += 1
        if not done.path:
            score.left[path.name] = sorted({one.rule.code for one in done.report})
            return
        score.readable += 1
        wrong = sorted({one.rule.code for one in done.report if one.rule.code[:3] in ("SCH", "AAS")} - {"SCH102"})
        score.repaired += not done.errors_after
        if wrong or done.errors_after:
            score.left[path.name] = wrong
        score.changes.update(done.by_rule)
        score.touched.update(done.by_rule.keys())
        with open_content(path) as before, open_content(out) as after:
            environments = [joined([part.environment for part in one.parts]) for one in (before, after)]
        score.lost += sum(1 for _ in missing_values(*environments))


def table_of_sets(scores: dict[str, Score]) -> Iterator[str]:
    """Yield a row for each set of files."""
    yield "| files | number | faulty | readable | repaired | of the readable | values lost |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for title, one in scores.items():
        share = f"{100 * one.repaired / one.readable:.1f} %" if one.readable else "–"
        yield f"| {title} | {one.files} | {one.faulty} | {one.readable} | {one.repaired} | {share} | {one.lost} |"


def table_of_rules(scores: dict[str, Score]) -> Iterator[str]:
    """Yield a row for each rule: files and changes in all sets."""
    yield "| rule | name | files | changes |"
    yield "| --- | --- | ---: | ---: |"
    for rule in sorted(rules_of_repairs(), key=lambda rule: rule.code):
        touched = sum(score.touched[rule.code] for score in scores.values())
        changes = sum(score.changes[rule.code] for score in scores.values())
        link = f"[{rule.code}](../reference/rules/fix.md#{rule.code.lower()})"
        yield f"| {link} | {rule.name} | {touched} | {changes:,} |"


if __name__ == "__main__":
    sys.exit(main())
