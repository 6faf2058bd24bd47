"""The file a run writes: beside its destination first, renamed at the end, so that nobody sees half a file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Final

from aas_converters.documents.aasx import SUPPLEMENTS, Supplement, write_package
from aas_converters.documents.forms import DocumentForm
from aas_converters.documents.leftovers import begin, sweep
from aas_converters.documents.segments import Segment

SUFFIXES: Final = (".aasx", ".json", ".xml")
"""What the SDK writes; other forms are made from JSON."""


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write that takes the place of `path` when the block ends, and is removed when it raises."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part, file = begin(path)
    try:
        with file:
            yield file
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def scratch_beside(path: Path) -> IO[bytes]:
    """Return an unnamed scratch file on the disk of the destination, where there must be room anyway.

    A run begins with it, so what a killed one has left of the same destination goes now.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path)
    return tempfile.TemporaryFile(dir=path.parent)


def supplements_folder(path: Path) -> str:
    """Return what a File value begins with: a folder of the package, or one beside a bare document."""
    return SUPPLEMENTS if path.suffix.lower() == ".aasx" else f"{path.stem}_files/"


def write_target(
    path: Path, format_: DocumentForm, environment: list[Segment], supplements: Sequence[Supplement] = ()
) -> None:
    """Write the environment as a package or as a bare document, by the suffix of the path.

    Beside a bare document the supplementary files go to a folder of their own.
    """
    if path.suffix.lower() != ".aasx":
        for one in supplements:
            with replaced(path.parent / supplements_folder(path) / one.name) as file:
                one.segment.copy_to(file)
    with replaced(path) as file:
        if path.suffix.lower() == ".aasx":
            write_package(file, format_, environment, supplements)
        else:
            for segment in environment:
                segment.copy_to(file)
