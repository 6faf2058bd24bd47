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
    """How often each known finding was there. `home` is the folder that file names in it count from."""

    home: Path
    known: Mapping[str, int] = field(default_factory=dict)

    def new(self, findings: Iterable[Diagnostic]) -> tuple[list[Diagnostic], int]:
        """Return the findings that are not known, and the number of those that are.

        Where one was known twice and is there three times, the third is new."""
        seen: Counter[str] = Counter()
        new: list[Diagnostic] = []
        count = 0
        for finding in findings:
            mark = fingerprint(finding, self.home)
            seen[mark] += 1
            if seen[mark] <= self.known.get(mark, 0):
                count += finding.count
            else:
                new.append(finding)
        return new, count


def fingerprint(finding: Diagnostic, home: Path) -> str:
    """Return what stays the same of a finding when lines move: file, part, rule, element and the values it names."""
    where = finding.where
    values = {name: value.en if isinstance(value, Sentence) else str(value) for name, value in finding.values.items()}
    file = relative(where.file, home) if where.file else ""
    told = [file, where.part or "", finding.rule.code, where.path or "", sorted(values.items())]
    text = json.dumps(told, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:FINGERPRINT]


def read_baseline(path: Path) -> Baseline:
    """Read a baseline. Raises BaselineError if it is none, and OSError from the disk."""
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8-sig"))
        if content["version"] != BASELINE_VERSION:
            raise BaselineError(f"{path}: baseline version {content['version']}, {BASELINE_VERSION} can be read")
        known = Counter({entry["fingerprint"]: int(entry["count"]) for entry in content["findings"]})
    except (ValueError, KeyError, TypeError) as error:
        if isinstance(error, BaselineError):
            raise
        raise BaselineError(f"{path} is no baseline; write one with --write-baseline") from error
    return Baseline(path.absolute().parent, known)


def baseline_text(findings: Iterable[Diagnostic], home: Path) -> str:
    """Return the text of a baseline that knows these findings, sorted so that a change is a small diff."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for finding in findings:
        file = relative(finding.where.file, home) if finding.where.file else ""
        counts[file, finding.rule.code, finding.where.path or "", fingerprint(finding, home)] += 1
    entries = [
        {"file": file, "rule": rule, "path": path, "fingerprint": mark, "count": count}
        for (file, rule, path, mark), count in sorted(counts.items())
    ]
    return json.dumps({"version": BASELINE_VERSION, "findings": entries}, ensure_ascii=False, indent=1) + "\n"
