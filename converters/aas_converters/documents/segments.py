"""Text collected in pieces on disk: raw, or as raw deflate that can be joined with other such segments.

A shell names submodels that are written after it, so submodels are collected first and put behind the shells later.
Deflate segments end at a byte boundary (sync flush) and their checksums combine, so joining costs no second pass.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, Final, Literal, cast

import polars as pl
from isal import isal_zlib

Compress = Literal["normal", "low", "store"]
"""How hard a package is packed: `low` stays below what other tools take for a zip bomb, `store` packs nothing."""
LEVEL: Final = 1
"""isal's level 1 is five times faster than level 3 and gives 27:1 instead of 29:1 on submodels."""
RAW_DEFLATE: Final = -15
COPIED_AT_ONCE: Final = 1 << 20
ROOM: Final = 1 << 20
ITEMS_AT_ONCE: Final = 10_000
"""Items that become bytes at once, where they are short."""
LONGEST_STORED: Final = 0xFFFF
PLAIN_ONE_IN: Final = 60
"""With low compression one byte of so many is stored as it is, so that no piece gets denser than this to one."""
PUT_ASIDE: Final = "\x01"
"""Around the number of a part that was put aside: a character no canonical text can hold."""
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
        done = copied_inside(self, target) if self.stored >= COPIED_AT_ONCE else 0
        self.file.seek(self.start + done)
        left = self.stored - done
        while left:
            data = self.file.read(min(left, COPIED_AT_ONCE))
            if not data:
                raise EOFError("the scratch file is shorter than what was written to it")
            target.write(data)
            left -= len(data)


def copied_inside(segment: Segment, target: BinaryIO) -> int:
    """Have the system copy between two files on a disk, and return how many bytes it copied: it need not do any."""
    copy = getattr(os, "copy_file_range", None)
    if copy is None:
        return 0
    done = 0
    try:
        target.flush()
        segment.file.flush()
        while done < segment.stored:
            copied = copy(segment.file.fileno(), target.fileno(), segment.stored - done, segment.start + done)
            if not copied:
                break
            done += copied
    except (OSError, AttributeError):  # not between these two, or not files of the disk
        pass
    if done:
        target.seek(0, os.SEEK_END)
    return done


@dataclass(frozen=True, slots=True)
class Packed:
    """A piece ready to be stored, with how long it is raw and its CRC-32."""

    data: bytes
    size: int
    crc: int


