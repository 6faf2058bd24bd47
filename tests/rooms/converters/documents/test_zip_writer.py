"""ZIP files: other people's readers take them, also where 32 bits are not enough."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.documents.segments import SegmentWriter
from aas_converters.documents.zip_writer import MAX_16, MAX_32, Member, ZipWriter, directory_end, directory_entry

NAMES = st.lists(
    st.one_of(st.from_regex(r"[a-z]{1,5}(/[a-z]{1,3})?\.xml", fullmatch=True), st.just("aasx/도면.pdf")),
    min_size=1,
    max_size=5,
    unique=True,
)


@given(names=NAMES, data=st.data())
def test_every_member_is_read_with_its_checksum(names: list[str], data: st.DataObject) -> None:
    target, scratch = io.BytesIO(), io.BytesIO()
    archive = ZipWriter(target)
    contents = {}
    for name in names:
        parts = data.draw(st.lists(st.binary(max_size=50), min_size=1, max_size=3))
        contents[name] = b"".join(parts)
        if data.draw(st.booleans()):
            archive.add(name, contents[name])
            continue
        segments = []
        for part in parts:
            writer = SegmentWriter(scratch, deflated=True)
            writer.write(part)
            segments.append(writer.finish())
        archive.add_segments(name, segments)
    archive.close()
    with zipfile.ZipFile(target) as read:
        assert read.testzip() is None
        assert {name: read.read(name) for name in read.namelist()} == contents
        for info in read.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert not info.flag_bits & 0x08  # no data descriptor
            assert info.extra == b""
            assert info.extract_version == 20


SIZES = st.sampled_from([0, 1, 1000, MAX_32 - 1, MAX_32, MAX_32 + 1, 5 << 32])


@given(members=st.lists(st.tuples(SIZES, SIZES, SIZES), min_size=1, max_size=4), start=SIZES)
def test_a_directory_of_any_sizes_is_read_back(members: list[tuple[int, int, int]], start: int) -> None:
    """The directory is written as if the members before it were as big as claimed, and read by zipfile."""
    listed = [
        Member(f"m{i}.xml".encode(), 8, 0xDEADBEEF, stored, size, offset)
        for i, (stored, size, offset) in enumerate(members)
    ]
    directory = b"".join(map(directory_entry, listed))
    file = Behind(start, directory + directory_end(len(listed), start, len(directory)))
    with zipfile.ZipFile(file) as archive:
        read = [(i.filename, i.compress_size, i.file_size, i.header_offset, i.CRC) for i in archive.infolist()]
    assert read == [(m.name.decode(), m.stored, m.size, m.offset, m.crc) for m in listed]


@pytest.mark.parametrize("count", [MAX_16 - 1, MAX_16, MAX_16 + 1])
def test_many_members_are_counted(count: int) -> None:
    entry = directory_entry(Member(b"m", 0, 0, 0, 0, 0))
    file = Behind(0, entry * count + directory_end(count, 0, len(entry) * count))
    with zipfile.ZipFile(file) as archive:
        assert len(archive.infolist()) == count
    zip64 = directory_end(count, 0, 0).startswith(b"PK\x06\x06")
    assert zip64 == (count >= MAX_16)


@pytest.mark.parametrize(("stored", "size"), [(10, 20), (MAX_32, 20), (20, MAX_32), (5 << 32, 9 << 32)])
def test_a_local_header_says_the_sizes_in_the_field_that_holds_them(stored: int, size: int) -> None:
    target = io.BytesIO()
    ZipWriter(target).header("a.json", 8, 7, stored, size)
    data = target.getvalue()
    signature, needed, flags, method, _, day, crc, short_stored, short_size, name, extra = struct.unpack(
        "<4s5HLLLHH", data[:30]
    )
    assert (signature, flags, method, day, crc, name) == (b"PK\x03\x04", 0, 8, 0x21, 7, 6)
    assert data[30:36] == b"a.json"
    big = max(stored, size) >= MAX_32
    assert needed == (45 if big else 20)
    if big:
        # APPNOTE 4.5.3: both sizes must be there in a local header, the original size first
        assert (short_stored, short_size) == (MAX_32, MAX_32)
        assert struct.unpack("<HHQQ", data[36 : 36 + extra]) == (1, 16, size, stored)
    else:
        assert (short_stored, short_size, extra) == (stored, size, 0)


def test_the_end_record_points_to_the_zip64_record() -> None:
    end = directory_end(3, 5 << 32, 100)
    assert struct.unpack("<4sQHHLLQQQQ", end[:56])[6:] == (3, 3, 100, 5 << 32)
    assert struct.unpack("<4sLQL", end[56:76]) == (b"PK\x06\x07", 0, (5 << 32) + 100, 1)
    assert struct.unpack("<4s4HLLH", end[76:]) == (b"PK\x05\x06", 0, 0, 3, 3, 100, MAX_32, 0)


class Behind(io.RawIOBase, BinaryIO):
    """A file of which only the end exists: `start` imagined bytes, then `data`."""

    def __init__(self, start: int, data: bytes) -> None:
        self.begin = start
        self.data = data
        self.position = 0

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.position

    def seek(self, offset: int, whence: int = 0) -> int:
        origin = (0, self.position, self.begin + len(self.data))[whence]
        if origin + offset < 0:
            raise OSError("before the beginning")
        self.position = origin + offset
        return self.position

    def read(self, size: int = -1) -> bytes:
        at = self.position - self.begin
        assert at >= 0, "nobody reads what is only imagined"
        found = self.data[at:] if size < 0 else self.data[at : at + size]
        self.position += len(found)
        return found
