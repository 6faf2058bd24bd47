"""Keys and ids: from a template such as `{Header.EquipmentId}` to one id per row."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import quote

import polars as pl

from aas_converters.plan.plan import ROW, Key, Naming
from aas_validators.diagnostics import Rule, Sentence, Severity

BLANK: Final = re.compile(r"\{([^{}]*)\}")
ROOT: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://w3id.org/aas-toolkit/")
"""Namespace of every urn:uuid: that is made here."""
SAFE: Final = "/-._~!$&'()*+,;=:@"
"""What an IRI path may hold beside letters and digits (RFC 3986, pchar, and the slash)."""
UNSAFE: Final = r"[^A-Za-z0-9/\-._~!$&'()*+,;=:@]"
VARIANT: Final = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))

UNKNOWN_KEY: Final = Rule(
    code="MAP012",
    name="unknown-key",
    severity=Severity.ERROR,
    message=Sentence("{{{key}}} in ids is no element that is mapped", "ids의 {{{key}}}은(는) 매핑된 요소가 아닙니다"),
    hint=Sentence(
        "use {{row}}, {{file}}, {{date}} or one of: {meant}",
        "{{row}}, {{file}}, {{date}} 또는 다음 중 하나를 쓰십시오: {meant}",
    ),
    why=Sentence("An id that lacks its key would not be unique.", "키가 빠진 id는 유일하지 않습니다."),
    spec="mapping language 1, ids",
)


def key_of(template: str, slot_of: Callable[[str], str | None]) -> Iterator[Key | str]:
    """Yield the key of a template, or the name of each blank that `slot_of` does not know."""
    pieces = BLANK.split(template)
    yield from (piece.strip("{}") for piece in pieces[::2] if "{" in piece or "}" in piece)
    if any("{" in piece or "}" in piece for piece in pieces[::2]):
        return
    slots = [slot_of(name) for name in pieces[1::2]]
    yield from (name for name, slot in zip(pieces[1::2], slots, strict=True) if slot is None)
    if None not in slots:
        pieces[1::2] = [slot for slot in slots if slot is not None]
        yield Key(tuple(pieces))


def key_text(key: Key) -> pl.Expr:
    """Return the key of each row; null where an element of it is empty."""
    parts = [
        pl.col(piece).cast(pl.String) if i % 2 else pl.lit(piece)
        for i, piece in enumerate(key.pieces)
        if i % 2 or piece
    ]
    return pl.concat_str(parts) if parts else pl.lit("")


def encoded(keys: pl.Series) -> pl.Series:
    """Return keys as they may stand in an IRI: Korean, blanks and the like percent-encoded."""
    if not keys.str.contains(UNSAFE).any():
        return keys
    distinct = keys.drop_nulls().unique()
    return keys.replace_strict(
        distinct,
        pl.Series([quote(key, safe=SAFE) for key in distinct.to_list()], dtype=pl.String),
        default=None,
    )


def ids(naming: Naming, kind: str, keys: pl.Series) -> pl.Series:
    """Return ids of a kind ("asset", "shell", "submodel/<model>") for keys; null for a null key.

    With a base: base/kind/key. Without: a urn:uuid: of version 5 over source, kind and key, so that the same file
    gives the same ids again and two plants never share one.
    """
    if naming.base is not None:
        prefix = naming.base.rstrip("/") + f"/{kind}/"
        return pl.select(pl.lit(prefix) + encoded(keys)).to_series()
    source = naming.run if kind in ("asset", "shell") else naming.identity
    seed = ROOT.bytes + f"{source}:{kind}:".encode()
    sha1 = hashlib.sha1
    # sha1 is what RFC 9562 asks of a version 5 UUID; uuid.uuid5 costs three times as much per row.
    digests = [
        None if k is None else sha1(seed + k.encode(), usedforsecurity=False).hexdigest() for k in keys.to_list()
    ]
    return pl.Series([None if h is None else urn(h) for h in digests], dtype=pl.String)


def urn(digest: str) -> str:
    """Return the version 5 UUID of a SHA-1 digest in hex."""
    d = digest
    return f"urn:uuid:{d[:8]}-{d[8:12]}-5{d[13:16]}-{VARIANT[d[16]]}{d[17:20]}-{d[20:32]}"


ROW_KEY: Final = Key(("", ROW))
"""The key of a submodel whose mapping names none: the record number in its file."""
