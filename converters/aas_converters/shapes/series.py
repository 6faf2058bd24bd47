"""Turn the rows of groups into time series: records to segments, segments to a TimeSeries submodel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from aas_converters.documents.segments import Scratch
from aas_converters.letters.fill import Compiled, Unfilled, filled
from aas_converters.plan.plan import Plan
from aas_converters.plan.run import escaped
from aas_converters.shapes.aggregates import Aggregated
from aas_converters.shapes.gather import RECORDS, ROWS, Gather, Gathering
from aas_converters.shapes.group_plan import GROUP, SEPARATOR
from aas_converters.shapes.instants import MICROSECONDS, instants, instants_of
from aas_converters.shapes.series_files import SeriesFiles
from aas_converters.shapes.series_plan import SeriesPlan
from aas_converters.shapes.time_series import (
    DURATION,
    END_TIME,
    FILE_SHA256,
    FILE_VALUE,
    INTERVAL,
    QUERY,
    RECORD_COUNT,
    RECORD_NAME,
    RELATIVE_TIME,
    SEGMENT_NAME,
    START_TIME,
    WRITTEN_RECORDS,
    WRITTEN_SEGMENTS,
)
from aas_converters.shapes.windows import window_text

SEGMENT: Final = "segment"
PLACE: Final = "place of the segment"
POSITION: Final = "position in the group"
TIME: Final = "instant"
MILLISECONDS: Final = MICROSECONDS // 1000
KINDS: Final = {"internal": "InternalSegment", "external": "ExternalSegment", "linked": "LinkedSegment"}


@dataclass(slots=True)
class Series:
    """Time series of one plan; feed it the same rows as the groups. Yields a row per finished group."""

    plan: Plan
    shape: SeriesPlan
    files: SeriesFiles | None
    folder: str
    scratch: Scratch
    segments: Gather = field(init=False)
    record: Compiled = field(init=False)
    texts: dict[str, list[str]] = field(default_factory=dict)
    group: str | None = None
    count: int = 0
    segment_rows: int | None = None
    backward: int = 0
    first_backward: str | None = None
    latest: tuple[str, int] | None = None
    start: tuple[str, int] | None = None
    open_segment: tuple[str, str] | None = None
    segment_number: int = 0
    number: int = 0
    number_of: str | None = None
    most: int = 0

    def __post_init__(self) -> None:
        facts = (
            Aggregated(RECORD_COUNT, self.shape.time, "count"),
            Aggregated(START_TIME, self.shape.time, "min", is_time=True, instants=TIME),
            Aggregated(END_TIME, self.shape.time, "max", is_time=True, instants=TIME),
            Aggregated(DURATION, self.shape.time, "duration", instants=TIME),
            Aggregated(GROUP, GROUP, "first"),
        )
        separator = self.plan.script.separator
        self.record = Compiled(self.shape.record)
        self.segments = Gather(Gathering(SEGMENT, facts, self.shape.records == "internal", separator), self.scratch)
        self.segment_rows = self.shape.segment_rows

    def feed(self, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """Take checked rows, in the order of their groups; yield the series of groups that are complete."""
        frame = self.numbered(frame)
        frame = self.with_segments(frame)
        frame = self.with_relative_time(frame)
        records = self.records(frame) if self.shape.records == "internal" else None
        if self.files is not None:
            self.files.feed(frame, SEGMENT)
        for segments in self.segments.feed(frame, records):
            self.keep(segments)
        # rows of a group follow each other, so every group but the one at hand is complete
        complete = [group for group in self.texts if group != self.group]
        if complete:
            yield self.series(complete)

    def finish(self) -> Iterator[pl.DataFrame]:
        """Yield the series of the last group."""
        if self.files is not None:
            self.files.close()
        for segments in self.segments.finish():
            self.keep(segments)
        if self.texts:
            yield self.series(list(self.texts))

    def keep(self, segments: pl.DataFrame) -> None:
        """Keep the written text of finished segments by their group."""
        written = self.written(segments)
        for group, text in zip(written[GROUP].to_list(), written[WRITTEN_SEGMENTS].to_list(), strict=True):
            self.texts.setdefault(group, []).append(text)

    def series(self, groups: list[str]) -> pl.DataFrame:
        """Return the joined segments of complete groups."""
        joined = [self.plan.script.separator.join(self.texts.pop(group)) for group in groups]
        return pl.DataFrame(
            {GROUP: groups, WRITTEN_SEGMENTS: joined}, schema=dict.fromkeys((GROUP, WRITTEN_SEGMENTS), pl.String)
        )

    def numbered(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return rows with their position in the group; a group may have begun in an earlier batch."""
        run = pl.col(GROUP).rle_id()
        frame = frame.with_columns(pl.int_range(pl.len()).over(run).cast(pl.Int64).alias(POSITION))
        if frame[GROUP][0] == self.group:
            first = frame.select((run == 0).alias("first")).to_series()
            moved = pl.when(first).then(pl.col(POSITION) + self.count).otherwise(POSITION)
            frame = frame.with_columns(moved.alias(POSITION))
        self.group = frame[GROUP][-1]
        self.count = int(frame[POSITION][-1]) + 1
        self.most = max(self.most, int(frame[POSITION].max() or 0) + 1)  # type: ignore[arg-type]  # positions are integers
        return frame

    def with_segments(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return rows with the name of their segment: the group, the segment's place in it, and a number.

        Where times go back, a window may come again: that is one more segment, and the number tells it from the first.
        """
        if self.shape.segment_bytes is not None and self.segment_rows is None:
            self.segment_rows = max(1, self.shape.segment_bytes // self.size_of_record(frame.head(1)))
        place = pl.lit("0")
        if self.segment_rows is not None:
            place = (pl.col(POSITION) // self.segment_rows).cast(pl.String)
        elif self.shape.segment_window is not None:
            place = window_text(self.shape.segment_window)
        frame = frame.with_columns(place.alias(PLACE))
        same = self.open_segment == (frame[GROUP][0], frame[PLACE][0])
        self.segment_number += 0 if same else 1
        number = pl.struct(GROUP, PLACE).rle_id().cast(pl.Int64) + self.segment_number
        name = pl.concat_str(pl.col(GROUP), pl.col(PLACE), number.cast(pl.String), separator=SEPARATOR)
        frame = frame.with_columns(name.alias(SEGMENT))
        self.open_segment = (frame[GROUP][-1], frame[PLACE][-1])
        self.segment_number = int(frame[SEGMENT][-1].rpartition(SEPARATOR)[2])
        return frame.drop(PLACE)

    def size_of_record(self, first: pl.DataFrame) -> int:
        """Return the bytes of the first record, for the whole run: segments must not depend on batches."""
        if self.shape.records == "internal":
            row = first.with_columns(pl.lit("0").alias(RELATIVE_TIME))
            return len(str(self.records(row).texts()[0]).encode())
        return sum(len(str(first[one.slot][0] or "").encode()) + 1 for one in self.shape.fields) + 1

    def with_relative_time(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return rows with their time in milliseconds after the first row of their segment."""
        frame = frame.with_columns(instants_of(frame[self.shape.time]).alias(TIME))
        run = pl.col(SEGMENT).rle_id()
        first = pl.col(TIME).first().over(run)
        if self.start is not None and frame[SEGMENT][0] == self.start[0]:
            first = pl.when(run == 0).then(pl.lit(self.start[1])).otherwise(first)
        frame = frame.with_columns(first.alias("first instant"))
        self.start = (frame[SEGMENT][-1], int(frame["first instant"][-1]))
        self.note_backward(frame)
        relative = (pl.col(TIME) - pl.col("first instant")) // MILLISECONDS
        return frame.with_columns(relative.cast(pl.String).alias(RELATIVE_TIME)).drop("first instant")

    def note_backward(self, frame: pl.DataFrame) -> None:
        """Count the records that are earlier than the one before them in their group."""
        before = pl.col(TIME).shift(1)
        if self.latest is not None:
            before = before.fill_null(self.latest[1])
        same = pl.col(GROUP).eq_missing(pl.col(GROUP).shift(1, fill_value=self.latest[0] if self.latest else None))
        found = frame.filter(same & (pl.col(TIME) < before))
        if found.height and not self.backward:
            self.first_backward = found[self.shape.time][0]
        self.backward += found.height
        self.latest = (frame[GROUP][-1], int(frame[TIME][-1]))

    def records(self, frame: pl.DataFrame) -> Unfilled:
        """Return the record of each row; names count within the group."""
        names = pl.concat_str(pl.lit("Record"), (pl.col(POSITION) + 1).cast(pl.String).str.zfill(8))
        return Unfilled(escaped(self.plan, frame).with_columns(names.alias(RECORD_NAME)), self.record)

    def written(self, segments: pl.DataFrame) -> pl.DataFrame:
        """Return finished segments as text, with their group."""
        names = []
        for group in segments[GROUP].to_list():
            self.number = self.number + 1 if group == self.number_of else 1
            self.number_of = group
            names.append(f"{KINDS[self.shape.records]}{self.number:02d}")
        span = instants(pl.col(END_TIME)) - instants(pl.col(START_TIME))
        steps = pl.col(ROWS) - 1
        # many plants write only the day: records at one time have no interval
        interval = pl.when((steps > 0) & (span > 0)).then(
            # not strict: all rows are computed before one branch is chosen, and 0/0 is no integer
            (span / (steps * MILLISECONDS)).round().cast(pl.Int64, strict=False).cast(pl.String)
        )
        frame = segments.with_columns(pl.Series(SEGMENT_NAME, names), interval.alias(INTERVAL))
        if self.shape.records == "internal":
            frame = frame.rename({RECORDS: WRITTEN_RECORDS})
        if self.files is not None:
            files = [self.files.finished[key] for key in segments[SEGMENT].to_list()]
            frame = frame.with_columns(
                pl.Series(FILE_VALUE, [self.folder + file.name for file in files]),
                pl.Series(FILE_SHA256, [file.sha256 for file in files]),
            )
        if self.shape.query is not None:
            frame = frame.with_columns(self.queries(frame).alias(QUERY))
        return frame.select(GROUP, filled(frame, self.shape.segment).alias(WRITTEN_SEGMENTS))

    def queries(self, segments: pl.DataFrame) -> pl.Series:
        """Return the query of each linked segment, with group, start and end put in; escaped."""
        rows = zip(segments[GROUP].to_list(), segments[START_TIME].to_list(), segments[END_TIME].to_list(), strict=True)
        texts = [
            (self.shape.query or "")
            .replace("{group}", str(group).replace(SEPARATOR, "/"))
            .replace("{start}", start or "")
            .replace("{end}", end or "")
            for group, start, end in rows
        ]
        column = pl.Series(QUERY, texts, dtype=pl.String)
        return column.to_frame().select(self.plan.script.escaped(pl.col(QUERY))).to_series()
