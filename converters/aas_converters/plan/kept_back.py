"""Keep what is sensitive in the plant: columns that must not be mapped, and columns that leave only as keyed hashes.

A hash (HMAC-SHA-256, its first 128 bits) lets others count and join what belongs together. It does not hide how often a
value occurs, and who has the key can try all values: it protects names and numbers from those without the key, no more.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator
from difflib import get_close_matches
from functools import partial
from typing import Final

import polars as pl

from aas_converters.mapping.mapping import Mapping
from aas_converters.plan.source import Source
from aas_converters.plan.targets import UNKNOWN_COLUMN, Target
from aas_reference_models.model import Kind
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity

DIGITS: Final = 32
"""Hexadecimal digits of a hash: 128 bits, so that two values of a plant never share one by chance."""
SHORTEST_KEY: Final = 16

DROPPED: Final = Rule(
    code="MAP033",
    name="dropped-column-mapped",
    severity=Severity.ERROR,
    message=Sentence(
        "{column} is under drop: and would fill {path}", "{column}은(는) drop:에 있는데 {path}에 매핑되어 있습니다"
    ),
    hint=Sentence("remove one of the two lines", "둘 중 한 줄을 지우십시오"),
    why=Sentence("What must stay in the plant would leave it.", "공장 밖으로 나가면 안 되는 값이 나가게 됩니다."),
    spec="mapping language 1, drop",
)
NO_KEY: Final = Rule(
    code="MAP034",
    name="no-hash-key",
    severity=Severity.ERROR,
    message=Sentence(
        "hash: needs a secret key of at least {count} characters in the environment variable {variable}",
        "hash:를 쓰려면 환경 변수 {variable}에 {count}자 이상의 비밀 키가 있어야 합니다",
    ),
    hint=Sentence(
        "set {variable}, keep it in the plant, and use the same one every time",
        "{variable}을(를) 설정해 공장 안에 보관하고 늘 같은 키를 쓰십시오",
    ),
    why=Sentence(
        "Without a key anybody could hash all names and compare.",
        "키가 없으면 누구나 이름을 모두 해시해 비교할 수 있습니다.",
    ),
    spec="mapping language 1, hash",
)
NO_TEXT: Final = Rule(
    code="MAP035",
    name="hash-in-no-text",
    severity=Severity.ERROR,
    message=Sentence(
        "{column} is under hash:, and {path} holds no plain text",
        "{column}은(는) hash:에 있는데 {path}은(는) 일반 텍스트 요소가 아닙니다",
    ),
    hint=Sentence("map it to a text, or put it under drop:", "텍스트 요소에 매핑하거나 drop:에 쓰십시오"),
    why=Sentence(
        "A hash is a text; a number or a time would be bad.", "해시는 텍스트라서 숫자나 시각이 될 수 없습니다."
    ),
    spec="mapping language 1, hash",
)


def check_secrets(mapping: Mapping, source: Source) -> Iterator[Diagnostic]:
    """Yield what is wrong with drop: and hash: as a whole; a misspelt column would leave in the clear."""
    names = [column.name for column in source.columns]
    for name in (*mapping.drop, *mapping.hashed):
        if name not in names and not source.sample.is_empty():
            meant = ", ".join(get_close_matches(name, names, n=3) or names[:8])
            values = {"table": source.table, "column": name, "meant": meant}
            yield Diagnostic(UNKNOWN_COLUMN, Location(file=mapping.file), values)
    if mapping.hashed and len(os.environ.get(mapping.hash_key, "")) < SHORTEST_KEY:
        values = {"variable": mapping.hash_key, "count": str(SHORTEST_KEY)}
        yield Diagnostic(NO_KEY, Location(file=mapping.file), values)


def check_target(target: Target, mapping: Mapping) -> Iterator[Diagnostic]:
    """Yield what drop: and hash: forbid of one element."""
    where = Location(file=mapping.file, line=target.cell.line or None)
    element = target.place.element
    plain = element.kind is Kind.PROPERTY and (element.value_type or "xs:string") == "xs:string" and not element.codes
    for name in target.cell.columns:
        values = {"column": name, "path": target.place.path}
        if name in mapping.drop:
            yield Diagnostic(DROPPED, where, values)
        elif name in mapping.hashed and not plain:
            yield Diagnostic(NO_TEXT, where, values)


def column_text(name: str, mapping: Mapping) -> pl.Expr:
    """Return the text of a column as it may leave the plant."""
    if name not in mapping.hashed:
        return pl.col(name)
    key = os.environ.get(mapping.hash_key, "").encode()
    return pl.col(name).map_batches(partial(hashed, key), return_dtype=pl.String)


def hashed(key: bytes, cells: pl.Series) -> pl.Series:
    """Return the hash of each cell, null for null; each different text is hashed once."""
    distinct = cells.drop_nulls().unique()
    hashes = [hmac.digest(key, text.encode(), "sha256").hex()[:DIGITS] for text in distinct.to_list()]
    return cells.replace_strict(distinct, pl.Series(hashes, dtype=pl.String), default=None, return_dtype=pl.String)
