"""Fill the blanks of a letter: one text per row, one concatenation per batch.

How the concatenation looks depends on which columns have nulls in this batch. A column that is full or empty costs
no test per row; so the same letter is compiled again for each pattern of nulls, and the pattern is all it depends on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Final, Literal

import polars as pl

from aas_converters.letters.nodes import Blank, Fixed, Joined, Node, OrElse, Sequence, When, blanks, fixed_length

TEXT_AT_ONCE: Final = 2 << 20
"""Bytes of text that are filled at once: what fits into the cache of a core costs half."""

Fullness = Literal["full", "some", "none"]
Piece = str | pl.Expr


@dataclass(frozen=True, slots=True)
class Absent:
    """Null in every row."""


@dataclass(frozen=True, slots=True)
class Certain:
    """Pieces that are null in no row."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Perhaps:
    """A text that is null in some rows, and where it is not."""

    text: pl.Expr
    present: pl.Expr


Rendered = Absent | Certain | Perhaps


def filled(frame: pl.DataFrame, letter: Node, compiled: Compiled | None = None) -> pl.Series:
    """Return one text per row of the frame; null where the whole letter is null.

    `compiled` keeps what a letter becomes for each pattern of nulls, for as long as the same letter is filled.
    """
    if compiled is None:
        compiled = Compiled(letter)
    text = compiled.text_in(frame)
    return pl.repeat(None, frame.height, dtype=pl.String, eager=True) if text is None else column_of(frame, text)


