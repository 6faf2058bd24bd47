"""Find the template of a submodel among template files, folders of them and reference models."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from aas_reference_models.model import Model
from aas_validators.diagnostics import Diagnostic, Location
from aas_validators.document.finding import shown
from aas_validators.limits import DEFAULT_LIMITS, Limits
from aas_validators.template.pairing import Instance, concept_of, semantic_ids, trimmed
from aas_validators.template.rules import template_rule
from aas_validators.template.smt import read_templates

NOT_USED = template_rule(
    18,
    "template-not-used",
    (
        "no submodel of the file names the template {template}",
        "파일에 템플릿 {template}을(를) 따르는 서브모델이 없습니다",
    ),
    ("set the submodel's semanticId to {id}", "서브모델의 semanticId를 {id}(으)로 하십시오"),
    (
        "The template was asked for, but nothing has been compared with it.",
        "템플릿 검사를 요청했으나 비교된 내용이 없습니다.",
    ),
)

ENDINGS: Final = (".json", ".xml", ".aasx")


class Templates:
    """Models of templates, found by what a submodel says of itself.

    `paths` are files (JSON, XML, AASX), or folders of which every such file below is read, without complaint
    about those that are no template. `models` are more models, preferred to the files. Of several versions
    with one semanticId the highest counts. Raises OSError if a path cannot be read."""

    def __init__(
        self, paths: Iterable[Path | str] = (), *, models: Iterable[Model] = (), limits: Limits = DEFAULT_LIMITS
    ) -> None:
        findings: list[Diagnostic] = []
        read: list[Model] = []
        for path in map(Path, paths):
            for file in files_below(path):
                found = read_templates(file, limits=limits)
                read.extend(found.models)
                if found.models or not path.is_dir():
                    findings.extend(found.findings)
        read.sort(key=lambda model: (numbers(model.version), model.source), reverse=True)
        self.models: tuple[Model, ...] = (*models, *read)
        self.findings: tuple[Diagnostic, ...] = tuple(findings)
        self.by_meaning: Mapping[str, tuple[Model, ...]] = grouped(self.models)

    def for_submodel(self, submodel: Instance) -> Model | None:
        """Return the model a submodel should conform to, None if there is none.

        Its semanticId decides, then its supplemental ones, then the template its administration names; a
        template without semanticId is found by its id or idShort."""
        named = template_id(submodel)
        for meaning in semantic_ids(submodel):
            if found := self.by_meaning.get(concept_of(meaning)):
                return next((model for model in found if named in ids(model)), found[0])
        if named:
            for model in self.models:
                if named in ids(model):
                    return model
        for model in self.models:
            if not model.semantic_id and same_name(submodel, model):
                return model
        return None


def check_use(asked: Sequence[Model], used: Sequence[Model], file: str | None) -> Iterator[Diagnostic]:
    """Yield a finding if templates were asked for and no submodel of a file was compared with any of them."""
    if asked and not any(model is one for model in used for one in asked):
        values = {
            "template": shown(", ".join(model.id_short for model in asked)),
            "id": shown(asked[0].semantic_id or asked[0].id),
        }
        yield Diagnostic(NOT_USED, Location(file=file), values)


def files_below(path: Path) -> Iterator[Path]:
    """Yield a file, or every file below a folder that may be a template, in the order of their names."""
    if not path.is_dir():
        yield path
        return
    yield from sorted(file for file in path.rglob("*") if file.suffix.lower() in ENDINGS and file.is_file())


def grouped(models: Iterable[Model]) -> dict[str, tuple[Model, ...]]:
    """Return the models by semanticId; a supplemental one only where no model has it as its own."""
    own: dict[str, tuple[Model, ...]] = {}
    more: dict[str, tuple[Model, ...]] = {}
    for model in models:
        if model.semantic_id:
            meaning = concept_of(model.semantic_id)
            own[meaning] = (*own.get(meaning, ()), model)
        for meaning in map(concept_of, model.supplemental_semantic_ids):
            more[meaning] = (*more.get(meaning, ()), model)
    return {**more, **own}


def template_id(submodel: Instance) -> str | None:
    """Return the id of the template a submodel says it was made from."""
    administration = submodel.get("administration")
    named = administration.get("templateId") if isinstance(administration, dict) else None
    return trimmed(named) if isinstance(named, str) else None


def ids(model: Model) -> tuple[str, ...]:
    """Return what a templateId may say to mean a model."""
    return tuple(one for one in (model.template_id, model.id) if one)


def same_name(submodel: Instance, model: Model) -> bool:
    """Return whether a submodel has the id or the idShort of a template."""
    name = submodel.get("idShort")
    return submodel.get("id") == model.id or (isinstance(name, str) and name == model.id_short)


def numbers(version: str) -> tuple[int, ...]:
    """Return the numbers in a version, so that 1.10 comes after 1.9."""
    return tuple(int(found) for found in re.findall(r"\d+", version)[:8])
