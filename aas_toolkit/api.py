"""The verbs of the library. Each composes the floors below in a few lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory

from aas_converters.convert import convert as convert_tables
from aas_converters.letters.script import Format, Metamodel
from aas_converters.mapping.mapping import Mapping
from aas_converters.mapping.match import match
from aas_converters.mapping.read import read_mapping as read_mapping_file
from aas_converters.outcome import Job, Options
from aas_converters.plan.run import OnError
from aas_converters.sources import Settings, open_tables
from aas_reference_models.library import load_model, model_for
from aas_reference_models.model import Model
from aas_toolkit.conversion import Conversion
from aas_validators.check import Metamodel as CheckedMetamodel
from aas_validators.check import check_file
from aas_validators.diagnostics import FindingsError, Report
from aas_validators.limits import Limits
from aas_validators.template.check import by_semantic_id

Source = str | PathLike[str]
Progress = Callable[[int], None]


def read_mapping(path: Source) -> Mapping:
    """Read a mapping file.

    Raises FindingsError, whose report has a line for each complaint, if it cannot be used, and OSError from the disk.
    """
    mapping, findings = read_mapping_file(Path(path))
    if mapping is None:
        report = Report()
        report.extend(findings)
        raise FindingsError(report)
    return mapping


def convert(
    source: Source | Iterable[Source],
    *,
    model: str | Path | Model | None = None,
    mapping: Source | Mapping | None = None,
    to: Source | None = None,
    metamodel: Metamodel = "3.0",
    part: Format = "json",
    on_error: OnError = "stop",
    strict: bool = False,
    models: Iterable[Source] = (),
    progress: Progress | None = None,
) -> Conversion:
    """Convert plant data into submodels of a reference model.

    `source` is a file, a folder or a pattern, or several; all must have the same columns. `model` is a name, a path
    or a model; it may be left out where the mapping names it. Without `mapping` the headers decide. `to` ends in
    .aasx, .json or .xml; without it the result lives in a temporary folder. `models` are folders
    with models of your own. `progress` is called with the number of rows of each batch.

    Findings about the data are in the report of the result. Raises ValueError for arguments that make no sense
    (UnknownModelError for an unknown model, FindingsError for a mapping that cannot be read), SourceError if a
    source cannot be opened, and OSError from the disk.
    """
    chosen = read_mapping(mapping) if isinstance(mapping, str | PathLike) else mapping
    found = model if isinstance(model, Model) else load_model(named(model, chosen), [Path(f) for f in models])
    settings = chosen.settings if chosen else Settings()
    sources = [source] if isinstance(source, str | PathLike) else list(source)
    tables = open_tables([one if isinstance(one, str) else Path(one) for one in sources], settings)
    if not tables:
        raise ValueError("there is no source to convert")
    if chosen is None:
        # a folder may hold tables of other kinds too: the one that fits the model best speaks for all
        chosen = max((match(found, table.columns, table.name) for table in tables), key=matched_columns)
    folder = TemporaryDirectory(prefix="aas-toolkit-") if to is None else None
    target = Path(to) if to is not None else Path(folder.name if folder else "") / f"{found.id}.json"
    if target.suffix.lower() not in (".aasx", ".json", ".xml"):
        raise ValueError(f"{target.name} ends in none of .aasx, .json, .xml")
    inputs = [table.name for table in tables] + ([mapping] if isinstance(mapping, str | PathLike) else [])
    if any(target.resolve() == Path(one).resolve() for one in inputs):
        raise ValueError(f"{target.name} is what is read; choose another name for the result")
    outcome = convert_tables(tables, [Job(found, chosen)], target, Options(metamodel, part, on_error, strict), progress)
    facts = {**tables[0].about, **(outcome.plans[0].facts if outcome.plans else {})}
    return Conversion(
        model=found,
        mapping=chosen,
        report=outcome.report,
        rows=outcome.read,
        written=outcome.written,
        left_out=outcome.left_out,
        path=outcome.file,
        facts=facts,
        folder=folder,
    )


def matched_columns(mapping: Mapping) -> int:
    """Return how many elements a mapping fills."""
    return len(mapping.assignments)


def named(model: str | Path | None, mapping: Mapping | None) -> str | Path:
    """Return the model that is asked for: by the caller, else by the mapping."""
    wanted = model or (mapping.model if mapping else None)
    if wanted is None:
        raise ValueError("say which model: the mapping names none")
    return wanted


def validate(
    source: Source | bytes,
    *,
    metamodel: CheckedMetamodel = "auto",
    root: str | None = None,
    name: str | None = None,
    models: Iterable[Source] = (),
    limits: Limits = Limits(),  # noqa: B008 (frozen)
) -> Report:
    """Check an AAS file: .json, .xml or .aasx, metamodel 3.0 or 3.1, a path or the bytes themselves.

    `root` is the class of the document where it is no environment (`Submodel`); it is detected by default. `name`
    is what findings call the file. A submodel whose semanticId is that of a reference model is checked against it.
    Raises ValueError for an unknown metamodel or root, and OSError from the disk.
    """
    folders = [Path(folder) for folder in models]
    report = Report()
    report.extend(
        check_file(
            source,
            name=name,
            metamodel=metamodel,
            root=root,
            limits=limits,
            find_model=by_semantic_id(lambda semantic_id: model_for(semantic_id, folders)),
        )
    )
    return report
