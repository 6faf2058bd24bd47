"""Request forms: Excel files that people fill in to describe an AAS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from aas_converters.forms.read import is_form, read_form
from aas_converters.kosmo.engineering import Row, dropped, read_engineering
from aas_converters.kosmo.files import ENGINEERING
from aas_converters.letters.script import Metamodel
from aas_converters.workbooks.sheet import is_workbook, modelling_sheet
from aas_reference_models.model import Model
from aas_toolkit.journal import logged
from aas_toolkit.templates import choose_model
from aas_validators.diagnostics import Report, Severity
from aas_validators.kosmo.tree import points_of, tree_of

if TYPE_CHECKING:
    from aas_converters.documents.forms import DocumentForm

Source = str | PathLike[str]


@dataclass(frozen=True, slots=True)
class Form:
    """A request form that was written: the file, and how many points it lists."""

    path: Path
    points: int


@dataclass(frozen=True, slots=True)
class FromForm:
    """What a filled form became: `path` is the file, None where nothing was written.

    `engineering` is the field mapping beside it, None without one; `tags` are the points, `mapped` those with a node
    id in the field."""

    report: Report
    path: Path | None = None
    engineering: Path | None = None
    tags: int = 0
    mapped: int = 0

    @property
    def paths(self) -> tuple[Path, ...]:
        """The file and its field mapping."""
        return tuple(path for path in (self.path, self.engineering) if path is not None)

    @property
    def ok(self) -> bool:
        """Whether something was written and no finding is an error."""
        return self.report.ok and self.path is not None


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
    *,
    to: Source,
    name: str = "",
    models: Iterable[Source] = (),
    lang: Literal["en", "ko"] = "en",
) -> Form:
    """Write the request form of a reference model as an Excel file, in English or Korean.

    `name` is what the equipment is called, filled in on each sheet. The same model gives the same bytes. Raises
    ValueError for a target that is no .xlsx and for an unknown model, SourceError without XlsxWriter, OSError from the
    disk.

    >>> aas.make_form("plating", to="plating.xlsx").points > 0
    True
    """
    from aas_converters.forms.make import make_form as write_form

    target = Path(to)
    if target.suffix.lower() != ".xlsx":
        raise ValueError(f"{target.name} must end in .xlsx")
    chosen = model if isinstance(model, Model) else choose_model(model, [Path(folder) for folder in models])
    return Form(target, write_form(chosen, target, lang, name))


@logged
def convert_form(
    source: Source,
    *,
    to: Source,
    metamodel: Metamodel = "3.0",
    part: DocumentForm = "json",
    models: Iterable[Source] = (),
    lang: Literal["en", "ko"] = "en",
) -> FromForm:
    """Write the AAS that a filled request form describes, and the field mapping of its points.

    The mapping is `engineering.csv` in a folder beside the target that is called like it, without suffix: give the
    folder to `export_kosmo(..., merge=folder)`. A mapping that is there already stays where the form names no node.
    Raises ValueError if the file is no form, for an unknown model, or if it is the target; SourceError if it cannot be
    opened, OSError from the disk.

    >>> form = aas.make_form("plating", to="filled.xlsx", name="Line_1")
    >>> aas.convert_form("filled.xlsx", to="line.aasx").path.name
    'line.aasx'
    """
    from aas_converters.documents.forms import form_of
    from aas_converters.forms.environment import environment_of
    from aas_converters.interchange.write import content_of, write_content

    path, target = Path(source), Path(to)
    form = form_of(target, part)
    if path.resolve() == target.resolve():
        raise ValueError(f"{target.name} is what is read; choose another name for the result")
    filled = read_form(path)
    made = environment_of(filled, choose_model(filled.model, [Path(each) for each in models]), str(path), metamodel)
    report = Report(lang=lang)
    report.extend(made.findings)
    problems = write_content(content_of(made.environment, str(path)), target, form, metamodel)
    report.extend(problems)
    if any(one.severity is Severity.ERROR for one in problems):
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
