"""MTConnect documents as tables: what an agent answered, in a file or just now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Final

import polars as pl

from aas_converters.sources.encoding import first_pass
from aas_converters.sources.headers import distinct_columns
from aas_converters.sources.mtconnect_columns import Columns, Keys, columns_of
from aas_converters.sources.mtconnect_documents import KIND, Document, Observation, read_document
from aas_converters.sources.observed import THING, TIME, DescribedTable, NamesTable, Row, Rows, frame_of
from aas_converters.sources.problem import DAMAGED, failure, opened
from aas_converters.sources.settings import Settings
from aas_converters.sources.spool import spool
from aas_converters.sources.table import Column
from aas_converters.sources.xml_events import CHUNK
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

REFUSED: Final = Rule(
    code="SRC200",
    name="mtconnect-error",
    severity=Severity.ERROR,
    message=Sentence(en="the agent answered {error}: {text}", ko="에이전트가 {error} 오류를 보냈습니다: {text}"),
    hint=Sentence(
        en="correct what follows the agent's address, such as /current or /sample?from=1&count=100",
        ko="에이전트 주소 뒤의 /current, /sample?from=1&count=100 같은 요청을 고치십시오",
    ),
    why=Sentence(en="nothing can be read", ko="읽을 것이 없습니다"),
    spec="MTConnect Part 1, Error Information Model",
)
UNIT_BY_TYPE: Final = Rule(
    code="SRC202",
    name="unit-by-type",
    severity=Severity.INFO,
    message=Sentence(
        en="the document has no units; those that the standard fixes are taken for {columns}",
        ko="문서에 단위가 없어 {columns} 열은 표준이 정한 단위로 봅니다",
    ),
    hint=Sentence(
        en="name the agent instead, whose probe has the units, or write unit: in the mapping",
        ko="단위가 있는 에이전트 주소를 지정하거나 매핑에 unit:을 적으십시오",
    ),
    why=Sentence(en="a wrong unit makes every value wrong", ko="단위가 틀리면 모든 값이 틀립니다"),
    spec="MTConnect Part 3, DataItem types",
)
SNAPSHOT: Final = Rule(
    code="SRC203",
    name="read-as-snapshot",
    severity=Severity.INFO,
    message=Sentence(
        en="this is the answer to current: one row for each device, at {time}",
        ko="current 응답으로 보고 {time} 시점의 행을 설비마다 하나 만듭니다",
    ),
    hint=Sentence(
        en="save the answer to sample for what happened between",
        ko="그 사이의 변화가 필요하면 sample 응답을 저장하십시오",
    ),
    why=Sentence(
        en="an item keeps its value until it says another, so all of them are valid at that time",
        ko="데이터 항목은 새 값을 보낼 때까지 값을 유지하므로 모두 그 시점의 값입니다",
    ),
    spec="MTConnect Part 1, current request",
)
NAMES_ONLY: Final = Rule(
    code="SRC205",
    name="names-without-values",
    severity=Severity.INFO,
    message=Sentence(
        en="this describes {count} values and has none of them: it is for making a mapping",
        ko="값 없이 항목 {count}개의 이름만 있습니다. 매핑을 만드는 데 씁니다",
    ),
    hint=Sentence(
        en="convert what the machine says: an address, or a file it wrote",
        ko="변환할 때는 설비 주소나 설비가 기록한 파일을 지정하십시오",
    ),
    why=Sentence(en="there is nothing to convert", ko="변환할 값이 없습니다"),
)

SLOWEST: Final = 1e-9
FASTEST: Final = 1e12
"""Values a second between which a rate is one: a value in thirty years, and a time has six digits of a second."""
HEADS: Final = (Column(TIME, TIME), Column(THING, THING))


@dataclass(slots=True)
class Collected:
    """What documents hold, while it is read. `keys` are those of the values in the rows, by item and ending of the
    column's name; `repeated` says whether an item said something twice."""

    document: Document = field(default_factory=Document)
    rows: Rows = field(default_factory=Rows)
    keys: Keys = field(default_factory=dict)
    sequences: set[int] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    repeated: bool = False
    count: int = 0

    def take(self, chunks: Iterable[bytes], file: str, limit: int | None = None) -> int:
        """Read one document to its end; return how many observations were taken, at most `limit`."""
        count = 0
        for observation in read_document(chunks, file, self.document):
            if limit is not None and count >= limit:
                continue
            count += 1
            if self.document.items[observation.item].category != "CONDITION":
                self.repeated = self.repeated or observation.item in self.seen
                self.seen.add(observation.item)
            self.sequences.add(observation.sequence)
            self.rows.add(
                (observation.device, time, self.keys.setdefault((observation.item, ending), str(len(self.keys))), text)
                for time, ending, text in said(observation)
            )
        self.count += count
        return count


def open_table(path: Path, settings: Settings) -> NamesTable | DescribedTable:
    """Open an MTConnect document: one pass over it, because an item may come late.

    An answer to `sample` gives a row for each time at which a device said something, an answer to `current` one row
    for each device, a Devices document no row. Raises SourceError where there is no table in it.
    """
    name = str(path)
    identity = first_pass(path)[0]
    collected = Collected()
    with opened(path) as file:
        collected.take(iter(lambda: file.read(CHUNK), b""), name)
    refuse(collected, name)
    frames = snapshot_frames(collected) if is_snapshot(collected) else collected.rows.ready(all_of_them=True)
    return table_of(collected, frames, name, settings, identity)


