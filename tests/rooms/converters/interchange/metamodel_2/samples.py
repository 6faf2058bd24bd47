"""A file of metamodel 2.0 with the quirks of real ones, as XML and as JSON."""

from __future__ import annotations

from typing import Any

XML = """\ufeff<?xml version="1.0"?>
<aas:aasenv xmlns:aas="http://www.admin-shell.io/aas/2/0" xmlns:IEC61360="http://www.admin-shell.io/IEC61360/2/0">
<aas:assetAdministrationShells><aas:assetAdministrationShell>
  <aas:idShort>Press</aas:idShort>
  <aas:identification idType="IRI"> https://plant.example/aas/press </aas:identification>
  <aas:assetRef><aas:keys><aas:key type="Asset" local="true" idType="IRI">https://plant.example/press</aas:key></aas:keys></aas:assetRef>
  <aas:submodelRefs><aas:submodelRef><aas:keys>
    <aas:key type="Submodel" local="true" idType="IRI">https://plant.example/sm/1</aas:key>
  </aas:keys></aas:submodelRef></aas:submodelRefs>
  <aas:views><aas:view><aas:idShort>Maintenance</aas:idShort><aas:containedElements><aas:containedElementRef><aas:keys>
    <aas:key type="Submodel" local="true" idType="IRI">https://plant.example/sm/1</aas:key>
  </aas:keys></aas:containedElementRef></aas:containedElements></aas:view></aas:views>
  <aas:conceptDictionaries/>
</aas:assetAdministrationShell></aas:assetAdministrationShells>
<aas:assets><aas:asset>
  <aas:idShort>Press_7</aas:idShort>
  <aas:description><aas:langString lang="kr">프레스</aas:langString></aas:description>
  <aas:identification idType="IRI">https://plant.example/press</aas:identification>
  <aas:kind>Instance</aas:kind>
</aas:asset></aas:assets>
<aas:submodels><aas:submodel>
  <aas:idShort>OperationalData</aas:idShort>
  <aas:identification idType="IRI">https://plant.example/sm/1</aas:identification>
  <aas:administration><aas:version>001</aas:version><aas:revision>03</aas:revision></aas:administration>
  <aas:kind>Instance</aas:kind>
  <aas:semanticId><aas:keys><aas:key type="Submodel" local="false" idType="IdShort">Data</aas:key></aas:keys></aas:semanticId>
  <aas:qualifier/>
  <aas:submodelElements>
    <aas:submodelElement><aas:submodelElementCollection>
      <aas:idShort>Ram</aas:idShort><aas:kind>Template</aas:kind><aas:ordered>true</aas:ordered>
      <aas:allowDuplicates>false</aas:allowDuplicates>
      <aas:value>
        <aas:submodelElement><aas:property>
          <aas:idShort>Force</aas:idShort><aas:category>VARIABLE</aas:category><aas:kind>Instance</aas:kind>
          <aas:semanticId><aas:keys><aas:key type="ConceptDescription" local="true" idType="IRDI">0173-1#02-AAA001#001</aas:key></aas:keys></aas:semanticId>
          <aas:qualifier><aas:qualifier><aas:type>Accuracy</aas:type><aas:value>1</aas:value><aas:valueType>int</aas:valueType></aas:qualifier></aas:qualifier>
          <aas:valueType>float</aas:valueType><aas:value>12.5</aas:value>
        </aas:property></aas:submodelElement>
        <aas:submodelElement><aas:property>
          <aas:idShort>Zip</aas:idShort><aas:valueType>int</aas:valueType><aas:value>15588 (Zip)</aas:value>
        </aas:property></aas:submodelElement>
      </aas:value>
    </aas:submodelElementCollection></aas:submodelElement>
    <aas:submodelElement><aas:multiLanguageProperty>
      <aas:idShort>Title</aas:idShort><aas:value><aas:langString lang="EN?">Press data</aas:langString></aas:value>
    </aas:multiLanguageProperty></aas:submodelElement>
    <aas:submodelElement><aas:file>
      <aas:idShort>Manual</aas:idShort><aas:mimeType>application/pdf</aas:mimeType><aas:value>/aasx/suppl/m.pdf</aas:value>
    </aas:file></aas:submodelElement>
    <aas:submodelElement><aas:referenceElement>
      <aas:idShort>ForceOfRam</aas:idShort><aas:value><aas:keys>
        <aas:key type="AssetAdministrationShell" local="true" idType="IRI">https://plant.example/aas/press</aas:key>
        <aas:key type="Submodel" local="true" idType="IRI">https://plant.example/sm/1</aas:key>
        <aas:key type="SubmodelElementCollection" local="true" idType="IdShort">Ram</aas:key>
        <aas:key type="Property" local="true" idType="IdShort">Force</aas:key>
      </aas:keys></aas:value>
    </aas:referenceElement></aas:submodelElement>
    <aas:submodelElement><aas:operation>
      <aas:idShort>Stop</aas:idShort><aas:inputVariable><aas:operationVariable><aas:value><aas:property>
        <aas:idShort>Why</aas:idShort><aas:valueType>string</aas:valueType></aas:property></aas:value></aas:operationVariable></aas:inputVariable>
    </aas:operation></aas:submodelElement>
  </aas:submodelElements>
</aas:submodel></aas:submodels>
<aas:conceptDescriptions><aas:conceptDescription>
  <aas:idShort>Force</aas:idShort><aas:identification idType="IRDI">0173-1#02-AAA001#001</aas:identification>
  <aas:embeddedDataSpecification><aas:dataSpecificationContent><aas:dataSpecificationIEC61360>
    <IEC61360:preferredName><IEC61360:langString lang="DE">Kraft</IEC61360:langString></IEC61360:preferredName>
    <IEC61360:shortName/><IEC61360:unit>kN</IEC61360:unit><IEC61360:dataType>REAL_MEASURE</IEC61360:dataType>
    <IEC61360:definition/>
  </aas:dataSpecificationIEC61360></aas:dataSpecificationContent><aas:dataSpecification><aas:keys>
    <aas:key type="GlobalReference" local="false" idType="IRI">http://admin-shell.io/DataSpecificationTemplates/DataSpecificationIEC61360/2/0</aas:key>
  </aas:keys></aas:dataSpecification></aas:embeddedDataSpecification>
  <aas:isCaseOf><aas:keys/></aas:isCaseOf>
</aas:conceptDescription></aas:conceptDescriptions>
</aas:aasenv>
"""  # noqa: E501  one element a line reads better than one attribute a line


