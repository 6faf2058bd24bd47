"""Write a model as an IDTA submodel template: one submodel of kind Template, and a concept for each element."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from lxml import etree

from aas_converters.documents.concepts import concept
from aas_converters.documents.environment import XML_DECLARATION, whole
from aas_converters.documents.segments import SegmentWriter
from aas_converters.documents.target import SUFFIXES, scratch_beside, write_target
from aas_converters.letters.identifiables import version_of
from aas_converters.letters.prototypes import external_reference, mean
from aas_converters.letters.script import Format, Metamodel, Script, Sdk
from aas_converters.templates.elements import template_element, texts
from aas_reference_models.model import Element, Kind, Model, walk

SUBMODEL: Final = "/submodel/"
TEMPLATE: Final = "/template/"
"""What distinguishes the id of a template from the semanticId of its submodels."""


def write_template(model: Model, target: Path, *, metamodel: Metamodel = "3.0", part: Format = "json") -> None:
    """Write a model as a template file: .json, .xml, or .aasx with a part of the format `part`.

    Raises ValueError if the target ends in something else or the model holds what a template cannot, and OSError
    from the disk.
    """
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(f"{target.name} ends in none of {', '.join(SUFFIXES)}")
    script = Script("xml" if suffix == ".xml" else "json" if suffix == ".json" else part, metamodel)
    text = readable(script, template_environment(script.sdk, model))
    with scratch_beside(target) as scratch:
        writer = SegmentWriter(scratch, deflated=suffix == ".aasx")
        writer.write(text.encode())
        write_target(target, script.format, [writer.finish()])


def readable(script: Script, environment: Any) -> str:
    """Return a written environment with a line for each thing: people read and compare templates."""
    if script.format == "json":
        return json.dumps(script.sdk.jsonization.to_jsonable(environment), ensure_ascii=False, indent=2) + "\n"
    tree = etree.fromstring(whole(script, environment).encode())
    etree.indent(tree)
    return XML_DECLARATION + etree.tostring(tree, encoding="unicode") + "\n"


def template_environment(sdk: Sdk, model: Model) -> Any:
    """Return the template of a model and its concepts as an environment of an SDK."""
    return sdk.types.Environment(
        submodels=[template(sdk, model)],
        concept_descriptions=[concept(sdk, element) for element in meaningful(model) if element.described] or None,
    )


def template(sdk: Sdk, model: Model) -> Any:
    """Return the submodel of kind Template."""
    types = sdk.types
    version, revision = version_of(model)
    supplemental = model.supplemental_semantic_ids if model.semantic_id else ()
    submodel = types.Submodel(
        id=template_id(model),
        id_short=model.id_short,
        kind=types.ModellingKind.TEMPLATE,
        administration=types.AdministrativeInformation(
            version=version, revision=revision, template_id=model.template_id or template_id(model)
        ),
        semantic_id=external_reference(sdk, model.semantic_id) if model.semantic_id else None,
        supplemental_semantic_ids=[external_reference(sdk, one) for one in supplemental] or None,
        display_name=texts(types.LangStringNameType, model.title),
        description=texts(types.LangStringTextType, model.description),
        submodel_elements=[template_element(sdk, element) for element in model.elements] or None,
    )
    if model.written is not None:
        mean(sdk, submodel, model.written)
    return submodel


def template_id(model: Model) -> str:
    """Return the id of a template: `…/template/plating/1/0` beside the semanticId `…/submodel/plating/1/0`.

    A model that came from a template keeps that template's id.
    """
    if model.written is not None:
        return model.id
    if SUBMODEL in model.semantic_id:
        head, _, tail = model.semantic_id.rpartition(SUBMODEL)
        return f"{head}{TEMPLATE}{tail}"
    return f"{model.semantic_id}{TEMPLATE}{model.id}"


def meaningful(model: Model) -> Iterator[Element]:
    """Yield the submodel itself and then every element that has a meaning of its own, each meaning once."""
    seen = {model.semantic_id}
    if model.semantic_id:
        yield Element(
            id_short=model.id_short,
            kind=Kind.SUBMODEL_ELEMENT_COLLECTION,
            semantic_id=model.semantic_id,
            name=model.title,
            definition=model.description,
            described=model.written is None,
        )
    for path, element in walk(model.elements):
        if element.semantic_id and element.semantic_id not in seen:
            seen.add(element.semantic_id)
            # the item of a list has no idShort; a nameless one is called after its list
            yield element if element.name or element.id_short else replace(element, id_short=f"{path[-2]}Item")
