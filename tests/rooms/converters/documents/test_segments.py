"""Segments: what is collected in pieces is the text in one piece, raw or deflated."""

from __future__ import annotations

import io
import zlib

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aas_converters.documents.segments import FINAL_BLOCK, ItemWriter, Scratch, Segment, SegmentWriter, joined

PIECES = st.lists(st.one_of(st.binary(max_size=40), st.binary(max_size=3).map(lambda b: b * 5000)), max_size=6)


def stored(segments: list[Segment]) -> bytes:
    """The stored bytes of segments that follow each other."""
    target = io.BytesIO()
    for segment in segments:
        segment.copy_to(target)
    return target.getvalue()


@pytest.mark.parametrize("deflated", [False, True])
@given(parts=st.lists(PIECES, min_size=1, max_size=4))
def test_joined_segments_are_the_whole_text(parts: list[list[bytes]], deflated: bool) -> None:
    scratch = io.BytesIO()
    segments = []
    for pieces in parts:
        writer = SegmentWriter(scratch, deflated=deflated)
        for piece in pieces:
            writer.write(piece)
        segments.append(writer.finish())
    text = b"".join(piece for pieces in parts for piece in pieces)
    length, size, crc = joined(segments)
    data = stored(segments)
    assert (len(data), size) == (length, len(text))
    if deflated:
        assert zlib.decompress(data + FINAL_BLOCK, -15) == text
        assert crc == zlib.crc32(text)
    else:
        assert data == text


@given(parts=st.lists(st.binary(max_size=40), min_size=2, max_size=4), order=st.randoms())
def test_segments_may_be_put_in_another_order(parts: list[bytes], order: object) -> None:
    """The shells are written last and stand first."""
    scratch = io.BytesIO()
    segments = []
    for part in parts:
        writer = SegmentWriter(scratch, deflated=True)
        writer.write(part)
        segments.append(writer.finish())
    pairs = list(zip(parts, segments, strict=True))
    order.shuffle(pairs)  # type: ignore[attr-defined]
    text = b"".join(part for part, _ in pairs)
    chosen = [segment for _, segment in pairs]
    assert zlib.decompress(stored(chosen) + FINAL_BLOCK, -15) == text
    assert joined(chosen)[2] == zlib.crc32(text)


def test_a_shortened_scratch_file_is_an_error_not_an_endless_loop() -> None:
    scratch = io.BytesIO()
    writer = SegmentWriter(scratch, deflated=False)
    writer.write(b"0123456789")
    segment = writer.finish()
    scratch.truncate(4)
    with pytest.raises(EOFError):
        segment.copy_to(io.BytesIO())


ITEMS = st.lists(
    st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8), max_size=6),
    max_size=5,
)


@pytest.mark.parametrize("separator", [",\n", "\n"])
@given(batches=ITEMS)
def test_items_are_joined_whatever_batches_they_come_in(batches: list[list[str | None]], separator: str) -> None:
    scratch = io.BytesIO()
    writer = ItemWriter(Scratch(scratch, deflated=False), separator)
    for batch in batches:
        writer.write(pl.Series(batch, dtype=pl.String))
    items = [item for batch in batches for item in batch if item is not None]
    assert stored(writer.finish()).decode() == separator.join(items)
    assert writer.count == len(items)


@pytest.mark.parametrize("height", [1, 2, 50_000])
def test_many_items_lose_nothing_between_the_pieces(height: int) -> None:
    """Polars hands out its text in pieces; the separator may stand across two of them."""
    items = [f'{{"value":"값 {i}, \\"quoted\\""}}' for i in range(height)]
    scratch = io.BytesIO()
    writer = ItemWriter(Scratch(scratch, deflated=False), ",\n")
    writer.write(pl.Series(items))
    writer.write(pl.Series(items[:1]))
    assert stored(writer.finish()).decode() == ",\n".join([*items, items[0]])


@pytest.mark.parametrize("deflated", [False, True])
@pytest.mark.parametrize("separator", [",", ""])
def test_what_is_put_aside_stands_where_its_mark_stood(deflated: bool, separator: str) -> None:
    writer = ItemWriter(Scratch(io.BytesIO(), deflated=deflated), ",\n")
    writer.write(pl.Series(["<0>"]))
    first = writer.put_aside(pl.Series(["가", 'b"', ""]), separator)
    second = writer.put_aside(pl.Series(["c"]), separator)
    writer.write(pl.Series([f"<{second}{separator}{first}>", None, "<2>"]))
    writer.write(pl.Series(["<3>"]))
    segments = writer.finish()
    data = stored(segments)
    text = zlib.decompress(data + FINAL_BLOCK, -15) if deflated else data
    parts = separator.join(["c", "가", 'b"', ""])
    assert text.decode() == f"<0>,\n<{parts}>,\n<2>,\n<3>"
    assert writer.count == 4
    assert joined(segments)[2] == zlib.crc32(text)
