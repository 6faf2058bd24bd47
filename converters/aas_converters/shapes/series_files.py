"""The files of external segments: CSV or Parquet, with their checksum, collected while the rows pass by."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Any, Final, cast

import polars as pl

from aas_converters.documents.segments import Segment, SegmentWriter, TextBuffer
from aas_converters.shapes.group_plan import SEPARATOR
from aas_converters.shapes.series_plan import SeriesPlan
from aas_converters.shapes.time_series import CONTENT_TYPES, RELATIVE_TIME

REALS: Final = ("xs:double", "xs:float", "xs:decimal")
INTEGERS: Final = (
    "xs:integer",
    "xs:long",
    "xs:int",
    "xs:short",
    "xs:byte",
    "xs:nonNegativeInteger",
    "xs:positiveInteger",
)


@dataclass(frozen=True, slots=True)
class SeriesFile:
    """A finished file: its name in the package, its bytes, and its SHA-256 in hex."""

    name: str
    content_type: str
    segment: Segment
    sha256: str


@dataclass(slots=True)
class SeriesFiles:
    """Files of one series plan; feed rows in order of their segments. `prefix` begins every name."""

    plan: SeriesPlan
    prefix: str
    scratch: IO[bytes]
    deflated: bool
    finished: dict[str, SeriesFile] = field(default_factory=dict)
    count: int = 0
    key: str | None = None
    writer: SegmentWriter | None = None
    digest: Any = None
    rows: list[pl.DataFrame] = field(default_factory=list)

    def feed(self, frame: pl.DataFrame, key: str) -> None:
        """Take rows whose column `key` says in which file they are."""
        for part in frame.partition_by(key, maintain_order=True):
            if part[key][0] != self.key:
                self.close()
                self.key = part[key][0]
            self.append(columns_of(part, self.plan))

    def forget(self, groups: pl.Series) -> None:
        """Leave out the files of groups that are not written."""
        gone = set(groups.to_list())
        for key in [key for key in self.finished if group_of(key) in gone]:
            del self.finished[key]

    def of_groups(self, groups: set[str] | None) -> list[SeriesFile]:
        """Return the finished files, of all groups or of some."""
        return [file for key, file in self.finished.items() if groups is None or group_of(key) in groups]

    def append(self, rows: pl.DataFrame) -> None:
        """Add rows to the open file."""
        if self.plan.format == "parquet":
            # in their own types they take a third of the memory of their text
            self.rows.append(typed(rows, self.plan))
            return
        first = self.writer is None
        buffer = TextBuffer()
        rows.write_csv(cast("IO[bytes]", buffer), include_header=first, line_terminator="\r\n")
        for chunk in buffer.chunks:
            self.put(chunk)

    def put(self, data: bytes | memoryview) -> None:
        """Add bytes to the open file."""
        if self.writer is None:
            self.writer = SegmentWriter(self.scratch, deflated=self.deflated and self.plan.format == "csv")
            self.digest = hashlib.sha256()
        self.digest.update(data)
        self.writer.write(data)

    def close(self) -> None:
        """Finish the open file."""
        if self.rows:
            whole = BytesIO()
            one_table(self.rows).write_parquet(whole, compression="zstd", statistics=True)
            self.put(whole.getbuffer())
            self.rows = []
        if self.writer is None or self.key is None:
            return
        self.count += 1
        name = f"{self.prefix}-{self.count:05d}.{self.plan.format}"
        content_type = CONTENT_TYPES[self.plan.format]
        self.finished[self.key] = SeriesFile(name, content_type, self.writer.finish(), self.digest.hexdigest())
        self.writer, self.key = None, None


def group_of(key: str) -> str:
    """Return the group of a file from its key."""
    return key.rpartition(SEPARATOR)[0].rpartition(SEPARATOR)[0]


def columns_of(rows: pl.DataFrame, plan: SeriesPlan) -> pl.DataFrame:
    """Return rows as the columns of a file: the relative time, then every field under its idShort and unit."""
    columns = [pl.col(RELATIVE_TIME).alias(f"{RELATIVE_TIME} [ms]")]
    for one in plan.fields:
        unit = one.element.unit
        name = f"{one.element.id_short} [{unit.symbol}]" if unit and unit.symbol != "1" else one.element.id_short
        columns.append(pl.col(one.slot).alias(name))
    return rows.select(columns)


def typed(rows: pl.DataFrame, plan: SeriesPlan) -> pl.DataFrame:
    """Return the columns of a Parquet file in their own types; times stay text, with their zone.

    A column of integers of which one does not fit into 64 bits stays text too: no value may get lost.
    """
    kinds = ["xs:long", *(one.element.value_type or "xs:string" for one in plan.fields)]
    columns = []
    for column, kind in zip(rows.iter_columns(), kinds, strict=True):
        whole = kind in INTEGERS
        cast = column.cast(pl.Int64 if whole else pl.Float64, strict=False) if whole or kind in REALS else column
        columns.append(cast if cast.null_count() == column.null_count() else column)
    return pl.DataFrame(columns)


def one_table(parts: list[pl.DataFrame]) -> pl.DataFrame:
    """Return the parts of a file below each other; a column that is text in one of them is text in all."""
    columns = zip(*(part.dtypes for part in parts), strict=True)
    mixed = [name for name, types in zip(parts[0].columns, columns, strict=True) if len(set(types)) > 1]
    return pl.concat([part.with_columns(pl.col(mixed).cast(pl.String)) for part in parts])
