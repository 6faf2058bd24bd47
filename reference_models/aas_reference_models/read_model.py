"""Turn the YAML of a model into a `Model`, or say with lines what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

from aas_reference_models.concept_ids import BASE, HEADER, concept_id, submodel_semantic_id
from aas_reference_models.marked_yaml import Marked, Path, read_yaml
from aas_reference_models.model import Cardinality, Code, Element, Kind, Model, Shape, walk
from aas_reference_models.problem import ModelError, Problem, meant
from aas_reference_models.read_element import Reader, read_code_list, read_elements, read_text
from aas_reference_models.schema_check import check_schema, load_schema, problem

PACKAGE: Final = "aas_reference_models"
SCHEMA: Final = "model.schema.json"


def read_model(document: Marked, *, trusted: bool = False) -> Model:
    """Return the model a YAML document describes. Raises ModelError with every problem found.

    A `trusted` document is not held against the schema of the language: bundled models are, by the tests, and a
    list of forty models should not wait for it.
    """
    problems = list(document.problems)
    if not problems and not trusted:
        problems = list(check_schema(document, load_schema(PACKAGE, SCHEMA)))
    if problems:
        raise ModelError(in_order(problems))
    content: Any = document.value
    version = document.text(("version",))
    base = content.get("base", BASE)
    reader = Reader(
        document=document,
        base=base,
        scope=content["model"],
        vocabularies={**vocabularies(), **content.get("vocabularies", {})},
        code_lists=code_lists(),
    )
    header = read_header(content, reader)
    elements = read_elements(content["elements"], ("elements",), reader, None)
    shape = content.get("shape", {})
    model = Model(
        id=content["model"],
        version=version,
        semantic_id=submodel_semantic_id(base, content["model"], version),
        id_short=content["id_short"],
        title=read_text(content["title"]),
        description=read_text(content["description"]),
        basis=tuple(content.get("basis", ())),
        shape=Shape(
            one_per=shape.get("one_per", "row"),
            records=shape.get("records", "none"),
            by=tuple(shape.get("by", ())),
            every=shape.get("every"),
            list=shape.get("list"),
            record=tuple(shape.get("record", ())),
        ),
        elements=header + elements,
        source=document.file,
    )
    reader.problems.extend(unknown_keys_of_groups(model, document))
    if reader.problems:
        raise ModelError(in_order(reader.problems))
    return model


def in_order(problems: list[Problem]) -> list[Problem]:
    """Return problems by line."""
    return sorted(problems, key=lambda each: (each.line, each.column))


def read_header(content: Mapping[str, Any], reader: Reader) -> tuple[Element, ...]:
    """Return the collection Header with the elements the model picks, nothing if it picks none."""
    picked = content.get("header", {})
    known = {element.id_short: element for element in header_block().elements}
    elements = []
    for name, choice in picked.items():
        path = ("header", name)
        if name not in known:
            en, ko = f"the header block has no {name}", f"공통 정보에 {name}이(가) 없습니다"
            reader.complain("unknown-header", path, en, ko, meant(name, known))
            continue
        entry = {"cardinality": choice} if isinstance(choice, str) else choice or {}
        element = known[name]
        elements.append(
            replace(
                element,
                cardinality=Cardinality(entry.get("cardinality", element.cardinality)),
                aliases=tuple(dict.fromkeys((*element.aliases, *entry.get("aliases", ())))),
                example=reader.document.text((*path, "example")) or element.example,
                line=reader.document.key_place(path)[0],
            )
        )
    if not elements:
        return ()
    mandatory = any(element.cardinality.mandatory for element in elements)
    return (
        replace(
            header_block(),
            elements=tuple(elements),
            cardinality=Cardinality.ONE if mandatory else Cardinality.ZERO_TO_ONE,
            line=reader.document.key_place(("header",))[0],
        ),
    )


def unknown_keys_of_groups(model: Model, document: Marked) -> list[Problem]:
    """Return a problem for every path under shape that is no element of the model."""
    every = {".".join(path): element.kind for path, element in walk(model.elements) if "" not in path}
    properties = [path for path, kind in every.items() if kind is Kind.PROPERTY]
    lists = [path for path, kind in every.items() if kind is Kind.SUBMODEL_ELEMENT_LIST]
    shape = model.shape
    named: list[tuple[str, Path, list[str]]] = [(path, ("by", at), properties) for at, path in enumerate(shape.by)]
    named += [(path, ("record", at), list(every)) for at, path in enumerate(shape.record)]
    named += [(shape.list, ("list",), lists)] if shape.list else []
    found = []
    for path, place, known in named:
        if path not in known:
            en, ko = f"the model has no element {path}", f"모델에 {path} 요소가 없습니다"
            found.append(problem("unknown-element", document, ("shape", *place), en, ko, meant(path, known)))
    return found


@cache
def header_block() -> Element:
    """Return the collection Header with every element of header.yaml."""
    document = bundled("header.yaml")
    content: Any = document.value
    reader = Reader(document, BASE, HEADER, vocabularies(), code_lists())
    elements = read_elements(content["elements"], ("elements",), reader, None)
    if reader.problems:
        raise ModelError(reader.problems)
    return Element(
        id_short="Header",
        kind=Kind.SUBMODEL_ELEMENT_COLLECTION,
        semantic_id=concept_id(BASE, HEADER, "Header"),
        name=read_text(content["name"]),
        definition=read_text(content["definition"]),
        elements=elements,
    )


@cache
def vocabularies() -> Mapping[str, Mapping[str, Any]]:
    """Return the public vocabularies that are always known."""
    content: Any = bundled("vocabularies.yaml").value
    return dict(content)


@cache
def code_lists() -> Mapping[str, tuple[Code, ...]]:
    """Return the code lists that several models share, by name."""
    document = bundled("code_lists.yaml")
    content: Any = document.value
    return {name: read_code_list(codes, (name,), document) for name, codes in content.items()}


def bundled(name: str) -> Marked:
    """Return a YAML file of this package. Raises ModelError if it has problems."""
    document = read_yaml(files(PACKAGE).joinpath(name).read_text(encoding="utf-8"), name)
    if document.problems:
        raise ModelError(document.problems)
    return document
