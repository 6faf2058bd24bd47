"""What OPC UA values, units and node ids are in text."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Final

from aas_converters.sources.typed import WHOLE_BELOW
from aas_reference_models.units import units

DURATION: Final = "i=290"
"""The data type of a time in milliseconds."""


def unit_of(unit_id: int | None, shown: str | None) -> str | None:
    """Return the unit of an EUInformation: by its UNECE code, which is packed into a number, else as it is shown.

    >>> unit_of(4408652, "degC"), unit_of(-1, "widgets"), unit_of(0, "")
    ('°C', 'widgets', None)
    """
    code = bytes((unit_id >> shift) & 0xFF for shift in (16, 8, 0)).strip(b"\\0") if unit_id and unit_id > 0 else b""
    by_code = {unit.rec20: symbol for symbol, unit in units().items() if unit.rec20}
    return by_code.get(code.decode("ascii", "replace")) or (shown or "").strip() or None


def instant_text(time: datetime | None) -> str | None:
    """Return a time of OPC UA, which is UTC, as text with all its digits."""
    if time is None:
        return None
    utc = time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time
    return f"{utc.isoformat()}Z"


def value_text(value: Any, single: bool = False, names: Mapping[int, str] | None = None) -> str | None:
    """Return the text of a value; `single` says that it has 32 bits, `names` are those of an enumeration."""
    if names and isinstance(value, int):
        return names.get(int(value), str(int(value)))
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case int():
            return str(value)
        case float():
            return number_text(value, single)
        case str():
            return value
        case datetime():
            return instant_text(value)
        case bytes():
            return value.hex()
        case list() | tuple():
            return json.dumps([value_text(one, single, names) for one in value], ensure_ascii=False)
    if hasattr(value, "Text"):
        return None if value.Text is None else str(value.Text)
    if hasattr(value, "__dataclass_fields__"):
        fields = {name: value_text(getattr(value, name), single) for name in value.__dataclass_fields__}
        return json.dumps({name: text for name, text in fields.items() if text is not None}, ensure_ascii=False)
    return str(value)


def number_text(value: float, single: bool) -> str | None:
    """Return the fewest digits that give a number back, of 32 bits where it had no more; no value for NaN.

    >>> number_text(9.59000015258789, True), number_text(9.59000015258789, False), number_text(5.0, False)
    ('9.59', '9.59000015258789', '5')
    """
    if value != value:
        return None
    if value in (float("inf"), float("-inf")):
        return "INF" if value > 0 else "-INF"
    if abs(value) < WHOLE_BELOW and value == int(value):
        return str(int(value))
    if single:
        packed = struct.pack("<f", value)
        return next((text for n in range(6, 10) if struct.pack("<f", float(text := f"{value:.{n}g}")) == packed), None)
    return repr(value)


def headers_of(paths: list[tuple[str, ...]]) -> list[str]:
    """Return what each of some paths is called for short: its last name, with the one before where that is needed.

    >>> headers_of([("X", "Position"), ("Y", "Position"), ("Spindle", "Speed")])
    ['X Position', 'Y Position', 'Speed']
    """
    last = [path[-1] for path in paths]
    return [name if last.count(name) == 1 else " ".join(path[-2:]) for name, path in zip(last, paths, strict=True)]


def names_of(variables: Iterable[tuple[tuple[str, ...], str]]) -> list[str]:
    """Return what variables are called, given the path and the node id of each; a later one of a name with its id.

    >>> names_of([(("X", "Load"), "i=1"), (("X", "Load"), "i=2")])
    ['X/Load', 'X/Load (i=2)']
    """
    taken: set[str] = set()
    names = []
    for path, node_id in variables:
        name = "/".join(path)
        names.append(f"{name} ({node_id})" if name in taken else name)
        taken.add(name)
    return names
