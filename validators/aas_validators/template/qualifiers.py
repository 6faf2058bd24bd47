"""Read what the SMT qualifiers of a template element demand, in every spelling that is published.

A type counts by its words, whatever stands before them: `SMT/Cardinality`, `Cardinality`, `Multiplicity` and
`SMT/SMT/Cardinality` are one. What cannot be understood demands nothing, and is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from aas_reference_models.model import NO_DEMANDS, Cardinality, Demands
from aas_validators.diagnostics import Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.document.jsonable import Json, Pointer
from aas_validators.template.intervals import intervals
from aas_validators.template.posix_pattern import compile_pattern
from aas_validators.template.rules import template_rule

UNCLEAR = (
    "What the template's author wanted is not checked in anybody's file.",
    "템플릿 작성자가 요구한 내용이 어떤 파일에서도 검사되지 않습니다.",
)
UNKNOWN_CARDINALITY = template_rule(
    31,
    "template-cardinality-unknown",
    (
        "{value} is no cardinality; {taken} is assumed",
        "{value}은(는) Cardinality 값이 아닙니다 ({taken}(으)로 간주)",
    ),
    ("use One, ZeroToOne, ZeroToMany or OneToMany", "One, ZeroToOne, ZeroToMany, OneToMany 중 하나를 쓰십시오"),
    UNCLEAR,
    severity=Severity.WARNING,
)
QUALIFIER_SPELLING = template_rule(
    32,
    "template-qualifier-spelling",
    (
        "the qualifier says {found}, which is read as {expected}",
        "Qualifier 표기 {found}을(를) {expected}(으)로 해석합니다",
    ),
    ("write {expected}", "{expected}(으)로 쓰십시오"),
    (
        "Programs that compare the text exactly overlook the qualifier.",
        "글자를 그대로 비교하는 프로그램은 이 Qualifier를 알아보지 못합니다.",
    ),
    severity=Severity.INFO,
)
UNKNOWN_DEMAND = template_rule(
    33,
    "template-demand-not-understood",
    ("{type} {value} is not understood", "{type} {value}을(를) 해석할 수 없습니다"),
    (
        "write a POSIX extended regular expression, a list a;b;c or intervals [0,100]|[200,300]",
        "POSIX 확장 정규식, a;b;c 목록 또는 [0,100]|[200,300] 형식의 구간으로 쓰십시오",
    ),
    UNCLEAR,
    severity=Severity.WARNING,
)

CARDINALITIES: Final = {
    **{each.lower(): each for each in Cardinality},
    "1": Cardinality.ONE,
    "0..1": Cardinality.ZERO_TO_ONE,
    "0..*": Cardinality.ZERO_TO_MANY,
    "1..*": Cardinality.ONE_TO_MANY,
}
AT_LEAST_ONE: Final = re.compile(r"(two|three|four|five|six|seven|eight|nine|ten|[1-9]\d*)(to|\.\.|$).*")
SPELLINGS: Final = {
    "cardinality": "SMT/Cardinality",
    "multiplicity": "SMT/Cardinality",
    "eitheror": "SMT/EitherOr",
    "allowedrange": "SMT/AllowedRange",
    "allowedvalue": "SMT/AllowedValue",
    "allowedidshort": "SMT/AllowedIdShort",
    "requiredlang": "SMT/RequiredLang",
    "accessmode": "SMT/AccessMode",
    "naming": "SMT/Naming",
    "defaultvalue": "SMT/DefaultValue",
    "initialvalue": "SMT/InitialValue",
    "examplevalue": "SMT/ExampleValue",
}
COUNTED_SET: Final = re.compile(r"\[(\\[dws]|[^\[\]\\{}])(\{\d+(?:,\d*)?\})\]")
r"""`[\d{2,3}]` where `\d{2,3}` is meant: as written it is one character out of six."""


@dataclass(frozen=True, slots=True)
class Qualified:
    """What qualifiers demand. `cardinality` is None where nothing is said."""

    cardinality: Cardinality | None = None
    demands: Demands = NO_DEMANDS


def known_type(text: str) -> str | None:
    """Return the name, in small letters, of the SMT qualifier that a type spells; None for any other."""
    steps = [step for step in re.sub(r"\s", "", text).casefold().split("/") if step != "smt"]
    return steps[0] if steps and steps[0] in SPELLINGS else None


def is_smt(text: str) -> bool:
    """Return whether a qualifier type belongs to templates only."""
    return known_type(text) is not None or text.strip().casefold().startswith("smt/")


def read_qualifiers(qualifiers: Json, pointer: Pointer, findings: list[Finding]) -> Qualified:
    """Return what a list of qualifiers demands; append what is not understood to the findings."""
    found = Qualified()
    for number, qualifier in enumerate(qualifiers if isinstance(qualifiers, list) else ()):
        kind = qualifier.get("type") if isinstance(qualifier, dict) else None
        value = qualifier.get("value") if isinstance(qualifier, dict) else None
        name = known_type(kind) if isinstance(kind, str) else None
        if not isinstance(kind, str) or name is None or not isinstance(value, str):
            continue
        here = (*pointer, number)
        findings.extend(spelling(kind, name, (*here, "type")))
        try:
            found = with_one(found, name, value, (*here, "value"), findings)
        except ValueError:
            findings.append(Finding(UNKNOWN_DEMAND, (*here, "value"), {"type": shown(kind), "value": shown(value)}))
    return found


def spelling(kind: str, name: str, pointer: Pointer) -> Iterator[Finding]:
    """Yield a finding for a type that is spelt as nobody specified it; the older names were once specified."""
    expected = SPELLINGS[name]
    if kind.removeprefix("SMT/").split("/")[0] not in (expected.removeprefix("SMT/"), "Multiplicity"):
        yield Finding(QUALIFIER_SPELLING, pointer, {"found": shown(kind), "expected": expected})


def with_one(found: Qualified, name: str, value: str, pointer: Pointer, findings: list[Finding]) -> Qualified:
    """Return what is demanded with one more qualifier. Raises ValueError if it is not understood."""
    demands = found.demands
    words = tuple(word.strip() for word in value.split("|") if word.strip())
    match name:
        case "cardinality" | "multiplicity":
            return replace(found, cardinality=found.cardinality or cardinality(value, pointer, findings))
        case "eitheror":
            demands = replace(demands, either_or=value.strip() or None)
        case "allowedrange":
            demands = replace(demands, ranges=intervals(value))
        case "allowedvalue":
            values, is_pattern = allowed(value)
            findings.extend(counted_set(value, pointer))
            demands = replace(demands, values=values, values_pattern=is_pattern)
        case "allowedidshort":
            demands = replace(demands, id_short=id_short_pattern(value))
            findings.extend(counted_set(value, pointer))
        case "requiredlang":
            demands = replace(demands, languages=tuple(word for one in words for word in re.split(r"[;,\s]+", one)))
        case "accessmode":
            demands = replace(demands, access=value.strip())
        case "naming":
            demands = replace(demands, naming=value.strip())
        case "defaultvalue" | "initialvalue":
            demands = replace(demands, default=demands.default or value)
        case "examplevalue":
            demands = replace(demands, examples=(*demands.examples, *words))
    return replace(found, demands=demands)


def cardinality(value: str, pointer: Pointer, findings: list[Finding]) -> Cardinality:
    """Return the cardinality a text means; of an unknown one only as much as is certain."""
    plain = re.sub(r"[\s\[\]_-]", "", value).casefold()
    meant = CARDINALITIES.get(plain)
    if meant is None:
        meant = Cardinality.ONE_TO_MANY if AT_LEAST_ONE.fullmatch(plain) else Cardinality.ZERO_TO_MANY
        values = {"value": shown(value), "taken": str(meant)}
        findings.append(Finding(UNKNOWN_CARDINALITY, pointer, values))
    elif value != meant:
        findings.append(Finding(QUALIFIER_SPELLING, pointer, {"found": shown(value), "expected": str(meant)}))
    return meant


def allowed(text: str) -> tuple[tuple[str, ...], bool]:
    """Return allowed values and whether they are one pattern. Raises ValueError for a bad pattern.

    Lists `a;b;c` and `a|b|c` are no patterns: their items may hold dots and brackets that are meant as such."""
    if not re.search(r"[\\\[\]{}*+?^$]", text):
        for separator in (";", "|"):
            if separator in text and not (separator == "|" and re.search(r"[()]", text)):
                return tuple(item.strip() for item in text.split(separator) if item.strip()), False
        if not re.search(r"[().]", text):
            return ((text.strip(),) if text.strip() else ()), False
    pattern = COUNTED_SET.sub(r"\1\2", text.strip())
    compile_pattern(pattern)
    return (pattern,), True


def counted_set(text: str, pointer: Pointer) -> Iterator[Finding]:
    """Yield a finding for a count inside a bracket expression, which is read as standing behind it."""
    meant = COUNTED_SET.sub(r"\1\2", text.strip())
    if meant != text.strip():
        yield Finding(QUALIFIER_SPELLING, pointer, {"found": shown(text), "expected": shown(meant)})


def id_short_pattern(text: str) -> str:
    """Return the pattern of allowed names. Raises ValueError for a bad one."""
    names, is_pattern = allowed(text)
    pattern = names[0] if is_pattern else "|".join(names)
    if not pattern:
        raise ValueError("it allows no name at all")
    return pattern
