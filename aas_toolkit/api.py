"""The verbs of the library that look at AAS files. Each composes the floors below in a few lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from os import PathLike

from aas_reference_models.model import Model
from aas_toolkit.templates import Search, search
from aas_validators.check import Assessment, Metamodel, Task, assess_file
from aas_validators.diagnostics import Report
from aas_validators.layers import Layer, chosen_layers
from aas_validators.limits import Limits
from aas_validators.template.library import check_use
from aas_validators.template.pairing import Instance

Source = str | PathLike[str]


def validate(
    source: Source | bytes,
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
) -> Report:
    """Check an AAS file: .json, .xml or .aasx, metamodel 3.0 or 3.1, a path or the bytes themselves.

    `root` is the class of the document where it is no environment (`Submodel`); it is detected by default. `name`
    is what findings call the file. `template` is what its submodels should conform to: an IDTA template file, or a
    reference model, its name or its path; in folders of `templates`, among `models` and the bundled reference models
    the one that a submodel names is found. `only` and `skip` name layers of the check (`references`, `template`).
    `jobs` processes share the check of a large file; what is found never depends on it.
    Raises ValueError for an unknown metamodel, root, layer or model, FindingsError for a template that cannot be
    read, and OSError from the disk.
    """
    task = Task(metamodel=metamodel, root=root, layers=chosen_layers(only, skip), limits=limits, jobs=jobs)
    folders = [templates] if isinstance(templates, str | PathLike) else list(templates)
    report = Report()
    report.extend(assess(source, task, search(several(template), folders, models), name=name).findings)
    return report


def assess(source: Source | bytes, task: Task, found: Search, *, name: str | None = None) -> Assessment:
    """Return what a file is and what is wrong with it, compared with the templates that a search finds."""
    used: list[Model] = []

    def find(submodel: Instance) -> Model | None:
        model = found.find(submodel)
        used.extend([model] if model else ())
        return model

    assessment = assess_file(source, replace(task, find_model=find), name=name)
    if assessment.root is None or Layer.TEMPLATE not in task.layers:
        return assessment
    shown = name or (None if isinstance(source, bytes) else str(source))
    return replace(assessment, findings=(*assessment.findings, *check_use(found.asked, used, shown)))


def several(value: Source | Model | Iterable[Source | Model]) -> list[Source | Model]:
    """Return one thing or several as a list."""
    return [value] if isinstance(value, str | PathLike | Model) else list(value)
