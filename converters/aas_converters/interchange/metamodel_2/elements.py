"""Elements of metamodel 2.0 in metamodel 3, by tables: what stays, what has another name, what is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from aas_converters.interchange.metamodel_2.losses import Notes
from aas_converters.interchange.metamodel_2.references import last_value, model, semantic
from aas_validators.document.jsonable import Pointer
from aas_validators.metamodel.shapes import VERSIONS, shapes

Data = dict[str, Any]
STRUCTURE: Final = ("modelType", "parent", "index", "First", "Last", "hasDataSpecification", "local")
"""What says nothing of its own: the form of the file, or a repetition."""
CLASSES: Final = {"BasicEvent": "BasicEventElement", "Event": "BasicEventElement"}
CHILDREN: Final = {
    "submodelElements": "submodelElements",
    "statements": "statements",
    "annotations": "annotations",
    "annotation": "annotations",
}
VARIABLES: Final = {
    "inputVariable": "inputVariables",
    "outputVariable": "outputVariables",
    "inoutputVariable": "inoutputVariables",
    "inputVariables": "inputVariables",
    "outputVariables": "outputVariables",
    "inoutputVariables": "inoutputVariables",
}
QUALIFIERS: Final = ("qualifier", "qualifiers", "constraints")
QUALIFIER_NAMES: Final[dict[str, str]] = {"qualifierType": "type", "qualifierValue": "value"}
TEXTS: Final = {"description": "description", "descriptions": "description"}
REFERENCES: Final[dict[str, Callable[[Any, Notes, Pointer], Data | None]]] = {
    "semanticId": semantic,
    "valueId": semantic,
    "first": model,
    "second": model,
    "observed": model,
    "derivedFrom": model,
}
DEFAULTS: Final = {"ordered": False, "allowDuplicates": False, "kind": "Instance"}
"""What need not be told when it is left out: the values that everything has."""
XSD: Final = {
    "integer": "xs:integer", "int": "xs:int", "string": "xs:string", "boolean": "xs:boolean", "float": "xs:float",
    "double": "xs:double", "decimal": "xs:decimal", "date": "xs:date", "datetime": "xs:dateTime", "time": "xs:time",
    "datetimestamp": "xs:dateTime", "anyuri": "xs:anyURI", "anysimpletype": "xs:string", "": "xs:string",
    "langstring": "xs:string", "long": "xs:long", "short": "xs:short", "byte": "xs:byte", "duration": "xs:duration",
    "unsignedint": "xs:unsignedInt", "unsignedlong": "xs:unsignedLong", "unsignedshort": "xs:unsignedShort",
    "unsignedbyte": "xs:unsignedByte", "nonnegativeinteger": "xs:nonNegativeInteger", "hexbinary": "xs:hexBinary",
    "positiveinteger": "xs:positiveInteger", "base64binary": "xs:base64Binary", "negativeinteger": "xs:negativeInteger",
    "nonpositiveinteger": "xs:nonPositiveInteger", "gyear": "xs:gYear", "gmonth": "xs:gMonth", "gday": "xs:gDay",
    "gyearmonth": "xs:gYearMonth", "gmonthday": "xs:gMonthDay", "daytimeduration": "xs:duration",
    "yearmonthduration": "xs:duration",
}  # fmt: skip
"""Value types of metamodel 3 by those of 2.0, in small letters and without `xs:`."""


def element_of(old: Any, notes: Notes, pointer: Pointer) -> Data:
    """Return an element with everything in it."""
    old = old if isinstance(old, dict) else {"value": old}
    name = class_named(old)
    new: Data = {"modelType": name}
    for attribute, held in old.items():
        if held not in (None, "", [], {}) or (attribute == "value" and name == "Property" and held == ""):
            put(new, name, attribute, held, notes, pointer)
    if name in ("Property", "Range"):
        new.setdefault("valueType", "xs:string")
    if name == "BasicEventElement":
        new = {"direction": "output", "state": "off", **new}
        notes.moved(pointer, "BasicEvent", new.get("idShort", ""), "BasicEventElement (output, off)")
    return new


def class_named(old: Data) -> str:
    """Return the class of an object in metamodel 3."""
    named = old.get("modelType")
    name = named.get("name") if isinstance(named, dict) else named
    return CLASSES.get(str(name), str(name))


def put(new: Data, name: str, attribute: str, held: Any, notes: Notes, pointer: Pointer) -> None:
    """Put an attribute where metamodel 3 has it; what it has nowhere is told."""
    here = (*pointer, attribute)
    if attribute in STRUCTURE:
        return
    if attribute in CHILDREN or (attribute == "value" and name == "SubmodelElementCollection"):
        to = CHILDREN.get(attribute, "value")
        new[to] = [element_of(one, notes, (*pointer, to, n)) for n, one in enumerate(as_list(held))]
    elif attribute in VARIABLES:
        to = VARIABLES[attribute]
        new[to] = [
            {"value": element_of(inner(one), notes, (*pointer, to, n, "value"))} for n, one in enumerate(as_list(held))
        ]
    elif attribute in QUALIFIERS:
        found = [one for n, one in ((n, qualifier_of(one, notes, here)) for n, one in enumerate(as_list(held))) if one]
        if found:
            new["qualifiers"] = [*new.get("qualifiers", []), *found]
    elif attribute in TEXTS:
        new[TEXTS[attribute]] = texts_of(held)
    elif attribute in REFERENCES and (attribute != "value"):
        if (reference := REFERENCES[attribute](held, notes, here)) is not None:
            new[attribute] = reference
    elif attribute == "value" and name == "ReferenceElement":
        if (reference := model(held, notes, here)) is not None:
            new["value"] = reference
    elif attribute == "value" and name == "MultiLanguageProperty":
        new["value"] = texts_of(held)
    elif attribute == "valueType":
        new["valueType"] = value_type(held)
    elif attribute == "mimeType":
        new["contentType"] = str(held).strip()
    elif attribute in ("asset", "assetRef") and name == "Entity":
        new["globalAssetId"] = last_value(held)
    elif attribute in shapes(VERSIONS[-1])[name].attributes if name in shapes(VERSIONS[-1]) else True:
        new[attribute] = held if attribute in ("value", "min", "max") else stripped(held)
    elif str(held).strip().lower() != str(DEFAULTS.get(attribute)).lower():
        notes.lost(pointer, attribute, held)


def qualifier_of(old: Any, notes: Notes, pointer: Pointer) -> Data | None:
    """Return a qualifier; a formula is none any more."""
    if not isinstance(old, dict) or class_named(old) == "Formula":
        notes.lost(pointer, "formula", old)
        return None
    new: Data = {}
    for attribute, held in old.items():
        if held not in (None, "", [], {}):
            put(new, "Qualifier", QUALIFIER_NAMES.get(str(attribute), str(attribute)), held, notes, pointer)
    if not new:
        return None
    return {"type": "Qualifier", "valueType": "xs:string", **new}


def inner(variable: Any) -> Any:
    """Return the element of an operation variable."""
    held = variable.get("value", variable) if isinstance(variable, dict) else variable
    return held.get("submodelElement", held) if isinstance(held, dict) else held


def as_list(held: Any) -> list[Any]:
    """Return a list: what is none is the only item of one."""
    return held if isinstance(held, list) else [held]


def texts_of(held: Any) -> list[Data]:
    """Return a text in several languages; one without languages has the language that is not known."""
    found = held.get("langString", held) if isinstance(held, dict) else held
    items = [one for one in as_list(found) if one not in ("", None, {})]
    return [
        {"language": str(one.get("language", one.get("lang", ""))), "text": str(one.get("text", ""))}
        if isinstance(one, dict)
        else {"language": "", "text": str(one)}
        for one in items
    ]


def value_type(held: Any) -> str:
    """Return the value type of metamodel 3: `{"dataObjectType": {"name": "int"}}` or `int` is `xs:int`."""
    while isinstance(held, dict):
        held = held.get("dataObjectType", held.get("name", ""))
    name = str(held).strip()
    return XSD.get(name.lower().removeprefix("xs:").removeprefix("xsd:"), name)


def stripped(held: Any) -> Any:
    """Return a text without blanks around it; anything else as it is."""
    return held.strip() if isinstance(held, str) else held
