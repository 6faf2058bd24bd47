"""Read the records of a block one by one: where there are quotes with line breaks, ragged rows, bad bytes.

Slow but exact. Every record comes out as one line with the right number of cells and nothing quoted, or as a
finding.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from aas_converters.sources.dialect import is_missing, is_value, text_of
from aas_converters.sources.encoding import UNREADABLE
from aas_converters.sources.tokens import BLANKS, Grammar, record_at
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

UNDECODABLE_ROW: Final = Rule(
    code="SRC013",
    name="undecodable-row",
    severity=Severity.ERROR,
    message=Sentence(
        en="the line has bytes that are not {encoding}; the row was not read",
        ko="{encoding}로 읽을 수 없는 바이트가 있어 이 행을 읽지 못했습니다",
    ),
    hint=Sentence(
        en="set the encoding, or repair the line in an editor",
        ko="인코딩을 지정하거나 편집기에서 그 줄을 고치십시오",
    ),
    why=Sentence(en="the row is not in the result", ko="이 행은 결과에 없습니다"),
)
LONG_ROW: Final = Rule(
    code="SRC030",
    name="long-row",
    severity=Severity.ERROR,
    message=Sentence(
        en="the row has {found} cells instead of {expected}; it was not read",
        ko="셀이 {expected}개가 아니라 {found}개여서 이 행을 읽지 못했습니다",
    ),
    hint=Sentence(
        en="put cells that contain the delimiter in quotation marks",
        ko="구분 문자가 들어 있는 셀을 따옴표로 묶으십시오",
    ),
    why=Sentence(en="nobody knows which cell belongs to which column", ko="어느 셀이 어느 열의 값인지 알 수 없습니다"),
)
SHORT_ROW: Final = Rule(
    code="SRC031",
    name="short-row",
    severity=Severity.WARNING,
    message=Sentence(
        en="the row has {found} cells instead of {expected}; the last ones are taken as missing",
        ko="셀이 {expected}개가 아니라 {found}개입니다. 뒤쪽 셀은 빈 값으로 보았습니다",
    ),
    hint=Sentence(en="look whether the file was cut off there", ko="그 자리에서 파일이 잘렸는지 확인하십시오"),
    why=Sentence(en="values may be missing", ko="값이 빠졌을 수 있습니다"),
)
BROKEN_ROW: Final = Rule(
    code="SRC032",
    name="broken-row",
    severity=Severity.ERROR,
    message=Sentence(
        en="the row has {found} cells instead of {expected}, not only the last are missing; it was not read",
        ko="셀이 {expected}개가 아니라 {found}개이고 뒤쪽만 빠진 것이 아니어서 이 행을 읽지 못했습니다",
    ),
    hint=Sentence(en="look whether a delimiter was lost in the line", ko="그 줄에서 구분 문자가 빠졌는지 확인하십시오"),
    why=Sentence(en="the values would stand in the wrong columns", ko="값이 다른 열로 밀립니다"),
)
OPEN_QUOTE: Final = Rule(
    code="SRC033",
    name="open-quote",
    severity=Severity.ERROR,
    message=Sentence(
        en="a quotation mark is opened and not closed where it should be; the line was not read",
        ko="따옴표가 제자리에서 닫히지 않아 이 줄을 읽지 못했습니다",
    ),
    hint=Sentence(en="double the mark inside a cell, or remove it", ko="셀 안의 따옴표는 두 번 쓰거나 지우십시오"),
    why=Sentence(en="the rows below it would become part of one cell", ko="아래 행들이 한 셀로 합쳐지게 됩니다"),
)
EMPTY_ROWS: Final = Rule(
    code="SRC034",
    name="empty-row",
    severity=Severity.INFO,
    message=Sentence(
        en="the row has delimiters and no values; it was skipped",
        ko="구분 문자만 있고 값이 없는 행을 건너뛰었습니다",
    ),
    hint=Sentence(en="delete empty rows before you export", ko="내보내기 전에 빈 행을 지우십시오"),
    why=Sentence(en="it would make an empty record", ko="빈 기록이 생기게 됩니다"),
)
HEADER_AGAIN: Final = Rule(
    code="SRC035",
    name="header-again",
    severity=Severity.INFO,
    message=Sentence(en="the header stands here once more; it was skipped", ko="머리글이 다시 나와 건너뛰었습니다"),
    hint=Sentence(
        en="look whether two files were joined or the logger restarted",
        ko="파일을 이어 붙였거나 기록 장치가 다시 시작했는지 확인하십시오",
    ),
    why=Sentence(en="values may restart or repeat below it", ko="그 아래에서 값이 다시 시작하거나 겹칠 수 있습니다"),
)

LINE_BREAK, QUOTE, DELIMITER = "\ufdd1".encode(), "\ufdd2".encode(), "\ufdd3".encode()
"""Stand for these characters inside a cell; noncharacters, so no text means them."""

LONGEST: Final = 1 << 16
"""Bytes a cell with line breaks may have; a quote still open then was never meant to open one."""

SINGLE: Final = 20
"""Findings of a rule that a block gives one by one; the others are one finding with a count."""

BAD: Final = UNREADABLE.encode()


@dataclass(frozen=True, slots=True)
class Shape:
    """What a record must look like. See Layout for `width`, `kept`, `numeric`, `header`."""

    file: str
    encoding: str
    grammar: Grammar
    width: int
    kept: int
    numeric: tuple[bool, ...]
    header: bytes


@dataclass(slots=True)
class Repaired:
    """Records as clean lines, the line each starts on, and what did not become one.

    `used` bytes of the block were read, up to line `line`.
    """

    rows: list[bytes] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    unread: int = 0
    used: int = 0
    line: int = 1


def repair(data: bytes, line: int, shape: Shape, final: bool) -> Repaired:
    """Read every complete record of `data`, which begins with a record on line `line`."""
    result = Repaired(line=line)
    found: dict[str, list[Diagnostic]] = {}

    def say(rule: Rule, unread: int = 0, **values: Any) -> None:
        result.unread += unread
        found.setdefault(rule.code, []).append(Diagnostic(rule, Location(file=shape.file, line=result.line), values))

    delimiter, quote = shape.grammar.delimiter, shape.grammar.quote
    # in a single column a line of blanks is a missing value
    blanks = BLANKS if shape.width > 1 else b"\r\x1a"
    position, end = 0, len(data)
    while position < end:
        stop = data.find(b"\n", position)
        if stop < 0:
            if not final:
                break
            stop = end
        text = data[position:stop]
        following, breaks = stop + 1, 1
        cells: list[bytes] | None = None
        if BAD in text:
            say(UNDECODABLE_ROW, 1, encoding=shape.encoding)
        elif delimiter in text and not text.rstrip(b"\r").strip(delimiter):
            say(EMPTY_ROWS)
        elif not text.strip(blanks):
            pass
        elif shape.header and text.rstrip(b"\r") == shape.header:
            say(HEADER_AGAIN)
        elif not quote or quote not in text:
            cells = text.split(delimiter)
        elif (cells := simple_cells(text, delimiter, quote)) is None:
            record = record_at(data, position, shape.grammar)
            if not final and open_end(record, end - position):
                break
            if record is None or not closed_well(record, position, following, shape.width, shape.kept):
                say(OPEN_QUOTE, 1)
            elif BAD in data[position : record[1]]:
                say(UNDECODABLE_ROW, 1, encoding=shape.encoding)
                following, breaks = record[1], data.count(b"\n", position, record[1])
            else:
                cells, following = record[0], record[1]
                breaks = data.count(b"\n", position, following)
        if cells is not None:
            keep(cells, shape, result, say)
        position = min(following, end)
        result.line += breaks
    result.used = position
    result.findings.extend(finding for group in found.values() for finding in some(group))
    return result


def simple_cells(text: bytes, delimiter: bytes, quote: bytes) -> list[bytes] | None:
    """Return the cells of a line if no quoted one holds the delimiter or goes on below, else None."""
    cells = text.split(delimiter)
    at = text.find(quote)
    while at >= 0:
        index = text.count(delimiter, 0, at)
        bare = cells[index].strip(BLANKS)
        if bare.startswith(quote):
            inner = bare[1:-1]
            if len(bare) < 2 or not bare.endswith(quote) or quote in inner.replace(quote * 2, b""):
                return None
            cells[index] = inner.replace(quote * 2, quote)
        end = text.find(delimiter, at)
        at = text.find(quote, end) if end >= 0 else -1
    return cells


def open_end(record: tuple[list[bytes], int, bool] | None, left: int) -> bool:
    """Return whether the record may go on in the next block."""
    return left <= LONGEST if record is None else not record[2]


def closed_well(record: tuple[list[bytes], int, bool], start: int, line_end: int, width: int, kept: int) -> bool:
    """Return whether a record over several lines is one: not too long and with the right number of cells."""
    cells, end, _ = record
    return end <= line_end or (end - start <= LONGEST and kept <= len(cells) <= width)


def keep(cells: list[bytes], shape: Shape, result: Repaired, say: Any) -> None:
    """Add a record to the result, or say why not."""
    count = len(cells)
    if count > shape.kept and any(cell.strip(BLANKS) for cell in cells[shape.kept :]):
        say(LONG_ROW, 1, found=count, expected=shape.kept)
        return
    if count < shape.kept:
        if count * 2 < shape.kept or not fits(cells, shape.numeric):
            say(BROKEN_ROW, 1, found=count, expected=shape.kept)
            return
        say(SHORT_ROW, found=count, expected=shape.kept)
    row = cells[: shape.kept]
    row.extend([b""] * (shape.width - len(row)))
    delimiter = shape.grammar.delimiter
    text = delimiter.join(row)
    if b"\n" in text or text.count(delimiter) >= shape.width:
        cleaned = (cell.replace(b"\n", LINE_BREAK).replace(delimiter, DELIMITER) for cell in row)
        text = delimiter.join(cleaned)
    result.rows.append(text)
    result.lines.append(result.line)


def fits(cells: list[bytes], numeric: tuple[bool, ...]) -> bool:
    """Return whether no text stands where all other rows have numbers: then cells are missing at the end
    only."""
    for cell, number in zip(cells, numeric, strict=False):
        text = text_of(cell)
        if number and not is_missing(text) and not is_value(text):
            return False
    return True


def some(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Return the first findings one by one and the rest as one with a count."""
    if len(findings) <= SINGLE:
        return findings
    last = findings[-1]
    return [*findings[:SINGLE], Diagnostic(last.rule, last.where, last.values, count=len(findings) - SINGLE)]
