"""Submodel elements: names, lists, entities, files, operations, qualifiers, texts."""

from __future__ import annotations

from tests.verdicts.parts import Case, Json, around, element, outside, prop, texts

NAMES: list[Case] = [
    (f"idShort {name[:8]!a} of {len(name)}", around(prop(name=name)), verdict)
    for name, verdict in [
        *(("ab", "VV"), ("a_", "VV"), ("x" * 128, "VV"), ("a", "VE"), ("a-b", "EV"), ("a-_", "EV"), ("a-", "EE")),
        *(("_a", "EE"), ("1a", "EE"), ("Ä1", "EE"), ("a b", "EE"), ("온도", "EE"), ("x" * 129, "EE"), ("", "EE")),
    ]
]

TWO: list[Json] = [prop(name="Same"), prop(name="Same")]
ENDS: dict[str, Json] = {"first": outside(), "second": outside()}
SPACES: list[Case] = [
    ("no idShort", around({"modelType": "Property", "valueType": "xs:int"}), "EE"),
    ("same idShort", around(*TWO), "EE"),
    ("same idShort but for the case", around(prop(name="Temp"), prop(name="temp")), "VV"),
    ("same idShort below", around(prop(), element("SubmodelElementCollection", value=[prop()])), "VV"),
    ("same idShort in an entity", around(element("Entity", entityType="CoManagedEntity", statements=TWO)), "EE"),
    ("same idShort in annotations", around(element("AnnotatedRelationshipElement", **ENDS, annotations=TWO)), "EE"),
    ("same idShort of submodels", {"submodels": [around(id=f"urn:{n}")["submodels"][0] for n in (1, 2)]}, "VV"),
    ("same id of submodels", {"submodels": around()["submodels"] * 2}, "EE"),
]


def items(*held: Json, **attributes: Json) -> Json:
    """Return a document with a list."""
    return around(element("SubmodelElementList", **attributes) | ({"value": list(held)} if held else {}))


def item(**attributes: Json) -> Json:
    """Return an item of a list."""
    return {"modelType": "Property", "valueType": "xs:string", **attributes}


TYPED = {"typeValueListElement": "Property", "valueTypeListElement": "xs:string"}
A, B = {"semanticId": outside("a")}, {"semanticId": outside("b")}
ANNOTATED = {"modelType": "AnnotatedRelationshipElement", **ENDS}
LISTS: list[Case] = [
    ("list", items(item(), **TYPED), "VV"),
    ("list without items", items(typeValueListElement="Capability"), "VV"),
    ("list with no items", around(element("SubmodelElementList", **TYPED, value=[])), "EE"),
    ("list without class", items(item()), "EE"),
    ("list without value type", items(item(), typeValueListElement="Property"), "EE"),
    ("list without value type and items", items(typeValueListElement="Range"), "EE"),
    ("list of another class", items(item(), typeValueListElement="Range", valueTypeListElement="xs:string"), "EE"),
    ("list of another value type", items(item(valueType="xs:int"), **TYPED), "EE"),
    (
        "list of data elements",
        items(item(), {"modelType": "Range", "valueType": "xs:int"}, typeValueListElement="DataElement"),
        "VV",
    ),
    ("list of relationships", items(ANNOTATED, typeValueListElement="RelationshipElement"), "VV"),
    (
        "list of data elements with a collection",
        items({"modelType": "SubmodelElementCollection"}, typeValueListElement="DataElement"),
        "EE",
    ),
    ("list with an idShort", items(item(idShort="Prop"), **TYPED), "EV"),
    ("list with one idShort twice", items(item(idShort="Prop"), item(idShort="Prop"), **TYPED), "EE"),
    ("list of different meanings", items(item(**A), item(**B), **TYPED), "EE"),
    ("list of one meaning and none", items(item(**A), item(), **TYPED), "VV"),
    ("list of another meaning", items(item(**B), **TYPED, semanticIdListElement=outside("a")), "EE"),
    ("list whose items inherit their meaning", items(item(), **TYPED, semanticIdListElement=outside("a")), "VV"),
    ("list without order", items(item(), **TYPED, orderRelevant=False), "VV"),
    ("list with order as text", items(item(), **TYPED, orderRelevant="false"), "EE"),
]

