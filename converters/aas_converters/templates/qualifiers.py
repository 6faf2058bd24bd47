"""The SMT qualifiers of a template element: what a model says beside type and name, in IDTA's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from aas_converters.letters.prototypes import external_reference
from aas_converters.letters.script import Sdk
from aas_reference_models.model import Cardinality, Element, Interval

SEMANTIC_ID: Final = "https://admin-shell.io/SubmodelTemplates/{}/1/0"
"""What IDTA calls a qualifier, by the word behind `SMT/`."""
ERE_SIGNS: Final = re.compile(r"[\\.\[\]{}()*+?^$|;]")
"""Signs that mean something in a pattern; a semicolon alone would make a list of it."""
BETWEEN: Final = "|"


def qualifiers(sdk: Sdk, element: Element, *, in_list: bool) -> list[Any]:
    """Return the qualifiers of an element as objects of an SDK."""
    return [qualifier(sdk, word, value) for word, value in demands(element, in_list=in_list)]


def qualifier(sdk: Sdk, word: str, value: str) -> Any:
    """Return one qualifier of the kind TemplateQualifier."""
    types = sdk.types
    return types.Qualifier(
        type=f"SMT/{word}",
        value_type=types.DataTypeDefXSD.STRING,
        value=value,
        kind=types.QualifierKind.TEMPLATE_QUALIFIER,
        semantic_id=external_reference(sdk, SEMANTIC_ID.format(word)),
    )


def demands(element: Element, *, in_list: bool) -> Iterator[tuple[str, str]]:
    """Yield the word and the value of each qualifier."""
    said = element.demands
    yield "Cardinality", str(cardinality(element.cardinality, in_list=in_list))
    if said.either_or:
        yield "EitherOr", said.either_or
    if ranges := said.ranges or ((element.allowed_range,) if element.allowed_range else ()):
        yield "AllowedRange", BETWEEN.join(map(interval, ranges))
    if said.values:
        yield "AllowedValue", said.values[0] if said.values_pattern else alternatives(said.values)
    elif element.codes:
        yield "AllowedValue", alternatives(tuple(code.value for code in element.codes))
    if said.id_short:
        yield "AllowedIdShort", said.id_short
    if said.languages:
        yield "RequiredLang", BETWEEN.join(said.languages)
    if said.access:
        yield "AccessMode", said.access
    if said.naming:
        yield "Naming", said.naming
    if said.default is not None:
        yield "DefaultValue", said.default
    examples = said.examples or ((element.example,) if element.example is not None else ())
    # a bar stands between examples, so one that holds a bar cannot be said
    if plain := [example for example in examples if BETWEEN not in example]:
        yield "ExampleValue", BETWEEN.join(plain)


def cardinality(said: Cardinality, *, in_list: bool) -> Cardinality:
    """Return how often an element may stand; the item of a list stands as often as one likes."""
    if not in_list:
        return said
    return Cardinality.ONE_TO_MANY if said.mandatory else Cardinality.ZERO_TO_MANY


def interval(said: Interval) -> str:
    """Return an interval as `[0,100]`, with `*` for an open end."""
    opening = "(" if said.low_excluded else "["
    closing = ")" if said.high_excluded else "]"
    return f"{opening}{said.low or '*'},{said.high or '*'}{closing}"


def alternatives(values: tuple[str, ...]) -> str:
    """Return allowed values as a POSIX extended regular expression, as IDTA asks for."""
    return BETWEEN.join(ERE_SIGNS.sub(lambda m: "[;]" if m[0] == ";" else f"\\{m[0]}", value) for value in values)
