"""Template files become models: slips and all, in every format, and are found by what a submodel says of itself."""

import json
from pathlib import Path
from typing import Any

import pytest

from aas_reference_models.model import Cardinality, Element, Interval, Kind, Model, Text
from aas_validators.template.check import check_against
from aas_validators.template.library import Templates
from aas_validators.template.smt import read_templates
from tests.rooms.validators.small_packages import package

SEMANTIC_ID = "urn:x:washing"


def reference(identifier: str) -> dict[str, Any]:
    return {"type": "ExternalReference", "keys": [{"type": "GlobalReference", "value": identifier}]}


def qualifier(kind: str, value: str) -> dict[str, Any]:
    return {"type": kind, "valueType": "xs:string", "value": value}


def prop(id_short: str, *qualifiers: tuple[str, str], **more: Any) -> dict[str, Any]:
    said = {"qualifiers": [qualifier(*one) for one in qualifiers]} if qualifiers else {}
    return {"modelType": "Property", "idShort": id_short, "valueType": "xs:string", **said, **more}


def template(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    submodel = {"modelType": "Submodel", "id": "urn:x:t", "idShort": "Washing", "kind": "Template"}
    return {**submodel, "semanticId": reference(SEMANTIC_ID), "submodelElements": list(elements), **more}


def read(*submodels: dict[str, Any]) -> tuple[tuple[Model, ...], list[str]]:
    found = read_templates(json.dumps({"submodels": list(submodels)}).encode())
    return found.models, [finding.rule.code for finding in found.findings]


def only(element: dict[str, Any]) -> Element:
    models, _ = read(template(element))
    return models[0].elements[0]


@pytest.mark.parametrize(
    "kind", ["SMT/Cardinality", "Cardinality", "Multiplicity", "SMT/SMT/Cardinality", "smt/cardinality "]
)
@pytest.mark.parametrize("value", ["ZeroToOne", "ZerotoOne", "ZeroToOne ", "[0..1]", "zero_to_one"])
def test_a_cardinality_counts_in_every_spelling(kind: str, value: str) -> None:
    assert only(prop("A", (kind, value))).cardinality is Cardinality.ZERO_TO_ONE


@pytest.mark.parametrize(
    ("value", "taken"),
    [
        ("Three", Cardinality.ONE_TO_MANY),
        ("TwoToMany", Cardinality.ONE_TO_MANY),
        ("2..*", Cardinality.ONE_TO_MANY),
        ("Recursive", Cardinality.ZERO_TO_MANY),
        ("", Cardinality.ZERO_TO_MANY),
    ],
)
def test_of_an_unknown_cardinality_only_what_is_certain_counts(value: str, taken: Cardinality) -> None:
    models, codes = read(template(prop("A", ("SMT/Cardinality", value))))
    assert (models[0].elements[0].cardinality, codes) == (taken, ["TPL031"])


def test_an_element_without_cardinality_demands_nothing() -> None:
    models, codes = read(template(prop("A")))
    assert list(check_against({"submodelElements": []}, models[0])) == []
    assert codes == []


@pytest.mark.parametrize(
    ("text", "values", "is_pattern"),
    [
        ("a;b; c", ("a", "b", "c"), False),
        ("good | bad", ("good", "bad"), False),
        ("IEC 61360 (2017); V1.2", ("IEC 61360 (2017)", "V1.2"), False),
        ("only", ("only",), False),
        ("(a|b)c", ("(a|b)c",), True),
        ("[A-Z]+", ("[A-Z]+",), True),
        (r"T[\d{2,3}]", (r"T\d{2,3}",), True),
    ],
)
def test_allowed_values_are_a_list_or_a_pattern(text: str, values: tuple[str, ...], *, is_pattern: bool) -> None:
    demands = only(prop("A", ("SMT/AllowedValue", text))).demands
    assert (demands.values, demands.values_pattern) == (values, is_pattern)


def test_ranges_have_open_and_closed_ends() -> None:
    demands = only(prop("A", ("SMT/AllowedRange", "[0, 1) | (2;*]"))).demands
    assert demands.ranges == (Interval("0", "1", high_excluded=True), Interval("2", low_excluded=True))
    assert only(prop("A", ("SMT/AllowedRange", "*"))).demands.ranges == ()


def test_a_demand_nobody_understands_is_reported_and_demands_nothing() -> None:
    models, codes = read(template(prop("A", ("SMT/AllowedRange", "from 1"), ("SMT/AllowedIdShort", "(")), prop("B")))
    assert codes == ["TPL033", "TPL033"]
    assert list(check_against({"submodelElements": [prop("A", value="x")]}, models[0])) == []


def test_lists_say_what_they_hold_even_without_an_item() -> None:
    empty = only({"modelType": "SubmodelElementList", "idShort": "L", "typeValueListElement": "Property",
                  "valueTypeListElement": "xs:int", "semanticIdListElement": reference("urn:x:i")})  # fmt: skip
    assert (empty.list_kind, empty.list_value_type, empty.list_semantic_id) == ("Property", "xs:int", "urn:x:i")
    model = Model(
        id="m", version="", semantic_id="s", id_short="M", title=Text(), description=Text(), elements=(empty,)
    )
    wrong = {"modelType": "SubmodelElementList", "idShort": "L", "typeValueListElement": "Range"}
    assert [f.rule.code for f in check_against({"submodelElements": [wrong]}, model)] == ["TPL009"]


def test_an_item_stands_for_the_template_item_it_deviates_from_least() -> None:
    parts = [
        {"modelType": "SubmodelElementCollection", "value": [prop(name, ("SMT/Cardinality", "One"))]}
        for name in ("Length", "Weight")
    ]
    things = {"modelType": "SubmodelElementList", "idShort": "Things", "value": parts}
    models, _ = read(template(things))
    held = [{"modelType": "SubmodelElementCollection", "value": [prop("Weight")]}] * 2
    assert list(check_against({"submodelElements": [{**things, "value": held}]}, models[0])) == []


def test_statements_and_annotations_are_read_and_checked() -> None:
    inner = prop("A", ("SMT/Cardinality", "One"))
    entity = {"modelType": "Entity", "idShort": "E", "statements": [inner]}
    relation = {"modelType": "AnnotatedRelationshipElement", "idShort": "R", "annotations": [inner]}
    models, _ = read(template(entity, relation))
    bare = [{**entity, "statements": []}, {**relation, "annotations": []}]
    assert [f.rule.code for f in check_against({"submodelElements": bare}, models[0])] == ["TPL001", "TPL001"]


def test_what_excludes_a_sibling_need_not_be_there_with_it() -> None:
    either = (("SMT/EitherOr", "Origin"), ("SMT/Cardinality", "One"))
    models, _ = read(template(prop("Lot", *either), prop("Order", *either)))
    codes = [
        [f.rule.code for f in check_against({"submodelElements": held}, models[0])]
        for held in ([], [prop("Lot")], [prop("Lot"), prop("Order")])
    ]
    assert codes == [["TPL001"], [], ["TPL014"]]


def test_unit_and_words_come_from_the_concept() -> None:
    content = {
        "preferredName": [{"language": "de", "text": "Strom"}, {"language": "en", "text": "current"}],
        "unit": "A",
    }
    concept = {
        "modelType": "ConceptDescription",
        "id": "urn:x:current",
        "embeddedDataSpecifications": [{"dataSpecificationContent": content}],
    }
    submodel = template(prop("Current", semanticId=reference(" urn:x:current")))
    found = read_templates(json.dumps({"submodels": [submodel], "conceptDescriptions": [concept]}).encode())
    element = found.models[0].elements[0]
    assert element.unit
    assert (element.unit.ucum, element.name.get("en"), element.semantic_id) == (
        "A",
        "current",
        "urn:x:current",
    )
    assert [finding.rule.code for finding in found.findings] == ["TPL035"]


XML = """<environment xmlns="https://admin-shell.io/aas/3/0"><submodels><submodel><idShort>Washing</idShort>
<id>urn:x:t</id><kind>Template</kind><submodelElements><property><idShort>A</idShort><qualifiers><qualifier>
<type>Cardinality</type><valueType>xs:string</valueType><value>One</value></qualifier></qualifiers>
<valueType>xs:int</valueType></property></submodelElements></submodel></submodels></environment>"""


def test_xml_and_packages_are_read_and_the_same_template_counts_once(tmp_path: Path) -> None:
    both = json.dumps({"submodels": [template(prop("A"))]})
    for path in (package(tmp_path / "t.aasx", data_xml=XML, data_json=both), tmp_path / "t.xml"):
        if path.suffix == ".xml":
            path.write_text(XML, "utf-8")
        models = read_templates(path).models
        assert [(m.id, m.elements[0].value_type, m.elements[0].kind) for m in models] == [
            ("urn:x:t", "xs:int", Kind.PROPERTY)
        ]
        assert models[0].elements[0].cardinality is Cardinality.ONE


@pytest.mark.parametrize("data", [b"{", b"\xff\xfe\x00", b"<a/>", b"PK\x03\x04", b"[]", b'{"assets": []}'])
def test_what_is_no_template_is_said_and_never_raises(data: bytes) -> None:
    found = read_templates(data, name="x")
    assert found.models == ()
    assert found.findings


def write(folder: Path, name: str, submodel: dict[str, Any]) -> None:
    (folder / name).write_text(json.dumps({"submodels": [submodel]}), "utf-8")


def test_a_folder_gives_each_submodel_its_newest_template(tmp_path: Path) -> None:
    for version in ("9", "10"):
        about = {"version": "1", "revision": version, "templateId": f"urn:x:t{version}"}
        write(tmp_path, f"{version}.json", template(id=f"urn:x:{version}", administration=about))
    write(tmp_path, "nameless.json", {**template(id="urn:x:n", idShort="Rinsing"), "semanticId": None})
    (tmp_path / "notes.json").write_text("[]", "utf-8")
    templates = Templates([tmp_path])
    assert templates.findings == ()

    def named(**submodel: Any) -> str | None:
        found = templates.for_submodel(submodel)
        return found.id if found else None

    assert named(semanticId=reference(SEMANTIC_ID)) == "urn:x:10"
    assert named(semanticId=reference(SEMANTIC_ID), administration={"templateId": "urn:x:t9"}) == "urn:x:9"
    assert named(semanticId=reference("urn:y"), supplementalSemanticIds=[reference(SEMANTIC_ID)]) == "urn:x:10"
    assert named(administration={"templateId": "urn:x:9"}) == "urn:x:9"
    assert named(idShort="Rinsing") == "urn:x:n"
    assert named(idShort="Washing") is None
