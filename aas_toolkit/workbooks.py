"""The Korean programme's modelling workbook: an Excel file of thirty columns that describes an AAS, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from aas_converters.letters.script import Metamodel
from aas_converters.workbooks.rules import OTHER_SHEETS
from aas_converters.workbooks.sheet import modelling_sheet, sheet_names
from aas_toolkit.aas_sources import AasSource, held
from aas_toolkit.journal import logged
from aas_toolkit.results import Written
from aas_validators.diagnostics import Diagnostic, Location, Report, Severity
from aas_validators.layers import Layer
from aas_validators.task import Task

if TYPE_CHECKING:
    from aas_converters.documents.forms import DocumentForm

Source = str | PathLike[str]
SOUND: Final = Task(layers=frozenset({Layer.SYNTAX, Layer.SCHEMA, Layer.ATTRIBUTES}))
"""What must be in order before an environment can become rows."""


@logged
def convert_workbook(
    source: Source,
    *,
    to: Source,
    metamodel: Metamodel = "3.0",
    part: DocumentForm = "json",
    lang: Literal["en", "ko"] = "en",
) -> Written:
    """Write the AAS that a modelling workbook describes, in the form of the target's suffix.

    What has no place in an AAS is kept in extensions, so that `export_workbook` writes the same workbook again. The
    report says what was renamed, given an id or left out. Raises ValueError if the file is no modelling workbook or is
    the target, SourceError if it cannot be opened, OSError from the disk.

    >>> book = aas.export_workbook("press.json", to="press.xlsx")
    >>> aas.convert_workbook("press.xlsx", to="again.aasx").ok
    True
    """
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
    report = Report(lang=lang)
    if others := [name for name in sheet_names(path) if name != sheet.name]:
        report.add(Diagnostic(OTHER_SHEETS, Location(file=str(path)), {"sheets": ", ".join(others)}))
    environment, findings = read_workbook(sheet, str(path))
    report.extend(findings)
    problems = write_content(content_of(environment, str(path)), target, form, metamodel)
    report.extend(problems)
    return Written(report, () if any(map(is_error, problems)) else (target,))


@logged
def export_workbook(source: AasSource, *, to: Source, lang: Literal["en", "ko"] = "en") -> Written:
    """Write AAS data as a modelling workbook of thirty columns.

    `source` is a file, its bytes, an open file, or objects of an SDK. The report says what has no column; where the
    source cannot be read nothing is written. Raises ValueError for a target that is no .xlsx, SourceError without
    XlsxWriter, and OSError from the disk.

    >>> aas.export_workbook("press.json", to="press.xlsx").path.name
    'press.xlsx'
    """
    from aas_converters.interchange import open_content
    from aas_converters.interchange.write import joined
    from aas_converters.workbooks.save import save_workbook
    from aas_converters.workbooks.write import workbook_rows
    from aas_validators.check import assess_file

    target = Path(to)
    if target.suffix.lower() != ".xlsx":
        raise ValueError(f"{target.name} must end in .xlsx")
    report = Report(lang=lang)
    with held(source) as given, open_content(given.path) as content:
        report.extend(map(given.told, content.findings))
        if not content.ok or not content.parts:
            return Written(report)
        environment = joined([part.environment for part in content.parts])
        # the rows rely on what the schema promises; a file that breaks it is repaired first
        broken = [one for one in assess_file(json.dumps(environment).encode(), SOUND).findings if is_error(one)]
        if broken:
            report.extend(
                replace(one, where=replace(one.where, file=given.name, line=None, column=None)) for one in broken
            )
            return Written(report)
        rows, findings = workbook_rows(environment, str(given.path))
        report.extend(map(given.told, findings))
    save_workbook(target, rows)
    return Written(report, (target,))


def is_error(finding: Diagnostic) -> bool:
    """Return whether a finding is an error."""
    return finding.severity is Severity.ERROR
