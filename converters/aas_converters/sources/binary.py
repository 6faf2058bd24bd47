"""Recognise files that are no text, by their first bytes."""

from __future__ import annotations

from typing import Final

from aas_validators.diagnostics import Rule, Sentence, Severity

NOT_TEXT: Final = Rule(
    code="SRC007",
    name="not-text",
    severity=Severity.ERROR,
    message=Sentence(en="this is not a text table but {kind}", ko="텍스트 표가 아닙니다({kind})"),
    hint=Sentence(
        en="open it in the program it comes from and save it as CSV (UTF-8)",
        ko="원래 프로그램에서 열어 CSV(UTF-8)로 저장하십시오",
    ),
    why=Sentence(en="reading it as text would give rows of nonsense", ko="텍스트로 읽으면 뜻 없는 행만 나옵니다"),
)

KINDS: Final = (
    (b"PK\x03\x04", "an Excel workbook or another zip file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Excel workbook of 2003 or older"),
    (b"PAR1", "a Parquet file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"%PDF-", "a PDF file"),
    (b"\x89HDF", "an HDF5 file"),
    (b"\x9b DRMONE", "a file encrypted by document security (DRM)"),
    (b"SCDSA00", "a file encrypted by document security (DRM)"),
    (b"<## NASCA DRM FILE", "a file encrypted by document security (DRM)"),
)


def binary_kind(head: bytes) -> str | None:
    """Return what a file is that is no text, None if its first bytes may be text."""
    for start, kind in KINDS:
        if head.startswith(start):
            return kind
    return None
