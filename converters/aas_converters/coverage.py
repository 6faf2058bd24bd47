"""What became of each column of a run: filled elements, empty cells, constants, bad and implausible values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from aas_converters.plan.plan import Plan
from aas_converters.plan.tally import Tally
from aas_converters.sources.table import REASON_PREFIX, Batch


@dataclass(slots=True)
class ColumnCoverage:
    """One column: the elements it fills and how many of its cells are empty, bad or out of range.

    `constant` is the value of a column that holds the same in every row, None for any other.
    """

    column: str
    elements: list[str] = field(default_factory=list)
    rows: int = 0
    empty: int = 0
    bad: int = 0
    out_of_range: int = 0
    constant: str | None = None

    @property
    def mapped(self) -> bool:
        """Whether it fills an element."""
        return bool(self.elements)


@dataclass(slots=True)
class Coverage:
    """The columns of a run so far. Those that were seeded have counted a row that is not their own."""

    columns: dict[str, ColumnCoverage] = field(default_factory=dict)
    seeded: frozenset[str] = frozenset()

    def see(self, batch: Batch) -> None:
        """Count the cells of a batch; only a column that has been constant so far is looked at again."""
        for name in batch.frame.columns:
            if name.startswith(REASON_PREFIX):
                continue
            cells = batch.frame[name]
            column = self.columns.setdefault(name, ColumnCoverage(name))
            first = column.rows == 0
            nulls = cells.null_count()
            if cells.len() and (first or column.constant is not None):
                value = cells[0] if first else column.constant
                same = value is not None and not nulls and bool((cells == value).all())
                column.constant = value if same else None
            column.rows += cells.len()
            column.empty += nulls

    def seed(self) -> Coverage:
        """Return what counts the rows behind these: it knows which columns have been constant."""
        seeds = {name: replace(one, rows=1, empty=0) for name, one in self.columns.items() if one.rows}
        return Coverage(seeds, frozenset(seeds))

    def merge(self, later: Coverage) -> None:
        """Add what counted the rows behind these, made by `seed` of this one or of one before."""
        for name, more in later.columns.items():
            column = self.columns[name]
            column.rows += more.rows - (name in later.seeded)
            column.empty += more.empty
            if column.constant != more.constant:
                column.constant = None

    def add(self, plan: Plan, tally: Tally) -> None:
        """Add what a plan filled, and the faults that were counted."""
        for filler in plan.fillers:
            path, counted = filler.target.place.path, tally.columns.get(filler.slot)
            for name in filler.target.cell.columns:
                column = self.columns.setdefault(name, ColumnCoverage(name))
                if path not in column.elements:
                    column.elements.append(path)
                if counted is not None:
                    column.bad += counted.bad
                    column.out_of_range += counted.implausible

    def __iter__(self) -> Iterator[ColumnCoverage]:
        return iter(self.columns.values())

    @property
    def mapped(self) -> list[ColumnCoverage]:
        """The columns that fill an element."""
        return [one for one in self if one.mapped]

    @property
    def unmapped(self) -> list[ColumnCoverage]:
        """The columns that stay in the plant."""
        return [one for one in self if not one.mapped]


def coverage_json(coverage: Coverage) -> dict[str, Any]:
    """Return a coverage as plain data; no value of a cell is in it, so that it may leave the plant."""
    columns = [{**asdict(one), "constant": one.constant is not None, "mapped": one.mapped} for one in coverage]
    return {"version": 1, "mapped": len(coverage.mapped), "unmapped": len(coverage.unmapped), "columns": columns}
