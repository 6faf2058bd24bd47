"""The concept description that a row of a modelling sheet makes."""

from __future__ import annotations

from typing import Final

from aas_converters.documents.concepts import SPECIFICATION
from aas_converters.workbooks.cells import DATA_TYPES, kind_and_name, language_texts
from aas_converters.workbooks.columns import (
    DATA_TYPE,
    DEFINITION,
    ELEMENT,
    IRDI,
    NAME,
    PREFERRED,
    SHORT_NAME,
    UNIT,
    Cells,
)
from aas_converters.workbooks.names import legal
from aas_converters.workbooks.pieces import Object, external, languages

LONGEST_SHORT_NAME: Final = 18
LONGEST_PREFERRED: Final = 255
LONGEST_DEFINITION: Final = 1023


def concept_of(concept_id: str, cells: Cells) -> Object:
    """Return the concept description that a row makes."""
    name = kind_and_name(cells[ELEMENT])[1]
    preferred = language_texts(cells[PREFERRED]) or [("en", cells[NAME] or name)]
    if "en" not in dict(preferred):
        preferred = [("en", cells[NAME] or name), *preferred]
    definition = language_texts(cells[DEFINITION]) or preferred
    if "en" not in dict(definition):
        definition = [preferred[0], *definition]
    # what is too long for the metamodel is kept whole at the element
    preferred = [(language, text[:LONGEST_PREFERRED]) for language, text in preferred]
    definition = [(language, text[:LONGEST_DEFINITION]) for language, text in definition]
    data_type = cells[DATA_TYPE].upper()
    if data_type.endswith("_MEASURE") and not cells[UNIT]:
        # AASc-3a-009: a measure has a unit; what the row says is kept at the element
        data_type = data_type.replace("_MEASURE", "_COUNT")
    short = [(one, text) for one, text in language_texts(cells[SHORT_NAME]) if len(text) <= LONGEST_SHORT_NAME]
    content: Object = {"modelType": "DataSpecificationIec61360", "preferredName": languages(preferred)}
    content |= {"shortName": languages(short)} if short else {}
    content |= {"unit": cells[UNIT]} if cells[UNIT] else {}
    content |= {"dataType": data_type} if data_type in DATA_TYPES else {}
    content["definition"] = languages(definition)
    concept: Object = {"modelType": "ConceptDescription", "idShort": legal(name), "id": concept_id}
    concept["embeddedDataSpecifications"] = [
        {"dataSpecification": external(SPECIFICATION), "dataSpecificationContent": content}
    ]
    if cells[IRDI] and cells[IRDI] != concept_id:
        concept["isCaseOf"] = [external(cells[IRDI])]
    return concept
