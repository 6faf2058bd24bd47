"""Where a document is, and how to get at the files it names: parts of its package, or files beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from aas_validators.diagnostics import Location
from aas_validators.package.entries import PartError
from aas_validators.package.files import is_local
from aas_validators.package.opening import Package
from aas_validators.package.relationships import resolved

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file on the disk, and the SHA-256 of its bytes in hex."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Place:
    """A document: its file, and in a package the package and the part. `scratch` is a folder to put things."""

    file: Path
    scratch: Path
    package: Package | None = None
    part: str | None = None

    def where(self, path: str | None = None) -> Location:
        """Return the location of an element."""
        return Location(file=str(self.file), part=self.part, path=path)

    def fetch(self, name: str) -> Fetched | None:
        """Return the file that a File element names; None where it is not there or must not be read."""
        if not is_local(name):
            return None
        plain = name.removeprefix("file://")
        if self.package is not None and self.part is not None:
            target = resolved(plain, self.part)
            found = self.package.find(target) if target else None
            return self.inflated(self.package.chunks(found)) if found else None
        folder = self.file.parent.resolve()
        path = (folder / unquote(plain).lstrip("/")).resolve()
        # a stranger's document must not bring files from elsewhere on this machine into the table
        if not path.is_relative_to(folder) or not path.is_file():
            return None
        with path.open("rb") as file:
            return Fetched(path, hashlib.file_digest(file, "sha256").hexdigest())

    def inflated(self, chunks: Iterator[bytes]) -> Fetched | None:
        """Write a part to the scratch folder; None where it is damaged."""
        path = self.scratch / "part"
        digest = hashlib.sha256()
        try:
            with path.open("wb") as file:
                for chunk in chunks:
                    digest.update(chunk)
                    file.write(chunk)
        except PartError:
            return None
        return Fetched(path, digest.hexdigest())