def packed(data: bytes, compress: Compress = "normal") -> Packed:
    """Return some bytes as a chain of deflate blocks that ends at a byte boundary and is not the last."""
    crc = isal_zlib.crc32(data)
    plain = {"normal": 0, "low": -(-len(data) // PLAIN_ONE_IN), "store": len(data)}[compress]
    blocks = [stored_block(data[i : min(i + LONGEST_STORED, plain)]) for i in range(0, plain, LONGEST_STORED)]
    if plain < len(data):
        deflate = isal_zlib.compressobj(LEVEL, wbits=RAW_DEFLATE)
        rest = data[plain:] if plain else data
        blocks += [deflate.compress(rest), deflate.flush(isal_zlib.Z_SYNC_FLUSH)]
    return Packed(b"".join(blocks), len(data), crc)


def kept(data: bytes, compress: Compress, *, deflated: bool) -> Packed:
    """Return some bytes as a scratch file keeps them."""
    return packed(data, compress) if deflated else Packed(data, len(data), isal_zlib.crc32(data))


def stored_block(data: bytes) -> bytes:
    """Return a deflate block that holds its bytes as they are (RFC 1951, section 3.2.4)."""
    return b"\x00" + struct.pack("<HH", len(data), len(data) ^ 0xFFFF) + data


def joined_neighbours(segments: list[Segment]) -> list[Segment]:
    """Return segments with those as one that follow each other in a file."""
    found: list[Segment] = []
    for one in segments:
        last = found[-1] if found else None
        if last is not None and last.file is one.file and last.start + last.stored == one.start:
            crc = isal_zlib.crc32_combine(last.crc, one.crc, one.size)
            found[-1] = Segment(one.file, last.start, last.stored + one.stored, last.size + one.size, crc, one.deflated)
        else:
            found.append(one)
    return found


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


class Scratch:
    """A scratch file of packed pieces, one behind the other; what is put aside in it has a mark in the text of an item.

    Every piece is a chain of whole deflate blocks that looks back at no other piece, so pieces may be packed by several
    threads, lie in the file in any order and be joined in another.
    """

    def __init__(self, file: IO[bytes], *, deflated: bool, compress: Compress = "normal") -> None:
        self.file = file
        self.deflated = deflated
        self.compress = compress
        self.aside: list[Segment] = []

    def packed(self, data: bytes) -> Packed:
        """Return some bytes as this file keeps them; may be called from any thread."""
        return kept(data, self.compress, deflated=self.deflated)

    def append(self, piece: Packed) -> Segment:
        """Write a piece."""
        start = self.file.seek(0, 2)
        self.file.write(piece.data)
        return Segment(self.file, start, len(piece.data), piece.size, piece.crc, self.deflated)

    def put_aside(self, texts: Iterable[bytes], separator: str) -> str:
        """Write texts aside with a separator between them, and return the mark that stands for them.

        Empty texts are left out; the mark is empty where there are no others.
        """
        pieces: list[Segment] = []
        for text in texts:
            if text:
                between = separator.encode() if pieces else b""
                pieces.append(self.append(self.packed(between + text)))
        return self.mark(joined_neighbours(pieces))

    def mark(self, segments: list[Segment]) -> str:
        """Return the marks that stand for segments of this file, one after the other."""
        first = len(self.aside)
        self.aside += segments
        return "".join(f"{PUT_ASIDE}{number}{PUT_ASIDE}" for number in range(first, len(self.aside)))


class ItemWriter:
    """Collects items with a separator between them: columns of text go to bytes without a Python string per row.

    Several may write to the same scratch file. An item may hold marks of what was put aside there. `room` is how many
    bytes wait until they are packed together: many small pieces would be packed badly.
    """

    def __init__(self, scratch: Scratch, separator: str, room: int = ROOM) -> None:
        self.scratch = scratch
        self.separator = separator
        self.room = room
        self.segments: list[Segment] = []
        self.waiting = bytearray()
        self.count = 0

    @property
    def stored(self) -> int:
        """How many bytes are in the file; what waits does not count."""
        return sum(segment.stored for segment in self.segments)

    def write(self, items: pl.Series) -> None:
        """Append a column of text; null rows are left out."""
        items = items.drop_nulls()
        if not len(items):
            return
        if self.scratch.aside and items.str.contains(PUT_ASIDE, literal=True).any():
            self.write_with_parts(items.to_list())
            return
        for some in slices(items):
            self.add(text_of(some, self.separator), len(some))

    def add(self, data: bytes | memoryview, count: int) -> None:
        """Append items that are bytes already, with the separator between them."""
        self.begin()
        self.waiting += data
        self.count += count
        if len(self.waiting) >= self.room:
            self.pack()

    def append(self, piece: Packed, count: int) -> None:
        """Append items that are packed already."""
        self.begin()
        self.pack()
        self.put(self.scratch.append(piece))
        self.count += count

    def put_aside(self, items: pl.Series, separator: str) -> str:
        """Write a column of text aside, and return the mark that stands for it."""
        return self.scratch.put_aside((text_of(some, separator) for some in slices(items.drop_nulls())), separator)

    def write_with_parts(self, items: list[str]) -> None:
        """Append items in which marks stand for parts that were put aside."""
        for item in items:
            self.begin()
            for i, piece in enumerate(item.split(PUT_ASIDE)):
                if i % 2:
                    self.pack()
                    self.put(self.scratch.aside[int(piece)])
                elif piece:
                    self.text(piece)
            self.count += 1

    def begin(self) -> None:
        """Write what stands before the next item."""
        if self.count:
            self.text(self.separator)

    def text(self, text: str) -> None:
        """Append text as it is."""
        self.waiting += text.encode()

    def pack(self) -> None:
        """Pack what waits."""
        if self.waiting:
            self.put(self.scratch.append(self.scratch.packed(bytes(self.waiting))))
            self.waiting.clear()

    def put(self, segment: Segment) -> None:
        """Append a segment, as one with the last where it follows it in the file."""
        last = self.segments[-1:]
        self.segments[len(self.segments) - len(last) :] = joined_neighbours([*last, segment])

    def finish(self) -> list[Segment]:
        """End the collection and return its segments in their order."""
        self.pack()
        return self.segments


def slices(items: pl.Series) -> Iterator[pl.Series]:
    """Yield a column in pieces of which each may become bytes at once."""
    return (items.slice(start, ITEMS_AT_ONCE) for start in range(0, len(items), ITEMS_AT_ONCE))


def text_of(items: pl.Series, separator: str) -> bytes:
    """Return a column of text without nulls as bytes, with a separator between the items."""
    # As binary: a Python string would be decoded and encoded again, four times the cost of the rest.
    data: bytes = items.str.join(separator).cast(pl.Binary).item()
    return data


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
