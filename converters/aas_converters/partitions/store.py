"""Where shards go: a folder, or an address of fsspec such as s3://bucket/folder; never a half file."""

from __future__ import annotations

import errno
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from aas_converters.documents.target import replaced
from aas_converters.sources.extras import library

ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class Store:
    """A folder, or an address whose file system fsspec knows; plain text, so it can be sent to any machine."""

    place: str

    def shown(self, name: str) -> str:
        """Return what messages call a file."""
        return f"{self.place.rstrip('/')}/{name}"

    def folder(self) -> Path | None:
        """Return the folder, None where the place is elsewhere."""
        if self.place.startswith("file://"):
            return Path(self.place.removeprefix("file://"))
        return None if ADDRESS.match(self.place) else Path(self.place)

    def system(self) -> tuple[Any, str]:
        """Return the file system of an address, and the folder in it; OSError where it is none."""
        fsspec = library("fsspec", "fsspec", "dask", self.place.partition("://")[0])
        try:
            system, path = fsspec.core.url_to_fs(self.place)
        except (ImportError, ValueError) as error:  # an unknown kind of address, or one whose library is not installed
            raise OSError(errno.EINVAL, str(error), self.place) from error
        return system, str(path).rstrip("/")

    def read(self, name: str) -> bytes | None:
        """Return the content of a file, None where there is none."""
        folder = self.folder()
        try:
            if folder is not None:
                return (folder / name).read_bytes()
            system, path = self.system()
            return bytes(system.cat_file(f"{path}/{name}"))
        except FileNotFoundError:
            return None

    def size(self, name: str) -> int | None:
        """Return the size of a file, None where there is none."""
        folder = self.folder()
        try:
            if folder is not None:
                return (folder / name).stat().st_size
            system, path = self.system()
            return int(system.size(f"{path}/{name}"))
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Write a small file in the place of the one that is there."""
        folder = self.folder()
        if folder is not None:
            with replaced(folder / name) as file:
                file.write(content)
            return
        system, path = self.system()
        # object stores show an object when it is complete; there is nothing to rename
        system.pipe_file(f"{path}/{name}", content)

    def take(self, file: Path, name: str) -> None:
        """Copy a finished file to its place."""
        folder = self.folder()
        if folder is not None:
            with replaced(folder / name) as target, file.open("rb") as source:
                shutil.copyfileobj(source, target, 1 << 20)
            return
        system, path = self.system()
        system.makedirs(path, exist_ok=True)
        system.put_file(str(file), f"{path}/{name}")
