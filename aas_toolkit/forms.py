"""Excel files that people fill in to describe an AAS: the modelling workbook of the Korean programme, in and out."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from aas_converters.letters.script import Metamodel
from aas_converters.workbooks.rules import OTHER_SHEETS
from aas_converters.workbooks.sheet import is_workbook, modelling_sheet, sheet_names
from aas_validators.diagnostics import Diagnostic, Location, Report

if TYPE_CHECKING:
    from aas_converters.documents.forms import DocumentForm

Source = str | PathLike[str]


def office_kind(path: Path) -> Literal["workbook"] | None:
    """Return what an Excel file is beside a table of the plant's data, None for anything else.

    SourceError if it is a workbook and cannot be opened."""
    if not is_workbook(path):
        return None
    return "workbook" if modelling_sheet(path) is not None else None


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


def export_workbook(source: Source, to: Source) -> Report:
    """Write an AAS file as a modelling workbook of thirty columns.

    The report says what has no column; where the file cannot be read nothing is written. Raises ValueError for a target
    that is no .xlsx, SourceError without XlsxWriter, and OSError from the disk."""
    from aas_converters.interchange import open_content
    from aas_converters.interchange.write import joined
    from aas_converters.workbooks.save import save_workbook
    from aas_converters.workbooks.write import workbook_rows

    path, target = Path(source), Path(to)
    if target.suffix.lower() != ".xlsx":
        raise ValueError(f"{target.name} must end in .xlsx")
    report = Report()
    with open_content(path) as content:
        report.extend(content.findings)
        if not content.ok or not content.parts:
            return report
        rows, findings = workbook_rows(joined([part.environment for part in content.parts]), str(path))
    report.extend(findings)
    save_workbook(target, rows)
    return report
