"""Letters of the identifiables a package holds: submodels, shells and the references between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from aas_converters.letters.forms import Form
from aas_converters.letters.nodes import Node, Sequence
from aas_converters.letters.prototypes import external_reference, mean, model_reference
from aas_converters.letters.script import Script
from aas_converters.letters.write import cut, enclosed, letter, mark
from aas_reference_models.model import Model, WrittenReferences
from aas_validators.template.elsewhere import IN_TIME_SERIES

SUBMODEL_ID = "submodel id"
"""Column with the id of each submodel."""
ASSET_ID = "asset id"
"""Column with the global asset id of each shell."""
SHELL_ID = "shell id"
"""Column with the id of each shell."""
SHELL_ID_SHORT = "shell idShort"
"""Column with the idShort of each shell."""
REFERENCES = "references"
"""Column with the written references from a shell to its submodels."""


@dataclass(frozen=True, slots=True)
class Administration:
    """What the instances of a template say of it: version and revision, and the id of the template."""

    version: str | None
    revision: str | None
    template_id: str


@dataclass(frozen=True, slots=True)
class SubmodelHead:
    """What is the same in every submodel of a model.

    `written` and `administration` are what a template wants its instances to say; `moved` are the paths of elements
    that stand in a time series.
    """

    id_short: str
    semantic_id: str
    written: WrittenReferences | None = None
    administration: Administration | None = None
    moved: tuple[str, ...] = ()


def version_of(model: Model) -> tuple[str | None, str | None]:
    """Return version and revision as the metamodel wants them: numbers, no revision without a version."""
    numbers = re.findall(r"\d+", model.version)
    return (numbers[0] if numbers else None), (numbers[1] if len(numbers) > 1 else None)


def submodel_letter(script: Script, head: SubmodelHead, forms: tuple[Form, ...]) -> Node:
    """Return the letter of a submodel; its one blank outside the elements is its id."""
    types = script.sdk.types

    def written(children: list[Any]) -> str:
        submodel = types.Submodel(
            id=mark(SUBMODEL_ID),
            id_short=head.id_short,
            kind=types.ModellingKind.INSTANCE,
            semantic_id=external_reference(script.sdk, head.semantic_id) if head.semantic_id else None,
            submodel_elements=children or None,
        )
        if head.written is not None:
            mean(script.sdk, submodel, head.written)
        if about := head.administration:
            submodel.administration = types.AdministrativeInformation(
                version=about.version, revision=about.revision, template_id=about.template_id
            )
        if head.moved:
            text = types.DataTypeDefXSD.STRING
            submodel.extensions = [types.Extension(IN_TIME_SERIES, value_type=text, value=" ".join(head.moved))]
        return script.written(submodel)

    stand_in = types.Property(value_type=types.DataTypeDefXSD.STRING, value=mark(""))
    before, after = written([stand_in]).split(script.written(stand_in))
    children = tuple(letter(script, form) for form in forms)
    return enclosed(before, children, script.separator, after, written([]))


def shell_letter(script: Script) -> Node:
    """Return the letter of a shell of an asset instance; its references are already written."""
    types = script.sdk.types
    stand_in = model_reference(script.sdk, "Submodel", mark(""))
    shell = types.AssetAdministrationShell(
        id=mark(SHELL_ID),
        id_short=mark(SHELL_ID_SHORT),
        asset_information=types.AssetInformation(asset_kind=types.AssetKind.INSTANCE, global_asset_id=mark(ASSET_ID)),
        submodels=[stand_in],
    )
    before, after = script.written(shell).split(script.written(stand_in))
    return Sequence((cut(before), cut(mark(REFERENCES)), cut(after)))


def reference_letter(script: Script) -> Node:
    """Return the letter of a shell's reference to one submodel."""
    return cut(script.written(model_reference(script.sdk, "Submodel", mark(SUBMODEL_ID))))
