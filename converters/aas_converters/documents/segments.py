"""Text collected in pieces on disk: raw, or as raw deflate that can be joined with other such segments.

A shell names submodels that are written after it, so submodels are collected first and put behind the shells later.
Deflate segments end at a byte boundary (sync flush) and their checksums combine, so joining costs no second pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, BinaryIO, Final, cast

import polars as pl
from isal import isal_zlib

LEVEL: Final = 1
"""isal's level 1 is five times faster than level 3 and gives 27:1 instead of 29:1 on submodels."""
RAW_DEFLATE: Final = -15
COPIED_AT_ONCE: Final = 1 << 20
PUT_ASIDE: Final = "\x01"
"""Around the number of a part that was put aside: a character no canonical text can hold."""
LINE_END: Final = "\x01"
FINAL_BLOCK: Final = b"\x03\x00"
"""An empty last deflate block: what ends a chain of segments."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Some collected bytes: where they lie, how long they are raw and as stored, their CRC-32, and whether deflated."""

    file: IO[bytes]
    start: int
    stored: int
    size: int
    crc: int
    deflated: bool

    def copy_to(self, target: BinaryIO) -> None:
        """Append the stored bytes to a file."""
        self.file.seek(self.start)
        left = self.stored
        while left:
            data = self.file.read(min(left, COPIED_AT_ONCE))
            if not data:
                raise EOFError("the scratch file is shorter than what was written to it")
            target.write(data)
            left -= len(data)


class SegmentWriter:
    """Collects bytes into one segment of a file, deflated or not."""

    def __init__(self, file: IO[bytes], *, deflated: bool) -> None:
        self.file = file
        self.start = file.seek(0, 2)
        self.deflate = isal_zlib.compressobj(LEVEL, wbits=RAW_DEFLATE) if deflated else None
        self.size = 0
        self.crc = 0

    def write(self, data: bytes | memoryview) -> None:
        """Append bytes."""
        self.size += len(data)
        self.crc = isal_zlib.crc32(data, self.crc)
        if self.deflate is None:
            self.file.write(data)
            return
        self.file.write(self.deflate.compress(cast(bytes, data)))

    def finish(self) -> Segment:
        """End the segment at a byte boundary and return it."""
        if self.deflate is not None:
            self.file.write(self.deflate.flush(isal_zlib.Z_SYNC_FLUSH))
        end = self.file.tell()
        return Segment(self.file, self.start, end - self.start, self.size, self.crc, self.deflate is not None)


class ItemWriter:
    """Collects items with a separator between them: columns of text go to bytes without a Python string per row.

    Long parts of items may be put aside first: `put_aside` gives a mark that stands for them in the text of an item.
    """

    def __init__(self, segment: SegmentWriter, separator: str, aside: IO[bytes] | None = None) -> None:
        self.segment = segment
        self.separator = separator
        self.aside = aside
        self.parts: list[Segment] = []
        self.finished: list[Segment] = []
        self.count = 0

    def write(self, items: pl.Series) -> None:
        """Append a column of text; null rows are left out."""
        items = items.drop_nulls()
        if not len(items):
            return
        if self.parts and items.str.contains(PUT_ASIDE, literal=True).any():
            self.write_with_parts(items.to_list())
            return
        if self.count:
            self.segment.write(self.separator.encode())
        write_items(self.segment, items, self.separator)
        self.count += len(items)

    def put_aside(self, items: pl.Series, separator: str) -> str:
        """Write a column of text without nulls aside, and return the mark that stands for it."""
        if self.aside is None:
            raise ValueError("there is no file to put text aside")
        writer = SegmentWriter(self.aside, deflated=self.segment.deflate is not None)
        write_items(writer, items, separator)
        self.parts.append(writer.finish())
        return f"{PUT_ASIDE}{len(self.parts) - 1}{PUT_ASIDE}"

    def write_with_parts(self, items: list[str]) -> None:
        """Append items in which marks stand for parts that were put aside."""
        for item in items:
            if self.count:
                self.segment.write(self.separator.encode())
            for i, piece in enumerate(item.split(PUT_ASIDE)):
                if i % 2:
                    self.finished += [self.segment.finish(), self.parts[int(piece)]]
                    self.segment = SegmentWriter(self.segment.file, deflated=self.segment.deflate is not None)
                elif piece:
                    self.segment.write(piece.encode())
            self.count += 1

    def finish(self) -> list[Segment]:
        """End the collection and return its segments in their order."""
        return [*self.finished, self.segment.finish()]


def write_items(segment: SegmentWriter, items: pl.Series, separator: str) -> None:
    """Write a column of text without nulls, with a separator between the items."""
    buffer = TextBuffer()
    # polars writes a column of text as "CSV without quotes" straight from its own memory: four times faster
    # than a Python string for each row. An empty separator is no line end to it.
    line_end = separator or LINE_END
    pl.DataFrame({"item": items}).write_csv(
        cast("IO[bytes]", buffer), include_header=False, quote_style="never", line_terminator=line_end
    )
    last = len(buffer.chunks) - 1
    for i, chunk in enumerate(buffer.chunks):
        data = chunk if i < last else chunk[: -len(line_end)]
        segment.write(data if separator else data.replace(LINE_END.encode(), b""))


class TextBuffer:
    """A file that keeps what is written to it as the pieces it came in."""

    def __init__(self) -> None:
        self.chunks: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Keep a piece."""
        self.chunks.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: the pieces are in memory."""


def joined(segments: list[Segment]) -> tuple[int, int, int]:
    """Return stored size, raw size and CRC-32 of segments that follow each other (without the final block)."""
    crc = 0
    for segment in segments:
        crc = isal_zlib.crc32_combine(crc, segment.crc, segment.size)
    return sum(s.stored for s in segments), sum(s.size for s in segments), crc