def keys(kind: str, value: str, id_type: str = "IRI") -> dict[str, Any]:
    one = {"type": kind, "local": True, "value": value, "index": 0, "idType": id_type}
    return {"keys": [one], "First": one, "Last": one}


def element(kind: str, name: str, **more: Any) -> dict[str, Any]:
    return {"modelType": {"name": kind}, "idShort": name, "kind": "Instance", "constraints": [], **more}


JSON: dict[str, Any] = {
    "assetAdministrationShells": [
        {
            "modelType": {"name": "AssetAdministrationShell"},
            "idShort": "Press",
            "identification": {"idType": "IRI", "id": "https://plant.example/aas/press"},
            "asset": keys("Asset", "https://plant.example/press"),
            "submodels": [keys("Submodel", "https://plant.example/sm/1")],
        }
    ],
    "assets": [
        {
            "modelType": {"name": "Asset"},
            "idShort": "Press_7",
            "identification": {"idType": "IRI", "id": "https://plant.example/press"},
            "kind": "Type",
        },
        {"idShort": "Spare", "identification": {"idType": "IRI", "id": "https://plant.example/spare"}},
    ],
    "submodels": [
        {
            "modelType": {"name": "Submodel"},
            "idShort": "OperationalData",
            "identification": {"idType": "IRI", "id": "https://plant.example/sm/1"},
            "kind": "Instance",
            "descriptions": [{"language": "EN", "text": "live data"}],
            "submodelElements": [
                element(
                    "SubmodelElementCollection",
                    "Ram",
                    ordered=False,
                    allowDuplicates=False,
                    value=[
                        element(
                            "Property",
                            "Force",
                            value="12.5",
                            valueType={"dataObjectType": {"name": "double"}},
                            semanticId=keys("ConceptDescription", "0173-1#02-AAA001#001", "IRDI"),
                        )
                    ],
                ),
                element(
                    "MultiLanguageProperty", "Title", value={"langString": [{"language": "en", "text": "Press data"}]}
                ),
                element("Range", "Limits", min="1", max="2", valueType={"dataObjectType": {"name": "int"}}),
                element("BasicEvent", "Changed", observed=keys("Submodel", "https://plant.example/sm/1")),
            ],
        }
    ],
    "conceptDescriptions": [
        {
            "modelType": {"name": "ConceptDescription"},
            "idShort": "Force",
            "identification": {"idType": "IRDI", "id": "0173-1#02-AAA001#001"},
            "embeddedDataSpecifications": [
                {
                    "dataSpecification": keys("GlobalReference", "http://admin-shell.io/DataSpecificationIEC61360/2/0"),
                    "dataSpecificationContent": {
                        "preferredName": [{"language": "en", "text": "force"}],
                        "shortName": [],
                        "unit": "kN",
                        "dataType": "REAL_MEASURE",
                        "definition": [{"language": "en", "text": "force of the ram"}],
                    },
                }
            ],
        }
    ],
}
