"""The shell CloudDataSolution of a filled form: the cloud, the gateway and its field devices."""

from __future__ import annotations

from typing import Final

from aas_converters.forms.building import Building
from aas_converters.forms.fields import OWN
from aas_converters.forms.pieces import Object, collection, prop, reference
from aas_converters.forms.rules import NO_DEVICE
from aas_converters.workbooks.pieces import external
from aas_validators.kosmo.gateways import CLOUD_SHELL, CLOUD_SUBMODEL, CONFIGURATION, EDGE_SUBMODEL

ASSET: Final = "http://www.aasnest.io/ids/asset/CloudDataSolution"
CONCEPTS: Final = {
    "BasicConfiguration": ("0173-1#02-AAQ604#002", "basic configuration", "기본 설정", "", ""),
    "InternetAddress": ("0173-1#02-AAO695#002", "internet address", "인터넷 주소", "xs:string", ""),
    "NetworkConnection": ("0173-1#02-AAK174#002", "network connection", "접속 주소", "xs:string", ""),
    "SamplingInterval": ("0173-1#02-AAM764#003", "sampling interval", "수집주기", "xs:float", "ms"),
}
INTERVAL: Final = "100.0"


def platform_shell(building: Building, sources: dict[str, int]) -> tuple[Object, list[Object], dict[str, str]]:
    """Return the shell, its submodels, and the idShort of each source named in the points (with its row)."""
    filled = building.filled
    gateway = building.name(filled.platform("GatewayName"), [], "Platform", None, "Gateway")
    taken = [CONFIGURATION]
    devices: list[Object] = []
    names: dict[str, str] = {}
    described = {one.name: one for one in filled.devices if one.name}
    for label in dict.fromkeys([*described, *sources]):
        device = described.get(label)
        if device is None:
            building.say(NO_DEVICE, "OperationalData", sources[label], name=label)
        name = building.name(label, taken, "Devices", device.row if device else sources[label], "Device")
        taken.append(name)
        names[label] = name
        settings = configuration(building, device.address if device else "", device.interval if device else "")
        devices.append(collection(name, own(building, "FieldDevice", "field device", "필드 장비"), [settings]))
    settings = configuration(building, filled.platform("GatewayConnection"), filled.platform("GatewayInterval"))
    meaning = own(building, "EdgeGateway", "edge gateway", "엣지 게이트웨이")
    cloud = configuration(
        building, filled.platform("InternetAddress"), filled.platform("CloudInterval"), "InternetAddress"
    )
    submodels = [
        submodel(building, "CloudSolution", CLOUD_SUBMODEL, [cloud]),
        submodel(building, "EdgeGWSolution", EDGE_SUBMODEL, [collection(gateway, meaning, [settings, *devices])]),
    ]
    shell = {
        "modelType": "AssetAdministrationShell",
        "idShort": "CloudDataSolution",
        "id": CLOUD_SHELL,
        "assetInformation": {"assetKind": "Instance", "globalAssetId": ASSET},
        "submodels": [reference("Submodel", one["id"]) for one in submodels],
    }
    return shell, submodels, {**names, "": "", "gateway": gateway}


def configuration(building: Building, address: str, interval: str, called: str = "NetworkConnection") -> Object:
    """Return a BasicConfiguration; the interval is written as the platform's own files do, 100.0."""
    number = interval.strip().removesuffix("ms").strip()
    said = f"{number}.0" if number.isdigit() else number or INTERVAL
    if not building.fits["xs:float"](said):
        said = INTERVAL
    properties = [
        prop(called, described(building, called), address),
        prop("SamplingInterval", described(building, "SamplingInterval"), said, "xs:float"),
    ]
    return collection(CONFIGURATION, described(building, CONFIGURATION), properties)


def described(building: Building, name: str) -> str:
    """Describe a concept of the platform and return its id."""
    concept_id, en, ko, value_type, unit = CONCEPTS[name]
    return building.describe(concept_id, name, en, ko, value_type, unit, kind="" if value_type else "Collection")


def own(building: Building, name: str, en: str, ko: str) -> str:
    """Describe a concept of ours and return its id."""
    return building.describe(OWN + name, name, en, ko, "", kind="Collection")


def submodel(building: Building, name: str, submodel_id: str, elements: list[Object]) -> Object:
    """Return a submodel with what it means."""
    return {
        "modelType": "Submodel",
        "idShort": name,
        "id": submodel_id,
        "kind": "Instance",
        "semanticId": external(own(building, name, name, "")),
        "submodelElements": elements,
    }
