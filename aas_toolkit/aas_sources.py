"""AAS data wherever a program has it: a file, its bytes, an open file, objects of an SDK; a file while it is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any, Final, TypeGuard

from aas_validators.diagnostics import Diagnostic, Report
from aas_validators.kinds import kind_of_bytes

if TYPE_CHECKING:
    from aas_validators.task import Metamodel

Source = str | PathLike[str]
"""A path."""
AasSource = Any
"""AAS data: a path; bytes; a file that is open for reading bytes; an object of BaSyx or aas-core (any class of the
metamodel, an environment, a store), plain data as JSON spells it, or an iterable of such objects."""

HEAD: Final = 4096
LONGEST_NAME: Final = 80
"""Characters of a name that every disk takes, in any script."""
UNFIT: Final = re.compile(r"""[\x00-\x1f"*:<>?|]""")
SUFFIXES: Final = {"aasx": ".aasx", "xml": ".xml", "json": ".json"}


@dataclass(frozen=True, slots=True)
class Held:
    """AAS data as a file. `name` is what findings call it, `metamodel` the version objects are of (`auto`: none said).

    `lines` says whether line and column of the file mean something to whoever handed the data over."""

    path: Path
    name: str | None
    metamodel: Metamodel = "auto"
    lines: bool = True

    @property
    def is_named(self) -> bool:
        """Whether the file is called by its own path."""
        return self.name == str(self.path)

    def told(self, finding: Diagnostic) -> Diagnostic:
        """Return a finding about the file in terms of what was handed over."""
        if self.is_named:
            return finding
        where = finding.where
        if where.file in (str(self.path), self.path.name):
            where = replace(where, file=self.name)
            where = where if self.lines else replace(where, line=None, column=None)
        values = {key: self.said(value) for key, value in finding.values.items()}
        return replace(finding, where=where, values=values, causes=tuple(map(self.told, finding.causes)))

    def said(self, value: object) -> object:
        """Return a value of a finding without the name of a temporary file."""
        return value.replace(str(self.path), self.name or "-") if isinstance(value, str) else value

    def report(self, report: Report) -> Report:
        """Return a report in terms of what was handed over."""
        if self.is_named:
            return report
        counts = Counter({self.key(key): count for key, count in report.counts.items()})
        return replace(report, kept=[self.told(finding) for finding in report.kept], counts=counts)

    def key(self, key: tuple[str, str | None, str | None]) -> tuple[str, str | None, str | None]:
        """Return what the findings of one kind are counted under."""
        code, file, place = key
        return code, self.name if file in (str(self.path), self.path.name) else file, place


@contextmanager
def held(source: AasSource) -> Iterator[Held]:
    """Give AAS data as a file for as long as the block runs; a path as it is, anything else in a temporary folder.

    Raises TypeError for what is no AAS data or several files, ValueError for objects that make no document, and
    OSError from the disk."""
    if isinstance(source, str | PathLike):
        yield Held(Path(source), str(source))
        return
    with TemporaryDirectory(prefix="aas-toolkit-", ignore_cleanup_errors=True) as folder:
        path = Path(folder, "source")
        name, metamodel = written_to(path, source)
        with path.open("rb") as file:
            kind = kind_of_bytes(file.read(HEAD))
        suffix = SUFFIXES.get(kind) or Path(kept_name(name or "")).suffix.lower() or ".ttl"
        is_text = isinstance(source, bytes) or is_open_file(source)
        yield Held(path.rename(path.with_suffix(suffix)), name, metamodel, is_text)


def written_to(path: Path, source: AasSource) -> tuple[str | None, Metamodel]:
    """Write AAS data into a file; return what it is called, and the version of the metamodel that it is of."""
    from aas_toolkit.objects import document_of, is_object

    if isinstance(source, bytes):
        path.write_bytes(source)
        return None, "auto"
    if is_open_file(source):
        with path.open("wb") as file:
            copyfileobj(checked(source), file)
        return name_of(source), "auto"
    if not isinstance(source, Iterable) and not is_object(source):
        raise TypeError(f"{type(source).__name__} is no path, no bytes, no open file and no object of an AAS SDK")
    objects = [source] if is_object(source) else list(source)
    if any(isinstance(one, str | PathLike | bytes) for one in objects):
        raise TypeError("one file at a time: call this for each of them")
    data, metamodel = document_of(objects)
    path.write_bytes(data)
    return None, metamodel


def is_open_file(source: object) -> TypeGuard[IO[bytes]]:
    """Return whether something can be read like a file."""
    return callable(getattr(source, "read", None))


def checked(file: IO[bytes]) -> IO[bytes]:
    """Return an open file. Raises TypeError if it gives text: its encoding is part of what is checked."""
    if not isinstance(file.read(0), bytes):
        raise TypeError("the file is open for text; open it with mode 'rb'")
    return file


def name_of(file: IO[bytes]) -> str | None:
    """Return what an open file is called, None where it has no name (BytesIO) or only a number."""
    # web frameworks call the name of an upload `filename`
    name = getattr(file, "name", None) or getattr(file, "filename", None)
    return name if isinstance(name, str) else None


def several(sources: AasSource) -> list[AasSource]:
    """Return one source or several as a list: each path, bytes or file is one, and so are all objects together."""
    from aas_toolkit.objects import is_object

    if isinstance(sources, str | PathLike | bytes) or is_open_file(sources) or is_object(sources):
        return [sources]
    found = list(sources)
    files = [one for one in found if isinstance(one, str | PathLike | bytes) or is_open_file(one)]
    objects = [one for one in found if not any(one is file for file in files)]
    return [*files, objects] if objects else files


def uploads(sources: Iterable[Any], stack: ExitStack) -> tuple[list[Any], list[Held]]:
    """Return sources of plant data with bytes and open files as files of the same name, and these; the stack ends them.

    Raises TypeError for a file that is open for text, and OSError from the disk."""
    found: list[Any] = []
    files: list[Held] = []
    for source in sources:
        if not isinstance(source, bytes) and not is_open_file(source):
            found.append(source)
            continue
        name = None if isinstance(source, bytes) else name_of(source)
        folder = stack.enter_context(TemporaryDirectory(prefix="aas-toolkit-", ignore_cleanup_errors=True))
        # the ending may say what it is, and the mapping may use the name
        path = Path(folder, kept_name(name or ""))
        with path.open("wb") as file:
            if isinstance(source, bytes):
                file.write(source)
            else:
                copyfileobj(checked(source), file)
        found.append(path)
        files.append(Held(path, name or "data"))
    return found, files


def kept_name(name: str) -> str:
    """Return the name of an upload as one that a file can have on any disk: whoever sends it may call it anything."""
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    return UNFIT.sub("_", last).strip(". ")[-LONGEST_NAME:] or "data"
