"""How the platform's OPC UA server names the value types of an AAS, and which values survive there."""

from __future__ import annotations

import re
import struct
from datetime import datetime
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Final

# fmt: off
DATA_TYPES: Final = {
    "xs:string": "String", "xs:boolean": "Boolean", "xs:float": "Float", "xs:double": "Double",
    "xs:int": "Int32", "xs:integer": "Int32", "xs:negativeinteger": "Int32", "xs:nonpositiveinteger": "Int32",
    "xs:long": "Int32",  # a slip of the programme's parser that its platform is built on
    "xs:short": "Int16", "xs:byte": "Byte", "xs:unsignedbyte": "Byte", "xs:unsignedshort": "UInt16",
    "xs:nonnegativeinteger": "UInt32", "xs:positiveinteger": "UInt32", "xs:unsignedlong": "UInt64",
    "xs:decimal": "UInt64",
    "xs:date": "DateTime", "xs:datetime": "DateTime", "xs:durationstring": "DateTime", "xs:langstring": "QualifiedName",
}
# fmt: on
"""OPC UA type by value type in small letters; all others become String."""

UNSUPPORTED: Final = "String"
EMPTY_UNSUPPORTED: Final = "Null"
"""The type of a point of an unsupported value type without a value."""

RANGES: Final = {
    "Byte": (0, 2**8 - 1),
    "Int16": (-(2**15), 2**15 - 1),
    "UInt16": (0, 2**16 - 1),
    "Int32": (-(2**31), 2**31 - 1),
    "UInt32": (0, 2**32 - 1),
    "UInt64": (0, 2**64 - 1),
}

BETTER: Final = {
    "xs:long": "xs:int",
    "xs:decimal": "xs:double",
    "xs:unsignedInt": "xs:nonNegativeInteger",
    "xs:byte": "xs:short",
}
"""A value type that survives, for one that does not."""

TRUE: Final = {"true", "1"}
FALSE: Final = {"false", "0"}
DAY: Final = re.compile(r"(-?\d{4,}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?")
TIME: Final = re.compile(r"-?\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?")
NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that an XML file cannot hold."""


def is_known(value_type: str) -> bool:
    """Return whether the platform has a type of its own for a value type."""
    return value_type.lower() in DATA_TYPES


def data_type(value_type: str, value: str | None) -> str:
    """Return the OPC UA type that the platform gives a point."""
    if not is_known(value_type) and not value:
        return EMPTY_UNSUPPORTED
    return DATA_TYPES.get(value_type.lower(), UNSUPPORTED)


def stops_when_empty(value_type: str) -> bool:
    """Return whether the programme's parser gives up at an empty value of this type."""
    return DATA_TYPES.get(value_type.lower(), UNSUPPORTED) in {"Boolean", "Float", "Double", *RANGES}


def right_text(value_type: str, value: str) -> str | None:
    """Return a value, not empty, as an OPC UA node set has to spell it, None where its type cannot hold it.

    >>> right_text("xs:boolean", "0"), right_text("xs:date", "2024-03-01"), right_text("xs:decimal", "3.75")
    ('false', '2024-03-01T00:00:00Z', None)
    """
    if NO_XML.search(value):
        return None
    bare = value.strip()
    match DATA_TYPES.get(value_type.lower(), UNSUPPORTED):
        case "Boolean":
            return "true" if bare in TRUE else "false" if bare in FALSE else None
        case "Float" | "Double" as name:
            return bare if is_float(bare, name) else None
        case "DateTime":
            return date_time(bare)
        case name if name in RANGES:
            return whole(bare, *RANGES[name])
    return value


def whole(text: str, low: int, high: int) -> str | None:
    """Return a whole number within bounds as digits: `007` stays, `5.0` becomes `5`."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or number < low or number > high or number != number.to_integral_value():
        return None
    return text if re.fullmatch(r"-?\d+", text) else str(int(number))


def is_float(text: str, name: str) -> bool:
    """Return whether a text is a value of an OPC UA type: a number that is not too large for it, INF or NaN."""
    if text in ("INF", "-INF", "NaN"):
        return True
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", text):
        return False
    number = float(text)
    try:
        struct.pack("<f" if name == "Float" else "<d", number)
    except (struct.error, OverflowError):
        return False
    return isfinite(number)


def date_time(text: str) -> str | None:
    """Return a date or a time as a time with the hours and the zone that OPC UA wants; a time stays as it is."""
    if found := DAY.fullmatch(text):
        text = f"{found[1]}T00:00:00{found[2] or 'Z'}"
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text if TIME.fullmatch(text) else None
