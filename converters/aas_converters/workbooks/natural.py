"""The cells that an element has by itself: what a workbook says of it where nobody wrote anything special.

Reading compares them with the cells that were there and keeps what differs beside the element; writing begins here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aas_converters.workbooks.cells import prefixed, written_texts
from aas_converters.workbooks.columns import (
    ASSET,
    COLLECTION,
    DATA_TYPE,
    DEFINITION,
    ELEMENT,
    IRDI,
    IRI,
    LOCAL,
    NAME,
    OPTIONS,
    PREFERRED,
    REFERENCE,
    SHELL,
    SHORT_NAME,
    SUBMODEL,
    UNIT,
    VALUE,
    VALUE_TYPE,
    WIDTH,
    Cells,
)

Object = Mapping[str, Any]
ASSET_NAME = "AssetName"
"""The specific asset id that holds the name of an asset."""
WORKING = {"MultiLanguageProperty": "langString", "File": "File", "ReferenceElement": "Reference"}


def cells(values: Mapping[int, str]) -> Cells:
    """Return the thirty cells with these values."""
    return tuple(values.get(column, "") for column in range(WIDTH))


def asset_cells(shell: Object) -> Cells:
    """Return the row of a shell's asset."""
    information = shell.get("assetInformation", {})
    names = [one["value"] for one in information.get("specificAssetIds", []) if one.get("name") == ASSET_NAME]
    return cells({ASSET: names[0] if names else "", IRI: information.get("globalAssetId", "")})


def shell_cells(shell: Object) -> Cells:
    """Return the row of a shell."""
    return cells({SHELL: shell.get("idShort", ""), IRI: shell["id"], REFERENCE: "Asset", LOCAL: "True"})


def submodel_cells(submodel: Object) -> Cells:
    """Return the row of a submodel."""
    kind = f"kind={submodel.get('kind', 'Instance')}"
    values = {SUBMODEL: submodel.get("idShort", ""), OPTIONS: kind, IRI: submodel["id"], IRDI: meant(submodel)}
    return cells(values)


def collection_cells(collection: Object, depth: int) -> Cells:
    """Return the row of a collection at a depth from 0."""
    said = "kind=Instance,ordered=False,allowDuplicates=False"
    return cells({COLLECTION + depth: collection.get("idShort", ""), OPTIONS: said, IRI: meant(collection)})


def element_cells(element: Object, concepts: Mapping[str, Object]) -> Cells:
    """Return the row of an element; `concepts` are by id."""
    kind, concept_id = element["modelType"], meant(element)
    category = element.get("category")
    values = {
        ELEMENT: prefixed(kind, element.get("idShort", "")),
        OPTIONS: (f"category={category}," if category else "") + "kind=Instance",
        VALUE: value_text(element),
        VALUE_TYPE: WORKING.get(kind) or element.get("valueType", "").removeprefix("xs:"),
    }
    concept = concepts.get(concept_id)
    if concept is not None:
        values |= concept_cells(concept)
    elif concept_id:
        values[IRDI] = concept_id
    return cells(values)


def concept_cells(concept: Object) -> dict[int, str]:
    """Return what a concept description says about an element."""
    content: Object = next(
        (one["dataSpecificationContent"] for one in concept.get("embeddedDataSpecifications", [])), {}
    )
    preferred = pairs(content.get("preferredName", []))
    definition = pairs(content.get("definition", []))
    public = [key["value"] for reference in concept.get("isCaseOf", []) for key in reference["keys"][:1]]
    return {
        IRI: concept["id"],
        REFERENCE: "ConceptDescription",
        LOCAL: "True",
        NAME: dict(preferred).get("en", ""),
        SHORT_NAME: written_texts(pairs(content.get("shortName", []))),
        PREFERRED: written_texts(preferred),
        DATA_TYPE: content.get("dataType", ""),
        IRDI: public[0] if public else "",
        UNIT: content.get("unit", ""),
        # an English definition is demanded; where nobody wrote one it is the name
        DEFINITION: "" if definition == preferred else written_texts(definition),
    }


def meant(element: Object) -> str:
    """Return what an element means: the last key of its semanticId, empty where it has none."""
    keys = element.get("semanticId", {}).get("keys", [])
    return str(keys[-1]["value"]) if keys else ""


def value_text(element: Object) -> str:
    """Return the value of an element as a cell."""
    value = element.get("value")
    match element["modelType"], value:
        case _, None:
            return ""
        case "MultiLanguageProperty", list():
            return written_texts(pairs(value))
        case "ReferenceElement", _:
            return str(value["keys"][-1]["value"])
    return str(value)


def pairs(texts: list[Object]) -> list[tuple[str, str]]:
    """Return language strings as pairs."""
    return [(one["language"], one["text"]) for one in texts]
