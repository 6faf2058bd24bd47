"""Check what a good model needs beyond being readable: names, definitions, units, examples, clear aliases.

A plant's own model works without; a bundled one must pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final
from unicodedata import normalize

from aas_reference_models.model import Code, Element, Interval, Kind, Model, Text, walk
from aas_reference_models.problem import Problem

LANGUAGES: Final = ("en", "ko")

NUMBERS: Final = frozenset(("xs:double", "xs:decimal", "xs:integer"))

LEXICAL: Final = {
    "xs:double": re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?"),
    "xs:decimal": re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)"),
    "xs:integer": re.compile(r"[-+]?\d+"),
    "xs:boolean": re.compile(r"true|false"),
    "xs:dateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)"),
    "xs:date": re.compile(r"\d{4}-\d\d-\d\d"),
    "xs:time": re.compile(r"\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)?"),
    "xs:duration": re.compile(r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?"),
}
"""Forms of example values; enough for examples, stricter than the standard (a dateTime has its zone)."""

TWO_FACED: Final = frozenset(
    ("0", "1", "0.0", "1.0", "y", "n", "yes", "no", "true", "false", "예", "아니오", "o", "x", "유", "무")
)
"""Words that mean good in one plant and bad in another."""

ID_SHORT: Final = re.compile(r"[A-Z][A-Za-z0-9_]+")


@dataclass(slots=True)
class Findings:
    """Collects problems of one model."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, kind: str, line: int, en: str, ko: str, hint_en: str, hint_ko: str) -> None:
        """Note a problem on a line of the model file."""
        self.problems.append(Problem(kind, self.file, line, 1, en, ko, hint_en, hint_ko))


def check_model(model: Model) -> Iterator[Problem]:
    """Yield what is missing or unclear in a model, in the order of its lines."""
    findings = Findings(model.source)
    check_text(model.title, "title", 1, findings)
    check_text(model.description, "description", 1, findings)
    check_shape(model, findings)
    seen: dict[str, str] = {}
    for path, element in walk(model.elements):
        where = ".".join(part or "item" for part in path)
        for check in CHECKS:
            check(element, where, findings)
        check_aliases(element, where, seen, findings)
    yield from sorted(findings.problems, key=lambda problem: problem.line)


def check_shape(model: Model, findings: Findings) -> None:
    """Note a shape that contradicts itself."""
    shape = model.shape
    if shape.one_per == "group" and not (shape.by or shape.every):
        en, ko = (
            "one submodel per group, but by: and every: are missing",
            "그룹별 서브모델인데 by: 와 every: 가 없습니다",
        )
        findings.add("shape", 1, en, ko, "name the elements that make a group", "그룹을 나눌 요소를 적으십시오")
    if shape.one_per != "row" and (shape.records == "list") != (shape.list is not None):
        en, ko = "records: list and list: belong together", "records: list와 list: 는 함께 써야 합니다"
        findings.add(
            "shape", 1, en, ko, "name the list whose items are the rows", "행이 담길 목록의 경로를 list: 에 적으십시오"
        )
    if shape.one_per == "row" and (shape.by or shape.every or shape.records != "none"):
        en, ko = (
            "one submodel per row leaves no group and no records",
            "행별 서브모델에는 그룹이나 기록이 없습니다",
        )
        findings.add("shape", 1, en, ko, "remove by: and records:", "by: 와 records: 를 지우십시오")


def check_text(text: Text, where: str, line: int, findings: Findings) -> None:
    """Note every language that is missing."""
    present = {language for language, words in text.by_language if words.strip()}
    for language in LANGUAGES:
        if language not in present:
            en, ko = f"{where} has no text in {language}", f"{where}에 {language} 문구가 없습니다"
            findings.add("missing-text", line, en, ko, f"add {language}:", f"{language}: 을(를) 추가하십시오")


def check_name_and_definition(element: Element, where: str, findings: Findings) -> None:
    """Note names and definitions that are missing in a language."""
    check_text(element.name, f"{where} name", element.line, findings)
    check_text(element.definition, f"{where} definition", element.line, findings)


def check_id_short(element: Element, where: str, findings: Findings) -> None:
    """Note an idShort the Korean programme would not accept; the items of lists have none."""
    if element.id_short and not ID_SHORT.fullmatch(element.id_short):
        en, ko = (
            f"the idShort {where} does not start with a capital",
            f"idShort {where}이(가) 대문자로 시작하지 않습니다",
        )
        findings.add("id-short", element.line, en, ko, "start with A to Z", "영문 대문자로 시작하십시오")


