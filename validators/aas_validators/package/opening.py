"""Open an AASX package: its parts, content types and relationships, and everything that is wrong with them.

    with open_package("plating.aasx") as package:
        for part in package.specs:
            data = package.read(part)

Nothing is unpacked to the disk, nothing is fetched, and no more is inflated than the limits allow."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from os import PathLike
from types import TracebackType
from typing import IO

from aas_validators.diagnostics import Diagnostic, Location
from aas_validators.document.finding import shown
from aas_validators.limits import DEFAULT_LIMITS, Limits
from aas_validators.package.content_types import (
    NO_CONTENT_TYPES,
    UNTYPED_ITEM,
    UNTYPED_PART,
    ContentTypes,
    read_content_types,
)
from aas_validators.package.entries import BROKEN, NOT_A_ZIP, TOO_LARGE, TOO_MANY, PartError, check_entry, inflated
from aas_validators.package.part_names import check_name, check_names, equivalent
from aas_validators.package.relationships import Relationship, read_relationships, relationships_of
from aas_validators.package.structure import check_structure
from aas_validators.syntax.complaints import of_zip
from aas_validators.syntax.text_encoding import Flaw

CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `size` is what the archive claims; `content_type` is None where nothing declares one."""

    name: str
    size: int
    content_type: str | None


