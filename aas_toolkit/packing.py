"""Put AAS files and other files into one package, and take a package apart."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Final, Literal, cast

from aas_converters.documents.aasx import SUPPLEMENTS
from aas_converters.documents.target import replaced
from aas_converters.interchange import Attachment, Content, open_content, write_content
from aas_converters.interchange.merge import merged
from aas_converters.interchange.split import by_shell
from aas_converters.letters.script import Format, Metamodel
from aas_toolkit.aas_sources import AasSource, held, several
from aas_toolkit.journal import logged
from aas_toolkit.results import Written
from aas_validators.diagnostics import Diagnostic, Location, Report, Severity
from aas_validators.limits import DEFAULT_LIMITS
from aas_validators.package.entries import PartError
from aas_validators.package.opening import Package, diagnostic, open_package
from aas_validators.package.part_names import BAD_NAME, ESCAPING_NAME, NAME_INSIDE_NAME, SAME_NAME

Source = str | PathLike[str]
Version = Literal["auto", "3.0", "3.1"]
CHUNK: Final = 1 << 20
REFUSED: Final = {ESCAPING_NAME, BAD_NAME, NAME_INSIDE_NAME, SAME_NAME}
"""Rules about names that cannot, or must not, become those of files in a folder."""
TYPES: Final = mimetypes.MimeTypes()
"""Content types by suffix from a table of Python's own: those of the machine would change the bytes of the package."""
TYPES.add_type("application/yaml", ".yaml")
UNSAFE: Final = re.compile(r"""[\x00-\x20"#<>?\[\\\]^`{|}]|%(?![0-9A-Fa-f]{2})""")
"""What stands escaped in the name of a part; letters of any script stay as they are, and so does what is escaped."""
FALLBACK: Final[Metamodel] = "3.0"
"""The version of a package whose sources name none: what most tools open."""


@logged
def pack(
    sources: AasSource,
    *,
    to: Source,
    files: Mapping[str, Source] | Iterable[Source] = (),
    thumbnail: Source | None = None,
    part: Format = "json",
    metamodel: Version = "auto",
    lang: Literal["en", "ko"] = "en",
) -> Written:
    """Write one package with what one or several AAS files hold, each identifiable once.

    A source is a file, its bytes, an open file, or objects of an SDK. `files` are more files for the package, by their
    names in it (`manual.pdf`, `/aasx/suppl/manual.pdf`) or under their own names. The version is that of the sources
    unless one is asked for. With an error in the report nothing was written. ValueError for a target that is no .aasx
    and for two files of one name, OSError from the disk.

    >>> aas.pack(["press.json", "robot.json"], to="line.aasx", files=["manual.pdf"]).ok
    True
    """
    target = Path(to)
    if target.suffix.lower() != ".aasx":
        raise ValueError(f"{target.name} does not end in .aasx")
    report = Report(lang=lang)
    with ExitStack() as stack:
        given = [stack.enter_context(held(source)) for source in several(sources)]
        if not given:
            raise ValueError("there is nothing to pack")
        contents = [stack.enter_context(open_content(one.path)) for one in given]
        whole, findings = merged(contents, str(target))
        report.extend(findings)
        if report.ok:
            whole = with_files(whole, named_files(files), Path(thumbnail) if thumbnail else None)
            said = next((one.metamodel for one in given if one.metamodel != "auto"), FALLBACK)
            version = whole.parts[0].metamodel or said if metamodel == "auto" else metamodel
            report.extend(written_or_said(whole, target, part, cast(Metamodel, version)))
        for one in given:
            report = one.report(report)
    return Written(report, (target,) if report.ok else ())


def written_or_said(content: Content, target: Path, part: Format, version: Metamodel) -> list[Diagnostic]:
    """Write a content; a part of a package that must not be read is a finding, and nothing is written."""
    try:
        return write_content(content, target, part, version)
    except PartError as error:
        return [Diagnostic(error.flaw.rule, Location(file=content.file), error.flaw.values)]


