"""The plan of a time series: which elements make a record, how records become segments, and where they go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from aas_converters.letters.identifiables import submodel_letter
from aas_converters.letters.nodes import Node
from aas_converters.letters.script import Script
from aas_converters.letters.write import letter
from aas_converters.mapping.mapping import SeriesFormat, ShapeChoice
from aas_converters.plan.places import Place, Step
from aas_converters.plan.targets import Target
from aas_converters.shapes.group_plan import way_of
from aas_converters.shapes.time_series import HEAD, Field, fields_of, record_form, segment_form, series_forms
from aas_converters.shapes.windows import Window, window_of
from aas_reference_models.model import Kind, Model, Records
from aas_validators.diagnostics import Rule, Sentence, Severity

SERIES: Final = ("internal", "external", "linked")
INTERNAL_LIMIT: Final = 10_000
"""Records of one submodel beyond which an internal series is better kept as a file."""
PARQUET_ROWS: Final = 1_000_000
"""Rows of a Parquet file where the mapping sets no segment size: it is made in memory."""

LARGE_SERIES: Final = Rule(
    code="MAP019",
    name="large-internal-series",
    severity=Severity.WARNING,
    message=Sentence(
        "a submodel holds {records} records of a time series", "서브모델 하나에 시계열 기록이 {records}개 들어갑니다"
    ),
    hint=Sentence(
        "write records: external under shape: to keep the records in a file of the package",
        "shape:에 records: external을 쓰면 기록을 패키지 안의 파일로 둡니다",
    ),
    why=Sentence(
        "Most tools hold a whole submodel in memory and become slow or fail.",
        "대부분의 도구는 서브모델 전체를 메모리에 올리므로 느려지거나 멈춥니다.",
    ),
    spec="IDTA 02008-1-1",
)
BACKWARD: Final = Rule(
    code="MAP026",
    name="series-goes-back-in-time",
    severity=Severity.WARNING,
    message=Sentence(
        "{count} records of time series are earlier than the record before them",
        "시계열 기록 {count}개의 시각이 바로 앞 기록보다 이릅니다",
    ),
    hint=Sentence(
        "sort the file by time; if midnight stands at the end of a day, its date is that of the next day",
        "파일을 시간순으로 정렬하십시오. 자정 기록이 하루의 끝에 있으면 날짜가 다음 날이어야 합니다",
    ),
    why=Sentence(
        "A segment begins with its first record, so its relative times become negative.",
        "구간은 첫 기록에서 시작하므로 상대 시각이 음수가 됩니다.",
    ),
    spec="IDTA 02008-1-1, RelativePointInTime",
)
NO_ENDPOINT: Final = Rule(
    code="MAP020",
    name="linked-series-without-endpoint",
    severity=Severity.ERROR,
    message=Sentence(
        "a linked time series needs endpoint: and query:", "linked 시계열에는 endpoint:와 query:가 필요합니다"
    ),
    hint=Sentence("write both under shape: in the mapping", "매핑의 shape:에 둘 다 쓰십시오"),
    why=Sentence("Nobody could find the records.", "기록이 어디 있는지 알 수 없습니다."),
    spec="IDTA 02008-1-1, LinkedSegment",
)
NO_TIME: Final = Rule(
    code="MAP021",
    name="series-without-time",
    severity=Severity.ERROR,
    message=Sentence("a time series needs an element of type xs:dateTime", "시계열에는 xs:dateTime 요소가 필요합니다"),
    hint=Sentence("map the time of the rows to Header.Time", "행의 시각을 Header.Time에 매핑하십시오"),
    why=Sentence("Records without a time are no series.", "시각이 없는 기록은 시계열이 아닙니다."),
    spec="IDTA 02008-1-1, Record",
)


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """How the rows of a group become a TimeSeries submodel."""

    records: Records
    format: SeriesFormat
    fields: tuple[Field, ...]
    time: str
    record: Node
    segment: Node
    submodel: Node
    segment_rows: int | None
    segment_window: Window | None
    segment_bytes: int | None
    query: str | None


def compile_series(
    script: Script, model: Model, choice: ShapeChoice, targets: list[Target], time: str | None
) -> Iterator[SeriesPlan | Rule]:
    """Yield the plan of a series, or the rule that stands in its way."""
    records = model.shape.records
    if time is None:
        yield NO_TIME
        return
    if records == "linked" and not (choice.endpoint and choice.query):
        yield NO_ENDPOINT
        return
    fields = fields_of(targets)
    segment = segment_form(records, fields, choice.format, choice.endpoint)
    forms = series_forms(model, fields, segment)
    rows = choice.segment_rows
    if rows is None and records == "external" and choice.format == "parquet":
        rows = PARQUET_ROWS
    yield SeriesPlan(
        records=records,
        format=choice.format,
        fields=fields,
        time=time,
        record=letter(script, record_form(fields)),
        segment=letter(script, segment),
        submodel=submodel_letter(script, HEAD, forms),
        segment_rows=rows,
        segment_window=window_of(time, choice.segment_time, ()) if choice.segment_time else None,
        segment_bytes=choice.segment_bytes,
        query=choice.query,
    )


def record_targets(model: Model, targets: list[Target]) -> list[Target]:
    """Return the targets that make a record: what stands under the paths of `record`, else all that is measured."""
    paths = [tuple(path.split(".")) for path in model.shape.record]
    properties = [t for t in targets if t.place.element.kind is Kind.PROPERTY]
    if paths:
        return [t for t in properties if any(under(t.place.steps, path) for path in paths)]
    return [t for t in properties if t.place.element.role in ("measured", "setpoint", None) or of_row(t)]


def of_row(target: Target) -> bool:
    """Say whether a target is a result of each row, such as a verdict, and not one of the whole group."""
    return target.place.element.role == "result" and way_of(target) is None


def under(steps: tuple[Step, ...], path: tuple[str, ...]) -> bool:
    """Say whether a place is at or below a path."""
    return tuple(str(step) for step in steps[: len(path)]) == path


def only_in_records(model: Model, targets: list[Target]) -> set[str]:
    """Return the slots that are in the records and not in the submodel of the group: neither header nor aggregate."""
    return {t.slot for t in record_targets(model, targets) if t.place.steps[0] != "Header" and way_of(t) is None}


def moved_paths(targets: list[Target], in_records: set[str]) -> tuple[str, ...]:
    """Return the paths of the elements that are only in the records; none where the model demands none of them.

    A list is one element: it is there or in the records as a whole.
    """
    places = [target.place for target in targets if target.slot in in_records]
    if not any(element.cardinality.mandatory for place in places for element in place.elements):
        return ()
    return tuple(dict.fromkeys(map(path_of, places)))


def path_of(place: Place) -> str:
    """Return the path of the element that a place is in, by the model's idShorts."""
    names: list[str] = []
    for element in place.elements:
        names.append(element.id_short)
        if element.kind is Kind.SUBMODEL_ELEMENT_LIST:
            break
    return ".".join(names)
