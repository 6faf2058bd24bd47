"""Examples of repairs of shells, submodels and elements."""

from __future__ import annotations

from typing import Any

from tests.rooms.converters.repair.building import (
    CONCEPT,
    ID,
    element,
    external,
    kept,
    prop,
    refers,
    shell,
    submodel,
    texts,
)

CASES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "FIX001",
        submodel(
            prop(value="", category=""),
            element("MultiLanguageProperty", "Note", value=[{"language": "en"}]),
            description=[],
        ),
        submodel(prop(value=""), element("MultiLanguageProperty", "Note")),
    ),
    (
        "FIX002",
        submodel(description=texts(("en?", "press"), ("KR", "프레스"))),
        submodel(description=texts(("en", "press"), ("ko", "프레스"))),
    ),
    (
        "FIX003",
        submodel(description=texts(("en", "press"), ("ko", "프레스"), ("en", "pusher"), ("en", "press"))),
        submodel(description=texts(("en", "press / pusher"), ("ko", "프레스"))),
    ),
    (
        "FIX004",
        submodel(prop(semanticId=refers("ExternalReference", ("ConceptDescription", CONCEPT)))),
        submodel(prop(semanticId=external(CONCEPT))),
    ),
    ("FIX005", submodel(prop(semanticId=external("no_data"))), submodel(prop())),
    (
        "FIX006",
        submodel(prop(semanticId=external("https:/plant.example/cd/1 "))),
        submodel(prop(semanticId=external("https://plant.example/cd/1"))),
    ),
    (
        "FIX008",
        submodel(prop(value=" TRUE", valueType="xs:boolean")),
        submodel(prop(value="true", valueType="xs:boolean")),
    ),
    ("FIX009", submodel(prop(value="15588 (Zip)", valueType="xs:int")), submodel(prop(value="15588 (Zip)"))),
    (
        "FIX017",
        {"submodels": [*submodel()["submodels"], *submodel(idShort="Pump")["submodels"]]},
        {"submodels": [*submodel()["submodels"], *submodel(idShort="Pump", id=f"{ID}/2")["submodels"]]},
    ),
    (
        "FIX018",
        {"assetAdministrationShells": [shell(submodels=[refers("ModelReference", ("Submodel", CONCEPT))])]}
        | submodel(id=CONCEPT),
        {
            "assetAdministrationShells": [
                shell(submodels=[refers("ModelReference", ("Submodel", "https://plant.example/aas/1/sm/Press"))])
            ]
        }
        | submodel(id="https://plant.example/aas/1/sm/Press", semanticId=external(CONCEPT)),
    ),
    (
        "FIX019",
        {"assetAdministrationShells": [shell(assetInformation={"assetKind": "Instance"})]},
        {
            "assetAdministrationShells": [
                shell(assetInformation={"assetKind": "Instance", "globalAssetId": "https://plant.example/aas/1/asset"})
            ]
        },
    ),
    (
        "FIX020",
        {"submodels": [{"modelType": "Submodel", "idShort": "Press"}]},
        {
            "submodels": [
                {"modelType": "Submodel", "idShort": "Press", "id": "urn:uuid:387e6b95-06d6-5f0c-89db-39205c08ebcb"}
            ]
        },
    ),
    (
        "FIX021",
        submodel(
            prop("Min.Force"),
            element(
                "ReferenceElement",
                "Points",
                value=refers("ModelReference", ("Submodel", ID), ("Property", "Min.Force")),
            ),
        ),
        submodel(
            prop("Min_Force", displayName=texts(("en", "Min.Force"))),
            element(
                "ReferenceElement",
                "Points",
                value=refers("ModelReference", ("Submodel", ID), ("Property", "Min_Force")),
            ),
        ),
    ),
    (
        "FIX022",
        submodel(prop(value="1"), prop("Force_2"), prop(value="2")),
        submodel(prop(value="1"), prop("Force_2"), prop("Force_3", value="2", displayName=texts(("en", "Force")))),
    ),
    (
        "FIX023",
        submodel(prop(descriptions=texts(("en", "push")), colour="red")),
        submodel(prop(description=texts(("en", "push")), extensions=[kept("colour", "red")])),
    ),
    ("FIX024", submodel(prop(value=1.5)), submodel(prop(value="1.5"))),
    (
        "FIX025",
        submodel(prop(valueType="Integer"), prop("On", valueType="bool"), kind="instance"),
        submodel(prop(valueType="xs:integer"), prop("On", valueType="xs:boolean"), kind="Instance"),
    ),
    ("FIX026", submodel({"modelType": "Property", "idShort": "Force"}), submodel(prop())),
    (
        "FIX027",
        submodel(prop(category=" variable"), prop("Old", category="MEASURED")),
        submodel(prop(category="VARIABLE"), prop("Old", extensions=[kept("category", "MEASURED")])),
    ),
    (
        "FIX028",
        submodel(administration={"version": "001", "revision": "03"}),
        submodel(administration={"version": "1", "revision": "3"}),
    ),
    (
        "FIX029",
        submodel(element("File", "Manual", value="/aasx/suppl/m.PDF")),
        submodel(element("File", "Manual", value="/aasx/suppl/m.PDF", contentType="application/pdf")),
    ),
    (
        "FIX030",
        submodel(
            element(
                "SubmodelElementList",
                "Zones",
                typeValueListElement="Range",
                value=[{"modelType": "Property", "valueType": "xs:int"}],
            )
        ),
        submodel(
            element(
                "SubmodelElementList",
                "Zones",
                typeValueListElement="Property",
                valueTypeListElement="xs:int",
                value=[{"modelType": "Property", "valueType": "xs:int"}],
            )
        ),
    ),
    (
        "FIX031",
        submodel(prop(supplementalSemanticIds=[external(CONCEPT)])),
        submodel(prop(semanticId=external(CONCEPT))),
    ),
    (
        "FIX032",
        submodel(element("File", "Manual", value="/aasx/suppl/설명 서.pdf", contentType="application/pdf")),
        submodel(
            element(
                "File", "Manual", value="/aasx/suppl/%EC%84%A4%EB%AA%85%20%EC%84%9C.pdf", contentType="application/pdf"
            )
        ),
    ),
    (
        "FIX033",
        submodel(prop(qualifiers=[{"type": "Q", "valueType": "xs:string", "value": text} for text in "aba"])),
        submodel(
            prop(
                qualifiers=[
                    {"type": "Q", "valueType": "xs:string", "value": "a"},
                    {"type": "Q (2)", "valueType": "xs:string", "value": "b"},
                ]
            )
        ),
    ),
    ("FIX036", {"submodels": [{"modelType": "SubModel", "id": ID, "idShort": "Press"}]}, submodel()),
    (
        "FIX037",
        submodel(element("Entity", "Part", entityType="CoManagedEntity", globalAssetId="urn:x:1")),
        submodel(element("Entity", "Part", entityType="SelfManagedEntity", globalAssetId="urn:x:1")),
    ),
    (
        "FIX038",
        submodel(
            element(
                "SubmodelElementList",
                "Points",
                typeValueListElement="Property",
                valueTypeListElement="xs:int",
                value=[
                    {"modelType": "Property", "valueType": "xs:int", "semanticId": external(f"urn:x:{number}")}
                    for number in "12"
                ],
            ),
            element(
                "ReferenceElement",
                "Second",
                value=refers("ModelReference", ("Submodel", ID), ("SubmodelElementList", "Points"), ("Property", "1")),
            ),
        ),
        submodel(
            element(
                "SubmodelElementCollection",
                "Points",
                value=[
                    {
                        "modelType": "Property",
                        "valueType": "xs:int",
                        "semanticId": external("urn:x:1"),
                        "idShort": "Property",
                    },
                    {
                        "modelType": "Property",
                        "valueType": "xs:int",
                        "semanticId": external("urn:x:2"),
                        "idShort": "Property_1",
                    },
                ],
            ),
            element(
                "ReferenceElement",
                "Second",
                value=refers(
                    "ModelReference",
                    ("Submodel", ID),
                    ("SubmodelElementCollection", "Points"),
                    ("Property", "Property_1"),
                ),
            ),
        ),
    ),
    (
        "FIX040",
        submodel(prop(), prop("Count", valueType="xs:int")),
        submodel(prop(value=""), prop("Count", valueType="xs:int", value="0")),
    ),
    (
        "FIX041",
        submodel(idShort="OpreationData"),
        submodel(idShort="OperationalData", displayName=texts(("en", "OpreationData"))),
    ),
    ("FIX042", submodel(kind="Instance"), submodel(kind="Template")),
    (
        "FIX043",
        submodel(prop("SerialNumber", value="A 7")),
        submodel(prop("SerialNumber", value="A 7"), id=f"{ID}/A-7"),
    ),
]
"""Rule, what comes in, what goes out."""
