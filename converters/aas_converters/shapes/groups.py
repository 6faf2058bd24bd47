"""Turn rows into groups, one submodel each; rows of a group must come one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import polars as pl

from aas_converters.documents.segments import Scratch
from aas_converters.letters.fill import Compiled, Unfilled
from aas_converters.plan.plan import Plan
from aas_converters.plan.run import escaped, with_keys
from aas_converters.seen_ids import SeenIds
from aas_converters.shapes.aggregates import Aggregated
from aas_converters.shapes.gather import RECORDS, Gather, Gathering
from aas_converters.shapes.group_plan import DAY, FILE, GROUP, WINDOW, GroupPlan
from aas_converters.shapes.series import Series
from aas_converters.shapes.time_series import WRITTEN_SEGMENTS


class UnsortedGroupsError(Exception):
    """Raised when rows of a group come after another group began: the rows must be brought together first."""


@dataclass(slots=True)
class Groups:
    """Groups of one plan; feed it checked rows in order, then finish. Yields frames with a row per group.

    Raises UnsortedGroupsError when a group comes back after another one began.
    """

    plan: Plan
    shape: GroupPlan
    series: Series | None
    scratch: Scratch
    gather: Gather = field(init=False)
    items: Compiled | None = field(init=False)
    seen: SeenIds = field(default_factory=SeenIds)
    last: str | None = None

    def __post_init__(self) -> None:
        names = [FILE, DAY] + ([WINDOW] if self.shape.window else [])
        places = tuple(Aggregated(name, name, "first") for name in names)
        self.items = Compiled(self.shape.items.letter) if self.shape.items else None
        gathering = Gathering(GROUP, self.shape.aggregated + places, self.items is not None, self.plan.script.separator)
        self.gather = Gather(gathering, self.scratch)

    def feed(self, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """Take checked rows; yield the groups that are complete with them."""
        if not frame.height:
            return
        self.check_order(frame)
        items = Unfilled(escaped(self.plan, frame), self.items) if self.items is not None else None
        groups = list(self.gather.feed(frame, items))
        series = list(self.series.feed(frame)) if self.series is not None else []
        yield from self.together(groups, series)

    def check_order(self, frame: pl.DataFrame) -> None:
        """Raise UnsortedGroupsError if a group comes back after another one began."""
        begun = frame.select(pl.col(GROUP).rle().struct.field("value").alias(GROUP)).to_series()
        if begun[0] == self.last:
            begun = begun.slice(1)
        self.last = frame[GROUP][-1]
        if self.seen.repeated(begun).any():
            raise UnsortedGroupsError

    def finish(self) -> Iterator[pl.DataFrame]:
        """Yield the last group."""
        groups = list(self.gather.finish())
        series = list(self.series.finish()) if self.series is not None else []
        yield from self.together(groups, series)

    def together(self, groups: list[pl.DataFrame], series: list[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """Yield the groups with their time series: both are complete when the next group begins."""
        if not groups:
            return
        frame = pl.concat(groups)
        if self.series is not None:
            segments = pl.concat(series)
            if not segments[GROUP].equals(frame[GROUP]):
                raise RuntimeError("groups and their time series came apart")
            frame = frame.with_columns(segments[WRITTEN_SEGMENTS])
        yield self.named(frame)

    def named(self, groups: pl.DataFrame) -> pl.DataFrame:
        """Return groups with the keys of their submodels."""
        if self.shape.items is not None:
            groups = groups.rename({RECORDS: self.shape.items.column})
        constants = [pl.lit(text).alias(slot) for slot, text in self.plan.constants.items()]
        return with_keys(self.plan, groups.with_columns(constants))


def groups_of(plan: Plan, series: Series | None, scratch: Scratch) -> Groups | None:
    """Return what makes groups for a plan, None for one submodel per row."""
    if plan.group is None:
        return None
    # what every row shares is put in again afterwards
    varying = tuple(one for one in plan.group.aggregated if one.slot not in plan.constants)
    return Groups(plan, replace(plan.group, aggregated=varying), series, scratch)
