"""Rules about values that carry no constraint number: types, languages, ranges."""

from __future__ import annotations

from aas_validators.diagnostics import Rule, Sentence, Severity

VALUE_NOT_IN_TYPE = Rule(
    code="AAS501",
    name="value-not-in-type",
    severity=Severity.ERROR,
    message=Sentence("{attribute} {value} is no {type}", "{attribute} {value}은(는) {type} 형식이 아닙니다"),
    hint=Sentence(
        "correct the value ({form}) or valueType",
        "값을 고치거나({form}) valueType을 바꾸십시오",
    ),
    why=Sentence(
        "Readers convert the text to the type and stop, or put a zero in its place.",
        "프로그램이 값을 형식에 맞게 변환하다가 중단하거나 0을 넣습니다.",
    ),
    spec="IDTA-01001, DataTypeDefXsd; XML Schema 1.0 part 2",
)

RANGE_REVERSED = Rule(
    code="AAS502",
    name="range-min-above-max",
    # no constraint forbids it; nobody can mean it
    severity=Severity.WARNING,
    message=Sentence("min {low} is greater than max {high}", "최솟값 {low}이(가) 최댓값 {high}보다 큽니다"),
    hint=Sentence("exchange min and max, or correct one of them", "min과 max를 바꾸거나 하나를 고치십시오"),
    why=Sentence("No value lies in such a range.", "이런 범위에 드는 값은 없습니다."),
    spec="IDTA-01001, Range",
)

LANGUAGE_TWICE = Rule(
    code="AAS503",
    name="language-twice",
    severity=Severity.ERROR,
    message=Sentence(
        "{attribute} has two texts in the language {language}", "{attribute}에 언어 {language}의 텍스트가 둘 있습니다"
    ),
    hint=Sentence("keep one text per language", "언어마다 텍스트를 하나만 두십시오"),
    why=Sentence("Readers show either of the two.", "프로그램마다 둘 중 다른 쪽을 표시합니다."),
    spec="IDTA-01001, MultiLanguageTextType",
)

UNKNOWN_LANGUAGE = Rule(
    code="AAS504",
    name="unknown-language",
    severity=Severity.WARNING,
    message=Sentence("{language} is no language code", "{language}은(는) 언어 코드가 아닙니다"),
    hint=Sentence("use ISO 639 codes: ko for Korean, en for English", "ISO 639 코드를 쓰십시오 (한국어 ko, 영어 en)"),
    why=Sentence(
        "A text in a language that does not exist is never shown.",
        "없는 언어의 텍스트는 표시되지 않습니다.",
    ),
    spec="BCP 47; ISO 639",
)

COUNTRY_FOR_LANGUAGE = Rule(
    code="AAS506",
    name="country-for-language",
    severity=Severity.WARNING,
    message=Sentence(
        "the language is {language}, which is a country; probably {meant} is meant",
        "언어가 국가 코드 {language}(으)로 되어 있습니다 ({meant}의 오기로 보임)",
    ),
    hint=Sentence("write {meant}", "{meant}(으)로 쓰십시오"),
    why=Sentence(
        "Programs look for Korean under ko; kr is a country, and as a language it is Kanuri.",
        "프로그램은 한국어를 ko에서 찾습니다. kr은 국가 코드이며 언어 코드로는 카누리어입니다.",
    ),
    spec="BCP 47; ISO 639",
)

MAX_INTERVAL = Rule(
    code="AAS505",
    name="max-interval-of-input",
    severity=Severity.ERROR,
    message=Sentence(
        "an event with direction input has a maxInterval",
        "direction이 input인 이벤트에 maxInterval이 있습니다",
    ),
    hint=Sentence("remove maxInterval", "maxInterval을 제거하십시오"),
    why=Sentence(
        "The interval says how often the event is sent, which an input never is.",
        "maxInterval은 발신 주기이므로 입력 이벤트에는 의미가 없습니다.",
    ),
    spec="IDTA-01001, BasicEventElement",
)
