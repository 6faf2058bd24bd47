"""A small plant that keeps the Korean programme's profile: factory, line, press, and the platform itself."""

from __future__ import annotations

from typing import Any

IRDIS = {
    "SamplingInterval": "0173-1#02-AAM764#003",
    "ManufacturerName": "0173-1#02-AAO677#002",
    "ManufacturerProductDesignation": "0173-1#02-AAW338#001",
}
OWN = "https://plant.example/ids/1/0/{}"
Json = dict[str, Any]


def reference(kind: str, value: str, type_: str = "ExternalReference") -> Json:
    return {"type": type_, "keys": [{"type": kind, "value": value}]}


def semantic(name: str) -> Json:
    return {"semanticId": reference("GlobalReference", IRDIS.get(name, OWN.format(name)))}


def prop(name: str, value: str | None, type_: str = "xs:string", category: str = "PARAMETER") -> Json:
    found = {"modelType": "Property", "category": category, "idShort": name, **semantic(name), "valueType": type_}
    return found if value is None else {**found, "value": value}


def collection(name: str, *elements: Json) -> Json:
    value = {"value": list(elements)} if elements else {}
    return {"modelType": "SubmodelElementCollection", "idShort": name, **semantic(name), **value}


def part(name: str, shell: str) -> Json:
    """A ReferenceElement that puts a shell below."""
    value = reference("AssetAdministrationShell", aas_id(shell), "ModelReference")
    return {"modelType": "ReferenceElement", "idShort": name, "value": value}


def aas_id(name: str) -> str:
    return f"https://plant.example/ids/aas/1/0/{name}"


def submodel(owner: str, name: str, *elements: Json, id_: str | None = None) -> Json:
    id_ = id_ or f"https://plant.example/ids/sm/1/0/{owner}_{name}"
    more = {"submodelElements": list(elements)} if elements else {}
    return {"modelType": "Submodel", "idShort": name, "id": id_, "kind": "Instance", **semantic(name), **more}


def shell(name: str, submodels: list[Json], id_: str | None = None) -> Json:
    asset = {"assetKind": "Instance", "globalAssetId": f"https://plant.example/ids/asset/1/0/{name}"}
    named = [reference("Submodel", one["id"], "ModelReference") for one in submodels]
    id_ = id_ or aas_id(name)
    return {
        "modelType": "AssetAdministrationShell",
        "idShort": name,
        "id": id_,
        "assetInformation": asset,
        "submodels": named,
    }


def station(name: str, address: str, *devices: Json) -> Json:
    """A gateway or a field device."""
    configuration = collection(
        "BasicConfiguration",
        prop("NetworkConnection", f"opc.tcp://{address}:4840"),
        prop("SamplingInterval", "100.0", "xs:float"),
    )
    return collection(name, configuration, *devices)


def concept(id_: str, name: str, data_type: str, unit: str | None) -> Json:
    content = {
        "modelType": "DataSpecificationIec61360",
        "preferredName": [{"language": "en", "text": name}, {"language": "ko", "text": f"{name} 항목"}],
        "definition": [{"language": "en", "text": f"what {name} means"}],
        "dataType": data_type,
        **({"unit": unit} if unit else {}),
    }
    template = reference(
        "GlobalReference", "https://admin-shell.io/DataSpecificationTemplates/DataSpecificationIec61360/3"
    )
    specification = {"dataSpecification": template, "dataSpecificationContent": content}
    return {
        "modelType": "ConceptDescription",
        "idShort": name,
        "id": id_,
        "embeddedDataSpecifications": [specification],
    }


TYPES = {"xs:float": ("REAL_MEASURE", "ms"), "xs:double": ("REAL_MEASURE", "mm"), "xs:boolean": ("BOOLEAN", None)}
COUNTS = {"xs:int": "INTEGER_COUNT", "xs:dateTime": "TIMESTAMP", "xs:date": "DATE"}


