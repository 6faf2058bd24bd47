"""Open any AAS file as JSON texts: a bare document, or every environment in a package; XML is rewritten first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import msgspec
from msgspec import Struct

from aas_converters.extract.elements import Reference
from aas_converters.extract.json_text import JsonText, JsonTextError
from aas_converters.extract.places import Place
from aas_converters.extract.xml_text import XmlTextError, xml_as_json
from aas_validators.diagnostics import Diagnostic, Report, Rule, Sentence, Severity
from aas_validators.document.finding import shown
from aas_validators.kinds import kind_of_bytes
from aas_validators.metamodel.shapes import VERSIONS
from aas_validators.package.entries import PartError
from aas_validators.package.opening import diagnostic, open_package
from aas_validators.recognise import NOT_AAS, OTHER_METAMODEL

BROKEN: Final = Rule(
    code="SRC067",
    name="unreadable-document",
    severity=Severity.ERROR,
    message=Sentence("{what} cannot be read: {problem}", "{what}을(를) 읽을 수 없습니다: {problem}"),
    hint=Sentence("check the file with aas validate", "aas validate로 파일을 검사하십시오"),
    why=Sentence("What stands there is missing in the table.", "그 부분의 데이터가 표에서 빠집니다."),
)

LISTS: Final = {
    "AssetAdministrationShell": "assetAdministrationShells",
    "Submodel": "submodels",
    "ConceptDescription": "conceptDescriptions",
}
HEAD: Final = 4096

Piece = tuple[int, bytes | None]
"""Offset of a value and its bytes, None where it is large."""


class AssetInformation(Struct):
    """What a shell is about."""

    globalAssetId: str | None = None  # noqa: N815 (spelled as in the document)


class Shell(Struct):
    """A shell: its asset and its submodels."""

    assetInformation: AssetInformation | None = None  # noqa: N815
    submodels: list[Reference] | None = None


class Kind(Struct):
    """The class of an object."""

    modelType: str = ""  # noqa: N815


SHELL: Final = msgspec.json.Decoder(Shell)
KIND: Final = msgspec.json.Decoder(Kind)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as JSON. `lists` are the offsets of lists by the class of their items; `roots` of single objects."""

    place: Place
    text: JsonText
    lists: dict[str, int]
    mixed: int | None = None
    single: int | None = None

    def each(self, name: str) -> Iterator[Piece]:
        """Yield the identifiables of a class."""
        if (offset := self.lists.get(name)) is not None:
            yield from self.text.listed(offset)
        pieces: Iterator[Piece] = self.text.listed(self.mixed) if self.mixed is not None else iter(())
        for at, data in pieces:
            if class_at(self.text, at, data) == name:
                yield at, data
        if self.single is not None and name == "Submodel":
            yield self.single, self.text.value(self.single)[0]


def open_documents(file: Path, scratch: Path, report: Report, *, whole: bool = False) -> Iterator[Document]:
    """Yield the documents of a file; what cannot be read goes to the report. OSError from the disk passes.

    What a table cannot use is left out of XML, unless the `whole` is asked for.
    """
    with file.open("rb") as source:
        kind = kind_of_bytes(source.read(HEAD))
        if kind != "aasx":
            source.seek(0)
            yield from read(source, Place(file, scratch), report, whole=whole)
            return
    with open_package(file) as package:
        package.name = str(file)
        if not package.specs:
            report.extend(finding for finding in package.findings if finding.severity is Severity.ERROR)
        for part in package.specs:
            with (scratch / "environment").open("w+b") as source:
                try:
                    for chunk in package.chunks(part):
                        source.write(chunk)
                except PartError as error:
                    report.add(diagnostic(error.flaw, package, part))
                    continue
                source.seek(0)
                yield from read(source, Place(file, scratch, package, part), report, whole=whole)


def read(source: IO[bytes], place: Place, report: Report, *, whole: bool) -> Iterator[Document]:
    """Yield the document in an open file, if it is one."""
    kind = kind_of_bytes(source.read(HEAD))
    source.seek(0)
    if kind not in ("json", "xml"):
        report.add(Diagnostic(NOT_AAS, place.where(), {"problem": f"it is {kind}"}))
        return
    try:
        if kind == "json":
            yield recognised(JsonText(source), place)
            return
        with (scratch_file := place.scratch / "rewritten").open("w+b") as rewritten:
            version = xml_as_json(source, rewritten, whole=whole)
            if version not in VERSIONS:
                rule, value = (OTHER_METAMODEL, version) if version else (NOT_AAS, "the root element is not of AAS")
                report.add(Diagnostic(rule, place.where(), {"version": value, "problem": value}))
                return
            yield recognised(JsonText(rewritten), place)
        scratch_file.unlink()
    except (JsonTextError, XmlTextError, msgspec.DecodeError) as error:
        report.add(broken(place, None, error))


def recognised(text: JsonText, place: Place) -> Document:
    """Return a document with what it holds found: an environment, a submodel, or a list as servers give it."""
    root = text.root()
    if text.byte(root) == b"[":
        return Document(place, text, {}, mixed=root)
    members = {name: at for name, at, _ in text.members(root)}
    lists = {kind: members[name] for kind, name in LISTS.items() if name in members}
    lists = {kind: at for kind, at in lists.items() if text.byte(at) == b"["}
    if lists and "submodelElements" not in members:
        return Document(place, text, lists)
    if "result" in members and text.byte(members["result"]) == b"[":
        return Document(place, text, {}, mixed=members["result"])
    is_submodel = "submodelElements" in members or class_at(text, root, None) == "Submodel"
    return Document(place, text, {}, single=root if is_submodel else None)


def class_at(text: JsonText, offset: int, data: bytes | None) -> str:
    """Return the class of an object."""
    if data is not None:
        return KIND.decode(data).modelType
    said = (piece for name, _, piece in text.members(offset) if name == "modelType")
    return str(msgspec.json.decode(next(said, None) or b'""'))


def broken(place: Place, what: str | None, error: Exception) -> Diagnostic:
    """Return the finding for something that cannot be read."""
    offset = f" (byte {error.offset})" if isinstance(error, JsonTextError) else ""
    values = {"what": what or Sentence("the document", "문서"), "problem": shown(str(error) + offset)}
    return Diagnostic(BROKEN, place.where(), values)
