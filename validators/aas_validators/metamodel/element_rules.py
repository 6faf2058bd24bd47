"""Constraints on submodel elements, qualifiers and assets that the SDK verifies."""

from __future__ import annotations

from aas_validators.diagnostics import Sentence
from aas_validators.metamodel.constraint import constraint

TYPED_READERS = Sentence(
    "Typed readers raise an error while building the element, and the file does not open.",
    "타입을 검사하는 프로그램은 이 요소를 만들다가 오류를 내고 파일을 열지 못합니다.",
)
LIST_READERS = Sentence(
    "Readers take the list's declaration for all its items and misread the one that differs.",
    "프로그램은 목록의 선언을 모든 항목에 적용하므로 다른 항목을 잘못 읽습니다.",
)

ID_SHORT_CHARACTERS = constraint(
    "AASd-002",
    "id-short-characters",
    Sentence(
        "idShort {value} may hold only letters, digits and "
        "underscores (3.1: also inner hyphens, at least two "
        "characters) and starts with a letter",
        "idShort {value}은(는) 영문자로 시작하고 영문자·숫자·밑줄만 "
        "쓸 수 있습니다 (3.1은 중간 하이픈 허용, 두 글자 이상)",
    ),
    Sentence(
        "rename the element; put the original wording into displayName",
        "요소 이름을 바꾸고 원래 표기는 displayName에 넣으십시오",
    ),
    Sentence(
        "idShorts become parts of paths and URLs; others cannot be addressed.",
        "idShort는 경로와 URL의 일부가 되므로 다른 문자가 있으면 요소를 지정할 수 없습니다.",
    ),
)

REVISION_WITHOUT_VERSION = constraint(
    "AASd-005",
    "revision-needs-version",
    Sentence("there is a revision but no version", "revision은 있으나 version이 없습니다"),
    Sentence("add a version or remove the revision", "version을 추가하거나 revision을 제거하십시오"),
    Sentence("A revision counts within a version.", "revision은 version 안에서 세는 번호입니다."),
)

SELF_MANAGED_WITHOUT_ASSET = constraint(
    "AASd-014",
    "self-managed-entity-needs-asset",
    Sentence(
        "the asset ids of the entity do not fit its type: {problem}",
        "자산 ID가 Entity의 유형과 맞지 않습니다: {problem}",
    ),
    Sentence(
        "give a SelfManagedEntity a globalAssetId or specificAssetIds, and a CoManagedEntity none",
        "SelfManagedEntity에는 globalAssetId나 specificAssetIds를 넣고 CoManagedEntity에는 넣지 마십시오",
    ),
    Sentence(
        "A self-managed entity stands for an asset with a shell of its own, found by these ids.",
        "SelfManagedEntity는 자체 AAS를 가진 자산이며 이 ID로 찾습니다.",
    ),
)

QUALIFIER_VALUE = constraint(
    "AASd-020",
    "qualifier-value-fits-type",
    Sentence(
        "the value {value} of the qualifier {qualifier} is no {type}",
        "Qualifier {qualifier}의 값 {value}은(는) {type} 형식이 아닙니다",
    ),
    Sentence("correct the value ({form}) or valueType", "값을 고치거나({form}) valueType을 바꾸십시오"),
    TYPED_READERS,
)

QUALIFIER_TWICE = constraint(
    "AASd-021",
    "one-qualifier-per-type",
    Sentence("two qualifiers have the type {name}", "type이 {name}인 Qualifier가 둘 이상입니다"),
    Sentence("keep one qualifier of each type", "type마다 Qualifier를 하나만 두십시오"),
    Sentence(
        "A reader that asks for a qualifier by type gets either of them.",
        "type으로 Qualifier를 찾는 프로그램은 둘 중 아무것이나 얻게 됩니다.",
    ),
)

EXTENSION_TWICE = constraint(
    "AASd-077",
    "unique-extension-names",
    Sentence("two extensions of one element are called {name}", "한 요소에 이름이 {name}인 Extension이 둘 이상입니다"),
    Sentence("give every extension its own name", "Extension마다 다른 이름을 쓰십시오"),
    Sentence("Extensions are found by name.", "Extension은 이름으로 찾습니다."),
)

CATEGORY_OF_DATA_ELEMENT = constraint(
    "AASd-090",
    "category-of-data-elements",
    Sentence(
        "the category of a data element is CONSTANT, PARAMETER or VARIABLE in metamodel 3.0",
        "메타모델 3.0에서 데이터 요소의 category는 CONSTANT, PARAMETER, VARIABLE 중 하나여야 합니다",
    ),
    Sentence("use one of the three, or leave category out", "셋 중 하나를 쓰거나 category를 빼십시오"),
    TYPED_READERS,
)

