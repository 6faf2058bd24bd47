"""Findings that are known: a file of fingerprints, so that only new findings fail a pipeline."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from aas_toolkit.file_names import relative
from aas_validators.diagnostics import Diagnostic, Sentence

BASELINE_VERSION: Final = 1
FINGERPRINT: Final = 16
"""Length of a fingerprint in hexadecimal digits."""


class BaselineError(ValueError):
    """Raised for a file that is no baseline."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each known finding was there. `home` is the folder that file names in it count from.

    `files` are those with known findings, `moved` are the findings of those that are gone, by what stays the same
    when a file is renamed."""

    home: Path
    known: Mapping[str, int] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    moved: Mapping[str, int] = field(default_factory=dict)

    def new(self, findings: Iterable[Diagnostic]) -> tuple[list[Diagnostic], int]:
        """Return the findings that are not known, and the number of those that are.

        Where one was known twice and is there three times, the third is new. A file that nobody knew may be one that
        was renamed or moved: it takes over what was known of files that are gone."""
        seen: Counter[str] = Counter()
        new: list[Diagnostic] = []
        count = 0
        for finding in findings:
            file = finding.where.file
            at_home = file is None or relative(file, self.home) in self.files
            mark = fingerprint(finding, self.home) if at_home or not self.moved else content_mark(finding)
            seen[mark] += 1
            if seen[mark] <= (self.known if at_home else self.moved).get(mark, 0):
                count += finding.count
            else:
                new.append(finding)
        return new, count


def fingerprint(finding: Diagnostic, home: Path) -> str:
    """Return what stays the same of a finding when lines move: file, part, rule, element and the values it names."""
    return digest([relative(finding.where.file, home) if finding.where.file else "", *content(finding)])


def content_mark(finding: Diagnostic) -> str:
    """Return what stays the same of a finding even when its file is renamed."""
    return digest(content(finding))


def content(finding: Diagnostic) -> list[object]:
    """Return part, rule, element and the values that a finding names."""
    where = finding.where
    values = {name: value.en if isinstance(value, Sentence) else str(value) for name, value in finding.values.items()}
    return [where.part or "", finding.rule.code, where.path or "", sorted(values.items())]


def digest(told: list[object]) -> str:
    """Return a short digest of plain data."""
    text = json.dumps(told, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:FINGERPRINT]


def read_baseline(path: Path) -> Baseline:
    """Read a baseline. Raises BaselineError if it is none, and OSError from the disk."""
    try:
        held: Any = json.loads(path.read_text(encoding="utf-8-sig"))
        if held["version"] != BASELINE_VERSION:
            raise BaselineError(f"{path}: baseline version {held['version']}, {BASELINE_VERSION} can be read")
        entries: list[dict[str, Any]] = held["findings"]
        known = Counter({entry["fingerprint"]: int(entry["count"]) for entry in entries})
        home = path.absolute().parent
        files = frozenset(str(entry["file"]) for entry in entries if "file" in entry)
        gone = {file for file in files if not (home / file).exists()}
        moved: Counter[str] = Counter()
        for entry in entries:
            if entry.get("file") in gone and "content" in entry:
                moved[entry["content"]] += int(entry["count"])
    except (ValueError, KeyError, TypeError) as error:
        if isinstance(error, BaselineError):
            raise
        raise BaselineError(f"{path} is no baseline; write one with --write-baseline") from error
    return Baseline(home, known, files, moved)


def baseline_text(findings: Iterable[Diagnostic], home: Path) -> str:
    """Return the text of a baseline that knows these findings, sorted so that a change is a small diff."""
    counts: Counter[tuple[str, str, str, str, str]] = Counter()
    for finding in findings:
        file = relative(finding.where.file, home) if finding.where.file else ""
        marks = fingerprint(finding, home), content_mark(finding)
        counts[file, finding.rule.code, finding.where.path or "", *marks] += 1
    entries = [
        {"file": file, "rule": rule, "path": path, "fingerprint": mark, "content": inside, "count": count}
        for (file, rule, path, mark, inside), count in sorted(counts.items())
    ]
    return json.dumps({"version": BASELINE_VERSION, "findings": entries}, ensure_ascii=False, indent=1) + "\n"
