"""Values as tools must agree on them: by value, not by spelling. Imported in every tool's environment, so stdlib only.

What a tool understood is, for each identifiable, its facts by place: "" is the identifiable itself, an idShort path
(items of a list by their number) is an element.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

Facts = dict[str, list[object]]
Texts = Iterable[tuple[str, str]] | None

INTEGERS = frozenset(
    f"xs:{name}"
    for name in (
        *("integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger"),
        *("negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)
NUMBERS = frozenset(["xs:double", "xs:float", "xs:decimal"])


def canonical(value_type: str | None, text: str | None) -> str | None:
    """Return a value so that two spellings of the same value are equal.

    Numbers lose padding, moments become UTC. BaSyx keeps doubles and moments as Python objects, so `1.50` and `1.5`
    must be equal here; aas-core keeps text and agrees anyway.
    """
    if text is None:
        return None
    if value_type in INTEGERS:
        return str(int(text))
    if value_type in NUMBERS:
        return repr(float(text))
    if value_type == "xs:dateTime":
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
        return (moment.astimezone(UTC) if moment.tzinfo else moment).isoformat()
    if value_type == "xs:boolean":
        return {"1": "true", "0": "false"}.get(text, text)
    return text


def texts(pairs: Texts) -> str | None:
    """Return texts in several languages as one, whatever their order."""
    return None if pairs is None else " | ".join(f"{language}: {text}" for language, text in sorted(pairs))
