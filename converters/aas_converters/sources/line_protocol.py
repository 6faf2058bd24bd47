"""Points in the line protocol of InfluxDB: `bath,line=1 temp=25.5,ok=t 1709251200000000000`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Final

import polars as pl

from aas_converters.sources.encoding import EMPTY, Survey, survey
from aas_converters.sources.json_tables import numbered_lines
from aas_converters.sources.points import MEASUREMENT, TIME, Point, put_together
from aas_converters.sources.problem import failure
from aas_converters.sources.repair import BAD
from aas_converters.sources.settings import Settings
from aas_converters.sources.spool import LINE, spool
from aas_converters.sources.table import Table
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

BROKEN_POINT: Final = Rule(
    code="SRC170",
    name="broken-point",
    severity=Severity.ERROR,
    message=Sentence(en="this is no point of the line protocol", ko="라인 프로토콜의 포인트가 아닙니다"),
    hint=Sentence(
        en="write measurement,tag=value field=value time; blanks and commas in names need a backslash",
        ko="measurement,tag=값 field=값 시각 형식으로 적고, 이름의 공백과 쉼표 앞에는 역슬래시를 넣으십시오",
    ),
    why=Sentence(en="its values are not in the result", ko="그 값은 결과에 들어가지 않습니다"),
)
PRECISION: Final = Rule(
    code="SRC171",
    name="precision-of-times",
    severity=Severity.INFO,
    message=Sentence(
        en="times are read as {unit} since 1970, by their number of digits",
        ko="시각의 자릿수로 보아 1970년 이후의 {unit} 단위로 읽습니다",
    ),
    hint=Sentence(en="look whether the first time is right", ko="첫 시각이 맞는지 확인하십시오"),
    why=Sentence(en="the file does not say the unit", ko="파일에는 단위가 적혀 있지 않습니다"),
)

ROWS: Final = 5_000
LOOKED_AT: Final = 1_000
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
UNITS: Final = ((11, 0, "s"), (14, 3, "ms"), (17, 6, "µs"))
"""Up to how many digits, how many of them are behind the second, and the name of the unit; more are nanoseconds."""

ESCAPED: Final = re.compile(r"\\([,= \\\"])")
POINT: Final = re.compile(
    r"(?P<measurement>(?:\\.|[^\s,\\])+)(?P<tags>(?:,(?:\\.|[^\s,=\\])+=(?:\\.|[^\s,\\])+)*)[ ]+"
    r"(?P<fields>(?:\\.|[^\s=,\\])+=(?:\"(?:\\.|[^\"\\])*\"|[^\s,\"]+)"
    r"(?:,(?:\\.|[^\s=,\\])+=(?:\"(?:\\.|[^\"\\])*\"|[^\s,\"]+))*)"
    r"(?:[ ]+(?P<time>-?\d+))?\s*"
)
PAIR: Final = re.compile(r"((?:\\.|[^=,\\])+)=(\"(?:\\.|[^\"\\])*\"|(?:\\.|[^,\\\"])+)(?:,|$)")
TAG: Final = re.compile(r"((?:\\.|[^=,\\])+)=((?:\\.|[^,\\])+)(?:,|$)")
"""In a tag a quotation mark is a sign like any other."""

NUMBER: Final = re.compile(r"[+-]?(?:\d+[iu]|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
TRUE: Final = frozenset(("t", "T", "true", "True", "TRUE"))
FALSE: Final = frozenset(("f", "F", "false", "False", "FALSE"))

Parsed = tuple[tuple[tuple[str, str | None], ...], str | None, dict[str, str | None]]
"""Measurement and tags, time, fields."""


def open_table(path: Path, settings: Settings) -> Table:
    """Open a file of points: a row for each, with the columns time, measurement, tags and fields.

    Where each line has one field, as exports of whole databases have, lines of the same time are put together, for
    which the points are held in memory. Times become ISO 8601 in UTC.
    """
    seen, name = survey(path, settings.encoding), str(path)
    sample = [parsed(text) for _, text in islice(content(path, seen), LOOKED_AT)]
    points = [point for point in sample if point is not None]
    if not sample:
        raise failure(EMPTY, name)
    findings = list(seen.findings)
    units = Counter(unit_of(time) for _, time, _ in points if time is not None)
    unit = units.most_common(1)[0][0] if units else (9, "ns")
    if unit[1] != "ns":
        findings.append(Diagnostic(PRECISION, Location(file=name, field=TIME), {"unit": unit[1]}))
    broken: list[Diagnostic] = []
    single = len(points) > 1 and all(len(fields) == 1 for _, _, fields in points)
    if (single and len({next(iter(fields)) for _, _, fields in points}) > 1) or exported(path, seen):
        frames = put_together(field_by_field(path, seen, unit[0], broken))
    else:
        frames = rows(path, seen, unit[0], broken)
    about = {"kind": "InfluxDB line protocol", "encoding": seen.encoding}
    return spool(name, frames, about=about, findings=findings, broken=broken, settings=settings)


def exported(path: Path, seen: Survey) -> bool:
    """Return whether a file is what `influx_inspect export` or `influxd inspect export-lp` writes: field by field."""
    return any(text.startswith(b"# INFLUXDB EXPORT") for _, text in islice(numbered_lines(path, seen), 3))


def content(path: Path, seen: Survey) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that should be points, with their numbers."""
    for line, text in numbered_lines(path, seen):
        # an export begins with the statements that make its database
        if not text.startswith((b"#", b"CREATE DATABASE ", b"CREATE RETENTION ")):
            yield line, text


