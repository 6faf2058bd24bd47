"""Leave the cores to the processes that share a large text file: polars itself then needs one thread."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

LARGE: Final = 20_000_000
"""Bytes of text from which processes share the work, or nearly so: it depends on the rows."""
TEXTS: Final = (".csv", ".tsv", ".txt")
VARIABLE: Final = "POLARS_MAX_THREADS"


def leave_cores(sources: Iterable[str]) -> None:
    """Say to polars, before it is imported, that it is not alone; a user who says how many threads it has is heard.

    Its threads look for work while they wait, which costs the other processes a tenth of a second core.
    """
    if VARIABLE in os.environ:
        return
    texts = [Path(one) for one in sources if Path(one).suffix.lower() in TEXTS]
    if sum(path.stat().st_size for path in texts if path.is_file()) >= LARGE:
        os.environ[VARIABLE] = "1"
