"""Text files that may be packed with gzip."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import Final

from aas_converters.sources.encoding import survey, text_blocks
from aas_converters.sources.problem import DAMAGED, failure, opened

GZIP: Final = b"\x1f\x8b"
MOST: Final = 1 << 30
"""Bytes that a packed file may become: a day of a large plant has a tenth of it."""
BLOCK: Final = 4 << 20


def read_text(path: Path, kind: str) -> str:
    """Return the text of a file, in memory; SourceError if it is damaged, no text, or larger than 1 GiB unpacked."""
    with opened(path) as file:
        packed = file.read(len(GZIP)) == GZIP
    if not packed:
        seen = survey(path)
        return b"".join(text_blocks(path, seen, BLOCK)).decode()
    try:
        with opened(path) as file, gzip.open(file) as unpacked:
            data = unpacked.read(MOST + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise failure(DAMAGED, str(path), kind="gzip", reason=str(error)) from error
    if len(data) > MOST:
        raise failure(DAMAGED, str(path), kind="gzip", reason="more than 1 GiB when unpacked")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise failure(DAMAGED, str(path), kind=kind, reason=str(error)) from error
