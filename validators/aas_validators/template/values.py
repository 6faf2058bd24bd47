"""Check the value, value type and name of one element against what the model says about them."""

from __future__ import annotations

from collections.abc import Iterator

from aas_reference_models.model import Element, Interval, Kind
from aas_validators.diagnostics import Severity
from aas_validators.document.finding import Finding, shown
from aas_validators.metamodel.plausible_values import NUMBERS, number
from aas_validators.template import rules
from aas_validators.template.intervals import said, within
from aas_validators.template.naming import named
from aas_validators.template.pairing import Pair
from aas_validators.template.posix_pattern import compile_pattern, matches
from aas_validators.template.rules import template_rule

VALUE_NOT_ALLOWED = template_rule(
    11,
    "value-not-allowed",
    (
        "{element} is {value}, the template allows {allowed}",
        "{element}의 값 {value}은(는) 템플릿에서 허용하지 않습니다 (허용: {allowed})",
    ),
    ("use one of the allowed values", "허용된 값을 쓰십시오"),
    (
        "The template's author named all values a program has to expect.",
        "템플릿은 프로그램이 처리해야 할 값을 모두 정해 둔 것입니다.",
    ),
    spec="SMT/AllowedValue, SMT/AllowedRange",
)
NAME_NOT_ALLOWED = template_rule(
    12,
    "id-short-not-allowed",
    (
        "the idShort {element} does not match {pattern}",
        "idShort {element}이(가) {pattern} 형식에 맞지 않습니다",
    ),
    ("rename the element", "요소의 idShort를 바꾸십시오"),
    (
        "The semanticId still tells what is meant; programs that go by the name do not find the element.",
        "semanticId로 의미는 알 수 있으나 이름으로 찾는 프로그램은 요소를 찾지 못합니다.",
    ),
    severity=Severity.WARNING,
    spec="SMT/AllowedIdShort",
)
LANGUAGE_MISSING = template_rule(
    13,
    "language-missing",
    ("{element} has no text in {language}", "{element}에 {language} 텍스트가 없습니다"),
    ("add a text in {language}", "{language} 텍스트를 추가하십시오"),
    ("Readers of that language see nothing.", "그 언어를 쓰는 사용자에게는 아무것도 표시되지 않습니다."),
    spec="SMT/RequiredLang",
)


def check_value(pair: Pair, element: Element) -> Iterator[Finding]:
    """Yield what is wrong with the value of one element and with its name. An empty value is no value."""
    yield from check_value_type(pair, element)
    yield from check_name(pair, element)
    if element.kind is Kind.MULTI_LANGUAGE_PROPERTY:
        yield from check_languages(pair, element)
    value = pair.instance.get("value")
    if element.kind is Kind.PROPERTY and isinstance(value, str) and value:
        yield from check_plausible(pair, element, value)
        yield from check_allowed(pair, element, value)


def check_value_type(pair: Pair, element: Element) -> Iterator[Finding]:
    """Yield a finding for another value type than the model's."""
    found = pair.instance.get("valueType")
    if element.value_type and element.kind in (Kind.PROPERTY, Kind.RANGE) and found != element.value_type:
        values = {"element": named(pair.instance), "found": shown(found), "expected": element.value_type}
        yield Finding(rules.WRONG_VALUE_TYPE, (*pair.pointer, "valueType"), values)


def check_name(pair: Pair, element: Element) -> Iterator[Finding]:
    """Yield a finding for an idShort that the template does not allow. Its own example is always allowed."""
    name, pattern = pair.instance.get("idShort"), element.demands.id_short
    if pattern and isinstance(name, str) and name != element.id_short and not matches(compile_pattern(pattern), name):
        yield Finding(NAME_NOT_ALLOWED, (*pair.pointer, "idShort"), {"element": shown(name), "pattern": shown(pattern)})


def check_languages(pair: Pair, element: Element) -> Iterator[Finding]:
    """Yield a finding for each required language without a text; `de` is there where `de-AT` is."""
    held = pair.instance.get("value")
    if not isinstance(held, list) or not held:
        return
    tags = {str(one.get("language", "")).lower() for one in held if isinstance(one, dict)}
    there = tags | {tag.split("-")[0] for tag in tags}
    for language in element.demands.languages:
        if language.lower() not in there:
            values = {"element": named(pair.instance), "language": shown(language)}
            yield Finding(LANGUAGE_MISSING, (*pair.pointer, "value"), values)


def check_plausible(pair: Pair, element: Element, value: str) -> Iterator[Finding]:
    """Yield a finding for a value that is unlikely: out of range, or not in the code list."""
    pointer = (*pair.pointer, "value")
    if element.codes and value not in {code.value for code in element.codes}:
        allowed = ", ".join(code.value for code in element.codes[:8])
        values = {"element": named(pair.instance), "value": shown(value), "allowed": allowed}
        yield Finding(rules.UNKNOWN_CODE, pointer, values)
    interval = element.allowed_range
    if interval is not None and element.value_type in NUMBERS and within(value, interval) is False:
        ends = {"low": interval.low or "-∞", "high": interval.high or "∞"}
        yield Finding(rules.OUT_OF_RANGE, pointer, {"element": named(pair.instance), "value": shown(value), **ends})


def check_allowed(pair: Pair, element: Element, value: str) -> Iterator[Finding]:
    """Yield a finding for a value that the template rules out."""
    demands = element.demands
    allowed = ""
    if demands.values_pattern and not matches(compile_pattern(demands.values[0]), value):
        allowed = demands.values[0]
    elif demands.values and not demands.values_pattern and not listed(value, element):
        allowed = ", ".join(demands.values[:8])
    elif demands.ranges and not any(allows(value, interval) for interval in demands.ranges):
        allowed = " | ".join(said(interval) for interval in demands.ranges[:8])
    if allowed:
        values = {"element": named(pair.instance), "value": shown(value), "allowed": shown(allowed)}
        yield Finding(VALUE_NOT_ALLOWED, (*pair.pointer, "value"), values)


def allows(value: str, interval: Interval) -> bool:
    """Return whether a value lies in an interval. What is no number is judged by its type; NaN lies in none."""
    return within(value, interval) in (True, None) and value.strip() != "NaN"


def listed(value: str, element: Element) -> bool:
    """Return whether a value is in the list of allowed ones: as text, or as the same truth value or number."""
    allowed = element.demands.values
    if value.strip() in allowed:
        return True
    if element.value_type == "xs:boolean":
        # Templates list True;False, though xs:boolean is written in small letters.
        truth = {"1": "true", "0": "false"}.get(value.strip(), value.strip().lower())
        return truth in {one.lower() for one in allowed}
    measured = number(value) if element.value_type in NUMBERS else None
    return measured is not None and any(number(one) == measured for one in allowed)