def named_files(files: Mapping[str, Source] | Iterable[Source]) -> dict[str, Path]:
    """Return the files to add by their names in the package. ValueError where two would have the same."""
    pairs = files.items() if isinstance(files, Mapping) else [(part_name(Path(one)), one) for one in files]
    found: dict[str, Path] = {}
    for name, one in pairs:
        place = name if name.startswith("/") else SUPPLEMENTS + name
        if place in found:
            raise ValueError(f"{found[place]} and {one} would both be {place}; give them names")
        found[place] = Path(one)
    return found


def part_name(path: Path) -> str:
    """Return the name of a file as one in a package: a link to it would end at a # or ?, and blanks are not allowed."""
    return UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", path.name)


def with_files(content: Content, files: Mapping[str, Path], thumbnail: Path | None) -> Content:
    """Return a content with more files and another thumbnail."""
    attachments = dict(content.attachments)
    for name, path in files.items():
        attachments[name] = of_disk(name, path)
    picture = content.thumbnail
    if thumbnail is not None:
        picture = f"/{part_name(thumbnail)}"
        attachments[picture] = of_disk(picture, thumbnail)
    first = content.parts[0]
    supplements = tuple(dict.fromkeys((*first.supplements, *files)))
    part = replace(first, supplements=supplements)
    return replace(content, parts=(part,), attachments=attachments, thumbnail=picture)


def of_disk(name: str, path: Path) -> Attachment:
    """Return a file on the disk as one of a package."""

    def chunks() -> Iterator[bytes]:
        with path.open("rb") as file:
            while data := file.read(CHUNK):
                yield data

    with path.open("rb"):  # a file that is not there is said before anything is written
        pass
    kind = TYPES.guess_type(name)[0] or "application/octet-stream"
    return Attachment(name, kind, chunks)


@logged
def unpack(source: AasSource, *, to: Source, only: Iterable[str] = (), lang: Literal["en", "ko"] = "en") -> Written:
    """Write the environments and other files of a package into the folder `to`, byte for byte, under their names in it.

    `only` are names, or ends of names, of those wanted. Names that would leave the folder are refused by the findings,
    and nothing is written. OSError from the disk.

    >>> [path.name for path in aas.unpack("shots.aasx", to="parts").paths]
    ['data.json']
    """
    folder = Path(to)
    wanted = (only,) if isinstance(only, str) else tuple(only)
    report = Report(lang=lang)
    written = []
    with held(source) as given, open_package(given.path, DEFAULT_LIMITS, name=str(given.path)) as package:
        report.extend(given.told(finding) for finding in package.findings)
        if any(finding.rule in REFUSED for finding in package.findings):
            return Written(report)
        for name in content_parts(package):
            if wanted and not any(name.endswith(one) for one in wanted):
                continue
            path = folder / name.lstrip("/")
            try:
                with replaced(path) as file:
                    for chunk in package.chunks(name):
                        file.write(chunk)
            except PartError as error:
                report.add(given.told(diagnostic(error.flaw, package, name)))
                continue
            written.append(path)
    return Written(report, tuple(written))


def content_parts(package: Package) -> list[str]:
    """Return the parts that hold something: environments first, without what only makes the file a package."""
    origins = {package.find(r.target) for r in package.relationships if r.target and r.role == "aasx-origin"}
    others = [one for one in package.parts if one not in origins and one not in package.specs]
    return [*package.specs, *(one for one in others if not one.endswith(".rels"))]


@logged
def split(source: AasSource, *, to: Source, part: Format = "json", lang: Literal["en", "ko"] = "en") -> Written:
    """Write a package for each shell of a file into the folder `to`: its submodels, their concepts and their files.

    `part` is the form in the packages. What cannot be read is in the report. OSError from the disk.

    >>> aas.split("press.json", to="shells").path.name
    'Press.aasx'
    """
    report = Report(lang=lang)
    with held(source) as given, open_content(given.path) as content:
        report.extend(map(given.told, content.findings))
        written = []
        if not content.ok or not content.parts:
            return Written(report)
        said = FALLBACK if given.metamodel == "auto" else given.metamodel
        for name, piece in by_shell(content):
            path = Path(to) / f"{name}.aasx"
            version = cast(Metamodel, piece.parts[0].metamodel or said)
            findings = written_or_said(piece, path, part, version)
            report.extend(map(given.told, findings))
            if all(finding.severity < Severity.ERROR for finding in findings):
                written.append(path)
    return Written(report, tuple(written))