class Compiled:
    """What a letter becomes for each pattern of nulls that was met."""

    def __init__(self, letter: Node) -> None:
        self.letter = letter
        self.columns = tuple(dict.fromkeys(blanks(letter)))
        self.rows_at_once = max(1, TEXT_AT_ONCE // max(1, fixed_length(letter)))
        self.texts: dict[tuple[Fullness, ...], pl.Expr | None] = {}

    def text_in(self, frame: pl.DataFrame) -> pl.Expr | None:
        """Return the text of a row of a frame, None where it is null in every row."""
        return self.text(tuple(fullness_of(frame.get_column(name)) for name in self.columns))

    def text(self, pattern: tuple[Fullness, ...]) -> pl.Expr | None:
        """Return the text of a row, None where it is null in every row."""
        if pattern not in self.texts:
            match rendered(self.letter, dict(zip(self.columns, pattern, strict=True))):
                case Absent():
                    self.texts[pattern] = None
                case Certain(pieces):
                    self.texts[pattern] = concatenated(pieces)
                case Perhaps(text, _):
                    self.texts[pattern] = text
        return self.texts[pattern]


@dataclass(frozen=True, slots=True)
class Unfilled:
    """Rows of which each becomes a text, as soon as somebody needs it; what stands in `frame` is escaped already."""

    frame: pl.DataFrame
    letter: Compiled

    def texts(self) -> pl.Series:
        """Return the texts; null where the letter is null."""
        return filled(self.frame, self.letter.letter, self.letter)

    def joined(self, start: int, rows: int, separator: str) -> Iterator[bytes]:
        """Yield the texts of some rows joined, in pieces that fit into a cache; a piece is empty without any text."""
        frame = self.frame.slice(start, rows)
        text = self.letter.text_in(frame)
        if text is None:
            return
        for place in range(0, frame.height, self.letter.rows_at_once):
            some = frame.slice(place, self.letter.rows_at_once)
            if not text.meta.root_names():  # it is fixed, and one for all rows
                yield separator.join(column_of(some, text).drop_nulls().to_list()).encode()
                continue
            # as binary: a Python string would be decoded and encoded again, four times the cost of the rest
            yield some.select(text.str.join(separator).cast(pl.Binary)).item()


def column_of(frame: pl.DataFrame, text: pl.Expr) -> pl.Series:
    """Return an expression's values, one per row even where the expression is only fixed text."""
    series = frame.select(text.alias("text")).to_series()
    return series if len(series) == frame.height else series.new_from_index(0, frame.height)


def fullness_of(series: pl.Series) -> Fullness:
    """Return whether a column has a value in every row, in some or in none."""
    nulls = series.null_count()
    return "full" if nulls == 0 else "none" if nulls == len(series) else "some"


def rendered(node: Node, fullness: Mapping[str, Fullness]) -> Rendered:
    """Compile a node for one pattern of nulls."""
    match node:
        case Fixed(text):
            return Certain((text,))
        case Blank(column):
            return blank(column, fullness[column])
        case Sequence(parts):
            return sequence([rendered(part, fullness) for part in parts])
        case Joined():
            return joined(node, [rendered(item, fullness) for item in node.items])
        case OrElse(inner, other):
            return or_else(rendered(inner, fullness), rendered(other, fullness))
        case When(columns, inner):
            return when(columns, rendered(inner, fullness), fullness)


def blank(column: str, fullness: Fullness) -> Rendered:
    """Compile a blank."""
    match fullness:
        case "full":
            return Certain((pl.col(column),))
        case "none":
            return Absent()
        case "some":
            return Perhaps(pl.col(column), pl.col(column).is_not_null())


def sequence(parts: list[Rendered]) -> Rendered:
    """Compile parts that are there together or not at all."""
    if any(isinstance(part, Absent) for part in parts):
        return Absent()
    unsure = [part.present for part in parts if isinstance(part, Perhaps)]
    pieces = tuple(piece for part in parts for piece in pieces_of(part))
    return Perhaps(concatenated(pieces), all_of(unsure)) if unsure else Certain(pieces)


def joined(node: Joined, items: list[Rendered]) -> Rendered:
    """Compile children with separators between those that are there."""
    there = [item for item in items if not isinstance(item, Absent)]
    if not there:
        return Absent() if node.empty is None else Certain((node.empty,))
    first = next((i for i, item in enumerate(there) if isinstance(item, Certain)), None)
    if first is None:
        return perhaps_joined(node, [item for item in there if isinstance(item, Perhaps)])
    # One child is always there, so every other child can carry its own separator: no test of "was there one before".
    pieces: list[Piece] = [node.before]
    for i, item in enumerate(there):
        before = (node.separator,) if i > first else ()
        after = (node.separator,) if i < first else ()
        if isinstance(item, Perhaps):
            pieces.append(concatenated((*before, item.text, *after)).fill_null(""))
        else:
            pieces += [*before, *pieces_of(item), *after]
    pieces.append(node.after)
    return Certain(tuple(pieces))


def perhaps_joined(node: Joined, items: list[Perhaps]) -> Rendered:
    """Compile children of which none is there in every row."""
    inner = pl.concat_str([item.text for item in items], separator=node.separator, ignore_nulls=True)
    text = concatenated((node.before, inner, node.after))
    present = any_of([item.present for item in items])
    if node.empty is not None:
        return Certain((pl.when(present).then(text).otherwise(pl.lit(node.empty)),))
    # concat_str gives "" and not null when everything is null, hence the explicit test.
    return Perhaps(pl.when(present).then(text), present)


def or_else(inner: Rendered, other: Rendered) -> Rendered:
    """Compile a node with another in place of null."""
    match inner, other:
        case Absent(), _:
            return other
        case Perhaps(text, _), Certain(pieces):
            return Certain((text.fill_null(concatenated(pieces)),))
        case Perhaps(text, present), Perhaps(other_text, other_present):
            return Perhaps(text.fill_null(other_text), present | other_present)
        case _:
            return inner


def when(columns: tuple[str, ...], inner: Rendered, fullness: Mapping[str, Fullness]) -> Rendered:
    """Compile a node that is there only with at least one value."""
    kinds = {fullness[column] for column in columns}
    if "full" in kinds or isinstance(inner, Absent):
        return inner
    if kinds <= {"none"}:
        return Absent()
    some = any_of([pl.col(column).is_not_null() for column in columns if fullness[column] == "some"])
    if isinstance(inner, Perhaps):
        return Perhaps(pl.when(some).then(inner.text), some & inner.present)
    return Perhaps(pl.when(some).then(concatenated(inner.pieces)), some)


def pieces_of(part: Rendered) -> tuple[Piece, ...]:
    """Return what a part adds to a concatenation."""
    match part:
        case Certain(pieces):
            return pieces
        case Perhaps(text, _):
            return (text,)
        case Absent():
            return ()


def concatenated(pieces: tuple[Piece, ...]) -> pl.Expr:
    """Concatenate pieces; neighbouring fixed texts become one, null makes the whole null."""
    expressions: list[pl.Expr] = []
    fixed: list[str] = []
    for piece in (*pieces, None):
        if isinstance(piece, str):
            fixed.append(piece)
            continue
        if any(fixed):
            expressions.append(pl.lit("".join(fixed)))
        fixed = []
        if piece is not None:
            expressions.append(piece)
    return pl.concat_str(expressions) if expressions else pl.lit("")


def all_of(tests: list[pl.Expr]) -> pl.Expr:
    """Return the conjunction of tests."""
    return reduce(lambda a, b: a & b, tests)


def any_of(tests: list[pl.Expr]) -> pl.Expr:
    """Return the disjunction of tests."""
    return reduce(lambda a, b: a | b, tests)
