"""What only RDF can get wrong, between its syntax and the data it describes."""

from __future__ import annotations

from aas_validators.diagnostics import Rule, Sentence, Severity

RDF_MAPPING = "IDTA-01001, RDF mapping"

NOT_OF_AAS = Rule(
    code="SCH303",
    name="statement-not-of-aas",
    severity=Severity.INFO,
    message=Sentence(
        "{predicate} is no attribute of AAS and is not read; statements: {count}",
        "{predicate}은(는) AAS 속성이 아니므로 읽지 않습니다 ({count}건)",
    ),
    hint=Sentence(
        "keep the statement if other programs use it; JSON and XML will not have it",
        "다른 프로그램에서 쓰면 두십시오. JSON과 XML에는 남지 않습니다",
    ),
    why=Sentence(
        "RDF may say anything about anything, but only attributes of the metamodel come along to other forms.",
        "RDF에는 무엇이든 쓸 수 있으나 다른 형식으로는 메타모델의 속성만 옮겨집니다.",
    ),
    spec=RDF_MAPPING,
)

SEVERAL_VALUES = Rule(
    code="SCH304",
    name="several-values",
    severity=Severity.ERROR,
    message=Sentence("{attribute} has {count} values", "{attribute} 값이 {count}개입니다"),
    hint=Sentence("keep one of the values", "값을 하나만 남기십시오"),
    why=Sentence(
        "The attribute is single, so readers keep any one of the values; often two nodes share one IRI by mistake.",
        "값이 하나뿐인 속성이라 프로그램마다 다른 값을 고릅니다. 두 노드가 같은 IRI를 쓴 경우가 많습니다.",
    ),
    spec=RDF_MAPPING,
)

OTHER_KIND_OF_VALUE = Rule(
    code="SCH305",
    name="literal-or-iri",
    severity=Severity.ERROR,
    message=Sentence(
        "{attribute} is {value}, but RDF wants {kind}", "{attribute}의 값 {value}은(는) {kind} 형식이어야 합니다"
    ),
    hint=Sentence(
        "write values of enumerations as IRIs of the ontology and texts as literals",
        "열거형 값은 온톨로지의 IRI로, 문자열은 리터럴로 쓰십시오",
    ),
    why=Sentence("A query finds only the form that the ontology names.", "질의는 온톨로지가 정한 형식만 찾아냅니다."),
    spec=RDF_MAPPING,
)

OTHER_DATATYPE = Rule(
    code="SCH306",
    name="literal-datatype",
    severity=Severity.ERROR,
    message=Sentence(
        "{attribute} is a literal of {datatype}, not of {expected}",
        "{attribute} 리터럴의 형식이 {expected}가 아니라 {datatype}입니다",
    ),
    hint=Sentence(
        "write the literal as {expected}; valueType says what the text means",
        "리터럴을 {expected}(으)로 쓰십시오. 값의 뜻은 valueType이 정합니다",
    ),
    why=Sentence(
        "RDF programs compare and rewrite literals by their datatype, and the text of the value is lost.",
        "RDF 프로그램은 형식에 따라 리터럴을 비교하고 다시 쓰므로 원래 값이 바뀔 수 있습니다.",
    ),
    spec=RDF_MAPPING,
)

UNKNOWN_CLASS = Rule(
    code="SCH307",
    name="node-class",
    severity=Severity.ERROR,
    message=Sentence(
        "the node of {attribute} is of {classes}, which it cannot be",
        "{attribute} 노드의 클래스가 {classes}입니다 (허용되지 않음)",
    ),
    hint=Sentence(
        "give the node the rdf:type that the metamodel asks for here", "메타모델이 정한 클래스를 rdf:type으로 쓰십시오"
    ),
    why=Sentence(
        "The class says which attributes a node can have; without it they cannot be told.",
        "클래스를 모르면 노드의 속성을 알 수 없습니다.",
    ),
    spec=RDF_MAPPING,
)

NODE_IN_ITSELF = Rule(
    code="SCH308",
    name="node-in-itself",
    severity=Severity.ERROR,
    message=Sentence("{node} is a part of itself", "{node}이(가) 자기 자신을 포함합니다"),
    hint=Sentence("end the circle", "순환을 끊으십시오"),
    why=Sentence("The document would have no end.", "문서가 끝나지 않습니다."),
    spec=RDF_MAPPING,
)

UNATTACHED = Rule(
    code="SCH309",
    name="node-without-owner",
    severity=Severity.ERROR,
    message=Sentence(
        "{node} of {class} belongs to no shell, submodel or concept description",
        "{node} ({class})이(가) AAS, 서브모델, 개념 설명 어디에도 속하지 않습니다",
    ),
    hint=Sentence(
        "name the node in an attribute of its owner, or remove it", "소유자의 속성에 이 노드를 쓰거나 노드를 지우십시오"
    ),
    why=Sentence(
        "Readers begin at the identifiables; nothing of this node is read.",
        "식별 가능한 요소부터 읽으므로 이 노드의 내용은 읽히지 않습니다.",
    ),
    spec=RDF_MAPPING,
)
