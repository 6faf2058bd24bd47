"""What the words of the language become: kinds, types, roles, ids, texts."""

from __future__ import annotations

from aas_reference_models.marked_yaml import read_yaml
from aas_reference_models.model import Cardinality, Element, Interval, Kind, Model, walk
from aas_reference_models.read_model import read_model

TEXT = """\
model: press
version: "1.3"
id_short: PressStroke
title: {ko: 프레스, en: Press}
description: {en: One stroke, ko: 한 스트로크}
shape: {one_per: group, by: [Header.LotNumber], records: list}
vocabularies:
  own: {scheme: iri, prefix: "https://plant.example/terms#", source: own list}
header:
  Time:
  LotNumber: One
  EquipmentId: {cardinality: One, aliases: [프레스호기], example: P-1}
elements:
  Settings:
    role: setpoint
    elements:
      Tonnage: {unit: kN, range: [1.50, null], references: [{in: own, id: 007, exact: true}]}
      Recipe: {role: configuration, example: 1.50}
  Count: {type: xs:integer}
  Zones:
    cardinality: One
    item: {concept: Zone/2/0, unit: °C}
  Points: {item: {elements: {Xx: {unit: mm, concept: PointX}}}}
  Remark: {kind: MultiLanguageProperty}
  Window: {kind: Range, unit: bar}
  Picture: {kind: File, content_type: image/png}
  Machine: {kind: ReferenceElement}
  Part: {kind: Entity, elements: {Weight: {unit: g, concept: 3/1}}}
  Grade:
    codes:
      1: {name: {en: first}, aliases: [특급, 1.0]}
      "2": {name: {en: second}}
  Verdict: {codes: verdict}
"""


def model() -> Model:
    return read_model(read_yaml(TEXT, "press.yaml"))


def element(path: str) -> Element:
    return next(each for names, each in walk(model().elements) if ".".join(names) == path)


def test_every_kind_can_be_said() -> None:
    kinds = {each.id_short: each.kind for each in model().elements}
    assert kinds == {
        "Header": Kind.SUBMODEL_ELEMENT_COLLECTION,
        "Settings": Kind.SUBMODEL_ELEMENT_COLLECTION,
        "Count": Kind.PROPERTY,
        "Zones": Kind.SUBMODEL_ELEMENT_LIST,
        "Points": Kind.SUBMODEL_ELEMENT_LIST,
        "Remark": Kind.MULTI_LANGUAGE_PROPERTY,
        "Window": Kind.RANGE,
        "Picture": Kind.FILE,
        "Machine": Kind.REFERENCE_ELEMENT,
        "Part": Kind.ENTITY,
        "Grade": Kind.PROPERTY,
        "Verdict": Kind.PROPERTY,
    }


def test_a_unit_or_range_makes_a_number_and_nothing_makes_text() -> None:
    assert element("Settings.Tonnage").value_type == "xs:double"
    assert element("Settings.Recipe").value_type == "xs:string"
    assert element("Window").value_type == "xs:double"
    assert element("Remark").value_type is None


def test_bounds_examples_codes_and_ids_keep_their_digits() -> None:
    assert element("Settings.Tonnage").allowed_range == Interval("1.50", None)
    assert element("Settings.Tonnage").references[0].id == "https://plant.example/terms#007"
    assert element("Settings.Recipe").example == "1.50"
    assert [code.value for code in element("Grade").codes] == ["1", "2"]
    assert element("Grade").codes[0].aliases == ("특급", "1.0")


def test_a_role_goes_down_until_a_child_says_otherwise() -> None:
    assert element("Settings.Tonnage").role == "setpoint"
    assert element("Settings.Recipe").role == "configuration"
    assert element("Count").role is None


def test_concepts_are_named_after_the_element_wherever_it_stands() -> None:
    base = "https://w3id.org/aas-toolkit/concept/"
    assert element("Settings.Tonnage").semantic_id == base + "press/Tonnage/1/0"
    assert element("Zones").semantic_id == base + "press/Zones/1/0"
    assert element("Zones.").semantic_id == base + "press/Zone/2/0"
    assert element("Points.").semantic_id == base + "press/PointsItem/1/0"
    assert element("Points..Xx").semantic_id == base + "press/PointX/1/0"
    assert element("Part.Weight").semantic_id == base + "press/Weight/3/1"
    assert element("Header.Time").semantic_id == base + "header/Time/1/0"
    assert model().semantic_id == "https://w3id.org/aas-toolkit/submodel/press/1/0"


def test_the_header_is_picked_from_the_shared_block_and_comes_first() -> None:
    header = model().elements[0]
    assert [each.id_short for each in header.elements] == ["Time", "LotNumber", "EquipmentId"]
    assert header.cardinality is Cardinality.ONE
    equipment = header.elements[2]
    assert equipment.aliases[-1] == "프레스호기"
    assert "설비코드" in equipment.aliases
    assert equipment.example == "P-1"
    assert equipment.cardinality is Cardinality.ONE
    assert header.elements[0].cardinality is Cardinality.ZERO_TO_ONE
    assert header.elements[0].name.get("ko") == "일시"


def test_elements_know_their_lines() -> None:
    lines = TEXT.splitlines()
    assert lines[element("Settings.Recipe").line - 1].strip().startswith("Recipe")
    assert lines[element("Header.LotNumber").line - 1].strip().startswith("LotNumber")


def test_english_comes_first() -> None:
    assert model().title.by_language == (("en", "Press"), ("ko", "프레스"))


def test_shape_is_data() -> None:
    shape = model().shape
    assert (shape.one_per, shape.by, shape.records) == ("group", ("Header.LotNumber",), "list")


def test_shared_code_lists_are_known_by_name() -> None:
    ok, ng = element("Verdict").codes
    assert (ok.value, ng.value) == ("OK", "NG")
    assert "양품" in ok.aliases
    assert "불량" in ng.aliases
