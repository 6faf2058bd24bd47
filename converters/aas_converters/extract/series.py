"""Rows of a TimeSeries submodel (IDTA 02008): records inside, files in the package, links to elsewhere."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aas_converters.extract.elements import (
    Blob,
    Collection,
    Element,
    ElementList,
    Extension,
    File,
    Property,
    Submodel,
    reference_text,
)
from aas_converters.extract.places import Fetched, Place
from aas_converters.extract.rows import Collector
from aas_converters.extract.series_files import FileTableError, frames_of
from aas_converters.extract.tables import Table
from aas_validators.diagnostics import Diagnostic, Rule, Sentence, Severity
from aas_validators.document.finding import shown

LINKED: Final = Rule(
    code="SRC060",
    name="linked-rows",
    severity=Severity.ERROR,
    message=Sentence(
        "the rows of this segment are not in the file but at {endpoint} {query}",
        "이 구간의 행은 파일에 없고 {endpoint} {query}에 있습니다",
    ),
    hint=Sentence("ask that server for them", "해당 서버에서 데이터를 받으십시오"),
    why=Sentence("Nothing is fetched from the network.", "네트워크에서는 아무것도 가져오지 않습니다."),
    spec="IDTA 02008-1-1, LinkedSegment",
)
NOT_FOUND: Final = Rule(
    code="SRC061",
    name="rows-not-found",
    severity=Severity.ERROR,
    message=Sentence(
        "the rows of this segment should be in {name}, which is not there",
        "이 구간의 행이 있어야 할 {name}이(가) 없습니다",
    ),
    hint=Sentence("put the file where the document names it", "문서에 적힌 위치에 파일을 두십시오"),
    why=Sentence("The rows of the segment are missing in the table.", "이 구간의 행이 표에서 빠집니다."),
    spec="IDTA 02008-1-1, ExternalSegment",
)
CHANGED: Final = Rule(
    code="SRC062",
    name="rows-changed",
    severity=Severity.ERROR,
    message=Sentence(
        "{name} is not the file that was written: its SHA-256 is {found}, not {wanted}",
        "{name}이(가) 원래 저장한 파일과 다릅니다. SHA-256이 {wanted}이(가) 아니라 {found}입니다",
    ),
    hint=Sentence("ask for the original file", "원본 파일을 다시 받으십시오"),
    why=Sentence(
        "The values were changed or damaged after they were recorded; the rows are extracted as they are now.",
        "기록한 뒤에 값이 바뀌거나 손상되었습니다. 행은 지금 상태 그대로 추출합니다.",
    ),
)
UNREADABLE: Final = Rule(
    code="SRC063",
    name="rows-unreadable",
    severity=Severity.ERROR,
    message=Sentence("{name} cannot be read as a table: {problem}", "{name}을(를) 표로 읽을 수 없습니다: {problem}"),
    hint=Sentence("save it as UTF-8 CSV or Parquet", "UTF-8 CSV나 Parquet으로 저장하십시오"),
    why=Sentence("The rest of its rows are missing in the table.", "나머지 행이 표에서 빠집니다."),
    spec="IDTA 02008-1-1, ExternalSegment",
)

TIME_SERIES: Final = "/idta/TimeSeries/"
KINDS: Final = ("InternalSegment", "ExternalSegment", "LinkedSegment")

Say = Callable[[Diagnostic], None]


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: what kind it is, its elements by idShort, and its path."""

    kind: str
    parts: dict[str, Element]
    path: str


def is_time_series(semantic_id: str) -> bool:
    """Return whether a submodel is a time series, in any version of the template."""
    return TIME_SERIES in semantic_id


