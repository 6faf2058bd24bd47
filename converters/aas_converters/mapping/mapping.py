"""A mapping: which column of one plant's file fills which element of a model. Plain data, reviewed by a person."""

from __future__ import annotations

from dataclasses import dataclass, field

from aas_converters.sources.settings import Settings

FILE_NAME = "file name"
"""What a mapping writes for a date that stands only in the name of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where the text of one value comes from, and how the plant writes it; None means: find out.

    Several `columns` are joined by a blank (a date and a time). `constant` may hold `{file}` and `{date}`, the stem
    of the file name and the date in it. `default` takes the place of an empty cell. `codes` are pairs of the
    plant's word and the model's value. `date` is the day of a time without one: `file name` or yyyy-mm-dd.
    """

    columns: tuple[str, ...] = ()
    constant: str | None = None
    default: str | None = None
    unit: str | None = None
    decimal: str | None = None
    thousands: str | None = None
    pattern: str | None = None
    zone: str | None = None
    date: str | None = None
    codes: tuple[tuple[str, str], ...] = ()
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
class Mapping:
    """A whole mapping. `model` is a model's name or None where the caller says it; `file` is for messages.

    `settings` say how the file is read, `zone` is the time zone of times that have none.
    """

    model: str | None = None
    settings: Settings = field(default_factory=Settings)
    ids: Ids = Ids()
    zone: str | None = None
    assignments: tuple[Assignment, ...] = ()
    file: str = "mapping"
