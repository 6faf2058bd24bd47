"""Findings point at the right line, column and idShort path, in JSON, XML and inside packages."""

import json

from hypothesis import given
from hypothesis import strategies as st

from aas_validators.check import check_file
from aas_validators.diagnostics import Diagnostic, Severity
from aas_validators.document.jsonable import Json, Pointer, strings, value_at
from aas_validators.positions import json_places
from aas_validators.positions.id_short_path import id_short_path
from aas_validators.positions.lines import Place

JSON = """{
  "submodels": [
    {
      "modelType": "Submodel", "id": "urn:example:1", "idShort": "Plating_1",
      "submodelElements": [
        {"modelType": "SubmodelElementCollection", "idShort": "Measured", "value": [
          {"modelType": "Property", "idShort": "BathTemperature", "valueType": "xs:double", "value": "48,9"}
        ]},
        {"modelType": "SubmodelElementList", "idShort": "Zones", "typeValueListElement": "Property",
         "valueTypeListElement": "xs:int", "value": [
          {"modelType": "Property", "valueType": "xs:int", "value": "1"},
          {"modelType": "Property", "valueType": "xs:int", "value": 2}
        ]}
      ]
    }
  ]
}"""

XML = """<?xml version="1.0"?>
<!-- from the 도금 line -->
<environment xmlns="https://admin-shell.io/aas/3/1">
  <submodels><submodel>
    <idShort>Plating_1</idShort><id>urn:example:1</id>
    <submodelElements>
      <property><idShort>Current</idShort><valueType>xs:int</valueType><value>x</value></property>
      <!-- two --><property><idShort>도금</idShort><valueType>xs:int</valueType><value>1</value></property>
      <property><idShort>Voltage</idShort><valueType>xs:volt</valueType></property>
    </submodelElements>
  </submodel></submodels>
</environment>"""


def errors(text: str) -> list[Diagnostic]:
    return [finding for finding in check_file(text.encode(), name="f") if finding.severity is Severity.ERROR]


def test_a_json_finding_has_line_column_and_path() -> None:
    comma, number = errors(JSON)
    column = JSON.splitlines()[6].index('"48,9"') + 1
    assert (comma.rule.code, comma.where.line, comma.where.column) == ("AAS501", 7, column)
    assert comma.where.path == "Plating_1/Measured.BathTemperature"
    assert (number.rule.code, number.where.line) == ("SCH103", 12)
    assert number.where.path == "Plating_1/Zones[1]"
    assert JSON.splitlines()[11][(number.where.column or 0) - 1 :].startswith("2}")
    assert str(comma).startswith(f"f:7:{column}: error AAS501 value 48,9")


def test_an_xml_finding_has_line_column_and_path() -> None:
    found = errors(XML)
    assert [(f.rule.code, f.where.line, f.where.column, f.where.path) for f in found] == [
        ("AAS501", 7, XML.splitlines()[6].index("<value>") + 1, "Plating_1/Current"),
        ("AAS002", 8, 29, "Plating_1/도금"),
        ("SCH104", 9, 43, "Plating_1/Voltage"),
    ]
    assert found[2].where.pointer == "/environment/submodels/submodel/submodelElements/property[3]/valueType"


def test_one_fault_is_one_finding() -> None:
    assert len(errors(JSON.replace('"48,9"', '"1"').replace(": 2}", ': "2"}').replace("Plating_1", "1x"))) == 1


def test_a_nameless_element_is_named_by_its_position() -> None:
    document: Json = {
        "submodels": [{"modelType": "Submodel", "id": "urn:1", "submodelElements": [{"modelType": "File"}]}]
    }
    pointer: Pointer = ("submodels", 0, "submodelElements", 0, "value")
    assert id_short_path(document, pointer) == "urn:1/submodelElements[0]"


documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(documents, st.sampled_from([None, 2]), st.booleans())
def test_the_scanner_finds_every_text_where_it_is(document: Json, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(document, indent=indent, ensure_ascii=ascii_only)
    lines = text.split("\n") if indent is not None or ascii_only else None
    wanted = dict(strings(document))
    places = json_places.places(text, wanted)
    assert places.keys() == wanted.keys()
    for pointer, place in places.items():
        assert value_at(document, pointer) == wanted[pointer]
        if lines is not None and ascii_only:
            rest = lines[place.value.line - 1][place.value.column - 1 :]
            assert rest.startswith(json.dumps(wanted[pointer]))


def test_a_line_may_end_in_three_ways() -> None:
    places = json_places.places('{\r\n"a":\r[\n1]}', [("a", 0)])
    assert places[("a", 0)].value == Place(4, 1)
