"""Small environments for the examples of repairs."""

from __future__ import annotations

from typing import Any

ID = "https://plant.example/sm/1"
CONCEPT = "0173-1#02-AAA001#001"
SPECIFICATION = "https://admin-shell.io/DataSpecificationTemplates/DataSpecificationIec61360/3"


def refers(kind: str, *keys: tuple[str, str]) -> dict[str, Any]:
    return {"type": kind, "keys": [{"type": name, "value": value} for name, value in keys]}


def external(value: str) -> dict[str, Any]:
    return refers("ExternalReference", ("GlobalReference", value))


def prop(name: str = "Force", **more: Any) -> dict[str, Any]:
    return {"modelType": "Property", "idShort": name, "valueType": "xs:string", **more}


def element(kind: str, name: str, **more: Any) -> dict[str, Any]:
    return {"modelType": kind, "idShort": name, **more}


def submodel(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    held = {"submodelElements": list(elements)} if elements else {}
    return {"submodels": [{"modelType": "Submodel", "id": ID, "idShort": "Press", **held, **more}]}


def concept(content: dict[str, Any], specification: str = SPECIFICATION, **more: Any) -> dict[str, Any]:
    whole = {"modelType": "DataSpecificationIec61360", **content}
    held = [{"dataSpecification": external(specification), "dataSpecificationContent": whole}]
    return {
        "modelType": "ConceptDescription",
        "id": CONCEPT,
        "idShort": "MotorPower",
        "embeddedDataSpecifications": held,
        **more,
    }


def concepts(*many: dict[str, Any]) -> dict[str, Any]:
    return {"conceptDescriptions": list(many)}


def shell(**more: Any) -> dict[str, Any]:
    asset = {"assetKind": "Instance", "globalAssetId": "https://plant.example/1"}
    return {
        "modelType": "AssetAdministrationShell",
        "id": "https://plant.example/aas/1",
        "assetInformation": asset,
        **more,
    }


def texts(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"language": language, "text": text} for language, text in pairs]


def kept(name: str, value: str) -> dict[str, str]:
    return {"name": name, "valueType": "xs:string", "value": value}


ENGLISH = {"preferredName": texts(("en", "Motor power")), "definition": texts(("en", "Power of the motor"))}
GENERATED = kept("generated", "preferredName")
