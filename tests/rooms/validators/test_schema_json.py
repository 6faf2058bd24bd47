"""What we change in the official JSON schema changes no verdict."""

from typing import Any

import jsonschema
import pytest

from aas_validators.metamodel.shapes import VERSIONS, schema_of, shapes
from aas_validators.schema_json.compiled import validator
from aas_validators.schema_json.violations import guess
from aas_validators.schemas import schema_bytes

PROPERTY = {"modelType": "Property", "idShort": "Current", "valueType": "xs:int", "value": "1"}


def submodel(*elements: Any, **more: Any) -> dict[str, Any]:
    return {"modelType": "Submodel", "id": "urn:example:1", "submodelElements": list(elements), **more}


DOCUMENTS: list[Any] = [
    submodel(PROPERTY),
    submodel(),
    submodel(PROPERTY, {"modelType": "Nothing"}),
    submodel({**PROPERTY, "valueType": "xs:volt"}),
    submodel({**PROPERTY, "modelType": "Range"}),
    submodel({key: value for key, value in PROPERTY.items() if key != "modelType"}),
    submodel({**PROPERTY, "idShort": "a-b"}),
    submodel({**PROPERTY, "idShort": "x"}),
    submodel({**PROPERTY, "value": "a\u0001"}),
    submodel({"modelType": "SubmodelElementCollection", "idShort": "C1", "value": [PROPERTY, 5]}),
    submodel({"modelType": "Operation", "idShort": "O1", "inputVariables": [{"value": PROPERTY}]}),
    submodel({"modelType": "Operation", "idShort": "O1", "inputVariables": [{"value": {}}]}),
    submodel(PROPERTY, administration={"version": "01"}),
    submodel("text"),
    "text",
    None,
]


@pytest.mark.parametrize("metamodel", VERSIONS)
@pytest.mark.parametrize("number", range(len(DOCUMENTS)))
def test_the_adapted_schema_agrees_with_the_official_file(metamodel: str, number: int) -> None:
    official = {**schema_of(metamodel), "allOf": [{"$ref": "#/definitions/Submodel"}]}
    reference = jsonschema.Draft201909Validator(official).is_valid(DOCUMENTS[number])
    assert validator(metamodel, "Submodel").is_valid(DOCUMENTS[number]) == reference


def test_a_character_beyond_the_first_plane_is_allowed() -> None:
    """The one place where we differ: the official pattern names halves of surrogate pairs."""
    assert validator("3.1", "Submodel").is_valid(submodel({**PROPERTY, "value": "😀"}))


def test_the_file_itself_is_not_touched() -> None:
    before = schema_bytes("3.1", "aas.json")
    validator("3.1", "Environment")
    assert rb"\ud800" in before.replace(rb"\\", b"\\")
    assert r"\ud800" in str(schema_of("3.1")).replace("\\\\", "\\")


@pytest.mark.parametrize("metamodel", VERSIONS)
def test_every_class_is_known(metamodel: str) -> None:
    assert len(shapes(metamodel)) == 38
    assert shapes(metamodel)["OperationVariable"].attributes["value"].choice


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        *(("x", None), ("double", "xs:double"), ("xs:Double", "xs:double")),
        *(("xs:integr", "xs:integer"), (" xs:int", "xs:int")),
    ],
)
def test_a_value_that_is_not_allowed_is_told_with_the_one_that_is_meant(value: str, meant: str | None) -> None:
    allowed = ["xs:double", "xs:integer", "xs:int", "xs:string"]
    assert guess(value, allowed) == (f" ({meant}?)" if meant else "")
