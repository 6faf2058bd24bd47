"""Excel files that people fill in to describe an AAS: request forms, and the Korean programme's modelling workbook."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from aas_converters.forms.read import is_form, read_form
from aas_converters.kosmo.engineering import Row, dropped, read_engineering
from aas_converters.kosmo.files import ENGINEERING
from aas_converters.letters.script import Metamodel
from aas_converters.workbooks.rules import OTHER_SHEETS
from aas_converters.workbooks.sheet import is_workbook, modelling_sheet, sheet_names
from aas_reference_models.model import Model
from aas_toolkit.templates import choose_model
from aas_validators.diagnostics import Diagnostic, Location, Report, Severity
from aas_validators.kosmo.tree import points_of, tree_of
from aas_validators.layers import Layer
from aas_validators.task import Task

if TYPE_CHECKING:
    from aas_converters.documents.forms import DocumentForm

Source = str | PathLike[str]
SOUND: Final = Task(layers=frozenset({Layer.SYNTAX, Layer.SCHEMA, Layer.ATTRIBUTES}))
"""What must be in order before an environment can become rows."""


@dataclass(frozen=True, slots=True)
class FromForm:
    """What a filled form became: the file, None where nothing was written, the field mapping beside it, findings.

    `tags` are the points, `mapped` those with a node id in the field."""

    report: Report
    file: Path | None = None
    engineering: Path | None = None
    tags: int = 0
    mapped: int = 0


def office_kind(path: Path) -> Literal["form", "workbook"] | None:
    """Return what an Excel file is beside a table of the plant's data, None for anything else.

    SourceError if it is a workbook and cannot be opened."""
    if not is_workbook(path):
        return None
    if is_form(path):
        return "form"
    return "workbook" if modelling_sheet(path) is not None else None


def make_form(
    model: str | PathLike[str] | Model,
    to: Source,
    *,
    lang: Literal["en", "ko"] = "ko",
    name: str = "",
    models: Iterable[Source] = (),
) -> int:
    """Write the request form of a reference model as an Excel file; return how many points it lists.

    `name` is what the equipment is called, filled in on each sheet. The same model gives the same bytes. Raises
    ValueError for a target that is no .xlsx and for an unknown model, SourceError without XlsxWriter, OSError from the
    disk."""
    from aas_converters.forms.make import make_form as write_form

    target = Path(to)
    if target.suffix.lower() != ".xlsx":
        raise ValueError(f"{target.name} must end in .xlsx")
    chosen = model if isinstance(model, Model) else choose_model(model, [Path(folder) for folder in models])
    return write_form(chosen, target, lang, name)


def convert_form(
    source: Source,
    to: Source,
    *,
    metamodel: Metamodel = "3.0",
    part: DocumentForm = "json",
    models: Iterable[Source] = (),
) -> FromForm:
    """Write the AAS that a filled request form describes, and the field mapping of its points.

    The mapping is `engineering.csv` in a folder beside the target that is called like it, without suffix: give the
    folder to `export_kosmo(..., merge=folder)`. A mapping that is there already stays where the form names no node.
    Raises ValueError if the file is no form, for an unknown model, or if it is the target; SourceError if it cannot be
    opened, OSError from the disk."""
    from aas_converters.documents.forms import form_of
    from aas_converters.forms.environment import environment_of
    from aas_converters.interchange.write import content_of, write_content

    path, target = Path(source), Path(to)
    form = form_of(target, part)
    if path.resolve() == target.resolve():
        raise ValueError(f"{target.name} is what is read; choose another name for the result")
    filled = read_form(path)
    made = environment_of(filled, choose_model(filled.model, [Path(each) for each in models]), str(path), metamodel)
    report = Report()
    report.extend(made.findings)
    problems = write_content(content_of(made.environment, str(path)), target, form, metamodel)
    report.extend(problems)
    if any(map(is_error, problems)):
        return FromForm(report)
    mapped = sum(row.node != "" for row in made.rows.values())
    folder = target.with_suffix("")
    beside = write_mapping(folder / ENGINEERING, made.environment, made.rows, report) if mapped else None
    return FromForm(report, target, beside, len(made.rows), mapped)


def write_mapping(path: Path, environment: Mapping[str, Any], rows: dict[str, Row], report: Report) -> Path:
    """Write engineering.csv for an environment: the rows of a form, and where they are blank those of the file."""
    from aas_converters.documents.target import replaced
    from aas_converters.kosmo.engineering import engineering

    there: dict[str, Row] = {}
    points = list(points_of(tree_of(environment)))
    if path.exists():
        there, findings = read_engineering(path.read_bytes(), str(path))
        report.extend([*findings, *dropped(there, points, str(path))])
    known = {**there, **{name: row for name, row in rows.items() if row.node or name not in there}}
    with replaced(path) as file:
        file.write("".join(engineering(points, known)).encode())
    return path


def convert_workbook(
    source: Source, to: Source, *, metamodel: Metamodel = "3.0", part: DocumentForm = "json"
) -> Report:
    """Write the AAS that a modelling workbook describes, in the form of the target's suffix.

    What has no place in an AAS is kept in extensions, so that `export_workbook` writes the same workbook again. The
    report says what was renamed, given an id or left out. Raises ValueError if the file is no modelling workbook or is
    the target, SourceError if it cannot be opened, OSError from the disk."""
    from aas_converters.documents.forms import form_of
    from aas_converters.interchange.write import content_of, write_content
    from aas_converters.workbooks.read import read_workbook

    path, target = Path(source), Path(to)
    form = form_of(target, part)
    if path.resolve() == target.resolve():
        raise ValueError(f"{target.name} is what is read; choose another name for the result")
    sheet = modelling_sheet(path)
    if sheet is None:
        raise ValueError(f"{path.name} is no modelling workbook: A1 and the second row say so")
    report = Report()
    if others := [name for name in sheet_names(path) if name != sheet.name]:
        report.add(Diagnostic(OTHER_SHEETS, Location(file=str(path)), {"sheets": ", ".join(others)}))
    environment, findings = read_workbook(sheet, str(path))
    report.extend(findings)
    report.extend(write_content(content_of(environment, str(path)), target, form, metamodel))
    return report


def is_error(finding: Diagnostic) -> bool:
    """Return whether a finding is an error."""
    return finding.severity is Severity.ERROR


def export_workbook(source: Source, to: Source) -> Report:
    """Write an AAS file as a modelling workbook of thirty columns.

    The report says what has no column; where the file cannot be read nothing is written. Raises ValueError for a target
    that is no .xlsx, SourceError without XlsxWriter, and OSError from the disk."""
    from aas_converters.interchange import open_content
    from aas_converters.interchange.write import joined
    from aas_converters.workbooks.save import save_workbook
    from aas_converters.workbooks.write import workbook_rows
    from aas_validators.check import assess_file

    path, target = Path(source), Path(to)
    if target.suffix.lower() != ".xlsx":
        raise ValueError(f"{target.name} must end in .xlsx")
    report = Report()
    with open_content(path) as content:
        report.extend(content.findings)
        if not content.ok or not content.parts:
            return report
        environment = joined([part.environment for part in content.parts])
        # the rows rely on what the schema promises; a file that breaks it is repaired first
        broken = [one for one in assess_file(json.dumps(environment).encode(), SOUND).findings if is_error(one)]
        if broken:
            report.extend(
                replace(one, where=replace(one.where, file=str(path), line=None, column=None)) for one in broken
            )
            return report
        rows, findings = workbook_rows(environment, str(path))
    report.extend(findings)
    save_workbook(target, rows)
    return report
