"""Divide what is to be converted: files, ranges of their rows, ranges of keys of a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from aas_converters.outcome import Job
from aas_converters.portions.portion import Place, Portion
from aas_converters.portions.text import by_bytes, places_of_lines
from aas_converters.shapes.compile import chosen_shape
from aas_converters.sources import Settings, open_table
from aas_converters.sources.columnar import ColumnarTable
from aas_converters.sources.delimited import DelimitedTable
from aas_converters.sources.sql_ranges import is_database, key_ranges
from aas_converters.sources.table import Table

ROWS = 100_000
"""Rows of a partition: about 40 MB of JSON for each ten columns."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of one source. `table` can be sent to another machine; without it `source` is opened there.

    `before` counts the rows of the source in front of those that `settings` ask a database for.
    """

    source: str
    start: Place
    end_row: int | None = None
    end_byte: int | None = None
    table: Table | None = None
    settings: Settings = Settings()  # noqa: RUF009 (frozen)
    before: int = 0

    def opened(self, run: str) -> Portion:
        """Return the rows, ready to be read; `run` is what ids of assets are made of without a base."""
        table = self.table
        if table is None:
            table = open_table(self.source if "://" in self.source else Path(self.source), self.settings)
        return Portion(table, table.identity, self.start, self.end_row, self.end_byte, run, self.before)


@dataclass(frozen=True, slots=True)
class Partition:
    """What becomes one shard: the number tells its name, and together they hold each row once.

    `before` has digests of ids that earlier partitions have, where that was found and this one is made again.
    """

    number: int
    pieces: tuple[Piece, ...]
    before: bytes = b""


def partitions(
    tables: list[Table],
    jobs: list[Job],
    settings: Settings,
    rows: int = ROWS,
    ranges: Mapping[str, list[Piece]] = MappingProxyType({}),
    addresses: Mapping[str, str] = MappingProxyType({}),
) -> list[Partition]:
    """Divide tables into partitions of about `rows` rows; `ranges` are those that are divided already, by their name.

    `addresses` say by their name how tables are reached that are no files: a name has neither user nor options.
    Delimited text, Parquet and Arrow are divided by rows, other files are one partition each. Where several rows make
    a submodel all of them stay together, in one partition.
    """
    if has_groups(jobs):
        return [Partition(1, tuple(whole(table, settings, addresses) for table in tables))]
    pieces = [
        piece for table in tables for piece in ranges.get(table.name) or pieces_of(table, settings, rows, addresses)
    ]
    return [Partition(number, (piece,)) for number, piece in enumerate(pieces, 1)]


def has_groups(jobs: list[Job]) -> bool:
    """Return whether several rows make a submodel, so that rows must stay together."""
    return any(chosen_shape(job.model, job.mapping).one_per != "row" for job in jobs)


def divided(source: Path | str, settings: Settings, rows: int) -> list[Piece]:
    """Return a table of a database as ranges of its keys, nothing where it cannot be divided."""
    if not is_database(source):
        return []
    found = key_ranges(source, settings, rows)
    return [
        Piece(str(source), Place(1), settings=replace(settings, table=None, query=one.query), before=one.before)
        for one in found
    ]


def whole(table: Table, settings: Settings, addresses: Mapping[str, str]) -> Piece:
    """Return a table in one piece; one that is read from its file anywhere travels open."""
    sent = table if isinstance(table, DelimitedTable | ColumnarTable) else None
    return Piece(addresses.get(table.name, table.name), Place(1), table=sent, settings=settings)


def pieces_of(table: Table, settings: Settings, rows: int, addresses: Mapping[str, str]) -> Iterator[Piece]:
    """Yield the pieces of a table."""
    if isinstance(table, ColumnarTable) and table.height > rows:
        for first in range(1, table.height + 1, rows):
            yield Piece(table.name, Place(first), end_row=min(first + rows, table.height + 1), table=table)
    elif isinstance(table, DelimitedTable) and by_bytes(table) and lines_of(table.path) > rows:
        starts = [Place(1), *starts_of(table, rows)]
        for start, behind in zip(starts, [*starts[1:], None], strict=True):
            yield Piece(table.name, start, end_byte=behind.byte if behind else None, table=table)
    else:
        yield whole(table, settings, addresses)


def lines_of(path: Path) -> int:
    """Return at least the number of lines of a text in any encoding; reading its rows takes many times as long."""
    feeds = returns = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            feeds += block.count(b"\n")
            returns += block.count(b"\r")
    return max(feeds, returns) + 1


def starts_of(table: DelimitedTable, rows: int) -> Iterable[Place]:
    """Return where pieces behind the first begin; the text is read once, because records are not always lines."""
    found: list[tuple[int, int]] = []
    for batch in table.batches(rows):
        first = batch.first_row
        # the first record number of a piece that is not before this batch
        row = (first + rows - 2) // rows * rows + 1
        while batch.lines is not None and row < first + batch.frame.height:
            if row > 1:
                found.append((row, int(batch.lines[row - first])))
            row += rows
    places = places_of_lines(table, [line for _, line in found])
    return [Place(row, line, byte) for (row, line), byte in zip(found, places, strict=True)]
