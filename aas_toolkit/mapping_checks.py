"""Check a mapping, and show what it makes of a table, before anything is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from aas_converters.convert import convert
from aas_converters.mapping.fitted import fitted
from aas_converters.mapping.mapping import Mapping
from aas_converters.mapping.read import read_mapping
from aas_converters.mapping.rules import UNKNOWN_MODEL
from aas_converters.outcome import Job, Options
from aas_converters.plan.preview import Shown, beginning, shown_columns
from aas_converters.plan.trial import check_mapping as tried
from aas_converters.sources import Settings, Table, open_tables
from aas_converters.sources.settings import merged
from aas_reference_models.library import UnknownModelError
from aas_reference_models.model import Model
from aas_toolkit.templates import choose_model
from aas_validators.diagnostics import Diagnostic, Location, Report

Source = str | PathLike[str]
NO_SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class Preview:
    """What a mapping makes of the beginning of a table: each column, the first submodel as JSON, and the report."""

    report: Report
    columns: tuple[Shown, ...] = ()
    submodel: dict[str, Any] | None = None
    environment: dict[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether there is a submodel and no finding is an error."""
        return self.report.ok and self.submodel is not None


def check_mapping(
    mapping: Source,
    source: Source | None = None,
    *,
    model: Source | Model | None = None,
    models: Iterable[Source] = (),
    settings: Settings = NO_SETTINGS,
    lang: Literal["en", "ko"] = "en",
) -> Report:
    """Check a mapping file: as YAML, against its model, and against a source if there is one.

    Raises SourceError if the source cannot be opened, and OSError from the disk.

    >>> aas.check_mapping("mapping.yaml", "shots.csv").ok
    True
    """
    report = Report(lang=lang)
    report.extend(mapping_findings(mapping, source, model, models, settings))
    return report


def mapping_findings(
    mapping: Source, source: Source | None, model: Source | Model | None, models: Iterable[Source], settings: Settings
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a mapping file."""
    read, findings = read_mapping(Path(mapping))
    yield from findings
    if read is None:
        return
    chosen = model_of(read, model, models)
    if isinstance(chosen, Diagnostic):
        yield chosen
        return
    tables = [] if source is None else opened(source, read, settings)
    for table in tables:
        yield from table.findings
    yield from tried(chosen, read, tables[0] if tables else None)[1]


def preview_mapping(
    mapping: Source,
    source: Source,
    *,
    model: Source | Model | None = None,
    models: Iterable[Source] = (),
    settings: Settings = NO_SETTINGS,
    rows: int = 100,
    lang: Literal["en", "ko"] = "en",
) -> Preview:
    """Show what a mapping makes of the first `rows` rows of a source, converted for nobody to keep.

    Raises SourceError if the source cannot be opened, and OSError from the disk.

    >>> aas.preview_mapping("mapping.yaml", "shots.csv", rows=3).submodel["idShort"]
    'InjectionMouldingCycle'
    """
    report = Report(lang=lang)
    read, findings = read_mapping(Path(mapping))
    report.extend(findings)
    if read is None:
        return Preview(report)
    chosen = model_of(read, model, models)
    if isinstance(chosen, Diagnostic):
        report.add(chosen)
        return Preview(report)
    table = beginning(opened(source, read, settings)[0], rows)
    plan, said = tried(chosen, read, table)
    if plan is None:
        report.extend(said)
        return Preview(report)
    with TemporaryDirectory(prefix="aas-toolkit-") as folder:
        outcome = convert(
            [table], [Job(*fitted(chosen, read))], Path(folder) / "preview.json", Options(on_error="skip")
        )
        environment: dict[str, Any] = (
            {} if outcome.file is None else json.loads(outcome.file.read_text(encoding="utf-8"))
        )
    first = next(iter(environment.get("submodels", [])), None)
    report.extend(outcome.report)
    return Preview(report, tuple(shown_columns(plan, table)), first, environment)


def opened(source: Source, mapping: Mapping, settings: Settings) -> list[Table]:
    """Return the tables of a source, opened as the mapping says."""
    return open_tables([source if isinstance(source, str) else Path(source)], merged(mapping.settings, settings))


def model_of(mapping: Mapping, model: Source | Model | None, folders: Iterable[Source]) -> Model | Diagnostic:
    """Return the model of a mapping, or the finding that there is none."""
    if isinstance(model, Model):
        return model
    name = model if model is not None else mapping.model
    where = Location(file=mapping.file)
    if name is None:
        values = {
            "message_en": "the mapping names no model",
            "message_ko": "매핑에 모델 이름이 없습니다",
            "hint_en": "write model: and a name from `aas models list`",
            "hint_ko": "model:에 `aas models list`의 이름을 쓰십시오",
        }
        return Diagnostic(UNKNOWN_MODEL, where, values)
    try:
        return choose_model(name, [Path(folder) for folder in folders], beside=Path(mapping.file).parent)
    except UnknownModelError as error:
        values = {
            "message_en": error.message_en,
            "message_ko": error.message_ko,
            "hint_en": error.hint_en or "see `aas models list`",
            "hint_ko": error.hint_ko or "`aas models list`를 보십시오",
        }
        return Diagnostic(UNKNOWN_MODEL, where, values)
