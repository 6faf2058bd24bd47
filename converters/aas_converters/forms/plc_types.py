"""Types of a PLC and what becomes of them: the choice that goes through the programme's parser without loss."""

from __future__ import annotations

from typing import Final

VALUE_TYPES: Final = {
    "BOOL": "xs:boolean",
    "SINT": "xs:short",
    "USINT": "xs:unsignedByte",
    "BYTE": "xs:unsignedByte",
    "INT": "xs:short",
    "UINT": "xs:unsignedShort",
    "WORD": "xs:unsignedShort",
    "DINT": "xs:int",
    "UDINT": "xs:nonNegativeInteger",
    "DWORD": "xs:nonNegativeInteger",
    "LINT": "xs:double",
    "ULINT": "xs:unsignedLong",
    "REAL": "xs:float",
    "LREAL": "xs:double",
    "STRING": "xs:string",
    "DATE": "xs:date",
    "DATE_AND_TIME": "xs:dateTime",
}
PROPOSED: Final = {
    "xs:boolean": "BOOL",
    "xs:float": "REAL",
    "xs:double": "LREAL",
    "xs:decimal": "LREAL",
    "xs:short": "INT",
    "xs:byte": "SINT",
    "xs:unsignedByte": "USINT",
    "xs:unsignedShort": "UINT",
    "xs:unsignedInt": "UDINT",
    "xs:nonNegativeInteger": "UDINT",
    "xs:positiveInteger": "UDINT",
    "xs:unsignedLong": "ULINT",
    "xs:int": "DINT",
    "xs:integer": "DINT",
    "xs:long": "DINT",
    "xs:date": "DATE",
    "xs:dateTime": "DATE_AND_TIME",
}
"""What a form proposes for the value type of a model; text for everything else."""
NEUTRAL: Final = {
    "xs:boolean": "false",
    "xs:date": "1970-01-01",
    "xs:dateTime": "1970-01-01T00:00:00Z",
    "xs:string": "",
}
"""Values before anything was collected: the platform wants one everywhere; numbers have 0."""


def value_type(plc_type: str) -> str | None:
    """Return the value type for the type of a PLC, None for one that is not known.

    >>> value_type("string[20]"), value_type("dt"), value_type("LREEL")
    ('xs:string', 'xs:dateTime', None)
    """
    word = plc_type.strip().upper().partition("[")[0].partition("(")[0].strip()
    known = {"DT": "DATE_AND_TIME", "DATETIME": "DATE_AND_TIME", "DOUBLE": "LREAL", "FLOAT": "REAL", "BOOLEAN": "BOOL"}
    return VALUE_TYPES.get(known.get(word, word))
