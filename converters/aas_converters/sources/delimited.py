"""Tables in text files: CSV, TSV and their relatives, in any encoding a plant uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aas_converters.sources.blocks import Parser, parser, read_batches
from aas_converters.sources.dialect import EXCEL_LINE, Dialect, find_dialect
from aas_converters.sources.encoding import EMPTY, UNREADABLE, Survey, survey, text_blocks
from aas_converters.sources.headers import columns_of
from aas_converters.sources.layout import HEADER_MISSING, TITLES_SKIPPED, Layout, find_layout
from aas_converters.sources.problem import failure
from aas_converters.sources.repair import UNDECODABLE_ROW, Shape
from aas_converters.sources.settings import MISSING_WORDS, Settings
from aas_converters.sources.table import BATCH_ROWS, Batch, Column
from aas_converters.sources.tokens import records
from aas_reference_models.units import is_unit
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

NO_ROWS: Final = Rule(
    code="SRC024",
    name="no-rows",
    severity=Severity.WARNING,
    message=Sentence(en="the table has a header and no rows", ko="머리글만 있고 데이터 행이 없습니다"),
    hint=Sentence(en="look whether the export had a filter", ko="내보낼 때 조건이 걸려 있었는지 확인하십시오"),
    why=Sentence(en="there is nothing to convert", ko="변환할 내용이 없습니다"),
)

SAMPLE: Final = 1 << 18
SAMPLED: Final = 500
SMALLEST: Final = 4 << 20
LARGEST: Final = 16 << 20
FILLING: Final = 0.97
"""A block that is meant to be one batch is a little smaller, because lines differ in length."""


@dataclass(frozen=True, slots=True)
class DelimitedTable:
    """A delimited text file that is open; see `Table`."""

    path: Path
    name: str
    columns: tuple[Column, ...]
    identity: str
    about: dict[str, str]
    findings: tuple[Diagnostic, ...]
    seen: Survey
    start: int
    line: int
    returns: bool
    row_bytes: int
    parse: Parser

    def batches(self, rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """Yield the rows from the beginning, at most `rows` at a time.

        A row is counted in `first_row` if it was read; `lines` is exact for every row. Raises SourceError if
        the file is gone, locked or shorter than when it was opened.
        """
        if rows < 1:
            raise ValueError(f"a batch has at least one row, not {rows}")
        return read_batches(self.blocks(self.block_size(rows)), self.line, self.parse, rows)

    def block_size(self, rows: int) -> int:
        """Return how many bytes are read at a time for batches of so many rows."""
        return min(max(round(FILLING * rows * self.row_bytes), SMALLEST), LARGEST)

    def blocks(self, size: int) -> Iterator[bytes]:
        """Yield the text behind the header in blocks of about `size` bytes."""
        skip = self.start
        for block in stream(self.path, self.seen, self.returns, size):
            rest = block[skip:] if skip else block
            skip = max(0, skip - len(block))
            if rest:
                yield rest


def open_table(path: Path, settings: Settings) -> DelimitedTable:
    """Open a delimited text file: one pass over its bytes, then a look at its beginning.

    Raises SourceError with the findings if it cannot be read as a table.
    """
    seen, name = survey(path, settings.encoding), str(path)
    sample, whole = sample_of(path, seen)
    dialect = find_dialect(sample, settings)
    if dialect.returns:
        sample = sample.replace(b"\r", b"\n")
    if not whole:
        sample = sample[: sample.rfind(b"\n") + 1]
    found = list(records(sample, dialect.grammar, SAMPLED))
    found = found[1:] if EXCEL_LINE.match(sample) else found
    if not found:
        raise failure(EMPTY, name)
    layout = find_layout(found, settings, sample, is_unit)
    if any(UNREADABLE in cell for row in layout.names for cell in row):
        raise failure(UNDECODABLE_ROW, name, layout.header_line, encoding=seen.encoding)
    columns, notes = columns_of(layout.names, layout.units, layout.kept, is_unit, name)
    shape = Shape(
        file=name,
        encoding=seen.encoding,
        grammar=dialect.grammar,
        width=layout.width,
        kept=layout.kept,
        numeric=layout.numeric,
        header=layout.header,
    )
    return DelimitedTable(
        path=path,
        name=name,
        columns=columns,
        identity=seen.identity,
        about=facts(seen, dialect, layout),
        findings=(*seen.findings, *remarks(name, layout, len(sample) if whole else None), *notes),
        seen=seen,
        start=layout.start,
        line=layout.line,
        returns=dialect.returns,
        row_bytes=max(1, found[-1].end // len(found)),
        parse=parser(shape, tuple(column.name for column in columns), (*MISSING_WORDS, *settings.missing)),
    )


def stream(path: Path, seen: Survey, returns: bool, size: int) -> Iterator[bytes]:
    """Yield the text of a file as UTF-8 with line ends that contain a line feed."""
    for block in text_blocks(path, seen, size):
        yield block.replace(b"\r", b"\n") if returns else block


def sample_of(path: Path, seen: Survey) -> tuple[bytes, bool]:
    """Return the beginning of the text and whether it is all of it."""
    parts: list[bytes] = []
    for block in text_blocks(path, seen, SAMPLE):
        if sum(map(len, parts)) >= SAMPLE:
            return b"".join(parts), not block
        parts.append(block)
    return b"".join(parts), True


def remarks(name: str, layout: Layout, size: int | None) -> Iterator[Diagnostic]:
    """Yield what to say about the header; `size` is the length of the text if all of it was seen."""
    if layout.titles:
        values = {"count": len(layout.titles), "text": layout.titles[0]}
        yield Diagnostic(TITLES_SKIPPED, Location(file=name, line=layout.header_line), values)
    if layout.guessed:
        yield Diagnostic(HEADER_MISSING, Location(file=name, line=layout.header_line))
    if layout.start == size:
        yield Diagnostic(NO_ROWS, Location(file=name, line=layout.line))


def facts(seen: Survey, dialect: Dialect, layout: Layout) -> dict[str, str]:
    """Return what was found out, for a person and for a mapping file."""
    about = {
        "encoding": seen.encoding,
        "delimiter": dialect.named,
        "quote": dialect.quote or "none",
        "title rows": str(len(layout.titles)),
        "header rows": str(len(layout.names)),
        "header line": str(layout.header_line) if layout.names else "none",
        "unit row": "yes" if layout.units else "no",
        "first line of data": str(layout.line),
    }
    if dialect.returns:
        about["line end"] = "carriage return"
    return about
