"""What submodels are compared with: templates asked for, a folder of templates, reference models."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aas_reference_models.library import UnknownModelError, load_model, model_for
from aas_reference_models.model import Model
from aas_validators.diagnostics import FindingsError, Report, Severity

if TYPE_CHECKING:
    # a reference model by its name needs none of what reads template files
    from aas_validators.template.check import FindModel
    from aas_validators.template.pairing import Instance

Source = str | PathLike[str]

ENDINGS: Final = (".json", ".xml", ".aasx")


class UnknownTemplateError(UnknownModelError):
    """Raised when a file does not hold the template of a name, or holds several and no name says which.

    It is caught where an unknown model is: what was asked for is not known, and the hint says what there is."""

    def __init__(self, file: str, names: list[str], asked: str | None = None) -> None:
        super().__init__(asked or file, ())
        choices = ", ".join(f"{file}#{name}" for name in names)
        if asked is None:
            self.message_en = f"{file} holds {len(names)} templates"
            self.message_ko = f"{file}에 템플릿이 {len(names)}개 있습니다"
        else:
            self.message_en = f"{file} has no template {asked}"
            self.message_ko = f"{file}에 {asked} 템플릿이 없습니다"
        self.hint_en, self.hint_ko = f"write one of {choices}", f"다음 중 하나로 쓰십시오: {choices}"
        self.args = (f"{self.message_en}; {self.hint_en}",)


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
    from aas_validators.template.check import by_semantic_id
    from aas_validators.template.library import Templates

    places = [Path(each) for each in models]
    wanted = [model for each in asked for model in templates_in(each, places)]
    chosen = Templates(models=wanted)
    ways = [
        chosen.for_submodel,
        Templates([Path(each) for each in folders]).for_submodel,
        by_semantic_id(lambda semantic_id: model_for(semantic_id, places)),
    ]

    def find(submodel: Instance) -> Model | None:
        # a template is an instance of nothing; only one that was asked for has to be told so (TPL008)
        if submodel.get("kind") == "Template":
            return chosen.for_submodel(submodel)
        return next((model for way in ways if (model := way(submodel))), None)

    return Search(find, chosen.models)


def templates_in(asked: Source | Model, models: Iterable[Path]) -> tuple[Model, ...]:
    """Return the models that one template asked for stands for; `file#IdShort` is one of those in a file."""
    if isinstance(asked, Model):
        return (asked,)
    path, name = parted(asked)
    if path.suffix.lower() not in ENDINGS:
        return (load_model(path if path.exists() else str(asked), models),)
    from aas_validators.template.smt import read_templates

    found = read_templates(path)
    if not found.models:
        report = Report()
        report.extend(finding for finding in found.findings if finding.severity is Severity.ERROR)
        raise FindingsError(report)
    if name is None:
        return found.models
    named = tuple(replace(model, source=f"{path}#{name}") for model in found.models if model.id_short == name)
    if not named:
        raise UnknownTemplateError(str(path), [model.id_short for model in found.models], name)
    return named[:1]


def choose_model(asked: Source | Model, models: Iterable[Path] = (), *, beside: Path | None = None) -> Model:
    """Return the one model that is asked for: a reference model or a template, by name or path.

    A template file that is not in the current folder is looked for `beside` the mapping that names it. Raises
    UnknownModelError if there is no such model, or a file holds several templates and none is named, FindingsError
    for a file without a template, ModelError for a model that is no good, and OSError from the disk."""
    if not isinstance(asked, Model) and beside is not None:
        path, _ = parted(asked)
        if path.suffix.lower() in ENDINGS and not path.exists() and (beside / path).exists():
            asked = str(beside / str(asked))
    found = templates_in(asked, models)
    if len(found) > 1:
        raise UnknownTemplateError(str(parted(asked)[0]), [model.id_short for model in found])
    return found[0]


def parted(asked: Source | Model) -> tuple[Path, str | None]:
    """Return the path in `file#IdShort`, and the name of the template behind it."""
    text = asked.source if isinstance(asked, Model) else str(asked)
    head, sign, name = text.rpartition("#")
    if sign and not Path(text).exists() and Path(head).suffix.lower() in ENDINGS:
        return Path(head), name
    return Path(text), None