def concepts(elements: list[Json], found: dict[str, Json]) -> None:
    """Add a concept description for every semantic id below."""
    for one in elements:
        if "semanticId" in one:
            id_ = one["semanticId"]["keys"][0]["value"]
            data_type, unit = TYPES.get(
                one.get("valueType", ""), (COUNTS.get(one.get("valueType", ""), "STRING"), None)
            )
            found.setdefault(id_, concept(id_, one["idShort"], data_type, unit))
        for inside in (one.get("value"), one.get("submodelElements")):
            if isinstance(inside, list):
                concepts([each for each in inside if "modelType" in each], found)


def technical_data() -> Json:
    base = "https://admin-shell.io/ZVEI/TechnicalData/{}/1/1"

    def framed(name: str, *elements: Json) -> Json:
        return collection(name, *elements) | {"semanticId": reference("GlobalReference", base.format(name))}

    def texts(name: str) -> Json:
        value = [{"language": "ko", "text": "프레스"}, {"language": "en", "text": "press"}]
        return {"modelType": "MultiLanguageProperty", "idShort": name, **semantic(name), "value": value}

    return submodel(
        "Press_1",
        "TechnicalData",
        framed(
            "GeneralInformation",
            prop("ManufacturerName", "Example Press"),
            texts("ManufacturerProductDesignation"),
            prop("ManufacturerPartNumber", "P-100"),
            prop("ManufacturerOrderCode", "P-100-A"),
        ),
        framed("ProductClassifications"),
        framed("TechnicalProperties", prop("Stroke", "250", "xs:int", "CONSTANT")),
        framed("FurtherInformation", prop("ValidDate", "2026-01-01", "xs:date")),
    )


def identification(owner: str) -> Json:
    return submodel(owner, "Identification", prop("ManufacturerName", "Example Press"))


def plant() -> Json:
    """The environment; every call gives a new one."""
    press = [
        identification("Press_1"),
        technical_data(),
        submodel(
            "Press_1",
            "OperationalData",
            prop("Running", "false", "xs:boolean", "VARIABLE"),
            prop("Mode", "자동 <1>", category="VARIABLE"),
            collection("Slide", prop("Position", "12.5", "xs:double", "VARIABLE"), prop("Count", "7", "xs:int")),
            prop("Since", "2026-03-02T09:00:00Z", "xs:dateTime", "VARIABLE"),
        ),
        submodel("Press_1", "Documentation"),
    ]
    line = [
        identification("Line_1"),
        submodel("Line_1", "Components", collection("Machines", part("Press", "Press_1"))),
    ]
    factory = [identification("Factory"), submodel("Factory", "Facilities", part("Line", "Line_1"))]
    cloud = [
        submodel(
            "",
            "CloudSolution",
            collection(
                "BasicConfiguration",
                prop("InternetAddress", "192.0.2.10"),
                prop("SamplingInterval", "100.0", "xs:float"),
            ),
            id_="http://www.aasnest.io/ids/sm/CloudSolution",
        ),
        submodel(
            "",
            "EdgeGWSolution",
            station("GW_1", "192.0.2.20", station("PLC_1", "192.0.2.31"), station("PLC_2", "192.0.2.32")),
            id_="http://www.aasnest.io/ids/sm/EdgeGWSolution",
        ),
    ]
    submodels = [*cloud, *factory, *line, *press]
    platform = shell("CloudDataSolution", cloud, "http://www.aasnest.io/ids/aas/CloudDataSolution")
    platform["assetInformation"]["globalAssetId"] = "http://www.aasnest.io/ids/asset/CloudDataSolution"
    found: dict[str, Json] = {}
    concepts(submodels, found)
    return {
        "assetAdministrationShells": [
            platform,
            shell("Factory", factory),
            shell("Line_1", line),
            shell("Press_1", press),
        ],
        "submodels": submodels,
        "conceptDescriptions": list(found.values()),
    }
