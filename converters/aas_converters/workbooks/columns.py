"""The thirty columns of the modelling workbook, and how a sheet is told from any other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

VERSION: Final = "1.01"
"""What stands in A1 of every such sheet."""

TITLES: Final = (
    "Asset",
    *(f"AdminShell[Level{level}]" for level in range(3)),
    "Submodel",
    *(f"Collection[Level{level}]" for level in range(6)),
    "필드에서사용하는변수명",
    "AASProperty(idShort)",
    "Options",
    "Asset/AAS/SubmodelID(IRI)",
    "Reference-Type",
    "Reference-Local",
    "Name(eCl@ss/CDD)",
    "shortname",
    "preferredname",
    "SemanticDataType(eCl@ss/CDD)",
    "SemanticID-IRI",
    "Semantic-ID-IRDI(eCl@ss/CDD)",
    "Initialvalue",
    "Array",
    "Unit",
    "propertyvaluetype",
    "Definition",
    "FielddataPoint(Tag)",
    "Note",
)
"""The second header row as we write it. Sheets spell it loosely, so columns go by their position."""
GROUPS: Final = {
    0: VERSION,
    1: "AdministrationShellhierarchy",
    4: "Submodel",
    5: "SubmodelElementCollectionHierarchy",
    11: "Propertyname",
    12: "Propertyname",
    13: "Options",
    14: "Asset/AAS/SubmodelID(IRI)",
    15: "Asset/Submodel/SementicIDreference",
    17: "Semantics-ID",
    23: "Semantics-contents",
    28: "FielddataPoint(Tag)",
    29: "Note",
}
"""The first header row, by column; the programme's own spelling."""

ASSET, SHELL, SUBMODEL, COLLECTION, VARIABLE, ELEMENT, OPTIONS, IRI, REFERENCE, LOCAL = (
    0,
    1,
    4,
    5,
    11,
    12,
    13,
    14,
    15,
    16,
)
NAME, SHORT_NAME, PREFERRED, DATA_TYPE, SEMANTIC_IRI, IRDI, VALUE, ARRAY = 17, 18, 19, 20, 21, 22, 23, 24
UNIT, VALUE_TYPE, DEFINITION, TAG, NOTE = 25, 26, 27, 28, 29
WIDTH: Final = len(TITLES)
PLACES: Final = (*range(11), ELEMENT)
"""The columns of which one says what a row is, and how deep."""
HEADER_ROWS: Final = 2

Cells = tuple[str, ...]
"""The thirty texts of a row, empty where a cell is."""


def is_modelling_sheet(first: Sequence[str], second: Sequence[str]) -> bool:
    """Return whether the first two rows of a sheet are the headers of a modelling workbook."""
    if len(second) <= ELEMENT or first[:1] != [VERSION]:
        return False
    squeezed = ["".join(cell.split()).lower() for cell in second]
    return squeezed[ASSET] == "asset" and squeezed[SHELL].startswith("adminshell") and "idshort" in squeezed[ELEMENT]


def letter(column: int) -> str:
    """Return the letters of a column, counted from 0.

    >>> letter(28)
    'AC'
    """
    return chr(65 + column) if column < 26 else letter(column // 26 - 1) + letter(column % 26)