OWN: dict[str, Json] = {"entityType": "SelfManagedEntity"}
SPECIFIC: dict[str, Json] = {"specificAssetIds": [{"name": "serial", "value": "1"}]}
HOLDERS: list[Case] = [
    (
        "annotation that is a collection",
        around(element("AnnotatedRelationshipElement", **ENDS, annotations=[element("SubmodelElementCollection")])),
        "EE",
    ),
    ("relationship without ends", around(element("RelationshipElement")), "EV"),
    ("entity of its own without asset", around(element("Entity", **OWN)), "EE"),
    ("entity of its own with an asset", around(element("Entity", **OWN, globalAssetId="g")), "VV"),
    # "either" is meant to exclude: so do the SDKs, while BaSyx takes both
    ("entity of its own with both ids", around(element("Entity", **OWN, globalAssetId="g", **SPECIFIC)), "EE"),
    (
        "entity of another with an asset",
        around(element("Entity", entityType="CoManagedEntity", globalAssetId="g")),
        "EV",
    ),
    ("entity of no type", around(element("Entity")), "EV"),
    (
        "variables of one name",
        around(element("Operation", inputVariables=[{"value": prop()}], outputVariables=[{"value": prop()}])),
        "EE",
    ),
    ("variable named like a neighbour", around(prop(), element("Operation", inputVariables=[{"value": prop()}])), "VV"),
    ("variable without name", around(element("Operation", inputVariables=[{"value": item()}])), "EE"),
    ("no variables", around(element("Operation", inputVariables=[])), "EE"),
    ("empty collection", around(element("SubmodelElementCollection", value=[])), "EE"),
    ("capability", around(element("Capability")), "VV"),
    ("class that is abstract", around(element("DataElement")), "EE"),
    ("no class", around({"idShort": "Prop", "valueType": "xs:int"}), "EE"),
    ("kind on an element", around(prop(kind="Instance")), "EE"),
]


def file(**attributes: Json) -> Json:
    """Return a document with a file."""
    return around(element("File", **{"contentType": "application/pdf", **attributes}))


def blob(text: str) -> Json:
    """Return a document with a blob."""
    return around(element("Blob", contentType="text/plain", value=text))


FILES: list[Case] = [
    ("file without type", around(element("File", value="a")), "EV"),
    ("file with an empty path", file(value=""), "EE"),
    # neither RFC 8089 (3.0) nor RFC 2396 (3.1) knows blanks and Hangul in a path
    ("file with a blank", file(value="/aasx/my file.pdf"), "EE"),
    ("file with Hangul", file(value="/aasx/문서.pdf"), "EE"),
    ("file with an escape", file(value="/aasx/my%20file.pdf"), "VV"),
    ("type with a parameter", file(contentType='text/plain; charset="utf-8"'), "VV"),
    ("type that is an ending", file(contentType="pdf"), "EE"),
    ("type of 101 characters", file(contentType="a/" + "b" * 99), "EV"),
    ("type of 129 characters", file(contentType="a/" + "b" * 127), "EE"),
    *((f"blob {text!a}", blob(text), "VV") for text in ("", "YQ==", "YWJj")),
    *((f"blob {text!a}", blob(text), "EE") for text in ("YQ", "YQ=", "YR==", "%%%", "한글", "YQ==YQ==")),
]

RANGES: list[Case] = [
    ("range without ends", around(element("Range", valueType="xs:int")), "VV"),
    ("range with a wrong end", around(element("Range", valueType="xs:int", min="x")), "EE"),
    ("range the wrong way round", around(element("Range", valueType="xs:int", min="5", max="1")), "VV"),
    ("range without type", around(element("Range", min="1")), "EE"),
    ("null", around(element("Property", valueType="xs:int") | {"value": None}), "EE"),
    ("number", around(element("Property", valueType="xs:int", value=5)), "EE"),
]

LANGUAGES: list[Case] = [
    (f"languages {tags}", around(element("MultiLanguageProperty", value=texts(*((t, "x") for t in tags)))), verdict)
    for tags, verdict in [
        *(
            (["en", "en-US"], "VV"),
            (["i-klingon"], "VV"),
            (["x-mine"], "VV"),
            (["zh-Hant-TW"], "VV"),
            (["de-1996"], "VV"),
        ),
        *((["en", "en"], "EE"), (["en_US"], "EE"), (["abcdefghi"], "EE"), ([], "EE")),
    ]
]

CASES: list[Case] = [*NAMES, *SPACES, *LISTS, *HOLDERS, *FILES, *RANGES, *LANGUAGES]
