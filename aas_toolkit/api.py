"""The verbs of the library that look at AAS files. Each composes the floors below in a few lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from os import PathLike
from typing import Any, Literal

from aas_reference_models.model import Model
from aas_toolkit.objects import document_of, is_object
from aas_toolkit.own_rules import installed_rules
from aas_toolkit.templates import Search, search
from aas_validators.check import Assessment, Metamodel, Task, assess_file
from aas_validators.diagnostics import Diagnostic, Report
from aas_validators.layers import Layer, chosen_layers
from aas_validators.limits import Limits
from aas_validators.template.library import check_use
from aas_validators.template.pairing import Instance

Source = str | PathLike[str]


def validate(
    source: Any,
    *,
    metamodel: Metamodel = "auto",
    root: str | None = None,
    name: str | None = None,
    template: Source | Model | Iterable[Source | Model] = (),
    templates: Source | Iterable[Source] = (),
    models: Iterable[Source] = (),
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    jobs: int = 1,
    lang: Literal["en", "ko"] = "en",
) -> Report:
    """Check AAS data, metamodel 3.0 or 3.1: a file, bytes, objects of an SDK, or several of these.

    `source` is the path of a .json, .xml or .aasx, the bytes themselves, an object of BaSyx or aas-core (any class of
    the metamodel, an environment or a store), plain data as JSON spells it, or an iterable of these. Each file is
    checked by itself; objects are checked together, as the environment that holds them, so references between them
    are looked up. Findings about objects have an idShort path and a pointer, but no line.
    `root` is the class of the document where it is no environment (`Submodel`); it is detected by default. `name`
    is what findings call the file. `template` is what its submodels should conform to: an IDTA template file, or a
    reference model, its name or its path; in folders of `templates`, among `models` and the bundled reference models
    the one that a submodel names is found. `only` and `skip` name layers of the check (`references`, `template`).
    `jobs` processes share the check of a large file; what is found never depends on it. `lang` is the language in
    which the report speaks; every finding knows both. May be called from several threads at once.
    Raises ValueError for an unknown metamodel, root, layer or model, or objects that make no document, TypeError for a
    source of another kind, FindingsError for a template that cannot be read, and OSError from the disk.
    """
    layers = chosen_layers(only, skip)
    task = Task(metamodel=metamodel, root=root, layers=layers, limits=limits, jobs=jobs)
    folders = [templates] if isinstance(templates, str | PathLike) else list(templates)
    found = search(several(template), folders, models)
    report = Report(lang=lang)
    for each in assessed(source, task, found, name):
        report.extend(each.findings)
    return report


def assessed(source: Any, task: Task, found: Search, name: str | None) -> Iterator[Assessment]:
    """Yield an assessment for each file, then one for all objects. Raises ValueError and TypeError."""
    objects: list[object] = []
    for each in [source] if isinstance(source, str | PathLike | bytes) or is_object(source) else source:
        if isinstance(each, str | PathLike | bytes):
            yield assess(each, task, found, name=name)
        else:
            objects.append(each)
    if objects:
        data, metamodel = document_of(objects)
        made = replace(task, metamodel=metamodel if task.metamodel == "auto" else task.metamodel)
        assessment = assess(data, made, found, name=name)
        yield replace(assessment, findings=tuple(without_line(finding) for finding in assessment.findings))


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


def several(value: Source | Model | Iterable[Source | Model]) -> list[Source | Model]:
    """Return one thing or several as a list."""
    return [value] if isinstance(value, str | PathLike | Model) else list(value)
