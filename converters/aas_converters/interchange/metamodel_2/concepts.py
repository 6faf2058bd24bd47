"""IEC 61360 content of metamodel 2.0 in metamodel 3."""

from __future__ import annotations

from typing import Any, Final

from aas_converters.interchange.metamodel_2.elements import Data, as_list, stripped, texts_of
from aas_converters.interchange.metamodel_2.losses import Notes
from aas_converters.interchange.metamodel_2.references import external, last_value, semantic
from aas_validators.document.jsonable import Pointer
from aas_validators.metamodel.iec61360 import SPECIFICATION_ID

CONTENT: Final = ("dataSpecificationIEC61360", "dataSpecificationIec61360")
TEXTS: Final = ("preferredName", "shortName", "definition")
PLAIN: Final = ("unit", "sourceOfDefinition", "symbol", "dataType", "valueFormat", "value")
TYPES: Final = {
    "URL": "IRI",
    "URI": "IRI",
    "DATE_TIME": "TIMESTAMP",
    "DATETIME": "TIMESTAMP",
    "REAL": "REAL_COUNT",
    "INTEGER": "INTEGER_COUNT",
    "STRING_TRANSLATED": "STRING_TRANSLATABLE",
}
"""Data types that have another name in metamodel 3."""
LEVELS: Final = ("min", "nom", "typ", "max")


def specifications_of(held: Any, notes: Notes, pointer: Pointer) -> list[Data]:
    """Return the data specifications of a thing: the IEC 61360 ones; others are told."""
    found = []
    for one in as_list(held):
        content = one.get("dataSpecificationContent") if isinstance(one, dict) else None
        inner = (
            next((content[name] for name in CONTENT if name in content), content) if isinstance(content, dict) else None
        )
        new = content_of(inner, notes, pointer) if isinstance(inner, dict) else {}
        if new:
            whole = {"modelType": "DataSpecificationIec61360", **new}
            found.append({"dataSpecification": external(SPECIFICATION_ID), "dataSpecificationContent": whole})
        elif isinstance(one, dict) and (target := last_value(one.get("dataSpecification"))) and "61360" not in target:
            notes.lost(pointer, "dataSpecification", target)
    return found


def content_of(old: Data, notes: Notes, pointer: Pointer) -> Data:
    """Return the content; what is empty in it is left out."""
    new: Data = {}
    for attribute, held in old.items():
        if held in (None, "", [], {}) or attribute == "modelType":
            continue
        if attribute in TEXTS:
            new[attribute] = texts_of(held)
        elif attribute in PLAIN:
            new[attribute] = stripped(held)
        elif attribute in ("unitId", "valueId"):
            reference = semantic(held, notes, pointer)
            if reference and attribute == "unitId":
                new[attribute] = reference
            elif reference:
                notes.lost(pointer, attribute, held)
        elif attribute == "valueList":
            pairs = (
                held.get("valueReferencePairTypes", held.get("valueReferencePairs", []))
                if isinstance(held, dict)
                else held
            )
            if found := [pair_of(pair, notes, pointer) for pair in as_list(pairs) if isinstance(pair, dict)]:
                new[attribute] = {"valueReferencePairs": found}
        elif attribute in ("levelType", "levelTypes"):
            levels = {str(one).strip().lower() for one in as_list(held)}
            new["levelType"] = {level: level in levels for level in LEVELS}
        else:
            notes.lost(pointer, attribute, held)
    if "dataType" in new:
        kind = str(new["dataType"]).upper()
        new["dataType"] = TYPES.get(kind, kind)
    return new


def pair_of(old: Data, notes: Notes, pointer: Pointer) -> Data:
    """Return an entry of a list of values."""
    reference = semantic(old.get("valueId"), notes, pointer)
    value = str(old.get("value", "")).strip()
    return {"value": value, "valueId": reference or external(value or "unknown")}
