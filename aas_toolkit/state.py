"""What was converted up to now, in one file: written whole or not at all, and ahead of what it says.

A package is made in a folder of its own beside its place. The state first says what is about to be done, then the
package is moved to its place, then the state says that it is done. Whenever the power fails, the next run can tell
which of the three was the last: nothing is lost and nothing is done twice.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec

from aas_converters.documents.target import replaced
from aas_converters.portions.growth import Mark
from aas_reference_models.problem import as_it_is

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Intended:
    """A package that is finished and about to get its place; `stage` and `package` are seen from the state's folder.

    `looked_at` are size and time of the source where all of it is converted then.
    """

    source: str
    mark: Mark
    stage: str
    package: str
    looked_at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that could not be converted, as it was then; it is tried again when it has changed."""

    size: int
    modified: int
    when: str
    report: str


@dataclass(slots=True)
class Memory:
    """The content of a state file: sources by their path from the state's folder."""

    version: int = VERSION
    number: int = 0
    sources: dict[str, Mark] = field(default_factory=dict)
    looked_at: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Size and time of sources when they were last found to be converted, which saves reading them again."""
    failed: dict[str, Failed] = field(default_factory=dict)
    intended: Intended | None = None


class StateError(ValueError):
    """A state file that cannot be used: it is none, or another run has it."""

    def __init__(self, path: Path, *, busy: bool) -> None:
        super().__init__(f"another run is using {path}" if busy else f"{path} is no state of aas-toolkit")
        self.path, self.busy = path, busy

    def __reduce__(self) -> tuple[Any, ...]:
        return as_it_is(self)


@dataclass(slots=True)
class State:
    """A state that is open. `gone` are packages that were taken away in the moment in which the last run broke off."""

    path: Path
    memory: Memory
    gone: list[Path] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """The folder from which paths are seen."""
        return self.path.parent

    def key(self, source: Path | str) -> str:
        """Return how a source is called in the state: seen from its folder, so that both can move together."""
        if isinstance(source, str):
            return source
        return self.seen(source)

    def seen(self, path: Path) -> str:
        """Return a path as it is written in the state."""
        try:
            return Path(os.path.relpath(path.absolute(), self.folder.absolute())).as_posix()
        except ValueError:  # on another drive of Windows
            return path.absolute().as_posix()

    def save(self) -> None:
        """Write the state; it is on the disk when this returns."""
        with replaced(self.path) as file:
            file.write(msgspec.json.format(msgspec.json.encode(self.memory), indent=1))
            file.flush()
            os.fsync(file.fileno())
        settle(self.folder)

    def publish(self, intended: Intended) -> Path:
        """Give a finished package its place and remember that its rows are converted."""
        for file in (self.folder / intended.stage).rglob("*"):
            if file.is_file():
                with file.open("rb+") as content:
                    os.fsync(content.fileno())
        self.memory.intended = intended
        self.save()
        return self.carry_out(intended)

    def carry_out(self, intended: Intended) -> Path:
        """Move what is intended to its place and remember it."""
        stage, package = self.folder / intended.stage, self.folder / intended.package
        # the package comes last: whoever sees it has the files it names
        for file in sorted(stage.iterdir(), key=lambda one: one.name == package.name) if stage.is_dir() else ():
            file.replace(package.with_name(file.name))
        settle(package.parent)
        shutil.rmtree(stage, ignore_errors=True)
        self.memory.number += 1
        self.memory.intended = None
        self.remember(intended.source, intended.mark, intended.looked_at)
        return package

    def was_left(self, source: str, mark: Mark) -> bool:
        """Whether a file is not there any more, or was begun anew, so that another one may be what it was."""
        try:
            return (self.folder / source).stat().st_size < mark.byte
        except (FileNotFoundError, NotADirectoryError):
            return True

    def rename(self, before: str, source: str) -> None:
        """Remember that a file has another name."""
        self.memory.sources[source] = self.memory.sources.pop(before)
        self.memory.looked_at.pop(before, None)
        self.save()

    def remember(self, source: str, mark: Mark | None, looked_at: tuple[int, int] | None) -> None:
        """Write down how far a source is converted, and that it is not broken."""
        if mark is not None:
            self.memory.sources[source] = mark
        if looked_at is not None:
            self.memory.looked_at[source] = looked_at
        self.memory.failed.pop(source, None)
        self.save()


@contextmanager
def open_state(path: Path) -> Iterator[State]:
    """Open a state for one run at a time, and first finish what the last run had begun to finish.

    Raises StateError where another run has it or it cannot be read, OSError from the disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_name(f".{path.name}.lock")
    with lock.open("ab") as file:
        if not locked(file):
            raise StateError(path, busy=True)
        state = State(path, read_memory(path))
        if (intended := state.memory.intended) is not None:
            package = state.folder / intended.package
            made = (state.folder / intended.stage / package.name).is_file()
            state.carry_out(intended)
            # it had its place, and somebody has fetched it: its rows are converted all the same
            if not made and not package.is_file():
                state.gone.append(package)
        yield state


def left_alone(path: Path) -> list[str]:
    """Return the files that could not be converted and are as they were then, by the state file of a watch."""
    found = []
    for source, failed in read_memory(path).failed.items():
        try:
            stat = (path.parent / source).stat()
        except OSError:
            continue
        if (stat.st_size, stat.st_mtime_ns) == (failed.size, failed.modified):
            found.append(source)
    return found


def read_memory(path: Path) -> Memory:
    """Return what a state file says, nothing where there is none."""
    try:
        memory = msgspec.json.decode(path.read_bytes(), type=Memory)
    except FileNotFoundError:
        return Memory()
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise StateError(path, busy=False) from error
    if memory.version != VERSION:
        raise StateError(path, busy=False)
    return memory


def locked(file: BinaryIO) -> bool:
    """Take a file for this process until it is closed; say whether nobody else has it.

    The system frees it when the process ends, however it ends.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def settle(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can be asked to."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
