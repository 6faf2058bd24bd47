"""The open corpus of AAS files with a verdict for each, read from its archive beside the checkout."""

from __future__ import annotations

import csv
import io
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass

from tests.shared_files import shared


@dataclass(frozen=True)
class CorpusFile:
    """One file and what the manifest says about it."""

    path: str
    format: str
    spec: str
    root: str
    expected: str
    confidence: str
    data: bytes


def corpus_files(formats: tuple[str, ...]) -> Iterator[CorpusFile]:
    """Yield the files of some formats; skips the test where the archive is absent."""
    with tarfile.open(shared("corpora/open.tar.gz")) as archive:
        manifest = next(m for m in archive if m.name.endswith("MANIFEST.tsv"))
        folder = manifest.name.removesuffix("MANIFEST.tsv")
        text = archive.extractfile(manifest)
        assert text is not None
        lines = csv.DictReader(io.TextIOWrapper(text, "utf-8"), delimiter="\t")
        rows = {folder + row["path"]: row for row in lines if row["format"] in formats}
    with tarfile.open(shared("corpora/open.tar.gz")) as archive:
        for member in archive:
            row = rows.get(member.name)
            stream = archive.extractfile(member) if row else None
            if row and stream:
                yield CorpusFile(
                    row["path"],
                    row["format"],
                    row["spec"],
                    row["root"],
                    row["expected"],
                    row["confidence"],
                    stream.read(),
                )
