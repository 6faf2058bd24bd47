"""What is new in a source since it was converted: rows behind the last one, or all of it where it was rewritten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from typing import Final, Literal

import polars as pl

from aas_converters.portions.portion import Place, Portion
from aas_converters.portions.text import by_bytes, end_of_lines, measured, shortened
from aas_converters.sources.delimited import DelimitedTable
from aas_converters.sources.problem import failure
from aas_converters.sources.spool import CELL_END, NO_CELL
from aas_converters.sources.table import Table
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

REWRITTEN: Final = Rule(
    code="SRC280",
    name="rewritten",
    severity=Severity.WARNING,
    message=Sentence(
        en="the file does not go on from the {rows} rows that were converted before, so it is converted whole",
        ko="앞서 변환한 {rows}개 행에서 이어지는 파일이 아니어서 처음부터 변환합니다",
    ),
    hint=Sentence(
        en="look whether rows that were converted before come again",
        ko="전에 변환한 행이 다시 들어 있는지 확인하십시오",
    ),
    why=Sentence(
        en="only a file that grows at its end can be gone on with",
        ko="끝에 덧붙는 파일만 이어서 변환할 수 있습니다",
    ),
)
UNFINISHED: Final = Rule(
    code="SRC281",
    name="unfinished-line",
    severity=Severity.INFO,
    message=Sentence(
        en="the last line has no end yet and is left for the next run",
        ko="마지막 줄이 아직 끝나지 않아 다음 변환 때 읽습니다",
    ),
    hint=Sentence(
        en="nothing to do; the line is taken once it has its end, or the file has rested a minute",
        ko="따로 할 일은 없습니다. 줄이 끝나거나 1분 동안 변화가 없으면 읽으니 기다리십시오",
    ),
    why=Sentence(
        en="the program that writes the file may be in the middle of a number",
        ko="파일을 쓰는 프로그램이 숫자를 쓰는 중일 수 있습니다",
    ),
)
CANNOT_GO_ON: Final = Rule(
    code="SRC282",
    name="cannot-go-on",
    severity=Severity.ERROR,
    message=Sentence(
        en="the first {rows} rows are not those that were converted before",
        ko="처음 {rows}개 행이 앞서 변환한 행과 다릅니다",
    ),
    hint=Sentence(
        en="ask with --query and an ORDER BY that puts new rows last",
        ko="새 행이 마지막에 오도록 --query에 ORDER BY를 쓰십시오",
    ),
    why=Sentence(
        en="rows would be converted twice, or not at all",
        ko="같은 행을 두 번 변환하거나 빠뜨릴 수 있습니다",
    ),
)
CUT_LINE: Final = Rule(
    code="SRC283",
    name="line-went-on",
    severity=Severity.ERROR,
    message=Sentence(
        en="line {line} went on after it had been converted: {text}",
        ko="이미 변환한 {line}행에 뒤늦게 내용이 덧붙었습니다: {text}",
    ),
    hint=Sentence(
        en="correct that row by hand, and have the logger write whole lines",
        ko="그 행을 직접 고치고, 기록 프로그램이 한 줄을 한 번에 쓰게 하십시오",
    ),
    why=Sentence(
        en="the package has a part of a cell",
        ko="패키지에 셀의 일부만 들어갔습니다",
    ),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a source was converted: so many rows, whose content has a digest.

    By bytes, `byte` and `line` are where the next row begins. `identity` is what the ids of its rows are made of.
    """

    kind: Literal["bytes", "rows"]
    rows: int
    digest: str
    identity: str
    byte: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Growth:
    """What is new: a portion (None: nothing), and the mark when it is converted (None: there is nothing to remember).

    In the mark of a portion `rows` are still those before; `reached` has those behind it.
    """

    portion: Portion | None
    mark: Mark | None
    findings: tuple[Diagnostic, ...] = ()

    def reached(self) -> Mark | None:
        """Return the mark when the portion has been read to its end."""
        if self.portion is None or self.mark is None:
            return self.mark
        return replace(self.mark, rows=self.portion.reached.row - 1)


def newer(table: Table, mark: Mark | None, *, complete: bool, file: bool = True) -> Growth:
    """Return what a table has beyond a mark.

    `complete`: nobody is writing the file any more, so its last line counts even without an end. `file`: it may have
    been rewritten; a database that gives other rows than before is a SourceError.
    """
    if isinstance(table, DelimitedTable) and by_bytes(table) and (mark is None or mark.kind == "bytes"):
        return newer_lines(table, mark, complete=complete)
    return newer_rows(table, mark if mark and mark.kind == "rows" else None, file=file, before=mark)


