"""Read a JSON text of any size through a window: members and items one after the other, nothing kept.

msgspec finds where a value ends at a gigabyte a second: asked for one value, it names the byte where the next token
begins. What does not fit into the window is walked into instead.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import IO, Final

import msgspec

WINDOW: Final = 4 << 20
"""Bytes that are looked at together: the largest value that is handed out as a whole."""
LONGEST_TEXT: Final = 256 << 20
"""Bytes of the longest single text, such as a blob."""
SPACE: Final = re.compile(rb"[ \t\r\n]*")
NEXT_TOKEN: Final = re.compile(r"trailing characters \(byte (\d+)\)$")
TRUNCATED: Final = "Input data was truncated"
INSIDE_NUMBER: Final = (b"-", b"+", b".", b"e", b"E")
"""What a number cannot end with. Cut off behind one of these it is malformed to msgspec, not truncated."""
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def named_offset(error: msgspec.DecodeError) -> int | None:
    """Return the byte that an error about something behind a value names, None for any other error."""
    match = NEXT_TOKEN.search(str(error))
    return int(match[1]) if match else None


def counted_from() -> int:
    """Return what msgspec calls the first byte: asked, not remembered, for it is no promise of its documentation."""
    try:
        msgspec.json.decode(b"{}]", type=msgspec.Raw)
    except msgspec.DecodeError as error:
        return (named_offset(error) or 0) - len("{}")
    return 0


FIRST_BYTE: Final = counted_from()

Walk = Generator[tuple[str, int, bytes | None], None, int]
"""Yields name, offset and bytes of each value, without bytes where it is large; returns the offset behind the last."""


class JsonTextError(ValueError):
    """Raised where a text is no JSON; `offset` is the byte in the text."""

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(problem)
        self.offset = offset


class JsonText:
    """A JSON text in a seekable file; all positions are bytes from its beginning."""

    def __init__(self, file: IO[bytes], window: int = WINDOW) -> None:
        self.file = file
        self.size = window
        self.start = 0
        self.window = b""
        self.ends: dict[int, int] = {}
        self.decoder = msgspec.json.Decoder(msgspec.Raw)
        self.load(0, window)

    def root(self) -> int:
        """Return where the outermost value begins."""
        self.load(0, self.size)
        return self.token(len(BYTE_ORDER_MARK) if self.window.startswith(BYTE_ORDER_MARK) else 0)

    def load(self, offset: int, size: int) -> None:
        """Move the window."""
        self.file.seek(offset)
        self.start = offset
        self.window = self.file.read(size)

    def token(self, offset: int) -> int:
        """Return where the next token at or behind an offset begins; -1 at the end of the text."""
        while True:
            if not 0 <= offset - self.start < len(self.window):
                self.load(offset, self.size)
                if not self.window:
                    return -1
            match = SPACE.match(self.window, offset - self.start)
            offset = self.start + (match.end() if match else 0)
            if offset < self.start + len(self.window):
                return offset

    def byte(self, offset: int) -> bytes:
        """Return the byte of a token; empty at the end of the text."""
        if offset < 0:
            return b""
        if not 0 <= offset - self.start < len(self.window):
            self.load(offset, self.size)
        return self.window[offset - self.start : offset - self.start + 1]

    def value(self, offset: int) -> tuple[bytes | None, int]:
        """Return the value that begins at a token, and where the next token is (-1: nowhere).

        A value that is larger than the window is None, and so is what follows it (0).
        """
        size = self.size
        while True:
            begin = offset - self.start
            try:
                self.decoder.decode(memoryview(self.window)[begin:])
            except msgspec.DecodeError as error:
                if (named := named_offset(error)) is not None:
                    end = begin + named - FIRST_BYTE
                    return self.window[begin:end], self.start + end
                if str(error) != TRUNCATED and not (self.window.endswith(INSIDE_NUMBER) and not self.at_end()):
                    raise JsonTextError(str(error), offset) from error
            else:
                # nothing but the end of the window ends this value
                if self.at_end():
                    return self.window[begin:], -1
            if begin and not self.at_end():
                self.load(offset, size)
            elif self.at_end():
                raise JsonTextError("the text breaks off", offset)
            elif self.window[:1] in (b"{", b"["):
                return None, 0
            elif size > LONGEST_TEXT:
                raise JsonTextError(f"a text is longer than {LONGEST_TEXT} bytes", offset)
            else:
                size *= 2
                self.load(offset, size)

    def at_end(self) -> bool:
        """Whether the window reaches the end of the text."""
        here = self.start + len(self.window)
        self.file.seek(here)
        return not self.file.read(1)

    def members(self, offset: int) -> Walk:
        """Walk over the members of the object at an offset."""
        at = self.token(self.expect(offset, b"{"))
        while self.byte(at) != b"}":
            name, colon = self.value(at)
            at = self.token(self.expect(colon, b":"))
            data, following = self.value(at)
            yield msgspec.json.decode(name or b'""', type=str), at, data
            following = self.end_of(at) if data is None else following
            at = self.after(following, b"}")
        return at + 1

    def items(self, offset: int) -> Walk:
        """Walk over the items of the list at an offset; they have no names."""
        at = self.token(self.expect(offset, b"["))
        while self.byte(at) != b"]":
            data, following = self.value(at)
            yield "", at, data
            following = self.end_of(at) if data is None else following
            at = self.after(following, b"]")
        return at + 1

    def after(self, offset: int, closing: bytes) -> int:
        """Return the token behind a comma, or the closing bracket."""
        at = self.token(offset) if offset >= 0 else -1
        if self.byte(at) == closing:
            return at
        at = self.token(self.expect(at, b","))
        if self.byte(at) == closing:
            raise JsonTextError("a comma before the closing bracket", at)
        return at

    def expect(self, offset: int, sign: bytes) -> int:
        """Return the offset behind a sign that must be here."""
        if self.byte(offset) != sign:
            raise JsonTextError(f"expected {sign.decode()}", max(offset, 0))
        return offset + 1

    def end_of(self, offset: int) -> int:
        """Return where a large value ends; it is walked over once."""
        if offset not in self.ends:
            walk = self.members(offset) if self.byte(offset) == b"{" else self.items(offset)
            while True:
                try:
                    next(walk)
                except StopIteration as end:
                    self.ends[offset] = end.value
                    break
        return self.ends[offset]

    def listed(self, offset: int) -> Iterator[tuple[int, bytes | None]]:
        """Yield offset and bytes of the items of a list."""
        for _, at, data in self.items(offset):
            yield at, data

    def whole(self, offset: int) -> bytes:
        """Return the bytes of a value however large it is."""
        data, _ = self.value(offset)
        if data is not None:
            return data
        end = self.end_of(offset)
        self.file.seek(offset)
        return self.file.read(end - offset)
