"""What the Korean programme's platform calls a value: tags, times and values of its messages, as points.

A tag is the path of idShorts from the outermost shell down, with or without `ns=2;s=` in front. What stands below the
submodel OperationalData is the path of an element; what stands before it says which equipment it is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

import polars as pl

from aas_converters.sources.points import TIME, Point, put_together
from aas_validators.diagnostics import Rule, Sentence, Severity

REPEATED: Final = Rule(
    code="SRC174",
    name="values-between-changes",
    severity=Severity.INFO,
    message=Sentence(
        en="a value stays until the next one: {cells} cells between changes are filled",
        ko="값은 바뀔 때까지 그대로이므로 변경 사이의 셀 {cells}개를 앞의 값으로 채웠습니다",
    ),
    hint=Sentence(en="do not read the rows as equally spaced", ko="행의 시간 간격이 일정하다고 보지 마십시오"),
    why=Sentence(
        en="the platform stores a value only when it changes (report by exception)",
        ko="플랫폼은 값이 바뀔 때만 저장합니다(report by exception)",
    ),
)
REFUSED: Final = Rule(
    code="SRC175",
    name="answer-without-data",
    severity=Severity.ERROR,
    message=Sentence(en="the answer holds no data: {reason}", ko="응답에 데이터가 없습니다: {reason}"),
    hint=Sentence(
        en="ask again with another tag or time; times are UTC",
        ko="태그나 시각을 바꾸어 다시 요청하십시오. 시각은 UTC입니다",
    ),
    why=Sentence(
        en="the platform says with code 0 that nothing was found", ko="플랫폼은 찾지 못하면 code 0으로 답합니다"
    ),
)
NO_POINT: Final = Rule(
    code="SRC176",
    name="entry-without-tag-or-time",
    severity=Severity.ERROR,
    message=Sentence(
        en="the entry has no tag, value or time that can be read: {entry}",
        ko="태그, 값, 시각 가운데 읽을 수 없는 것이 있습니다: {entry}",
    ),
    hint=Sentence(en="look what the sender writes", ko="보내는 쪽의 메시지를 확인하십시오"),
    why=Sentence(en="its value is not in the result", ko="그 값은 결과에 들어가지 않습니다"),
)

PREFIX: Final = "ns=2;s="
SUBMODEL: Final = re.compile(
    r"(?:(?P<aas>.+)\.)?(?:Identification|Technical_?Data|Techinical_Data|Operational_?Data|OperationData|OpreationData)"
    r"\.(?P<path>.+)"
)
"""The greedy shell part ends at the last submodel of the common names; others are a part of the path."""
EQUIPMENT: Final = "EquipmentId"
SHELL: Final = "aas"
NAMES: Final = ("NAME", "tag", "field", "name")
VALUES: Final = ("VALUE", "value")
TIMES: Final = ("TIME", "timestamp", "time", "localtime")
UNITS: Final = ((18, 1), (15, 1_000), (12, 1_000_000), (9, 1_000_000_000))
"""Digits of a time since 1970, and the nanoseconds of its unit."""
STAMP: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})")


def split(tag: str) -> tuple[str, str]:
    """Return the shells' part of a tag and the element path below OperationalData.

    >>> split("ns=2;s=Line.Parts.Press_1.OperationalData.Measured.Load")
    ('Line.Parts.Press_1', 'Measured.Load')
    >>> split("Product.CA03.Operation.RunState")
    ('', 'Product.CA03.Operation.RunState')
    """
    plain = tag.strip().removeprefix(PREFIX)
    match = SUBMODEL.fullmatch(plain)
    return (match["aas"] or "", match["path"]) if match else ("", plain)


def moment(said: object) -> str | None:
    """Return a time in UTC as xs:dateTime, None where it cannot be read: a number since 1970, or a text.

    >>> moment("1632291999815269000"), moment("2023-10-20T:09:18:43.8Z"), moment(20231020091843)
    ('2021-09-22T06:26:39.815269Z', '2023-10-20T09:18:43.8Z', '2023-10-20T09:18:43Z')
    """
    text = str(said).strip().replace("T:", "T")
    if match := STAMP.fullmatch(text):
        text = "{}-{}-{}T{}:{}:{}Z".format(*match.groups())
    if text.isascii() and text.isdigit():
        return since_1970(text)
    head, dot, rest = text.partition(".")
    digits = re.match(r"[0-9]*", rest)
    fraction = digits[0] if digits else ""
    try:
        read = datetime.fromisoformat(head + rest[len(fraction) :])
        read = read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return written(read, fraction if dot else "")


def since_1970(digits: str) -> str | None:
    """Return a count of ns, µs, ms or s since 1970 as a time."""
    unit = next((one for length, one in UNITS if len(digits) >= length), None)
    if unit is None or len(digits) > 19:
        return None
    seconds, rest = divmod(int(digits) * unit, 1_000_000_000)
    return written(datetime.fromtimestamp(seconds, UTC), f"{rest:09}")


def written(read: datetime, fraction: str) -> str:
    """Return a time with a fraction of a second without zeros at its end."""
    shown = fraction.rstrip("0")
    return read.replace(tzinfo=None, microsecond=0).isoformat() + (f".{shown}" if shown else "") + "Z"


def entry_of(entry: dict[str, Any], otherwise: object = None) -> tuple[str, str, str | None] | None:
    """Return tag, time and value of an entry, None where one of the three cannot be read."""
    tag = next((entry[name] for name in NAMES if isinstance(entry.get(name), str) and entry[name].strip()), None)
    said = [entry[name] for name in TIMES if entry.get(name) not in (None, "", 0, "0")]
    time = moment(said[0] if said else otherwise)
    key = next((name for name in VALUES if name in entry), None)
    if tag is None or time is None or key is None or isinstance(entry[key], dict | list):
        return None
    value = entry[key]
    text = str(value).lower() if isinstance(value, bool) else None if value is None else str(value)
    return tag, time, text


def point(tag: str, time: str, value: str | None) -> Point:
    """Return what a tag said as a point: a row for each time and equipment, a column for each element."""
    shell, path = split(tag)
    # a path that is EquipmentId itself must not share its column with the name of the shell
    return ((EQUIPMENT, shell.rpartition(".")[2] or None), (SHELL, shell or None)), time, path, value


def frames(points: Iterable[Point], filled: list[int]) -> Iterator[pl.DataFrame]:
    """Yield the points as rows in the order of time, each value repeated until the next of its equipment.

    How many cells were filled so is added to `filled`."""
    for frame in put_together(points):
        about = [name for name in (TIME, EQUIPMENT, SHELL, f"{EQUIPMENT}_tag") if name in frame.columns]
        values = [name for name in frame.columns if name not in about]
        ordered = frame.sort(instants(frame[TIME]), maintain_order=True)
        before = sum(ordered[name].null_count() for name in values)
        held = ordered.with_columns(pl.col(values).forward_fill().over(SHELL)) if SHELL in about else ordered
        filled.append(before - sum(held[name].null_count() for name in values))
        # nobody needs columns about equipment where no tag names one
        yield held.drop([name for name in about if held[name].null_count() == held.height])


def instants(times: pl.Series) -> pl.Series:
    """Return texts by which times in UTC sort: all with nine digits of a second."""
    pieces = times.str.strip_chars_end("Z").str.splitn(".", 2)
    return pieces.struct[0] + "." + pieces.struct[1].fill_null("").str.pad_end(9, "0")
