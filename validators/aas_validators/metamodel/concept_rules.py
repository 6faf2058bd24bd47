"""Constraints on concept descriptions with IEC 61360 content that the SDK verifies."""

from __future__ import annotations

from aas_validators.diagnostics import Sentence
from aas_validators.metamodel.constraint import constraint

CONCEPT_READERS = Sentence(
    "Tools that show or search concepts by name, unit or type fail on it.",
    "개념을 이름·단위·타입으로 표시하거나 검색하는 프로그램이 이를 처리하지 못합니다.",
)

NO_ENGLISH_NAME = constraint(
    "AASc-3a-002",
    "english-preferred-name",
    Sentence("preferredName has no English text", "preferredName에 영어 텍스트가 없습니다"),
    Sentence("add an English preferredName (language en)", "영어(en) preferredName을 추가하십시오"),
    CONCEPT_READERS,
)

PROPERTY_DATA_TYPE = constraint(
    "AASc-3a-004",
    "property-data-type",
    Sentence(
        "a concept of category PROPERTY or VALUE needs a dataType for values, e.g. REAL_MEASURE or STRING",
        "category가 PROPERTY나 VALUE인 개념에는 REAL_MEASURE, STRING과 같은 값의 dataType이 필요합니다",
    ),
    Sentence("set dataType to one for values", "값에 맞는 dataType을 지정하십시오"),
    CONCEPT_READERS,
)

REFERENCE_DATA_TYPE = constraint(
    "AASc-3a-005",
    "reference-data-type",
    Sentence(
        "a concept of category REFERENCE has the dataType STRING, IRI or IRDI",
        "category가 REFERENCE인 개념의 dataType은 STRING, IRI, IRDI 중 하나여야 합니다",
    ),
    Sentence("use STRING, IRI or IRDI", "STRING, IRI, IRDI 중 하나를 쓰십시오"),
    CONCEPT_READERS,
)

DOCUMENT_DATA_TYPE = constraint(
    "AASc-3a-006",
    "document-data-type",
    Sentence(
        "a concept of category DOCUMENT has the dataType FILE, BLOB or HTML",
        "category가 DOCUMENT인 개념의 dataType은 FILE, BLOB, HTML 중 하나여야 합니다",
    ),
    Sentence("use FILE, BLOB or HTML", "FILE, BLOB, HTML 중 하나를 쓰십시오"),
    CONCEPT_READERS,
)

QUALIFIER_DATA_TYPE = constraint(
    "AASc-3a-007",
    "qualifier-data-type",
    Sentence(
        "a concept of category QUALIFIER_TYPE has no dataType",
        "category가 QUALIFIER_TYPE인 개념에 dataType이 없습니다",
    ),
    Sentence("add a dataType", "dataType을 추가하십시오"),
    CONCEPT_READERS,
)

NO_ENGLISH_DEFINITION = constraint(
    "AASc-3a-008",
    "english-definition",
    Sentence(
        "the concept has no English definition, and it is not a value",
        "개념에 영어 definition이 없습니다 (value가 있는 개념은 예외)",
    ),
    Sentence("add a definition in English", "영어 definition을 추가하십시오"),
    CONCEPT_READERS,
)

NO_UNIT = constraint(
    "AASc-3a-009",
    "measure-needs-unit",
    Sentence(
        "a dataType with MEASURE or CURRENCY needs unit or unitId",
        "MEASURE나 CURRENCY가 붙은 dataType에는 unit 또는 unitId가 필요합니다",
    ),
    Sentence(
        "add the unit, or use the dataType without MEASURE",
        "단위를 추가하거나 MEASURE가 없는 dataType을 쓰십시오",
    ),
    Sentence("A number without its unit cannot be compared.", "단위 없는 수치는 비교할 수 없습니다."),
)

VALUE_AND_LIST = constraint(
    "AASc-3a-010",
    "value-or-value-list",
    Sentence("the concept has both value and valueList", "개념에 value와 valueList가 모두 있습니다"),
    Sentence("keep one of the two", "둘 중 하나만 남기십시오"),
    Sentence("A concept is either one value or a list of values.", "개념은 하나의 값이거나 값의 목록입니다."),
)
