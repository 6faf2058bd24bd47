"""Ranges whose ends stand the wrong way round, and languages that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from aas_validators.document.finding import Finding, shown
from aas_validators.metamodel.languages import LANGUAGES, MEANT
from aas_validators.metamodel.value_rules import COUNTRY_FOR_LANGUAGE, RANGE_REVERSED, UNKNOWN_LANGUAGE
from aas_validators.metamodel.walk import Node

# fmt: off
NUMBERS = frozenset([
    "xs:decimal", "xs:integer", "xs:double", "xs:float", "xs:byte", "xs:int", "xs:long", "xs:short",
    "xs:unsignedByte", "xs:unsignedInt", "xs:unsignedLong", "xs:unsignedShort", "xs:nonNegativeInteger",
    "xs:nonPositiveInteger", "xs:positiveInteger", "xs:negativeInteger",
])
# fmt: on


def check_range(node: Node) -> Iterator[Finding]:
    """Yield a finding for a numeric range whose min is greater than its max."""
    if node.name != "Range" or node.text("valueType") not in NUMBERS:
        return
    low, high = node.text("min"), node.text("max")
    if low is None or high is None:
        return
    small, large = number(low), number(high)
    if small is not None and large is not None and small > large:
        yield Finding(RANGE_REVERSED, (*node.pointer, "min"), {"low": shown(low), "high": shown(high)})


def number(text: str) -> Decimal | None:
    """Return an xs number exactly; None for NaN and for what is no number."""
    try:
        value = Decimal(text.strip().replace("INF", "Infinity"))
    except InvalidOperation:
        return None
    return None if value.is_nan() else value


def check_language(node: Node) -> Iterator[Finding]:
    """Yield a finding for a language code that nobody has defined, or that is a country's."""
    if not node.name.startswith("LangString"):
        return
    tag = node.text("language")
    if not tag:
        return
    code = tag.split("-")[0].lower()
    if code in MEANT:
        values = {"language": shown(tag), "meant": MEANT[code]}
        yield Finding(COUNTRY_FOR_LANGUAGE, (*node.pointer, "language"), values)
        return
    # Codes of three letters are too many to list; only the two-letter ones are decided here.
    if len(code) == 2 and code.isascii() and code.isalpha() and code not in LANGUAGES:
        yield Finding(UNKNOWN_LANGUAGE, (*node.pointer, "language"), {"language": shown(tag)})
