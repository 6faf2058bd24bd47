"""A model written as a template is accepted by everyone, says what the model says, and is read back as that model."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aas_converters.documents.concepts import public_id
from aas_converters.letters.script import Format, Metamodel, sdk
from aas_converters.templates.qualifiers import ERE_SIGNS, alternatives, cardinality
from aas_converters.templates.write import template_environment, write_template
from aas_reference_models.library import load_model, models
from aas_reference_models.model import (
    Cardinality,
    Code,
    Demands,
    Element,
    Interval,
    Kind,
    Model,
    SemanticReference,
    Shape,
    Text,
    Unit,
    walk,
)
from aas_reference_models.units import units
from aas_toolkit.api import validate
from aas_validators.diagnostics import Severity
from aas_validators.template.smt import read_templates
from tests.cli.running import ROOT

NAMES = tuple(models())
METAMODELS: tuple[Metamodel, ...] = get_args(Metamodel)
TARGETS = [(metamodel, ending) for metamodel in METAMODELS for ending in ("json", "xml", "aasx")]
ENGINES = ROOT / "build" / "environments" / "aas-test-engines-1.0.3" / "bin" / "python"


def read_back(path: Path) -> Model:
    """The model in a template file that nothing is unclear about."""
    found = read_templates(path)
    assert [str(finding) for finding in found.findings] == []
    (model,) = found.models
    return plain(model)


def plain(model: Model) -> Model:
    """A model without the file it came from and what only a template file knows."""
    return replace(model, source="", written=None, elements=tuple(map(unwritten, model.elements)))


def unwritten(element: Element) -> Element:
    """An element without what only a template file knows of it: how its references are written."""
    elements = tuple(map(unwritten, element.elements))
    return replace(element, written=None, described=True, elements=elements)


def as_read(model: Model) -> Model:
    """What a template can say of a model: no headers of plants, no shape, ranges and codes as demands."""
    head, _, tail = model.semantic_id.rpartition("/submodel/")
    template_id = f"{head}/template/{tail}"
    return replace(
        model,
        id=template_id,
        template_id=template_id,
        basis=(),
        source="",
        shape=Shape(),
        elements=tuple(element_as_read(element) for element in model.elements),
    )


def element_as_read(element: Element, *, in_list: bool = False) -> Element:
    """What a template can say of an element."""
    is_list = element.kind is Kind.SUBMODEL_ELEMENT_LIST
    item = element.elements[0] if is_list and element.elements else None
    typed = item is not None and item.kind in (Kind.PROPERTY, Kind.RANGE)
    values = tuple(code.value for code in element.codes)
    pattern = any(ERE_SIGNS.search(value) for value in values)
    example = element.example if element.example and "|" not in element.example else None
    return Element(
        id_short=element.id_short,
        kind=element.kind,
        semantic_id=element.semantic_id,
        name=element.name,
        definition=element.definition,
        cardinality=cardinality(element.cardinality, in_list=in_list),
        value_type=element.value_type,
        unit=element.unit,
        example=example,
        elements=tuple(element_as_read(child, in_list=is_list) for child in element.elements),
        content_type=element.content_type or ("application/octet-stream" if element.kind is Kind.FILE else None),
        supplemental_semantic_ids=tuple(dict.fromkeys(map(public_id, element.references))),
        demands=Demands(
            values=(alternatives(values),) if pattern else values,
            values_pattern=pattern,
            ranges=(element.allowed_range,) if element.allowed_range else (),
            examples=(example,) if example else (),
        ),
        list_kind=str(item.kind) if item else None,
        list_value_type=(item.value_type or "xs:string") if typed and item else None,
        list_semantic_id=item.semantic_id if item else None,
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_bundled_model_is_a_template_that_everyone_accepts(name: str, tmp_path: Path) -> None:
    model = load_model(name)
    for metamodel, ending in TARGETS:
        path = tmp_path / metamodel / f"{name}.{ending}"
        write_template(model, path, metamodel=metamodel)
        report = validate(path, metamodel=metamodel)
        assert [str(finding) for finding in report] == []
        assert read_back(path) == as_read(model)
        if ending == "json":
            # nobody asked whether it is an instance of itself; who does is told that it is none
            assert [finding.rule.code for finding in validate(path, metamodel=metamodel, template=path)] == ["TPL008"]


@pytest.mark.parametrize("metamodel", METAMODELS)
def test_the_sdk_finds_nothing_in_a_template(metamodel: Metamodel) -> None:
    verification: Any
    if metamodel == "3.0":
        from aas_core3 import verification
    else:
        from aas_core3_1 import verification
    for name in NAMES:
        environment = template_environment(sdk(metamodel), load_model(name))
        assert [(str(error.path), error.cause) for error in verification.verify(environment)] == []


def test_the_test_engines_of_idta_find_nothing(tmp_path: Path) -> None:
    if not ENGINES.exists():
        pytest.skip("make interop installs aas-test-engines")
    for name in NAMES:
        for ending in ("json", "xml", "aasx"):
            write_template(load_model(name), tmp_path / f"{name}.{ending}")
    files = sorted(map(str, tmp_path.iterdir()))
    script = str(ROOT / "scripts" / "interop_readers" / "engines.py")
    done = subprocess.run([str(ENGINES), script, *files], check=True, stdout=subprocess.PIPE, encoding="utf-8")
    answer = json.loads(done.stdout)
    assert len(answer) == 3 * len(NAMES)
    assert {path: one["problems"] for path, one in answer.items() if one["problems"]} == {}


def test_a_template_says_it_in_the_words_of_idta() -> None:
    environment = template_environment(sdk("3.0"), load_model("plating"))
    (submodel,) = environment.submodels
    assert submodel.kind.value == "Template"
    collections = {element.id_short: element for element in submodel.submodel_elements}
    temperature = next(e for e in collections["Measured"].value if e.id_short == "BathTemperature")
    said = {each.type: each for each in temperature.qualifiers}
    assert {kind: each.value for kind, each in said.items()} == {
        "SMT/Cardinality": "One",
        "SMT/AllowedRange": "[5,110]",
        "SMT/ExampleValue": "54.1",
    }
    for kind, each in said.items():
        word = kind.removeprefix("SMT/")
        assert each.kind.value == "TemplateQualifier"
        assert each.semantic_id.keys[0].value == f"https://admin-shell.io/SubmodelTemplates/{word}/1/0"
    assert temperature.value is None
    assert [one.keys[0].value for one in temperature.supplemental_semantic_ids] == ["mtconnect:TEMPERATURE"]
    verdict = next(e for e in collections["Result"].value if e.id_short == "Verdict")
    assert {each.type: each.value for each in verdict.qualifiers}["SMT/AllowedValue"] == "OK|NG"


@pytest.mark.parametrize("name", NAMES)
def test_every_element_has_a_concept_with_its_content(name: str) -> None:
    model = load_model(name)
    environment = template_environment(sdk("3.1"), model)
    described = {one.id: one for one in environment.concept_descriptions}
    assert len(described) == len(environment.concept_descriptions)
    assert model.semantic_id in described
    for path, element in walk(model.elements):
        concept = described[str(element.semantic_id)]
        content = concept.embedded_data_specifications[0].data_specification_content
        assert {text.language for text in content.preferred_name} == {"en", "ko"}, path
        assert {text.language for text in content.definition} == {"en", "ko"}, path
        assert content.unit == (element.unit.symbol if element.unit else None)
        assert bool(content.unit_id) == bool(element.unit and element.unit.iec62720)
        assert bool(content.value_list) == bool(element.codes)
        public = list(map(public_id, element.references))
        assert [one.keys[0].value for one in concept.is_case_of or ()] == public


WORDS = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="|"), min_size=1, max_size=12)
TEXTS = st.builds(lambda en, ko: Text((("en", en), ("ko", ko))), WORDS, WORDS)
NUMBERS = st.integers(-1000, 1000).map(str)
UNITS: st.SearchStrategy[Unit | None] = st.sampled_from([None, *list(units().values())[:40]])
REFERENCES = st.builds(
    SemanticReference,
    scheme=st.sampled_from(["mtconnect", "irdi"]),
    id=st.from_regex("[A-Z]{1,9}", fullmatch=True),
    source=st.just("here"),
)


@st.composite
def properties(draw: st.DrawFn) -> Element:
    """A property with everything a model may say of it."""
    number = draw(st.booleans())
    return Element(
        id_short="Aa",
        name=draw(TEXTS),
        definition=draw(TEXTS),
        cardinality=draw(st.sampled_from(Cardinality)),
        value_type="xs:double" if number else "xs:string",
        unit=draw(UNITS) if number else None,
        allowed_range=draw(st.builds(Interval, NUMBERS, NUMBERS)) if number else None,
        codes=() if number else tuple(map(Code, draw(st.lists(WORDS, unique=True, max_size=3)))),
        references=tuple(draw(st.lists(REFERENCES, max_size=2, unique=True))),
        example=draw(st.none() | WORDS),
    )


@st.composite
def elements(draw: st.DrawFn, depth: int = 2) -> Element:
    """A property, or a collection or list of such."""
    kind = draw(st.sampled_from([Kind.PROPERTY, Kind.SUBMODEL_ELEMENT_COLLECTION, Kind.SUBMODEL_ELEMENT_LIST]))
    inner = draw(properties()) if depth == 0 or kind is Kind.PROPERTY else draw(elements(depth - 1))
    if kind is Kind.PROPERTY or depth == 0:
        return inner
    parent = Element(id_short="Cc", kind=kind, name=draw(TEXTS), definition=draw(TEXTS))
    many = kind is Kind.SUBMODEL_ELEMENT_COLLECTION and draw(st.booleans())
    children = (replace(inner, id_short="" if kind is Kind.SUBMODEL_ELEMENT_LIST else "Aa"),)
    return replace(parent, elements=(*children, replace(draw(properties()), id_short="Bb")) if many else children)


def with_ids(element: Element, path: str) -> Element:
    """Give every element a meaning of its own."""
    here = f"{path}/{element.id_short or 'Item'}"
    children = tuple(with_ids(child, here) for child in element.elements)
    return replace(element, semantic_id=f"{here}/1/0", elements=children)


@settings(deadline=None)
@given(held=st.lists(elements(), max_size=3), target=st.sampled_from(TARGETS))
def test_law_what_is_written_is_what_is_read(
    held: list[Element], target: tuple[Metamodel, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    named = (with_ids(replace(one, id_short=f"E{i}"), "https://x.example/concept/m") for i, one in enumerate(held))
    model = Model(
        id="m",
        version="2.1",
        semantic_id="https://x.example/submodel/m/2/0",
        id_short="Model",
        title=Text((("en", "Model"), ("ko", "모델"))),
        description=Text((("en", "What it is."),)),
        elements=tuple(named),
    )
    path = tmp_path_factory.mktemp("law") / f"m.{target[1]}"
    write_template(model, path, metamodel=target[0])
    found = read_templates(path)
    assert plain(found.models[0]) == as_read(model)
    assert [
        d for d in validate(path, metamodel=target[0]) if d.severity is Severity.ERROR and d.rule.code < "TPL"
    ] == []


@pytest.mark.parametrize("part", get_args(Format))
def test_the_same_model_gives_the_same_bytes(part: Format, tmp_path: Path) -> None:
    model = load_model("plating")
    for name in ("a.aasx", "b.aasx"):
        write_template(model, tmp_path / name, part=part)
    assert (tmp_path / "a.aasx").read_bytes() == (tmp_path / "b.aasx").read_bytes()


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"ends in none of"):
        write_template(load_model("plating"), tmp_path / "plating.txt")