def refuse(collected: Collected, name: str) -> None:
    """Raise SourceError where an agent answered with an error, or described nothing."""
    document = collected.document
    if document.errors:
        code, text = document.errors[0]
        raise failure(REFUSED, name, error=code, text=text)
    if not document.items:
        raise failure(DAMAGED, name, kind=KIND, reason=f"{document.kind} has no data items")


def is_snapshot(collected: Collected) -> bool:
    """Return whether a document has the last value of every item, as the answer to `current` has.

    Such a document ends with the newest observation of the agent, says no item twice, and has gaps between its
    sequence numbers, because what came between is not in it.
    """
    found = collected.sequences
    if len(found) < 2 or collected.repeated:
        return False
    last, after = collected.document.number("lastSequence"), collected.document.number("nextSequence")
    return last is not None and after == last + 1 and max(found) - min(found) + 1 > len(found)


def snapshot_frames(collected: Collected) -> Iterator[pl.DataFrame]:
    """Yield one row for each device; several states of a condition stand in one cell, with `; ` between."""
    time = snapshot_time(collected)
    rows: dict[str, Row] = {}
    for (device, _), parts in collected.rows.open.items():
        row = rows.setdefault(device, {TIME: time, THING: device})
        for key, value in (pair for part in parts for pair in part.items()):
            if key not in (TIME, THING):
                before = row.get(key)
                row[key] = value if before is None else before if value is None else f"{before}; {value}"
    collected.rows.open.clear()
    collected.document.header["snapshot"] = time
    yield frame_of(list(rows.values()))


def snapshot_time(collected: Collected) -> str:
    """Return the time of a snapshot: when the answer was made, else that of the newest observation."""
    return collected.document.header.get("creationTime") or max(time for _, time in collected.rows.open)


def table_of(
    collected: Collected, frames: Iterable[pl.DataFrame], name: str, settings: Settings, identity: str | None = None
) -> NamesTable | DescribedTable:
    """Return the table of frames, which are read to their end, with the columns that the items describe."""
    document = collected.document
    table = spool(name, empty_first(frames), about={}, settings=settings)
    columns = columns_of(document.items, collected.keys)
    about = {"kind": f"{KIND} {document.version}".strip(), "devices": ", ".join(document.devices)}
    every, remarks = distinct_columns((*HEADS, *(column for column, _, _ in columns)), name)
    findings = (*notes(document, columns, name), *remarks)
    if not collected.keys:
        return NamesTable(name, every, identity or table.identity, about, findings)
    origins = ((TIME,), (THING,), *(tuple(origins) for _, origins, _ in columns))
    about = {**about, "rows": table.about["rows"]}
    return DescribedTable(table, every, origins, identity or table.identity, about, (*findings, *table.findings))


def empty_first(frames: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Yield a frame without rows first, so that the columns of every row are there though nothing was said."""
    yield pl.DataFrame(schema={TIME: pl.String, THING: pl.String})
    yield from frames


def notes(document: Document, columns: Columns, name: str) -> Iterator[Diagnostic]:
    """Yield what a person should know about how a document was read."""
    where = Location(file=name)
    if time := document.header.get("snapshot"):
        yield Diagnostic(SNAPSHOT, where, {"time": time})
    if not any(origins for _, origins, _ in columns):
        yield Diagnostic(NAMES_ONLY, where, {"count": len(columns)})
    guessed = [column.name for column, _, item in columns if column.unit and not item.described]
    if guessed:
        more = " …" if len(guessed) > 8 else ""
        yield Diagnostic(UNIT_BY_TYPE, where, {"columns": ", ".join(guessed[:8]) + more})


def said(observation: Observation) -> Iterator[tuple[str, str, str | None]]:
    """Yield the values of one observation, each a time, the ending of its column's name, and its text.

    A time series is one for each of its values, the last at its time.
    """
    if observation.series is not None:
        values = observation.series.split()
        times = series_times(observation.time, len(values), observation.rate)
        if times is not None:
            for time, text in zip(times, values, strict=True):
                yield time, "", text
            return
    for ending, value in observation.values:
        yield observation.time, ending, value


def series_times(last: str, count: int, rate: str | None) -> list[str] | None:
    """Return the times of the values of a series, None where that cannot be known.

    >>> series_times("2026-03-02T06:00:01Z", 3, "100")
    ['2026-03-02T06:00:00.980000Z', '2026-03-02T06:00:00.990000Z', '2026-03-02T06:00:01Z']
    """
    try:
        # asked as a float first: the Fraction of 1e999999999 has all its digits, and is made for hours
        if not SLOWEST < float(rate or 0) < FASTEST:
            return None
        step = 1 / Fraction(rate or "")
        end = datetime.fromisoformat(last)
        if end.tzinfo is None or count < 1:
            return None
        before = [end - timedelta(seconds=float(step * left)) for left in range(count - 1, 0, -1)]
        texts = [one.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z") for one in before]
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return [*texts, last]
