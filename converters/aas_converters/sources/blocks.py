"""Turn blocks of text into batches of columns.

A block is cut behind its last line end and parsed by polars in one go. A mark is put at the end of every line
first: if each row has the mark in the cell after the last column, every row has exactly the cells it should
have, and rows are lines. If not, the block is read again record by record (repair.py), which is slower and
says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from aas_converters.sources.problem import failure
from aas_converters.sources.repair import BAD, DELIMITER, LINE_BREAK, Shape, repair
from aas_converters.sources.table import Batch
from aas_validators.diagnostics import Diagnostic, Rule, Sentence, Severity

ENDLESS: Final = Rule(
    code="SRC036",
    name="endless-line",
    severity=Severity.ERROR,
    message=Sentence(en="a line is longer than {bytes} bytes", ko="한 줄이 {bytes}바이트보다 깁니다"),
    hint=Sentence(en="look whether this is a table of text", ko="텍스트 표가 맞는지 확인하십시오"),
    why=Sentence(en="reading it would need unlimited memory", ko="읽으려면 메모리가 한없이 필요합니다"),
)

MARK: Final = b"\x1e"
STRANGE: Final = (b"\r", b"\x1a", MARK, BAD)
"""What a block must not contain to be parsed in one go."""

LONGEST_LINE: Final = 16 << 20


@dataclass(frozen=True, slots=True)
class Parser:
    """How lines become columns: prepared once per table.

    `top` is a first line that gives polars the number of columns. `texts` trim the cells of a block,
    `restored` those of rows that were repaired, and `present` puts null for the words that mean no value: two
    steps, because polars would trim twice in one. `signs` are lines a block must not contain to be parsed in
    one go.
    """

    shape: Shape
    top: bytes
    signs: tuple[bytes, ...]
    texts: list[pl.Expr]
    restored: list[pl.Expr]
    present: list[pl.Expr]


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of a block, the line each starts on, the line behind the block; findings as in Batch."""

    frame: pl.DataFrame
    lines: pl.Series
    next_line: int
    findings: tuple[Diagnostic, ...] = ()
    unread: int = 0


def parser(shape: Shape, names: tuple[str, ...], missing: tuple[str, ...]) -> Parser:
    """Return the parser for records of a shape; `names` are the columns kept, `missing` the words for no
    value."""
    delimiter = shape.grammar.delimiter
    cells = [f"c{index}" for index in range(shape.width)]
    top = delimiter.join(name.encode() for name in cells) + b"\n"
    blank = b"\n" + delimiter * (shape.width - 1) + b"\n"
    signs = [blank, *([b"\n" + shape.header + b"\n"] if shape.header else [])]
    texts, restored = [], []
    for name, cell in zip(names, cells, strict=False):
        text = pl.col(cell)
        original = text.str.replace_all(LINE_BREAK.decode(), "\n", literal=True)
        original = original.str.replace_all(DELIMITER.decode(), delimiter.decode(), literal=True)
        texts.append(text.str.strip_chars().alias(name))
        # ="007" is how Excel is told that 007 is text
        unwrapped = original.str.strip_chars().str.replace(r'(?s)^="(.*)"$', "$1")
        restored.append(unwrapped.str.strip_chars().alias(name))
    words = list(missing)
    present = [pl.when(~pl.col(name).is_in(words)).then(pl.col(name)).alias(name) for name in names]
    return Parser(shape, top, tuple(signs), texts, restored, present)


def read_batches(blocks: Iterator[bytes], line: int, parse: Parser, rows: int) -> Iterator[Batch]:
    """Yield batches of at most `rows` rows; the blocks begin with the record on line `line`."""
    row, rest = 1, b""
    for block, final in with_last(blocks):
        batch, rest = read_block(rest, block, line, parse, final)
        line = batch.next_line
        if len(rest) > LONGEST_LINE:
            raise failure(ENDLESS, parse.shape.file, line, bytes=LONGEST_LINE)
        yield from pieces(batch, row, rows)
        row += batch.frame.height


