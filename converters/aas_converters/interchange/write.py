"""Write whole AAS files: the environments of a file in another form, version or package, the other files untouched."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

from aas_converters.documents.aasx import (
    OPC,
    ORIGIN_PART,
    RELATIONSHIPS,
    content_types,
    relationships,
)
from aas_converters.documents.forms import CONTENT_TYPES, DocumentForm, is_rdf
from aas_converters.documents.segments import SegmentWriter
from aas_converters.documents.target import replaced, scratch_beside
from aas_converters.documents.zip_writer import ZipWriter
from aas_converters.interchange.content import LISTS, Attachment, Content, Environment, Part
from aas_converters.interchange.xml_text import xml_texts
from aas_converters.letters.script import NAMESPACES, Metamodel
from aas_converters.rdf.write import identifiables, strays, write_rdf
from aas_validators.diagnostics import Diagnostic, Location, Rule, Sentence, Severity
from aas_validators.document.finding import Finding
from aas_validators.document.jsonable import pointer_text
from aas_validators.positions.id_short_path import id_short_path

FILES_LEFT: Final = Rule(
    code="SRC083",
    name="files-left-behind",
    severity=Severity.WARNING,
    message=Sentence(
        "{count} files of the package are not in {target}: {names}",
        "패키지의 파일 {count}개가 {target}에 들어가지 않습니다: {names}",
    ),
    hint=Sentence(
        "write an .aasx, or take the files out with aas unpack",
        ".aasx로 저장하거나 aas unpack으로 파일을 꺼내십시오",
    ),
    why=Sentence("Only a package holds other files.", "다른 파일은 패키지에만 담을 수 있습니다."),
)
THUMBNAIL: Final = OPC + "relationships/metadata/thumbnail"


class RefusedError(Exception):
    """A document that cannot be written whole in its form."""


def write_content(content: Content, target: Path, form: DocumentForm, metamodel: Metamodel) -> list[Diagnostic]:
    """Write what a file holds to `target`, a package by its suffix; `form` is that of the environments.

    A package keeps its environments apart, its other files byte for byte and its thumbnail. A bare document holds one
    environment, so those of a package are joined. Returns what could not be written; OSError from the disk and
    PartError from a broken package pass, and leave no half file. With an error among the findings nothing is written.
    """
    findings: list[Diagnostic] = []
    with suppress(RefusedError), replaced(target) as file:
        if target.suffix.lower() == ".aasx":
            write_package(file, content, target, form, metamodel, findings)
        else:
            whole = Part(target.name, form, metamodel, joined([part.environment for part in content.parts]))
            findings += write_environment(file, whole, form, metamodel, content.file)
            if content.attachments:
                names = ", ".join(list(content.attachments)[:5]) + ("…" if len(content.attachments) > 5 else "")
                values = {"count": len(content.attachments), "target": target.name, "names": names}
                findings.append(Diagnostic(FILES_LEFT, Location(file=content.file), values))
        if any(finding.severity is Severity.ERROR for finding in findings):
            raise RefusedError  # the new file goes, the old one stays
    return findings


def write_package(
    file: BinaryIO,
    content: Content,
    target: Path,
    form: DocumentForm,
    metamodel: Metamodel,
    findings: list[Diagnostic],
) -> None:
    """Write a package with the environments and the other files of a content."""
    names = part_names(content.parts, form, set(content.attachments))
    overrides = {ORIGIN_PART: "text/plain"}
    overrides |= {one.name: one.content_type for one in content.attachments.values() if one.content_type}
    archive = ZipWriter(file)
    archive.add("[Content_Types].xml", content_types({form: CONTENT_TYPES[form]}, overrides))
    roots = [("r1", RELATIONSHIPS + "aasx-origin", ORIGIN_PART)]
    roots += [("r2", THUMBNAIL, content.thumbnail)] if content.thumbnail else []
    archive.add("_rels/.rels", relationships(roots))
    archive.add(ORIGIN_PART[1:], b"Intentionally empty.")
    specs = [(f"r{i}", RELATIONSHIPS + "aas-spec", name) for i, name in enumerate(names, 1)]
    archive.add("aasx/_rels/aasx-origin.rels", relationships(specs))
    with ExitStack() as stack:
        scratch = stack.enter_context(scratch_beside(target))
        for name, part in zip(names, content.parts, strict=True):
            writer = SegmentWriter(scratch, deflated=True)
            findings += write_environment(cast(BinaryIO, writer), part, form, metamodel, content.file)
            archive.add_segments(name[1:], [writer.finish()])
            if part.supplements:
                rows = [(f"r{i}", RELATIONSHIPS + "aas-suppl", one) for i, one in enumerate(part.supplements, 1)]
                folder, _, last = name[1:].rpartition("/")
                archive.add(f"{folder}/_rels/{last}.rels".lstrip("/"), relationships(rows))
        for one in content.attachments.values():
            add_attachment(archive, one, scratch)
    archive.close()


def add_attachment(archive: ZipWriter, attachment: Attachment, scratch: IO[bytes]) -> None:
    """Add a file of the package as it was."""
    writer = SegmentWriter(scratch, deflated=True)
    for chunk in attachment.chunks():
        writer.write(chunk)
    segment = writer.finish()
    if segment.size:
        archive.add_segments(attachment.name[1:], [segment])
    else:
        archive.add(attachment.name[1:], b"")


def part_names(parts: tuple[Part, ...], form: DocumentForm, taken: set[str]) -> list[str]:
    """Return a name for each environment: its own where the form allows, `/aasx/data.json` for a bare document."""
    names: list[str] = []
    for part in parts:
        stem = part.name.rpartition(".")[0] if part.name.startswith("/") else "/aasx/data"
        number, name = 1, f"{stem}.{form}"
        while name in taken or name in names:
            number += 1
            name = f"{stem}-{number}.{form}"
        names.append(name)
    return names


def write_environment(
    file: BinaryIO, part: Part, form: DocumentForm, metamodel: Metamodel, source: str
) -> list[Diagnostic]:
    """Write one environment; return what could not be said in the form."""
    lost: list[Finding] = []
    if is_rdf(form):
        lost = [*strays(part.environment), *write_rdf(file, identifiables(part.environment), metamodel, form)]
    elif form == "xml":
        for text in xml_texts(part.environment, metamodel, NAMESPACES[metamodel], lost.append):
            file.write(text.encode())
    else:
        for text in json_texts(part.environment):
            file.write(text.encode())
    return [placed(finding, part, source) for finding in lost]


def json_texts(environment: Mapping[str, object]) -> Iterator[str]:
    """Yield the text of an environment: a line for each identifiable. Empty lists, which the schema forbids, go."""
    held = {name: items for name, items in environment.items() if items or items in (0, False)}
    between = "{"
    for name, items in held.items():
        yield f"{between}{json.dumps(name)}:"
        between = ",\n"
        if name in LISTS and isinstance(items, list):
            yield "[\n" + ",\n".join(compact(item) for item in items) + "]"
        else:
            yield compact(items)
    yield "}\n" if held else "{}\n"


def compact(value: object) -> str:
    """Return plain data as JSON in one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def joined(environments: list[Environment]) -> Environment:
    """Return one environment with what several hold: parts of a package may hold the same in two forms."""
    if len(environments) == 1:
        return environments[0]
    whole: Environment = {}
    for environment in environments:
        for name, items in environment.items():
            if isinstance(items, list):
                kept = whole.setdefault(name, [])
                known = {json.dumps(item, sort_keys=True) for item in kept}
                kept.extend(item for item in items if json.dumps(item, sort_keys=True) not in known)
    return whole


def placed(finding: Finding, part: Part, source: str) -> Diagnostic:
    """Return a finding at its place in the file that was read."""
    where = Location(
        file=source,
        part=part.name if part.name.startswith("/") else None,
        path=id_short_path(part.environment, finding.pointer),
        pointer=pointer_text(finding.pointer),
    )
    return Diagnostic(finding.rule, where, finding.values)


def content_of(environment: Environment, name: str) -> Content:
    """Return an environment that stands in no file yet as the content of one."""
    return Content(name, (Part(name, "json", None, environment),), {})


def written_bytes(environment: Environment, form: DocumentForm, metamodel: Metamodel) -> bytes:
    """Return an environment as a bare document in memory."""
    file = BytesIO()
    write_environment(file, Part("", form, metamodel, environment), form, metamodel, "")
    return file.getvalue()
