"""Constraints on references that the SDK verifies."""

from __future__ import annotations

from aas_validators.diagnostics import Rule, Sentence, Severity
from aas_validators.metamodel.constraint import constraint

UNRESOLVABLE = Sentence(
    "A reader that follows the keys ends nowhere and drops the reference or the whole file.",
    "키를 따라가는 프로그램이 대상을 찾지 못하고 참조나 파일 전체를 버립니다.",
)
MODEL_OR_EXTERNAL = Sentence(
    "use ModelReference with Submodel, AssetAdministrationShell or ConceptDescription first, and "
    "ExternalReference with GlobalReference",
    "ModelReference는 Submodel, AssetAdministrationShell, ConceptDescription으로 시작하고, "
    "ExternalReference는 GlobalReference를 쓰십시오",
)

FIRST_KEY = constraint(
    "AASd-121",
    "first-key",
    Sentence(
        "the first key of a reference names something identifiable: GlobalReference, Submodel, "
        "AssetAdministrationShell or ConceptDescription",
        "참조의 첫 키는 GlobalReference, Submodel, AssetAdministrationShell, ConceptDescription 중 하나여야 합니다",
    ),
    MODEL_OR_EXTERNAL,
    UNRESOLVABLE,
)

EXTERNAL_FIRST_KEY = constraint(
    "AASd-122",
    "external-first-key",
    Sentence(
        "the first key of an ExternalReference is GlobalReference",
        "ExternalReference의 첫 키는 GlobalReference여야 합니다",
    ),
    MODEL_OR_EXTERNAL,
    UNRESOLVABLE,
)

MODEL_FIRST_KEY = constraint(
    "AASd-123",
    "model-first-key",
    Sentence(
        "the first key of a ModelReference is Submodel, AssetAdministrationShell or ConceptDescription",
        "ModelReference의 첫 키는 Submodel, AssetAdministrationShell, ConceptDescription 중 하나여야 합니다",
    ),
    MODEL_OR_EXTERNAL,
    UNRESOLVABLE,
)

EXTERNAL_LAST_KEY = constraint(
    "AASd-124",
    "external-last-key",
    Sentence(
        "the last key of an ExternalReference is GlobalReference or FragmentReference",
        "ExternalReference의 마지막 키는 GlobalReference나 FragmentReference여야 합니다",
    ),
    MODEL_OR_EXTERNAL,
    UNRESOLVABLE,
)

MODEL_NEXT_KEYS = constraint(
    "AASd-125",
    "model-next-keys",
    Sentence(
        "the keys after the first of a ModelReference name submodel elements or a fragment",
        "ModelReference의 두 번째 이후 키는 서브모델 요소나 FragmentReference여야 합니다",
    ),
    Sentence("correct the types of the keys after the first", "두 번째 이후 키의 type을 고치십시오"),
    UNRESOLVABLE,
)

FRAGMENT_NOT_LAST = constraint(
    "AASd-126",
    "fragment-key-last",
    Sentence(
        "only the last key of a ModelReference may be a FragmentReference",
        "FragmentReference는 ModelReference의 마지막 키로만 쓸 수 있습니다",
    ),
    Sentence("move the fragment key to the end", "FragmentReference 키를 맨 끝으로 옮기십시오"),
    UNRESOLVABLE,
)

FRAGMENT_OF_NO_FILE = constraint(
    "AASd-127",
    "fragment-needs-file",
    Sentence(
        "a FragmentReference key stands behind a key that is neither File nor Blob",
        "FragmentReference 키 앞의 키가 File이나 Blob이 아닙니다",
    ),
    Sentence(
        "let the key before the fragment be File or Blob",
        "FragmentReference 앞의 키를 File이나 Blob으로 하십시오",
    ),
    UNRESOLVABLE,
)

LIST_KEY_WITHOUT_INDEX = constraint(
    "AASd-128",
    "list-key-index",
    Sentence(
        "the key after a SubmodelElementList is not a position (0, 1, 2 …)",
        "SubmodelElementList 다음 키가 위치 번호(0, 1, 2 …)가 아닙니다",
    ),
    Sentence("write the item's position in the list as the key's value", "목록 안의 위치 번호를 키 값으로 쓰십시오"),
    UNRESOLVABLE,
)

SUBJECT_NOT_EXTERNAL = constraint(
    "AASd-133",
    "external-subject",
    Sentence("externalSubjectId is not an ExternalReference", "externalSubjectId가 ExternalReference가 아닙니다"),
    Sentence(
        "write it as ExternalReference with GlobalReference",
        "GlobalReference를 쓰는 ExternalReference로 쓰십시오",
    ),
    Sentence(
        "The subject, e.g. a supplier's numbering, lies outside the shell.",
        "공급사 번호 체계와 같은 주체는 AAS 밖에 있습니다.",
    ),
)

WRONG_TARGET = Rule(
    code="AAS510",
    name="reference-to-wrong-class",
    severity=Severity.ERROR,
    message=Sentence("{attribute} must be {expected}", "{attribute}은(는) {expected}이어야 합니다"),
    hint=Sentence(
        "refer to an element of that class by ModelReference",
        "그 종류의 요소를 ModelReference로 가리키십시오",
    ),
    why=UNRESOLVABLE,
    spec="IDTA-01001, class tables",
)