def with_last(blocks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield every block and whether it is the last."""
    before: bytes | None = None
    for block in blocks:
        if before is not None:
            yield before, False
        before = block
    if before is not None:
        yield before, True


def pieces(block: Block, first: int, rows: int) -> Iterator[Batch]:
    """Yield the rows of a block in batches of like size; the findings go with the first one."""
    height = block.frame.height
    if not height and not block.findings:
        return
    # a batch of a few rows costs nearly as much as one of thousands
    share = -(-height // -(-height // rows)) if height else 1
    for start in range(0, max(height, 1), share):
        yield Batch(
            block.frame.slice(start, share),
            first + start,
            block.lines.slice(start, share),
            block.findings if start == 0 else (),
            block.unread if start == 0 else 0,
        )


def read_block(rest: bytes, block: bytes, line: int, parse: Parser, final: bool) -> tuple[Block, bytes]:
    """Return the rows of a block, which begins with `rest`, and the bytes behind its last complete record."""
    used = len(block) if final else block.rfind(b"\n") + 1
    # one line more in front, joined once: copies of blocks are a good part of the cost
    text = b"".join((parse.top, rest, block if final else memoryview(block)[:used]))
    if used and (found := plain_block(text, line, parse)) is not None:
        return found, block[used:]
    data = rest + block
    fixed = repair(data, line, parse.shape, final)
    lines = pl.Series(fixed.lines, dtype=pl.Int64)
    clean = b"\n".join([parse.top[:-1], *fixed.rows, b""])
    raw = cells_of(clean, parse, quoted=False)
    if raw is None or raw.height != len(fixed.rows):
        raise AssertionError(f"{parse.shape.file}: the rows before line {fixed.line} were not read as written")
    frame = raw.select(parse.restored).select(parse.present)
    return Block(frame, lines, fixed.line, tuple(fixed.findings), fixed.unread), data[fixed.used :]


def plain_block(text: bytes, line: int, parse: Parser) -> Block | None:
    """Return the rows of whole lines behind the line `parse.top`, None unless every line is a record."""
    frame = straight(text, parse)
    if frame is None:
        return None
    return Block(frame, pl.int_range(line, line + frame.height, dtype=pl.Int64, eager=True), line + frame.height)


def straight(text: bytes, parse: Parser) -> pl.DataFrame | None:
    """Return the rows of a block if every line is a record of the right shape, None for any other block."""
    if not text.endswith(b"\n"):
        text += b"\n"
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n")
    if any(sign in text for sign in STRANGE) or any(sign in text for sign in parse.signs):
        return None
    quote = parse.shape.grammar.quote
    quoted = bool(quote) and quote in text
    raw = cells_of(text, parse, quoted)
    if raw is None or raw.height != text.count(b"\n") - 1:
        return None
    if quoted and holds(raw, quote.decode()):
        return None
    if parse.shape.width > parse.shape.kept and filled(raw, parse.shape.kept, parse.shape.width):
        return None
    return raw.select(parse.texts).select(parse.present)


def cells_of(text: bytes, parse: Parser, quoted: bool) -> pl.DataFrame | None:
    """Return lines as columns, None unless the mark put at their ends comes out in one column, the last."""
    grammar = parse.shape.grammar
    try:
        raw = pl.read_csv(
            text.replace(b"\n", grammar.delimiter + MARK + b"\n"),
            separator=grammar.delimiter.decode(),
            quote_char=grammar.quote.decode() if quoted else None,
            infer_schema=False,
            truncate_ragged_lines=True,
        )
    except pl.exceptions.ComputeError:
        # polars gives up on some stray quotes
        return None
    return raw if raw[MARK.decode()].eq_missing(MARK.decode()).all() else None


def holds(raw: pl.DataFrame, character: str) -> bool:
    """Return whether any cell contains a character."""
    tests = [pl.col(name).str.contains(character, literal=True).any() for name in raw.columns]
    return any(raw.select(tests).row(0))


def filled(raw: pl.DataFrame, start: int, end: int) -> bool:
    """Return whether any cell of the columns from `start` to `end` has text."""
    tests = [(pl.col(f"c{index}").str.strip_chars() != "").any() for index in range(start, end)]
    return any(raw.select(tests).row(0))
