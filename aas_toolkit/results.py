"""What a verb of the library gives back when it has written something."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aas_validators.diagnostics import Report


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and what there is to say about it. With an error in the report `paths` may be empty.

    Every result of the library has `report`, `ok`, `path` (the first file, None where nothing was written) and `paths`.
    """

    report: Report
    paths: tuple[Path, ...] = ()

    @property
    def path(self) -> Path | None:
        """The file, or the first of several; None where nothing was written."""
        return next(iter(self.paths), None)

    @property
    def ok(self) -> bool:
        """Whether something was written and no finding is an error."""
        return self.report.ok and bool(self.paths)
