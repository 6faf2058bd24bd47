"""What a run that was killed has left beside its result, and the next one takes away.

A file in the making is locked while somebody writes it, and the system frees the lock however the writer ends. So a
name of ours without a lock is garbage; Windows itself refuses to remove a file that is open.
"""

from __future__ import annotations

import re
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

PART: Final = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{8}\.part")
"""How a file is called that is not finished: `.press.aasx.1a2b3c4d.part`."""
FOLDER: Final = ".aas-"
"""What scratch folders begin with."""
HELD: Final = "held"
"""A file in each scratch folder that is open as long as somebody needs the folder."""


def begin(path: Path) -> tuple[Path, BinaryIO]:
    """Create and hold the file in which a result is made until it gets the name `path`; return its name and itself."""
    while True:
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        file = part.open("xb")
        hold(file)
        if part.exists():
            return part, file
        file.close()  # another run swept before it was held


def hold(file: BinaryIO) -> None:
    """Keep others from taking an open file for a leftover until it is closed, where the disk can do that."""
    if sys.platform == "win32":
        return
    import fcntl

    with suppress(OSError):
        fcntl.flock(file, fcntl.LOCK_EX)


@contextmanager
def scratch_folder(kind: str, beside: Path) -> Iterator[Path]:
    """Give a folder for files that are gone at the end, or when the next run sweeps after a kill."""
    with ExitStack() as stack:
        while True:
            name = TemporaryDirectory(dir=beside, prefix=f"{FOLDER}{kind}-", ignore_cleanup_errors=True)
            folder = Path(stack.enter_context(name))
            hold(stack.enter_context((folder / HELD).open("xb")))
            if (folder / HELD).exists():
                break  # otherwise another run swept before it was held
        yield folder


def sweep(target: Path) -> None:
    """Remove what earlier runs have left unfinished of `target` and its packages, and scratch folders beside it."""
    with suppress(OSError):
        for file in list(target.parent.iterdir()):
            found = PART.fullmatch(file.name)
            if found is not None and found["name"].startswith(target.stem):
                let_go(file)
            elif file.name.startswith(FOLDER) and let_go(file / HELD):
                shutil.rmtree(file, ignore_errors=True)


def let_go(file: Path) -> bool:
    """Remove a file unless somebody is writing it; say whether it was removed."""
    try:
        if sys.platform == "win32":
            file.unlink()
            return True
        import fcntl

        with file.open("rb") as content:
            fcntl.flock(content, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.unlink()
    except OSError:
        return False
    return True
