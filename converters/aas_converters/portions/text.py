"""Portions of text files by the byte: where lines end, and the rows between two places."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from aas_converters.sources.blocks import read_batches
from aas_converters.sources.delimited import DelimitedTable
from aas_converters.sources.encoding import CHANGED, CHUNK, raw_blocks
from aas_converters.sources.problem import failure, opened
from aas_converters.sources.table import Batch

LINE_FEED: Final = b"\n"


@dataclass(frozen=True, slots=True)
class Measure:
    """A text file up to a byte: the digest of what is before it, and the line that begins there."""

    digest: str
    line: int


def by_bytes(table: DelimitedTable) -> bool:
    """Return whether a line end is one byte that stands for nothing else, so that the text can be cut there."""
    return not table.seen.encoding.startswith(("utf-16", "utf-32"))


def line_end(table: DelimitedTable) -> bytes:
    """Return the byte at the end of lines."""
    return b"\r" if table.returns else LINE_FEED


def end_of_lines(table: DelimitedTable) -> int:
    """Return the byte behind the last line that has its end; a logger may be writing the next one."""
    mark, end = line_end(table), table.seen.size
    with opened(table.path) as file:
        while end:
            start = max(0, end - CHUNK)
            file.seek(start)
            found = file.read(end - start).rfind(mark)
            if found >= 0:
                return start + found + 1
            end = start
    return 0


def measured(table: DelimitedTable, places: list[int]) -> list[Measure]:
    """Return what a file is like up to each of some bytes, which rise; one pass."""
    mark, digest, line, found = line_end(table), sha256(), 1, 0
    measures: list[Measure] = []
    waiting = [place for place in places if place <= table.seen.size]
    for chunk in raw_blocks(table.path, max(waiting, default=0), CHUNK):
        while waiting and waiting[0] <= found + len(chunk):
            head = chunk[: waiting.pop(0) - found]
            before = digest.copy()
            before.update(head)
            measures.append(Measure(before.hexdigest(), line + head.count(mark)))
        digest.update(chunk)
        line += chunk.count(mark)
        found += len(chunk)
    return measures


def places_of_lines(table: DelimitedTable, lines: list[int]) -> list[int]:
    """Return the bytes at which some lines begin; lines count from 1 and rise."""
    mark, places, line, found = line_end(table), list[int](), 1, 0
    for chunk in raw_blocks(table.path, table.seen.size, CHUNK):
        count, place = chunk.count(mark), 0
        while len(places) < len(lines) and lines[len(places)] <= line + count:
            while line < lines[len(places)]:
                place = chunk.index(mark, place) + 1
                line, count = line + 1, count - 1
            places.append(found + place)
        line += count
        found += len(chunk)
    return places


def shortened(table: DelimitedTable, size: int) -> DelimitedTable:
    """Return a table that ends at a byte."""
    return replace(table, seen=replace(table.seen, size=size))


def text_batches(
    table: DelimitedTable, span: tuple[int, int | None], line: int, row: int, rows: int
) -> Iterator[Batch]:
    """Yield the rows between two bytes, where records begin; `line` and `row` are those of the first."""
    start, end = span[0], table.seen.size if span[1] is None else span[1]
    blocks = decoded(table, raw_span(table.path, start, end, table.block_size(rows)))
    for batch in read_batches(blocks, line, table.parse, rows):
        yield replace(batch, first_row=batch.first_row + row - 1)


def raw_span(path: Path, start: int, end: int, size: int) -> Iterator[bytes]:
    """Yield the bytes between two places."""
    with opened(path) as file:
        file.seek(start)
        left = end - start
        while left > 0:
            chunk = file.read(min(size, left))
            if not chunk:
                raise failure(CHANGED, str(path))
            left -= len(chunk)
            yield chunk


def decoded(table: DelimitedTable, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the text as UTF-8 with line feeds, as the table itself reads it."""
    decoder = None
    if table.seen.encoding != "utf-8" or table.seen.bad:
        decoder = codecs.getincrementaldecoder(table.seen.encoding)("aas-unreadable")
    for chunk in chunks:
        text = chunk if decoder is None else decoder.decode(chunk).encode()
        yield text.replace(b"\r", LINE_FEED) if table.returns else text
    if decoder is not None:
        yield decoder.decode(b"", True).encode()
