"""Tables in JSON documents and JSON Lines: objects become rows, nested ones columns with dotted names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import polars as pl
from msgspec import DecodeError, Raw

from aas_converters.sources.blocks import ENDLESS, LONGEST_LINE
from aas_converters.sources.encoding import EMPTY, Survey, survey, text_blocks
from aas_converters.sources.headers import columns_of
from aas_converters.sources.problem import DAMAGED, failure
from aas_converters.sources.records import (
    Fields,
    arrays_of_records,
    document,
    fault,
    fields_of,
    has_records,
    kind,
    records_in,
)
from aas_converters.sources.repair import BAD
from aas_converters.sources.settings import MISSING_WORDS, Settings
from aas_converters.sources.table import BATCH_ROWS, Batch, Column
from aas_reference_models.units import is_unit
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

NO_RECORDS: Final = Rule(
    code="SRC110",
    name="no-records",
    severity=Severity.ERROR,
    message=Sentence(
        en="there are no records at {path!r}; the document has {members}",
        ko="'{path}'에 레코드가 없습니다. 문서에는 {members}이(가) 있습니다",
    ),
    hint=Sentence(
        en="write source: {{records: path}} with the names that lead to the records, joined by dots",
        ko="source: {{records: 경로}}에 레코드까지의 이름을 점으로 이어 적으십시오",
    ),
    why=Sentence(en="a record is a JSON object, and one becomes one row", ko="JSON 객체 하나가 한 행이 됩니다"),
)
RECORDS_FOUND: Final = Rule(
    code="SRC111",
    name="records-found",
    severity=Severity.INFO,
    message=Sentence(en="the items of {path!r} are read as records", ko="'{path}'의 항목을 레코드로 읽습니다"),
    hint=Sentence(
        en="write source: {{records: path}} in the mapping if the records are elsewhere",
        ko="레코드가 다른 곳에 있으면 매핑에 source: {{records: 경로}}를 적으십시오",
    ),
    why=Sentence(en="the fields around them are repeated in every row", ko="바깥 필드는 행마다 반복됩니다"),
)
BROKEN_RECORD: Final = Rule(
    code="SRC112",
    name="broken-record",
    severity=Severity.ERROR,
    message=Sentence(en="this is no record: {reason}", ko="레코드가 아닙니다: {reason}"),
    hint=Sentence(
        en="look whether the logger stopped while it wrote, and correct or delete the record",
        ko="기록 중에 장치가 멈췄는지 보고 레코드를 고치거나 지우십시오",
    ),
    why=Sentence(en="its values are not in the result", ko="그 값은 결과에 들어가지 않습니다"),
)

NO_OBJECT: Final = Sentence("a value where an object should be", "객체가 있어야 할 곳에 값이 있습니다")

LINES: Final = (".jsonl", ".ndjson")
BLOCK: Final = 4 << 20
Found = tuple[int | None, Fields | Sentence]
"""The line of a record (None in a document), and its fields or why it has none."""


@dataclass(frozen=True, slots=True)
class JsonTable:
    """A JSON file that is open; see `Table`. `names` are the dotted names behind the columns, in order."""

    path: Path
    name: str
    columns: tuple[Column, ...]
    identity: str
    about: dict[str, str]
    findings: tuple[Diagnostic, ...]
    seen: Survey
    lines: bool
    records: str
    names: tuple[str, ...]
    missing: tuple[str, ...]

    def batches(self, rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """Yield the rows from the beginning, at most `rows` at a time; only JSON Lines have lines.

        A document is held in memory as text while it is read, lines are not.
        """
        if rows < 1:
            raise ValueError(f"a batch has at least one row, not {rows}")
        found = found_in(self.path, self.seen, self.lines, self.records)
        first = 1
        while some := list(islice(found, rows)):
            batch = self.batch(some, first)
            first += batch.frame.height
            yield batch

    def batch(self, found: list[Found], first: int) -> Batch:
        """Return records as a batch."""
        good = [fields for _, fields in found if not isinstance(fields, Sentence)]
        lines = [line for line, fields in found if not isinstance(fields, Sentence)]
        findings = tuple(
            Diagnostic(BROKEN_RECORD, Location(file=self.name, line=line), {"reason": fields})
            for line, fields in found
            if isinstance(fields, Sentence)
        )
        pairs = zip(self.columns, self.names, strict=True)
        cells = {column.name: [fields.get(name) for fields in good] for column, name in pairs}
        frame = pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))
        frame = frame.with_columns(pl.all().str.strip_chars())
        frame = frame.with_columns(pl.when(~pl.all().is_in(list(self.missing))).then(pl.all()))
        counted = pl.Series(lines, dtype=pl.Int64) if self.lines else None
        return Batch(frame, first, counted, findings, len(findings))


def open_table(path: Path, settings: Settings) -> JsonTable:
    """Open a JSON document or JSON Lines: one pass over all records, because a field may come late.

    Raises SourceError with the findings if there are no records.
    """
    seen, name = survey(path, settings.encoding), str(path)
    lines = path.suffix.lower() in LINES or is_lines(path, seen)
    records, findings = settings.records or "", []
    if not lines and settings.records is None:
        found = records_member(read_document(path, seen))
        if found:
            records = found
            findings.append(Diagnostic(RECORDS_FOUND, Location(file=name), {"path": found}))
    names: dict[str, None] = {}
    count = 0
    for _, fields in found_in(path, seen, lines, records):
        if not isinstance(fields, Sentence):
            if not fields.keys() <= names.keys():
                names.update(dict.fromkeys(fields))
            count += 1
    if not names:
        raise failure(NO_RECORDS, name, path=records or "/", members=members(path, seen, lines))
    columns, notes = columns_of([list(names)], None, len(names), is_unit, name)
    about = {"kind": "JSON Lines" if lines else "JSON", "encoding": seen.encoding, "rows": str(count)}
    return JsonTable(
        path=path,
        name=name,
        columns=columns,
        identity=seen.identity,
        about={**about, "records": records} if records else about,
        findings=(*seen.findings, *findings, *notes),
        seen=seen,
        lines=lines,
        records=records,
        names=tuple(names),
        missing=(*MISSING_WORDS, *settings.missing),
    )


def found_in(path: Path, seen: Survey, lines: bool, records: str) -> Iterator[Found]:
    """Yield every record of a file, or what is in the place of one."""
    if not lines:
        yield from flat(records_in(read_document(path, seen), records), None)
        return
    for line, text in numbered_lines(path, seen):
        if BAD in text:
            yield line, undecoded(seen)
            continue
        try:
            yield from flat(records_in(document(text), records), line)
        except DecodeError as error:
            yield line, fault(error)[0]


def flat(found: Iterable[tuple[Raw, Fields]], line: int | None) -> Iterator[Found]:
    """Yield the fields of records, after those of the objects around them."""
    for record, outer in found:
        fields = fields_of(record)
        if fields is None:
            yield line, NO_OBJECT
        else:
            if not outer:
                yield line, fields
                continue
            around = {f"{name}_outside" if name in fields else name: text for name, text in outer.items()}
            yield line, {**around, **fields}


def numbered_lines(path: Path, seen: Survey) -> Iterator[tuple[int, bytes]]:
    """Yield every line that is not blank with its number."""
    number, rest = 1, b""
    for block in text_blocks(path, seen, BLOCK):
        *complete, rest = (rest + block).split(b"\n")
        if len(rest) > LONGEST_LINE:
            raise failure(ENDLESS, str(path), number + len(complete), bytes=LONGEST_LINE)
        for text in complete:
            if text.strip():
                yield number, text
            number += 1
    if rest.strip():
        yield number, rest


def read_document(path: Path, seen: Survey) -> Raw:
    """Return the whole document; SourceError if it is not complete and well formed."""
    text = b"".join(text_blocks(path, seen, BLOCK))
    if not text.strip():
        raise failure(EMPTY, str(path))
    if BAD in text:
        raise failure(DAMAGED, str(path), kind="JSON", reason=undecoded(seen))
    try:
        return document(text)
    except DecodeError as error:
        reason, byte = fault(error)
        line = None if byte is None else text.count(b"\n", 0, byte) + 1
        raise failure(DAMAGED, str(path), line, kind="JSON", reason=reason) from error


def undecoded(seen: Survey) -> Sentence:
    """Return why there are places that are no text."""
    return Sentence(f"bytes that do not decode as {seen.encoding}", f"{seen.encoding}(으)로 읽을 수 없는 바이트")


def is_lines(path: Path, seen: Survey) -> bool:
    """Return whether a file named .json has a record on each line; many loggers name them so."""
    first = [text for _, text in islice(numbered_lines(path, seen), 2)] if first_line_is_short(path, seen) else []
    return len(first) == 2 and all(map(has_records, first))


def first_line_is_short(path: Path, seen: Survey) -> bool:
    """Return whether the first line ends soon; a document is often one long line."""
    return b"\n" in next(text_blocks(path, seen, BLOCK), b"").strip()


def records_member(value: Raw) -> str | None:
    """Return the one member of a document that is an array of objects, None where there is no choice or several."""
    found = arrays_of_records(value) if kind(value) == b"{" else []
    return found[0] if len(found) == 1 else None


def members(path: Path, seen: Survey, lines: bool) -> str:
    """Return what stands at the top of a file, for a message."""
    try:
        value = document(next(numbered_lines(path, seen), (1, b"null"))[1]) if lines else read_document(path, seen)
    except DecodeError:
        return "-"
    value = next((item for item, _ in records_in(value, "")), value)
    return ", ".join(list(fields_of(value) or {})[:12]) or "-"
