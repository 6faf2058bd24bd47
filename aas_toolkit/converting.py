"""Convert plant data: the verb of the library, and how models and mappings are paired into jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import IO, Any, Literal, TypedDict

from aas_converters.convert import convert as convert_tables
from aas_converters.documents.forms import PACKAGE, DocumentForm, form_of
from aas_converters.documents.segments import Compress
from aas_converters.letters.script import Metamodel
from aas_converters.mapping.fitted import fitted
from aas_converters.mapping.mapping import Mapping
from aas_converters.mapping.read import parse_mapping
from aas_converters.mapping.read import read_mapping as read_mapping_file
from aas_converters.outcome import MEGABYTE, Job, Options
from aas_converters.parts import SplitBy
from aas_converters.plan.run import OnError
from aas_converters.shapes.compile import chosen_shape
from aas_converters.sources import Settings, Table, open_tables
from aas_converters.sources.in_memory import Given, given_or_several
from aas_converters.sources.settings import merged
from aas_reference_models.model import Model
from aas_toolkit.aas_sources import checked, is_open_file, name_of, uploads
from aas_toolkit.conversion import Conversion, TemporaryFolder
from aas_toolkit.journal import logged
from aas_toolkit.templates import choose_model
from aas_validators.diagnostics import FindingsError, Report

Source = str | PathLike[str]
ModelChoice = str | PathLike[str] | Model
MappingChoice = str | PathLike[str] | IO[bytes] | Mapping
Progress = Callable[[int], None]


class Choices(TypedDict, total=False):
    """What is said to `convert` for every source alike, where a verb converts one after the other."""

    model: ModelChoice | Sequence[ModelChoice] | None
    metamodel: Metamodel
    part: DocumentForm
    on_error: OnError
    strict: bool
    memory: int
    models: Iterable[Source]
    progress: Progress | None
    jobs: int
    compress: Compress


def read_mapping(source: Source | IO[bytes]) -> Mapping:
    """Read a mapping: a file, or one that is open for reading bytes.

    Raises FindingsError, whose report has a line for each complaint, if it cannot be used, and OSError from the disk.

    >>> aas.read_mapping("mapping.yaml").model
    'injection_moulding'
    """
    if isinstance(source, str | PathLike):
        mapping, findings = read_mapping_file(Path(source))
    else:
        text = checked(source).read().decode("utf-8-sig")
        mapping, findings = parse_mapping(text, name_of(source) or "mapping")
    if mapping is None:
        report = Report()
        report.extend(findings)
        raise FindingsError(report)
    return mapping


@logged
def convert(
    source: Source | IO[bytes] | bytes | Given | Iterable[Source | IO[bytes] | bytes | Given],
    *,
    model: ModelChoice | Sequence[ModelChoice] | None = None,
    mapping: MappingChoice | Sequence[MappingChoice] | None = None,
    to: Source | None = None,
    metamodel: Metamodel = "3.0",
    part: DocumentForm = "json",
    on_error: OnError = "stop",
    strict: bool = False,
    memory: int = 128,
    models: Iterable[Source] = (),
    settings: Settings = Settings(),  # noqa: B008 (frozen)
    progress: Progress | None = None,
    rejects: Source | None = None,
    lang: Literal["en", "ko"] = "en",
    jobs: int = 0,
    split_by: SplitBy | None = None,
    split_size: int = 200 * MEGABYTE,
    compress: Compress = "normal",
) -> Conversion:
    """Convert plant data into submodels of one or several reference models, in one pass and one package.

    `source` is a file, a folder, a pattern or an address, or what a program has: a DataFrame of polars or pandas,
    Arrow, an iterable of dictionaries, bytes, a file open for reading bytes; or several; all must have the same
    columns. `model` is a name, a path or a
    model, or an IDTA template file (`t.aasx`, `t.aasx#IdShort` where it holds several); it may be left out where
    the mapping names it. Without `mapping` the headers decide. Several mappings fill several models from the same
    rows. `to` ends in .aasx, .json, .xml, or for RDF in .ttl, .nt, .rdf or .jsonld; without it the result lives in
    a temporary folder. `memory` is what unsorted groups may take, in megabytes. `models` are folders with models of
    your own. `settings` say how the source is read, over what the mapping says. `progress` is called with the
    number of rows of each batch; what it raises ends the run, and nothing is written.

    With `rejects`, a CSV file, `on_error` must be "skip": a row with a bad cell goes there whole and as the plant wrote
    it, with the reasons in `lang`, to be corrected and converted again by the same mapping.

    `jobs` cores share the work, 0 for as many as pay; the result does not depend on it. `split_by` divides it into
    several packages named after `to`, one for each asset or group, or a new one after `split_size` bytes, and an index
    (JSON) that says what is in which; `path` of the result is then the index. `compress` says how hard packages are
    packed: "low" keeps them below what other tools take for a zip bomb, "store" packs nothing.

    Findings about the data are in the report of the result. Raises ValueError for arguments that make no sense
    (UnknownModelError for an unknown model, FindingsError for a mapping that cannot be read), SourceError if a
    source cannot be opened, and OSError from the disk. May be called from several threads at once.

    >>> result = aas.convert("shots.csv", mapping="mapping.yaml", to="press.aasx")
    >>> result.ok, result.rows, result.written
    (True, 24, 24)
    """
    with ExitStack() as stack:
        given, files = uploads(sources_of(source), stack)
        mappings = [one if isinstance(one, Mapping) else read_mapping(one) for one in several(mapping)]
        folders = [Path(folder) for folder in models]
        wanted = [one if isinstance(one, Model) else choose_model(one, folders) for one in several(model)]
        settings = merged(mappings[0].settings if mappings else Settings(), settings)
        tables = open_tables([Path(one) if isinstance(one, PathLike) else one for one in given], settings)
        if not tables:
            raise ValueError("there is no source to convert")
        jobs_to_do = [Job(*fitted(job.model, job.mapping)) for job in jobs_of(wanted, mappings, tables, folders)]
        folder = TemporaryFolder() if to is None else None
        target = folder.path / f"{jobs_to_do[0].model.name}.json" if folder else Path(to or "")
        form_of(target, part)
        inputs = [table.name for table in tables] + [one for one in several(mapping) if isinstance(one, str | PathLike)]
        if any(target.resolve() == Path(one).resolve() for one in inputs):
            raise ValueError(f"{target.name} is what is read; choose another name for the result")
        if rejects is not None and on_error != "skip":
            raise ValueError('rejects are for on_error="skip"; with "stop" nothing is written')
        aside = None if rejects is None else Path(rejects)
        if aside is not None and any(aside.resolve() == Path(one).resolve() for one in (target, *inputs)):
            raise ValueError(f"{aside.name} is what is read or written; choose another name for the rejects")
        if split_by is not None:
            check_split(split_by, split_size, target, jobs_to_do)
        told = Options(metamodel, part, on_error, strict, memory * MEGABYTE, aside, lang)
        options = replace(told, jobs=jobs, split_by=split_by, split_size=split_size, compress=compress)
        outcome = convert_tables(tables, jobs_to_do, target, options, progress)
        facts = {**tables[0].about, **(outcome.plans[0].facts if outcome.plans else {})}
        report = outcome.report
        for one in files:
            report = one.report(report)
        report.lang = lang
        return Conversion(
            models=tuple(job.model for job in jobs_to_do),
            mappings=tuple(job.mapping for job in jobs_to_do),
            report=report,
            rows=outcome.read,
            written=outcome.written,
            left_out=outcome.left_out,
            path=outcome.file,
            packages=tuple(outcome.packages),
            facts=facts,
            coverage=outcome.coverage,
            metamodel=metamodel,
            rejected=outcome.rejected,
            folder=folder,
        )


def sources_of(source: Any) -> list[Any]:
    """Return one source of plant data or several as a list."""
    one = isinstance(source, str | PathLike | bytes) or is_open_file(source)
    return [source] if one else given_or_several(source)


def check_split(split_by: SplitBy, split_size: int, target: Path, jobs: list[Job]) -> None:
    """Raise ValueError where a result cannot be divided so."""
    if target.suffix.lower() != PACKAGE:
        raise ValueError(f"only packages are divided: let the result end in .aasx, not {target.suffix}")
    if split_size < 1:
        raise ValueError(f"a package has at least one byte, not {split_size}")
    for job in jobs:
        if split_by == "group" and chosen_shape(job.model, job.mapping).one_per == "row":
            raise ValueError(f"{job.model.name} has a submodel for each row and no groups; divide by asset or size")


def several(choice: Any) -> list[Any]:
    """Return none, one or several choices as a list."""
    if choice is None:
        return []
    return list(choice) if isinstance(choice, list | tuple) else [choice]


def jobs_of(models: list[Model], mappings: list[Mapping], tables: list[Table], folders: list[Path]) -> list[Job]:
    """Return a job for each mapping, and one for each model that no mapping names.

    A single model goes with a single mapping, whatever that names.
    """
    if len(models) == 1 and len(mappings) == 1:
        return [Job(models[0], mappings[0])]
    by_name = {name: model for model in models for name in (model.id, model.source)}
    jobs = [Job(model_of(mapping, by_name, folders), mapping) for mapping in mappings]
    taken = {job.model.id for job in jobs}
    jobs += [Job(model, matched(model, tables)) for model in models if model.id not in taken]
    if not jobs:
        raise ValueError("say which model: there is no mapping that names one")
    return jobs


def model_of(mapping: Mapping, by_name: dict[str, Model], folders: list[Path]) -> Model:
    """Return the model a mapping is for."""
    if mapping.model is None:
        raise ValueError(f"say which model: {mapping.file} names none")
    return by_name.get(mapping.model) or choose_model(mapping.model, folders, beside=Path(mapping.file).parent)


def matched(model: Model, tables: list[Table]) -> Mapping:
    """Return the mapping that the headers suggest.

    A folder may hold tables of other kinds too: the one that fits the model best speaks for all.
    """
    from aas_converters.mapping.suggest import suggest  # late: with a mapping nobody asks for another

    found = (replace(suggest(model, table, trusting=True).mapping, file=table.name) for table in tables)
    return max(found, key=lambda mapping: len(mapping.assignments))
