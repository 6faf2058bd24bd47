"""What can be wrong with a modelling workbook, or with an environment that is to become one."""

from __future__ import annotations

from typing import Final

from aas_validators.diagnostics import Rule, Sentence, Severity

NO_PARENT: Final = Rule(
    code="SRC180",
    name="row-without-parent",
    severity=Severity.ERROR,
    message=Sentence("{name} stands above every {wanted}", "{name} 위에 {wanted}이(가) 없습니다"),
    hint=Sentence("put the row below the one it belongs to", "행을 그것이 속하는 행 아래로 옮기십시오"),
    why=Sentence(
        "A row belongs to the nearest row above that is less deep; this one is left out.",
        "행은 위쪽의 가장 가까운 상위 단계 행에 속합니다. 이 행은 빠집니다.",
    ),
)
NO_NAME: Final = Rule(
    code="SRC181",
    name="row-without-name",
    severity=Severity.WARNING,
    message=Sentence(
        "the row says {text} and names nothing; it is left out", "행에 {text}만 있고 이름이 없어 읽지 않습니다"
    ),
    hint=Sentence("write the name into column M, or empty the row", "M열에 이름을 적거나 행을 비우십시오"),
    why=Sentence(
        "Columns A to K and M say what a row is; without one it is nothing.",
        "행이 무엇인지는 A~K열과 M열이 정합니다.",
    ),
)
TWO_NAMES: Final = Rule(
    code="SRC182",
    name="row-with-two-names",
    severity=Severity.WARNING,
    message=Sentence(
        "the row names {names}; it is read as {chosen}", "행에 이름이 둘입니다({names}). {chosen}(으)로 읽습니다"
    ),
    hint=Sentence("keep one of them", "하나만 남기십시오"),
    why=Sentence(
        "A row is one thing; the other text is kept beside it.", "한 행은 하나만 뜻합니다. 다른 글은 따로 보관합니다."
    ),
)
RENAMED: Final = Rule(
    code="SRC183",
    name="id-short-made-legal",
    severity=Severity.INFO,
    message=Sentence("{name} is called {id_short}", "{name}의 idShort는 {id_short}입니다"),
    hint=Sentence("write names of Latin letters, digits and _", "이름은 영문자, 숫자, _로 쓰십시오"),
    why=Sentence(
        "An idShort has Latin letters, digits and underscores, and is there once; the name as written is kept.",
        "idShort에는 영문자, 숫자, 밑줄만 쓸 수 있고 같은 이름이 둘일 수 없습니다. 원래 이름은 보관합니다.",
    ),
)
SAME_ID: Final = Rule(
    code="SRC184",
    name="id-given-twice",
    severity=Severity.WARNING,
    message=Sentence(
        "the id {id} has been given; {name} gets {new}",
        "식별자 {id}은(는) 이미 있습니다. {name}에는 {new}을(를) 씁니다",
    ),
    hint=Sentence("give every shell and submodel an id of its own", "AAS와 서브모델마다 고유한 식별자를 적으십시오"),
    why=Sentence("Two things of one id cannot stand in a package.", "한 패키지에 같은 식별자가 둘 있을 수 없습니다."),
)
NO_ID: Final = Rule(
    code="SRC185",
    name="no-id",
    severity=Severity.WARNING,
    message=Sentence("{name} has no id; it gets {new}", "{name}에 식별자가 없어 {new}을(를) 씁니다"),
    hint=Sentence("write its address into column O", "O열에 주소(IRI)를 적으십시오"),
    why=Sentence("A shell and a submodel are found by their ids.", "AAS와 서브모델은 식별자로 찾습니다."),
)
OTHER_CONCEPT: Final = Rule(
    code="SRC186",
    name="concept-said-otherwise",
    severity=Severity.INFO,
    message=Sentence(
        "{name} has another {columns} for the concept {id} than a row above",
        "{name}의 {columns}이(가) 위 행의 개념 {id}과(와) 다릅니다",
    ),
    hint=Sentence("give it a concept of its own, or say the same", "개념을 따로 만들거나 같은 내용으로 맞추십시오"),
    why=Sentence(
        "A concept is described once: as its first row says; what this row says is kept at the element.",
        "개념은 처음 나온 행대로 한 번만 설명하고, 이 행의 내용은 요소에 보관합니다.",
    ),
)
OTHER_SHEETS: Final = Rule(
    code="SRC187",
    name="other-sheets-of-the-workbook",
    severity=Severity.INFO,
    message=Sentence("only the first sheet is read; others are {sheets}", "첫 시트만 읽습니다. 다른 시트: {sheets}"),
    hint=Sentence("move what belongs to the model to the first sheet", "모델에 속하는 내용은 첫 시트로 옮기십시오"),
    why=Sentence("The workbook's layout has one sheet.", "모델링 자료는 시트 하나로 되어 있습니다."),
)
OUTSIDE: Final = Rule(
    code="SRC188",
    name="cells-beside-the-columns",
    severity=Severity.WARNING,
    message=Sentence(
        "the cells {cells} stand right of column AD and are not read", "AD열 오른쪽의 셀({cells})은 읽지 않습니다"
    ),
    hint=Sentence("put notes into column AD", "메모는 AD열에 적으십시오"),
    why=Sentence("The layout has thirty columns.", "모델링 자료는 30열입니다."),
)
NOT_IN_WORKBOOK: Final = Rule(
    code="SRC189",
    name="not-in-workbook",
    severity=Severity.WARNING,
    message=Sentence("{what} of {name} has no column", "{name}의 {what}에 해당하는 열이 없습니다"),
    hint=Sentence("keep the AAS file beside the workbook", "AAS 파일을 함께 보관하십시오"),
    why=Sentence(
        "The workbook knows Property, MultiLanguageProperty, File, ReferenceElement and six levels of collections.",
        "모델링 자료에는 Property, MultiLanguageProperty, File, ReferenceElement와 6단계 컬렉션만 있습니다.",
    ),
)
