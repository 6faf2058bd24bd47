"""A mapping: which column of one plant's file fills which element of a model. Plain data, reviewed by a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from aas_converters.sources.settings import Settings
from aas_reference_models.model import Aggregate, OnePer, Records

SeriesFormat = Literal["csv", "parquet"]

HASH_KEY = "AAS_HASH_KEY"
"""The environment variable with the key of hashes, where a mapping names no other."""
FILE_NAME = "file name"
"""What a mapping writes for a date that stands only in the name of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where the text of one value comes from, and how the plant writes it; None means: find out.

    Several `columns` are joined by a blank (a date and a time). `constant` may hold `{file}` and `{date}`, the stem
    of the file name and the date in it. `default` takes the place of an empty cell. `scale` is
    what the plant's numbers are multiplied by before the unit counts (fixed point: 0.1). `codes` are pairs of the
    plant's word and the model's value. `date` is the day of a time without one: `file name` or yyyy-mm-dd. `of_group`
    is how the rows of a group become one value, where the model means another way.
    """

    columns: tuple[str, ...] = ()
    constant: str | None = None
    default: str | None = None
    unit: str | None = None
    scale: str | None = None
    decimal: str | None = None
    thousands: str | None = None
    pattern: str | None = None
    zone: str | None = None
    date: str | None = None
    codes: tuple[tuple[str, str], ...] = ()
    of_group: Aggregate | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Assignment:
    """One element of the model and the cells of its parts.

    `path` is the idShort path (`Measured.Zones[0]`), or the end of one where that is enough. Part names are those
    of `letters.forms.Leaf`; `items` stands for a list filled from columns side by side.
    """

    path: str
    parts: tuple[tuple[str, Cell], ...]
    items: tuple[Cell, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Ids:
    """How assets, shells and submodels are named: a base of the plant's own, and keys made from elements.

    A key is a text with blanks: `{Header.EquipmentId}`, `{row}`, `{file}`, `{date}`.
    """

    base: str | None = None
    asset: str | None = None
    submodel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Which rows count: those whose cell is one of `values`, or none of `others`, is `empty` or not, or compares.

    `at_least`, `above`, `at_most` and `below` are numbers, or times with the year first (`2024-03-01`); `decimal` and
    `thousands` are the signs of the numbers in the cells.
    """

    column: str
    values: tuple[str, ...] | None = None
    others: tuple[str, ...] | None = None
    empty: bool | None = None
    at_least: str | None = None
    above: str | None = None
    at_most: str | None = None
    below: str | None = None
    decimal: str | None = None
    thousands: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpivot:
    """Columns side by side that become rows: new column → the columns it takes in turn, all of one length.

    `number` names a column with 1, 2, … . A row in which all taken cells are empty is not made.
    """

    columns: tuple[tuple[str, tuple[str, ...]], ...]
    number: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChoice:
    """Which rows are converted, and which columns become rows; conditions see the new columns."""

    where: tuple[Condition, ...] = ()
    unpivot: Unpivot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeChoice:
    """What a mapping changes of the model's shape; None leaves it as it is.

    `shift` are clock times at which shifts begin (`06:00`). `record` are the paths of the elements that make a record
    of a time series. `segment_rows`, `segment_time` and `segment_bytes` bound
    the segments of a time series, `format` is that of its files, `endpoint` and `query` name the data of a linked one.
    """

    one_per: OnePer | None = None
    records: Records | None = None
    by: tuple[str, ...] | None = None
    every: str | None = None
    shift: tuple[str, ...] = ()
    record: tuple[str, ...] | None = None
    segment_rows: int | None = None
    segment_time: str | None = None
    segment_bytes: int | None = None
    format: SeriesFormat = "csv"
    endpoint: str | None = None
    query: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A whole mapping. `model` is a model's name or None where the caller says it; `file` is for messages.

    No element may take a column in `drop`; those in `hashed` leave as hashes, with the key in the environment variable
    `hash_key`. `settings` say how the file is read, `zone` is the time zone of times that have none.
    """

    model: str | None = None
    settings: Settings = field(default_factory=Settings)
    ids: Ids = Ids()
    rows: RowChoice = RowChoice()
    shape: ShapeChoice = ShapeChoice()
    zone: str | None = None
    drop: tuple[str, ...] = ()
    hashed: tuple[str, ...] = ()
    hash_key: str = HASH_KEY
    assignments: tuple[Assignment, ...] = ()
    file: str = "mapping"
