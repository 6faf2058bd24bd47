"""What a machine itself says a column means, compared with what a model's elements refer to.

An OPC UA node id means one thing. An MTConnect type is a kind of quantity only: TEMPERATURE is that of an axis, of the
oil or of the air, so the type, its subtype, and the component it belongs to must say every word of an element's name.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import Final

from aas_converters.mapping.likeness import Meaning
from aas_converters.sources.table import Column
from aas_reference_models.model import Element

SAID: Final = 0.9
"""How far a column is meant by what the machine says: its header may still say it better."""
ELSEWHERE: Final = MappingProxyType(
    {"velocity": "speed", "rotary": "spindle", "linear": "axis", "program": "name", "feedrate": "feed rate"}
)
"""Words of MTConnect, and what models write in their place."""
SET: Final = frozenset(("COMMANDED", "PROGRAMMED", "TARGET", "REQUIRED", "OVERRIDE", "SET"))
"""Subtypes of what was set, not of what happened."""
ROTARY_AXIS: Final = re.compile(r"Rotary\[(?=[AB])")
"""Rotary axes that turn the workpiece or the head; a spindle is C or S."""
REFERENCE: Final = re.compile(r"mtconnect:(?:(?P<component>[^/]*)/)?(?P<type>[^#]*)(?:#(?P<sub>.*))?")
WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def meant(column: Column, meaning: Meaning) -> float:
    """Return how far a machine says that a column is what an element means, 0 where it says nothing of the kind."""
    if not column.references or not meaning.value.references or meaning.is_list:
        return 0.0
    return SAID if any(same(reference, meaning.element) for reference in column.references) else 0.0


@cache
def same(reference: str, element: Element) -> bool:
    """Say whether a reference of a column means an element."""
    known = {f"{one.scheme}:{one.id}" for one in element.references}
    if reference in known:
        # a type alone is said again by the narrower reference in front of it
        return reference.startswith("opcua:")
    found = REFERENCE.fullmatch(reference)
    if found is None or found["component"] is None or f"mtconnect:{found['type']}" not in known:
        return False
    sub = found["sub"] or ""
    if sub and (element.role == "setpoint") != (sub in SET):
        return False
    component = ROTARY_AXIS.sub("Axis[", found["component"])
    words = set(words_of(" ".join(part.replace("_", " ") for part in (found["type"], component, sub))))
    said = words | {other for word in words for other in ELSEWHERE.get(word, "").split()}
    return said.issuperset(words_of(element.id_short))


def words_of(text: str) -> list[str]:
    """Return the words of a name in lower case.

    >>> words_of("XAxisPosition"), words_of("PATH FEEDRATE")
    (['x', 'axis', 'position'], ['path', 'feedrate'])
    """
    return [word.lower() for word in WORD.findall(text)]
