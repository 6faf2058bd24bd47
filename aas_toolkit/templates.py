"""What submodels are compared with: templates asked for, a folder of templates, reference models."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Final

from aas_reference_models.library import load_model, model_for
from aas_reference_models.model import Model
from aas_validators.diagnostics import FindingsError, Report, Severity
from aas_validators.template.check import FindModel, by_semantic_id
from aas_validators.template.library import Templates
from aas_validators.template.pairing import Instance
from aas_validators.template.smt import read_templates

Source = str | PathLike[str]

ENDINGS: Final = (".json", ".xml", ".aasx")


@dataclass(frozen=True, slots=True)
class Search:
    """Where the model of a submodel is looked for. `asked` are templates that some submodel must be of."""

    find: FindModel
    asked: tuple[Model, ...] = ()


def search(
    asked: Iterable[Source | Model] = (), folders: Iterable[Source] = (), models: Iterable[Source] = ()
) -> Search:
    """Return a search: first the templates asked for, then folders of templates, then reference models.

    A template is a file (.json, .xml, .aasx), a reference model, or the name or path of one. Raises FindingsError
    if a file holds no template that can be read, UnknownModelError if there is no such model, and OSError from the
    disk.
    """
    places = [Path(each) for each in models]
    wanted = [model for each in asked for model in templates_in(each, places)]
    chosen = Templates(models=wanted)
    ways = [
        chosen.for_submodel,
        Templates([Path(each) for each in folders]).for_submodel,
        by_semantic_id(lambda semantic_id: model_for(semantic_id, places)),
    ]

    def find(submodel: Instance) -> Model | None:
        return next((model for way in ways if (model := way(submodel))), None)

    return Search(find, chosen.models)


def templates_in(asked: Source | Model, models: Iterable[Path]) -> tuple[Model, ...]:
    """Return the models that one template asked for stands for."""
    if isinstance(asked, Model):
        return (asked,)
    path = Path(asked)
    if path.suffix.lower() not in ENDINGS:
        return (load_model(path if path.exists() else str(asked), models),)
    found = read_templates(path)
    if not found.models:
        report = Report()
        report.extend(finding for finding in found.findings if finding.severity is Severity.ERROR)
        raise FindingsError(report)
    return found.models
