"""What can be wrong with a filled request form."""

from __future__ import annotations

from typing import Final

from aas_validators.diagnostics import Rule, Sentence, Severity

NO_NAME: Final = Rule(
    code="SRC190",
    name="no-representative-name",
    severity=Severity.WARNING,
    message=Sentence(
        "the form has no representative name; the AAS is called {name}",
        "대표명칭이 비어 있어 AAS 이름을 {name}(으)로 씁니다",
    ),
    hint=Sentence("write it into the first row of each sheet", "각 시트의 첫 행에 대표명칭을 적으십시오"),
    why=Sentence(
        "The representative name links the sheets and names the AAS.", "대표명칭은 시트를 잇고 AAS의 이름이 됩니다."
    ),
)
OTHER_NAME: Final = Rule(
    code="SRC191",
    name="another-representative-name",
    severity=Severity.WARNING,
    message=Sentence(
        "this sheet calls the equipment {name}, the first one {first}",
        "이 시트의 대표명칭은 {name}인데 첫 시트는 {first}입니다",
    ),
    hint=Sentence("write the same name on every sheet", "모든 시트에 같은 이름을 적으십시오"),
    why=Sentence(
        "The sheets are about one machine; the first name counts.", "시트는 한 설비에 관한 것이며 첫 이름을 씁니다."
    ),
)
BAD_VALUE: Final = Rule(
    code="SRC192",
    name="value-does-not-fit-the-form",
    severity=Severity.ERROR,
    message=Sentence("{value} is no {type}", "'{value}'은(는) {type} 값이 아닙니다"),
    hint=Sentence(
        "correct the cell; a date is 2026-03-02, a number has a point",
        "셀을 고치십시오. 날짜는 2026-03-02, 소수점은 점으로 적습니다",
    ),
    why=Sentence("The value is left out of the AAS.", "이 값은 AAS에 들어가지 않습니다."),
)
NOT_UNDERSTOOD: Final = Rule(
    code="SRC193",
    name="cell-of-the-form-not-understood",
    severity=Severity.ERROR,
    message=Sentence(
        "{text} cannot be read as {what}; {instead} is taken",
        "'{text}'을(를) {what}(으)로 읽을 수 없어 {instead}을(를) 씁니다",
    ),
    hint=Sentence("choose from the list, or write as the header says", "목록에서 고르거나 머리글에 맞게 적으십시오"),
    why=Sentence("The rest of the row is read.", "행의 나머지는 읽습니다."),
)
NAMELESS: Final = Rule(
    code="SRC194",
    name="row-of-the-form-without-name",
    severity=Severity.ERROR,
    message=Sentence(
        "the row says {text} and has no name in column B; it is left out", "B열에 이름이 없어 {text} 행을 읽지 않습니다"
    ),
    hint=Sentence("write a name into column B, or empty the row", "B열에 이름을 적거나 행을 비우십시오"),
    why=Sentence("Nothing can stand in an AAS without a name.", "이름이 없으면 AAS에 넣을 수 없습니다."),
)
NO_BASE: Final = Rule(
    code="SRC195",
    name="form-without-base",
    severity=Severity.WARNING,
    message=Sentence(
        "ids are made as urn:uuid, because the form names no address they begin with",
        "식별자 기준 주소가 없어 식별자를 urn:uuid로 만듭니다",
    ),
    hint=Sentence(
        "write it into the sheet of the platform, such as https://plant.example.kr",
        "플랫폼 시트에 https://plant.example.kr 같은 주소를 적으십시오",
    ),
    why=Sentence(
        "The programme asks for addresses as ids of shells, submodels and own concepts.",
        "국내 사업에서는 AAS, 서브모델, 자체 개념의 식별자로 주소(URI)를 씁니다.",
    ),
)
NEUTRAL_VALUES: Final = Rule(
    code="SRC196",
    name="points-without-value",
    severity=Severity.INFO,
    message=Sentence(
        "{count} points have no value yet; they get 0, false, 1970-01-01 or an empty text",
        "포인트 {count}개에 현재값이 없어 0, false, 1970-01-01 또는 빈 글을 넣습니다",
    ),
    hint=Sentence("write a value into the last column if another is better", "다른 값이 낫다면 마지막 열에 적으십시오"),
    why=Sentence(
        "The platform's parser stops at a point without a value.", "국내 사업의 파서는 값이 없는 포인트에서 멈춥니다."
    ),
)
NO_DEVICE: Final = Rule(
    code="SRC197",
    name="device-not-described",
    severity=Severity.WARNING,
    message=Sentence(
        "the source {name} is not in the sheet of devices", "정보제공 소스 {name}이(가) 필드장비 시트에 없습니다"
    ),
    hint=Sentence("add a row with its address", "접속 주소와 함께 행을 추가하십시오"),
    why=Sentence(
        "The gateway cannot reach a device without an address.", "게이트웨이는 주소 없는 장비에 접속할 수 없습니다."
    ),
)
NO_GATEWAY: Final = Rule(
    code="SRC198",
    name="form-without-gateway",
    severity=Severity.INFO,
    message=Sentence(
        "the form names no gateway; CloudDataSolution is not written",
        "게이트웨이가 없어 CloudDataSolution을 만들지 않습니다",
    ),
    hint=Sentence(
        "fill in the sheet of the platform if the data are to be collected",
        "데이터를 수집하려면 플랫폼 시트를 채우십시오",
    ),
    why=Sentence(
        "The platform reads gateways and devices from that shell.", "플랫폼은 그 AAS에서 게이트웨이와 장비를 읽습니다."
    ),
)
CALLED: Final = Rule(
    code="SRC199",
    name="name-of-the-form-made-legal",
    severity=Severity.INFO,
    message=Sentence("{name} is called {id_short} in the AAS", "{name}의 AAS 이름(idShort)은 {id_short}입니다"),
    hint=Sentence("write names of Latin letters, digits and _", "이름은 영문자, 숫자, _로 쓰십시오"),
    why=Sentence(
        "An idShort has Latin letters, digits and underscores; the name as written is kept as displayName.",
        "idShort에는 영문자, 숫자, 밑줄만 쓸 수 있습니다. 적은 이름은 표시 이름으로 남습니다.",
    ),
)
TOO_LONG: Final = Rule(
    code="SRC177",
    name="text-of-the-form-too-long",
    severity=Severity.ERROR,
    message=Sentence(
        "the text {text}… has {count} characters; the first {most} are kept",
        "'{text}…'은(는) {count}자입니다. 앞의 {most}자만 남깁니다",
    ),
    hint=Sentence("write it shorter", "짧게 줄이십시오"),
    why=Sentence("The metamodel limits names and descriptions.", "메타모델은 이름과 설명의 길이를 제한합니다."),
)