LIST_SEMANTIC_ID = constraint(
    "AASd-107",
    "list-item-semantic-id",
    Sentence(
        "the semanticId {found} differs from {expected}, the semanticIdListElement of the list",
        "semanticId {found}이(가) 목록의 semanticIdListElement {expected}와(과) 다릅니다",
    ),
    Sentence(
        "make both the same, or drop the semanticId of the item",
        "둘을 같게 하거나 항목의 semanticId를 빼십시오",
    ),
    LIST_READERS,
)

LIST_ITEM_CLASS = constraint(
    "AASd-108",
    "list-item-class",
    Sentence(
        "the item is a {found}, but typeValueListElement of its list is {expected}",
        "항목이 {found}인데 목록의 typeValueListElement는 {expected}입니다",
    ),
    Sentence("correct typeValueListElement or the item", "typeValueListElement나 항목을 고치십시오"),
    LIST_READERS,
)

LIST_VALUE_TYPE = constraint(
    "AASd-109",
    "list-value-type",
    Sentence(
        "a list of properties or ranges has one value type: {problem}",
        "Property나 Range의 목록은 valueType이 하나여야 합니다: {problem}",
    ),
    Sentence(
        "set valueTypeListElement to the value type of the items",
        "valueTypeListElement를 항목의 valueType과 같게 쓰십시오",
    ),
    LIST_READERS,
)

LIST_SAME_SEMANTICS = constraint(
    "AASd-114",
    "list-items-same-semantics",
    Sentence(
        "the semanticId {found} differs from {expected}, that of the items before",
        "semanticId {found}이(가) 앞 항목의 semanticId {expected}와(과) 다릅니다",
    ),
    Sentence(
        "use one semanticId for all items, or a collection instead of a list",
        "모든 항목에 같은 semanticId를 쓰거나 목록 대신 컬렉션을 쓰십시오",
    ),
    LIST_READERS,
)

SUPPLEMENTAL_WITHOUT_MAIN = constraint(
    "AASd-118",
    "supplemental-needs-semantic-id",
    Sentence(
        "there are supplementalSemanticIds but no semanticId",
        "supplementalSemanticIds는 있으나 semanticId가 없습니다",
    ),
    Sentence("make the first of them the semanticId", "그중 첫 번째를 semanticId로 옮기십시오"),
    Sentence(
        "Readers look for the main meaning first and treat the element as unknown.",
        "프로그램은 semanticId를 먼저 찾으므로 의미를 모르는 요소로 취급합니다.",
    ),
)

TEMPLATE_QUALIFIER_ON_INSTANCE = constraint(
    "AASd-119",
    "template-qualifier-needs-template",
    Sentence(
        "a TemplateQualifier stands on something whose kind is not Template",
        "kind가 Template이 아닌 대상에 TemplateQualifier가 있습니다",
    ),
    Sentence("remove the qualifier, or set kind to Template", "Qualifier를 제거하거나 kind를 Template으로 하십시오"),
    Sentence(
        "Template qualifiers are instructions for filling in; an instance is filled in.",
        "TemplateQualifier는 작성 지침이며, 인스턴스는 이미 작성된 것입니다.",
    ),
)

ID_SHORT_IN_LIST = constraint(
    "AASd-120",
    "no-id-short-in-list",
    Sentence(
        "in metamodel 3.0 an item of a list has no idShort",
        "메타모델 3.0에서 목록의 항목에는 idShort를 쓸 수 없습니다",
    ),
    Sentence("remove the idShort; the position is the name", "idShort를 제거하십시오. 위치가 곧 이름입니다"),
    TYPED_READERS,
)

CHARACTERS = constraint(
    "AASd-130",
    "xml-characters-only",
    Sentence(
        "{attribute} holds a character that XML cannot carry: {value}",
        "{attribute}에 XML에서 쓸 수 없는 문자가 있습니다: {value}",
    ),
    Sentence("remove control characters from the text", "제어 문자를 제거하십시오"),
    Sentence(
        "Such a text cannot be exchanged as XML and is often the trace of a wrong encoding.",
        "XML로 교환할 수 없으며, 인코딩 오류의 흔적인 경우가 많습니다.",
    ),
)

NO_ASSET_ID = constraint(
    "AASd-131",
    "asset-needs-id",
    Sentence(
        "the asset has neither globalAssetId nor specificAssetIds",
        "자산에 globalAssetId도 specificAssetIds도 없습니다",
    ),
    Sentence("add a globalAssetId", "globalAssetId를 추가하십시오"),
    Sentence(
        "Nobody can tell which machine or part the shell describes.",
        "어떤 설비나 부품의 AAS인지 알 수 없습니다.",
    ),
)

OPERATION_VARIABLE_TWICE = constraint(
    "AASd-134",
    "unique-operation-variables",
    Sentence("two variables of the operation are called {name}", "idShort가 {name}인 Operation 변수가 둘 이상입니다"),
    Sentence(
        "give every in, out and in/out variable its own idShort",
        "입력·출력·입출력 변수마다 다른 idShort를 쓰십시오",
    ),
    Sentence("Arguments of a call are matched by idShort.", "호출 인자는 idShort로 연결됩니다."),
)
