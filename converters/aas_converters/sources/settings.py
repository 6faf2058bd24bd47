"""What a person may say about a table before it is read; everything not said is found out."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Final

MISSING_WORDS: Final = (
    *("", "-", "--", "---", "–", "—", "NA", "N/A", "n/a", "null", "Null", "NULL", "None", r"\N", "(null)"),
    *("NaN", "nan", "NAN", "-nan", "-NaN", "1.#QNAN", "-1.#IND"),
    *("UNAVAILABLE", "없음", "미측정", "결측", "측정안됨", "해당없음"),
    *("#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!"),
)
"""Cells that mean "there is no value".

NaN is a legal xs:double, but a plant that writes it means a reading that failed, so it is missing too.
Lower-case words (`none`, `na`) are not here: they occur as values ("none" as the kind of a defect).
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read a table. None means: find out.

    `encoding` is a Python codec name. `delimiter` and `quote` are one ASCII character; an empty `quote` means
    that nothing is quoted. `skip_rows` counts lines of the file above the header; `header_rows` counts the
    rows with names (0 = none), not the unit row, and `unit_row` says whether a row with units follows them.
    `missing` are more words for "no value", beside `MISSING_WORDS`. `decimal` and `thousands` are for the
    step that reads the values: the source gives the text as it is. `sheet` is the name of a workbook's sheet
    or its number from 1; `records` is where the records of a JSON document are, names joined by dots (`data.rows`).
    `query` is what to ask a database, or `@` and the path of a file with it; `table` is the name of one of its tables.

    The rest is for machines and servers that are read while they run. `limit` and `seconds` bound the reading: so
    many readings (observations, values, messages), so long. `nodes` are what to read of an OPC UA server: node ids
    or browse paths. `since` and `until` are the times of a history, ISO 8601.
    """

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    header_rows: int | None = None
    skip_rows: int | None = None
    unit_row: bool | None = None
    decimal: str | None = None
    thousands: str | None = None
    missing: tuple[str, ...] = ()
    sheet: str | None = None
    records: str | None = None
    query: str | None = None
    table: str | None = None
    limit: int | None = None
    seconds: float | None = None
    nodes: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        for name, text in (("delimiter", self.delimiter), ("quote", self.quote or None)):
            if text is not None and (len(text) != 1 or not text.isascii() or text in "\r\n"):
                raise ValueError(f"{name} must be one ASCII character, not {text!r}")
        if self.delimiter is not None and self.delimiter == self.quote:
            raise ValueError(f"delimiter and quote are both {self.delimiter!r}")
        for name, number in (("header_rows", self.header_rows), ("skip_rows", self.skip_rows)):
            if number is not None and number < 0:
                raise ValueError(f"{name} must not be negative, not {number}")
        for name, most in (("limit", self.limit), ("seconds", self.seconds)):
            if most is not None and most <= 0:
                raise ValueError(f"{name} must be more than 0, not {most}")


def merged(settings: Settings, said: Settings) -> Settings:
    """Return settings with what is said over them; what is not said stays."""
    if said.query is not None or said.table is not None:
        settings = replace(settings, query=None, table=None)
    changes = {one.name: getattr(said, one.name) for one in fields(said)}
    return replace(settings, **{name: value for name, value in changes.items() if value not in (None, ())})
