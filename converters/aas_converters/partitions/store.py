"""Where shards go: a folder, or an address of fsspec such as s3://bucket/folder; never a half file under its name."""

from __future__ import annotations

import errno
import re
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from aas_converters.documents.target import replaced
from aas_converters.sources.addresses import SECRET_OPTION, shown
from aas_converters.sources.extras import library
from aas_converters.sources.problem import failure
from aas_validators.diagnostics import Rule, Sentence, Severity

WRITTEN_SECRET: Final = Rule(
    code="SRC286",
    name="written-secret",
    severity=Severity.ERROR,
    message=Sentence(
        en="a password or key is written in the address to write to",
        ko="저장할 주소에 비밀번호나 키가 적혀 있습니다",
    ),
    hint=Sentence(
        en="leave it out, and set what the library of the store reads, such as AWS_ACCESS_KEY_ID and "
        "AWS_SECRET_ACCESS_KEY",
        ko="주소에서 빼고, AWS_ACCESS_KEY_ID와 AWS_SECRET_ACCESS_KEY처럼 저장소 라이브러리가 읽는 "
        "환경 변수를 설정하십시오",
    ),
    why=Sentence(
        en="an address stays in the history of the shell and travels to every worker",
        ko="주소는 명령 기록에 남고 다른 컴퓨터에도 전달됩니다",
    ),
)
ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*://")
OBJECT_STORES: Final = ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss", "obs", "tos", "hf")
"""Where an object is seen when all of it has come, there are no folders, and the first name is a bucket."""
LIBRARIES: Final = {"s3": "s3fs", "s3a": "s3fs"}
"""Libraries that an extra of ours brings; of the others fsspec says what to install."""
REFUSALS: Final = (
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("google.auth.exceptions", "GoogleAuthError"),
    ("gcsfs.retry", "HttpError"),
    ("azure.core.exceptions", "AzureError"),
    ("aiohttp", "ClientError"),
    ("paramiko", "SSHException"),
    ("smbprotocol.exceptions", "SMBException"),
)
"""What libraries of stores raise that is no OSError: no keys, wrong keys, nobody there."""


@dataclass(frozen=True, slots=True)
class Store:
    """A folder, or an address whose file system fsspec knows; plain text, so it can be sent to any machine."""

    place: str

    def shown(self, name: str) -> str:
        """Return what messages call a file."""
        return f"{self.place.rstrip('/')}/{name}"

    @property
    def kind(self) -> str:
        """What stands in front of ://."""
        return self.place.partition("://")[0]

    def folder(self) -> Path | None:
        """Return the folder, None where the place is elsewhere."""
        if self.place.startswith("file://"):
            return Path(self.place.removeprefix("file://"))
        return None if ADDRESS.match(self.place) else Path(self.place)

    def system(self) -> tuple[Any, str]:
        """Return the file system of an address, and the folder in it.

        OSError where it is none, SourceError where its library is not installed.
        """
        fsspec = library("fsspec", "fsspec", "dask", self.place)
        if self.kind in LIBRARIES:
            library(LIBRARIES[self.kind], LIBRARIES[self.kind], "s3", self.place)
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
            with asked(self.shown(name)):
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
            with asked(self.shown(name)):
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
        self.put(name, lambda system, path: system.pipe_file(path, content))

    def take(self, file: Path, name: str) -> None:
        """Copy a finished file to its place."""
        folder = self.folder()
        if folder is not None:
            with replaced(folder / name) as target, file.open("rb") as source:
                shutil.copyfileobj(source, target, 1 << 20)
            return
        self.put(name, lambda system, path: system.put_file(str(file), path))

    def remove(self, name: str) -> None:
        """Remove a file, or a folder with all that is in it, where there is one."""
        folder = self.folder()
        with suppress(FileNotFoundError):
            if folder is None:
                with asked(self.shown(name)):
                    system, path = self.system()
                    system.rm(f"{path}/{name}", recursive=True)
            elif (folder / name).is_dir():
                shutil.rmtree(folder / name)
            else:
                (folder / name).unlink()

    def put(self, name: str, write: Callable[[Any, str], None]) -> None:
        """Have a file written by `write` to an address, and see to it that its name appears when all of it is there."""
        with asked(self.shown(name)):
            system, path = self.system()
            final = f"{path}/{name}"
            if self.kind in OBJECT_STORES:
                write(system, final)
                return
            folder, _, last = final.rpartition("/")
            part = f"{folder}/.{last}.{secrets.token_hex(4)}.part"
            system.makedirs(folder, exist_ok=True)
            try:
                write(system, part)
                if system.exists(final):
                    system.rm_file(final)  # few of these file systems move onto a file that is there
                system.mv(part, final)
            except BaseException:
                with suppress(OSError):
                    system.rm_file(part)
                raise


@contextmanager
def asked(place: str) -> Iterator[None]:
    """Make an OSError that names the place of whatever the library of a store raises."""
    try:
        yield
    except OSError as error:
        if error.filename is not None:
            raise
        code = errno.ENOENT if isinstance(error, FileNotFoundError) else errno.EIO
        raise OSError(code, sentence(error), place) from error
    except refusals() as error:
        raise OSError(errno.EIO, sentence(error), place) from error


def sentence(error: Exception) -> str:
    """Return what an error says, in one line."""
    return " ".join(str(getattr(error, "strerror", None) or error).split()) or type(error).__name__


def refusals() -> tuple[type[Exception], ...]:
    """Return the kinds of errors of the libraries that are loaded by now."""
    found = [getattr(sys.modules.get(module), name, None) for module, name in REFUSALS]
    return tuple(kind for kind in found if isinstance(kind, type))


def store_at(place: str) -> Store:
    """Return the store at a place; SourceError where a secret is written in its address."""
    behind = place.partition("://")[2]
    user = behind.rpartition("@")[0]
    options = behind.partition("?")[2].split("&")
    if ":" in user or any(SECRET_OPTION.search(one.partition("=")[0]) for one in options if one):
        raise failure(WRITTEN_SECRET, shown(place))
    return Store(place)