def rows(path: Path, seen: Survey, digits: int, broken: list[Diagnostic]) -> Iterator[pl.DataFrame]:
    """Yield the points as rows, a few at a time; lines that are none are added to `broken`."""
    lines = content(path, seen)
    while some := list(islice(lines, ROWS)):
        found: list[dict[str, str | int | None]] = []
        for line, text in some:
            point = parsed(text)
            if point is None:
                broken.append(Diagnostic(BROKEN_POINT, Location(file=str(path), line=line)))
                continue
            about, time, fields = point
            found.append({TIME: instant(time, digits), **dict(about), **fields, LINE: line})
        if found:
            names = dict.fromkeys(name for row in found for name in row)
            yield pl.DataFrame({name: [row.get(name) for row in found] for name in names}, strict=False)


def field_by_field(path: Path, seen: Survey, digits: int, broken: list[Diagnostic]) -> Iterator[Point]:
    """Yield the fields of all points."""
    for line, text in content(path, seen):
        point = parsed(text)
        if point is None:
            broken.append(Diagnostic(BROKEN_POINT, Location(file=str(path), line=line)))
            continue
        about, time, fields = point
        when = instant(time, digits)
        yield from ((about, when, name, value) for name, value in fields.items())


def parsed(text: bytes) -> Parsed | None:
    """Return the point on a line, None if there is none."""
    if BAD in text:
        return None
    line = text.decode().strip()
    point = straight(line) if "\\" not in line and '"' not in line else None
    return point or escaped(line)


def straight(line: str) -> Parsed | None:
    """Return the point on a line in which nothing is escaped or quoted, which is nearly every line; None if unsure."""
    parts = line.split(" ")
    if len(parts) not in (2, 3):
        return None
    fields: dict[str, str | None] = {}
    for pair in parts[1].split(","):
        name, equals, value = pair.partition("=")
        said = value_of(value)
        if said is None or not name or not equals:
            return None
        fields[name] = said
    time = parts[2] if len(parts) == 3 else None
    if not (time is None or time.removeprefix("-").isdecimal()):
        return None
    about = about_of(parts[0], tuple(fields))
    return None if about is None else (about, time, fields)


@lru_cache(maxsize=4096)
def about_of(text: str, fields: tuple[str, ...]) -> tuple[tuple[str, str | None], ...] | None:
    """Return measurement and tags, where nothing is escaped; a series repeats them on every line."""
    measurement, *pairs = text.split(",")
    tags = [pair.partition("=") for pair in pairs]
    if not measurement or not all(name and value and "=" not in value for name, _, value in tags):
        return None
    return named(measurement, {name: value for name, _, value in tags}, fields)


def escaped(line: str) -> Parsed | None:
    """Return the point on any line."""
    match = POINT.fullmatch(line)
    if match is None:
        return None
    fields: dict[str, str | None] = {}
    for name, value in PAIR.findall(match["fields"]):
        said = value_of(value)
        if said is None:
            return None
        fields[plain(name)] = said
    tags = {plain(name): plain(value) for name, value in TAG.findall(match["tags"].removeprefix(","))}
    return named(plain(match["measurement"]), tags, tuple(fields)), match["time"], fields


def named(measurement: str, tags: dict[str, str], fields: tuple[str, ...]) -> tuple[tuple[str, str | None], ...]:
    """Return measurement and tags as columns; a tag that has the name of a field or of another column gets its own."""
    taken = (*fields, TIME, MEASUREMENT)
    own = {f"{name}_tag" if name in taken else name: value for name, value in tags.items()}
    return (MEASUREMENT, measurement), *own.items()


def value_of(value: str) -> str | None:
    """Return the text of a field's value, None if it has none of the types."""
    if value[:1] == '"':
        return re.sub(r'\\(["\\])', r"\1", value[1:-1])
    if value in TRUE or value in FALSE:
        return "true" if value in TRUE else "false"
    return value.rstrip("iu") if NUMBER.fullmatch(value) else None


def plain(name: str) -> str:
    """Return a name without the backslashes in front of its signs."""
    return ESCAPED.sub(r"\1", name) if "\\" in name else name


def unit_of(time: str) -> tuple[int, str]:
    """Return how many digits of a time are behind the second, and what its unit is called."""
    length = len(time.lstrip("-"))
    return next(((digits, name) for most, digits, name in UNITS if length <= most), (9, "ns"))


def instant(time: str | None, digits: int) -> str | None:
    """Return a time as ISO 8601 in UTC with all of its digits, None where there is none."""
    if time is None:
        return None
    seconds, rest = divmod(int(time), 10**digits)
    fraction = f".{rest:0{digits}}".rstrip("0").rstrip(".") if digits else ""
    try:
        return f"{second_of(seconds)}{fraction}Z"
    except OverflowError:
        return time  # bad, and said so where times are read


@lru_cache(maxsize=4096)
def second_of(seconds: int) -> str:
    """Return a second since 1970 as ISO 8601."""
    return (EPOCH + timedelta(seconds=seconds)).isoformat()[:19]
