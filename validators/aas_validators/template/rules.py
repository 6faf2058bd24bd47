"""Rules of conformance between a submodel and its model."""

from __future__ import annotations

from aas_validators.diagnostics import Rule, Sentence, Severity


def template_rule(
    number: int,
    name: str,
    message: tuple[str, str],
    hint: tuple[str, str],
    why: tuple[str, str],
    severity: Severity = Severity.ERROR,
    spec: str = "IDTA submodel templates; SMT/Cardinality",
) -> Rule:
    """Return the rule TPLnnn; each text is given in English and Korean."""
    texts = (Sentence(*message), Sentence(*hint), Sentence(*why))
    return Rule(f"TPL{number:03}", name, severity, *texts, spec=spec)


SAME_STRUCTURE = (
    "Programs written for the template do not find what they read.",
    "템플릿에 맞춰 만든 프로그램이 필요한 값을 찾지 못합니다.",
)

MISSING_ELEMENT = template_rule(
    1,
    "missing-element",
    (
        "{parent} has no {element}, which the model demands",
        "{parent}에 모델의 필수 요소 {element}이(가) 없습니다",
    ),
    ("add {kind} {element}{semantic}", "{kind} {element}을(를) 추가하십시오{semantic}"),
    SAME_STRUCTURE,
)
TOO_MANY = template_rule(
    2,
    "element-repeated",
    (
        "{element} stands {number} times in {parent}, once is allowed",
        "{parent}에 {element}이(가) {number}번 있습니다 (한 번만 허용)",
    ),
    ("keep one of them", "하나만 남기십시오"),
    SAME_STRUCTURE,
)
WRONG_KIND = template_rule(
    3,
    "element-kind",
    (
        "{element} is a {found}, the model wants a {expected}",
        "{element}이(가) {found}입니다 (모델: {expected})",
    ),
    ("change the element to a {expected}", "요소를 {expected}(으)로 바꾸십시오"),
    SAME_STRUCTURE,
)
WRONG_VALUE_TYPE = template_rule(
    4,
    "element-value-type",
    (
        "{element} has the value type {found}, the model wants {expected}",
        "{element}의 valueType이 {found}입니다 (모델: {expected})",
    ),
    ("set valueType to {expected}", "valueType을 {expected}(으)로 하십시오"),
    (
        "Numbers are read as text, or cut, by programs that trust the template.",
        "템플릿을 믿는 프로그램이 숫자를 문자로 읽거나 잘라냅니다.",
    ),
)
OUT_OF_RANGE = template_rule(
    5,
    "value-outside-range",
    (
        "{element} is {value}, outside of {low} to {high}",
        "{element}의 값 {value}이(가) 범위 {low}~{high}를 벗어납니다",
    ),
    ("check the value and its unit", "값과 단위를 확인하십시오"),
    ("Often the unit is another one, or the sensor failed.", "단위가 다르거나 센서 오류인 경우가 많습니다."),
    severity=Severity.WARNING,
)
UNKNOWN_CODE = template_rule(
    6,
    "value-not-in-code-list",
    (
        "{element} is {value}, which is none of {allowed}",
        "{element}의 값 {value}은(는) 코드 목록에 없습니다 (허용: {allowed})",
    ),
    ("use a value of the code list", "코드 목록의 값을 쓰십시오"),
    ("Evaluations count this value as a group of its own.", "집계에서 별도 그룹으로 처리됩니다."),
    severity=Severity.WARNING,
)
EXTRA_ELEMENT = template_rule(
    7,
    "extra-element",
    ("{element} is not in the model", "{element}은(는) 모델에 없는 요소입니다"),
    (
        "leave it, or check its semanticId if it should be in the model",
        "그대로 두거나, 모델 요소라면 semanticId를 확인하십시오",
    ),
    (
        "Additional elements are allowed, but nobody expects them.",
        "추가 요소는 허용되지만 다른 프로그램은 알지 못합니다.",
    ),
    severity=Severity.INFO,
)
NOT_AN_INSTANCE = template_rule(
    8,
    "template-instead-of-instance",
    ("the submodel has the kind Template", "서브모델의 kind가 Template입니다"),
    ("set kind to Instance if it holds data", "데이터가 들어 있으면 kind를 Instance로 하십시오"),
    ("Templates are not read as data.", "Template은 데이터로 읽히지 않습니다."),
    severity=Severity.WARNING,
)
WRONG_LIST = template_rule(
    9,
    "list-typing",
    (
        "the items of {element} are declared as {found}, the model wants {expected}",
        "{element}의 항목이 {found}(으)로 선언되어 있습니다 (모델: {expected})",
    ),
    (
        "correct typeValueListElement or valueTypeListElement",
        "typeValueListElement나 valueTypeListElement를 고치십시오",
    ),
    SAME_STRUCTURE,
)
OTHER_SEMANTICS = template_rule(
    10,
    "contradicting-semantic-id",
    (
        "{element} has the name of a model element, but another semanticId",
        "{element}의 이름은 모델 요소와 같으나 semanticId가 다릅니다",
    ),
    ("use the semanticId {expected}", "semanticId {expected}을(를) 쓰십시오"),
    (
        "The semanticId decides what is meant; the name does not.",
        "의미는 이름이 아니라 semanticId로 정해집니다.",
    ),
    severity=Severity.WARNING,
)
NAME_ONLY = template_rule(
    17,
    "template-without-semantic-id",
    (
        "the template {model} has no semanticId; the submodel was found by id or name",
        "템플릿 {model}에 semanticId가 없어 id나 이름으로 서브모델을 찾았습니다",
    ),
    ("check that the submodel is meant", "해당 서브모델이 맞는지 확인하십시오"),
    (
        "Another submodel may have the same name by chance.",
        "다른 서브모델이 우연히 같은 이름을 쓸 수 있습니다.",
    ),
    severity=Severity.INFO,
)
