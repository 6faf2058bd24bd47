"""Make columns of header rows: unique names, units apart from the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from aas_converters.sources.table import Column
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

REPEATED_HEADER: Final = Rule(
    code="SRC022",
    name="repeated-header",
    severity=Severity.INFO,
    message=Sentence(
        en="column {number} has the header {header!r} of an earlier column and is called {name!r}",
        ko="{number}번째 열의 머리글 '{header}'이(가) 앞의 열과 같아 '{name}'(으)로 부릅니다",
    ),
    hint=Sentence(
        en="use the name {name!r} in the mapping, or give the column a header of its own",
        ko="매핑에서 '{name}'을(를) 쓰거나 열마다 다른 머리글을 다십시오",
    ),
    why=Sentence(en="two columns of one name cannot be told apart", ko="이름이 같은 열은 구별할 수 없습니다"),
)
NO_HEADER: Final = Rule(
    code="SRC023",
    name="no-header",
    severity=Severity.INFO,
    message=Sentence(
        en="column {number} has no header and is called {name!r}",
        ko="{number}번째 열에 머리글이 없어 '{name}'(으)로 부릅니다",
    ),
    hint=Sentence(
        en="leave it unmapped if it is a row index, or give it a header",
        ko="행 번호 열이면 매핑하지 말고, 아니면 머리글을 다십시오",
    ),
    why=Sentence(en="nobody knows what its values mean", ko="값의 뜻을 알 수 없습니다"),
)

IsUnit = Callable[[str], bool]

BRACKETS: Final = {")": "(", "]": "[", "}": "{", "）": "（", "］": "［", ">": "<"}
LEAD: Final = re.compile(r"단위(?:\s*[:：=]\s*|\s+)|units?\s*[:：=]\s*", re.IGNORECASE)
TAIL: Final = re.compile(r"(.*?\S)\s*(℃|°C|℉|°F|°|%|‰|Ω|[㎀-㏟])")
WORDS: Final = frozenset(
    (
        *("min", "in", "no", "op", "sp", "pv", "at", "as", "ch", "rad", "set", "sv", "mv", "cv", "id", "ph"),
        *("day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "cycle", "cycles"),
        *("part", "parts", "piece", "pieces", "lot", "count", "shot", "shots", "point", "points", "turn"),
        *("bit", "degree", "mole", "pass", "net"),
    )
)
"""Endings of tags that are units only by accident: `Temp_min` is a minimum, `CP_OP` an output."""


def columns_of(
    rows: Sequence[Sequence[str]], units: Sequence[str] | None, width: int, is_unit: IsUnit, file: str
) -> tuple[tuple[Column, ...], tuple[Diagnostic, ...]]:
    """Return the columns of header rows (the last one has the names, those above name groups) and what to
    say.

    `rows` may be empty, then the columns are numbered. `units` is the unit row.
    """
    texts = [tidy(text) for text in joined(rows, width)]
    columns: list[Column] = []
    names, findings = own_names(texts, file)
    for index, (text, name) in enumerate(zip(texts, names, strict=True)):
        header, unit = split_unit(text, is_unit)
        below = bare_unit(units[index]) if units and index < len(units) else None
        columns.append(Column(name, header or name, below or unit))
    return tuple(columns), findings if rows else ()


def distinct_columns(columns: Sequence[Column], file: str) -> tuple[tuple[Column, ...], tuple[Diagnostic, ...]]:
    """Return columns that a source describes with names as those of header rows are, and what to say about them."""
    names, findings = own_names([tidy(column.name) for column in columns], file)
    pairs = zip(columns, names, strict=True)
    return tuple(replace(column, name=name, header=column.header or name) for column, name in pairs), findings


def own_names(texts: Sequence[str], file: str) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Return a name of its own for each header, and what to say where it is another."""
    findings: list[Diagnostic] = []
    taken, names = set(texts), dict[str, None]()
    for number, text in enumerate(texts, 1):
        name = text
        if not text or text in names or is_pattern(text):
            name = free_name("" if is_pattern(text) else text, number, taken | names.keys())
        if name != text and not is_pattern(text):
            rule = REPEATED_HEADER if text else NO_HEADER
            values = {"number": number, "header": text, "name": name}
            findings.append(Diagnostic(rule, Location(file=file, field=name), values))
        names[name] = None
    return tuple(names), tuple(findings)


def is_pattern(text: str) -> bool:
    """Return whether polars would take a header for the names of several columns: `*`, `^Temp.*$`."""
    return text == "*" or (text.startswith("^") and text.endswith("$"))


def tidy(text: str) -> str:
    """Return a header on one line: a line break or tab in a header cell is a blank."""
    return " ".join(text.split())


def free_name(text: str, number: int, taken: set[str]) -> str:
    """Return a name nobody has: `Temp_2` for the second Temp, `column_1` if the first has no header."""
    if not text and f"column_{number}" not in taken:
        return f"column_{number}"
    stem, count = text or f"column_{number}", 2
    while f"{stem}_{count}" in taken:
        count += 1
    return f"{stem}_{count}"


def joined(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield the header of every column; a group name is valid for the empty cells to its right."""
    padded = [[*(cell.strip() for cell in row), *[""] * width][:width] for row in rows]
    for row, below in pairwise(padded):
        for index in range(1, width):
            if not row[index] and below[index]:
                row[index] = row[index - 1]
    for index in range(width):
        parts: list[str] = []
        for row in padded:
            if row[index] and row[index] not in parts:
                parts.append(row[index])
        yield " ".join(parts)


def split_unit(header: str, is_unit: IsUnit) -> tuple[str, str | None]:
    """Return a header without its unit, and the unit: `온도(℃)`, `[mm]`, `QTY(투입중량 (KG))`, `Usage_kWh`.

    Brackets that hold no unit stay: `전기요금(계절)`.
    """
    if (place := last_bracket(header)) is not None:
        start, end = place
        inside = header[start + 1 : end].strip()
        said = LEAD.match(inside)
        unit = inside[said.end() :] if said else inside
        if unit and (said or is_unit(unit)):
            return tidy(header[:start].rstrip() + header[end + 1 :]), unit
        return header, None
    if match := TAIL.fullmatch(header):
        return match.group(1), match.group(2)
    stem, line, ending = header.rpartition("_")
    if line and stem and len(ending) > 1 and ending.casefold() not in WORDS and is_unit(ending):
        return stem, ending
    return header, None


def last_bracket(header: str) -> tuple[int, int] | None:
    """Return where the innermost bracket at the end of a header opens and closes."""
    end = len(header)
    while end and header[end - 1] in BRACKETS:
        end -= 1
    if end == len(header):
        return None
    start = header.rfind(BRACKETS[header[end]], 0, end)
    return None if start < 0 else (start, end)


def bare_unit(cell: str) -> str | None:
    """Return the unit in a cell of a unit row, without brackets; None for an empty cell or a dash."""
    text = cell.strip()
    if len(text) > 2 and text[-1] in BRACKETS and text[0] == BRACKETS[text[-1]]:
        text = text[1:-1].strip()
    text = LEAD.sub("", text, count=1) if LEAD.match(text) else text
    return text if text.strip("-–— .") else None
