"""Which delimiter, quote and line end a table has."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from aas_converters.sources.settings import MISSING_WORDS, Settings
from aas_converters.sources.tokens import BLANKS, Grammar, Record, grammar, records

DELIMITERS: Final = ("\t", ";", ",", "|")
NAMES: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", "\x1f": "none (one column)"}
NO_DELIMITER: Final = "\x1f"
"""Stands for "one column": a character that text does not contain."""

EXCEL_LINE: Final = re.compile(rb"sep=([\t -~])\r?(?:\n|\Z)", re.IGNORECASE)
"""What Excel understands as the first line of a file: the delimiter."""

VALUE: Final = re.compile(
    r"[+-]?[\d.,]*\d[\d.,]*(?:[eE][+-]?\d+)?\s*%?"  # a number
    r"|\d{1,4}[-/.:]\s?\d{1,2}[-/.:]\s?\d{1,4}\.?(?:\D.*)?"  # a date or a time
    r"|(?:오전|오후)\s?\d.*"
)
"""What stands in the body of a table and not in its header."""

SNIFFED: Final = 200


@dataclass(frozen=True, slots=True)
class Dialect:
    """`delimiter` is one character; `returns` says that lines end with a bare carriage return."""

    delimiter: str
    quote: str
    returns: bool
    grammar: Grammar

    @property
    def named(self) -> str:
        """The delimiter in words."""
        return NAMES.get(self.delimiter, self.delimiter)


def find_dialect(sample: bytes, settings: Settings) -> Dialect:
    """Return the dialect of the beginning of a file (UTF-8)."""
    quote = '"' if settings.quote is None else settings.quote
    returns = ends_with_returns(sample, quote)
    if returns:
        sample = sample.replace(b"\r", b"\n")
    delimiter = settings.delimiter or named_by_excel(sample) or sniffed(sample, quote)
    return Dialect(delimiter, quote, returns, grammar(delimiter, quote))


def ends_with_returns(sample: bytes, quote: str) -> bool:
    """Return whether the lines end with CR alone (old Macintosh programs)."""
    if b"\r" not in sample:
        return False
    if quote and b"\n" in sample:
        mark = re.escape(quote.encode())
        sample = re.sub(mark + b"[^" + mark + b"]*" + mark, b"", sample)
    return b"\n" not in sample and b"\r" in sample.rstrip(b"\r") + b"\r"


def named_by_excel(sample: bytes) -> str | None:
    """Return the delimiter a first line `sep=;` names."""
    match = EXCEL_LINE.match(sample)
    return match.group(1).decode("latin-1") if match else None


def sniffed(sample: bytes, quote: str) -> str:
    """Return the delimiter that cuts records most evenly and leaves the fewest other ones behind."""
    best, best_score = NO_DELIMITER, (False, 0.0, 0.0, 0.0, 0)
    for delimiter in DELIMITERS:
        if delimiter.encode() not in sample or delimiter == quote:
            continue
        found = list(records(sample, grammar(delimiter, quote), SNIFFED))
        score = evenness(found, delimiter)
        if score and score > best_score:
            best, best_score = delimiter, score
    return best


def evenness(found: list[Record], delimiter: str) -> tuple[bool, float, float, float, int] | None:
    """Return how well a delimiter fits (larger is better), None if it does not."""
    counts = Counter(len(record.cells) for record in found if len(record.cells) > 1)
    if not counts:
        return None
    width, number = max(counts.items(), key=lambda item: (item[1], item[0]))
    share = number / len(found)
    if share < 0.5:
        return None
    table = [record for record in found if len(record.cells) == width]
    names = not any(is_value(text_of(cell)) for cell in table[0].cells)
    others = re.compile(f"[{''.join(DELIMITERS).replace(delimiter, '')}]".encode())
    cells = [cell for record in table for cell in record.cells]
    clean = sum(not others.search(cell) or is_value(text_of(cell)) for cell in cells) / len(cells)
    return names, round(share, 1), round(clean, 2), share, width


def text_of(cell: bytes) -> str:
    """Return the text of a cell without the blanks around it; the sample may end inside a character."""
    return cell.strip(BLANKS).decode(errors="replace").strip()


def is_value(text: str) -> bool:
    """Return whether a text looks like a number, a date or a time."""
    return VALUE.fullmatch(text) is not None


def is_missing(text: str) -> bool:
    """Return whether a text means "no value"."""
    return text in MISSING_WORDS
