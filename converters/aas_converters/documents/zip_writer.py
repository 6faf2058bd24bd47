"""Write a ZIP file whose big members are already deflated: no ZIP library takes those.

Every size is known before the local header is written, so there are no data descriptors, and ZIP64 fields appear
only in archives that need them: the plainest ZIP there is opens everywhere. Times are fixed, so equal input gives
equal bytes. Layout after PKWARE's APPNOTE, sections 4.3 and 4.5.3.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO, Final

from isal import isal_zlib

from aas_converters.documents.segments import FINAL_BLOCK, LEVEL, RAW_DEFLATE, Segment, joined

STORED: Final = 0
DEFLATED: Final = 8
MIDNIGHT_1980: Final = (0, 0x21)
"""DOS time and date of every member: the earliest there is."""
UTF8_NAME: Final = 0x800
MAX_32: Final = 0xFFFFFFFF
MAX_16: Final = 0xFFFF


@dataclass(frozen=True, slots=True)
class Member:
    """One written member, as the central directory will list it."""

    name: bytes
    method: int
    crc: int
    stored: int
    size: int
    offset: int

    @property
    def flags(self) -> int:
        """General purpose flags: only whether the name is UTF-8."""
        return 0 if self.name.isascii() else UTF8_NAME

    @property
    def is_big(self) -> bool:
        """Whether its sizes do not fit 32 bits."""
        return self.stored >= MAX_32 or self.size >= MAX_32


class ZipWriter:
    """Writes members one after the other; `close` writes the directory."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.members: list[Member] = []

    def add(self, name: str, data: bytes) -> None:
        """Add a small member: stored when empty, deflated otherwise."""
        if not data:
            self.header(name, STORED, 0, 0, 0)
            return
        deflate = isal_zlib.compressobj(LEVEL, wbits=RAW_DEFLATE)
        packed = deflate.compress(data) + deflate.flush()
        self.header(name, DEFLATED, isal_zlib.crc32(data), len(packed), len(data))
        self.file.write(packed)

    def add_segments(self, name: str, segments: list[Segment]) -> None:
        """Add a member made of segments that follow each other, all deflated or all not."""
        stored, size, crc = joined(segments)
        if not all(segment.deflated for segment in segments):
            self.header(name, STORED, crc, stored, size)
            for segment in segments:
                segment.copy_to(self.file)
            return
        self.header(name, DEFLATED, crc, stored + len(FINAL_BLOCK), size)
        for segment in segments:
            segment.copy_to(self.file)
        self.file.write(FINAL_BLOCK)

    def header(self, name: str, method: int, crc: int, stored: int, size: int) -> None:
        """Write a local file header and remember the member."""
        member = Member(name.encode(), method, crc, stored, size, self.file.tell())
        extra = struct.pack("<HHQQ", 1, 16, size, stored) if member.is_big else b""
        self.file.write(
            struct.pack(
                "<4s5HLLLHH",
                b"PK\x03\x04",
                45 if member.is_big else 20,
                member.flags,
                method,
                *MIDNIGHT_1980,
                crc,
                MAX_32 if member.is_big else stored,
                MAX_32 if member.is_big else size,
                len(member.name),
                len(extra),
            )
            + member.name
            + extra
        )
        self.members.append(member)

    def close(self) -> None:
        """Write the central directory; the file itself stays open."""
        start = self.file.tell()
        for member in self.members:
            self.file.write(directory_entry(member))
        self.file.write(directory_end(len(self.members), start, self.file.tell() - start))


def directory_entry(member: Member) -> bytes:
    """Return a member's entry in the central directory."""
    wide = [n for n in (member.size, member.stored) if member.is_big]
    wide += [member.offset] if member.offset >= MAX_32 else []
    extra = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
    head = struct.pack(
        "<4s6HLLLHHHHHLL",
        b"PK\x01\x02",
        45 if wide else 20,
        45 if wide else 20,
        member.flags,
        member.method,
        *MIDNIGHT_1980,
        member.crc,
        MAX_32 if member.is_big else member.stored,
        MAX_32 if member.is_big else member.size,
        len(member.name),
        len(extra),
        0,
        0,
        0,
        0,
        min(member.offset, MAX_32),
    )
    return head + member.name + extra


def directory_end(count: int, start: int, length: int) -> bytes:
    """Return the end of the central directory, with the ZIP64 records where numbers outgrow the old fields."""
    end = b""
    if count >= MAX_16 or start >= MAX_32 or length >= MAX_32:
        end += struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, start)
        end += struct.pack("<4sLQL", b"PK\x06\x07", 0, start + length, 1)
    short_count = min(count, MAX_16)
    return end + struct.pack(
        "<4s4HLLH",
        b"PK\x05\x06",
        0,
        0,
        short_count,
        short_count,
        min(length, MAX_32),
        min(start, MAX_32),
        0,
    )