def add_series(table: Table, submodel: Submodel, keys: tuple[str, ...], place: Place, say: Say) -> None:
    """Add the rows of a time series; its keys get the name of the segment behind them."""
    for element in submodel.submodelElements or ():
        if not isinstance(element, Collection | ElementList) or not is_called(element, "Segments"):
            continue
        for number, child in enumerate(element.value or ()):
            if not isinstance(child, Collection):
                continue
            name = child.idShort or str(number)
            segment = Segment(kind_of(child), named_elements(child), f"{element.idShort}.{name}")
            row_keys = (*keys, name)
            match segment.kind:
                case "InternalSegment":
                    add_internal(table, segment, row_keys)
                case "ExternalSegment":
                    add_external(table, segment, row_keys, place, say)
                case "LinkedSegment":
                    values = {part: value_of(segment, part) for part in ("Endpoint", "Query")}
                    texts = {part.lower(): shown(value) if value else "" for part, value in values.items()}
                    say(Diagnostic(LINKED, place.where(segment.path), texts))


def is_called(element: Element, name: str) -> bool:
    """Return whether an element of the template is meant, by its semantic id, else by its idShort."""
    semantic_id = reference_text(element.semanticId)
    if TIME_SERIES in semantic_id:
        return f"/{name}/" in f"/{semantic_id.partition(TIME_SERIES)[2]}"
    return element.idShort == name


def kind_of(segment: Collection) -> str:
    """Return the kind of a segment, empty for an unknown one."""
    semantic_id = reference_text(segment.semanticId)
    named = next((kind for kind in KINDS if f"/{kind}/" in semantic_id), "")
    return named or next((kind for kind in KINDS if segment.idShort.startswith(kind)), "")


def named_elements(segment: Collection) -> dict[str, Element]:
    """Return the elements of a segment by the template's name for them."""
    names = ("Records", "File", "Blob", "Endpoint", "Query")
    parts: dict[str, Element] = {}
    for child in segment.value or ():
        name = next((name for name in names if is_called(child, name)), "")
        if name:
            parts.setdefault(name, child)
    return parts


def value_of(segment: Segment, name: str) -> str:
    """Return the value of a property of a segment."""
    found = segment.parts.get(name)
    return (found.value or "") if isinstance(found, Property) else ""


def add_internal(table: Table, segment: Segment, keys: tuple[str, ...]) -> None:
    """Add the records of an internal segment."""
    records = segment.parts.get("Records")
    items: Iterable[Element] = (records.value or ()) if isinstance(records, Collection | ElementList) else ()
    for record in items:
        row = table.begin_row(*keys)
        if isinstance(record, Collection):
            Collector(table, row).collect(record.value or (), "")
        table.add_row(row)


def add_external(table: Table, segment: Segment, keys: tuple[str, ...], place: Place, say: Say) -> None:
    """Add the rows of the file of an external segment."""
    where = place.where(segment.path)
    file, blob = segment.parts.get("File"), segment.parts.get("Blob")
    if isinstance(file, File) and file.value:
        name = file.value
        fetched = place.fetch(name)
        wanted = checksum(file.extensions)
    elif isinstance(blob, Blob) and blob.value:
        name, wanted = blob.idShort, ""
        fetched = kept(blob.value, place.scratch)
    else:
        name, fetched, wanted = "-", None, ""
    if fetched is None:
        say(Diagnostic(NOT_FOUND, where, {"name": shown(name)}))
        return
    if wanted and wanted != fetched.sha256:
        say(Diagnostic(CHANGED, where, {"name": shown(name), "found": fetched.sha256, "wanted": shown(wanted)}))
    try:
        for frame in frames_of(fetched.path):
            table.add_frame(frame, *keys)
    except FileTableError as error:
        say(Diagnostic(UNREADABLE, where, {"name": shown(name), "problem": str(error)}))


def checksum(extensions: list[Extension]) -> str:
    """Return the SHA-256 that a file should have, in small hex digits; empty where none is said."""
    said = (one.value for one in extensions if one.name.lower().replace("-", "") == "sha256")
    return next((value.strip().lower() for value in said if value), "")


def kept(base64_text: str, scratch: Path) -> Fetched | None:
    """Write the content of a blob to a scratch file; None where it is no Base64."""
    try:
        data = base64.b64decode(base64_text, validate=True)
    except binascii.Error:
        return None
    path = scratch / "blob"
    path.write_bytes(data)
    return Fetched(path, "")
