"""Cut the text of a table into records and cells, as spreadsheets do it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

BLANKS = b" \t\r\x1a"
"""What a line without content consists of; 0x1A ended files under DOS."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """How cells are told apart. `quote` is empty if nothing is quoted; `cell` matches one cell and what ends
    it."""

    delimiter: bytes
    quote: bytes
    cell: re.Pattern[bytes]


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its cells, where it starts and ends in the data, and the line it starts on (from 1)."""

    cells: tuple[bytes, ...]
    start: int
    end: int
    line: int


def grammar(delimiter: str, quote: str) -> Grammar:
    """Return the grammar for a delimiter and a quote (one ASCII character each, `quote` may be empty)."""
    plain = b"([^%s\n]*)(%s|\n|\\Z)" % (escaped(delimiter), escaped(delimiter))
    if not quote:
        return Grammar(delimiter.encode(), b"", re.compile(b"(?:(?!)()()())?" + plain))
    # blanks before a quote do not make it an ordinary character; text behind the closing one belongs to the
    # cell
    blanks = b" *" if delimiter == "\t" else b"[ \t]*"
    mark = escaped(quote)
    quoted = b"%s%s((?>[^%s]*(?:%s%s[^%s]*)*))%s([^%s\n]*)(%s|\n|\\Z)" % (
        *(blanks, mark, mark, mark, mark, mark, mark),
        *(escaped(delimiter), escaped(delimiter)),
    )
    return Grammar(delimiter.encode(), quote.encode(), re.compile(quoted + b"|" + plain))


def escaped(character: str) -> bytes:
    """Return a character as it is written in a pattern, inside and outside a set."""
    return b"\\x%02x" % ord(character)


def record_at(data: bytes, start: int, rules: Grammar) -> tuple[list[bytes], int, bool] | None:
    """Return the cells of the record at `start`, where the next one starts, and whether a line end was seen.

    None if a quoted cell is not closed before the data end.
    """
    cells: list[bytes] = []
    position = start
    twice = rules.quote * 2
    while match := rules.cell.match(data, position):
        text, tail, close, plain, end = match.groups()
        if text is not None:
            cells.append(text.replace(twice, rules.quote) + tail)
            end = close
        elif rules.quote and plain.lstrip(BLANKS).startswith(rules.quote):
            return None
        else:
            cells.append(plain)
        position = match.end()
        if end != rules.delimiter:
            return cells, position, end == b"\n"
    return None


def records(data: bytes, rules: Grammar, limit: int) -> Iterator[Record]:
    """Yield the first `limit` records that are not blank; a quote that is never closed is an ordinary
    character."""
    position, line, count = 0, 1, 0
    if not rules.quote or rules.quote not in data:
        yield from islice(plain_records(data, rules.delimiter), limit)
        return
    bare = grammar(rules.delimiter.decode(), "")
    while position < len(data) and count < limit:
        found = record_at(data, position, rules) or record_at(data, position, bare)
        if found is None:
            return
        cells, end, _ = found
        if any(cell.strip(BLANKS) for cell in cells):
            yield Record(tuple(cells), position, end, line)
            count += 1
        line += data.count(b"\n", position, end)
        position = end


def plain_records(data: bytes, delimiter: bytes) -> Iterator[Record]:
    """Yield the records that are not blank of data in which nothing is quoted: lines."""
    position = 0
    for line, text in enumerate(data.split(b"\n"), 1):
        end = min(position + len(text) + 1, len(data))
        if text.strip(BLANKS + delimiter):
            yield Record(tuple(text.split(delimiter)), position, end, line)
        position = end
