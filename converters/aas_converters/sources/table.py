"""A table of a plant: columns, and batches of their text exactly as the plant wrote it.

Every kind of source gives the same `Table`; the rest of the pipeline knows nothing else about where data come
from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

import polars as pl

from aas_validators.diagnostics import Diagnostic

REASON_PREFIX: Final = "aas:"
"""What the names of columns begin with that say why a row was put aside; they are no data of the plant."""
BATCH_ROWS: Final = 4_000
"""Rows of a batch: larger pieces cost memory and are slower, because the text between blanks leaves the cache."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a source.

    `name` is unique within the table and is the name in every batch. `header` is what the plant wrote,
    without the unit. `unit` is the unit text found in the header or the unit row, None where there is none.
    `references` are public identifiers of what the machine itself says the column means, scheme first and the
    narrowest first: `mtconnect:ROTARY_VELOCITY#ACTUAL`, `opcua:nsu=…;i=6036`.
    """

    name: str
    header: str
    unit: str | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows: a frame whose columns are all String, null where the cell is empty or a missing-value word.

    `first_row` is the record number of the first row (1 = first record after the header) and `lines` the line
    of the file on which each row starts, or None where a source has no lines. `findings` are about these rows
    or the ones that could not be read; `unread` counts the latter.
    """

    frame: pl.DataFrame
    first_row: int
    lines: pl.Series | None = None
    findings: tuple[Diagnostic, ...] = ()
    unread: int = 0


class Table(Protocol):
    """A source that is open.

    `name` is what messages call it (a path). `identity` is a digest of the content (hex), the same for the
    same bytes anywhere. `about` are facts for a person: encoding, delimiter, header rows. `findings` are
    about the file as a whole, found while opening it.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 (said in the class)
    @property
    def columns(self) -> tuple[Column, ...]: ...  # noqa: D102
    @property
    def identity(self) -> str: ...  # noqa: D102
    @property
    def about(self) -> dict[str, str]: ...  # noqa: D102
    @property
    def findings(self) -> tuple[Diagnostic, ...]: ...  # noqa: D102

    def batches(self, rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """Yield the rows from the beginning; may be called again."""
        ...
