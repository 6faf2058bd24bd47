"""Files that come by the standard input, as `git show :press.json | aas validate -` sends them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

STANDARD_INPUT: Final = "-"


@contextmanager
def standard_input(places: Sequence[str]) -> Iterator[tuple[tuple[str, ...], Mapping[Path, str]]]:
    """Yield the places with a file in the place of each `-`, and what that file is called.

    A package is read from its end, which a pipe has not: what it sends is kept on the disk as long as it is needed."""
    if STANDARD_INPUT not in places:
        yield tuple(places), {}
        return
    with TemporaryDirectory(prefix="aas-") as folder:
        kept = Path(folder) / "standard-input"
        with kept.open("wb") as file:
            if sys.stdin is not None:  # closed: nothing comes
                shutil.copyfileobj(sys.stdin.buffer, file)
        yield tuple(str(kept) if place == STANDARD_INPUT else place for place in places), {kept: STANDARD_INPUT}
