"""Walk IEC 61360 content and what it means for a concept description (AASc-3a-002 to AASc-3a-010)."""

from __future__ import annotations

import re
from typing import Any

from msgspec import UNSET

from aas_validators.fast.ledger import Ledger, RefusedError
from aas_validators.fast.references import check_reference, check_value_id
from aas_validators.fast.structs import Nothing
from aas_validators.fast.texts import check_texts
from aas_validators.metamodel.sdk import literals

ENGLISH = re.compile(r"(?:en|EN)(?:-.*)?").fullmatch

WITH_UNIT = literals("IEC_61360_DATA_TYPES_WITH_UNIT")
BY_CATEGORY = {
    "PROPERTY": literals("DATA_TYPE_IEC_61360_FOR_PROPERTY_OR_VALUE"),
    "VALUE": literals("DATA_TYPE_IEC_61360_FOR_PROPERTY_OR_VALUE"),
    "REFERENCE": literals("DATA_TYPE_IEC_61360_FOR_REFERENCE"),
    "DOCUMENT": literals("DATA_TYPE_IEC_61360_FOR_DOCUMENT"),
}


def check_content(x: Any, ledger: Ledger) -> None:
    """Walk IEC 61360 content."""
    if type(x) is Nothing:
        raise RefusedError
    check_texts(x.preferredName, ledger)
    if not any(ENGLISH(text.language) for text in x.preferredName):
        raise RefusedError
    if x.shortName is not UNSET:
        check_texts(x.shortName, ledger)
    if x.definition is not UNSET:
        check_texts(x.definition, ledger)
    if x.unitId is not UNSET:
        check_reference(x.unitId, "unitId", ledger)
    elif x.dataType in WITH_UNIT and x.unit is UNSET:
        raise RefusedError
    if x.valueList is not UNSET:
        if x.value is not UNSET:
            raise RefusedError
        check_value_list(x.valueList, ledger)


def check_value_list(x: Any, ledger: Ledger) -> None:
    """Walk a list of values."""
    for pair in x.valueReferencePairs:
        if pair.valueId is not UNSET:
            check_value_id(pair.valueId, ledger)


def check_concept(x: Any) -> None:
    """Judge the contents of a concept description together with its category."""
    contents = [held.dataSpecificationContent for held in x.embeddedDataSpecifications]
    if not all(defined(content) for content in contents) and any(content.value is UNSET for content in contents):
        raise RefusedError
    if x.category == "QUALIFIER_TYPE" and any(content.dataType is UNSET for content in contents):
        raise RefusedError
    allowed = BY_CATEGORY.get(x.category)
    if allowed is not None and any(content.dataType not in allowed for content in contents):
        raise RefusedError


def defined(content: Any) -> bool:
    """Return whether there is a definition in English."""
    return content.definition is not UNSET and any(ENGLISH(text.language) for text in content.definition)
