"""Tables in workbooks: .xlsx, .xls, .ods and their relatives. A cell becomes the text a person sees in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Any, Final

import polars as pl

from aas_converters.sources import delimited
from aas_converters.sources.binary import NOT_TEXT, binary_kind
from aas_converters.sources.cells import Merged, cell_texts, filled, header_rows
from aas_converters.sources.delimited import NO_ROWS, SAMPLED
from aas_converters.sources.encoding import EMPTY, first_pass
from aas_converters.sources.extras import library
from aas_converters.sources.formulas import check_formulas
from aas_converters.sources.headers import columns_of
from aas_converters.sources.layout import HEADER_MISSING, TITLES_SKIPPED, Layout, find_layout
from aas_converters.sources.merged_ods import merged_cells
from aas_converters.sources.problem import DAMAGED, failure
from aas_converters.sources.settings import MISSING_WORDS, Settings
from aas_converters.sources.table import BATCH_ROWS, Batch, Column, Table
from aas_converters.sources.tokens import Record
from aas_reference_models.units import is_unit
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

NO_SHEET: Final = Rule(
    code="SRC120",
    name="no-such-sheet",
    severity=Severity.ERROR,
    message=Sentence(
        en="there is no sheet {sheet!r}; there are {sheets}", ko="시트 '{sheet}'이(가) 없습니다. 있는 시트: {sheets}"
    ),
    hint=Sentence(en="write source: {{sheet: {meant}}}", ko="source: {{sheet: {meant}}}처럼 적으십시오"),
    why=Sentence(en="another sheet may hold something else", ko="다른 시트의 내용은 다를 수 있습니다"),
)
OTHER_SHEETS: Final = Rule(
    code="SRC121",
    name="other-sheets",
    severity=Severity.INFO,
    message=Sentence(
        en="only the sheet {sheet!r} is read; others are {others}",
        ko="시트 '{sheet}'만 읽습니다. 다른 시트: {others}",
    ),
    hint=Sentence(
        en="name the sheet in the mapping, source: sheet",
        ko="매핑의 source: sheet에 시트 이름을 적으십시오",
    ),
    why=Sentence(
        en="a workbook often has a sheet for each day or machine", ko="날짜나 설비마다 시트가 있는 경우가 많습니다"
    ),
)
PASSWORD: Final = Rule(
    code="SRC122",
    name="password",
    severity=Severity.ERROR,
    message=Sentence(en="the workbook is protected by a password", ko="암호로 보호된 통합 문서입니다"),
    hint=Sentence(en="save a copy without the password", ko="암호를 해제한 사본을 저장하십시오"),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
)

WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class WorkbookTable:
    """A sheet that is open; see `Table`. Records begin in row `start` (from 1); `instants` are columns with
    times of day, in which a bare date is midnight."""

    path: Path
    name: str
    columns: tuple[Column, ...]
    identity: str
    about: dict[str, str]
    findings: tuple[Diagnostic, ...]
    sheet: str
    start: int
    instants: frozenset[int]
    missing: tuple[str, ...]

    def batches(self, rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """Yield the rows from the beginning, at most `rows` at a time; their lines are the rows of the sheet.

        The sheet is in memory while it is read.
        """
        if rows < 1:
            raise ValueError(f"a batch has at least one row, not {rows}")
        sheet = sheet_of(workbook(self.path), self.sheet, self.name)
        every = lines_of(sheet, self.instants, merged_of(self.path, sheet, self.sheet))
        below = ((line, cells) for line, cells in every if line >= self.start)
        names, first = [column.name for column in self.columns], 1
        while some := list(islice(below, rows)):
            cells = zip(*(row[: len(names)] for _, row in some), strict=True)
            frame = pl.DataFrame(dict(zip(names, cells, strict=True)), schema=dict.fromkeys(names, pl.String))
            frame = frame.with_columns(pl.all().str.strip_chars())
            frame = frame.with_columns(pl.when(~pl.all().is_in(list(self.missing))).then(pl.all()))
            yield Batch(frame, first, pl.Series([line for line, _ in some], dtype=pl.Int64))
            first += len(some)


def open_table(path: Path, settings: Settings) -> Table:
    """Open a sheet: the one that is named, else the first visible one with anything in it.

    Text that is only named .xls, as many systems export it, is read as delimited text. Raises SourceError with
    the findings if it cannot be read as a table.
    """
    identity, size, head, *_ = first_pass(path)
    name = str(path)
    if not size:
        raise failure(EMPTY, name)
    if not head.startswith(WORKBOOKS):
        if (kind := binary_kind(head)) is not None:
            raise failure(NOT_TEXT, name, kind=kind)
        if path.suffix.lower() == ".xls" and b"\x00" not in head and not head.lstrip().startswith(b"<"):
            return delimited.open_table(path, settings)
        raise failure(DAMAGED, name, kind="Excel", reason="a web page or text with the name of a workbook")
    book = workbook(path)
    chosen = chosen_sheet(book, settings.sheet, name)
    sheet = sheet_of(book, chosen, name)
    instants, merged = columns_with_times(sheet), merged_of(path, sheet, chosen)
    found = [
        Record(tuple(text.encode() for text in cells), index, index + 1, line)
        for index, (line, cells) in enumerate(islice(lines_of(sheet, instants, merged), SAMPLED))
    ]
    if not found:
        raise failure(EMPTY, name)
    layout = layout_of(found, settings, merged)
    columns, notes = columns_of(layout.names, layout.units, layout.kept, is_unit, name)
    start = found[layout.start].line if layout.start < len(found) else found[-1].line + 1
    others = [other for other in book.sheet_names if other != chosen]
    findings = [*notes, *check_formulas(path)]
    if others and settings.sheet is None:
        values = {"sheet": chosen, "others": ", ".join(others)}
        findings.append(Diagnostic(OTHER_SHEETS, Location(file=name), values))
    if layout.titles:
        values = {"count": str(len(layout.titles)), "text": layout.titles[0]}
        findings.append(Diagnostic(TITLES_SKIPPED, Location(file=name, line=layout.header_line), values))
    if layout.guessed:
        findings.append(Diagnostic(HEADER_MISSING, Location(file=name, line=layout.header_line)))
    if layout.start >= len(found):
        findings.append(Diagnostic(NO_ROWS, Location(file=name, line=start)))
    about = {
        "kind": "workbook",
        "sheet": chosen,
        "title rows": str(len(layout.titles)),
        "header rows": str(len(layout.names)),
        "header line": str(layout.header_line) if layout.names else "none",
        "unit row": "yes" if layout.units else "no",
        "first line of data": str(start),
    }
    missing = (*MISSING_WORDS, *settings.missing)
    return WorkbookTable(path, name, columns, identity, about, tuple(findings), chosen, start, instants, missing)


def workbook(path: Path) -> Any:
    """Return an open workbook; SourceError if it is damaged, protected or the library is missing."""
    calamine = library("python_calamine", "python-calamine", "excel", str(path))
    try:
        return calamine.CalamineWorkbook.from_path(str(path))
    except calamine.PasswordError as error:
        raise failure(PASSWORD, str(path)) from error
    except calamine.CalamineError as error:
        raise failure(DAMAGED, str(path), kind="Excel", reason=str(error)) from error


def sheet_of(book: Any, name: str, file: str) -> Any:
    """Return a sheet with all of its cells; SourceError if it is damaged."""
    calamine = library("python_calamine", "python-calamine", "excel", file)
    try:
        return book.get_sheet_by_name(name)
    except calamine.CalamineError as error:
        raise failure(DAMAGED, file, kind="Excel", reason=f"{name}: {error}") from error


def chosen_sheet(book: Any, wanted: str | None, file: str) -> str:
    """Return the name of the sheet to read; a number counts from 1 if no sheet has it for a name."""
    names: list[str] = list(book.sheet_names)
    if wanted is None:
        visible = [one.name for one in book.sheets_metadata if str(one.visible).endswith(".Visible")]
        return next((name for name in visible or names if sheet_of(book, name, file).height), names[0])
    if wanted in names:
        return wanted
    if wanted.isdecimal() and 0 < int(wanted) <= len(names):
        return names[int(wanted) - 1]
    meant = next(iter(get_close_matches(wanted, names, n=1)), names[0])
    raise failure(NO_SHEET, file, sheet=wanted, sheets=", ".join(names), meant=meant)


def layout_of(found: list[Record], settings: Settings, merged: Merged) -> Layout:
    """Return the layout of a sheet; merged cells say how many rows its header has."""
    layout = find_layout(found, settings, b"", is_unit)
    if settings.header_rows is not None or not layout.names:
        return layout
    count = header_rows(found, layout.header_line, merged)
    if count <= len(layout.names):
        return layout
    return find_layout(found, replace(settings, header_rows=count, skip_rows=layout.header_line - 1), b"", is_unit)


def merged_of(path: Path, sheet: Any, name: str) -> Merged:
    """Return the merged ranges: first and last row (from 1), first and last column within the used range."""
    left = (sheet.start or (0, 0))[1]
    ranges = sheet.merged_cell_ranges or merged_cells(path, name)
    return [(top + 1, bottom + 1, first - left, last - left) for (top, first), (bottom, last) in ranges]


def lines_of(sheet: Any, instants: frozenset[int], merged: Merged) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank as texts, with their numbers; merged cells repeat downwards."""
    for line, values in filled(enumerate(sheet.iter_rows(), 1), merged):
        texts = cell_texts(values, instants)
        if any(text and not text.isspace() for text in texts):
            yield line, texts


def columns_with_times(sheet: Any) -> frozenset[int]:
    """Return the columns in which a date with a time of day stands anywhere."""
    return frozenset(i for row in sheet.iter_rows() for i, value in enumerate(row) if isinstance(value, datetime))
