"""What stands around elements: environments, shells, concepts, qualifiers, extensions, versions."""

from __future__ import annotations

from tests.verdicts.parts import HERE, Case, Json, around, element, inside, outside, prop, reference, texts


def shell(information: Json, **attributes: Json) -> Json:
    """Return a document with a shell."""
    held = {"modelType": "AssetAdministrationShell", "id": "urn:example:shell", "assetInformation": information}
    return {"assetAdministrationShells": [held | attributes]}


def asset(**attributes: Json) -> Json:
    """Return a document with an asset."""
    return shell({"assetKind": "Instance", **attributes})


def specific(**attributes: Json) -> Json:
    """Return a document with an asset that has an id of its own kind."""
    return asset(specificAssetIds=[{"name": "serial", "value": "1", **attributes}])


KNOWN = {"assetKind": "Instance", "globalAssetId": "urn:example:asset"}
SHELLS: list[Case] = [
    ("asset", shell(KNOWN), "VV"),
    ("asset without id", asset(), "EE"),
    ("asset without kind", shell({"globalAssetId": "g"}), "EE"),
    ("asset that is a role", shell({"assetKind": "Role", "globalAssetId": "g"}), "EV"),
    ("asset with an id of its own kind", specific(), "VV"),
    ("asset with no ids", asset(specificAssetIds=[]), "EE"),
    (
        "asset with an id that is reserved",
        asset(globalAssetId="g", specificAssetIds=[{"name": "GLOBALASSETID", "value": "v"}]),
        "EE",
    ),
    (
        "asset with its id twice",
        asset(globalAssetId="g", specificAssetIds=[{"name": "globalAssetId", "value": "g"}]),
        "VV",
    ),
    ("subject", specific(externalSubjectId=outside()), "VV"),
    ("subject inside", specific(externalSubjectId=inside()), "EE"),
    ("long name of an id", specific(name="n" * 65), "EE"),
    ("empty value of an id", specific(value=""), "EE"),
    ("id of 2001 characters", asset(globalAssetId="u" * 2001), "EV"),
    ("id of 2049 characters", asset(globalAssetId="u" * 2049), "EE"),
    ("submodel elsewhere", shell(KNOWN, submodels=[inside()]), "VV"),
    ("submodel by an external reference", shell(KNOWN, submodels=[outside()]), "EE"),
    ("concept for a submodel", shell(KNOWN, submodels=[reference("Model", ("ConceptDescription", "u"))]), "EE"),
    ("derived from a shell", shell(KNOWN, derivedFrom=reference("Model", ("AssetAdministrationShell", "u"))), "VV"),
    ("derived from a submodel", shell(KNOWN, derivedFrom=inside()), "EE"),
    ("thumbnail", asset(globalAssetId="g", defaultThumbnail={"path": "a.png"}), "VV"),
    ("thumbnail without path", asset(globalAssetId="g", defaultThumbnail={"contentType": "image/png"}), "EE"),
]

SPECIFICATION = "https://admin-shell.io/DataSpecificationTemplates/DataSpecificationIec61360/3"


def concept(category: str | None = None, **attributes: Json) -> Json:
    """Return a document with a concept that has a name and a definition unless something else is said."""
    said = {"preferredName": texts(("en", "Name")), "definition": texts(("en", "Definition")), **attributes}
    content = {"modelType": "DataSpecificationIec61360"} | {name: value for name, value in said.items() if value}
    held = {"dataSpecification": outside(SPECIFICATION), "dataSpecificationContent": content}
    found: Json = {"modelType": "ConceptDescription", "id": "urn:example:concept", "embeddedDataSpecifications": [held]}
    return {"conceptDescriptions": [found | ({"category": category} if category else {})]}


PAIR = {"value": "a", "valueId": outside()}
CONCEPTS: list[Case] = [
    ("concept", concept(), "VV"),
    ("concept without name", concept(preferredName=None), "EE"),
    ("concept named in Korean only", concept(preferredName=texts(("ko", "이름"))), "EE"),
    ("concept named in American English", concept(preferredName=texts(("en-US", "Name"))), "VV"),
    ("concept without definition", concept(definition=None), "EE"),
    ("concept defined in German only", concept(definition=texts(("de", "x"))), "EE"),
    ("value without definition", concept(definition=None, value="x"), "VV"),
    ("value and list", concept(value="x", valueList={"valueReferencePairs": [PAIR]}), "EE"),
    ("list whose entry has no id", concept(valueList={"valueReferencePairs": [{"value": "a"}]}), "EV"),
    ("measure without unit", concept(dataType="REAL_MEASURE"), "EE"),
    ("measure with a unit", concept(dataType="REAL_MEASURE", unit="mm"), "VV"),
    ("currency with the id of a unit", concept(dataType="INTEGER_CURRENCY", unitId=outside()), "VV"),
    ("unknown type", concept(dataType="DOUBLE"), "EE"),
    ("property without type", concept("PROPERTY"), "EE"),
    ("property with a type", concept("PROPERTY", dataType="STRING"), "VV"),
    ("reference of a wrong type", concept("REFERENCE", dataType="BOOLEAN"), "EE"),
    ("document of a wrong type", concept("DOCUMENT", dataType="STRING"), "EE"),
    ("qualifier type without type", concept("QUALIFIER_TYPE"), "EE"),
    ("level with one flag", concept(levelType={"min": True}), "EE"),
    ("level", concept(levelType={"min": True, "max": False, "nom": False, "typ": False}), "VV"),
    ("long short name", concept(shortName=texts(("en", "x" * 19))), "EE"),
    ("same id of concepts", {"conceptDescriptions": concept()["conceptDescriptions"] * 2}, "EE"),
]


