"""Tables that grow: columns are found as rows come, rows wait on disk until all columns are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl
from msgspec import Raw

from aas_converters.extract.elements import NOTHING
from aas_converters.extract.units import Units

PENDING_ROWS: Final = 10_000
PENDING_CHARACTERS: Final = 16_000_000
MOST_COLUMNS: Final = 16_384
"""As many as a sheet of Excel has; a list that is longer is no row."""

REALS: Final = frozenset(["xs:double", "xs:float", "xs:decimal"])
INTEGERS: Final = frozenset(
    f"xs:{name}"
    for name in (
        *("integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger"),
        *("negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)
BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}

Row = dict[int, str | None]
"""Number of a column → the text of its cell."""


@dataclass(slots=True)
class Column:
    """One column: its header, and the types its cells had. `value_types` are xs types, `types` those of files."""

    header: str
    value_types: set[str] = field(default_factory=set)
    types: set[pl.DataType] = field(default_factory=set)
    is_text: bool = False

    @property
    def type(self) -> pl.DataType:
        """The type that holds every cell; text where nothing else does."""
        if self.is_text:
            return pl.String()
        kinds = {self.of_value_type(name) for name in self.value_types} | self.types
        if len(kinds) == 1:
            return kinds.pop()
        return pl.Float64() if kinds and all(kind.is_numeric() for kind in kinds) else pl.String()

    @staticmethod
    def of_value_type(name: str) -> pl.DataType:
        """Return the type for cells of an xs type; times stay text, with their zone."""
        if name in REALS:
            return pl.Float64()
        if name in INTEGERS:
            return pl.Int64()
        return pl.Boolean() if name == "xs:boolean" else pl.String()


@dataclass(slots=True)
class Table:
    """A growing table. `name` is for people and file names; `keys` are the headers of its first columns."""

    name: str
    folder: Path
    units: Units
    keys: tuple[str, ...]
    columns: list[Column] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    known: dict[tuple[str, bytes], int] = field(default_factory=dict)
    headers: dict[str, int] = field(default_factory=dict)
    pending: list[Row] = field(default_factory=list)
    characters: int = 0
    pieces: list[Path] = field(default_factory=list)
    rows: int = 0
    last: int = -1
    records: str = ""
    """Path of the list whose items are the rows."""
    is_part: bool = False
    """Whether this is for a further list of records: a submodel without records has no row here."""
    too_wide: str = ""
    """The first column that was one too many."""
    doubled: str = ""
    """The first element that had a second one of the same path beside it."""

    def __post_init__(self) -> None:
        for key in self.keys:
            self.last = self.add(key)
            self.columns[self.last].is_text = True

    def column(self, path: str, semantic: Raw, specifications: Raw, value_type: str) -> int:
        """Return the number of the column for an element; -1 where there are too many."""
        raw = bytes(semantic)
        number = self.known.get((path, raw))
        if number is None or specifications is not NOTHING:
            unit = self.units.of(raw, bytes(specifications) if specifications is not NOTHING else b"")
            number = self.place(f"{path} [{unit}]" if unit else path)
            if number < 0:
                return number
            self.known[path, raw] = number
        self.columns[number].value_types.add(value_type)
        self.last = number
        return number

    def place(self, header: str) -> int:
        """Return the number of the column with a header, a new one behind the last one that was used; -1: too many."""
        while header in self.keys:
            header += "_"
        if (number := self.headers.get(header)) is not None:
            return number
        if len(self.columns) >= MOST_COLUMNS:
            self.too_wide = self.too_wide or header
            return -1
        return self.add(header)

    def add(self, header: str) -> int:
        """Add a column behind the last one that was used."""
        number = len(self.columns)
        self.columns.append(Column(header))
        self.headers[header] = number
        self.order.insert(self.order.index(self.last) + 1 if self.last >= 0 else 0, number)
        return number

    def begin_row(self, *keys: str) -> Row:
        """Return a row with its keys; columns that are new come behind them."""
        self.last = len(self.keys) - 1
        return dict(enumerate(keys))

    def add_row(self, row: Row) -> None:
        """Add a row."""
        self.pending.append(row)
        self.characters += sum(len(text) for text in row.values() if text)
        if len(self.pending) >= PENDING_ROWS or self.characters >= PENDING_CHARACTERS:
            self.flush()

    def add_frame(self, frame: pl.DataFrame, *keys: str) -> None:
        """Add rows of a file, whose names are headers; the keys are the same for all."""
        self.flush()
        self.last = len(self.keys) - 1
        columns = [pl.lit(key, dtype=pl.String).alias(str(number)) for number, key in enumerate(keys)]
        for name, type_ in frame.schema.items():
            number = self.place(name)
            if number >= 0:
                self.last = number
                self.columns[number].types.add(type_)
                columns.append(pl.col(name).alias(str(number)))
        self.keep(frame.select(columns))

    def flush(self) -> None:
        """Move the rows that wait in memory to the disk."""
        if self.pending:
            present = sorted(set().union(*self.pending))
            cells = {str(number): [row.get(number) for row in self.pending] for number in present}
            self.keep(pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String)))
        self.pending = []
        self.characters = 0

    def keep(self, frame: pl.DataFrame) -> None:
        """Write rows to the disk; note which columns do not hold what their type promises."""
        for name, type_ in frame.schema.items():
            column = self.columns[int(name)]
            if type_ == pl.String and not column.is_text and column.type != pl.String:
                fitting = frame.select(cast_to(pl.col(name), type_, column.type)).to_series()
                column.is_text = fitting.null_count() > frame[name].null_count()
        path = self.folder / f"{len(self.pieces):06d}.arrow"
        self.folder.mkdir(exist_ok=True)
        frame.write_ipc(path, compression="lz4")
        self.pieces.append(path)
        self.rows += frame.height

    def cells(self, piece: pl.Schema, *, typed: bool) -> list[pl.Expr]:
        """Return all columns in their order, from a piece that has some of them; as text unless typed."""
        found: list[pl.Expr] = []
        for number in self.order:
            column, name = self.columns[number], str(number)
            type_ = column.type if typed else pl.String()
            here = piece.get(name)
            cell = pl.lit(None, dtype=type_) if here is None else cast_to(pl.col(name), here, type_)
            found.append(cell.alias(column.header))
        return found


def cast_to(cells: pl.Expr, here: pl.DataType, type_: pl.DataType) -> pl.Expr:
    """Return cells of one type in another; null where one does not fit."""
    if here == type_:
        return cells
    if type_ == pl.Boolean and here == pl.String:
        return cells.replace_strict(BOOLEANS, default=None, return_dtype=pl.Boolean)
    return cells.cast(type_, strict=False)