def check_number(element: Element, where: str, findings: Findings) -> None:
    """Note measured numbers without unit and units or ranges on what is no number."""
    number = element.value_type in NUMBERS
    if element.value_type in ("xs:double", "xs:decimal") and element.unit is None:
        en, ko = f"{where} is a number without unit", f"{where}에 단위가 없습니다"
        findings.add(
            "missing-unit",
            element.line,
            en,
            ko,
            "add unit:, 1 for a bare number",
            "unit: 을 적으십시오 (단위가 없으면 1)",
        )
    if not number and (element.unit or element.allowed_range):
        en, ko = (
            f"{where} has a unit or range but is no number",
            f"{where}은(는) 숫자가 아닌데 단위나 범위가 있습니다",
        )
        findings.add("not-a-number", element.line, en, ko, "correct type:", "type: 을 고치십시오")


def check_example(element: Element, where: str, findings: Findings) -> None:
    """Note a property without example, and an example its own element would not accept."""
    if element.kind is not Kind.PROPERTY:
        return
    example = element.example
    if example is None:
        en, ko = f"{where} has no example", f"{where}에 예시가 없습니다"
        findings.add("missing-example", element.line, en, ko, "add example:", "example: 을 추가하십시오")
    elif not acceptable(example, element):
        en, ko = (
            f"the example {example} does not fit {where}",
            f"예시 {example}은(는) {where}에 맞지 않습니다",
        )
        hints = (
            "write a value of its type, in its range or code list",
            "자료형과 범위, 코드 목록에 맞는 값을 쓰십시오",
        )
        findings.add("bad-example", element.line, en, ko, *hints)


def acceptable(text: str, element: Element) -> bool:
    """Say whether a value fits type, range and code list."""
    form = LEXICAL.get(element.value_type or "")
    if form and not form.fullmatch(text):
        return False
    if element.codes and text not in {code.value for code in element.codes}:
        return False
    return element.value_type not in NUMBERS or inside(float(text), element.allowed_range)


def inside(number: float, interval: Interval | None) -> bool:
    """Say whether a number lies in a closed interval with open ends allowed."""
    if interval is None:
        return True
    low, high = interval.low, interval.high
    return (low is None or float(low) <= number) and (high is None or number <= float(high))


def check_codes(element: Element, where: str, findings: Findings) -> None:
    """Note code words that are there twice, nameless codes and words whose meaning depends on the plant."""
    owners: dict[str, str] = {}
    for code in element.codes:
        check_text(code.name, f"{where} code {code.value}", element.line, findings)
        for word in words_of(code):
            owner = owners.setdefault(word.casefold(), code.value)
            if owner != code.value:
                en, ko = (
                    f"{where}: {word} means both {owner} and {code.value}",
                    f"{where}: {word}이(가) {owner}와 {code.value} 양쪽에 있습니다",
                )
                findings.add("code-twice", element.line, en, ko, "keep one", "하나만 남기십시오")
        for alias in code.aliases:
            if alias.casefold() in TWO_FACED:
                en, ko = (
                    f"{where}: {alias} means different things in different plants",
                    f"{where}: {alias}은(는) 공장마다 뜻이 다릅니다",
                )
                hints = "leave it to the mapping", "이 값은 매핑에서 정하게 두십시오"
                findings.add("two-faced-word", element.line, en, ko, *hints)


def words_of(code: Code) -> tuple[str, ...]:
    """Return every word for a code once: its value and its aliases."""
    return tuple({word.casefold(): word for word in (code.value, *code.aliases)}.values())


def check_aliases(element: Element, where: str, seen: dict[str, str], findings: Findings) -> None:
    """Note a column header that two elements claim; `seen` holds the ones of the elements before."""
    for alias in dict.fromkeys(map(header_key, element.aliases)):
        owner = seen.setdefault(alias, where)
        if owner != where:
            en, ko = (
                f"{where} and {owner} share the alias {alias}",
                f"{where}와(과) {owner}의 별칭 {alias}이(가) 같습니다",
            )
            findings.add(
                "alias-twice", element.line, en, ko, "keep it where it is surer", "더 확실한 쪽에만 남기십시오"
            )


def header_key(header: str) -> str:
    """Return a column header without case, blanks, underscores, hyphens and compatibility characters."""
    return re.sub(r"[\s_\-]+", "", normalize("NFKC", header)).casefold()


CHECKS: Final[tuple[Callable[[Element, str, Findings], None], ...]] = (
    check_name_and_definition,
    check_id_short,
    check_number,
    check_example,
    check_codes,
)
