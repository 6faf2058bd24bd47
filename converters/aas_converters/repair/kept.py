"""Compare what two environments say: every value of the first must be in the second, whatever else has changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from aas_converters.interchange.content import Environment
from aas_converters.interchange.migrate import SAFE_IN_URI
from aas_converters.repair.values import SPELLINGS
from aas_validators.document.jsonable import Json

VALUES: Final = ("value", "text", "min", "max")
REFERENCE: Final = "keys"


def missing_values(before: Environment, after: Environment) -> Iterator[str]:
    """Yield the values of elements and the texts of one environment that are nowhere in another.

    A value may stand inside a longer one, or be spelled as its type wants it. Keys of references are no values."""
    here = set(values(after))
    together = "\n".join(here)
    for text in values(before):
        if text.strip() and not any(form in here or form in together for form in forms(text)):
            yield text


def values(item: Json, holder: str = "") -> Iterator[str]:
    """Yield what an environment says."""
    waiting: list[tuple[Any, str]] = [(item, holder)]
    while waiting:
        held, name = waiting.pop()
        if isinstance(held, dict):
            for key, one in held.items():
                if key in VALUES and isinstance(one, str) and name != REFERENCE:
                    yield one
                else:
                    waiting.append((one, key))
        elif isinstance(held, list):
            waiting.extend((one, name) for one in held)


def forms(text: str) -> set[str]:
    """Return how a value may be written after a repair."""
    plain = text.strip()
    return {plain, plain.replace(",", ""), quote(text, safe=SAFE_IN_URI), SPELLINGS.get(plain.lower(), plain)}
