"""The TimeSeries submodel (IDTA 02008-1-1) as elements and forms: metadata, record definition, segments.

Identifiers are IDTA's. The published template demands a relative time in every record, so each has one, in
milliseconds after the start of its segment, beside the plant's own time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from aas_converters.letters.forms import Constant, Container, Form, FromColumn, Leaf, Part, Rows
from aas_converters.letters.identifiables import SubmodelHead
from aas_converters.letters.write import mark
from aas_converters.plan.targets import Target
from aas_reference_models.model import Element, Kind, Model, Records

IDTA: Final = "https://admin-shell.io/idta/TimeSeries"
HEAD: Final = SubmodelHead("TimeSeries", f"{IDTA}/1/1")

RECORD_NAME: Final = "record idShort"
SEGMENT_NAME: Final = "segment idShort"
RELATIVE_TIME: Final = "Time00"
RECORD_COUNT: Final = "RecordCount"
START_TIME: Final = "StartTime"
END_TIME: Final = "EndTime"
DURATION: Final = "Duration"
INTERVAL: Final = "SamplingInterval"
FILE_VALUE: Final = "file"
FILE_SHA256: Final = "sha256"
QUERY: Final = "query"
WRITTEN_RECORDS: Final = "written records"
WRITTEN_SEGMENTS: Final = "written segments"

NUMBERED: Final = re.compile(r"_\d+$")
"""What tells the fields of one list apart; they share a concept."""
CONTENT_TYPES: Final = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a record: its element with an idShort of its own among the others, and its slot."""

    element: Element
    slot: str


def fields_of(targets: list[Target]) -> tuple[Field, ...]:
    """Return the fields of a record; what stood in collections and lists stands side by side."""
    fields: list[Field] = []
    used: set[str] = {RELATIVE_TIME}
    for target in targets:
        steps = target.place.steps
        name = f"{steps[-2]}_{int(steps[-1]) + 1}" if isinstance(steps[-1], int) else str(steps[-1])
        if name in used:
            name = "_".join(str(step) for step in steps)
        used.add(name)
        fields.append(Field(replace(target.place.element, id_short=name), target.slot))
    return tuple(fields)


def property_of(id_short: str, path: str, value_type: str) -> Element:
    """Return a property of the template."""
    return Element(id_short=id_short, semantic_id=f"{IDTA}/{path}/1/1", value_type=value_type)


def collection(id_short: str, path: str) -> Element:
    """Return a collection of the template."""
    semantic_id = f"{IDTA}/{path}/1/1"
    return Element(id_short=id_short, kind=Kind.SUBMODEL_ELEMENT_COLLECTION, semantic_id=semantic_id)


TIME_ELEMENT: Final = property_of(RELATIVE_TIME, "RelativePointInTime", "xs:long")


def record_form(fields: tuple[Field, ...]) -> Form:
    """Return the form of one record."""
    leaves = tuple(Leaf(field.element, (("value", FromColumn(field.slot)),)) for field in fields)
    time = Leaf(TIME_ELEMENT, (("value", FromColumn(RELATIVE_TIME)),))
    return Container(collection(mark(RECORD_NAME), "Record"), (time, *leaves), mandatory=True)


def segment_form(records: Records, fields: tuple[Field, ...], format_: str, endpoint: str | None) -> Form:
    """Return the form of one segment."""
    facts: list[tuple[str, str, Part]] = [
        (RECORD_COUNT, "xs:long", FromColumn(RECORD_COUNT)),
        (START_TIME, "xs:string", FromColumn(START_TIME)),
        (END_TIME, "xs:string", FromColumn(END_TIME)),
        (DURATION, "xs:string", FromColumn(DURATION)),
        (INTERVAL, "xs:long", FromColumn(INTERVAL)),
        ("State", "xs:string", Constant("completed")),
    ]
    leaves: list[Form] = [
        Leaf(property_of(name, f"Segment/{name}", value_type), (("value", part),)) for name, value_type, part in facts
    ]
    match records:
        case "internal":
            kind = "InternalSegment"
            leaves.append(Rows(collection("Records", "Records"), record_form(fields), WRITTEN_RECORDS))
        case "external":
            kind = "ExternalSegment"
            file = Element(
                id_short="File", kind=Kind.FILE, semantic_id=f"{IDTA}/File/1/1", content_type=CONTENT_TYPES[format_]
            )
            leaves.append(Leaf(file, (("value", FromColumn(FILE_VALUE)), ("sha256", FromColumn(FILE_SHA256)))))
        case _:
            kind = "LinkedSegment"
            for name, part in (("Endpoint", Constant(endpoint or "")), ("Query", FromColumn(QUERY))):
                leaves.append(Leaf(property_of(name, name, "xs:string"), (("value", part),)))
    return Container(collection(mark(SEGMENT_NAME), f"Segments/{kind}"), tuple(leaves), mandatory=True)


def series_forms(model: Model, fields: tuple[Field, ...], segment: Form) -> tuple[Form, ...]:
    """Return the forms of a TimeSeries submodel."""
    record = Container(
        collection("Record", "Record"),
        (Leaf(TIME_ELEMENT, ()), *(Leaf(field.element, ()) for field in fields)),
        mandatory=True,
    )
    metadata = Container(
        collection("Metadata", "Metadata"),
        (text_of("Name", model.title.by_language), text_of("Description", model.description.by_language), record),
        mandatory=True,
    )
    return metadata, Rows(collection("Segments", "Segments"), segment, WRITTEN_SEGMENTS)


def record_forms(fields: tuple[Field, ...]) -> tuple[Form, ...]:
    """Return the fields of a record as forms of their own, for the concepts they mean."""
    named = ((field, NUMBERED.sub("", field.element.id_short)) for field in fields)
    return tuple(Leaf(replace(field.element, id_short=name), ()) for field, name in named)


def text_of(name: str, texts: tuple[tuple[str, str], ...]) -> Form:
    """Return a constant text in several languages."""
    element = Element(id_short=name, kind=Kind.MULTI_LANGUAGE_PROPERTY, semantic_id=f"{IDTA}/Metadata/{name}/1/1")
    return Leaf(element, tuple((language, Constant(text)) for language, text in texts))
