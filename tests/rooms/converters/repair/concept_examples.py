"""Examples of repairs of concept descriptions, and of what follows them."""

from __future__ import annotations

from typing import Any

from tests.rooms.converters.repair.building import (
    CONCEPT,
    ENGLISH,
    GENERATED,
    concept,
    concepts,
    external,
    kept,
    prop,
    submodel,
    texts,
)

CASES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "FIX007",
        submodel(prop(value="1.50", semanticId=external(CONCEPT)))
        | concepts(concept(ENGLISH | {"dataType": "REAL_COUNT"})),
        submodel(prop(value="1.50", semanticId=external(CONCEPT), valueType="xs:double"))
        | concepts(concept(ENGLISH | {"dataType": "REAL_COUNT"})),
    ),
    (
        "FIX010",
        concepts(concept({"definition": texts(("en", "Power"))})),
        concepts(
            concept(
                {"definition": texts(("en", "Power")), "preferredName": texts(("en", "Motor Power"))},
                extensions=[GENERATED],
            )
        ),
    ),
    (
        "FIX011",
        concepts(concept({"preferredName": texts(("en", "Motor power"))})),
        concepts(
            concept(
                {"preferredName": texts(("en", "Motor power")), "definition": texts(("en", "Motor power"))},
                extensions=[kept("generated", "definition")],
            )
        ),
    ),
    (
        "FIX012",
        concepts(concept(ENGLISH | {"preferredName": texts(("en", "Stroke [mm]")), "dataType": "REAL_MEASURE"})),
        concepts(
            concept(ENGLISH | {"preferredName": texts(("en", "Stroke [mm]")), "dataType": "REAL_MEASURE", "unit": "mm"})
        ),
    ),
    (
        "FIX013",
        concepts(concept(ENGLISH | {"dataType": "INTEGER_MEASURE"})),
        concepts(concept(ENGLISH | {"dataType": "INTEGER_COUNT"}, extensions=[kept("dataType", "INTEGER_MEASURE")])),
    ),
    (
        "FIX014",
        concepts(concept(ENGLISH | {"shortName": texts(("en", "Power of the main motor"))})),
        concepts(
            concept(
                ENGLISH | {"shortName": texts(("en", "Power of the main"))},
                extensions=[kept("shortName (en)", "Power of the main motor")],
            )
        ),
    ),
    (
        "FIX015",
        concepts(concept(ENGLISH, "http://admin-shell.io/DataSpecificationTemplates/DataSpecificationIEC61360/2/0")),
        concepts(concept(ENGLISH)),
    ),
    (
        "FIX016",
        concepts(
            concept(ENGLISH), concept(ENGLISH | {"unit": "kW"}), concept(ENGLISH | {"unit": "W"}, idShort="Power")
        ),
        concepts(concept(ENGLISH | {"unit": "kW"}, extensions=[kept("idShort", "Power"), kept("unit", "W")])),
    ),
    (
        "FIX034",
        concepts(
            concept(
                ENGLISH
                | {
                    "valueList": {
                        "valueReferencePairs": [{"value": text, "valueId": external(CONCEPT)} for text in "ab"]
                    }
                }
            )
        ),
        concepts(
            concept(
                ENGLISH
                | {
                    "valueList": {
                        "valueReferencePairs": [{"value": t, "valueId": external(f"{CONCEPT}/{t}")} for t in "ab"]
                    }
                }
            )
        ),
    ),
    (
        "FIX035",
        concepts(
            concept(
                ENGLISH | {"valueList": {"valueReferencePairs": [{"value": "on", "valueId": external("urn:x:on")}]}}
            ),
            concept(ENGLISH, id="urn:x:on"),
        ),
        concepts(
            concept(
                ENGLISH | {"valueList": {"valueReferencePairs": [{"value": "on", "valueId": external("urn:x:on")}]}}
            ),
            concept(ENGLISH | {"value": "on"}, id="urn:x:on"),
        ),
    ),
    (
        "FIX044",
        concepts(concept(ENGLISH | {"dataType": "STRING"}, category="DOCUMENT")),
        concepts(concept(ENGLISH | {"dataType": "STRING"}, extensions=[kept("category", "DOCUMENT")])),
    ),
]
"""Rule, what comes in, what goes out."""