def qualifier(**attributes: Json) -> Json:
    """Return a qualifier."""
    return {"type": "Limit", "valueType": "xs:int", **attributes}


TEMPLATE = [qualifier(kind="TemplateQualifier")]
COLLECTION = element("SubmodelElementCollection", value=[prop(qualifiers=TEMPLATE)])
QUALIFIERS: list[Case] = [
    ("qualifier", around(prop(qualifiers=[qualifier(kind="ConceptQualifier")])), "VV"),
    ("template qualifier in an instance", around(prop(qualifiers=TEMPLATE)), "EE"),
    ("template qualifier deep in an instance", around(COLLECTION, kind="Instance"), "EE"),
    ("template qualifier on an instance", around(qualifiers=TEMPLATE), "EE"),
    ("template qualifier in a template", around(prop(qualifiers=TEMPLATE), kind="Template"), "VV"),
    (
        "template qualifier in a variable",
        around(element("Operation", inputVariables=[{"value": prop(qualifiers=TEMPLATE)}])),
        "VV",
    ),
    ("qualifiers of one type", around(prop(qualifiers=[qualifier(), qualifier()])), "EE"),
    ("qualifiers of types that differ in case", around(prop(qualifiers=[qualifier(), qualifier(type="limit")])), "VV"),
    ("qualifier with a wrong value", around(prop(qualifiers=[qualifier(value="x")])), "EE"),
    ("qualifier without type", around(prop(qualifiers=[{"type": "Limit"}])), "EE"),
    ("extensions of one name", around(extensions=[{"name": "n"}, {"name": "n"}]), "EE"),
    ("extension with a wrong value", around(extensions=[{"name": "n", "valueType": "xs:int", "value": "x"}]), "EE"),
    ("extension without type", around(extensions=[{"name": "n", "value": "x"}]), "VV"),
    # the class tables want a model reference; the official examples have others
    ("extension that refers outside", around(extensions=[{"name": "n", "refersTo": [outside()]}]), "VV"),
    ("supplemental meaning without a main one", around(prop(supplementalSemanticIds=[outside()])), "EE"),
    ("category of a property", around(prop(category="COLLECTION")), "EV"),
    ("category of a submodel", around(category="ANYTHING"), "VV"),
    ("revision without version", around(administration={"revision": "1"}), "EE"),
    ("version with a revision", around(administration={"version": "1", "revision": "0"}), "VV"),
    ("version with a full stop", around(administration={"version": "1.0"}), "EE"),
    ("version of five digits", around(administration={"version": "12345"}), "EE"),
]

DOCUMENTS: list[Case] = [
    ("nothing", {}, "VV"),
    ("no submodels", {"submodels": []}, "EE"),
    ("submodel without id", {"submodels": [{"modelType": "Submodel"}]}, "EE"),
    ("submodel without class", {"submodels": [{"id": "u"}]}, "EE"),
    ("submodel with an empty id", around(id=""), "EE"),
    ("submodel of metamodel 2", {"submodels": [{"modelType": {"name": "Submodel"}, "id": "u"}]}, "EE"),
    ("property among submodels", {"submodels": [prop() | {"id": "u"}]}, "EE"),
    ("unknown attribute", around(colour="red"), "EE"),
    ("assets of metamodel 2", around() | {"assets": []}, "EE"),
    ("no elements", around(submodelElements=[]), "EE"),
    ("no description", around(description=[]), "EE"),
    ("long description", around(description=texts(("en", "x" * 1024))), "EE"),
    ("long name to show", around(displayName=texts(("en", "x" * 129))), "EE"),
    ("strange kind", around(kind="Type"), "EE"),
    (
        "one id for a submodel and a concept",
        around() | {"conceptDescriptions": [{"modelType": "ConceptDescription", "id": HERE}]},
        "VV",
    ),
]

CASES: list[Case] = [*SHELLS, *CONCEPTS, *QUALIFIERS, *DOCUMENTS]