def newer_lines(table: DelimitedTable, mark: Mark | None, *, complete: bool) -> Growth:
    """Return what a text file has beyond a mark, by its bytes."""
    size, where = table.seen.size, Location(file=table.name)
    end = end_of_lines(table)
    findings = []
    if complete:
        end = size
    elif end < size:
        findings.append(Diagnostic(UNFINISHED, where))
    places = sorted({end, *([mark.byte] if mark else [])})
    measures = dict(zip(places, measured(table, places), strict=False))
    whole, last = shortened(table, end), measures[end]
    if mark is not None and mark.byte <= size and measures[mark.byte].digest == mark.digest:
        after = replace(mark, digest=last.digest, byte=end, line=last.line)
        if end <= mark.byte:
            return Growth(None, mark, tuple(findings))
        start, said = behind_line_end(table, mark, end)
        if start.byte >= end:
            return Growth(None, after, (*said, *findings))
        return Growth(Portion(whole, mark.identity, start, end_byte=end), after, (*said, *findings))
    if mark is not None:
        findings.insert(0, Diagnostic(REWRITTEN, where, {"rows": f"{mark.rows:,}"}))
    new = Mark("bytes", 0, last.digest, last.digest, end, last.line)
    if end <= 0 or not any(batch.frame.height or batch.unread for batch in whole.batches(1)):
        # a header alone is not worth remembering: it may still be in the making
        return Growth(None, mark, tuple(findings))
    return Growth(Portion(whole, last.digest, Place(1)), new, tuple(findings))


def behind_line_end(table: DelimitedTable, mark: Mark, end: int) -> tuple[Place, list[Diagnostic]]:
    """Return where the next row begins: behind the line end of one that was converted without it."""
    with table.path.open("rb") as file:
        file.seek(mark.byte - 1)
        if file.read(1) in b"\r\n":
            return Place(mark.rows + 1, mark.line, mark.byte), []
        rest = file.readline(end - mark.byte)
    place = Place(mark.rows + 1, mark.line + 1, mark.byte + len(rest))
    if not rest.strip():
        return place, []
    values = {"line": mark.line, "text": rest[:40].decode(errors="replace").strip()}
    return place, [Diagnostic(CUT_LINE, Location(file=table.name, line=mark.line), values)]


def newer_rows(table: Table, mark: Mark | None, *, file: bool, before: Mark | None) -> Growth:
    """Return what any table has beyond a mark, by the text of its cells."""
    known = mark.rows if mark else 0
    rows, digest, then = 0, sha256(), sha256().hexdigest()
    for frame in cells(table, known):
        digest.update(row_cells(frame))
        rows += frame.height
        if rows == known:
            then = digest.hexdigest()
    if mark is not None and rows >= known and then == mark.digest:
        if rows == known:
            return Growth(None, mark)
        after = replace(mark, digest=digest.hexdigest())
        return Growth(Portion(table, mark.identity, Place(known + 1), end_row=rows + 1), after)
    findings: tuple[Diagnostic, ...] = ()
    if before is not None:
        if not file:
            raise failure(CANNOT_GO_ON, table.name, rows=f"{before.rows:,}")
        findings = (Diagnostic(REWRITTEN, Location(file=table.name), {"rows": f"{before.rows:,}"}),)
    new = Mark("rows", 0, digest.hexdigest(), table.identity)
    if not rows:
        return Growth(None, before, findings)
    return Growth(Portion(table, table.identity, Place(1), end_row=rows + 1), new, findings)


def cells(table: Table, known: int) -> Iterator[pl.DataFrame]:
    """Yield the rows of a table, cut behind the known ones."""
    for batch in table.batches():
        split = known + 1 - batch.first_row
        if 0 < split < batch.frame.height:
            yield batch.frame.head(split)
            yield batch.frame.slice(split)
        else:
            yield batch.frame


def row_cells(frame: pl.DataFrame) -> bytes:
    """Return the cells row by row, the same for any division into frames and any version of a library."""
    text = BytesIO()
    frame.fill_null(NO_CELL).write_csv(
        text, include_header=False, quote_style="never", separator="\x1d", line_terminator=CELL_END
    )
    return text.getvalue()
