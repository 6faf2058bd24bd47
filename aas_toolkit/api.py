"""The verbs of the library that look at AAS files. Each composes the floors below in a few lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

from aas_reference_models.model import Model
from aas_toolkit.aas_sources import AasSource, checked, held, is_open_file, name_of
from aas_toolkit.aas_sources import several as sources
from aas_toolkit.journal import logged
from aas_toolkit.objects import document_of
from aas_toolkit.own_rules import installed_rules
from aas_toolkit.policy import Level, levels_of, weighed
from aas_toolkit.profiles import PROFILES, check_profile
from aas_toolkit.templates import Search, search
from aas_validators.check import Assessment, Metamodel, Task, assess_file
from aas_validators.diagnostics import Diagnostic, Report
from aas_validators.layers import Layer, chosen_layers
from aas_validators.limits import Limits
from aas_validators.template.library import check_use
from aas_validators.template.pairing import Instance

Source = str | PathLike[str]
NO_LEVELS: Final[Mapping[str, Level]] = MappingProxyType({})


@logged
def validate(
    source: AasSource,
    *,
    metamodel: Metamodel = "auto",
    root: str | None = None,
    name: str | None = None,
    template: Source | Model | Iterable[Source | Model] = (),
    templates: Source | Iterable[Source] = (),
    profile: Literal["kosmo"] | None = None,
    exported: Source | None = None,
    shacl: int = 0,
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Mapping[str, Level] = NO_LEVELS,
    models: Iterable[Source] = (),
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    jobs: int = 1,
    lang: Literal["en", "ko"] = "en",
) -> Report:
    """Check AAS data, metamodel 3.0 or 3.1: a file, bytes, an open file, objects of an SDK, or several of these.

    `source` is the path of a .json, .xml, .aasx or RDF file, a folder with such files at any depth, the bytes
    themselves, a file that is open for reading them, an object of BaSyx or aas-core (any class of the metamodel, an
    environment or a store), plain data as JSON spells it, or an iterable of these. Each file is checked by itself;
    objects are checked together, as the environment that holds them, so references between them are looked up.
    Findings about objects have an idShort path and a pointer, but no line.

    `root` is the class of the document where it is no environment (`Submodel`); it is detected by default. `name`
    is what findings call the file. `template` is what its submodels should conform to: an IDTA template file, or a
    reference model, its name or its path; in folders of `templates`, among `models` and the bundled reference models
    the one that a submodel names is found. `profile` adds what a programme asks for, and `exported` is a folder with
    files that must fit the AAS. `shacl` holds so many identifiables of each file to the official shapes too. `only` and
    `skip` name layers of the check (`references`, `template`). `ignore` switches rules off, and `severity` says how bad
    they are here: by code, by name, or by the beginning of codes (`TPL`).

    `jobs` processes share the check of a large file; what is found never depends on it. `lang` is the language in
    which the report speaks; every finding knows both. May be called from several threads at once.
    Raises ValueError for an unknown metamodel, root, layer, rule or model, or objects that make no document, TypeError
    for a source of another kind, FindingsError for a template that cannot be read, SourceError where pyshacl is not
    installed, and OSError from the disk.

    >>> report = aas.validate("broken.json")
    >>> [(finding.rule.code, finding.where.path) for finding in report]
    [('AAS501', 'Data/Force')]
    >>> aas.validate("broken.json", ignore=["AAS501"]).ok
    True
    """
    if profile is not None and profile not in PROFILES:
        raise ValueError(f"there is no profile {profile}; there is {', '.join(PROFILES)}")
    if exported is not None and profile is None:
        raise ValueError("exported files are held to a profile; say which")
    layers = chosen_layers(texts(only), texts(skip))
    task = Task(metamodel=metamodel, root=root, layers=layers, limits=limits, jobs=jobs)
    found = search(several(template), several(templates), models)
    levels = levels_of(texts(ignore), severity)
    report = Report(lang=lang)
    for given, called, assessment in assessed(source, task, found, name):
        report.extend(weighed(assessment.findings, levels))
        report.extend(weighed(further(given, called, profile, exported, shacl), levels))
    return report


def assessed(
    source: AasSource, task: Task, found: Search, name: str | None
) -> Iterator[tuple[AasSource, str | None, Assessment]]:
    """Yield each file, then all objects, what findings call it, and what it is. Raises ValueError and TypeError."""
    for each in sources(source):
        if isinstance(each, str | PathLike) and Path(each).is_dir():
            yield from ((path, str(path), one) for path, one in below(Path(each), task, found))
        elif isinstance(each, str | PathLike | bytes):
            yield each, name, assess(each, task, found, name=name)
        elif is_open_file(each):
            content, called = checked(each).read(), name or name_of(each)
            yield content, called, assess(content, task, found, name=called)
        else:
            data, metamodel = document_of(each if isinstance(each, list) else [each])
            made = replace(task, metamodel=metamodel if task.metamodel == "auto" else task.metamodel)
            assessment = assess(data, made, found, name=name)
            findings = tuple(without_line(finding) for finding in assessment.findings)
            yield each, name, replace(assessment, findings=findings)


def below(folder: Path, task: Task, found: Search) -> Iterator[tuple[Path, Assessment]]:
    """Yield the AAS files in a folder at any depth, sorted, with what they are. Raises ValueError if there is none."""
    from aas_toolkit.discovery import find_files, is_stranger

    count = 0
    for place in find_files([str(folder)]):
        assessment = assess(place.path, task, found)
        if not is_stranger(place.path, assessment):
            count += 1
            yield place.path, assessment
    if not count:
        # a program that looks into the wrong folder must not be told that all is well
        raise ValueError(f"{folder} has no AAS file")


def further(
    source: AasSource, name: str | None, profile: str | None, exported: Source | None, shacl: int
) -> Iterator[Diagnostic]:
    """Yield what a profile and the official shapes say, where they are asked for."""
    if profile is None and not shacl:
        return
    with held(source) as given:
        if shacl:
            from aas_toolkit.shapes import check_sample  # late: most checks do without

            yield from map(given.told, check_sample(given.path, shacl, name=name or str(given.path)))
        if profile is not None:
            folder = None if exported is None else Path(exported)
            yield from map(given.told, check_profile(given.path, profile, name=name, folder=folder))


def without_line(finding: Diagnostic) -> Diagnostic:
    """Return a finding without line and column: those of a text that nobody has seen."""
    return replace(finding, where=replace(finding.where, line=None, column=None))


def assess(source: Source | bytes, task: Task, found: Search, *, name: str | None = None) -> Assessment:
    """Return what a file is and what is wrong with it, compared with the templates that a search finds."""
    used: list[Model] = []

    def find(submodel: Instance) -> Model | None:
        model = found.find(submodel)
        used.extend([model] if model else ())
        return model

    own = task.own or (installed_rules() if Layer.OWN in task.layers else ())
    assessment = assess_file(source, replace(task, find_model=find, own=own), name=name)
    if assessment.root is None or Layer.TEMPLATE not in task.layers:
        return assessment
    shown = name or (None if isinstance(source, bytes) else str(source))
    return replace(assessment, findings=(*assessment.findings, *check_use(found.asked, used, shown)))


def several(value: Any) -> list[Any]:
    """Return one thing or several as a list."""
    return [value] if isinstance(value, str | PathLike | Model) else list(value)


def texts(value: Iterable[str]) -> Iterable[str]:
    """Return one text or several as several."""
    return (value,) if isinstance(value, str) else value