@dataclass(slots=True)
class Package:
    """An open package. `findings` are about the package itself, not about the content of its parts.

    `specs` are the environment parts, `supplements` the supplementary files by the part that declares
    them."""

    name: str | None
    limits: Limits
    parts: Mapping[str, Part] = field(default_factory=dict)
    relationships: tuple[Relationship, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    archive: zipfile.ZipFile | None = None
    entries: Mapping[str, zipfile.ZipInfo] = field(default_factory=dict)
    inflated: int = 0

    @property
    def specs(self) -> tuple[str, ...]:
        """Names of the environment parts, in the order of their relationships."""
        found = (r.target for r in self.relationships if r.role == "aas-spec" and r.target)
        return tuple(dict.fromkeys(part for target in found if (part := self.find(target))))

    @property
    def supplements(self) -> Mapping[str, tuple[str, ...]]:
        """Supplementary parts by the environment part that declares them."""
        found: dict[str, tuple[str, ...]] = {}
        for relationship in self.relationships:
            part = self.find(relationship.target) if relationship.target else None
            if relationship.role == "aas-suppl" and part:
                found[relationship.source] = (*found.get(relationship.source, ()), part)
        return found

    @property
    def thumbnail(self) -> str | None:
        """Name of the package's thumbnail, if there is one."""
        kind = "metadata/thumbnail"
        return next((self.find(r.target) for r in self.relationships if r.type.endswith(kind) and r.target), None)

    def find(self, name: str) -> str | None:
        """Return the part's own spelling of a name (case and escapes do not count), or None."""
        entry = self.entries.get(equivalent(name))
        return None if entry is None else "/" + entry.filename.lstrip("/")

    def chunks(self, part: str) -> Iterator[bytes]:
        """Yield the content of a part in pieces of at most 1 MiB. Raises KeyError and PartError as `read`."""
        entry = self.entries.get(equivalent(part))
        if entry is None or self.archive is None:
            raise KeyError(part)
        if (flaw := check_entry(entry)) is not None:
            raise PartError(flaw.rule, dict(flaw.values))
        for chunk in inflated(self.archive, entry, self.limits):
            self.inflated += len(chunk)
            if self.inflated > self.limits.total_size:
                raise PartError(TOO_LARGE, {"limit": self.limits.total_size})
            yield chunk

    def read(self, part: str) -> bytes:
        """Return the content of a part. Raises KeyError if there is none, PartError if it must not be
        read."""
        return b"".join(self.chunks(part))

    def close(self) -> None:
        """Close the file."""
        if self.archive is not None:
            self.archive.close()

    def __enter__(self) -> Package:
        """Return the package itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()


def open_package(
    source: str | PathLike[str] | bytes | IO[bytes],
    limits: Limits = DEFAULT_LIMITS,
    *,
    name: str | None = None,
) -> Package:
    """Open a package from a path, bytes or a seekable binary file. What is wrong with it is in `findings`.

    Even bytes that are no archive at all give a Package, without parts. OSError comes from the disk."""
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    package = Package(
        name if name is not None or isinstance(source, bytes) else getattr(source, "name", str(source)),
        limits,
    )
    try:
        package.archive = zipfile.ZipFile(stream)
    except BROKEN as error:
        package.findings = (diagnostic(Flaw(NOT_A_ZIP, {"problem": of_zip(str(error))}), package, None),)
        return package
    package.findings = tuple(fill(package, package.archive))
    return package


def fill(package: Package, archive: zipfile.ZipFile) -> Iterator[Diagnostic]:
    """Find parts, content types and relationships; yield what is wrong on the way."""
    entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
    if len(entries) > package.limits.entries:
        values = {"number": len(entries), "limit": package.limits.entries}
        yield diagnostic(Flaw(TOO_MANY, values), package, None)
        return
    names = [entry.orig_filename for entry in entries]
    for entry, entry_name in zip(entries, names, strict=True):
        flaws = [*(check_name(entry_name) if entry_name != CONTENT_TYPES else ()), check_entry(entry)]
        yield from (diagnostic(flaw, package, entry_name) for flaw in flaws if flaw)
    yield from (diagnostic(flaw, package, entry_name) for entry_name, flaw in check_names(names))
    package.entries = {equivalent(entry.filename): entry for entry in reversed(entries)}
    types = yield from typed(package)
    package.parts = {
        "/" + entry.filename.lstrip("/"): Part(
            "/" + entry.filename.lstrip("/"), entry.file_size, types.of(entry.filename)
        )
        for entry in entries
        if entry.filename != CONTENT_TYPES
    }
    yield from related(package)
    yield from untyped(package)
    yield from (diagnostic(flaw, package, part) for part, flaw in check_structure(package.relationships, package.find))


def typed(package: Package) -> Generator[Diagnostic, None, ContentTypes]:
    """Yield what is wrong with the content types; return them."""
    if equivalent(CONTENT_TYPES) not in package.entries:
        yield diagnostic(Flaw(NO_CONTENT_TYPES, {}), package, None)
        return ContentTypes()
    try:
        types, flaws = read_content_types(package.read(CONTENT_TYPES), package.limits)
    except PartError as error:
        types, flaws = ContentTypes(), (error.flaw,)
    yield from (diagnostic(flaw, package, CONTENT_TYPES) for flaw in flaws)
    return types


def untyped(package: Package) -> Iterator[Diagnostic]:
    """Yield parts without content type: an error where a relationship needs them, else they are no parts."""
    if equivalent(CONTENT_TYPES) not in package.entries:
        return
    needed = {package.find(r.target) for r in package.relationships if r.target}
    for part in package.parts.values():
        if part.content_type is None:
            rule = UNTYPED_PART if part.name in needed or part.name.endswith(".rels") else UNTYPED_ITEM
            yield diagnostic(Flaw(rule, {"name": shown(part.name)}), package, part.name)


def related(package: Package) -> Iterator[Diagnostic]:
    """Read every relationship part once; yield what is wrong with them."""
    found: list[Relationship] = []
    for source in ("/", *package.parts):
        part = package.find(relationships_of(source))
        if part is None:
            continue
        try:
            relationships, flaws = read_relationships(package.read(part), source, package.limits)
        except PartError as error:
            relationships, flaws = (), (error.flaw,)
        found.extend(relationships)
        yield from (diagnostic(flaw, package, part) for flaw in flaws)
    package.relationships = tuple(found)


def diagnostic(flaw: Flaw, package: Package, part: str | None) -> Diagnostic:
    """Return a flaw of the package, or of one of its parts."""
    place = flaw.place
    where = Location(
        file=package.name,
        part=None if part is None else "/" + part.lstrip("/"),
        line=place.line if place else None,
        column=place.column if place else None,
    )
    return Diagnostic(rule=flaw.rule, where=where, values=flaw.values)
